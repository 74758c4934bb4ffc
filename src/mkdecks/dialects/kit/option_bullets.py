"""Lists whose items are options by their bullets, or by a capital letter alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, takewhile

from ...language.lexicon import begins_with
from ...model.records import Block
from .option import Option, Options, begins_alphabet, without_start

# So many items begin with the letters of the alphabet by no chance.
MIN_BARE = 3
MIN_PLAIN = 2
_BOX_RE = re.compile(r"\[(?P<tick>[ xX])\][ \t]+(?=\S)")
# A capital letter with a blank alone.
_BARE_RE = re.compile(r"(?P<letter>[A-Z])[ \t]+(?=\S)")


def by_bullets(siblings: Sequence[Block], start: int) -> Options | None:
    """The options of lists in a row whose bullet says "+" of a right one, "-" of others."""
    lists = list(takewhile(_is_plain_list, islice(siblings, start, None)))
    marks = {block.mark for block in lists}
    if marks != {"+", "-"}:
        return None
    options = [
        Option(item.children, checked=block.mark == "+")
        for block in lists
        for item in block.children
    ]
    return Options(tuple(options), start, start + len(lists))


def _is_plain_list(block: Block) -> bool:
    """Whether a block is a list of lines."""
    items = block.children if block.kind == "bullet_list" else ()
    return bool(items) and all(len(item.children) == 1 for item in items)


def typed_boxes(options: Sequence[Option]) -> list[Option]:
    """Options whose boxes are mere text, "[x] a tree"; empty where one has none."""
    boxes = [_BOX_RE.match(option.first_line) for option in options]
    if len(options) < MIN_PLAIN or not all(boxes):
        return []
    return [
        replace(
            option,
            checked=bool(box["tick"].strip()),
            blocks=without_start(option.blocks, box.end()),
        )
        for option, box in zip(options, boxes, strict=True)
        if box
    ]


def bare_lettered(options: Sequence[Option]) -> list[Option]:
    """Options that begin with a capital letter alone, in order; empty for others."""
    marks = [_BARE_RE.match(option.first_line) for option in options]
    letters = [mark["letter"].lower() for mark in marks if mark]
    is_whole = len(letters) == len(options) >= MIN_BARE
    is_said = any(
        begins_with(option.first_line[2:], "is") for option in options
    )
    if is_said or not (is_whole and begins_alphabet(letters)):
        return []
    return [
        replace(
            option,
            label=letter,
            blocks=without_start(option.blocks, len(letter) + 1),
        )
        for option, letter in zip(options, letters, strict=True)
    ]
