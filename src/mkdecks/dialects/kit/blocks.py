"""Kinds of blocks that are read alike, and what stands inside them."""

from __future__ import annotations

from ...model.records import Block

Blocks = tuple[Block, ...]

CODE = frozenset({"fence", "code_block"})
FOLDS = frozenset({"admonition", "details"})
LISTS = frozenset({"bullet_list", "ordered_list"})
TEXTS = frozenset({"paragraph", "heading"})


def contents(block: Block) -> Blocks:
    """The blocks in a quotation, or in the only item of a list; () for other blocks."""
    if block.kind == "blockquote":
        return block.children
    if block.kind in LISTS and len(block.children) == 1:
        return block.children[0].children
    return ()
