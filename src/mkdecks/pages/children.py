"""The children of an inline token: what a reader sees of each, and pieces cut out of them.

A piece is cut from the tokens themselves, so that what is rendered is what was parsed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from markdown_it.token import Token

from ..model.records import Block

_SHOWN_AS_TEXT = frozenset(
    "text text_special code_inline math_inline math_inline_double wiki_link".split()
)
# What shows something that is no text.
_SHOWN_AS_SIGN = frozenset({"image", "footnote_ref"})
# Tags between which nothing is shown.
_HIDDEN_TAG_RE = re.compile(
    r"<(style|script|template|iframe|textarea|title|noscript|object)\b(?![^>]*/>)",
    re.I,
)


def inline_of(block: Block) -> Token | None:
    """The first inline token of a block; None for code, HTML and rules."""
    for token in block.tokens:
        if token.type == "inline":
            return token
    return None


def children_of(blocks: Iterable[Block]) -> Iterator[Token]:
    """The children of all inline tokens of blocks."""
    for block in blocks:
        for token in block.tokens:
            yield from token.children or ()


def visible(child: Token) -> str:
    """What a reader sees of a child, as text: "" for a picture, a line feed for a break."""
    if child.type in _SHOWN_AS_TEXT:
        return child.content
    return "\n" if is_break(child) or is_tag(child, "<br") else ""


def visible_text(children: Iterable[Token]) -> str:
    """What a reader sees of children, as text."""
    return "".join(map(visible, children))


def is_break(child: Token) -> bool:
    """Whether a child is a line break that markdown has a sign for."""
    return child.type in ("softbreak", "hardbreak")


def is_tag(child: Token, start: str) -> bool:
    """Whether a child is a tag of HTML that begins in a certain way."""
    return child.type == "html_inline" and child.content.lower().startswith(
        start
    )


def shown_children(children: Iterable[Token]) -> list[Token]:
    """The children without what stands between the tags of a script, a style or their like."""
    shown: list[Token] = []
    hidden_tag = ""
    for child in children:
        if hidden_tag:
            if child.content.lower().startswith(f"</{hidden_tag}"):
                hidden_tag = ""
            continue
        is_html = child.type == "html_inline"
        opening = is_html and _HIDDEN_TAG_RE.match(child.content)
        if opening:
            hidden_tag = opening[1].lower()
        else:
            shown.append(child)
    return shown


def cut_children(
    children: Sequence[Token], start: int, stop: int
) -> list[Token]:
    """The children with only the characters ``start`` to ``stop`` of their visible text.

    Marks around these stay. So do pictures at the end, where white space alone
    separates them from the last character.
    """
    rest = visible_text(children)[stop:]
    if not rest.strip():
        stop = sys.maxsize
    last_sign = stop + len(rest) - len(rest.lstrip())
    kept: list[Token] = []
    position = 0
    for child in children:
        text = visible(child)
        first, end = max(start - position, 0), max(stop - position, 0)
        piece = text[first:end]
        if piece:
            kept.append(with_text(child, piece))
        elif not text:
            is_inside = start <= position < stop
            is_sign = child.type in _SHOWN_AS_SIGN
            is_last = is_sign and stop <= position <= last_sign
            if child.nesting or is_inside or is_last:
                kept.append(child)
        position += len(text)
    return _without_outer_breaks(_without_empty_marks(kept))


def with_text(child: Token, text: str) -> Token:
    """A child that shows a text; the child itself where it shows that already.

    This is much faster than ``dataclasses.replace``, which ``Token.copy`` uses.
    """
    if visible(child) == text:
        return child
    return Token(
        child.type,
        child.tag,
        child.nesting,
        child.attrs,
        content=text,
        markup=child.markup,
        info=child.info,
    )


def _without_empty_marks(children: Iterable[Token]) -> list[Token]:
    """The children without emphasis and links whose text was cut away."""
    kept: list[Token] = []
    for child in children:
        if child.nesting == -1 and kept and kept[-1].nesting == 1:
            kept.pop()
        else:
            kept.append(child)
    return kept


def _without_outer_breaks(children: list[Token]) -> list[Token]:
    while children and is_break(children[0]):
        children = children[1:]
    while children and is_break(children[-1]):
        children = children[:-1]
    return children


def with_children(
    block: Block, children: list[Token], content: str, start: int
) -> Block:
    """A block with other children of its inline token.

    ``content`` is what the author would have written for them, ``start`` the line that
    the block begins on.
    """
    inline = Token("inline", "", 0, content=content, children=children)
    old = inline_of(block)
    tokens = tuple(inline if token is old else token for token in block.tokens)
    text = visible_text(children)
    return replace(block, tokens=tokens, text=text, start=start)
