"""What stands inside blocks: their visible text, what tells one question from another, and pieces cut out of them.

With ``blocks`` and ``render`` the only readers of markdown-it's tokens. A piece is cut
from a block's own tokens, so that what is rendered is what was parsed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from html import unescape

from markdown_it.token import Token

from ..model.records import Block, Source

LEAVES = frozenset({"fence", "code_block", "html_block", "hr", "math_block"})
_HIDDEN_RE = re.compile(
    r"<!--.*?(?:-->|\Z)|<(style|script|template|iframe)\b.*?(?:</\1\s*>|\Z)",
    re.S | re.I,
)
_TAG_RE = re.compile(r"<[^>]*>")
_HIDDEN_TAG_RE = re.compile(
    r"<(style|script|template|iframe|textarea|title|noscript|object)\b(?![^>]*/>)",
    re.I,
)
# What a link back to the top or to the contents says, in a word or with an arrow; or
# nothing but signs.
_BACK_RE = re.compile(
    r"\b(?:back|top|up|contents?|toc|index|return|home|start|volver|inicio|arriba|índice|haut|sommaire|oben|zurück"
    r"|inhalt"
    r"|topo|voltar|su|indietro)\b|вверх|наверх|оглавлен|начал|содерж|目录|目錄|顶部|頂部|回到|返回|目次|맨"
    r"|[\u2190-\u21ff\u2b05-\u2b07\u23eb\U0001f519\U0001f51d]|^\W*$",
    re.I,
)
_WORD_RE = re.compile(r"\w")
_BLOCK_TAG_RE = re.compile(
    r"</?(?:p|div|li|ul|ol|br|td|th|tr|dt|dd|h[1-6]|summary|blockquote)\b[^>]*>",
    re.I,
)


def inline_text(inline: Token) -> str:
    """The visible text of an inline token: code kept, images and HTML left out, line breaks as line feeds."""
    return "".join(map(visible, _shown(inline.children or ())))


def _shown(children: Sequence[Token]) -> list[Token]:
    """The children without what stands between the tags of a script, a style or their like."""
    if not any(child.type == "html_inline" for child in children):
        return list(children)
    shown: list[Token] = []
    hidden = ""
    for child in children:
        tag = (
            _HIDDEN_TAG_RE.match(child.content)
            if child.type == "html_inline"
            else None
        )
        if tag and not hidden:
            hidden = tag[1].lower()
        elif hidden:
            hidden = (
                ""
                if child.content.lower().startswith(f"</{hidden}")
                else hidden
            )
        else:
            shown.append(child)
    return shown


def visible(token: Token) -> str:
    """What a reader sees of one child of an inline token."""
    if token.type in (
        "text",
        "code_inline",
        "math_inline",
        "math_inline_double",
        "text_special",
        "wiki_link",
    ):
        return token.content
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    if token.type == "html_inline" and token.content.lower().startswith("<br"):
        return "\n"
    return ""


def html_text(html: str) -> str:
    """The visible text of an HTML block: its tags, comments, styles and scripts left out."""
    bare = _HIDDEN_RE.sub("", html)
    spaced = _BLOCK_TAG_RE.sub("\n", bare)
    return (
        unescape(_TAG_RE.sub("", spaced)).strip()
        if "<" in bare or "&" in bare
        else bare.strip()
    )


def text_of(blocks: Sequence[Block]) -> str:
    """The visible text of blocks, a line feed between them; titles of tabs and folds included."""
    parts: list[str] = []
    pending = list(reversed(blocks))
    while pending:
        block = pending.pop()
        if block.text:
            parts.append(block.text)
        pending.extend(reversed(block.children))
    return "\n".join(parts)


def source_text(blocks: Sequence[Block]) -> str:
    """What the author wrote in blocks, without block markers: symbols, code and image targets are all there."""
    return "\n".join(
        token.content
        for block in blocks
        for token in block.tokens
        if token.content
    )


def key_text(blocks: Sequence[Block]) -> str:
    """What tells one question from another: its words and symbols, its code, and which pictures it shows."""
    parts = []
    for token in (token for block in blocks for token in block.tokens):
        for child in token.children or ():
            if child.type == "image":
                parts.append(f"![{child.attrGet('src')}]")
            elif child.type == "cloze_open":
                parts.append("{{")
            elif child.type != "html_inline":
                parts.append(child.content or " ")
        if token.type in LEAVES and token.type != "html_block":
            parts.append(f"\n{token.content}")
    return "".join(parts)


def has_content(blocks: Sequence[Block]) -> bool:
    """Whether a reader sees anything in blocks: text, code, a picture or a formula."""
    pending = list(blocks)
    while pending:
        block = pending.pop()
        if block.children:
            pending.extend(block.children)
        elif block.text.strip() or any(
            _shows_image(token) for token in block.tokens
        ):
            return True
    return False


def _shows_image(token: Token) -> bool:
    if token.type == "html_block":
        return "<img" in token.content.lower()
    return any(
        child.type == "image"
        or (
            child.type == "html_inline"
            and child.content.lower().startswith("<img")
        )
        for child in token.children or ()
    )


def cut(block: Block, start: int, stop: int | None = None) -> Block:
    """The block with only the characters ``start`` to ``stop`` of its visible text; marks around them stay whole."""
    index = next(
        (i for i, token in enumerate(block.tokens) if token.type == "inline"),
        None,
    )
    if not block.text[:start].strip():
        start = 0  # white space alone is not cut, nor a picture before it
    if index is None or (
        start == 0
        and not block.text[len(block.text) if stop is None else stop :]
    ):
        return block
    inline = block.tokens[index]
    kept = _cut_children(
        _shown(inline.children or ()),
        start,
        len(block.text) if stop is None else stop,
    )
    content = "".join(
        child.content or "\n"
        for child in kept
        if child.content or child.type.endswith("break")
    )
    shorter = with_content(inline, content)
    shorter.children = kept
    text = "".join(visible(child) for child in kept)
    lines = block.text.count("\n", 0, start)
    first = min(block.start + lines, max(block.stop - 1, block.start))
    tokens = (*block.tokens[:index], shorter, *block.tokens[index + 1 :])
    return replace(block, tokens=tokens, text=text, start=first)


def _cut_children(
    children: Sequence[Token], start: int, stop: int
) -> list[Token]:
    kept: list[Token] = []
    position = 0
    rest = "".join(map(visible, children))[stop:]
    if not rest.strip():
        stop = (
            sys.maxsize
        )  # only white space is cut off, so pictures behind it stay
    edge = stop + len(rest) - len(rest.lstrip())
    for child in children:
        text = visible(child)
        end = position + len(text)
        if not text:
            shows = child.type in ("image", "footnote_ref")
            inside = start <= position < stop or (
                start < position <= stop and child.nesting < 0
            )
            if child.nesting or inside or (shows and stop <= position <= edge):
                kept.append(child)
        elif start <= position and end <= stop:
            kept.append(child)
        elif position < stop and end > start and child.type != "html_inline":
            kept.append(
                with_content(
                    child, text[max(start - position, 0) : stop - position]
                )
            )
        position = end
    kept = _without_empty_marks(kept)
    while kept and kept[0].type.endswith("break"):
        kept.pop(0)
    while kept and kept[-1].type.endswith("break"):
        kept.pop()
    return kept


def with_content(token: Token, content: str) -> Token:
    """A copy with another text; much faster than dataclasses.replace, which Token.copy uses."""
    return Token(
        token.type,
        token.tag,
        token.nesting,
        token.attrs,
        token.map,
        token.level,
        None,
        content,
        token.markup,
        token.info,
    )


def _without_empty_marks(children: list[Token]) -> list[Token]:
    """Take out emphasis and links whose text was cut away."""
    kept: list[Token] = []
    for child in children:
        if child.nesting == -1 and kept and kept[-1].nesting == 1:
            kept.pop()
        else:
            kept.append(child)
    return kept


def as_paragraph(block: Block) -> Block:
    """A heading, a title or a summary of one line as the paragraph that shows the same text."""
    if block.children or block.kind == "paragraph" or len(block.tokens) != 3:
        return block
    tokens = (
        Token("paragraph_open", "p", 1),
        block.tokens[1],
        Token("paragraph_close", "p", -1),
    )
    return replace(block, kind="paragraph", tokens=tokens, level=0)


def text_block(text: str, source: Source) -> Block:
    """A paragraph of plain text that stands nowhere on the page, such as a title of its front matter."""
    inline = Token(
        "inline",
        "",
        0,
        content=text,
        children=[Token("text", "", 0, content=text)],
    )
    tokens = (
        Token("paragraph_open", "p", 1),
        inline,
        Token("paragraph_close", "p", -1),
    )
    return Block("paragraph", source, 0, 1, tokens, text=text)


def leads_elsewhere(blocks: Sequence[Block]) -> bool:
    """Whether blocks are nothing but links: a call to go to another page."""
    if any(block.kind in ("fence", "table", "code_block") for block in blocks):
        return False
    children = [
        child
        for block in blocks
        for token in block.tokens
        for child in token.children or ()
    ]
    return _only_links(children, within_page=False)


def is_linked_picture(block: Block) -> bool:
    """Whether a block is a picture that leads somewhere and nothing else: a banner."""
    if block.text.strip() or block.children:
        return False
    html = "".join(token.content for token in block.tokens).lower()
    if block.kind == "html_block":
        return "<a" in html and "<img" in html
    return link_count(block) > 0 or ("<a" in html and "<img" in html)


def is_bold_line(block: Block) -> bool:
    """Whether a block is one line in bold and nothing else: the heading of those who write none."""
    if block.kind != "paragraph" or "\n" in block.text:
        return False
    children = [
        child
        for token in block.tokens
        for child in token.children or ()
        if child.content or child.nesting
    ]
    return len(children) > 1 and (children[0].type, children[-1].type) == (
        "strong_open",
        "strong_close",
    )


def bold_length(block: Block) -> int:
    """How many characters of a paragraph's text its first part in bold takes, 0 where it does not begin with one."""
    children = next(
        (
            token.children or []
            for token in block.tokens
            if token.type == "inline"
        ),
        [],
    )
    children = [
        child for child in children if child.content.strip() or child.nesting
    ]
    if not children or children[0].type != "strong_open":
        return 0
    end = next(
        (i for i, child in enumerate(children) if child.type == "strong_close"),
        len(children),
    )
    inner = "".join(map(visible, children[:end]))
    return len(block.text) - len(block.text.lstrip()) + len(inner)


def link_count(block: Block) -> int:
    """How many links a block holds."""
    return sum(
        child.type == "link_open"
        for token in block.tokens
        for child in token.children or ()
    )


def without_back_link(block: Block) -> Block | None:
    """A paragraph without a last line that only links to places of its page; None when nothing else is in it."""
    if block.kind != "paragraph":
        return block
    children = next(
        (
            token.children or []
            for token in block.tokens
            if token.type == "inline"
        ),
        [],
    )
    breaks = [
        place
        for place, child in enumerate(children)
        if child.type in ("softbreak", "hardbreak")
    ]
    last = children[breaks[-1] + 1 if breaks else 0 :]
    if not _only_links(last, within_page=True) or not _BACK_RE.search(
        "".join(map(visible, last))
    ):
        return block
    return cut(block, 0, block.text.rfind("\n")) if breaks else None


def _only_links(children: Sequence[Token], *, within_page: bool) -> bool:
    depth = linked = 0
    for child in children:
        if child.type == "link_open":
            if within_page and not str(child.attrGet("href") or "").startswith(
                "#"
            ):
                return False
            depth, linked = depth + 1, linked + 1
        elif child.type == "link_close":
            depth -= 1
        elif (
            not depth
            and child.type != "html_inline"
            and _WORD_RE.search(child.content)
        ):
            return False
    return linked > 0
