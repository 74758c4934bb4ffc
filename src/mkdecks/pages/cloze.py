"""What a cloze hides: deletions in a block's text, and what a learner sees of it.

A deletion is a pair of tokens around what is hidden, which ``render`` writes as Anki's
``{{c1::...}}``. The marks that the author wrote are cut out; emphasis and code inside
stay what they are.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from markdown_it.token import Token

from ..model.characters import one_line
from ..model.records import Block
from .children import (
    children_of,
    inline_of,
    pieces,
    visible,
    with_children,
)
from .inline import nested

HIDDEN = "[...]"
# Anki makes no card of a higher number, and its importer fails on much higher ones.
MAX_NUMBER = 500
_CODE = ("code_inline", "math_inline", "math_inline_double")


class Deletion(NamedTuple):
    """A deletion in the visible text of a block.

    With the marks that its author wrote it reaches from ``start`` to ``stop``, without
    them from ``inner`` to ``end``. Its number counts from 1.
    """

    start: int
    inner: int
    end: int
    stop: int
    number: int
    hint: str = ""


def text_outside_code(block: Block, *, links: bool = False) -> str:
    """The visible text of a block with a NUL for each character of code and the like.

    That is of code, formulas and wiki links, so that every position stays what it is.
    ``links`` keeps the text of wiki links.
    """
    masked = _CODE if links else (*_CODE, "wiki_link")
    parts = [
        "\0" * len(visible(child)) if child.type in masked else visible(child)
        for child in children_of([block])
    ]
    text = "".join(parts)
    return text if len(text) == len(block.text) else "\0" * len(block.text)


def wiki_links(block: Block) -> Iterator[tuple[int, int]]:
    """Where each ``[[...]]`` begins and ends in the visible text of a block."""
    for position, child in pieces(children_of([block]), ()):
        if child.type == "wiki_link":
            yield position, position + len(child.content)


def delete(block: Block, deletions: Sequence[Deletion]) -> Block:
    """The block with deletions.

    These are in the order of its text and do not overlap.
    """
    inline = inline_of(block)
    if not deletions or inline is None:
        return block
    marked = _marked(inline.children or (), deletions)
    children = _balanced(list(marked))
    return with_children(block, children, block.start)


def _marked(
    children: Iterable[Token], deletions: Sequence[Deletion]
) -> Iterator[Token]:
    """The children with tokens around what is hidden, without the author's signs."""
    changes = deque(change for item in deletions for change in _changes(item))
    bounds = sorted({bound for item in changes for bound in item[:2]})
    skipped = 0
    for position, piece in pieces(children, bounds):
        is_text = visible(piece) != ""
        while is_text and changes and changes[0].start <= position:
            change = changes.popleft()
            skipped = change.stop
            yield change.token
        if piece.nesting or position >= skipped:
            yield piece
    yield from (change.token for change in changes)


class _Change(NamedTuple):
    """A token that comes before the text at ``start``; the text up to ``stop`` goes."""

    start: int
    stop: int
    token: Token


def _changes(deletion: Deletion) -> Iterator[_Change]:
    meta = {"number": deletion.number, "hint": deletion.hint}
    begin = f"{{{{c{deletion.number}::"
    end = f"::{deletion.hint}}}}}" if deletion.hint else "}}"
    opening = Token("cloze_open", "", 1, markup=begin, meta=meta)
    closing = Token("cloze_close", "", -1, markup=end, meta=meta)
    yield _Change(deletion.start, deletion.inner, opening)
    yield _Change(deletion.end, deletion.stop, closing)


def _balanced(children: Sequence[Token]) -> list[Token]:
    """The children without emphasis and links that a deletion cuts in two.

    Tags must nest, so the marks of both halves are left out.
    """
    opened: list[int] = []
    dropped = set[int]()
    for index, child in enumerate(children):
        if child.nesting == 1:
            opened.append(index)
        if child.nesting != -1:
            continue
        kind = child.type.removesuffix("close") + "open"
        if kind == "cloze_open":
            while children[opened[-1]].type != kind:
                dropped.add(opened.pop())
        if opened and children[opened[-1]].type == kind:
            opened.pop()
        else:
            dropped.add(index)
    dropped.update(opened)
    return [
        child for index, child in enumerate(children) if index not in dropped
    ]


def deletions_in(blocks: Sequence[Block]) -> Iterator[tuple[int, str, str]]:
    """The number, the hidden text and the hint of each deletion in blocks."""
    text = ""
    for child in children_of(blocks):
        text += visible(child)
        if child.type == "cloze_open":
            text = ""
        elif child.type == "cloze_close":
            yield child.meta["number"], one_line(text), child.meta["hint"]


def shown_text(blocks: Sequence[Block]) -> str:
    """The text of blocks on one line, with ``[...]`` for each deletion."""
    leaves = (block for block in nested(blocks) if not block.children)
    return one_line(" ".join(map(_leaf_text, leaves)))


def _leaf_text(leaf: Block) -> str:
    inline = inline_of(leaf)
    if inline is None:
        return leaf.text
    text = ""
    is_hidden = False
    for child in inline.children or ():
        if child.type == "cloze_open":
            is_hidden = True
            text += HIDDEN
        elif child.type == "cloze_close":
            is_hidden = False
        elif not is_hidden:
            text += visible(child)
    return text
