"""Which entry of the lock each card is, by the surest evidence first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from ..model.groups import grouped
from ..model.notes import Entry
from .coverage import Coverage
from .match import (
    BARELY,
    Places,
    Recognised,
    Said,
    answer_likeness,
    normalised,
    recognise,
)

# What a card is called in a comparison; () where it has no name of this sort.
Name = tuple[str, ...]
NameOf = Callable[[Entry], Name]
_id, _key = attrgetter("kind", "id"), attrgetter("kind", "key")
_pin = attrgetter("kind", "pin")
_pin_in_place = attrgetter("kind", "source", "pin")


def match(
    cards: Sequence[Entry], entries: Sequence[Entry], coverage: Coverage
) -> Recognised:
    """Which entry each card is.

    ``cards`` are described as entries. First counts an id that an author wrote, then
    all that a card says, then its question where it stands, then the ids that its words
    give now and gave earlier, and last its likeness.
    """
    known = {
        place: entry
        for place, entry in enumerate(entries)
        if coverage.may_match(entry)
    }
    matching = _Matching(dict(enumerate(cards)), known, set(known))
    pinned = [place for place, card in enumerate(cards) if card.pin]
    others = [place for place, card in enumerate(cards) if not card.pin]
    matching.by_pins(pinned)
    for name in (_all_in_place, _all, _question_in_place, _key):
        matching.by_name(others, name, name)
    matching.by_name(others, _id, _key)
    doubtful: Places = {}
    if len(matching.matches) < len(cards) and matching.free:
        doubtful = matching.by_likeness()
        matching.by_name(others, _key_of_present, _key, is_sure=True)
    matches = matching.matches
    open_doubts = {c: e for c, e in doubtful.items() if c not in matches}
    return Recognised(matches, open_doubts)


@dataclass(slots=True)
class _Matching:
    """Finds the entry of each card; ``free`` are the entries that no card has taken."""

    cards: Mapping[int, Entry]
    entries: Mapping[int, Entry]
    free: set[int]
    matches: dict[int, int] = field(default_factory=dict)

    def by_pins(self, pinned: Sequence[int]) -> None:
        """Match the cards whose author wrote their id.

        All of these have a pin, so that entries without one match none of them.
        """
        sources = {card.source for card in self.cards.values()}

        def movable_pin(entry: Entry) -> Name:
            """A pin that may stand on another page now.

            One that counts on its page may only where that page has another name now.
            """
            is_of_page = entry.pin.startswith("#")
            is_bound = entry.retired or entry.source in sources
            return () if is_of_page and is_bound else _pin(entry)

        self.by_name(pinned, _id, _key, is_sure=True)
        self.by_name(pinned, _key, _key, is_sure=True)
        self.by_name(pinned, _pin_in_place, _pin_in_place, is_sure=True)
        self.by_name(pinned, movable_pin, _pin, is_sure=True)

    def by_name(
        self,
        places: Iterable[int],
        of_entry: NameOf,
        of_card: NameOf,
        *,
        is_sure: bool = False,
    ) -> None:
        """Match cards and entries that have one name, which nothing else has."""
        open_places = [place for place in places if place not in self.matches]
        wanted = _index(self.cards, open_places, of_card)
        if not wanted:
            return
        known = _index(self.entries, self.free, of_entry)
        for name, place in wanted.items():
            entry = known.get(name)
            if entry is None:
                continue
            if is_sure or not _is_strange(
                self.entries[entry], self.cards[place]
            ):
                self.matches[place] = entry
                self.free.remove(entry)

    def by_likeness(self) -> Places:
        """Match cards that were reworded; the result is what is doubtful."""
        cards = {place: _said(card) for place, card in self.cards.items()}
        known = {place: _said(entry) for place, entry in self.entries.items()}
        alike = recognise(cards, known, self.matches)
        self.matches |= alike.same
        self.free.difference_update(alike.same.values())
        return alike.doubtful


def _is_strange(entry: Entry, card: Entry) -> bool:
    """Whether the same question has an answer of which nothing is left.

    A question that was gone may come back with a meaning of its own, and of the
    multiple choice questions of a page many are called "Which of these is right?".
    """
    if not entry.retired and entry.kind != "mcq":
        return False
    return answer_likeness(_said(entry), _said(card)) < BARELY


def _key_of_present(entry: Entry) -> Name:
    return () if entry.retired else _key(entry)


def _question_in_place(entry: Entry) -> Name:
    """A question, with its options, where it stands."""
    text = entry.text
    return entry.kind, entry.source, normalised(text.question), *text.options


def _all(entry: Entry) -> Name:
    """All that a card says, wherever it stands."""
    text = entry.text
    question, answer = normalised(text.question), normalised(text.answer)
    return entry.kind, question, answer, *text.options


def _all_in_place(entry: Entry) -> Name:
    return entry.source, *_all(entry)


def _index(
    entries: Mapping[int, Entry], places: Iterable[int], name: NameOf
) -> dict[Name, int]:
    """The places of entries by a name of theirs.

    Of two that have one name, the one that is there counts before the retired; where
    both are there, or both retired, neither does.
    """
    index: dict[Name, int] = {}
    groups = grouped(places, lambda place: name(entries[place]))
    for key, group in groups.items():
        present = [place for place in group if not entries[place].retired]
        chosen = present or group
        if key and len(chosen) == 1:
            index[key] = chosen[0]
    return index


def _said(entry: Entry) -> Said:
    """A card as it is compared with others: right options first."""
    text = entry.text
    right = [text.options[place] for place in text.correct]
    wrong = [
        o for place, o in enumerate(text.options) if place not in text.correct
    ]
    answer = "\n".join([*right, *wrong, text.answer])
    return Said(
        text.question, answer, entry.source, text.kind, bool(entry.retired)
    )
