"""The labels in a block, and the pieces that they divide it into."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Literal, NamedTuple

from ...language.counts import is_lone_question_label
from ...language.labels import ANSWERS, QUESTIONS, is_answer_word, label_of
from ...language.question_text import (
    answer_label_length,
    is_initial_label,
    question_label_length,
)
from ...model.characters import COLONS
from ...model.records import Block
from ...pages.inline import begins_in_code, bold_length, cut, has_content

# Nobody writes a longer paragraph, and each piece of it is cut out of the whole.
MAX_PARAGRAPH = 50_000
# Where a sentence ends on a line, behind which the label of the answer may stand.
_SENTENCE_END_RE = re.compile(r"(?<=[?.!\u061f\uff1f\u3002])\s*(?=\S)")


class Start(NamedTuple):
    """A label: its place in a text, its length, and what it starts.

    A letter that may be an initial, and a label with nothing behind it, are certain
    only once an answer follows. A letter ``may_answer`` where it is that of a question
    in one language and of an answer in another. What stands above the first label
    starts nothing.
    """

    place: int
    length: int = 0
    role: Literal["", "question", "answer"] = ""
    is_certain: bool = True
    may_answer: bool = False


def pieces(block: Block) -> Iterator[tuple[Block, Start]]:
    """A block as the pieces that its labels divide it into, each with its label."""
    is_text = block.kind in ("paragraph", "heading")
    if not is_text or begins_in_code(block) or len(block.text) > MAX_PARAGRAPH:
        yield block, Start(0)
        return
    starts = list(_starts(block.text))
    if not starts or starts[0].place > 0:
        starts.insert(0, _bold_start(block))
    stops = [start.place for start in starts[1:]]
    for start, stop in zip_longest(starts, stops):
        piece = cut(block, start.place + start.length, stop)
        if start.role or has_content([piece]):
            yield piece, start


def _bold_start(block: Block) -> Start:
    """The label in bold that a block begins with, without a sign: ``**Answer** ...``."""
    length = bold_length(block)
    bold = block.text[:length].strip()
    label = label_of(bold)
    behind = block.text[length:].lstrip()
    goes_on = behind.startswith(COLONS) or behind[:1].islower()
    if label is None or label.is_letter or goes_on:
        return Start(0)
    if label.length < len(bold):
        return Start(0)
    if label.names(ANSWERS):
        return Start(0, length, "answer")
    if label.names(QUESTIONS):
        return Start(0, length, "question", is_certain=False)
    return Start(0)


def _starts(text: str) -> Iterator[Start]:
    """The labels of a text, in its order."""
    place = 0
    for line in text.split("\n"):
        if label_of(line) or ":" in line:
            yield from _starts_of_line(line, place)
        place += len(line) + 1


def _starts_of_line(line: str, place: int) -> Iterator[Start]:
    """The labels of a line that begins at a place of its text."""
    length = question_label_length(line)
    if length:
        is_certain = not is_initial_label(line)
        may_answer = answer_label_length(line, letters=True) > 0
        yield Start(place, length, "question", is_certain, may_answer)
        answer = _answer_on_line(line, length)
        if answer:
            yield Start(
                place + answer, answer_label_length(line[answer:]), "answer"
            )
    elif is_lone_question_label(line):
        yield Start(place, len(line), "question", is_certain=False)
    elif is_answer_word(line):
        yield Start(place, len(line), "answer")
    elif length := _side_length(line, "front") or _task_length(line):
        yield Start(place, length, "question", is_certain=False)
    elif (length := _side_length(line, "back")) or (
        length := answer_label_length(line, letters=True)
    ):
        yield Start(place, length, "answer")
    elif answer := _answer_on_line(line, 0):
        length = answer_label_length(line[answer:])
        yield Start(place + answer, length, "answer")


def _side_length(line: str, side: str) -> int:
    """How many characters "Front:" or "Back:" takes at the start of a line."""
    label = label_of(line)
    is_side = label is not None and label.end == ":" and side in label.roles
    return label.length if label and is_side else 0


def _task_length(line: str) -> int:
    """How many characters "Exercise 3:" takes at the start of a line."""
    label = label_of(line)
    is_counted = label is not None and label.number is not None
    return _side_length(line, "task") if is_counted else 0


def _answer_on_line(line: str, start: int) -> int:
    """Where the label of an answer stands on the line of its question; 0 without one."""
    for end in _SENTENCE_END_RE.finditer(line, start):
        label = label_of(line[end.end() :])
        is_sign = label is None or (label.is_letter and not start)
        if label and not is_sign and label.names(ANSWERS) and label.end == ":":
            return end.end()
    return 0
