"""The children of an inline token: what a reader sees of them, and pieces of them.

A piece is cut from the tokens themselves, so that what is rendered is what was parsed.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from markdown_it.token import Token

from ..model.records import Block

_SHOWN_AS_TEXT = frozenset(
    "text text_special code_inline math_inline math_inline_double wiki_link".split()
)
# What shows something that is no text.
_SHOWN_AS_SIGN = frozenset({"image", "footnote_ref"})
# Tags that set off a part of a line, as marks do.
_FORMATTING_RE = re.compile(
    r"<(?P<end>/)?(?:[bisu]|em|strong|ins|del|mark|small|sub|sup|kbd|code|span|font)\b"
    r"[^<>]*(?<!/)>",
    re.I,
)
# Tags that a whole text is set off by, beside bold.
_EMPHASIS_RE = re.compile(r"<(?P<end>/)?(?P<name>u|ins|mark)\b[^<>]*>", re.I)
# Tags between which nothing is shown.
_HIDDEN_TAG_RE = re.compile(
    r"<(style|script|template|iframe|textarea|title|noscript|object)\b(?![^>]*/>)",
    re.I,
)


def inline_of(block: Block) -> Token | None:
    """The first inline token of a block; None for code, HTML and rules."""
    tokens: Sequence[Token] = block.tokens
    for token in tokens:
        if token.type == "inline":
            return token
    return None


def tokens_of(blocks: Iterable[Block]) -> Iterator[Token]:
    """The tokens of blocks, one block behind the other."""
    for block in blocks:
        yield from block.tokens


def children_of(blocks: Iterable[Block]) -> Iterator[Token]:
    """The children of all inline tokens of blocks."""
    for token in tokens_of(blocks):
        yield from token.children or ()


def visible(child: Token) -> str:
    """The text that a reader sees of a child; a break is a line feed."""
    if child.type in _SHOWN_AS_TEXT:
        return child.content
    return "\n" if is_break(child) or is_tag(child, "<br") else ""


def visible_text(children: Iterable[Token]) -> str:
    """The text that a reader sees of children."""
    return "".join(map(visible, children))


def emphasis_of(child: Token) -> str:
    """The name of the emphasis that begins with a child, with a "/" where it ends.

    "" for other children: what is in bold, underlined or highlighted has one.
    """
    if child.type.startswith("strong_"):
        return "strong" if child.nesting > 0 else "/strong"
    tag = _EMPHASIS_RE.fullmatch(child.content)
    if tag is None or child.type != "html_inline":
        return ""
    return f"{tag['end'] or ''}{tag['name'].lower()}"


def is_break(child: Token) -> bool:
    """Whether a child is a line break that markdown has a sign for."""
    return child.type in ("softbreak", "hardbreak")


def is_tag(child: Token, start: str) -> bool:
    """Whether a child is a tag of HTML that begins in a certain way."""
    return child.type == "html_inline" and child.content.lower().startswith(
        start
    )


def shown_children(inline: Token) -> list[Token]:
    """The children of an inline token without those between the tags of a script.

    Nor are those between the tags of a style or the like among them.
    """
    kept: list[Token] = []
    hidden_tag = ""
    for child in inline.children or ():
        if hidden_tag:
            if child.content.lower().startswith(f"</{hidden_tag}"):
                hidden_tag = ""
            continue
        is_html = child.type == "html_inline"
        opening = is_html and _HIDDEN_TAG_RE.match(child.content)
        if opening:
            hidden_tag = opening[1].lower()
        else:
            kept.append(child)
    return kept


def cut_children(
    children: Sequence[Token], start: int, stop: int
) -> list[Token]:
    """The characters ``start`` to ``stop`` of the visible text of children.

    Marks around these stay. So do pictures at the end, where white space alone
    separates them from the last character.
    """
    rest = visible_text(children)[stop:]
    if not rest.strip():
        stop = sys.maxsize
    last_sign = stop + len(rest) - len(rest.lstrip())
    kept: list[Token] = []
    for position, piece in pieces(children, sorted({start, stop})):
        last = last_sign if piece.type in _SHOWN_AS_SIGN else stop - 1
        if _nesting(piece) or start <= position <= last:
            kept.append(piece)
    return _without_outer_breaks(_without_empty_marks(kept))


def pieces(
    children: Iterable[Token], bounds: Sequence[int]
) -> Iterator[tuple[int, Token]]:
    """The children with their positions in the visible text, divided at bounds.

    ``bounds`` are such positions in ascending order, each of them once.
    """
    position = 0
    for child in children:
        text = visible(child)
        end = position + len(text)
        first = bisect_right(bounds, position)
        inner = bounds[first : bisect_left(bounds, end)]
        if not inner:
            yield position, child
        else:
            # It shows its own text, so there is nothing else to copy.
            for start, stop in pairwise([position, *inner, end]):
                part = text[start - position : stop - position]
                yield start, Token(child.type, "", 0, content=part)
        position = end


def _without_empty_marks(children: Iterable[Token]) -> list[Token]:
    """The children without emphasis and links whose text was cut away."""
    kept: list[Token] = []
    for child in children:
        if _nesting(child) == -1 and kept and _nesting(kept[-1]) == 1:
            kept.pop()
        else:
            kept.append(child)
    return kept


def _nesting(child: Token) -> int:
    """1 where a mark or a tag that is like one begins, -1 where it ends, else 0."""
    if child.type != "html_inline":
        return child.nesting
    tag = _FORMATTING_RE.fullmatch(child.content)
    if tag is None:
        return 0
    return -1 if tag["end"] else 1


def _without_outer_breaks(children: list[Token]) -> list[Token]:
    while children and is_break(children[0]):
        children = children[1:]
    while children and is_break(children[-1]):
        children = children[:-1]
    return children


def with_children(block: Block, children: list[Token], start: int) -> Block:
    """A block with other children in its inline token; it begins on line ``start``."""
    content = "".join(map(_written, children))
    inline = Token("inline", "", 0, content=content, children=children)
    tokens = tuple(
        inline if token.type == "inline" else token for token in block.tokens
    )
    text = visible_text(children)
    return replace(block, tokens=tokens, text=text, start=start)


def _written(child: Token) -> str:
    return "\n" if is_break(child) else child.content
