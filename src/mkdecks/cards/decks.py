"""Cards of all pages -> decks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..model.notes import Card, Deck


def by_deck(cards: Sequence[Card]) -> tuple[Deck, ...]:
    """Cards by deck, in the order of first appearance, with their places in it.

    Names that differ in case only are one deck, as in Anki.
    """
    names: dict[str, str] = {}
    groups: dict[str, list[Card]] = {}
    for card in cards:
        name = names.setdefault(card.deck.casefold(), card.deck)
        group = groups.setdefault(name, [])
        group.append(replace(card, deck=name, position=len(group) + 1))
    return tuple(Deck(name, tuple(group)) for name, group in groups.items())
