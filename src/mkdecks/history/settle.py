"""Identity through time: which note each card is, and when that note last changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from msgspec import structs

from ..cards.ids import salted
from ..cards.render import RENDERING
from ..model.characters import one_line
from ..model.notes import Card, Entry, Lock
from ..model.problems import problem
from ..model.records import Problem, Problems
from ..sources.names import below
from .coverage import Coverage
from .evidence import match
from .lock import entry_order
from .match import Places, Recognised

MAX_SHOWN = 80


class Settled(NamedTuple):
    """Cards with the ids and times of their notes, the new lock, what was doubtful."""

    cards: tuple[Card, ...]
    lock: Lock
    problems: Problems


def settle(
    cards: Sequence[Card], old: Lock, now: int, coverage: Coverage, root: Path
) -> Settled:
    """Give each card the id and the time of the note that learners have of it.

    ``now`` is in seconds since 1970. ``root`` is the folder that the paths of pictures
    count from. An entry that no card is becomes retired where the run speaks for it.
    """
    described = [describe(card, root) for card in cards]
    matches = match(described, old.entries, coverage)
    entries = list(_kept(described, old, matches, now))
    settled = tuple(
        replace(card, id=entry.id, modified=entry.modified)
        for card, entry in zip(cards, entries, strict=True)
    )
    lock = _next_lock(entries, old, matches, now, coverage)
    problems = tuple(_problems(cards, old.entries, matches))
    return Settled(settled, lock, problems)


def describe(card: Card, root: Path) -> Entry:
    """A card as the lock describes it, before it has the id and the time of its note."""
    root = root.resolve()
    # A picture has no path where it lies outside the root, or in no file.
    media = {
        name: below(file.resolve(), root) if isinstance(file, Path) else ""
        for name, file in sorted(card.media.items())
    }
    return Entry(
        source=card.source,
        id=card.key,
        text=card.text,
        deck=card.deck,
        tags=card.tags,
        titles=card.titles,
        media=media,
        dialect=card.dialect,
        pin=card.pin,
    )


def _kept(
    described: Sequence[Entry], old: Lock, matches: Recognised, now: int
) -> Iterator[Entry]:
    """The entries of this build's cards, with the ids and times of their notes."""
    taken = {entry.id for entry in old.entries}
    is_rendered_anew = old.rendering != RENDERING
    for place, entry in enumerate(described):
        if place in matches.same:
            known = old.entries[matches.same[place]]
            is_same = not known.retired and content(entry) == content(known)
            modified = known.modified
            if is_rendered_anew or not is_same:
                modified = max(now, known.modified + 1)
            yield with_id(entry, known.id, modified)
        else:
            note = entry.key
            if note in taken:
                note = salted(note, taken)
            taken.add(note)
            yield with_id(entry, note, now)


def with_id(entry: Entry, note: str, modified: int) -> Entry:
    """An entry with the id and the time of its note; it keeps what its words give."""
    own_key = entry.key if entry.key != note else None
    return structs.replace(entry, id=note, own_key=own_key, modified=modified)


def _next_lock(
    entries: Sequence[Entry],
    old: Lock,
    matches: Recognised,
    now: int,
    coverage: Coverage,
) -> Lock:
    """The lock that a build leaves: its cards, and the entries that none of them is."""
    matched = set(matches.same.values())
    is_rendered_anew = old.rendering != RENDERING
    rest = []
    for place, entry in enumerate(old.entries):
        if place in matched:
            continue
        is_retiring = not entry.retired and coverage.is_gone(entry)
        if is_rendered_anew or is_retiring:
            later = max(now, entry.modified + 1)
            # A card that retires is news, which makes this a release.
            gone = old.release + 1 if is_retiring else entry.retired
            rest.append(structs.replace(entry, modified=later, retired=gone))
        else:
            rest.append(entry)
    after = sorted([*entries, *rest], key=entry_order)
    is_news = is_rendered_anew or reaches_learners(old.entries, after)
    return Lock(tuple(after), old.release + is_news, RENDERING)


def shown(entry: Entry) -> tuple[object, ...]:
    """What of a card reaches a learner, to tell whether a build has anything new."""
    return (
        *content(entry),
        entry.id,
        entry.deck,
        entry.modified,
        entry.retired,
    )


def content(entry: Entry) -> tuple[object, ...]:
    """What a learner would see change; a note's time rises with nothing else."""
    return entry.text, tuple(sorted(entry.media)), tuple(sorted(entry.tags))


def reaches_learners(before: Iterable[Entry], after: Iterable[Entry]) -> bool:
    """Whether an import of the packages changes anything for a learner."""
    return set(map(shown, before)) != set(map(shown, after))


def _problems(
    cards: Sequence[Card], entries: Sequence[Entry], matches: Recognised
) -> Iterator[Problem]:
    """What is doubtful, and what an author should know of the ids."""
    for place, known in matches.doubtful.items():
        yield _doubt(cards[place], entries[known])
    yield from _pins(cards, entries, matches.same)
    yield from _kinds(cards, entries, matches.same)


def _doubt(card: Card, entry: Entry) -> Problem:
    question = one_line(entry.text.question)[:MAX_SHOWN]
    message = (
        "a new card, without the history of one that is gone"
        f" and much like it: '{question}'"
    )
    help = (
        "if they are one card, write on the line above the question:"
        f" <!-- mkdecks: id=note-{entry.id} -->"
    )
    return problem("MK604", message, card.span, help=help)


def _pins(
    cards: Sequence[Card], entries: Sequence[Entry], same: Places
) -> Iterator[Problem]:
    """Cards whose author gave them the note of another card that is there as well."""
    owners = {(card.key, card.kind): card for card in cards if not card.pin}
    for place, known in same.items():
        card, entry = cards[place], entries[known]
        if not card.pin or card.key != entry.id:
            continue
        owner = owners.get((entry.key, entry.kind))
        if owner:
            where = f"{owner.span.path}:{owner.span.line}"
            message = f"this id is that of the card at {where}"
            yield problem("MK402", message, card.span)


def _kinds(
    cards: Sequence[Card], entries: Sequence[Entry], same: Places
) -> Iterator[Problem]:
    """New cards that were cards of another kind: Anki gives no note another note type."""
    kinds = {
        _question(entry): entry.kind for entry in entries if not entry.retired
    }
    for place, card in enumerate(cards):
        was = kinds.get(_question(card), card.kind)
        if place not in same and was != card.kind:
            message = (
                f"this was a card of the kind {was}"
                f" and is one of the kind {card.kind}: a new note"
            )
            yield problem("MK608", message, card.span)


def _question(card: Card | Entry) -> tuple[str, str]:
    """A question where it stands, whatever its kind."""
    return card.source, one_line(card.text.question)
