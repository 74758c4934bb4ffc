"""Source -> Page: its title, and a tree of Blocks with the section each stands in.

A page is parsed once: a Block holds its own slice of the token stream, and is rendered
from it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import PurePosixPath

from markdown_it.token import Token

from ..language.page_titles import is_contents_title
from ..model.characters import one_line
from ..model.records import Block, Page, Source, Span
from .inline import html_text, inline_text, nested, text_block

MAX_AFTER = 3
_TITLES = frozenset(
    {"admonition_title", "component_title", "summary", "tab_title"}
)
_LISTS = ("bullet_list", "ordered_list")

_Siblings = tuple[Block, ...]
# What holds blocks, None for a page; what it holds; what comes after it.
_Container = tuple[Block | None, _Siblings, _Siblings]


def parse(source: Source, fallback_title: str = "") -> Page:
    """The page of a source, with a title as ``page_of_tokens`` chooses it."""
    from .syntax import markdown_parser, text_parser

    parser = text_parser() if source.format == "text" else markdown_parser()
    return page_of_tokens(source, parser.parse(source.text), fallback_title)


def page_of_tokens(
    source: Source, tokens: Sequence[Token], fallback_title: str = ""
) -> Page:
    """The page of a token stream, which markdown-it made or which is like one of its own.

    Token maps are lines of the source's text. The page's title is the front matter's,
    else its first heading of level 1, else the fallback, else it is made of its name.
    """
    builder = _TreeBuilder(source)
    blocks = builder.build(tokens)
    title = _written_title(source) or _first_title(blocks) or fallback_title
    return Page(
        source,
        one_line(title) or _title_of_name(source.name),
        tuple(block for block in blocks if block.kind != "footnote_block"),
        builder.footnotes,
    )


def _written_title(source: Source) -> str:
    title = source.front_matter.get("title")
    return title if isinstance(title, str) and title.strip() else ""


def _first_title(blocks: Sequence[Block]) -> str:
    for block in blocks:
        if block.kind == "heading" and block.level == 1 and block.text:
            return block.text
    return ""


def _title_of_name(name: str) -> str:
    path = PurePosixPath(name)
    is_index = path.stem.lower() in ("index", "readme")
    stem = (is_index and path.parent.name) or path.stem
    return stem.replace("-", " ").replace("_", " ")


@dataclass(slots=True)
class _Open:
    """A container whose closing token has not come yet; ``first`` is where its tokens begin."""

    token: Token
    first: int
    children: list[Block] = field(default_factory=list)
    text: str = ""


@dataclass(slots=True)
class _TreeBuilder:
    """Walks the flat token list once; recursion would fail on pages that nest deep to do harm.

    ``line`` is where the last token that knows its lines began, ``headings`` are the
    levels and texts of the sections that are open.
    """

    source: Source
    footnotes: dict[int, Block] = field(default_factory=dict)
    headings: list[tuple[int, str]] = field(default_factory=list)
    line: int = 0

    def build(self, tokens: Sequence[Token]) -> tuple[Block, ...]:
        """The blocks at the top of the page."""
        root = _Open(Token("root", "", 1), 0)
        stack = [root]
        for index, token in enumerate(tokens):
            if token.map:
                self.line = token.map[0]
            if token.nesting == 1:
                stack.append(_Open(token, index))
            elif token.type == "inline":
                stack[-1].text = inline_text(token)
            elif token.nesting == 0:
                stack[-1].children.append(self._leaf(token))
            else:
                opened = stack.pop()
                own = tokens[opened.first : index + 1]
                block = self._close(opened, own, is_top=len(stack) == 1)
                stack[-1].children.append(block)
        return tuple(root.children)

    def _leaf(self, token: Token) -> Block:
        is_html = token.type == "html_block"
        text = html_text(token.content) if is_html else token.content
        return self._block((token,), self.line, text=text)

    def _close(
        self, opened: _Open, tokens: Sequence[Token], *, is_top: bool
    ) -> Block:
        """The block of a container, all of whose tokens have come."""
        token, children = opened.token, opened.children
        start = children[0].start if children else self.line
        level = int(token.tag[1]) if token.type == "heading_open" else 0
        if level and is_top:
            self._end_sections(level)
        block = self._block(
            tokens, start, children, text=opened.text, level=level
        )
        if level and is_top:
            self._begin_section(block)
        if block.kind == "footnote":
            self.footnotes[int(token.meta["id"])] = block
        return _lone_number(block) or block

    def _block(
        self,
        tokens: Sequence[Token],
        start: int,
        children: Sequence[Block] = (),
        *,
        text: str,
        level: int = 0,
    ) -> Block:
        """A block of tokens, which begins on line ``start`` where the first of them does not say."""
        token = tokens[0]
        start, stop = token.map or (start, self.line + 1)
        return Block(
            token.type.removesuffix("_open"),
            self.source,
            start,
            stop,
            tuple(tokens),
            tuple(children),
            text,
            level,
            token.info.strip(),
            token.markup,
            tuple(title for _, title in self.headings),
        )

    def _end_sections(self, level: int) -> None:
        while self.headings and self.headings[-1][0] >= level:
            self.headings.pop()

    def _begin_section(self, heading: Block) -> None:
        title = one_line(heading.text)
        if title and not is_contents_title(heading.text):
            self.headings.append((heading.level, title))


def _lone_number(block: Block) -> Block | None:
    """``42.`` on a line of its own, which markdown takes for an empty list and a reader for a number."""
    if block.kind != "ordered_list" or len(block.children) != 1:
        return None
    (item,) = block.children
    if item.children:
        return None
    text = (item.label or "1") + item.mark
    return replace(
        text_block(text, block.source),
        start=block.start,
        stop=block.stop,
        section=block.section,
    )


def walk(page: Page) -> Iterator[tuple[Block, _Siblings]]:
    """Every block that no dialect has taken, with its siblings, outer blocks before the ones inside them."""
    pending = deque([page.blocks])
    while pending:
        siblings = pending.popleft()
        for block in siblings:
            if block in page.claims:
                continue
            yield block, siblings
            if block.children:
                pending.append(block.children)


def outermost(page: Page, *kinds: str) -> Iterator[tuple[Block, _Siblings]]:
    """The blocks of some kinds that no dialect has taken, with their siblings; none lies inside another of them."""
    inside: set[Block] = set()
    for block, siblings in walk(page):
        is_inside = block in inside
        if is_inside or block.kind in kinds:
            inside.update(block.children)
            if not is_inside:
                yield block, siblings


def containers(page: Page, taken: Container[Block]) -> Iterator[_Container]:
    """The page and every block that holds blocks: itself (None for the page), its children, and what comes after it.

    Outer ones come first; one that is claimed, or has been put into ``taken``
    meanwhile, is left out with all it holds. What comes after is given for the last
    item of a list only: the siblings below the list.
    """
    pending: deque[_Container] = deque([(None, page.blocks, ())])
    while pending:
        parent, siblings, after = pending.popleft()
        if parent and (parent in page.claims or parent in taken):
            continue
        yield parent, siblings, after
        for place, block in enumerate(siblings):
            if not block.children or block in taken or block in page.claims:
                continue
            if block.kind not in _LISTS:
                pending.append((block, block.children, ()))
            else:
                below = siblings[place + 1 : place + 1 + MAX_AFTER]
                *others, last = block.children
                pending.extend((item, item.children, ()) for item in others)
                pending.append((last, last.children, below))


def page_blocks(page: Page) -> Iterator[Block]:
    """Every block of a page, taken or not, in the order of the page."""
    return nested(page.blocks)


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
    claims = dict.fromkeys(blocks, dialect)
    return replace(page, claims={**page.claims, **claims})


def is_title(block: Block) -> bool:
    """Whether a block is the title of an admonition, fold or tab rather than its content."""
    return block.kind in _TITLES


def title_of(block: Block) -> Block | None:
    """The title of an admonition, fold or tab, if it has one."""
    if block.children and is_title(block.children[0]):
        return block.children[0]
    return None


def body_of(block: Block) -> tuple[Block, ...]:
    """What an admonition, fold or tab holds below its title."""
    return block.children[1:] if title_of(block) else block.children


def comment_of(block: Block) -> str:
    """The text of a block that is an HTML comment and nothing else, else ""."""
    if block.kind != "html_block":
        return ""
    content = block.tokens[0].content.strip()
    is_comment = content.startswith("<!--") and content.endswith("-->")
    return content[4:-3].strip() if is_comment else ""
