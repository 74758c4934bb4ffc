"""Which vocabularies a run uses: packaged ones by name, a project's own by file."""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ..config.settings import Settings, place_in_config
from ..model.problems import problem
from ..model.records import Problem, Span
from .topics import Vocabulary
from .vocabulary_text import parse_vocabulary


def packaged_names() -> tuple[str, ...]:
    """The names of the vocabularies that come with mkdecks."""
    return tuple(_packaged_files())


@cache
def packaged_vocabulary(name: str) -> Vocabulary:
    """A vocabulary that comes with mkdecks. Raises KeyError where none has that name."""
    text = _packaged_files()[name].read_text("utf-8")
    return parse_vocabulary(text, name)[0]


@cache
def _packaged_files() -> Mapping[str, Path]:
    files = Path(__file__).with_name("vocabularies").glob("*.txt")
    return {file.stem: file for file in sorted(files)}


def load_vocabularies(
    settings: Settings,
) -> tuple[list[Vocabulary], tuple[Problem, ...]]:
    """The vocabularies that the settings name, all packaged ones where they name none.

    There is a Problem for each file that is not there, and for each line of one that
    could not be used.
    """
    if settings.vocabularies is None:
        return [packaged_vocabulary(name) for name in packaged_names()], ()
    vocabularies: list[Vocabulary] = []
    problems: list[Problem] = []
    for written in settings.vocabularies:
        if written in packaged_names():
            vocabularies.append(packaged_vocabulary(written))
            continue
        vocabulary, file_problems = _from_file(written, settings)
        problems += file_problems
        if vocabulary:
            vocabularies.append(vocabulary)
    return vocabularies, tuple(problems)


def _from_file(
    written: str, settings: Settings
) -> tuple[Vocabulary | None, list[Problem]]:
    """A project's own vocabulary, None where its file cannot be read."""
    root = settings.root.resolve()
    file = (root / written).resolve()
    if not file.is_relative_to(root) or not file.is_file():
        return None, [_no_vocabulary(written, settings)]
    path = os.path.relpath(file)
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = f"cannot read the file: {error}"
        return None, [problem("MK906", message, Span(path, 1, 1))]
    vocabulary, errors = parse_vocabulary(text, file.stem)
    lines = text.splitlines()
    return vocabulary, [
        problem(
            "MK906",
            error.message,
            Span(path, error.line, error.line),
            help=error.hint,
            excerpt=lines[error.line - 1],
        )
        for error in errors
    ]


def _no_vocabulary(written: str, settings: Settings) -> Problem:
    close = difflib.get_close_matches(written, packaged_names(), 1)
    help = "packaged are: " + ", ".join(packaged_names())
    if close:
        help = f"did you mean '{close[0]}'?"
    if "." in written:
        help = "the path counts from the config's folder"
    span, line = place_in_config(settings, written)
    message = f"there is no vocabulary '{written}'"
    return problem("MK906", message, span, help=help, excerpt=line)
