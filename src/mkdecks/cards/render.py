"""Blocks -> HTML that is safe in Anki: code coloured by classes, images named for the package, sanitised at the end.

A block is rendered from its own tokens, by markdown-it's renderer with our rules for
what Anki shows differently. Whatever comes out goes through ``sanitise``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markdown_it.renderer import RendererHTML

from ..model.problems import problem
from ..model.records import Block, Page, Problem
from ..pages.inline import source_text
from ..pages.syntax import markdown_parser
from .media import MediaFinder
from .safe_html import (
    ADDRESS_RE,
    MAX_DEPTH,
    depth,
    neutralise,
    only_own_targets,
    sanitise,
    unsafe_formula,
    with_formulas,
)

if TYPE_CHECKING:
    from markdown_it.token import Token
    from pygments.lexer import Lexer

# Rises when a release of ours renders anything differently, so that learners' notes are
# updated.
RENDERING = 1
# A definition of 50 kB, used by reference on each line, makes hundreds of megabytes of
# a small page.
MAX_GROWTH, MAX_EXTRA = 20, 1_000_000
_LANGUAGE_RE = re.compile(r"[{.\s]*([\w+#-]+)")
_IMG_OR_LINK_RE = re.compile(
    r"""<(img|a)\b((?:[^>"']|"[^"]*"|'[^']*')*)>""", re.I
)
_ATTRIBUTE_RE = re.compile(
    r"""(?<![\w-])(src|alt|href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""",
    re.I,
)
_DELETION_RE = re.compile(r"\x00(\d+):(.*?)\x01(.*?)\x02", re.S)
_CLOZE_RE = re.compile(r"\{\{c(?=\d)")
_TITLES = (
    "admonition_title_open",
    "component_title_open",
    "summary_open",
    "tab_title_open",
)

Tokens = Sequence["Token"]


class Renderer(RendererHTML):
    """Renders the blocks of one page; what it meets on the way is in ``problems`` and ``media``.

    Public methods that are not ``render...`` are rules: markdown-it calls them for the
    tokens they are named after.
    """

    def __init__(
        self,
        page: Page,
        media: MediaFinder,
        page_address: Callable[[str], str] = lambda _: "",
    ) -> None:
        """``page_address`` gives the address of a page that a link names, "" where it has none."""
        super().__init__()
        self.problems: list[Problem] = []
        self.media = media
        self._page = page
        self._page_address = page_address
        self._notes: list[int] = []
        self._formulas: dict[str, str] = {}
        self._signs: dict[str, str] = {}
        self._hints: list[str] = []
        self._left = MAX_GROWTH * len(page.source.text) + MAX_EXTRA
        self._block: Block | None = None

    def render_blocks(self, blocks: Sequence[Block]) -> str:
        """The HTML of a question or an answer, "" for no blocks. Footnotes it refers to are at its end."""
        self._notes, self._formulas = [], {}
        if (
            sum(_weight(token) for block in blocks for token in block.tokens)
            > self._left
        ):
            return self._as_text(blocks)
        html = "".join(self._raw(block) for block in blocks) + self._footnotes()
        self._left -= len(html)
        if depth(html) > MAX_DEPTH or self._left < 0:
            return self._as_text(blocks)
        safe = only_own_targets(
            sanitise(html.strip()), set(self.media.names.values())
        )
        return with_formulas(neutralise(safe).strip(), self._formulas)

    def render_cloze(self, blocks: Sequence[Block]) -> str:
        """The HTML of a text with deletions, each as Anki writes it; nothing else in it is taken for one."""
        self._signs = {}
        html = _CLOZE_RE.sub("{&#123;c", self.render_blocks(blocks))
        for sign, written in self._signs.items():
            html = html.replace(sign, written)
        return _with_safe_deletions(html)

    def _as_text(self, blocks: Sequence[Block]) -> str:
        """The visible text alone, for what the sanitiser would take for ever on."""
        self.problems.append(
            problem(
                "MK407",
                "nested too deep, or far larger than its source",
                blocks[0].span,
            )
        )
        text = source_text(blocks)[:MAX_EXTRA]
        return neutralise(f"<p>{escape(text, quote=False)}</p>")

    def _raw(self, block: Block) -> str:
        self._block = block
        return self.render(block.tokens, markdown_parser().options, {})

    def _footnotes(self) -> str:
        items = []
        for note in self._notes:  # grows while the notes refer to further notes
            body = self._page.footnotes.get(note)
            items.append(
                "<li>"
                + "".join(self._raw(child) for child in body.children)
                + "</li>"
                if body
                else ""
            )
        return (
            f'<ol class="footnotes">{"".join(items)}</ol>' if any(items) else ""
        )

    def fence(self, tokens: Tokens, idx: int, options: Any, env: Any) -> str:
        """A fenced block, coloured when its language is known."""
        language = _LANGUAGE_RE.match(tokens[idx].info)
        return _code(
            tokens[idx].content, language[1].lower() if language else ""
        )

    def code_block(
        self, tokens: Tokens, idx: int, options: Any, env: Any
    ) -> str:
        """An indented block: code in no known language."""
        return _code(tokens[idx].content, "")

    def image(self, tokens: Tokens, idx: int, options: Any, env: Any) -> str:
        """A picture of the package."""
        alt = "".join(child.content for child in tokens[idx].children or ())
        return self._picture(str(tokens[idx].attrGet("src") or ""), alt)

    def _picture(self, target: str, alt: str) -> str:
        """The tag of an image in the package; its alternative text, linked for a web address, where there is none."""
        assert self._block is not None  # noqa: S101 - set by _raw, the only caller of the rules
        span = self._block.span
        folders = (Path(span.path).parent, self._page.source.file.parent)
        name = self.media.name_of(target, folders, span)
        if name:
            return f'<img src="{escape(name)}" alt="{escape(alt)}">'
        shown = escape(alt or target.rsplit("/", 1)[-1][:80])
        if ADDRESS_RE.match(target):
            return f'<a href="{escape(target)}">[{shown}]</a>'
        return f"[{shown}]" if alt else ""

    def link_open(
        self, tokens: Tokens, idx: int, options: Any, env: Any
    ) -> str:
        """A link that works from a card: an address, or a page of the site; what leads nowhere is text."""
        return self._link(str(tokens[idx].attrGet("href") or ""))

    def _link(self, target: str) -> str:
        address = (
            target if ADDRESS_RE.match(target) else self._page_address(target)
        )
        return f'<a href="{escape(address)}">' if address else "<a>"

    def html_inline(
        self, tokens: Tokens, idx: int, options: Any, env: Any
    ) -> str:
        """HTML of the author, for the sanitiser to judge."""
        return self.html_block(tokens, idx, options, env)

    def html_block(
        self, tokens: Tokens, idx: int, options: Any, env: Any
    ) -> str:
        """HTML of the author with its pictures and links treated as markdown's are."""
        return _IMG_OR_LINK_RE.sub(self._html_tag, tokens[idx].content)

    def _html_tag(self, match: re.Match[str]) -> str:
        found = {
            m[1].lower(): unescape(m[2] or m[3] or m[4] or "")
            for m in _ATTRIBUTE_RE.finditer(match[2])
        }
        if match[1].lower() == "a":
            return self._link(found.get("href", ""))
        return self._picture(found.get("src", ""), found.get("alt", ""))

    def math_inline(
        self, tokens: Tokens, idx: int, options: Any, env: Any
    ) -> str:
        """``$...$`` for MathJax."""
        return self._formula(tokens[idx].content, "inline")

    def math_block(
        self, tokens: Tokens, idx: int, options: Any, env: Any
    ) -> str:
        """``$$...$$`` for MathJax."""
        return self._formula(tokens[idx].content, "display")

    math_inline_double = math_block

    def _formula(self, source: str, kind: str) -> str:
        """A formula, or its source as code when it holds a command that could run script."""
        if unsafe_formula(source):
            span = self._block.span if self._block else None
            self.problems.append(
                problem("MK408", f"not typeset: {source.strip()[:60]}", span)
            )
            return f"<code>{escape(source)}</code>"
        text, sign = escape(source.strip()), f"formula-{os.urandom(12).hex()}"
        self._formulas[sign] = (
            rf"\({text}\)" if kind == "inline" else rf"\[{text}\]"
        )
        return sign

    def wiki_link(
        self, tokens: Tokens, idx: int, options: Any, env: Any
    ) -> str:
        """A link to a note that a card cannot follow: its text."""
        return escape(tokens[idx].content, quote=False)

    def footnote_ref(
        self, tokens: Tokens, idx: int, options: Any, env: Any
    ) -> str:
        """The number of a footnote, counted within the card in order of first reference."""
        note = int(tokens[idx].meta["id"])
        if note not in self._notes:
            self._notes.append(note)
        return f"<sup>{self._notes.index(note) + 1}</sup>"

    def admonition_open(
        self, tokens: Tokens, idx: int, options: Any, env: Any
    ) -> str:
        """A nested admonition, fold or tab: a box, and open, since a card has nothing to click."""
        kind, label = tokens[idx].type.removesuffix("_open"), tokens[idx].info
        titled = idx + 1 < len(tokens) and tokens[idx + 1].type in _TITLES
        title = (
            ""
            if titled or not label
            else f'<p class="title">{escape(label.capitalize())}</p>'
        )
        return f'<div class="{kind} {escape(label)}">{title}'

    details_open = tab_open = admonition_open

    def component_open(
        self, tokens: Tokens, idx: int, options: Any, env: Any
    ) -> str:
        """A component inside an answer: a box with its title."""
        return '<div class="details">'

    def admonition_title_open(
        self, tokens: Tokens, idx: int, options: Any, env: Any
    ) -> str:
        """The title line of such a box."""
        return '<p class="title">'

    component_title_open = summary_open = tab_title_open = admonition_title_open

    def cloze_open(
        self, tokens: Tokens, idx: int, options: Any, env: Any
    ) -> str:
        """Where a deletion begins; a sign drawn by lot stands for it until the HTML is sanitised."""
        sign = f"cloze-{os.urandom(12).hex()}"
        self._signs[sign] = f"\0{tokens[idx].meta['number']}:"
        self._hints.append(
            neutralise(escape(str(tokens[idx].meta["hint"]), quote=False))
        )
        return sign

    def cloze_close(
        self, tokens: Tokens, idx: int, options: Any, env: Any
    ) -> str:
        """Where it ends."""
        sign = f"cloze-{os.urandom(12).hex()}"
        self._signs[sign] = f"\1{self._hints.pop() if self._hints else ''}\2"
        return sign

    def nothing(self, tokens: Tokens, idx: int, options: Any, env: Any) -> str:
        """What a card does not show."""
        return ""

    footnote_anchor = footnote_block_open = footnote_block_close = nothing


def _with_safe_deletions(html: str) -> str:
    """The signs of deletions written out; what would end one early, or make a hint of its text, is broken up.

    Anki reads ``}}`` as the end and ``::`` as the beginning of a hint wherever they
    stand inside.
    """
    parts = _DELETION_RE.split(html)
    whole = [parts[0]]
    for number, hidden, hint, after in zip(*[iter(parts[1:])] * 4, strict=True):
        whole.append(
            f"{{{{c{number}::{_inside(hidden)}{'::' + _inside(hint) if hint else ''}}}}}{after}"
        )
    return "".join(whole)


def _inside(html: str) -> str:
    return re.sub(r":(?=:|\Z)", "&#58;", html).replace("}", "&#125;")


def _weight(token: Token) -> int:
    """About how many characters a token makes: what it says, and where its links and pictures lead."""
    targets = sum(
        len(str(value))
        for child in token.children or ()
        for value in child.attrs.values()
    )
    return len(token.content) + targets


@lru_cache(maxsize=4096)
def _code(code: str, language: str) -> str:
    lexer = _lexer(language) if language else None
    if lexer is None:
        inner = escape(code, quote=False)
    else:
        from pygments import highlight

        inner = highlight(code, lexer, _formatter())
    return f'<pre class="highlight"><code>{inner.rstrip()}</code></pre>\n'


@lru_cache(maxsize=256)
def _lexer(language: str) -> Lexer | None:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None


@lru_cache(maxsize=1)
def _formatter() -> Any:
    from pygments.formatters import HtmlFormatter

    return HtmlFormatter(nowrap=True)
