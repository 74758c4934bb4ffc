"""Which vocabularies a run uses: packaged ones by name, a project's own by file."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from ..config.settings import Settings, place_in_config
from ..model.hints import did_you_mean
from ..model.problems import problem
from ..model.records import Problem, Problems, Span
from ..sources.library import file_inside
from .topics import Vocabulary
from .vocabulary_text import parse_vocabulary

_FILES = sorted(Path(__file__).with_name("vocabularies").glob("*.txt"))
_PACKAGED = {file.stem: file for file in _FILES}


def packaged_names() -> tuple[str, ...]:
    """The names of the vocabularies that come with mkdecks."""
    return tuple(_PACKAGED)


@cache
def packaged_vocabulary(name: str) -> Vocabulary:
    """A vocabulary that comes with mkdecks. Raises KeyError for any other name."""
    return parse_vocabulary(_PACKAGED[name].read_text("utf-8"), name)[0]


def load_vocabularies(
    settings: Settings,
) -> tuple[list[Vocabulary], Problems]:
    """The vocabularies that the settings name, all packaged ones where they name none.

    There is a Problem for each file that is not there, and for each line of one that
    could not be used.
    """
    names = settings.vocabularies
    if names is None:
        names = packaged_names()
    vocabularies: list[Vocabulary] = []
    problems: list[Problem] = []
    for name in names:
        if name in _PACKAGED:
            vocabularies.append(packaged_vocabulary(name))
        else:
            from_file, file_problems = _from_file(name, settings)
            vocabularies += from_file
            problems += file_problems
    return vocabularies, tuple(problems)


def _from_file(
    written: str, settings: Settings
) -> tuple[list[Vocabulary], Problems]:
    """A project's own vocabulary, none where its file cannot be read."""
    root = settings.root
    file, _ = file_inside(root, root / written)
    if file is None:
        return [], (_no_vocabulary(written, settings),)
    path = os.path.relpath(file)
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = f"cannot read the file: {error}"
        return [], (problem("MK906", message, Span(path, 1)),)
    vocabulary, problems = parse_vocabulary(text, file.stem, path)
    return [vocabulary], problems


def _no_vocabulary(written: str, settings: Settings) -> Problem:
    help = did_you_mean(written, _PACKAGED)
    help = help or "packaged are: " + ", ".join(_PACKAGED)
    if "." in written:
        help = "the path counts from the config's folder"
    span, line = place_in_config(settings, written)
    message = f"there is no vocabulary '{written}'"
    return problem("MK906", message, span, help=help, excerpt=line)
