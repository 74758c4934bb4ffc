"""Blocks -> HTML that is safe in Anki: code coloured, images named for the package.

A block is rendered from its own tokens, by markdown-it's renderer with our rules for
what Anki shows differently. Whatever comes out goes through ``sanitise``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markdown_it.renderer import RendererHTML

from ..model.problems import problem
from ..model.records import Block, Page, Problem
from ..pages.children import tokens_of
from ..pages.inline import source_text
from ..pages.syntax import markdown_parser
from .highlight import highlighted
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

# Rises when a release of ours renders anything differently, so that learners' notes are
# updated.
RENDERING = 1
# A definition of 50 kB, used by reference on each line, makes hundreds of megabytes of
# a small page.
MAX_GROWTH, MAX_EXTRA = 20, 1_000_000
_MAX_SHOWN = 80
_LANGUAGE_RE = re.compile(r"[{.\s]*([\w+#-]+)")
_IMG_OR_LINK_RE = re.compile(
    r"""<(img|a)\b((?:[^>"']|"[^"]*"|'[^']*')*)>""", re.I
)
_ATTRIBUTE_RE = re.compile(
    r"""(?<![\w-])(src|alt|href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""",
    re.I,
)
_CLOZE_RE = re.compile(r"\{\{c(?=\d)")
_BOXES = ("admonition_open", "details_open", "tab_open")
_TITLES = (
    "admonition_title_open",
    "component_title_open",
    "summary_open",
    "tab_title_open",
)
_NOT_SHOWN = ("footnote_anchor", "footnote_block_open", "footnote_block_close")
_HTML_BY_TYPE = {
    "component_open": '<div class="details">',
    **dict.fromkeys(_TITLES, '<p class="title">'),
    **dict.fromkeys(_NOT_SHOWN, ""),
}


class Renderer:
    """Renders the blocks of one page.

    ``problems`` and ``media`` hold what it meets on the way.
    """

    def __init__(
        self,
        page: Page,
        media: MediaFinder,
        page_address: Callable[[str], str],
    ) -> None:
        """``page_address`` gives the address of a page that a link leads to, or ""."""
        self.problems: list[Problem] = []
        self.media = media
        self._page = page
        self._page_address = page_address
        self._notes: list[int] = []
        self._formulas: dict[str, str] = {}
        # Drawn by lot, so that no author can write the signs that begin with it.
        self._lot = f"sign-{os.urandom(12).hex()}"
        self._left = MAX_GROWTH * len(page.source.text) + MAX_EXTRA
        self._block: Block
        self._html = RendererHTML()
        rules: dict[str, Any] = self._html.rules
        # A card cannot follow a link to a note.
        rules["wiki_link"] = rules["text"]
        rules |= dict.fromkeys(_BOXES, _box)
        rules |= dict.fromkeys(_HTML_BY_TYPE, _rule(_fixed))
        writers = {
            "fence code_block": _code,
            "html_inline html_block": self._authors_html,
            "math_inline math_inline_double math_block": self._formula,
            "image": self._image,
            "link_open": self._link_open,
            "footnote_ref": self._footnote_ref,
            "cloze_open": self._cloze_open,
            "cloze_close": self._cloze_close,
        }
        for types, writer in writers.items():
            rules |= dict.fromkeys(types.split(), _rule(writer))

    def render_blocks(self, blocks: Sequence[Block]) -> str:
        """The HTML of a question or an answer, "" for no blocks.

        The footnotes that it refers to are at its end.
        """
        self._notes = []
        self._formulas = {}
        if sum(map(_weight, tokens_of(blocks))) > self._left:
            return self._as_text(blocks)
        html = "".join(map(self._raw, blocks)) + self._footnotes()
        self._left -= len(html)
        if depth(html) > MAX_DEPTH or self._left < 0:
            return self._as_text(blocks)
        pictures = self.media.names.values()
        safe = only_own_targets(sanitise(html.strip()), pictures)
        return with_formulas(neutralise(safe).strip(), self._formulas)

    def render_cloze(self, blocks: Sequence[Block]) -> str:
        """The HTML of a text with deletions as Anki writes them.

        Nothing else in the text is taken for one.
        """
        html = _CLOZE_RE.sub("{&#123;c", self.render_blocks(blocks))
        lot = self._lot
        deletion = rf"{lot}-open-(\d+):(.*?){lot}-text-(.*?){lot}-close-"
        return re.sub(deletion, _deletion, html, flags=re.S)

    def _as_text(self, blocks: Sequence[Block]) -> str:
        """The text alone, of what the sanitiser would take for ever on."""
        message = "nested too deep, or far larger than its source"
        self.problems.append(problem("MK407", message, blocks[0].span))
        text = source_text(blocks)[:MAX_EXTRA]
        return neutralise(f"<p>{escape(text, quote=False)}</p>")

    def _raw(self, block: Block) -> str:
        self._block = block
        return self._html.render(block.tokens, markdown_parser().options, {})

    def _footnotes(self) -> str:
        items = ""
        for note in self._notes:  # grows while the notes refer to further notes
            body = self._page.footnotes.get(note)
            if body:
                inner = "".join(map(self._raw, body.children))
                items += f"<li>{inner}</li>"
        return f'<ol class="footnotes">{items}</ol>' if items else ""

    def _footnote_ref(self, token: Token) -> str:
        """The number of a footnote, in the order in which the card refers to them."""
        note = int(token.meta["id"])
        if note not in self._notes:
            self._notes.append(note)
        return f"<sup>{self._notes.index(note) + 1}</sup>"

    def _image(self, token: Token) -> str:
        alt = "".join(child.content for child in token.children or ())
        return self._picture(str(token.attrGet("src") or ""), alt)

    def _picture(self, target: str, alt: str) -> str:
        """An image of the package, or else its alternative text with its address."""
        span = self._block.span
        folders = (Path(span.path).parent, self._page.source.file.parent)
        name = self.media.name_of(target, folders, span)
        if name:
            return f'<img src="{escape(name)}" alt="{escape(alt)}">'
        text = escape(alt or target.rsplit("/", 1)[-1][:_MAX_SHOWN])
        if ADDRESS_RE.match(target):
            return f'<a href="{escape(target)}">[{text}]</a>'
        return f"[{text}]" if alt else ""

    def _link_open(self, token: Token) -> str:
        return self._link(str(token.attrGet("href") or ""))

    def _link(self, target: str) -> str:
        """A link to an address or to a page of the site; any other is only text."""
        is_address = ADDRESS_RE.match(target)
        address = target if is_address else self._page_address(target)
        return f'<a href="{escape(address)}">' if address else "<a>"

    def _authors_html(self, token: Token) -> str:
        """HTML of the author, with its pictures and links treated as markdown's are."""
        return _IMG_OR_LINK_RE.sub(self._html_tag, token.content)

    def _html_tag(self, match: re.Match[str]) -> str:
        attributes = {"src": "", "alt": "", "href": ""}
        for name, *values in _ATTRIBUTE_RE.findall(match[2]):
            attributes[name.lower()] = unescape("".join(values))
        if match[1].lower() == "a":
            return self._link(attributes["href"])
        return self._picture(attributes["src"], attributes["alt"])

    def _formula(self, token: Token) -> str:
        """A formula for MathJax; its source as code where that could run script."""
        source = token.content.strip()
        if unsafe_formula(token.content):
            message = f"not typeset: {source[:60]}"
            self.problems.append(problem("MK408", message, self._block.span))
            return f"<code>{escape(token.content)}</code>"
        text = escape(source)
        is_inline = token.type == "math_inline"
        sign = f"{self._lot}-formula-{len(self._formulas)}-"
        self._formulas[sign] = rf"\({text}\)" if is_inline else rf"\[{text}\]"
        return sign

    def _cloze_open(self, token: Token) -> str:
        """Where a deletion begins: a sign that stands for it until all is sanitised."""
        hint = escape(token.meta["hint"], quote=False)
        number = token.meta["number"]
        return f"{self._lot}-open-{number}:{hint}{self._lot}-text-"

    def _cloze_close(self, _: Token) -> str:
        return f"{self._lot}-close-"


def _rule(writer: Callable[[Token], str]) -> Callable[..., str]:
    """What markdown-it calls for a token among others, where the token says it all."""
    return lambda tokens, index, *_: writer(tokens[index])


def _box(tokens: Sequence[Token], index: int, *_: Any) -> str:
    """A box for a nested admonition, fold or tab.

    It is open, since a card has nothing to click.
    """
    kind, label = tokens[index].type.removesuffix("_open"), tokens[index].info
    html = f'<div class="{kind} {escape(label)}">'
    has_title = index + 1 < len(tokens) and tokens[index + 1].type in _TITLES
    if label and not has_title:
        html += f'<p class="title">{escape(label.capitalize())}</p>'
    return html


def _fixed(token: Token) -> str:
    return _HTML_BY_TYPE[token.type]


def _code(token: Token) -> str:
    language = _LANGUAGE_RE.match(token.info)
    return highlighted(token.content, language[1].lower() if language else "")


def _deletion(match: re.Match[str]) -> str:
    """A deletion as Anki writes it."""
    number, hint, hidden = match.groups()
    ending = f"::{_inside(hint)}" if hint else ""
    return f"{{{{c{number}::{_inside(hidden)}{ending}}}}}"


def _inside(html: str) -> str:
    """HTML that cannot end the deletion it is in, with ``}}``, or begin its hint."""
    return re.sub(r":(?=:|\Z)", "&#58;", html).replace("}", "&#125;")


def _weight(token: Token) -> int:
    """About how many characters a token makes: its text, and where it leads."""
    targets = [
        len(str(value))
        for child in token.children or ()
        for value in child.attrs.values()
    ]
    return len(token.content) + sum(targets)
