"""Options that nothing marks: lines above a key that says one of them again.

``Elbe``, ``Rhine``, ``Main``, then ``Answer: Rhine``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from ...language.question_text import is_question, number_of
from ...model.characters import COLONS
from ...model.records import Block
from ...pages.inline import cut
from .key_text import key_line, names_key, repeats_option
from .option import Option, Options
from .option_lists import MIN_OPTIONS

MAX_OPTIONS = 8


def options_repeated(siblings: Sequence[Block], place: int) -> Options | None:
    """The options in the paragraph at a place, or in those from there on.

    None where no key below says one of them again.
    """
    block = siblings[place]
    if block.kind != "paragraph":
        return None
    if "\n" in block.text:
        return _of_lines(block, place)
    if place and _puts(siblings[place - 1]):
        return _of_paragraphs(siblings, place)
    return None


def _of_lines(block: Block, place: int) -> Options | None:
    """The lines of a paragraph up to that of the key, without the line that asks."""
    end = key_line(block.text, 0)
    if end == len(block.text):
        return None
    lines = list(_lines(block.text[:end].rstrip("\n")))
    asks = _asks(block.text.partition("\n")[0])
    start = lines[1][0] if asks and len(lines) > 1 else 0
    options = [cut(block, *line) for line in (lines[1:] if asks else lines)]
    before = (cut(block, 0, start),) if start else ()
    after = (cut(block, end),)
    group = _group(options, place, place + 1)
    if group is None or not repeats_option(block.text[end:], group):
        return None
    return Options(group.options, place, place + 1, before, after)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Where each line of a text starts and stops."""
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _of_paragraphs(siblings: Sequence[Block], place: int) -> Options | None:
    """The paragraphs of one line from a place on, up to that of the key."""
    near = siblings[place : place + MAX_OPTIONS + 1]
    options = list(takewhile(_may_be_option, near))
    stop = place + len(options)
    if stop == len(siblings) or not names_key(siblings[stop].text):
        return None
    group = _group(options, place, stop)
    if group is None or not repeats_option(siblings[stop].text, group):
        return None
    return group


def _may_be_option(block: Block) -> bool:
    is_line = block.kind == "paragraph" and "\n" not in block.text
    return is_line and not names_key(block.text)


def _group(blocks: Sequence[Block], start: int, stop: int) -> Options | None:
    """Blocks as options; None where they are too few, too many, or one of them asks."""
    is_number_right = MIN_OPTIONS <= len(blocks) <= MAX_OPTIONS
    if not is_number_right or any(is_question(block.text) for block in blocks):
        return None
    return Options(tuple(Option((block,)) for block in blocks), start, stop)


def _puts(block: Block) -> bool:
    """Whether a block asks, is counted, or leads in to what is below it."""
    is_counted = block.kind in ("heading", "ordered_list")
    return is_counted or _asks(block.text)


def _asks(text: str) -> bool:
    is_lead = text.rstrip().endswith(COLONS)
    return is_lead or is_question(text) or number_of(text) is not None
