"""Cards that are alike -> which is which, each at most once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ...model.groups import grouped

# Of two cards that are this near to each other in likeness none is taken.
MARGIN = 0.03


class Match(NamedTuple):
    """A card and a known one, by their places, and how likely they are the same."""

    score: float
    card: int
    entry: int


def assign(
    matches: Sequence[Match],
) -> tuple[dict[int, int], Sequence[Match]]:
    """Each card with its known one, the most alike first, and the matches left alone.

    Those are the ones that could as well be another.
    """
    by_card = grouped(matches, lambda match: match.card)
    by_entry = grouped(matches, lambda match: match.entry)
    taken: dict[int, int] = {}
    used = set[int]()
    blocked = set[int]()
    torn: list[Match] = []

    def is_open(match: Match) -> bool:
        return match.card not in taken and match.entry not in used

    for match in sorted(matches, key=_most_alike_first):
        if match.card in blocked or not is_open(match):
            continue
        beside = (*by_card[match.card], *by_entry[match.entry])
        least = match.score - MARGIN
        near = [other for other in beside if other.score >= least]
        # The match itself is among them.
        rivals = [other for other in near if other != match and is_open(other)]
        if rivals:
            tied = [match, *rivals]
            blocked.update(item.card for item in tied)
            torn += tied
        else:
            taken[match.card] = match.entry
            used.add(match.entry)
    return taken, torn


def _most_alike_first(match: Match) -> tuple[float, int, int]:
    return -match.score, match.card, match.entry
