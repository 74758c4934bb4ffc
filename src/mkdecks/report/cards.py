"""Cards as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.notes import Card, Deck, boxed
from .text import clean


def card_lines(decks: Sequence[Deck], *, with_answers: bool) -> Iterator[str]:
    """The name of each deck, and a line for each of its cards."""
    for deck in decks:
        yield clean(deck.name)
        for card in deck.cards:
            tags = f"  [{' '.join(card.tags)}]" if card.tags else ""
            location = f"{clean(card.span.path)}:{card.span.line}"
            yield f"  {location}: {clean(card.question)}{clean(tags)}"
            if with_answers:
                yield from _answer_lines(card)


def _answer_lines(card: Card) -> Iterator[str]:
    """The options with the right ones marked, and the answer."""
    for box, option in boxed(card.options, card.correct):
        yield f"      {box} {clean(option)}"
    if card.answer:
        yield f"      {clean(card.answer)}"
