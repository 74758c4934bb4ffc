"""Lists whose items hold questions: what begins their items, and the lists taken apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ...model.records import Block


def firsts_of(block: Block) -> list[Block]:
    """The first block of each item of a list; empty for a block of another kind."""
    if not block.kind.endswith("_list"):
        return []
    return [item.children[0] for item in block.children if item.children]


def taken_apart(
    blocks: Iterable[Block], is_question: Callable[[Block], bool]
) -> Iterator[Block]:
    """Blocks, with what the items hold in place of each list that holds questions.

    It does where ``is_question`` is true of the first block of an item.
    """
    for block in blocks:
        if any(map(is_question, firsts_of(block))):
            for item in block.children:
                yield from item.children
        else:
            yield block
