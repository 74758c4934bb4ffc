"""Options on lines of their own, in a paragraph or in several below each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...model.records import Block
from ...pages.inline import cut
from .blocks import Blocks
from .key_text import key_line
from .option import (
    LETTER_MARK,
    Option,
    Options,
    begins_alphabet,
    plain_letter,
)

_MARKED_LINE_RE = re.compile(f"^{LETTER_MARK}", re.M)
# The line of the first option, which the first paragraph must hold.
_FIRST_LINE_RE = re.compile(
    r"^[ \t]*[(\[]?[AaأаА][.:)\]\uff1a\uff09\u3001\uff0e]", re.M
)


def options_of_lines(siblings: Sequence[Block], start: int) -> Options | None:
    """The options in the paragraph at a place, and in those that go on below it."""
    if not _FIRST_LINE_RE.search(siblings[start].text):
        return None
    options: list[Option] = []
    before: Blocks = ()
    after: Blocks = ()
    stop = start
    while stop < len(siblings) and not after:
        block = siblings[stop]
        marks = _marks(block, options)
        has_text_above = bool(marks) and marks[0].start() > 0
        if not marks or (options and has_text_above):
            break
        if has_text_above:
            before = (cut(block, 0, marks[0].start()),)
        end = key_line(block.text, marks[-1].end())
        options += _options(block, marks, end)
        if end < len(block.text):
            after = (cut(block, end),)
        stop += 1
    return Options(tuple(options), start, stop, before, after)


def _marks(block: Block, options: Sequence[Option]) -> list[re.Match[str]]:
    """The marks of a paragraph's lines whose letters come next to those of options."""
    if block.kind != "paragraph":
        return []
    letters = [option.label for option in options]
    marks = []
    for mark in _MARKED_LINE_RE.finditer(block.text):
        letter = plain_letter(mark["letter"])
        if begins_alphabet([*letters, letter]):
            letters.append(letter)
            marks.append(mark)
    return marks


def _options(
    block: Block, marks: Sequence[re.Match[str]], end: int
) -> Iterator[Option]:
    """One option for each mark; it has no block where its line shows nothing else."""
    stops = [*(mark.start() for mark in marks[1:]), end]
    for mark, stop in zip(marks, stops, strict=True):
        start = mark.end()
        is_empty = not block.text[start:stop].strip()
        blocks = () if is_empty else (cut(block, start, stop),)
        yield Option(blocks, plain_letter(mark["letter"]))
