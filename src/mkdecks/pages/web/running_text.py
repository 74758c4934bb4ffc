"""Running text of a web page -> the inline tokens of markdown that says the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from markdown_it.token import Token

from ...language.lexicon import says
from ...language.question_text import is_question
from ...model.characters import one_line
from ...sources.data_pictures import EMBEDDED
from ..inline_markdown import inline_markdown
from .elements import Element, Line, Piece, all_text, classes, pieces_of, select
from .icons import is_picture, with_label, without_signs
from .site_parts import SiteParts
from .token_writer import TokenWriter

MAX_DEPTH = 60
# A button says no more than what a click does in as many words.
MAX_BUTTON_WORDS = 3
# Emphasis by tag: what markdown-it calls it; and the sign that opens it.
_EMPHASIS = {
    "strong": "strong",
    "b": "strong",
    "em": "em",
    "i": "em",
    "s": "s",
    "strike": "s",
    "del": "s",
}
_SIGNS = {"strong": "**", "em": "*", "s": "~~"}
# Tags that markdown has no sign for, and that a card may show.
_KEPT = "abbr dfn ins kbd mark q small sub sup u var".split()
_REFERENCES = frozenset({"footnote-ref", "footnote-reference"})
_ANCHORS = frozenset(
    "anchor anchorjs-link hash-link header-anchor headerlink heading-anchor"
    " heading-link permalink".split()
)
_ANCHOR_SIGNS = "#[]\u00a7\u00b6\U0001f517\u200b \n\t"
_FORMULA_RE = re.compile(r"\\\((.+?)\\\)|\\\[(.+?)\\\]", re.S)
_WORD_RE = re.compile(r"\w")
# What can be seen without text.
_VISIBLE = ("image", "footnote_ref")


class InlineWriter(TokenWriter):
    """Makes an inline token out of text and elements that stand side by side."""

    def __init__(
        self, site_parts: SiteParts, footnotes: Mapping[str, int]
    ) -> None:
        """``footnotes`` are the numbers of notes by the ids of their elements."""
        self.in_heading = False
        self.has_buttons = False
        self._site_parts = site_parts
        self._footnotes = footnotes
        self._depth = 0

    def token(self, line: Line, *, in_heading: bool = False) -> Token | None:
        """The inline token of the items; None where a reader sees nothing."""
        children = self._children(line, in_heading=in_heading)
        if in_heading and not any(map(_has_word, children)):
            # A title that says nothing else is the text of its button.
            children = self._children(line, in_heading=True, has_buttons=True)
        if not any(
            child.content or child.type in _VISIBLE for child in children
        ):
            return None
        content = inline_markdown(children)
        return Token("inline", "", 0, content=content, children=children)

    def _children(
        self, line: Line, *, in_heading: bool, has_buttons: bool = False
    ) -> list[Token]:
        """The tokens of the items; ``has_buttons`` keeps every button."""
        self.tokens = []
        self.in_heading = in_heading
        self.has_buttons = has_buttons
        self._write(line, may_break=not in_heading)
        return without_signs(self.trimmed())

    def element(self, element: Element) -> None:
        """Write an element, unless it is the site's."""
        if self._depth > MAX_DEPTH:
            self.push_text(all_text(element))
            return
        if self._site_parts.holds(element):
            return
        self._depth += 1
        _writer_of(element)(self, element)
        self._depth -= 1

    def contents(self, element: Element) -> None:
        """Write what an element holds."""
        self._write(pieces_of(element))

    def _write(
        self, pieces: Iterable[Piece], *, may_break: bool = False
    ) -> None:
        for piece in with_label(list(filter(_shows, pieces))):
            if not isinstance(piece, str):
                self.element(piece)
            elif piece:
                self.push_text(piece, may_break=may_break)

    def contents_behind(self, opening: Token, element: Element) -> list[Token]:
        """Write an opening token and what an element holds; nothing for an empty one.

        Returns the tokens behind the opening one.
        """
        tokens = self.tokens
        tokens.append(opening)
        start = len(tokens)
        self.contents(element)
        inside = tokens[start:]
        if not inside:
            tokens.pop()
        return inside

    def note_of(self, link: Element) -> int | None:
        """The number of the footnote that a link leads to."""
        return self._footnotes.get(link.get("href", "").removeprefix("#"))


def _emphasis(writer: InlineWriter, element: Element) -> None:
    """Emphasis, with the blanks at its edges outside of it, as markdown wants them."""
    kind = _EMPHASIS[str(element.tag)]
    markup = _SIGNS[kind]
    opening = Token(f"{kind}_open", kind, 1, markup=markup)
    inside = writer.contents_behind(opening, element)
    if not inside:
        return
    first, last = inside[0], inside[-1]
    if first.type == "text" and first.content.startswith(" "):
        first.content = first.content.lstrip(" ")
        blank = Token("text", "", 0, content=" ")
        writer.tokens.insert(-len(inside) - 1, blank)
    has_blank_behind = last.type == "text" and last.content.endswith(" ")
    if has_blank_behind:
        last.content = last.content.rstrip(" ")
    writer.tokens.append(Token(f"{kind}_close", kind, -1, markup=markup))
    if has_blank_behind:
        writer.push("text", " ")


def _link(writer: InlineWriter, element: Element) -> None:
    note = writer.note_of(element)
    if note is not None and classes(element) & _REFERENCES:
        writer.push("footnote_ref").meta = {"id": note}
        return
    if writer.in_heading and _is_anchor(element):
        return
    target = element.get("href")
    if writer.in_heading or not target:
        writer.contents(element)
        return
    opening = Token("link_open", "a", 1, {"href": target.strip()})
    writer.tokens.append(opening)
    writer.contents(element)
    writer.tokens.append(Token("link_close", "a", -1))


def _is_anchor(link: Element) -> bool:
    """Whether a link in a heading only leads to the heading itself."""
    if classes(link) & _ANCHORS:
        return True
    text = all_text(link).strip(_ANCHOR_SIGNS)
    says_nothing = not text or says(text, "anchor")
    return says_nothing and link.find(".//img") is None


def _image(writer: InlineWriter, element: Element) -> None:
    """A picture; one that a script loads later names its file beside ``src``."""
    target = element.get("src", "")
    late = element.get("data-src") or element.get("data-original")
    if late and (not target or target.startswith(("data:", EMBEDDED))):
        target = late
    alt = one_line(element.get("alt", ""))
    token = writer.push("image", alt)
    token.attrs = {"src": target.strip()}
    token.children = [Token("text", "", 0, content=alt)]


def _kept(writer: InlineWriter, element: Element) -> None:
    """An element as its tags; a raised link to a footnote as the link alone."""
    if element.tag == "sup" and _is_lone_reference(writer, element):
        _link(writer, element[0])
        return
    opening = Token("html_inline", "", 0, content=f"<{element.tag}>")
    if writer.contents_behind(opening, element):
        writer.push("html_inline", f"</{element.tag}>")


def _is_lone_reference(writer: InlineWriter, element: Element) -> bool:
    """Whether an element holds a link to a footnote and no text before it."""
    if len(element) != 1 or (element.text or "").strip():
        return False
    link = element[0]
    return link.tag == "a" and writer.note_of(link) is not None


def _code(writer: InlineWriter, element: Element) -> None:
    text = one_line(all_text(element))
    if text:
        writer.push("code_inline", text)


def _formula(writer: InlineWriter, element: Element) -> None:
    """What MathJax would typeset: the text between its delimiters."""
    match = _FORMULA_RE.fullmatch(all_text(element).strip())
    if match is None:
        writer.contents(element)
    elif match[1]:
        writer.push("math_inline", match[1].strip())
    else:
        writer.push("math_inline_double", match[2].strip())


def _mathml(writer: InlineWriter, element: Element) -> None:
    """MathML as the TeX that it names as its source, else as its text."""
    annotations = select(element, ".//*[local-name()='annotation']")
    first = next(map(all_text, annotations), "")
    source = (element.get("alttext") or first).strip()
    if source:
        writer.push("math_inline", source)
    else:
        writer.contents(element)


def _shows(piece: Piece) -> bool:
    """Whether a piece is more than white space at an edge, or an icon's name."""
    return bool(piece) if isinstance(piece, str) else not is_picture(piece)


def _input(writer: InlineWriter, element: Element) -> None:
    """A box to tick as its sign; the blank of a quiz that names its answer as that."""
    answer = element.get("data-answer")
    if answer is not None:
        writer.push("wiki_link", answer)
    elif element.get("type", "").lower() == "checkbox":
        is_checked = "checked" in element.attrib
        sign = "\u2611 " if is_checked else "\u2610 "
        writer.push("text", sign)


def _button(writer: InlineWriter, element: Element) -> None:
    """A button that says more than what a click does, as an accordion's may."""
    if writer.has_buttons or not is_click(element):
        writer.contents(element)


def is_click(button: Element) -> bool:
    """Whether a button says no more than what a click does, and asks nothing."""
    text = one_line(all_text(button))
    return len(text.split()) <= MAX_BUTTON_WORDS and not is_question(text)


def _has_word(child: Token) -> bool:
    """Whether a token shows a word, a picture or a formula."""
    if child.type in _VISIBLE or child.type.startswith("math"):
        return True
    return child.type != "html_inline" and bool(_WORD_RE.search(child.content))


_Writer = Callable[[InlineWriter, Element], None]
_WRITERS: Mapping[str, _Writer] = {
    **dict.fromkeys(_EMPHASIS, _emphasis),
    **dict.fromkeys(_KEPT, _kept),
    **dict.fromkeys(("code", "tt", "samp"), _code),
    "a": _link,
    "img": _image,
    "br": lambda writer, _: writer.push_break(),
    "math": _mathml,
    "input": _input,
    "button": _button,
}


def _writer_of(element: Element) -> _Writer:
    """What writes an element; one of no meaning is what it holds."""
    write = _WRITERS.get(str(element.tag))
    if write is not None:
        return write
    is_formula = "arithmatex" in element.get("class", "")
    if is_formula or "math" in classes(element):
        return _formula
    return InlineWriter.contents
