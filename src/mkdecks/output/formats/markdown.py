"""A markdown page to read or print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from ...model.notes import Card, Deck, boxed

ENDING = ".md"


def write(decks: Sequence[Deck], stream: BinaryIO) -> None:
    """A heading a deck, and its cards below it."""
    for deck in decks:
        stream.write(f"# {deck.name.replace('::', ' / ')}\n\n".encode())
        for card in deck.cards:
            stream.writelines(
                line.encode("utf-8", "backslashreplace") + b"\n"
                for line in _lines(card)
            )


def _lines(card: Card) -> Iterator[str]:
    """The question as a heading, options, the answer, place and tags in small print."""
    tags = [f"`{tag}`" for tag in card.tags]
    place = f"{card.span.path}:{card.span.line}"
    yield f"## {card.question}"
    yield ""
    for box, option in boxed(card.options, card.correct):
        yield f"- {box} {option}"
    if card.options:
        yield ""
    yield card.answer
    yield ""
    yield f"<small>{' '.join([place, *tags])}</small>"
    yield ""
