"""What a cloze hides: pieces of a block's text marked as deletions, and the text that a learner sees in their place.

A deletion is a pair of tokens around what is hidden, which ``render`` writes as Anki's
``{{c1::...}}``: the marks that the author wrote are cut out, emphasis and code inside
stay what they are.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from markdown_it.token import Token

from ..model.characters import one_line
from ..model.records import Block
from .children import (
    children_of,
    inline_of,
    visible,
    with_children,
    with_text,
)
from .inline import nested

HIDDEN = "[...]"
# Anki makes no card of a higher number, and its importer fails on much higher ones.
MAX_NUMBER = 500
_CODE = ("code_inline", "math_inline", "math_inline_double")


@dataclass(frozen=True, slots=True)
class Deletion:
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
    """The visible text of a block with a NUL for each character of code, formulas and wiki links: positions stay.

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
    """Where the text of each ``[[...]]`` stands in the visible text of a block."""
    position = 0
    for child in children_of([block]):
        end = position + len(visible(child))
        if child.type == "wiki_link":
            yield position, end
        position = end


def delete(block: Block, deletions: Sequence[Deletion]) -> Block:
    """The block with deletions, which are in the order of its text and do not overlap."""
    inline = inline_of(block)
    if not deletions or inline is None:
        return block
    marked = _marked(inline.children or (), deletions)
    children = _balanced(list(marked))
    return with_children(block, children, inline.content, block.start)


def _marked(
    children: Iterable[Token], deletions: Sequence[Deletion]
) -> Iterator[Token]:
    """The children with tokens around what is hidden, and without the marks that the author wrote."""
    changes = deque(change for item in deletions for change in _changes(item))
    bounds = sorted({bound for item in changes for bound in item[:2]})
    skipped = 0
    for position, piece in _pieces(children, bounds):
        is_text = visible(piece) != ""
        while is_text and changes and changes[0].start <= position:
            change = changes.popleft()
            skipped = change.stop
            yield change.token
        if piece.nesting or position >= skipped:
            yield piece
    yield from (change.token for change in changes)


class _Change(NamedTuple):
    """A token that comes before the text at ``start``; text is left out from there to ``stop``."""

    start: int
    stop: int
    token: Token


def _changes(deletion: Deletion) -> Iterator[_Change]:
    meta = {"number": deletion.number, "hint": deletion.hint}
    opening = Token("cloze_open", "", 1, meta=meta)
    closing = Token("cloze_close", "", -1, meta=meta)
    yield _Change(deletion.start, deletion.inner, opening)
    yield _Change(deletion.end, deletion.stop, closing)


def _pieces(
    children: Iterable[Token], bounds: Sequence[int]
) -> Iterator[tuple[int, Token]]:
    """The children with their positions in the visible text, divided where there is a bound."""
    position = 0
    for child in children:
        text = visible(child)
        end = position + len(text)
        inner = bounds[
            bisect_right(bounds, position) : bisect_left(bounds, end)
        ]
        for start, stop in pairwise([position, *inner, end]):
            piece = text[start - position : stop - position]
            yield start, with_text(child, piece)
        position = end


def _balanced(children: Sequence[Token]) -> list[Token]:
    """The children without emphasis and links that a deletion cuts in two, since tags must nest."""
    opened: list[int] = []
    dropped: set[int] = set()
    for place, child in enumerate(children):
        if child.nesting == 1:
            opened.append(place)
        if child.nesting != -1:
            continue
        kind = child.type.removesuffix("close") + "open"
        if kind == "cloze_open":
            while children[opened[-1]].type != kind:
                dropped.add(opened.pop())
        if opened and children[opened[-1]].type == kind:
            opened.pop()
        else:
            dropped.add(place)
    dropped.update(opened)
    return [
        child for place, child in enumerate(children) if place not in dropped
    ]


def deletions_in(blocks: Sequence[Block]) -> Iterator[tuple[int, str, str]]:
    """The deletions of blocks in the order of the text: number, hidden text and hint."""
    for opening, text in _parts(children_of(blocks)):
        if opening:
            yield opening.meta["number"], one_line(text), opening.meta["hint"]


def shown_text(blocks: Sequence[Block], *, written: bool = False) -> str:
    """The text of blocks on one line with ``[...]`` for each deletion, or with ``written`` as Anki writes them."""
    leaves = (block for block in nested(blocks) if not block.children)
    return one_line(" ".join(_shown(leaf, written) for leaf in leaves))


def _shown(leaf: Block, written: bool) -> str:
    inline = inline_of(leaf)
    if inline is None:
        return leaf.text
    parts = _parts(inline.children or ())
    return "".join(
        text if opening is None else _shown_deletion(opening, text, written)
        for opening, text in parts
    )


def _shown_deletion(opening: Token, text: str, written: bool) -> str:
    if not written:
        return HIDDEN
    hint = opening.meta["hint"]
    end = f"::{hint}" if hint else ""
    return f"{{{{c{opening.meta['number']}::{text}{end}}}}}"


def _parts(children: Iterable[Token]) -> Iterator[tuple[Token | None, str]]:
    """The visible text of children in parts, each with the token that opens its deletion, None outside of any."""
    opening: Token | None = None
    text = ""
    for child in children:
        if child.type.startswith("cloze"):
            yield opening, text
            opening = child if child.nesting == 1 else None
            text = ""
        text += visible(child)
    yield opening, text
