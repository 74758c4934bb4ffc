"""Which vocabularies a run uses: packaged ones by name, a project's own by file."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from ..config.settings import Settings, place_in_config
from ..model.problems import problem
from ..model.records import Problem, Span
from .topics import (
    Vocabulary,
    packaged_names,
    packaged_vocabulary,
    parse_vocabulary,
)


def load_vocabularies(
    settings: Settings,
) -> tuple[Sequence[Vocabulary], tuple[Problem, ...]]:
    """The vocabularies that the settings name, all packaged ones where they name none."""
    if settings.vocabularies is None:
        return [packaged_vocabulary(name) for name in packaged_names()], ()
    vocabularies: list[Vocabulary] = []
    problems: list[Problem] = []
    for written in settings.vocabularies:
        if written in packaged_names():
            vocabularies.append(packaged_vocabulary(written))
        else:
            vocabulary, told = _from_file(written, settings)
            vocabularies += vocabulary
            problems += told
    return vocabularies, tuple(problems)


def _from_file(
    written: str, settings: Settings
) -> tuple[list[Vocabulary], list[Problem]]:
    file = (settings.root / written).resolve()
    if not file.is_relative_to(settings.root.resolve()) or not file.is_file():
        import difflib

        close = difflib.get_close_matches(written, packaged_names(), 1)
        help = (
            f"did you mean '{close[0]}'?"
            if close
            else "packaged are: " + ", ".join(packaged_names())
        )
        if "." in written:
            help = "the path counts from the config's folder"
        span, line = place_in_config(settings, written)
        return [], [
            problem(
                "MK906",
                f"there is no vocabulary '{written}'",
                span,
                help=help,
                excerpt=line,
            )
        ]
    shown = os.path.relpath(file)
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        return [], [
            problem(
                "MK906", f"cannot read the file: {error}", Span(shown, 1, 1)
            )
        ]
    vocabulary, errors = parse_vocabulary(text, Path(written).stem)
    lines = text.splitlines()
    problems = [
        problem(
            "MK906",
            e.message,
            Span(shown, e.line, e.line),
            help=e.hint,
            excerpt=lines[e.line - 1] if e.line <= len(lines) else "",
        )
        for e in errors
    ]
    return [vocabulary], problems
