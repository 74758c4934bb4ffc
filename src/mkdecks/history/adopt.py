"""A build that finds packages of ours and no lock: it adopts the ids of their notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from msgspec import structs

from ..cards.notetypes import NOTE_TYPES
from ..cards.render import RENDERING
from ..config.files import as_typed
from ..config.settings import Settings
from ..model.characters import one_line
from ..model.groups import grouped
from ..model.notes import MAX_TIME, Card, Entry, Lock
from ..model.problems import problem
from ..model.records import Problems
from ..pages.inline import html_text
from .match import normalised
from .packages import (
    NOT_CONTENT,
    Note,
    note_of_card,
    packages_found,
    read_package,
)
from .settle import describe, with_id

T = TypeVar("T")
_Name = tuple[str, ...]


def adopt(cards: Sequence[Card], settings: Settings) -> tuple[Lock, Problems]:
    """The lock that would have been beside the packages that lie where a build writes.

    It has an entry for each card whose question stands on one note only; a card that
    says what its note says keeps the time of it. The Problem says which packages they
    were.
    """
    packages = {
        file: read_package(file, str(file))[0]
        for file in packages_found(settings)
    }
    notes = [note for group in packages.values() for note in group]
    entries = tuple(_entries(cards, notes, settings.root))
    if not entries:
        return Lock(), ()
    names = [str(as_typed(file)) for file, group in packages.items() if group]
    count = "1 note" if len(entries) == 1 else f"{len(entries)} notes"
    message = (
        f"there is no {settings.lock_file.name}:"
        f" the ids of {count} were taken from {', '.join(names)}"
    )
    return Lock(entries, 0, RENDERING), (problem("MK609", message),)


def _entries(
    cards: Sequence[Card], notes: Sequence[Note], root: Path
) -> Iterator[Entry]:
    """An entry for each card whose question stands on one note, and on no other card."""
    note_of = _by_own_name(notes, _name_of_note)
    for name, card in _by_own_name(cards, _name_of_card).items():
        if name in note_of:
            yield _entry(card, note_of[name], root)


def _entry(card: Card, note: Note, root: Path) -> Entry:
    """The entry of a card as its note has it: where the two differ, so do their texts."""
    entry = describe(card, root)
    text = entry.text
    if _content(note.fields) != _content(card.fields):
        back = note.fields[NOTE_TYPES[note.kind].back_field]
        text = structs.replace(text, answer=html_text(back))
    modified = min(max(note.modified, 1), MAX_TIME)
    entry = structs.replace(entry, tags=note.tags, text=text)
    return with_id(entry, note.id, modified)


def _content(fields: Mapping[str, str]) -> dict[str, str]:
    """The fields of a note that say something."""
    return {
        name: html
        for name, html in fields.items()
        if html and name not in NOT_CONTENT
    }


def _by_own_name(
    items: Sequence[T], name_of: Callable[[T], _Name]
) -> dict[_Name, T]:
    """Notes or cards by their name, those only that share it with no other."""
    groups = grouped(items, name_of)
    return {name: group[0] for name, group in groups.items() if len(group) == 1}


def _name_of_note(note: Note) -> _Name:
    return note.kind, normalised(one_line(note.question))


def _name_of_card(card: Card) -> _Name:
    return _name_of_note(note_of_card(card))
