"""A source as mkdecks read it: its blocks, who claimed each and why, the card it became, or why it became none."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..cards.page_result import PageResult
from ..model.notes import Card
from ..model.records import Block, Page, Pair, Problem
from ..pages.inline import text_of
from ..pages.tree import is_title
from .problems import clean, count

Piece = tuple[str, str]
Owners = Mapping[Block, Sequence[tuple[Pair, Card | None]]]
INDENT = 4
_NAMES = {
    "bullet_list": "list",
    "ordered_list": "list",
    "list_item": "item",
    "html_block": "HTML",
    "hr": "rule",
    "fence": "code",
    "code_block": "code",
    "dl": "definitions",
    "blockquote": "quote",
    "math_block": "formula",
    "card_block": "START block",
    "details": "fold",
}
_KINDS = {
    "qa": "question and answer",
    "mcq": "multiple choice",
    "term": "term",
    "cloze": "cloze",
}
_DIM, _GOOD, _BAD, _BOLD = "dim", "green", "yellow", "bold"


@dataclass(slots=True)
class Listing:
    """Writes one source as pieces of text with their styles.

    ``line`` is the only one that is shown, with its card in full, or None for the whole
    source; ``width`` is that of a row.
    """

    read: PageResult
    width: int
    line: int | None = None
    hints: Mapping[str, str] = field(default_factory=dict)
    _told: set[int] = field(default_factory=set)
    _lines: list[tuple[str, int, int]] = field(default_factory=list)

    def pieces(self) -> Iterator[Piece]:
        """All rows."""
        page = self.read.page
        if page is None:
            return
        shown = sum(1 for _ in self.read.cards)
        yield f"{clean(page.source.path)}", _BOLD
        yield f"  {clean(page.title)}: {count(shown, 'card')}\n", ""
        owners = _owners(self.read)
        problems = [p for p in self.read.problems if p.span]
        rows = [
            piece
            for block in page.blocks
            for piece in self._block(block, 0, owners, problems)
        ]
        yield from rows
        if self.line is not None and not rows:
            yield from self._between(page)
        loose = [
            p
            for i, p in enumerate(problems)
            if i not in self._told and self._wanted_problem(p)
        ]
        for item in loose:
            yield from self._refusal(item)

    def is_claimed(self) -> bool:
        """Whether the line that is asked for belongs to a card."""
        owners = _owners(self.read)
        blocks = self.read.page.blocks if self.read.page else ()
        return any(self._owned(block, owners) for block in blocks)

    def _owned(self, block: Block, owners: Owners) -> bool:
        return (block in owners and self._covers(block)) or any(
            self._owned(child, owners) for child in block.children
        )

    def _covers(self, block: Block) -> bool:
        if self.line is None:
            return True
        span = block.span
        return (
            self.read.page is not None
            and span.path == self.read.page.source.path
            and span.line <= self.line <= span.end
        )

    def _block(
        self,
        block: Block,
        depth: int,
        owners: Owners,
        problems: Sequence[Problem],
    ) -> Iterator[Piece]:
        owned = owners.get(block, ())
        within = self._problems_in(block, problems)
        if not self._covers(block) and not any(
            self._is_asked(pair, owners) for pair, _ in owned
        ):
            return
        opens = not owned and _holds(block, owners)
        yield from self._row(block, depth, bool(owned))
        for pair, card in self._wanted(owned):
            if pair.claims[0] is block:
                yield from self._card(pair, card)
        if opens:
            for child in block.children:
                if not is_title(child):
                    yield from self._block(child, depth + 1, owners, problems)
        for place, item in within:
            if place not in self._told and (
                not opens
                or item.span is None
                or item.span.line == block.span.line
            ):
                self._told.add(place)
                yield from self._refusal(item)
        if self.line is not None and not owned and not opens and not within:
            yield from self._unread()

    def _wanted(
        self, owned: Sequence[tuple[Pair, Card | None]]
    ) -> Sequence[tuple[Pair, Card | None]]:
        """The cards of a block; of several the one that the line belongs to, which begins on it or last above it."""
        if self.line is None or len(owned) < 2:
            return owned
        above = [one for one in owned if one[0].span.line <= (self.line or 0)]
        return (
            [max(above, key=lambda one: one[0].span.line)]
            if above
            else owned[:1]
        )

    def _problems_in(
        self, block: Block, problems: Sequence[Problem]
    ) -> list[tuple[int, Problem]]:
        """The problems that lie in a block, each with its place among all."""
        if not self._lines:
            self._lines = sorted(
                (p.span.path, p.span.line, place)
                for place, p in enumerate(problems)
                if p.span
            )
        span = block.span
        first = bisect_left(self._lines, (span.path, span.line, 0))
        stop = bisect_left(self._lines, (span.path, span.end + 1, 0))
        return [
            (place, problems[place]) for *_, place in self._lines[first:stop]
        ]

    def _is_asked(self, pair: Pair, owners: Owners) -> bool:
        """Whether the line that is asked for lies in any block of a card."""
        return any(
            self._covers(block)
            for block, owned in owners.items()
            if any(one is pair for one, _ in owned)
        )

    def _row(self, block: Block, depth: int, claimed: bool) -> Iterator[Piece]:
        span = block.span
        lines = (
            f"{span.line}"
            if span.end <= span.line
            else f"{span.line}-{span.end}"
        )
        if (
            self.read.page is not None
            and span.path != self.read.page.source.path
        ):
            lines = f"{span.path}:{lines}"
        name = _NAMES.get(block.kind, block.kind.replace("_", " "))
        label = (
            f"{name} {block.label}".strip()
            if block.kind in ("admonition", "component")
            else name
        )
        start = f"{clean(lines):>9}  {'  ' * depth}{clean(label):<14} "
        text = clean(" ".join(text_of([block]).split()))
        room = max(self.width - len(start), 20)
        yield start, _GOOD if claimed else _DIM
        yield (
            (text if len(text) <= room else text[: room - 1] + "\u2026") + "\n",
            "" if claimed else _DIM,
        )

    def _card(self, pair: Pair, card: Card | None) -> Iterator[Piece]:
        margin = " " * 11
        yield f"{margin}{pair.dialect}", _GOOD
        yield f": {_KINDS[pair.kind]}, as {clean(pair.reason)}\n", ""
        if card is None:
            yield f"{margin}no card of its own, see below\n", _BAD
            return
        yield from self._field("front", card.question)
        for place, option in enumerate(card.options):
            yield from self._field(
                "[x]" if place in card.correct else "[ ]", option
            )
        if card.answer:
            yield from self._field(
                "hidden" if card.kind == "cloze" else "back", card.answer
            )
        if self.line is not None:
            yield from self._field("deck", card.deck)
            yield from self._field("tags", " ".join(card.tags))
            yield from self._field("id", card.id)

    def _field(self, name: str, value: str) -> Iterator[Piece]:
        start = " " * (11 + INDENT) + f"{name:<7}"
        text = clean(" ".join(value.split()))
        room = max(self.width - len(start), 20)
        yield start, _DIM
        yield (
            (
                text
                if self.line is not None or len(text) <= room
                else text[: room - 1] + "\u2026"
            )
            + "\n",
            "",
        )

    def _refusal(self, item: Problem) -> Iterator[Piece]:
        place = (
            f"line {item.span.line}: "
            if item.span and self.line is None
            else ""
        )
        yield f"{' ' * 11}{place}{item.severity} {item.code} ", _BAD
        yield clean(" ".join(item.message.split())) + "\n", ""
        if self.line is not None and item.help:
            yield f"{' ' * (11 + INDENT)}help: ", "cyan"
            yield clean(" ".join(item.help.split())) + "\n", ""

    def _unread(self) -> Iterator[Piece]:
        margin = " " * 11
        if not self.hints:
            yield (
                f"{margin}no dialect reads this as a question or its answer; `mkdecks dialects` lists them\n",
                _BAD,
            )
        for name, question in self.hints.items():
            yield f"{margin}--enable {name}", _BAD
            yield f" makes a card of it: {clean(question)}\n", ""

    def _between(self, page: Page) -> Iterator[Piece]:
        """A line that is in no block: an empty one, front matter, or one that nobody sees."""
        below = next(
            (
                b.span.line
                for b in page.blocks
                if self.line is not None and b.span.line > self.line
            ),
            None,
        )
        more = f"; the next block begins on line {below}" if below else ""
        yield (
            f"{self.line:>9}  nothing of the page stands on this line{more}\n",
            _DIM,
        )

    def _wanted_problem(self, item: Problem) -> bool:
        return self.line is None or (
            item.span is not None
            and item.span.line <= self.line <= item.span.end
        )


def _owners(read: PageResult) -> Owners:
    """The pairs of each claimed block, each with the card that it became."""
    owners: dict[Block, list[tuple[Pair, Card | None]]] = {}
    for pair, card in read.pairs_with_cards():
        for block in pair.claims:
            owners.setdefault(block, []).append((pair, card))
    return owners


def _holds(block: Block, owners: Owners) -> bool:
    return any(
        child in owners or _holds(child, owners) for child in block.children
    )


def page_lines(page: Page) -> int:
    """How many lines the file of a page has."""
    return len(page.source.excerpts.get(page.source.path, ()))
