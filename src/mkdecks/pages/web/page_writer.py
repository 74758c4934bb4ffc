"""Writes the tokens of a page, and the lines of their text, while its tree is walked.

What a kind of element becomes is told by functions of other modules; this one knows
text, blocks, and where both stood.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from markdown_it.token import Token

from ...model.records import Run, Source
from .choice_inputs import has_box, is_right, parts_of
from .elements import (
    NEVER_TEXT,
    Element,
    Line,
    Piece,
    all_text,
    holds,
    pieces_behind,
    pieces_of,
)
from .folds import find_folds
from .running_text import InlineWriter
from .site_parts import SiteParts

# Deeper than any page that people write; what is below shows as text.
MAX_DEPTH = 150
_BLOCKS = frozenset(
    "address article aside blockquote body button center dd details dir div dl dt"
    " fieldset figcaption figure form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li"
    " main ol p pre section summary table tbody td tfoot th thead tr ul".split()
)

ElementWriter = Callable[["PageWriter", Element], None]


class PageWriter:
    """Walks a region once and writes its tokens, and the lines of their text."""

    def __init__(
        self,
        region: Element,
        footnotes: Mapping[str, int],
        writer_of: Callable[[PageWriter, Element], ElementWriter],
    ) -> None:
        """``footnotes`` are the notes' numbers by id; ``writer_of`` finds a writer."""
        self.tokens: list[Token] = []
        self.site_parts = SiteParts(region)
        self.folds = find_folds(region)
        self.inline = InlineWriter(self.site_parts, footnotes)
        self._lines: list[str] = []
        self._line_numbers: list[int] = []
        self._line_number = 0
        self._depth = 0
        self._writer_of = writer_of
        self._has_inputs = holds(region, "input")

    def written(self, source: Source) -> Source:
        """The page's Source with the text as written, and runs to where it stood."""
        spans = map(source.span, self._line_numbers)
        runs = tuple(
            Run(index, span.path, span.line, span.column)
            for index, span in enumerate(spans)
        )
        return replace(source, text="\n".join(self._lines), runs=runs)

    def line_of(self, token: Token, default: int) -> int:
        """The line of the HTML that a token stood on, counted from 0."""
        if token.map is None:
            return default
        place = token.map[0]
        is_known = place < len(self._line_numbers)
        return self._line_numbers[place] if is_known else default

    def stand_at(self, element: Element) -> None:
        """Take the line that an element begins on for that of what is written next."""
        line: object = element.sourceline
        if isinstance(line, int):
            self._line_number = line - 1

    def add_lines(self, text: str) -> list[int]:
        """Add text and a blank line below it; returns where its lines begin and end."""
        start = len(self._lines)
        self._lines += [*text.split("\n"), ""]
        stop = len(self._lines)
        self._line_numbers += [self._line_number] * (stop - start)
        return [start, stop - 1]

    @contextmanager
    def container(
        self,
        kind: str,
        tag: str,
        info: str = "",
        markup: str = "",
    ) -> Iterator[Token]:
        """Write a container of what is written meanwhile; yields its opening token.

        Whoever writes it may set its lines. It counts as one level of depth, as each
        element does that is a block.
        """
        opening = Token(
            f"{kind}_open", tag, 1, info=info, markup=markup, block=True
        )
        start = len(self._lines)
        self.tokens.append(opening)
        self._depth += 1
        yield opening
        self._depth -= 1
        closing = Token(f"{kind}_close", tag, -1, block=True)
        closing.hidden = opening.hidden
        self.tokens.append(closing)
        opening.map = opening.map or [start, max(len(self._lines), start + 1)]

    def leaf(self, token: Token, text: str) -> None:
        """Write a block that is one token, such as code."""
        token.map = self.add_lines(text)
        self.tokens.append(token)

    def rule(self) -> None:
        """Write a line between two parts."""
        self.leaf(Token("hr", "hr", 0), "---")

    def text_block(
        self,
        kind: str,
        tag: str,
        inline: Token | None,
        *,
        is_hidden: bool = False,
    ) -> Token:
        """Write a block of one text, empty without one; returns its opening token."""
        with self.container(kind, tag) as opening:
            opening.hidden = is_hidden
            if inline is not None:
                opening.map = self.add_lines(inline.content)
                self.tokens.append(inline)
        return opening

    def title(self, kind: str, tag: str, line: Line) -> None:
        """Write a block of one line, such as the title of a box or a term."""
        self.text_block(kind, tag, self.inline.token(line, in_heading=True))

    def heading(self, element: Element, level: int) -> None:
        """Write a heading, unless a reader sees nothing of it."""
        inline = self.inline.token(pieces_of(element), in_heading=True)
        if inline is not None:
            opening = self.text_block("heading", f"h{level}", inline)
            opening.meta = {"leads_away": _leads_away(element)}

    def paragraph(self, line: Line, *, is_tight: bool = False) -> None:
        """Write a paragraph, unless a reader sees nothing of it."""
        inline = self.inline.token(line)
        if inline is None:
            return
        elements = [piece for piece in line if not isinstance(piece, str)]
        if elements and not str(line[0]).strip():
            self.stand_at(elements[0])
        self.text_block("paragraph", "p", inline, is_hidden=is_tight)

    def contents(self, element: Element, *, is_tight: bool = False) -> None:
        """Write what an element holds; text between its blocks becomes paragraphs."""
        if not (self._has_inputs and holds(element, "input")):
            self._write(pieces_of(element), is_tight=is_tight)
            return
        for part in parts_of(pieces_of(element)):
            if part.options:
                self.choices(part.options)
            else:
                self._write(part.pieces, is_tight=is_tight)

    def choices(self, options: Iterable[Sequence[Piece]]) -> None:
        """Write options to choose from as a list with boxes, the right one ticked."""
        with self.container("bullet_list", "ul"):
            for option in options:
                checked = is_right(option)
                sign = "\u2611 " if checked else "\u2610 "
                line = option if has_box(option) else [sign, *option]
                with self.container("list_item", "li") as opening:
                    opening.meta = {"checked": checked}
                    self.paragraph(line, is_tight=True)

    def rest(self, element: Element) -> None:
        """Write what follows an element inside its parent."""
        self._write(pieces_behind(element.tail, element.itersiblings()))

    def _write(
        self, pieces: Iterable[Piece], *, is_tight: bool = False
    ) -> None:
        line: list[Piece] = []
        for piece in pieces:
            if isinstance(piece, str) or not self.is_block(piece):
                line.append(piece)
                continue
            self.paragraph(line, is_tight=is_tight)
            line.clear()
            self.block(piece)
        self.paragraph(line, is_tight=is_tight)

    def is_block(self, element: Element) -> bool:
        """Whether an element is a block, or an inline one around blocks."""
        if element.tag in _BLOCKS or element in self.folds.by_title:
            return True
        return element.tag not in NEVER_TEXT and holds(element, *_BLOCKS)

    def block(self, element: Element) -> None:
        """Write an element, unless a fold shows it or it is the site's."""
        if element in self.folds.bodies or self.site_parts.holds(element):
            return
        self.stand_at(element)
        if self._depth >= MAX_DEPTH:
            self.paragraph([all_text(element)])
            return
        write = self._writer_of(self, element)
        self._depth += 1
        write(self, element)
        self._depth -= 1


def _leads_away(heading: Element) -> bool:
    """Whether the text of a heading is a link to another page."""
    links = [link for link in heading.iter("a") if link.get("href")]
    is_away = any("#" not in link.get("href", "") for link in links)
    letters = ("".join(all_text(part).split()) for part in (heading, *links))
    text, *linked = letters
    return is_away and text in linked
