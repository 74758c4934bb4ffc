"""What the lock remembers of each source before it is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..language.question_text import remembered_text
from ..model.notes import Lock
from ..sources.source_file import SourceFile


def with_memory(
    files: Sequence[SourceFile], lock: Lock
) -> tuple[SourceFile, ...]:
    """The files with the questions that were cards of them.

    A file of a new name has those of all the files that are gone, since it may be one.
    """
    by_source: dict[str, set[tuple[str, str]]] = {}
    for entry in lock.entries:
        text = remembered_text(entry.text.question.split("\n\n", 1)[0])
        if text and not entry.retired:
            by_source.setdefault(entry.source, set()).add((entry.dialect, text))
    names = {file.name for file in files}
    gone = {
        q
        for name, texts in by_source.items()
        if name not in names
        for q in texts
    }
    return tuple(
        replace(file, remembered=frozenset(by_source.get(file.name, gone)))
        for file in files
    )
