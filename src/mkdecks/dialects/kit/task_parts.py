"""Tasks whose parts are counted by letters, and the answers to the parts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...language.labels import label_of
from ...language.option_letters import LETTER
from ...model.characters import one_line
from ...model.records import Block
from ...pages.inline import text_of
from .option import Options, begins_alphabet, place_of_letter, plain_letter

MIN_PARTS = 2
# Answers to parts are short; a longer text explains options.
MAX_ANSWERS = 2_000
_PART_RE = re.compile(
    rf"(?:^|(?<=[\s;,]))[(\[]?({LETTER})[)\].]\s+(?=\S)", re.I | re.M
)
_LETTERED_LINE_RE = re.compile(
    rf"^[ \t]*[(\[]?({LETTER})[)\]][ \t]+(?=\S)", re.I | re.M
)
_SIGNS = " .,;:()[]*_\n"


def answers_parts(blocks: Sequence[Block], group: Options) -> bool:
    """Whether a text answers lettered parts one by one: "a) 11 b) 9".

    What it says behind the letters are other words than those of the options, or it would
    name the right ones.
    """
    if group.kind != "letters":
        return False
    text = text_of(blocks)[:MAX_ANSWERS].strip()
    label = label_of(text)
    start = label.length if label and label.end in (":", "") else 0
    marks = list(_PART_RE.finditer(text, start))
    letters = [plain_letter(mark[1]) for mark in marks]
    is_whole = len(letters) in (len(group.options), len(group.options) - 1)
    if not (
        is_whole and len(letters) >= MIN_PARTS and begins_alphabet(letters)
    ):
        return False
    if text[start : marks[0].start()].strip(_SIGNS):
        return False
    stops = [*(mark.start() for mark in marks[1:]), len(text)]
    said = [
        _plain(text[mark.end() : stop])
        for mark, stop in zip(marks, stops, strict=True)
    ]
    options = [_plain(option.text) for option in group.options]
    return not any(
        answer.startswith(option)
        for answer, option in zip(said, options, strict=False)
    )


def _plain(text: str) -> str:
    return one_line(text).strip(_SIGNS).casefold()


def counts_parts(text: str) -> bool:
    """Whether a text is counted by letters: "a) sail b) row"."""
    letters = [plain_letter(mark[1]) for mark in _PART_RE.finditer(text)]
    return len(letters) >= MIN_PARTS and begins_alphabet(letters)


def part_start(blocks: Sequence[Block]) -> tuple[int, int] | None:
    """Where the first lettered part of a task begins: its block, and its place there.

    None where no part begins below what they all are about.
    """
    for place, block in enumerate(blocks):
        mark = _LETTERED_LINE_RE.search(block.text)
        if mark and (place or mark.start()):
            return place, mark.start()
    return None


def begins_part(block: Block) -> bool:
    """Whether a block begins with the letter of a further part of a task: "b) Why?"."""
    mark = _LETTERED_LINE_RE.match(block.text)
    return mark is not None and place_of_letter(plain_letter(mark[1])) > 0
