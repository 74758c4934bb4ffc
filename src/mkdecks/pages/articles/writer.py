"""Writes the tokens of a page while its tree is walked, and the lines of text that they stand for.

What a kind of element becomes is told by a table of functions; this module knows text,
blocks and the places of both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from markdown_it.token import Token

from ...model.records import Run, Source
from .document import DROPPED, Chrome, Document, said
from .inline import InlineWriter
from .widgets import Widgets

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Deeper than any page that people write; what is below shows as text.
MAX_DEPTH = 150
_BLOCKS = frozenset(
    "address article aside blockquote body button center dd details dir div dl dt fieldset figcaption figure form h1 h2"
    " h3 h4 h5 h6 header hgroup hr html legend li main ol p pre section summary table tbody td tfoot th thead tr"
    " ul".split()
)


class PageWriter:
    """Walks a page's region once and writes tokens; ``lines`` is their text, ``places`` where each line was written."""

    def __init__(
        self,
        document: Document,
        chosen: Callable[[PageWriter, Element], ElementWriter | None],
    ) -> None:
        """``chosen`` finds what writes an element; None for one that is what it holds."""
        self.tokens: list[Token] = []
        self.lines: list[str] = []
        self.places: list[int] = []
        self.line = 0
        self.document = document
        self.chrome = Chrome(document.region)
        self.widgets = Widgets(document.region)
        self.footnotes: dict[str, int] = {}
        self.inline = InlineWriter(self.chrome, self.footnotes)
        self._chosen = chosen

    def begin(
        self,
        kind: str,
        tag: str,
        info: str = "",
        markup: str = "",
        meta: dict[str, Any] | None = None,
    ) -> Token:
        """Begin a container."""
        token = Token(
            f"{kind}_open", tag, 1, info=info, markup=markup, block=True
        )
        token.map = [len(self.lines), len(self.lines) + 1]
        token.meta = meta or {}
        self.tokens.append(token)
        return token

    def end(self, opened: Token) -> None:
        """End a container."""
        self.tokens.append(
            Token(
                opened.type.removesuffix("_open") + "_close",
                opened.tag,
                -1,
                block=True,
            )
        )
        if opened.map:
            opened.map[1] = max(len(self.lines), opened.map[1])

    def say(self, text: str, place: int) -> list[int]:
        """Put text into the page's lines, and a blank line below it; where its lines begin and end."""
        start = len(self.lines)
        written = text.split("\n")
        self.lines += [*written, ""]
        self.places += [place] * (len(written) + 1)
        return [start, start + len(written)]

    def place(self, element: Element) -> int:
        """The line of the source that an element begins on, counted from 0."""
        line = element.sourceline
        self.line = line - 1 if isinstance(line, int) else self.line
        return self.line

    def leaf(self, token: Token, text: str) -> None:
        """A block that is one token: code, a rule, a comment."""
        token.map = self.say(text, self.line)
        self.tokens.append(token)

    def line_of(
        self,
        kind: str,
        tag: str,
        inline: Token | None,
        *,
        hidden: bool = False,
        markup: str = "",
    ) -> None:
        """A block that holds a line of text; ``inline`` None is an empty one."""
        opening = Token(
            f"{kind}_open", tag, 1, hidden=hidden, markup=markup, block=True
        )
        opening.map = (
            self.say(inline.content, self.line)
            if inline
            else [len(self.lines), len(self.lines) + 1]
        )
        closing = Token(f"{kind}_close", tag, -1, hidden=hidden, block=True)
        self.tokens += [opening, *([inline] if inline else ()), closing]

    def paragraph(
        self, items: Sequence[str | Element], *, tight: bool = False
    ) -> None:
        """Text and inline elements as a paragraph, unless a reader sees nothing of them."""
        if not any(not isinstance(item, str) or item.strip() for item in items):
            return
        inline = self.inline.token(items)
        if inline is not None:
            first = next(
                (item for item in items if not isinstance(item, str)), None
            )
            if first is not None and not str(items[0]).strip():
                self.place(first)
            self.line_of("paragraph", "p", inline, hidden=tight)

    def children(
        self, element: Element, depth: int, *, tight: bool = False
    ) -> None:
        """What an element holds, as blocks: text and inline elements that stand between blocks are paragraphs."""
        self.sequence(element.text or "", element, depth, tight=tight)

    def after(self, element: Element, depth: int) -> None:
        """What follows an element inside its parent, as blocks."""
        self.sequence(element.tail or "", element.itersiblings(), depth)

    def sequence(
        self,
        text: str,
        nodes: Iterable[Element],
        depth: int,
        *,
        tight: bool = False,
    ) -> None:
        """Text, and the nodes behind it."""
        items: list[str | Element] = [text]
        for node in nodes:
            # Comments are left out: those of a page that somebody else wrote are not
            # addressed to us.
            is_element = isinstance(node.tag, str)
            if is_element and self.is_block(node):
                self.paragraph(items, tight=tight)
                items.clear()
                self.block(node, depth + 1)
            elif is_element:
                items.append(node)
            items.append(node.tail or "")
        self.paragraph(items, tight=tight)

    def is_block(self, element: Element) -> bool:
        """Whether an element is a block, or an inline one around blocks."""
        if element.tag in _BLOCKS or element in self.widgets.folds:
            return True
        return (
            len(element) > 0
            and element.tag not in DROPPED
            and next(element.iter(*_BLOCKS), None) is not None
        )

    def block(self, element: Element, depth: int) -> None:
        """An element as what it is, else as what it holds; chrome, and what a fold shows elsewhere, is left out."""
        if self.widgets.is_taken(element) or self.chrome.holds(element):
            return
        self.place(element)
        if depth > MAX_DEPTH:
            self.paragraph([said(element)])
            return
        write = self._chosen(self, element)
        if write is None:
            self.children(element, depth)
        else:
            write(self, element, depth)


ElementWriter = Callable[[PageWriter, "Element", int], None]
Writers = Mapping[str, ElementWriter]


def contents(element: Element) -> list[str | Element]:
    """What an element holds, side by side: text, and inline elements."""
    items: list[str | Element] = [element.text or ""]
    for child in element:
        items += (
            [child, child.tail or ""]
            if isinstance(child.tag, str)
            else [child.tail or ""]
        )
    return items


def runs_of(source: Source, places: Sequence[int]) -> tuple[Run, ...]:
    """Where each line that was written stood in the file."""
    spans = [source.span(place) for place in places]
    return tuple(
        Run(index, span.path, span.line, span.column)
        for index, span in enumerate(spans)
    )
