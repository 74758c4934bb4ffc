"""Ways through the blocks of a page: those that no dialect has taken, with siblings."""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Iterator

from ..model.records import Block, Blocks, Page
from .inline import nested

MAX_AFTER = 3
_LISTS = ("bullet_list", "ordered_list")
# What holds blocks, None for a page; what it holds; what comes after it.
_Container = tuple[Block | None, Blocks, Blocks]


def walk(page: Page) -> Iterator[tuple[Block, Blocks]]:
    """Every block that no dialect has taken, with its siblings.

    Outer blocks come before those inside them.
    """
    pending = deque([page.blocks])
    while pending:
        siblings = pending.popleft()
        for block in siblings:
            if block in page.claims:
                continue
            yield block, siblings
            if block.children:
                pending.append(block.children)


def outermost(page: Page, *kinds: str) -> Iterator[tuple[Block, Blocks]]:
    """The blocks of some kinds that no dialect has taken, with their siblings.

    None of them lies inside another.
    """
    inside = set[Block]()
    for block, siblings in walk(page):
        is_inside = block in inside
        if is_inside or block.kind in kinds:
            inside.update(block.children)
            if not is_inside:
                yield block, siblings


def containers(page: Page, taken: Container[Block]) -> Iterator[_Container]:
    """The page and every block that holds blocks, outer ones first.

    Each comes as the block (None for the page), its children, and the blocks after it.
    The latter are given for the items of a list only: what the next one holds, and for
    the last the siblings below the list. A block that is claimed, or has been put into
    ``taken`` meanwhile, is left out with all it holds.
    """
    pending: deque[_Container] = deque([(None, page.blocks, ())])
    while pending:
        parent, siblings, after = pending.popleft()
        if parent and (parent in page.claims or parent in taken):
            continue
        yield parent, siblings, after
        for index, block in enumerate(siblings, 1):
            if not block.children or block in taken or block in page.claims:
                continue
            is_list = block.kind in _LISTS
            if not is_list:
                pending.append((block, block.children, ()))
                continue
            below = siblings[index : index + MAX_AFTER]
            following = [item.children for item in block.children[1:]]
            for item, after in zip(
                block.children, [*following, below], strict=True
            ):
                pending.append((item, item.children, after))


def page_blocks(page: Page) -> Iterator[Block]:
    """Every block of a page, taken or not, in the order of the page."""
    return nested(page.blocks)


def is_taken(page: Page, block: Block) -> bool:
    """Whether a dialect has taken a block, or one that it holds."""
    return any(inner in page.claims for inner in nested([block]))
