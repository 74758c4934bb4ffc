"""Cards as a markdown page to read or print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...model.records import Card


def lines(cards: Iterable[Card]) -> Iterator[str]:
    """A heading a deck, a heading a question, the answer below it, its tags and source in small print."""
    deck = None
    for card in cards:
        if card.deck != deck:
            deck = card.deck
            yield f"# {deck.replace('::', ' / ')}"
            yield ""
        yield f"## {card.question}"
        yield ""
        yield card.answer
        yield ""
        tags = " ".join(f"`{tag}`" for tag in card.tags)
        yield f"<small>{card.span.path}:{card.span.line} {tags}</small>".replace(
            " </small>", "</small>"
        )
        yield ""
