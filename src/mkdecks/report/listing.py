"""The outline of a page as lines of text: each block, its card, or why it has none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..model.notes import Card, boxed
from ..model.records import Block, Problem
from ..pages.inline import text_of
from .outline import Claim, Outline
from .text import Line, Lines, clean, clean_line, count

_MARGIN = " " * 11
_INDENT = " " * 15
MIN_ROOM = 20
# What a reader calls a block, where that is not its kind.
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
_DIM, _GOOD, _BAD = "dim", "green", "yellow"


class Listing(NamedTuple):
    """What became of a page, a row a block, as lines of ``width`` characters.

    The outline of one line shows its card in full. ``hints`` are the dialects that are
    off and would make a card of the line, each with its question.
    """

    outline: Outline
    width: int
    hints: Mapping[str, str] = {}

    def lines(self) -> Lines:
        """The title of the page, its blocks, and the problems that lie in none."""
        outline = self.outline
        page = outline.page
        cards = count(outline.cards, "card")
        title = f"  {clean(page.title)}: {cards}"
        yield (clean(page.source.path), "bold"), (title, "")
        yield from self._blocks(page.blocks, 0)
        has_blocks = any(outline.visible(page.blocks))
        if outline.line is not None and not has_blocks:
            yield self._gap(outline.line)
        for item in outline.others:
            yield from self._problem(item)

    @property
    def _is_in_full(self) -> bool:
        return self.outline.line is not None

    def _blocks(self, blocks: Sequence[Block], depth: int) -> Lines:
        """Those of some blocks that are shown, each with what became of it."""
        outline = self.outline
        for block in outline.visible(blocks):
            yield self._row(block, depth)
            for claim in outline.begun(block):
                yield from self._claim(claim)
            yield from self._blocks(outline.inner(block), depth + 1)
            for item in outline.problems[block]:
                yield from self._problem(item)
            if outline.is_passed_over(block):
                yield from self._advice()

    def _row(self, block: Block, depth: int) -> Line:
        """The lines of a block, what it is, and how it begins."""
        lines = self._lines_of(block)
        name = clean(_name(block))
        start = f"{lines:>9}  {'  ' * depth}{name:<14} "
        text = self._cut(text_of([block]), start)
        if self.outline.claims(block):
            return (start, _GOOD), (text, "")
        return (start, _DIM), (text, _DIM)

    def _lines_of(self, block: Block) -> str:
        """``12-14``, and the file where that is not the page's own."""
        span = block.span
        lines = f"{span.line}"
        if span.end > span.line:
            lines += f"-{span.end}"
        if span.path == self.outline.page.source.path:
            return lines
        return f"{clean(span.path)}:{lines}"

    def _cut(self, text: str, start: str) -> str:
        """As much of a text as there is room for behind the start of its line."""
        text = clean_line(text)
        room = max(self.width - len(start), MIN_ROOM)
        return text if len(text) <= room else text[: room - 1] + "\u2026"

    def _claim(self, claim: Claim) -> Lines:
        """Which dialect read a pair, and why, and what its card says."""
        pair, card = claim
        reason = f": {_KINDS[pair.kind]}, as {clean(pair.reason)}"
        yield (f"{_MARGIN}{pair.dialect}", _GOOD), (reason, "")
        if card is None:
            yield ((f"{_MARGIN}no card of its own, see below", _BAD),)
            return
        for name, value in self._parts(card):
            start = f"{_INDENT}{name:<7}"
            is_whole = self._is_in_full
            text = clean_line(value) if is_whole else self._cut(value, start)
            yield (start, _DIM), (text, "")

    def _parts(self, card: Card) -> Iterator[tuple[str, str]]:
        """What is shown of a card, each part with its name."""
        yield "front", card.question
        yield from boxed(card.options, card.correct)
        if card.answer:
            yield "hidden" if card.kind == "cloze" else "back", card.answer
        if self._is_in_full:
            yield "deck", card.deck
            yield "tags", " ".join(card.tags)
        if card.pin:
            yield "id", card.pin
        if self._is_in_full:
            yield "note" if card.pin else "id", card.id

    def _problem(self, item: Problem) -> Lines:
        location = ""
        if item.span and not self._is_in_full:
            location = f"line {item.span.line}: "
        head = f"{_MARGIN}{location}{item.severity} {item.code} "
        yield (head, _BAD), (clean_line(item.message), "")
        if item.help and self._is_in_full:
            yield (f"{_INDENT}help: ", "cyan"), (clean_line(item.help), "")

    def _advice(self) -> Lines:
        """What would make a card of a line that no dialect reads."""
        if not self.hints:
            text = (
                f"{_MARGIN}no dialect reads this as a question or its answer;"
                " `mkdecks dialects` lists them"
            )
            yield ((text, _BAD),)
        for name, question in self.hints.items():
            switch = f"{_MARGIN}--enable {name}"
            yield (
                (switch, _BAD),
                (f" makes a card of it: {clean(question)}", ""),
            )

    def _gap(self, line: int) -> Line:
        """A line in no block: an empty one, front matter, or what nobody sees."""
        text = f"{line:>9}  nothing of the page stands on this line"
        starts = [block.span.line for block in self.outline.page.blocks]
        below = [start for start in starts if start > line]
        if below:
            text += f"; the next block begins on line {below[0]}"
        return ((text, _DIM),)


def _name(block: Block) -> str:
    """What a block is, with its type where it has one that tells."""
    name = _NAMES.get(block.kind, block.kind.replace("_", " "))
    if block.kind in ("admonition", "component"):
        return f"{name} {block.label}".strip()
    return name
