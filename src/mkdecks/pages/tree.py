"""Source -> Page: its title, and a tree of Blocks with the section each stands in.

A page is parsed once: a Block holds its own slice of the token stream, and is rendered
from it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import PurePosixPath

from markdown_it.token import Token

from ..language.page_titles import is_contents_title
from ..model.records import Block, Page, Source, Span
from .inline import html_text, inline_text

MAX_AFTER = 3
_TITLES = frozenset(
    {"admonition_title", "component_title", "summary", "tab_title"}
)


def parse(source: Source, fallback_title: str = "") -> Page:
    """The page of a source. Its title is the front matter's, else its first heading of level 1, else its name's."""
    from .syntax import markdown_parser, text_parser

    parser = text_parser() if source.format == "text" else markdown_parser()
    return page_of_tokens(source, parser.parse(source.text), fallback_title)


def page_of_tokens(
    source: Source, tokens: Sequence[Token], fallback_title: str = ""
) -> Page:
    """The page of a token stream, of markdown-it's or one made in its image; token maps are lines of the text."""
    builder = _TreeBuilder(source)
    blocks = builder.build(tokens)
    title = source.front_matter.get("title")
    heading = next(
        (
            b.text
            for b in blocks
            if b.kind == "heading" and b.level == 1 and b.text
        ),
        "",
    )
    text = (
        title
        if isinstance(title, str) and title.strip()
        else heading or fallback_title
    )
    body = tuple(block for block in blocks if block.kind != "footnote_block")
    return Page(
        source,
        " ".join(text.split()) or _title_of_name(source.name),
        body,
        builder.footnotes,
    )


def _title_of_name(name: str) -> str:
    path = PurePosixPath(name)
    stem = (
        path.parent.name
        if path.stem.lower() in ("index", "readme") and path.parent.name
        else path.stem
    )
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
                siblings = (
                    stack[-2].children
                    if token.nesting == -1 and len(stack) > 1
                    else root
                )
                if token.nesting == 0:
                    siblings = stack[-1].children if stack else root
                    block = self._leaf(token, line)
                else:
                    block = self._close(
                        stack.pop(), tokens, index, line, top=siblings is root
                    )
                siblings.append(block)
        return tuple(root)

    def _lone_number(self, opened: _Open, line: int) -> Block:
        """``42.`` on a line of its own, which markdown takes for an empty list and a reader for a number."""
        start, stop = opened.token.map or (line, line + 1)
        text = (opened.children[0].label or "1") + opened.children[0].mark
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
        return Block(
            "paragraph",
            self.source,
            start,
            stop,
            tokens,
            text=text,
            section=self._section(),
        )

    def _section(self) -> tuple[str, ...]:
        return tuple(text for _, text in self.headings)

    def _leaf(self, token: Token, line: int) -> Block:
        start, stop = token.map or (line, line + 1)
        text = (
            html_text(token.content)
            if token.type == "html_block"
            else ""
            if token.type == "hr"
            else token.content
        )
        language = token.info.strip() if token.type == "fence" else ""
        return Block(
            token.type,
            self.source,
            start,
            stop,
            (token,),
            text=text,
            label=language,
            mark=token.markup,
            section=self._section(),
        )

    def _close(
        self,
        opened: _Open,
        tokens: Sequence[Token],
        index: int,
        line: int,
        *,
        top: bool,
    ) -> Block:
        token = opened.token
        kind = token.type.removesuffix("_open")
        if (
            kind == "ordered_list"
            and len(opened.children) == 1
            and not opened.children[0].children
        ):
            return self._lone_number(opened, line)
        start, stop = token.map or (
            opened.children[0].start if opened.children else line,
            line + 1,
        )
        text = inline_text(opened.inline) if opened.inline else ""
        level = int(token.tag[1]) if kind == "heading" else 0
        if kind == "heading" and top:
            while self.headings and self.headings[-1][0] >= level:
                self.headings.pop()
        block = Block(
            kind,
            self.source,
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
        if (
            kind == "heading"
            and top
            and text.strip()
            and not is_contents_title(text)
        ):
            self.headings.append((level, " ".join(text.split())))
        if kind == "footnote":
            self.footnotes[int(token.meta["id"])] = block
        return block


def walk(page: Page) -> Iterator[tuple[Block, tuple[Block, ...]]]:
    """Every block that no dialect has taken, with its siblings, outer blocks before the ones inside them."""
    pending = deque([page.blocks])
    while pending:
        siblings = pending.popleft()
        for block in siblings:
            if block not in page.claims:
                yield block, siblings
                if block.children:
                    pending.append(block.children)


def outermost(
    page: Page, *kinds: str
) -> Iterator[tuple[Block, tuple[Block, ...]]]:
    """The blocks of some kinds that no dialect has taken, with their siblings; none lies inside another of them."""
    inside: set[Block] = set()
    for block, siblings in walk(page):
        if block in inside or block.kind in kinds:
            inside.update(block.children)
            if block not in inside:
                yield block, siblings


def containers(
    page: Page, taken: Container[Block]
) -> Iterator[tuple[Block | None, tuple[Block, ...], tuple[Block, ...]]]:
    """The page and every block that holds blocks: itself (None for the page), its children, and what comes after it.

    Outer ones come first; one that is claimed, or has been put into ``taken``
    meanwhile, is left out with all it holds. What comes after is given for the last
    item of a list only: the siblings below the list.
    """
    pending: deque[
        tuple[Block | None, tuple[Block, ...], tuple[Block, ...]]
    ] = deque([(None, page.blocks, ())])
    while pending:
        parent, siblings, after = pending.popleft()
        if parent is not None and (parent in page.claims or parent in taken):
            continue
        yield parent, siblings, after
        for place, block in enumerate(siblings):
            if not block.children or block in taken or block in page.claims:
                continue
            if block.kind in ("bullet_list", "ordered_list"):
                below = siblings[place + 1 : place + 1 + MAX_AFTER]
                last = block.children[-1]
                pending.extend(
                    (item, item.children, below if item is last else ())
                    for item in block.children
                )
            else:
                pending.append((block, block.children, ()))


def page_blocks(page: Page) -> Iterator[Block]:
    """Every block of a page, taken or not, in the order of the page."""
    pending = list(reversed(page.blocks))
    while pending:
        block = pending.pop()
        yield block
        pending.extend(reversed(block.children))


@lru_cache(maxsize=4)
def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a page's text; divided once a page, as each of its blocks may ask for them."""
    return tuple(text.split("\n"))


def span_of(blocks: Sequence[Block]) -> Span:
    """The lines from the first of some blocks to the last line with text of the last one."""
    source, start = blocks[0].source, blocks[0].start
    lines = lines_of(source.text)
    stop = min(max(blocks[-1].stop, start + 1), len(lines))
    while stop > start + 1 and not lines[stop - 1].strip():
        stop -= 1
    return source.span(start, stop)


def with_claims(page: Page, blocks: Sequence[Block], dialect: str) -> Page:
    """The page with blocks marked as taken by a dialect."""
    claims: Mapping[Block, str] = {
        **page.claims,
        **dict.fromkeys(blocks, dialect),
    }
    return replace(page, claims=claims)


def is_title(block: Block) -> bool:
    """Whether a block is the title of an admonition, fold or tab rather than its content."""
    return block.kind in _TITLES


def title_of(block: Block) -> Block | None:
    """The title of an admonition, fold or tab, if it has one."""
    return (
        block.children[0]
        if block.children and is_title(block.children[0])
        else None
    )


def body_of(block: Block) -> tuple[Block, ...]:
    """What an admonition, fold or tab holds below its title."""
    return block.children[1:] if title_of(block) else block.children


def comment_of(block: Block) -> str:
    """The text of a block that is an HTML comment and nothing else, else ""."""
    if block.kind != "html_block":
        return ""
    content = block.tokens[0].content.strip()
    return (
        content[4:-3].strip()
        if content.startswith("<!--") and content.endswith("-->")
        else ""
    )
