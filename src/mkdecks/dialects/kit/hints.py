"""Hints between a question and the fold of its answer, which go on no card."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...language.labels import is_title_for
from ...model.records import Block, Page
from ...pages.inline import has_content
from ...pages.tree import title_of
from .answer import is_reveal
from .blocks import FOLDS, Blocks

_HINT = frozenset({"hint"})


def without_hints(page: Page) -> Page:
    """A page without the folds called "Hint" right above a fold that holds an answer."""
    blocks = _without(page.blocks)
    return page if blocks == page.blocks else replace(page, blocks=blocks)


def _without(siblings: Blocks) -> Blocks:
    """Blocks without such folds; the same where they hold none."""
    hints = set(_hints(siblings))
    kept = tuple(_kept(block) for block in siblings if block not in hints)
    return siblings if kept == siblings else kept


def _kept(block: Block) -> Block:
    children = _without(block.children)
    if children is block.children:
        return block
    return replace(block, children=children)


def _hints(siblings: Sequence[Block]) -> Iterator[Block]:
    is_above_answer = False
    for block in reversed(siblings):
        if is_above_answer and not has_content([block]):
            continue
        if is_above_answer and _is_hint(block):
            yield block
        else:
            is_above_answer = is_reveal(block) and not _is_hint(block)


def _is_hint(block: Block) -> bool:
    title = title_of(block) if block.kind in FOLDS else None
    return title is not None and is_title_for(title.text, _HINT)
