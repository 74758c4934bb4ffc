"""What stands inside blocks: their visible text, and pieces cut out of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape
from itertools import takewhile

from markdown_it.token import Token

from ..model.records import Block, Source
from .children import (
    children_of,
    cut_children,
    emphasis_of,
    inline_of,
    is_break,
    is_tag,
    pieces,
    shown_children,
    tokens_of,
    visible_text,
    with_children,
)

# Leaves whose content tells one question from another.
_TELLING_LEAVES = frozenset({"fence", "code_block", "hr", "math_block"})
_HIDDEN_RE = re.compile(
    r"<!--.*?(?:-->|\Z)|<(style|script|template|iframe)\b.*?(?:</\1\s*>|\Z)",
    re.S | re.I,
)
_TAG_RE = re.compile(r"<[^>]*>")
_BLOCK_TAG_RE = re.compile(
    r"</?(?:p|div|li|ul|ol|br|td|th|tr|dt|dd|h[1-6]|summary|blockquote)\b[^>]*>",
    re.I,
)


def inline_text(inline: Token) -> str:
    """The visible text of an inline token.

    Code is kept, pictures and HTML are left out, line breaks are line feeds.
    """
    return visible_text(shown_children(inline))


def html_text(html: str) -> str:
    """The visible text of an HTML block, without tags, comments, styles and scripts."""
    bare = _HIDDEN_RE.sub("", html)
    spaced = _BLOCK_TAG_RE.sub("\n", bare)
    text = _TAG_RE.sub("", spaced)
    return unescape(text).strip()


def html_of(block: Block) -> str:
    """The tags and comments of a leaf, and none that its code shows; "" without any."""
    if block.kind == "html_block":
        return block.content
    if block.children:
        return ""
    children = children_of([block])
    return "".join(c.content for c in children if c.type == "html_inline")


def nested(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks and all that they hold, in the order of the page."""
    pending = list(reversed(blocks))
    while pending:
        block = pending.pop()
        yield block
        if block.children:
            pending.extend(reversed(block.children))


def text_of(blocks: Sequence[Block]) -> str:
    """The visible text of blocks and of all in them, with line feeds between."""
    return "\n".join([block.text for block in nested(blocks) if block.text])


def source_text(blocks: Sequence[Block]) -> str:
    """What the author wrote in blocks, without the marks of the blocks themselves.

    Symbols, code and the targets of pictures are all there.
    """
    contents = (token.content for token in tokens_of(blocks))
    return "\n".join(filter(None, contents))


def key_text(blocks: Sequence[Block]) -> str:
    """What tells one question from another: words, symbols, code and pictures."""
    parts: list[str] = []
    for token in tokens_of(blocks):
        parts += map(_key_of, token.children or ())
        if token.type in _TELLING_LEAVES:
            parts.append(f"\n{token.content}")
    return "".join(parts)


def _key_of(child: Token) -> str:
    if child.type == "image":
        return f"![{child.attrGet('src')}]"
    if child.type == "cloze_open":
        return "{{"
    if child.type == "html_inline":
        return ""
    return child.content or " "


def has_content(blocks: Sequence[Block]) -> bool:
    """Whether a reader sees anything in blocks: text, code, a picture or a formula."""
    for block in nested(blocks):
        if block.children:
            continue
        if block.text.strip() or _shows_image(block):
            return True
    return False


def _shows_image(leaf: Block) -> bool:
    if leaf.kind == "html_block":
        return "<img" in leaf.content.lower()
    return any(
        child.type == "image" or is_tag(child, "<img")
        for child in children_of([leaf])
    )


def cut(block: Block, start: int, stop: int | None = None) -> Block:
    """The block with only the characters ``start`` to ``stop`` of its visible text.

    Marks around them stay whole. White space alone is not cut off at the start, nor is
    a picture before it.
    """
    if stop is None:
        stop = len(block.text)
    if not block.text[:start].strip():
        start = 0
    inline = inline_of(block)
    is_whole = start == 0 and not block.text[stop:]
    if inline is None or is_whole:
        return block
    shown = shown_children(inline)
    kept = cut_children(shown, start, stop)
    first = block.start + block.text.count("\n", 0, start)
    last = max(block.stop - 1, block.start)
    return with_children(block, kept, min(first, last))


def as_paragraph(block: Block) -> Block:
    """A heading, a title or a summary of one line as a paragraph with the same text."""
    if block.children or block.kind == "paragraph" or len(block.tokens) != 3:
        return block
    tokens = _paragraph(block.tokens[1])
    return replace(block, kind="paragraph", tokens=tokens, level=0)


def text_block(text: str, source: Source) -> Block:
    """A paragraph of plain text that stands nowhere on the page, such as a title."""
    child = Token("text", "", 0, content=text)
    inline = Token("inline", "", 0, content=text, children=[child])
    return Block("paragraph", source, 0, 1, _paragraph(inline), text=text)


def _paragraph(inline: Token) -> tuple[Token, Token, Token]:
    """The tokens of a paragraph."""
    opening = Token("paragraph_open", "p", 1)
    return opening, inline, Token("paragraph_close", "p", -1)


def begins_in_code(block: Block) -> bool:
    """Whether the first thing that a block shows is code within its line."""
    children = (c for c in children_of([block]) if c.content.strip())
    first = next(children, None)
    return first is not None and first.type == "code_inline"


def is_bold_line(block: Block) -> bool:
    """Whether a block is one line in bold, as those write a heading who write none."""
    if block.kind != "paragraph" or "\n" in block.text:
        return False
    children = children_of([block])
    kinds = [child.type for child in children if child.content or child.nesting]
    return kinds[:1] == ["strong_open"] and kinds[-1] == "strong_close"


def set_off_length(block: Block) -> int:
    """How many characters the first line of a paragraph has, if it is set off; else 0.

    It is emphasised as a whole, or led by an emoji.
    """
    first = block.text.partition("\n")[0]
    if block.kind != "paragraph" or not first:
        return 0
    if unicodedata.category(first[0]) == "So":
        return len(first)
    line = takewhile(lambda child: not is_break(child), children_of([block]))
    children = [child for child in line if child.content or child.nesting]
    begins, ends = _emphasis(children[0]), _emphasis(children[-1])
    return len(first) if begins and ends == f"/{begins}" else 0


def _emphasis(child: Token) -> str:
    if child.type.startswith("em_"):
        return "em" if child.nesting > 0 else "/em"
    return emphasis_of(child)


def bold_line_starts(block: Block) -> list[int]:
    """The places in a paragraph's text where a line begins that begins in bold."""
    return [
        place
        for place, child in pieces(children_of([block]), ())
        if child.type == "strong_open"
        and block.text[place - 1 : place] in ("", "\n")
    ]


def bold_length(block: Block) -> int:
    """How many characters of a paragraph's text the bold part at its start takes.

    White space before it counts. It is 0 where the paragraph begins with other text.
    """
    children = (
        child
        for child in children_of([block])
        if child.content.strip() or child.nesting
    )
    first = next(children, None)
    if first is None or first.type != "strong_open":
        return 0
    bold = takewhile(lambda child: child.type != "strong_close", children)
    indent = len(block.text) - len(block.text.lstrip())
    return indent + len(visible_text(bold))
