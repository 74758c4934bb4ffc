"""Which card of an earlier build a card is when its words or its place have changed.

This package is the door of rapidfuzz. Every rule leans to caution: a card that is not
recognised costs a learner one history, a card that is taken for another gives it the
wrong one. What is doubtful is reported and left alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ...model.groups import grouped
from .answers import Said, answer_likeness
from .assignment import Match, assign
from .likeness import BARELY, Judge
from .words import meaning, normalised, words

__all__ = [
    "BARELY",
    "Places",
    "Recognised",
    "Said",
    "answer_likeness",
    "normalised",
    "recognise",
]

# A word that more cards share than this tells nothing of which is meant; so many of the
# likeliest are compared.
MAX_SHARED, MAX_CANDIDATES = 40, 10
# How many words of an answer are looked up.
MAX_ANSWER_WORDS = 60
# What a card of the same page, and one that is not retired, has before others.
SAME_PLACE, NOT_RETIRED = 0.1, 0.02

# Cards by their places in a build, or by those in the ledger.
Cards = Mapping[int, Said]
# The known card that each card is, both by their places.
Places = Mapping[int, int]


class Recognised(NamedTuple):
    """The recognised cards, each by its place with the place of the known one.

    ``doubtful`` has the likeliest for cards that may be a known one or a new one.
    """

    same: Places
    doubtful: Places


def recognise(cards: Cards, known: Cards, certain: Places) -> Recognised:
    """Which of the known cards each card is: those that say the same, then those alike.

    ``certain`` are the cards that their ids have told. What they say is not looked for,
    but tells what is rare.
    """
    rest, free = _unmatched(cards, known, certain)
    same = _equal(rest, free)
    renames = _renames(cards, known, {**certain, **same})
    rest, free = _unmatched(rest, free, same)
    candidates = list(_candidates(rest, free))
    if not candidates:
        return Recognised(same, {})
    judge = Judge(cards.values(), known.values())
    sure: list[Match] = []
    doubtful: list[Match] = []
    for card, entry in candidates:
        old, new = free[entry], rest[card]
        verdict, score = judge.likeness(old, new)
        score += NOT_RETIRED * (not old.is_retired)
        if renames.get(old.source, old.source) == new.source:
            score += SAME_PLACE
            # On one page the same question says more than its answer.
            if meaning(old.question) == meaning(new.question):
                verdict = "same"
        match = Match(score, card, entry)
        if verdict == "same":
            sure.append(match)
        elif verdict == "doubtful" and not old.is_retired:
            doubtful.append(match)
    taken, torn = assign(sure)
    same |= taken
    return Recognised(same, _left([*doubtful, *torn], same))


def _unmatched(
    cards: Cards, known: Cards, matched: Places
) -> tuple[Cards, Cards]:
    """The cards and the known cards that are not matched yet."""
    used = set(matched.values())
    rest = {card: cards[card] for card in cards if card not in matched}
    free = {entry: known[entry] for entry in known if entry not in used}
    return rest, free


def _left(matches: Sequence[Match], same: Places) -> dict[int, int]:
    """The likeliest known card, still free, of each card that was not recognised."""
    used = set(same.values())
    left: dict[int, int] = {}
    for _, card, entry in sorted(matches, reverse=True):
        if card not in same and entry not in used:
            left.setdefault(card, entry)
    return left


def _equal(rest: Cards, free: Cards) -> dict[int, int]:
    """Cards that say the same; of several, the one of the same source comes first."""
    same = dict(_in_turn(rest, free, _source_and_text))
    rest, free = _unmatched(rest, free, same)
    retired_last = sorted(free.items(), key=lambda item: item[1].is_retired)
    same.update(_in_turn(rest, dict(retired_last), _text))
    return same


def _in_turn(
    rest: Cards, free: Cards, key: Callable[[Said], Hashable]
) -> Iterator[tuple[int, int]]:
    """Cards with the known ones of their key: the first with the first, and so on."""
    waiting = grouped(free, lambda entry: key(free[entry]))
    for card, said in rest.items():
        entries = waiting.get(key(said))
        if entries:
            yield card, entries.pop(0)


def _text(said: Said) -> Hashable:
    return said.kind, normalised(said.question), normalised(said.answer)


def _source_and_text(said: Said) -> Hashable:
    return said.source, _text(said)


def _renames(cards: Cards, known: Cards, same: Places) -> Mapping[str, str]:
    """Where most of the recognised cards of a source went that is gone."""
    present = {said.source for said in cards.values()}
    moves = defaultdict[str, Counter[str]](Counter)
    for card, entry in same.items():
        source = known[entry].source
        if source not in present:
            moves[source][cards[card].source] += 1
    return {source: max(to, key=to.__getitem__) for source, to in moves.items()}


def _candidates(rest: Cards, free: Cards) -> Iterator[tuple[int, int]]:
    """Pairs worth a comparison: of one kind, and with words that few others have."""
    sharing = defaultdict[str, list[int]](list)
    for entry, said in free.items():
        for word in _index_words(said):
            sharing[word].append(entry)
    for card, said in rest.items():
        for entry in _likeliest(_index_words(said), sharing):
            if free[entry].kind == said.kind:
                yield card, entry


def _likeliest(
    looked_up: set[str], sharing: Mapping[str, Sequence[int]]
) -> Sequence[int]:
    """The known cards that share the most words; a word of few cards weighs more."""
    weights: Counter[int] = Counter()
    for word in looked_up:
        entries = sharing.get(word, ())
        if len(entries) <= MAX_SHARED:
            for entry in entries:
                weights[entry] += 1000 // len(entries)
    # In one order whatever the hash seed: which of equals is compared must not differ
    # from run to run.
    in_order = sorted(weights, key=lambda entry: (-weights[entry], entry))
    return in_order[:MAX_CANDIDATES]


def _index_words(said: Said) -> set[str]:
    answer = words(said.answer)[:MAX_ANSWER_WORDS]
    return {*words(said.question), *answer}
