"""Running text of a web page -> the inline tokens that markdown-it makes of the markdown that says the same."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from markdown_it.token import Token

from ...sources.mhtml import EMBEDDED
from ..markdown_writer import inline_markdown
from .document import DROPPED, Chrome, classes, found, said

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Emphasis by tag: what markdown-it calls it, and the sign that opens it.
_MARKS = {"strong": ("strong", "**"), "b": ("strong", "**"), "em": ("em", "*"), "i": ("em", "*"), "s": ("s", "~~"),
          "strike": ("s", "~~"), "del": ("s", "~~")}  # fmt: skip
_CODE = frozenset({"code", "tt", "samp"})
# Tags that markdown has no sign for, and that a card may show.
_KEPT = frozenset("abbr dfn ins kbd mark q small sub sup u var".split())
_ANCHORS = frozenset(
    "anchor anchorjs-link hash-link header-anchor headerlink heading-anchor heading-link permalink".split()
)
_ANCHOR_TEXT_RE = re.compile(
    r"[#\u00a7\u00b6\U0001f517\u200b\s]*|TOC|Permalink|Link|\[edit\]|edit|Anchor",
    re.I,
)
_BLANKS_RE = re.compile(r"[ \t\r\f]+")
_BREAK_RE = re.compile(r" ?\n[ \n]*")
_FORMULA_RE = re.compile(r"\\\((.+?)\\\)|\\\[(.+?)\\\]", re.S)
MAX_DEPTH = 60


class InlineWriter:
    """Makes the children of one inline token out of text and elements that stand side by side."""

    def __init__(self, chrome: Chrome, footnotes: dict[str, int]) -> None:
        """``footnotes`` are the numbers of the page's notes by the ids of their elements."""
        self._chrome = chrome
        self._footnotes = footnotes
        self._children: list[Token] = []
        self._in_heading = False

    def token(
        self, items: Sequence[str | Element], *, heading: bool = False
    ) -> Token | None:
        """The inline token of the items, None where a reader sees nothing."""
        self._children, self._in_heading = [], heading
        for item in items:
            if isinstance(item, str):
                self._text(item, breaks=not heading)
            else:
                self._element(item, 0)
        children = _trimmed(self._children)
        if not any(
            child.content or child.type in ("image", "footnote_ref")
            for child in children
        ):
            return None
        return Token(
            "inline",
            "",
            0,
            content=inline_markdown(children),
            children=children,
        )

    def _push(
        self,
        kind: str,
        tag: str,
        nesting: int,
        content: str = "",
        markup: str = "",
    ) -> Token:
        token = Token(kind, tag, nesting, content=content, markup=markup)  # type: ignore[arg-type]
        self._children.append(token)
        return token

    def _text(self, text: str | None, *, breaks: bool) -> None:
        """White space folded; a line feed in plain text is a soft break, as in markdown, elsewhere a blank."""
        if not text:
            return
        folded = _BREAK_RE.sub("\n", _BLANKS_RE.sub(" ", text))
        if not breaks:
            folded = folded.replace("\n", " ")
        if self._ends_in_blank():
            folded = folded.lstrip(" \n")
        for place, line in enumerate(folded.split("\n")):
            if place:
                self._push("softbreak", "br", 0)
            if line:
                self._push("text", "", 0, line)

    def _ends_in_blank(self) -> bool:
        """Whether what has been written ends in white space, so that more of it shows nothing."""
        for child in reversed(self._children):
            if child.nesting == 0:
                return child.type.endswith("break") or (
                    child.type == "text" and child.content.endswith(" ")
                )
        return True

    def _element(self, element: Element, depth: int) -> None:
        tag = str(element.tag)
        if depth > MAX_DEPTH:
            self._text(said(element), breaks=False)
            return
        if (
            tag in DROPPED
            and not (tag == "script" and "math" in element.get("type", ""))
        ) or self._chrome.holds(element):
            return
        writer = _WRITERS.get(tag)
        if writer:
            writer(self, element, depth)
        elif tag in _MARKS:
            self._mark(element, depth, *_MARKS[tag])
        elif tag in _CODE:
            self._code(element)
        elif tag in _KEPT:
            self._kept(element, depth)
        elif "arithmatex" in element.get("class", "") or "math" in classes(
            element
        ):
            self._formula(element, depth)
        else:
            self._inside(element, depth)

    def _mark(
        self, element: Element, depth: int, kind: str, markup: str
    ) -> None:
        """Emphasis, with the blanks at its edges outside of it, as markdown wants them."""
        before = len(self._children)
        self._push(f"{kind}_open", kind, 1, markup=markup)
        self._inside(element, depth)
        if len(self._children) == before + 1:
            self._children.pop()
            return
        first, last = self._children[before + 1], self._children[-1]
        if first.type == "text" and first.content.startswith(" "):
            first.content = first.content.lstrip(" ")
            self._children.insert(before, Token("text", "", 0, content=" "))
        trailing = last.type == "text" and last.content.endswith(" ")
        if trailing:
            last.content = last.content.rstrip(" ")
        self._push(f"{kind}_close", kind, -1, markup=markup)
        if trailing:
            self._push("text", "", 0, " ")

    def _inside(self, element: Element, depth: int) -> None:
        self._text(element.text, breaks=False)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, depth + 1)
            self._text(child.tail, breaks=False)

    def _link(self, element: Element, depth: int) -> None:
        names = classes(element)
        text = said(element).strip()
        if (
            names & {"footnote-ref", "footnote-reference"}
            and (note := self._note_of(element)) is not None
        ):
            self._push("footnote_ref", "", 0).meta = {"id": note}
            return
        if self._in_heading and (
            names & _ANCHORS
            or (
                _ANCHOR_TEXT_RE.fullmatch(text)
                and element.find(".//img") is None
            )
        ):
            return
        if self._in_heading or not element.get("href"):
            self._inside(element, depth)
            return
        self._push("link_open", "a", 1).attrs = {
            "href": element.get("href", "").strip()
        }
        self._inside(element, depth)
        self._push("link_close", "a", -1)

    def _note_of(self, element: Element) -> int | None:
        return self._footnotes.get(element.get("href", "").removeprefix("#"))

    def _image(self, element: Element, depth: int) -> None:
        """A picture; one that a script loads later names its file beside ``src``."""
        lazy = element.get("data-src") or element.get("data-original") or ""
        target = element.get("src", "")
        if lazy and (not target or target.startswith(("data:", EMBEDDED))):
            target = lazy
        token = self._push("image", "img", 0)
        alt = " ".join(element.get("alt", "").split())
        token.attrs = {"src": target.strip(), "alt": ""}
        token.children = [Token("text", "", 0, content=alt)] if alt else []
        token.content = alt

    def _break(self, element: Element, depth: int) -> None:
        while (
            self._children
            and self._children[-1].type == "text"
            and not self._children[-1].content.strip()
        ):
            self._children.pop()
        self._push("hardbreak", "br", 0)

    def _kept(self, element: Element, depth: int) -> None:
        if (
            element.tag == "sup"
            and len(element) == 1
            and isinstance(element[0].tag, str)
            and not (element.text or "").strip()
        ):
            link = element[0]
            if link.tag == "a" and self._note_of(link) is not None:
                self._link(link, depth)
                return
        before = len(self._children)
        self._push("html_inline", "", 0, f"<{element.tag}>")
        self._inside(element, depth)
        if len(self._children) == before + 1:
            self._children.pop()
        else:
            self._push("html_inline", "", 0, f"</{element.tag}>")

    def _code(self, element: Element) -> None:
        text = " ".join(said(element).split())
        if text:
            self._push("code_inline", "code", 0, text, "`")

    def _formula(self, element: Element, depth: int) -> None:
        """What MathJax would typeset: the text between its delimiters."""
        text = said(element)
        match = _FORMULA_RE.fullmatch(text.strip())
        if not match:
            self._inside(element, depth)
        elif match[1]:
            self._push("math_inline", "math", 0, match[1].strip(), "$")
        else:
            self._push("math_inline_double", "math", 0, match[2].strip(), "$$")

    def _script(self, element: Element, depth: int) -> None:
        """A formula as older pages hold it: ``<script type="math/tex">``."""
        kind = (
            "math_inline_double"
            if "display" in element.get("type", "")
            else "math_inline"
        )
        if element.text and element.text.strip():
            self._push(kind, "math", 0, element.text.strip(), "$")

    def _mathml(self, element: Element, depth: int) -> None:
        """MathML as the TeX that it names as its source, else as its text."""
        written = element.get("alttext") or next(
            map(said, found(element, ".//*[local-name()='annotation']")), ""
        )
        if written.strip():
            self._push("math_inline", "math", 0, written.strip(), "$")
        else:
            self._inside(element, depth)

    def _input(self, element: Element, depth: int) -> None:
        """A box to tick as its sign; the blank of a quiz that names its answer as mkdocs-quiz writes it."""
        if "data-answer" in element.attrib:
            self._push("wiki_link", "", 0, element.get("data-answer", ""))
        elif element.get("type", "").lower() == "checkbox":
            self._push(
                "text",
                "",
                0,
                "\u2611 " if "checked" in element.attrib else "\u2610 ",
            )

    def _button(self, element: Element, depth: int) -> None:
        """A button that says more than what a click does, as an accordion's may."""
        if len(said(element).split()) > 3:
            self._inside(element, depth)


_WRITERS = {
    "a": InlineWriter._link,
    "img": InlineWriter._image,
    "br": InlineWriter._break,
    "script": InlineWriter._script,
    "math": InlineWriter._mathml,
    "input": InlineWriter._input,
    "button": InlineWriter._button,
}


def _trimmed(children: list[Token]) -> list[Token]:
    """Without white space and breaks at the edges, and blanks before a break."""
    first = next(
        (place for place, child in enumerate(children) if not _is_blank(child)),
        len(children),
    )
    del children[:first]
    while children and _is_blank(children[-1]):
        children.pop()
    if children and children[-1].type == "text":
        children[-1].content = children[-1].content.rstrip(" ")
    if children and children[0].type == "text":
        children[0].content = children[0].content.lstrip(" ")
    for child, following in itertools.pairwise(children):
        if following.type.endswith("break") and child.type == "text":
            child.content = child.content.rstrip(" ")
    return children


def _is_blank(token: Token) -> bool:
    return token.type.endswith("break") or (
        token.type == "text" and not token.content.strip(" \n")
    )
