"""Lines that may be of one kind: those of a paragraph, of a list, and of paragraphs in a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...model.records import Block, Page
from ...pages.walk import walk
from .blocks import LISTS


def runs(page: Page) -> Iterator[Sequence[Block]]:
    """Each list and paragraph of a page; paragraphs of one line run by run."""
    run: list[Block] = []
    for block, siblings in walk(page):
        if block.kind == "paragraph" and "\n" not in block.text.strip():
            if run and not _follows(run[-1], block, siblings):
                yield run
                run = []
            run.append(block)
        elif block.kind in ("paragraph", *LISTS):
            yield [block]
    if run:
        yield run


def _follows(above: Block, block: Block, siblings: Sequence[Block]) -> bool:
    """Whether a block stands right below another among its siblings."""
    return any(pair == (above, block) for pair in pairwise(siblings))


def lines_of_text(block: Block) -> Iterator[tuple[int, int]]:
    """Where each line of a block's text starts and stops."""
    start = 0
    for text in block.text.split("\n"):
        yield start, start + len(text)
        start += len(text) + 1
