"""Source -> Page: its title, and a tree of Blocks with the section each stands in.

The only reader of markdown-it's tokens beside ``render``. A page is parsed once: a Block holds its own slice of the
token stream, and what is made of it later, a shortened question or one line of a paragraph, is cut from that slice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from .model import Block, Page, Source

if TYPE_CHECKING:
    from markdown_it.token import Token

_HIDDEN_RE = re.compile(r"<!--.*?(?:-->|\Z)|<(style|script|template|iframe)\b.*?(?:</\1\s*>|\Z)", re.S | re.I)
_TAG_RE = re.compile(r"<[^>]*>")
LEAVES = frozenset({"fence", "code_block", "html_block", "hr", "math_block"})
_TITLES = frozenset({"admonition_title", "summary", "tab_title"})


def parse(source: Source, fallback_title: str = "") -> Page:
    """The page of a source. Its title is the front matter's, else its first heading of level 1, else its name's."""
    from .syntax import markdown_parser, text_parser

    parser = text_parser() if source.format == "text" else markdown_parser()
    tokens = parser.parse(source.text)
    builder = _TreeBuilder(source)
    blocks = builder.build(tokens)
    title = source.front_matter.get("title")
    heading = next((b.text for b in blocks if b.kind == "heading" and b.level == 1 and b.text), "")
    text = title if isinstance(title, str) and title.strip() else heading or fallback_title
    body = tuple(block for block in blocks if block.kind != "footnote_block")
    return Page(source, " ".join(text.split()) or _title_of_name(source.name), body, builder.footnotes)


def _title_of_name(name: str) -> str:
    path = PurePosixPath(name)
    stem = path.parent.name if path.stem.lower() in ("index", "readme") and path.parent.name else path.stem
    return stem.replace("-", " ").replace("_", " ")


@dataclass(slots=True)
class _Open:
    """A container whose closing token has not come yet."""

    token: Token
    first: int
    children: list[Block] = field(default_factory=list)
    inline: Token | None = None


@dataclass(slots=True)
class _TreeBuilder:
    """Walks the flat token list once; recursion would fail on pages that nest deep to do harm."""

    source: Source
    footnotes: dict[int, Block] = field(default_factory=dict)
    headings: list[tuple[int, str]] = field(default_factory=list)

    def build(self, tokens: Sequence[Token]) -> tuple[Block, ...]:
        root: list[Block] = []
        stack: list[_Open] = []
        line = 0
        for index, token in enumerate(tokens):
            line = token.map[0] if token.map else line
            if token.nesting == 1:
                stack.append(_Open(token, index))
            elif token.type == "inline":
                if stack:
                    stack[-1].inline = token
            else:
                siblings = stack[-2].children if token.nesting == -1 and len(stack) > 1 else root
                if token.nesting == 0:
                    siblings = stack[-1].children if stack else root
                    block = self._leaf(token, line)
                else:
                    block = self._close(stack.pop(), tokens, index, line, top=siblings is root)
                siblings.append(block)
        return tuple(root)

    def _section(self) -> tuple[str, ...]:
        return tuple(text for _, text in self.headings)

    def _leaf(self, token: Token, line: int) -> Block:
        start, stop = token.map or (line, line + 1)
        text = html_text(token.content) if token.type == "html_block" else "" if token.type == "hr" else token.content
        language = token.info.strip() if token.type == "fence" else ""
        span = self.source.span(start, stop)
        return Block(
            token.type,
            span,
            start,
            stop,
            (token,),
            text=text,
            label=language,
            mark=token.markup,
            section=self._section(),
        )

    def _close(self, opened: _Open, tokens: Sequence[Token], index: int, line: int, *, top: bool) -> Block:
        token = opened.token
        kind = token.type.removesuffix("_open")
        start, stop = token.map or (opened.children[0].start if opened.children else line, line + 1)
        text = inline_text(opened.inline) if opened.inline else ""
        level = int(token.tag[1]) if kind == "heading" else 0
        if kind == "heading" and top:
            while self.headings and self.headings[-1][0] >= level:
                self.headings.pop()
        block = Block(
            kind,
            self.source.span(start, max(stop, start + 1)),
            start,
            stop,
            tuple(tokens[opened.first : index + 1]),
            tuple(opened.children),
            text,
            level,
            token.info,
            token.markup,
            self._section(),
        )
        if kind == "heading" and top and text.strip():
            self.headings.append((level, " ".join(text.split())))
        if kind == "footnote":
            self.footnotes[int(token.meta["id"])] = block
        return block


def inline_text(inline: Token) -> str:
    """The visible text of an inline token: code kept, images and HTML left out, line breaks as line feeds."""
    return "".join(_visible(child) for child in inline.children or ())


def _visible(token: Token) -> str:
    if token.type in ("text", "code_inline", "math_inline", "text_special"):
        return token.content
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    if token.type == "html_inline" and token.content.lower().startswith("<br"):
        return "\n"
    return ""


def html_text(html: str) -> str:
    """The visible text of an HTML block: its tags, comments, styles and scripts left out."""
    bare = _HIDDEN_RE.sub("", html)
    return unescape(_TAG_RE.sub("", bare)).strip() if "<" in bare or "&" in bare else bare.strip()


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
    return "\n".join(token.content for block in blocks for token in block.tokens if token.content)


def key_text(blocks: Sequence[Block]) -> str:
    """What tells one question from another: its words and symbols, its code, and which pictures it shows."""
    parts = []
    for token in (token for block in blocks for token in block.tokens):
        for child in token.children or ():
            if child.type == "image":
                parts.append(f"![{child.attrGet('src')}]")
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
        if block.text.strip() or any(_shows_image(token) for token in block.tokens):
            return True
        pending.extend(block.children)
    return False


def _shows_image(token: Token) -> bool:
    if token.type == "html_block":
        return "<img" in token.content.lower()
    return any(
        child.type == "image" or (child.type == "html_inline" and child.content.lower().startswith("<img"))
        for child in token.children or ()
    )


def walk(page: Page) -> Iterator[tuple[Block, tuple[Block, ...]]]:
    """Every block that no dialect has taken, with its siblings, outer blocks before the ones inside them."""
    pending: list[tuple[Block, ...]] = [page.blocks]
    while pending:
        siblings = pending.pop(0)
        for block in siblings:
            if block not in page.claims:
                yield block, siblings
                if block.children:
                    pending.append(block.children)


def with_claims(page: Page, blocks: Sequence[Block], dialect: str) -> Page:
    """The page with blocks marked as taken by a dialect."""
    claims: Mapping[Block, str] = {**page.claims, **dict.fromkeys(blocks, dialect)}
    return replace(page, claims=claims)


def cut(block: Block, start: int, stop: int | None = None) -> Block:
    """The block with only the characters ``start`` to ``stop`` of its visible text; marks around them stay whole."""
    index = next((i for i, token in enumerate(block.tokens) if token.type == "inline"), None)
    if index is None or (start == 0 and (stop is None or stop >= len(block.text))):
        return block
    inline = block.tokens[index]
    kept = _cut_children(inline.children or [], start, len(block.text) if stop is None else stop)
    content = "".join(child.content or "\n" for child in kept if child.content or child.type.endswith("break"))
    shorter = inline.copy(children=kept, content=content)
    text = "".join(_visible(child) for child in kept)
    lines = block.text.count("\n", 0, start)
    first = min(block.start + lines, max(block.stop - 1, block.start))
    span = replace(block.span, line=min(block.span.line + lines, block.span.end))
    tokens = (*block.tokens[:index], shorter, *block.tokens[index + 1 :])
    return replace(block, tokens=tokens, text=text, start=first, span=span)


def _cut_children(children: Sequence[Token], start: int, stop: int) -> list[Token]:
    kept: list[Token] = []
    position = 0
    for child in children:
        text = _visible(child)
        end = position + len(text)
        if not text:
            inside = start <= position < stop or (start < position <= stop and child.nesting < 0)
            if child.nesting or inside:
                kept.append(child)
        elif start <= position and end <= stop:
            kept.append(child)
        elif position < stop and end > start and child.type != "html_inline":
            kept.append(child.copy(content=text[max(start - position, 0) : stop - position]))
        position = end
    kept = _without_empty_marks(kept)
    while kept and kept[0].type.endswith("break"):
        kept.pop(0)
    while kept and kept[-1].type.endswith("break"):
        kept.pop()
    return kept


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
    opening, inline, closing = block.tokens
    tokens = (
        opening.copy(type="paragraph_open", tag="p", attrs={}),
        inline,
        closing.copy(type="paragraph_close", tag="p"),
    )
    return replace(block, kind="paragraph", tokens=tokens, level=0)


def is_title(block: Block) -> bool:
    """Whether a block is the title of an admonition, fold or tab rather than its content."""
    return block.kind in _TITLES


def title_of(block: Block) -> Block | None:
    """The title of an admonition, fold or tab, if it has one."""
    return block.children[0] if block.children and is_title(block.children[0]) else None


def body_of(block: Block) -> tuple[Block, ...]:
    """What an admonition, fold or tab holds below its title."""
    return block.children[1:] if title_of(block) else block.children


def comment_of(block: Block) -> str:
    """The text of a block that is an HTML comment and nothing else, else ""."""
    if block.kind != "html_block":
        return ""
    content = block.tokens[0].content.strip()
    return content[4:-3].strip() if content.startswith("<!--") and content.endswith("-->") else ""
