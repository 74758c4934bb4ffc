"""Numbers of several parts before lines of plain text: ``2.1 How ...``.

Such a number may as well be a version or an amount. It counts questions where the
numbers of a text go on from each other, and half of their lines ask.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from ...language.question_text import is_question, number_of
from ...model.groups import grouped
from .lines import Lines, opens_paragraph

# The numbers before a line, from the outermost section to the innermost.
Path = tuple[int, ...]

MAX_LINES = 4
MIN_ASKING, MIN_SHARE = 2, 0.5
_DOTTED_RE = re.compile(r"\s*((?:\d{1,2}\.){1,2}\d{1,3})(?=\s+\S)")
_PATH_RE = re.compile(r"\s*((?:\d{1,2}\.){1,2}\d{1,3})[.):]")


def path_of(line: str) -> Path:
    """The numbers before a question: (2, 1) of ``2.1.``, (4,) of ``Q4:``.

    Empty without any.
    """
    number = number_of(line)
    if number is None:
        return ()
    match = _PATH_RE.match(line)
    return _path(match[1]) if match else (number,)


def _path(text: str) -> Path:
    return tuple(map(int, text.split(".")))


def follows(path: Path, other: Path) -> bool:
    """Whether ``other`` comes next after a path: 2.2 and 3.1 after 2.1."""
    if len(path) != len(other):
        return False
    *outer, last = path
    *other_outer, other_last = other
    if outer == other_outer:
        return other_last == last + 1
    return other_outer > outer and other_last <= 1


def close_numbers(lines: list[str]) -> None:
    """Put a full stop behind numbers of several parts that count questions.

    ``2.1 How ...`` is ``2.1. How ...`` then, which no version and no amount is.
    """
    for places in _counted(lines):
        asking = sum(_asks(lines, place) for place in places)
        if asking < max(MIN_ASKING, MIN_SHARE * len(places)):
            continue
        for place in places:
            lines[place] = _DOTTED_RE.sub(r"\g<0>.", lines[place], count=1)


def _counted(lines: Lines) -> Iterator[set[int]]:
    """The lines whose numbers go on from each other, for each number of parts."""
    paths = _paths(lines)
    depths = grouped(paths, lambda index: len(paths[index]))
    for places in depths.values():
        in_order = set[int]()
        for place, below in pairwise(places):
            if follows(paths[place], paths[below]):
                in_order.update((place, below))
        yield in_order


def _paths(lines: Lines) -> Mapping[int, Path]:
    """The numbers of several parts, by their lines.

    One that stands within a paragraph is left out where another paragraph begins so.
    """
    paths = {
        index: _path(match[1])
        for index, line in enumerate(lines)
        if (match := _DOTTED_RE.match(line))
    }
    opening = {i for i in paths if opens_paragraph(lines, i)}
    taken = {paths[index] for index in opening}
    return {
        index: path
        for index, path in paths.items()
        if index in opening or path not in taken
    }


def _asks(lines: Lines, index: int) -> bool:
    """Whether a question mark stands at the end of one of a paragraph's first lines."""
    rest = lines[index + 1 : index + MAX_LINES]
    below = itertools.takewhile(_goes_on, rest)
    return any(map(is_question, [lines[index], *below]))


def _goes_on(line: str) -> bool:
    return bool(line.strip()) and not _DOTTED_RE.match(line)
