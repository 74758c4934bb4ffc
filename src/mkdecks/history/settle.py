"""Identity through time: which card of the last build each card is, which id it keeps, and when it last changed.

A ledger is the memory of earlier builds: ``mkdecks.lock``, or the package that a build
replaces. ``lockfile`` and ``packages`` read them.
"""

from __future__ import annotations

import os
from collections.abc import (
    Callable,
    Collection,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from ..cards.ids import salted
from ..cards.render import RENDERING
from ..model.problems import problem
from ..model.records import Card, Entry, Ledger, Problem
from .match import BARELY, Said, answer_likeness, normalised, recognise

RETIRED_TAG = "mkdecks::retired"
MAX_SHOWN = 80


class Settled(NamedTuple):
    """Cards with the ids and times that their notes keep, the ledger of this build, and what was doubtful."""

    cards: tuple[Card, ...]
    ledger: Ledger
    problems: tuple[Problem, ...]


# How a ledger describes a card: with its source text, or as it stands in a package.
Describe = Callable[[Card], Entry]


def settle(
    cards: Sequence[Card],
    old: Ledger,
    now: int,
    describe: Describe,
    *,
    may_retire: bool = True,
    unsure: Collection[str] = (),
    unread: Collection[str] = (),
) -> Settled:
    """Give each card the id and the time of the note that learners have of it.

    ``now`` is in seconds since 1970. Without ``may_retire`` an entry that no card was
    found for stays as it is, and so do those of the sources that are ``unsure``. Cards
    of ``unread`` sources are there, and none's of those given.
    """
    described = [describe(card) for card in cards]
    matches, doubtful = _matches(cards, described, old.entries, unread)
    problems = [
        _doubt(cards[place], old.entries[known])
        for place, known in doubtful.items()
    ]
    problems += [
        *_pins(cards, old.entries, matches),
        *_kinds(cards, described, old.entries, matches),
    ]
    taken = {entry.id for entry in old.entries}
    entries: list[Entry] = []
    for place, entry in enumerate(described):
        if place in matches:
            known = old.entries[matches[place]]
            changed = (
                old.rendering != RENDERING
                or known.retired
                or _content(entry) != _content(known)
            )
            modified = (
                max(now, known.modified + 1) if changed else known.modified
            )
            entries.append(replace(entry, id=known.id, modified=modified))
        else:
            identity = (
                salted(entry.key, taken) if entry.key in taken else entry.key
            )
            taken.add(identity)
            entries.append(replace(entry, id=identity, modified=now))
    settled = tuple(
        replace(
            card,
            id=entry.id,
            modified=entry.modified,
            fields={**card.fields, "Id": entry.id},
        )
        for card, entry in zip(cards, entries, strict=True)
    )
    found = set(matches.values())
    gone = [
        entry for place, entry in enumerate(old.entries) if place not in found
    ]
    retiring = {
        entry.id
        for entry in gone
        if may_retire
        and not entry.retired
        and entry.source not in {*unsure, *unread}
    }
    is_new = set(map(shown, entries)) != {
        shown(old.entries[place]) for place in found
    }
    is_new = is_new or old.rendering != RENDERING or bool(retiring)
    release = old.release + is_new
    if old.rendering != RENDERING:
        gone = [
            replace(entry, modified=max(now, entry.modified + 1))
            for entry in gone
        ]
    gone = [
        _retired(entry, release, now) if entry.id in retiring else entry
        for entry in gone
    ]
    ledger = Ledger(
        tuple(sorted((*entries, *gone), key=_place)), release, RENDERING
    )
    return Settled(settled, ledger, tuple(problems))


def _retired(entry: Entry, release: int, now: int) -> Entry:
    return replace(
        entry, retired=release, modified=max(now, entry.modified + 1)
    )


def _place(entry: Entry) -> tuple[str, str]:
    return entry.source, entry.id


def shown(entry: Entry) -> tuple[object, ...]:
    """What of a card reaches a learner, to tell whether a build has anything new."""
    return (
        *_content(entry),
        entry.id,
        entry.deck,
        entry.modified,
        entry.retired,
    )


def _content(entry: Entry) -> tuple[object, ...]:
    """What a learner would see change: a note's time rises with it, and with nothing else.

    Where a package is the memory, what its notes hold; else the source text, the
    options, the pictures and the tags.
    """
    if entry.fields is not None:
        return (
            entry.kind,
            tuple(sorted(entry.fields.items())),
            tuple(sorted(entry.tags)),
        )
    return entry.written, tuple(sorted(entry.media)), tuple(sorted(entry.tags))


def describe_below(root: Path) -> Describe:
    """How the lock of a project describes a card; ``root`` is the folder that its pictures' paths count from."""
    root = root.resolve()

    def describe(card: Card) -> Entry:
        media = {
            name: _below(file, root)
            for name, file in sorted(card.media.items())
        }
        said = card.written, card.tags, card.titles
        return Entry(
            card.id,
            card.key,
            card.source,
            card.deck,
            *said,
            media,
            dialect=card.dialect,
            pin=card.pin,
        )

    return describe


def _below(file: Path | bytes, root: Path) -> str:
    """A file's path below the root as the ledger writes it on every system; "" outside, and for what is in no file."""
    if isinstance(file, bytes):
        return ""
    path = Path(os.path.relpath(file.resolve(), root))
    return "" if path.parts[0] == ".." else path.as_posix()


def _matches(
    cards: Sequence[Card],
    described: Sequence[Entry],
    entries: Sequence[Entry],
    unread: Collection[str],
) -> tuple[dict[int, int], dict[int, int]]:
    """Which entry each card is, and which it may be, by their places; those of sources that were not read are none's.

    First by an id that an author wrote, then by all that a card says, by its question
    where it stands, by the ids of its words now and earlier, and by likeness.
    """
    matches: dict[int, int] = {}
    free = {
        place
        for place, entry in enumerate(entries)
        if entry.source not in unread
    }
    pinned = [place for place, card in enumerate(cards) if card.pin]
    others = [place for place, card in enumerate(cards) if not card.pin]

    def match(
        places: Iterable[int],
        of_entry: Name,
        of_card: Name,
        *,
        surely: bool = False,
    ) -> None:
        asked = _index(
            described,
            {place for place in places if place not in matches},
            of_card,
        )
        known = _index(entries, free, of_entry) if asked else {}
        for key, place in asked.items():
            found = known.get(key)
            if found is not None and (
                surely or not _is_strange(entries[found], described[place])
            ):
                matches[place] = found
                free.remove(found)

    match(pinned, _id, _key, surely=True)
    match(pinned, _key, _key, surely=True)
    match(pinned, _pin_in_place, _pin_in_place, surely=True)
    present = {entry.source for entry in described}
    match(
        pinned,
        lambda entry: _pin(entry) if _is_free(entry, present) else (),
        _pin,
        surely=True,
    )
    for name in (_all_in_place, _all, _text):
        match(others, name, name)
    match(others, _key, _key)
    match(others, _id, _key)
    doubtful: dict[int, int] = {}
    if len(matches) < len(cards) and free:
        places = [
            place
            for place, entry in enumerate(entries)
            if entry.source not in unread
        ]
        place_of = {place: number for number, place in enumerate(places)}
        told = {card: place_of[entry] for card, entry in matches.items()}
        alike = recognise(
            [*map(_said, described)],
            [_said(entries[place]) for place in places],
            told,
        )
        matches |= {card: places[entry] for card, entry in alike.same.items()}
        doubtful = {
            card: places[entry] for card, entry in alike.doubtful.items()
        }
        free.difference_update(matches.values())
        match(others, _key_of_present, _key, surely=True)
    return matches, {
        card: entry for card, entry in doubtful.items() if card not in matches
    }


def _is_strange(entry: Entry, card: Entry) -> bool:
    """Whether the same question has an answer of which nothing is left, where that is likely to be another question.

    A question that was gone may come back with a meaning of its own, and of the
    multiple choice questions of a page many are called "Which of these is right?".
    """
    if not entry.retired and entry.kind != "mcq":
        return False
    return answer_likeness(_said(entry), _said(card)) < BARELY


def _id(entry: Entry) -> tuple[str, ...]:
    return entry.kind, entry.id


def _key(entry: Entry) -> tuple[str, ...]:
    return entry.kind, entry.key


def _key_of_present(entry: Entry) -> tuple[str, ...]:
    return () if entry.retired else _key(entry)


def _pin(entry: Entry) -> tuple[str, ...]:
    return (entry.kind, entry.pin) if entry.pin else ()


def _is_free(entry: Entry, present: Collection[str]) -> bool:
    """Whether a pin may have moved: one that counts on its page only where that page has another name now."""
    return not entry.pin.startswith("#") or not (
        entry.retired or entry.source in present
    )


def _pin_in_place(entry: Entry) -> tuple[str, ...]:
    return (entry.kind, entry.source, entry.pin) if entry.pin else ()


def _text(entry: Entry) -> tuple[str, ...]:
    """A question where it stands; a package keeps no key that told its words."""
    return (
        entry.kind,
        entry.source,
        normalised(entry.written.question),
        *entry.written.options,
    )


def _all(entry: Entry) -> tuple[str, ...]:
    """All that a card says, wherever it stands."""
    written = entry.written
    return (
        entry.kind,
        normalised(written.question),
        normalised(written.answer),
        *written.options,
    )


def _all_in_place(entry: Entry) -> tuple[str, ...]:
    return entry.source, *_all(entry)


Name = Callable[[Entry], tuple[str, ...]]


def _index(
    entries: Sequence[Entry], places: Iterable[int], name: Name
) -> dict[tuple[str, ...], int]:
    """The places of entries by a name of theirs: the one that is there before the retired, none where two have it."""
    index: dict[tuple[str, ...], int | None] = {}
    for place in sorted(places):
        key, entry = name(entries[place]), entries[place]
        other = index.get(key, -1)
        if other == -1 or (
            other is not None and entries[other].retired and not entry.retired
        ):
            index[key] = place
        elif other is not None and bool(entries[other].retired) == bool(
            entry.retired
        ):
            index[key] = None
    return {
        key: place for key, place in index.items() if place is not None and key
    }


def _said(entry: Entry) -> Said:
    """A card as it is compared with others: right options first."""
    written = entry.written
    right = [
        written.options[place]
        for place in written.correct
        if place < len(written.options)
    ]
    others = [
        text
        for place, text in enumerate(written.options)
        if place not in written.correct
    ]
    answer = "\n".join([*right, *others, written.answer])
    return Said(
        written.question,
        answer,
        entry.source,
        written.kind,
        bool(entry.retired),
    )


def _doubt(card: Card, entry: Entry) -> Problem:
    old = " ".join(entry.written.question.split())[:MAX_SHOWN]
    message = f"a new card, without the history of one that is gone and much like it: '{old}'"
    help = f"if they are one card, write on the line above the question: <!-- mkdecks: id=note-{entry.id} -->"
    return problem("MK604", message, card.span, help=help)


def _pins(
    cards: Sequence[Card], entries: Sequence[Entry], matches: Mapping[int, int]
) -> Iterator[Problem]:
    """Cards whose author gave them the note of another card that is there as well."""
    keys = {
        (card.key, card.written.kind): card for card in cards if not card.pin
    }
    for place, known in matches.items():
        card, entry = cards[place], entries[known]
        if (
            card.pin
            and card.key == entry.id != entry.key
            and (owner := keys.get((entry.key, entry.kind)))
        ):
            message = f"this id is that of the card at {owner.span.path}:{owner.span.line}"
            yield problem("MK402", message, card.span)


def _kinds(
    cards: Sequence[Card],
    described: Sequence[Entry],
    entries: Sequence[Entry],
    matches: Mapping[int, int],
) -> Iterator[Problem]:
    """New cards that were cards of another kind: Anki gives no note another note type."""
    kinds = {entry.key: entry.kind for entry in entries if not entry.retired}
    for place, entry in enumerate(described):
        if (
            place not in matches
            and kinds.get(entry.key, entry.kind) != entry.kind
        ):
            message = f"this was a card of the kind {kinds[entry.key]} and is one of the kind {entry.kind}: a new note"
            yield problem("MK608", message, cards[place].span)
