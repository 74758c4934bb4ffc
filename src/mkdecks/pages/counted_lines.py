"""Paragraphs in which several counted questions stand, one right below the other.

Question banks leave no blank line between them: ``1、... A. ... B. ...``, and ``2、...`` on
the next line. Each is a paragraph of its own to a reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from ..language.labels import QUESTIONS, label_of
from ..language.option_letters import LETTER
from ..model.records import Block
from .inline import cut

MIN_COUNTED, MIN_OPTIONS = 2, 2
# A number at the start of a line, behind the letter of the right option or without.
_COUNT_RE = re.compile(
    r"[ \t]*(?:[(\uff08][^()\uff08\uff09\n]{1,5}[)\uff09][ \t]*)?"
    r"(?P<number>\d{1,3})[ \t]?[.)\u3001\uff0e](?!\d)"
)
_OPTION_RE = re.compile(
    rf"(?:^|(?<=\s))[(\[\uff08]?{LETTER}[.)\]\uff09\uff0e\u3001]", re.I | re.M
)


def apart(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks, with a paragraph for each question of such paragraphs."""
    for block in blocks:
        yield from _questions(block) if block.kind == "paragraph" else (block,)


def _questions(block: Block) -> Iterator[Block]:
    starts = list(_starts(block.text))
    is_below_options = bool(starts) and _has_options(block.text[: starts[0]])
    if len(starts) < MIN_COUNTED and not is_below_options:
        yield block
        return
    places = [*starts, len(block.text)]
    parts = list(pairwise(places))
    if not all(_has_options(block.text[start:stop]) for start, stop in parts):
        yield block
        return
    if starts[0] > 0:
        yield cut(block, 0, starts[0])
    for start, stop in parts:
        yield cut(block, start, stop)


def _has_options(text: str) -> bool:
    return len(_OPTION_RE.findall(text)) >= MIN_OPTIONS


def _starts(text: str) -> Iterator[int]:
    """Where lines begin whose numbers go on by one."""
    last = None
    place = 0
    for line in text.split("\n"):
        number = _number(line)
        is_next = last is None or number == last + 1
        if number is not None and is_next:
            yield place
            last = number
        place += len(line) + 1


def _number(line: str) -> int | None:
    """What a line counts, by its number or by the label of a question."""
    if mark := _COUNT_RE.match(line):
        return int(mark["number"])
    label = label_of(line)
    return label.number if label and label.names(QUESTIONS) else None
