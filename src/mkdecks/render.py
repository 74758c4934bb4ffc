"""Blocks -> HTML that is safe in Anki: code coloured by classes, images named for the package, sanitised as the last step.

A block is rendered from its own tokens. Whatever comes out goes through nh3 with an allow-list; then what Anki itself
would execute or swallow in a field (``[sound:``, ``[latex]``, ``\\(``) is broken up so that it shows as written.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping, Sequence
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .media import MediaFinder
from .model import Block, Page, Problem
from .problems import problem
from .sanitise import MAX_DEPTH, depth, neutralise, sanitise, unsafe_formula

if TYPE_CHECKING:
    from markdown_it.renderer import RendererHTML
    from markdown_it.token import Token
    from pygments.lexer import Lexer

VERSION = 1
MAX_GROWTH, MAX_EXTRA = 20, 1_000_000
_LANGUAGE_RE = re.compile(r"[{.\s]*([\w+#-]+)")
_CHECKBOX_RE = re.compile(r"<input[^>]*\bchecked\b", re.I)
_SITE_LINK_RE = re.compile(r"^(?:https?:|mailto:)", re.I)
_CHECKED, _UNCHECKED = "\u2611", "\u2610"


class Renderer:
    """Renders the blocks of one page; what it meets on the way is in ``problems`` and ``media``."""

    def __init__(self, page: Page, media: MediaFinder, page_url: str = "") -> None:
        self.page = page
        self.media = media
        self.page_url = page_url
        self.problems: list[Problem] = []
        self._notes: list[int] = []
        self._folders: tuple[Path, ...] = ()
        self._block: Block | None = None

    def render(self, blocks: Sequence[Block]) -> str:
        """The HTML of a question or an answer, "" for no blocks. Footnotes it refers to are at its end."""
        self._notes = []
        parts = [self._raw(block) for block in blocks]
        parts.append(self._footnotes(blocks))
        html = "".join(parts).strip()
        size = sum(len(token.content) for block in blocks for token in block.tokens)
        if depth(html) > MAX_DEPTH or len(html) > MAX_GROWTH * max(size, len(self.page.source.text)) + MAX_EXTRA:
            span = blocks[0].span if blocks else None
            self.problems.append(problem("MK407", "nested too deep, or far larger than its source", span))
            html = escape(re.sub(r"<[^>]*>", " ", html[:MAX_EXTRA]))
        return neutralise(sanitise(html)).strip()

    def _raw(self, block: Block) -> str:
        self._block = block
        self._folders = tuple(dict.fromkeys((Path(block.span.path).parent, self.page.source.file.parent)))
        env: MutableMapping[str, Any] = {"renderer": self}
        text: str = _engine().render(block.tokens, _options(), env)
        return text

    def _footnotes(self, blocks: Sequence[Block]) -> str:
        items = []
        for note in self._notes:  # grows while the notes refer to further notes
            body = self.page.footnotes.get(note)
            items.append("<li>" + "".join(self._raw(child) for child in body.children) + "</li>" if body else "")
        return f'<ol class="footnotes">{"".join(items)}</ol>' if any(items) else ""

    def footnote_number(self, note: int) -> int:
        """The number of a footnote within this rendering, in order of first reference."""
        if note not in self._notes:
            self._notes.append(note)
        return self._notes.index(note) + 1

    def image(self, target: str, alt: str) -> str:
        """The tag of an image in the package; its alternative text, linked for a web address, where it has none."""
        assert self._block is not None
        name = self.media.name_of(target, self._folders, self._block.span)
        if name:
            return f'<img src="{escape(name)}" alt="{escape(alt)}">'
        shown = escape(alt or target.rsplit("/", 1)[-1])
        if _SITE_LINK_RE.match(target):
            return f'<a href="{escape(target)}">[{shown}]</a>'
        return f"[{shown}]" if alt else ""

    def link(self, target: str) -> str:
        """Where a link of a card leads: an address as it is, a page of the site by the site's address, else nowhere."""
        if _SITE_LINK_RE.match(target):
            return target
        if not self.page_url or target.startswith("#"):
            return ""
        from urllib.parse import urljoin

        return re.sub(r"(?:index)?\.md(?=$|#)", "/", urljoin(self.page_url, target)).replace("//#", "/#")

    def formula(self, source: str, display: bool) -> str:
        """A formula for Anki's MathJax, or its source as code when it holds a command that could run script."""
        if unsafe_formula(source):
            span = self._block.span if self._block else None
            self.problems.append(problem("MK408", f"not typeset: {source[:60]}", span))
            return f"<code>{escape(source)}</code>"
        kind = "display" if display else "inline"
        return f'<span class="formula-{kind}">{escape(source.strip())}</span>'


@lru_cache(maxsize=1)
def _options() -> Any:
    from .syntax import markdown_parser

    return markdown_parser().options


@lru_cache(maxsize=1)
def _engine() -> RendererHTML:
    """markdown-it's renderer with our rules for what Anki shows differently."""
    from markdown_it.renderer import RendererHTML

    engine = RendererHTML()
    for rule in (fence, code_block, image, link_open, html_inline, html_block, math_inline, math_block, footnote_ref):
        engine.rules[rule.__name__] = rule
    for kind in ("admonition", "details", "tab"):
        engine.rules[f"{kind}_open"] = box_open
    for kind in ("admonition_title", "summary", "tab_title"):
        engine.rules[f"{kind}_open"] = title_open
    engine.rules["footnote_anchor"] = engine.rules["footnote_block_open"] = engine.rules["footnote_block_close"] = (
        nothing
    )
    engine.rules["math_inline_double"] = math_block
    return engine


Tokens = Sequence["Token"]


def fence(tokens: Tokens, index: int, options: Any, env: Any) -> str:
    """A fenced block, coloured when its language is known."""
    language = _LANGUAGE_RE.match(tokens[index].info)
    return _code(tokens[index].content, language[1].lower() if language else "")


def code_block(tokens: Tokens, index: int, options: Any, env: Any) -> str:
    """An indented block: code in no known language."""
    return _code(tokens[index].content, "")


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


def image(tokens: Tokens, index: int, options: Any, env: Any) -> str:
    """A picture of the package."""
    token = tokens[index]
    alt = "".join(child.content for child in token.children or ())
    html: str = env["renderer"].image(str(token.attrGet("src") or ""), alt)
    return html


def link_open(tokens: Tokens, index: int, options: Any, env: Any) -> str:
    """A link that works from a card; one that leads nowhere from there is text."""
    target = env["renderer"].link(str(tokens[index].attrGet("href") or ""))
    return f'<a href="{escape(target)}">' if target else "<a>"


def html_inline(tokens: Tokens, index: int, options: Any, env: Any) -> str:
    """HTML of the author, which the sanitiser judges; a task list's box becomes a sign, as Anki has no use for forms."""
    content = tokens[index].content
    if content.lower().startswith("<input"):
        return _CHECKED if _CHECKBOX_RE.search(content) else _UNCHECKED
    return html_block(tokens, index, options, env) if "<img" in content.lower() else content


_IMG_RE = re.compile(r"<img\b[^>]*>", re.I)
_ATTRIBUTE_RE = re.compile(r"""\b(src|alt)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.I)


def html_block(tokens: Tokens, index: int, options: Any, env: Any) -> str:
    """HTML of the author with its pictures found as markdown's are."""
    from html import unescape

    def picture(match: re.Match[str]) -> str:
        found = {m[1].lower(): unescape(m[2] or m[3] or m[4] or "") for m in _ATTRIBUTE_RE.finditer(match[0])}
        html: str = env["renderer"].image(found.get("src", ""), found.get("alt", ""))
        return html

    return _IMG_RE.sub(picture, tokens[index].content)


def math_inline(tokens: Tokens, index: int, options: Any, env: Any) -> str:
    """``$...$`` for MathJax."""
    html: str = env["renderer"].formula(tokens[index].content, False)
    return html


def math_block(tokens: Tokens, index: int, options: Any, env: Any) -> str:
    """``$$...$$`` for MathJax."""
    html: str = env["renderer"].formula(tokens[index].content, True)
    return html


def footnote_ref(tokens: Tokens, index: int, options: Any, env: Any) -> str:
    """The number of a footnote, counted within the card."""
    return f"<sup>{env['renderer'].footnote_number(int(tokens[index].meta['id']))}</sup>"


def box_open(tokens: Tokens, index: int, options: Any, env: Any) -> str:
    """A nested admonition, fold or tab: a box, open, since a card has nothing to click."""
    token = tokens[index]
    kind = token.type.removesuffix("_open")
    label = f" {token.info}" if token.info else ""
    titled = index + 1 < len(tokens) and tokens[index + 1].type in (
        "admonition_title_open",
        "summary_open",
        "tab_title_open",
    )
    title = "" if titled or not token.info else f'<p class="title">{escape(token.info.capitalize())}</p>'
    return f'<div class="{kind}{label}">{title}'


def title_open(tokens: Tokens, index: int, options: Any, env: Any) -> str:
    """The title line of such a box."""
    return '<p class="title">'


def nothing(tokens: Tokens, index: int, options: Any, env: Any) -> str:
    """What a card does not show."""
    return ""
