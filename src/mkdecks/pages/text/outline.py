"""Questions of plain text whose answers hang below them, further indented.

So pages of a manual are written. Where half of the lines that text hangs below ask, the
others are questions too: an answer follows them like all the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...language.page_titles import may_be_question
from ...language.question_text import (
    answer_label_length,
    is_prompt,
    is_question,
)
from ...model.characters import one_line
from ...model.groups import grouped
from .lines import (
    Lines,
    filled_below,
    indent,
    is_at_edge,
    is_comment,
    is_list_item,
    is_short,
)

# How many lines a question has at the most.
MAX_LINES = 4
MIN_ASKING, MIN_SHARE = 3, 0.5

# The line that a question begins on -> the line behind its last.
Spans = dict[int, int]


class Hung(NamedTuple):
    """Lines that further indented text hangs below, ``stop`` left out."""

    start: int
    stop: int
    margin: int
    is_apart: bool
    asks: bool


def hung_lines(lines: Lines) -> Iterator[Hung]:
    """All lines that further indented text hangs below."""
    for start, line in enumerate(lines):
        if not line.strip() or not is_at_edge(lines, start):
            continue
        if is_list_item(line) or is_comment(line) or answer_label_length(line):
            continue
        stop = _stop(lines, start)
        below = filled_below(lines, stop - 1)
        if below is None or indent(lines[below]) <= indent(line):
            continue
        is_apart = below > stop
        asks = is_question(one_line(" ".join(lines[start:stop])))
        yield Hung(start, stop, indent(line), is_apart, asks)


def _stop(lines: Lines, start: int) -> int:
    """Where a few lines stop that are as far indented as the first."""
    first = lines[start]
    stop = start + 1
    while stop < min(start + MAX_LINES, len(lines)):
        line = lines[stop]
        if not line.strip() or is_list_item(line):
            break
        if indent(line) != indent(first):
            # The last line of a question may be indented as its answer is.
            ends_question = is_prompt(first) and is_question(f"{first} {line}")
            return stop + ends_question
        if is_question(lines[stop - 1]):
            break
        stop += 1
    return stop


def asking(hung: Sequence[Hung]) -> Spans:
    """Where the lines that ask start and stop."""
    return {lines.start: lines.stop for lines in hung if lines.asks}


def all_questions(lines: Lines, hung: Sequence[Hung]) -> Spans:
    """Where questions start and stop that are alike, most of which ask.

    They are as far indented as each other, and their answers stand alike below them.
    """
    alike = [
        item for item in hung if item.asks or _may_be_question(lines, item)
    ]
    groups = grouped(alike, lambda item: (item.margin, item.is_apart))
    found: Spans = {}
    for group in groups.values():
        number = sum(item.asks for item in group)
        if number >= max(MIN_ASKING, MIN_SHARE * len(group)):
            found.update((item.start, item.stop) for item in group)
    return found


def _may_be_question(lines: Lines, item: Hung) -> bool:
    """Whether lines that do not ask may be a question among others that do."""
    first = lines[item.start]
    is_title = item.stop == item.start + 1 and is_short(first)
    return may_be_question(first) and (is_title or not item.is_apart)
