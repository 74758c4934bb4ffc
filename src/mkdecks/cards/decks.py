"""Cards of all pages -> decks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..model.groups import grouped
from ..model.notes import Card, Deck


def by_deck(cards: Sequence[Card]) -> tuple[Deck, ...]:
    """Cards by deck, in the order of first appearance, with their places in it.

    Names that differ in case only are one deck, as in Anki.
    """
    groups = grouped(cards, lambda card: card.deck.casefold())
    return tuple(map(_deck, groups.values()))


def _deck(cards: Sequence[Card]) -> Deck:
    name = cards[0].deck
    numbered = enumerate(cards, 1)
    placed = [replace(card, deck=name, position=at) for at, card in numbered]
    return Deck(name, tuple(placed))
