"""A package that Anki imports, deterministic and deflated.

genanki writes the database, into memory; the zip is ours. What genanki gets wrong is
designed around here: one time for all notes, its quadratic HTML check, the required
fields it guesses, its own file writing, and the temporary database that it never
removes.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

import genanki
from genanki.apkg_col import APKG_COL
from genanki.apkg_schema import APKG_SCHEMA

from ...cards.notetypes import MODIFIED, NOTE_TYPES, NoteType, css
from ...model.notes import Card, Deck
from ...model.records import Kind
from ..files import PACKAGE_ENDING, PACKAGE_MARK

# Note and card ids only set the "created" date that Anki shows; it renumbers those that
# are taken.
FIRST_ID = 1_700_000_000_000
COMPRESSION_LEVEL = 6
ENDING = PACKAGE_ENDING
_DELETION_RE = re.compile(r"\{\{c(\d{1,3})::")
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


class _Note(genanki.Note):  # type: ignore[misc]
    """A note whose fields nobody checks, as they come out of the sanitiser.

    genanki's check takes quadratic time and warns of valid HTML.
    """

    def _check_invalid_html_tags_in_fields(self) -> None:
        """Nothing to check."""


def write(decks: Sequence[Deck], stream: BinaryIO) -> None:
    """A whole package. Raises OSError where a picture cannot be read."""
    media: dict[str, Path | bytes] = {}
    for deck in decks:
        for card in deck.cards:
            media |= card.media
    names = sorted(media)
    listing = {str(number): name for number, name in enumerate(names)}
    # The archive seeks, which a stream need not be able to do.
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.comment = PACKAGE_MARK
        _add(archive, "collection.anki2", _database(decks))
        _add(archive, "media", json.dumps(listing).encode())
        for number, name in listing.items():
            file = media[name]
            data = file if isinstance(file, bytes) else file.read_bytes()
            _add(archive, number, data)
    stream.write(buffer.getbuffer())


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _ZIP_TIME)
    entry.create_system, entry.external_attr = 3, 0o644 << 16
    archive.writestr(entry, data, zipfile.ZIP_DEFLATED, COMPRESSION_LEVEL)


def _database(decks: Sequence[Deck]) -> bytes:
    """The notes of all decks, as Anki's database."""
    deck_ids = _deck_ids(decks)
    own_ids = itertools.count(FIRST_ID)
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        cursor = connection.cursor()
        cursor.executescript(APKG_SCHEMA)
        cursor.executescript(APKG_COL)
        _describe(decks, deck_ids, cursor)
        for deck in decks:
            deck_id = deck_ids[deck.name]
            for card in deck.cards:
                note = _note(card)
                note.write_to_db(cursor, card.modified, deck_id, own_ids)
        connection.commit()
        return connection.serialize()


def _describe(
    decks: Sequence[Deck], ids: Mapping[str, int], cursor: sqlite3.Cursor
) -> None:
    """Write the lists of decks and note types once; genanki does it for each deck."""
    default = cursor.execute("SELECT decks FROM col").fetchone()[0]
    named = json.loads(default)
    for name, number in ids.items():
        named[str(number)] = genanki.Deck(number, name).to_json()
    kinds = dict.fromkeys(card.kind for deck in decks for card in deck.cards)
    first_id = ids[decks[0].name]
    note_types = {
        str(model.model_id): model.to_json(MODIFIED, first_id)
        for model in map(_model, kinds)
    }
    cursor.execute(
        "UPDATE col SET decks = ?, models = ?",
        (json.dumps(named), json.dumps(note_types)),
    )


def _deck_ids(decks: Iterable[Deck]) -> Mapping[str, int]:
    """An id for each deck, unique in the package; Anki knows decks by name only."""
    ids: dict[str, int] = {}
    for deck in decks:
        digest = sha256(deck.name.encode("utf-8", "replace")).digest()
        drawn = int.from_bytes(digest[:4], "big")
        number = drawn % (1 << 30) + (1 << 30)
        while number in ids.values():
            number += 1
        ids[deck.name] = number
    return ids


def _note(card: Card) -> _Note:
    note_type = NOTE_TYPES[card.kind]
    values = {**card.fields, "Id": card.id}
    fields = [values.get(name, "") for name in note_type.field_names]
    note = _Note(
        _model(card.kind),
        fields,
        tags=card.tags,
        guid=card.id,
        due=card.position,
    )
    note.cards = [genanki.Card(place) for place in _ordinals(note_type, card)]
    return note


def _ordinals(note_type: NoteType, card: Card) -> list[int]:
    """Which cards the note has: a term has a reverse one where it asks for it."""
    if note_type.cloze:
        written = _DELETION_RE.findall(card.fields["Text"])
        numbers = set(map(int, written))
        return sorted(n - 1 for n in numbers if 1 <= n <= 500)
    return [0, 1] if card.fields.get("Reverse") else [0]


@cache
def _model(kind: Kind) -> genanki.Model:
    note_type = NOTE_TYPES[kind]
    model = genanki.Model(
        note_type.id,
        note_type.name,
        [{"name": field.name, "id": field.id} for field in note_type.fields],
        [
            {"name": t.name, "id": t.id, "qfmt": t.front, "afmt": t.back}
            for t in note_type.templates
        ],
        css(),
        genanki.Model.CLOZE if note_type.cloze else genanki.Model.FRONT_BACK,
    )
    # What genanki would guess, and guess wrong.
    required: list[Any] = [[0, "any", [0]]]
    names = note_type.field_names
    if "Reverse" in names:
        required.append([1, "any", [names.index("Reverse")]])
    model._req = required  # noqa: SLF001
    return model
