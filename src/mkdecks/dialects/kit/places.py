"""Where blocks stand: inside another, above a divider, below a heading."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence

from ...language.fold_titles import is_reveal_label
from ...language.question_text import is_question
from ...model.records import Block, Page
from ...pages.inline import bold_length
from ...pages.tree import body_of, is_title, title_of
from ...pages.walk import walk
from .blocks import FOLDS, Blocks
from .lists import firsts_of

_TITLES = frozenset({"heading", "dt"})
Judge = Callable[[Block], bool]


def outside(
    page: Page, kind: str, is_whole: Judge
) -> Iterator[tuple[Block, tuple[Block, ...]]]:
    """The blocks of a kind that no dialect has taken, with siblings; none in a whole.

    ``is_whole`` says of a block of that kind that what it holds is its alone.
    """
    inside: set[Block] = set()
    for block, siblings in walk(page):
        if block in inside:
            inside.update(block.children)
        elif block.kind == kind:
            if is_whole(block):
                inside.update(block.children)
            yield block, siblings


def parts_of(page: Page) -> Iterator[Blocks]:
    """The page, and what each of its folds holds that is a part of it."""
    yield page.blocks
    for block, _ in walk(page):
        if is_part(block):
            yield body_of(block)


def is_part(block: Block) -> bool:
    """Whether a fold holds several questions, and is none itself.

    A container without a title that begins with a heading is a part of the page, too.
    """
    title = title_of(block) if block.kind in FOLDS else None
    if block.kind in FOLDS and title is None:
        return any(part.kind == "heading" for part in block.children[:1])
    if title is None or is_question(title.text) or is_reveal_label(title.text):
        return False
    openings = itertools.chain.from_iterable(map(_openings, body_of(block)))
    return len(list(filter(is_question, openings))) > 1


def _openings(block: Block) -> Iterator[str]:
    """What may be questions of a block: its text in bold, its terms, its title."""
    parts = firsts_of(block) or [block]
    if block.kind == "dl":
        parts = [part for part in block.children if part.kind == "dt"]
    for part in filter(None, [title_of(block), *parts]):
        is_whole = part.kind in _TITLES or is_title(part)
        yield part.text if is_whole else part.text[: bold_length(part)]


def first_place(blocks: Sequence[Block], is_meant: Judge) -> int:
    """The place of the first block that is meant, behind the last where none is."""
    for place, block in enumerate(blocks):
        if is_meant(block):
            return place
    return len(blocks)


def divided(
    blocks: Sequence[Block], is_divider: Judge
) -> tuple[Sequence[Block], Sequence[Block]]:
    """What stands above a divider and below it; all is below where there is none."""
    place = first_place(blocks, is_divider)
    if place == len(blocks):
        return (), blocks
    return blocks[:place], blocks[place + 1 :]


def below_heading(blocks: Sequence[Block], place: int) -> Sequence[Block]:
    """What stands below the heading at a place, up to the next not below it."""
    level = blocks[place].level
    for stop in range(place + 1, len(blocks)):
        block = blocks[stop]
        if block.kind == "heading" and block.level <= level:
            return blocks[place + 1 : stop]
    return blocks[place + 1 :]
