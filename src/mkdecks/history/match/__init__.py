"""Which card of an earlier build a card is when its words or its place have changed; the door of rapidfuzz.

Every rule leans to caution: a card that is not recognised costs a learner one history,
a card that is taken for another gives it the wrong one. What is doubtful is told and
left alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from .likeness import BARELY, Judge, Likeness, Said, Verdict, answer_likeness
from .words import meaning, normalised, words

__all__ = ["BARELY", "Said", "answer_likeness", "normalised", "recognise"]

# A word that more cards share than this tells nothing of which is meant; so many of the
# likeliest are compared.
MAX_SHARED, MAX_CANDIDATES = 40, 10
# Of two cards that are this near to each other in likeness none is taken.
MARGIN = 0.03
SAME_PLACE, NOT_RETIRED = 0.1, 0.02


class Recognised(NamedTuple):
    """The place in ``known`` of each recognised card by its own, and for what is doubtful the likeliest."""

    same: Mapping[int, int]
    doubtful: Mapping[int, int]


def recognise(
    cards: Sequence[Said], known: Sequence[Said], told: Mapping[int, int]
) -> Recognised:
    """Which of the ``known`` cards each card is: first those that say the same word for word, then those alike.

    ``told`` are the cards whose ids have told it: what they say is not looked for, but
    tells what is rare.
    """
    used = set(told.values())
    rest = [place for place in range(len(cards)) if place not in told]
    free = [place for place in range(len(known)) if place not in used]
    if not rest or not free:
        return Recognised({}, {})
    same = dict(_equal(cards, known, rest, free))
    renames = _renames(cards, known, {**told, **same})
    rest = [place for place in rest if place not in same]
    used.update(same.values())
    free = [place for place in free if place not in used]
    candidates = list(_candidates(cards, known, rest, free))
    if not candidates:
        return Recognised(same, {})
    pairs: list[tuple[float, int, int]] = []
    doubtful: list[tuple[float, int, int]] = []
    judge = Judge(cards, known)
    for card, entry in candidates:
        new, old = cards[card], known[entry]
        in_place = (
            old.source == new.source or renames.get(old.source) == new.source
        )
        likeness = judge.likeness(old, new)
        verdict = (
            _in_place(likeness, old, new) if in_place else likeness.verdict
        )
        score = (
            likeness.score
            + SAME_PLACE * in_place
            + NOT_RETIRED * (not old.is_retired)
        )
        if verdict is Verdict.SAME:
            pairs.append((score, card, entry))
        elif verdict is Verdict.DOUBTFUL and not old.is_retired:
            doubtful.append((score, card, entry))
    taken, torn = _assign(pairs)
    same.update(taken)
    used.update(same.values())
    doubts: dict[int, int] = {}
    for _, card, entry in sorted([*doubtful, *torn], reverse=True):
        if card not in same and entry not in used:
            doubts.setdefault(card, entry)
    return Recognised(same, doubts)


def _in_place(likeness: Likeness, old: Said, new: Said) -> Verdict:
    """The verdict on two cards of one page, where the same question says more than its answer."""
    return (
        Verdict.SAME
        if meaning(old.question) == meaning(new.question)
        else likeness.verdict
    )


def _equal(
    cards: Sequence[Said],
    known: Sequence[Said],
    rest: Sequence[int],
    free: Sequence[int],
) -> Iterator[tuple[int, int]]:
    """Cards that say the same; of several the one of the same source, else one after the other."""
    groups: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    near_by: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place in free:
        groups[_text(known[place])].append(place)
    for place in reversed(free):
        near_by[known[place].source, *_text(known[place])].append(place)
    waiting: list[int] = []
    found: set[int] = set()
    for place in rest:
        if near := near_by.get((cards[place].source, *_text(cards[place]))):
            found.add(near[-1])
            yield place, near.pop()
        elif _text(cards[place]) in groups:
            waiting.append(place)
    left = {
        text: sorted(
            (entry for entry in group if entry not in found),
            key=lambda entry: known[entry].is_retired,
        )[::-1]
        for text, group in groups.items()
    }
    for place in waiting:
        if group := left[_text(cards[place])]:
            yield place, group.pop()


def _text(said: Said) -> tuple[str, str, str]:
    return said.kind, normalised(said.question), normalised(said.answer)


def _renames(
    cards: Sequence[Said], known: Sequence[Said], same: Mapping[int, int]
) -> dict[str, str]:
    """Where most of the recognised cards of a source went that is gone."""
    present = {said.source for said in cards}
    moves: dict[str, Counter[str]] = defaultdict(Counter)
    for card, entry in same.items():
        if known[entry].source not in present:
            moves[known[entry].source][cards[card].source] += 1
    return {
        source: found.most_common(1)[0][0] for source, found in moves.items()
    }


def _candidates(
    cards: Sequence[Said],
    known: Sequence[Said],
    rest: Sequence[int],
    free: Sequence[int],
) -> Iterator[tuple[int, int]]:
    """Pairs worth a comparison: those of one kind that share words that few others have."""
    shared: dict[str, list[int]] = defaultdict(list)
    for entry in free:
        for word in _index_words(known[entry]):
            shared[word].append(entry)
    for card in rest:
        weights: Counter[int] = Counter()
        for word in _index_words(cards[card]):
            entries = shared.get(word, ())
            if len(entries) <= MAX_SHARED:
                for entry in entries:
                    weights[entry] += 1000 // len(entries)
        # In one order whatever the hash seed: which of equals is compared must not
        # differ from run to run.
        likeliest = sorted(weights, key=lambda entry: (-weights[entry], entry))[
            :MAX_CANDIDATES
        ]
        for entry in likeliest:
            if known[entry].kind == cards[card].kind:
                yield card, entry


def _index_words(said: Said) -> set[str]:
    return {*words(said.question), *words(said.answer)[:60]}


def _assign(
    pairs: Sequence[tuple[float, int, int]],
) -> tuple[dict[int, int], list[tuple[float, int, int]]]:
    """Each card and each entry at most once, the most alike first; what could as well be another is left alone."""
    by_card: dict[int, list[tuple[float, int, int]]] = defaultdict(list)
    by_entry: dict[int, list[tuple[float, int, int]]] = defaultdict(list)
    for pair in pairs:
        by_card[pair[1]].append(pair)
        by_entry[pair[2]].append(pair)
    taken: dict[int, int] = {}
    used: set[int] = set()
    blocked: set[int] = set()
    torn: list[tuple[float, int, int]] = []
    for score, card, entry in sorted(
        pairs, key=lambda pair: (-pair[0], pair[1], pair[2])
    ):
        if card in taken or card in blocked or entry in used:
            continue
        rivals = [
            (other, c, e)
            for other, c, e in (*by_card[card], *by_entry[entry])
            if (c, e) != (card, entry)
            and c not in taken
            and e not in used
            and other >= score - MARGIN
        ]
        if rivals:
            blocked.update((card, *(c for _, c, _ in rivals)))
            torn += [(score, card, entry), *rivals]
        else:
            taken[card] = entry
            used.add(entry)
    return taken, torn
