"""Lines that may be of one kind: those of a paragraph, of a list, and of paragraphs in a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...model.records import Block, Page
from ...pages.walk import walk
from .blocks import LISTS
from .label_starts import MAX_PARAGRAPH


def runs(page: Page) -> Iterator[Sequence[Block]]:
    """Each list and paragraph of a page; paragraphs of one line run by run."""
    run: list[Block] = []
    around: Sequence[Block] = ()
    for block, siblings in walk(page):
        is_line = block.kind == "paragraph" and "\n" not in block.text.strip()
        if run and not (is_line and siblings is around):
            yield run
            run = []
        if is_line:
            run.append(block)
            around = siblings
        elif block.kind in ("paragraph", *LISTS):
            yield [block]
    if run:
        yield run


def lines_of_text(block: Block) -> Iterator[tuple[int, int]]:
    """Where each line of a block's text starts and stops; nothing where it is huge."""
    if len(block.text) > MAX_PARAGRAPH:
        return
    start = 0
    for text in block.text.split("\n"):
        yield start, start + len(text)
        start += len(text) + 1
