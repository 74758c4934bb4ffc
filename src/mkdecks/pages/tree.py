"""Source -> Page: its title, and a tree of Blocks with the section each stands in.

A page is parsed once: a Block holds its own slice of the token stream, and is rendered
from it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import PurePosixPath

from markdown_it.token import Token

from ..language.page_titles import announces_questions, is_contents_title
from ..model.characters import one_line
from ..model.records import Block, Blocks, Page, Source, Span, Texts
from .counted_lines import apart
from .inline import html_text, inline_text, text_block
from .key_titles import with_headed_keys

# Where a word begins within a name: "JavaQuiz".
_CAPITAL_RE = re.compile(r"(?<=[a-z])(?=[A-Z])")
_TITLES = frozenset(
    {"admonition_title", "component_title", "summary", "tab_title"}
)


def parse(source: Source, fallback_title: str = "") -> Page:
    """The page of a source, with a title as ``page_of_tokens`` chooses it."""
    from .syntax import markdown_parser, text_parser
    from .syntax.item_indent import with_item_indent

    source = with_headed_keys(source)
    parser = text_parser() if source.format == "text" else markdown_parser()
    tokens = parser.parse(with_item_indent(source.text))
    return page_of_tokens(source, tokens, fallback_title)


def page_of_tokens(
    source: Source, tokens: Sequence[Token], fallback_title: str
) -> Page:
    """The page of a token stream as markdown-it has it.

    Token maps are lines of the source's text. The page's title is that of the front
    matter, else the first heading of level 1, else the fallback, else it rests on the
    name of the source.
    """
    builder = _TreeBuilder(source)
    blocks = builder.build(tokens)
    headings = [block.text for block in blocks if block.level == 1]
    heading = next(filter(None, headings), fallback_title)
    title = _written_title(source) or heading
    return Page(
        source,
        one_line(title) or title_of_name(source.name),
        tuple(b for b in apart(blocks) if b.kind != "footnote_block"),
        builder.footnotes,
    )


def _written_title(source: Source) -> str:
    title = source.front_matter.get("title")
    return title if isinstance(title, str) and title.strip() else ""


def title_of_name(name: str) -> str:
    """What a file is named, in words; for an index or a README what its folder is named."""
    path = PurePosixPath(name)
    is_index = path.stem.lower() in ("index", "readme")
    stem = (is_index and path.parent.name) or path.stem
    words = _CAPITAL_RE.sub(" ", stem)
    return words.replace("-", " ").replace("_", " ")


@dataclass(slots=True)
class _Open:
    """A leaf, or a container whose closing token has not come yet.

    ``first`` is the index of the first of its tokens, ``section`` where it stands.
    """

    token: Token
    first: int
    text: str = ""
    section: Texts = ()
    children: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class _TreeBuilder:
    """Walks the flat token list once.

    Recursion would fail on pages that nest deep to do harm. ``line`` is where the last
    token that knows its lines began, ``section`` the titles of the sections that are
    open, ``levels`` the levels of their headings.
    """

    source: Source
    footnotes: dict[int, Block] = field(default_factory=dict)
    levels: list[int] = field(default_factory=list)
    section: Texts = ()
    line: int = 0

    def build(self, tokens: Sequence[Token]) -> Blocks:
        """The blocks at the top of the page."""
        root = _Open(Token("root", "", 1), 0)
        stack = [root]
        for index, token in enumerate(tokens):
            if token.map:
                self.line = token.map[0]
            if token.type == "inline":
                stack[-1].text = inline_text(token)
                continue
            if token.nesting >= 0:
                text = token.content
                if token.type == "html_block":
                    text = html_text(text)
                stack.append(_Open(token, index, text, self.section))
            if token.nesting <= 0:
                opened = stack.pop()
                own = tuple(tokens[opened.first : index + 1])
                block = self._close(opened, own, is_top=len(stack) == 1)
                stack[-1].children.append(block)
        return tuple(root.children)

    def _close(
        self, opened: _Open, tokens: tuple[Token, ...], *, is_top: bool
    ) -> Block:
        """The block of a leaf, or of a container all of whose tokens have come."""
        token, children = opened.token, opened.children
        # A title inside has begun a section that ends here.
        self.section = opened.section
        line = children[0].start if children else self.line
        start, stop = token.map or (line, self.line + 1)
        level = int(token.tag[1]) if token.type == "heading_open" else 0
        is_section = is_top and level > 0
        if is_section:
            self._end_sections(level)
        block = Block(
            token.type.removesuffix("_open"),
            self.source,
            start,
            stop,
            tokens,
            tuple(children),
            opened.text,
            level,
            token.info.strip(),
            token.markup,
            self.section,
        )
        if is_section:
            self._begin_section(block)
        if is_title(block) and announces_questions(block.text):
            # What a fold holds below such a title stands in a section of its own.
            self.section += (one_line(block.text),)
        if block.kind == "footnote":
            self.footnotes[int(token.meta["id"])] = block
        return _lone_number(block) or block

    def _end_sections(self, level: int) -> None:
        while self.levels and self.levels[-1] >= level:
            self.levels.pop()
        self.section = self.section[: len(self.levels)]

    def _begin_section(self, heading: Block) -> None:
        title = one_line(heading.text)
        if title and not is_contents_title(heading.text):
            self.levels.append(heading.level)
            self.section += (title,)


def _lone_number(block: Block) -> Block | None:
    """The paragraph ``42.`` for an empty list, as a reader takes it; else None."""
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


@lru_cache(maxsize=4)
def lines_of(text: str) -> Texts:
    """The lines of a page's text, divided once for all blocks that need them."""
    return tuple(text.split("\n"))


def span_of(blocks: Sequence[Block]) -> Span:
    """The lines of blocks, without those at the end that hold no text."""
    source, start = blocks[0].source, blocks[0].start
    lines = lines_of(source.text)[start : blocks[-1].stop]
    text = "\n".join(lines).rstrip()
    return source.span(start, start + 1 + text.count("\n"))


def with_claims(page: Page, blocks: Sequence[Block], dialect: str) -> Page:
    """The page with blocks marked as taken by a dialect."""
    claims = dict.fromkeys(blocks, dialect)
    return replace(page, claims={**page.claims, **claims})


def is_title(block: Block) -> bool:
    """Whether a block is the title of an admonition, a fold or a tab."""
    return block.kind in _TITLES


def title_of(block: Block) -> Block | None:
    """The title of an admonition, fold or tab, if it has one."""
    if block.children and is_title(block.children[0]):
        return block.children[0]
    return None


def body_of(block: Block) -> Blocks:
    """What an admonition, fold or tab holds below its title."""
    return block.children[1:] if title_of(block) else block.children


def comment_of(block: Block) -> str:
    """The text of a block that is an HTML comment and nothing else, else ""."""
    if block.kind != "html_block":
        return ""
    content = block.content.strip()
    is_comment = content.startswith("<!--") and content.endswith("-->")
    return content[4:-3].strip() if is_comment else ""
