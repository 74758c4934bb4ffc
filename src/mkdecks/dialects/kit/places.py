"""Where blocks stand: inside another, above a divider, below a heading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ...model.records import Block, Page
from ...pages.tree import walk

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
