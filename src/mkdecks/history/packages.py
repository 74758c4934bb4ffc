"""An .apkg package read back: which notes of ours it holds."""

from __future__ import annotations

import contextlib
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from ..cards.notetypes import NOTE_TYPES
from ..config.settings import Settings
from ..model.notes import Card, CardText, Entry
from ..model.problems import problem
from ..model.records import Kind, Problems, Span
from ..pages.inline import html_text

MAX_BYTES = 500_000_000
MAX_REASON = 80
_NOTES = """
    select n.guid, n.mid, n.mod, n.tags, n.flds, min(c.did)
    from notes n join cards c on c.nid = n.id
    group by n.id
"""
_ID_RE = re.compile(r"[0-9a-f]{20}")
_TABLES = ("notes", "cards", "col")
_LABEL_RE = re.compile(r'<div class="label">[^<]*</div>')
# Fields that say where a note comes from, and not what it says.
NOT_CONTENT = frozenset({"Section", "Source", "Id", "Spare 1", "Spare 2"})
# The field Answer has the options too, with the right ones marked.
_NOT_SHOWN = NOT_CONTENT | {"Options", "Reverse"}
RETIRED_TAG = "mkdecks::retired"


class Note(NamedTuple):
    """A note of ours in a package; ``fields`` are HTML by field name."""

    id: str
    kind: Kind
    deck: str
    tags: tuple[str, ...]
    fields: Mapping[str, str]
    modified: int

    @property
    def question(self) -> str:
        """The text of its front."""
        return html_text(self.fields[NOTE_TYPES[self.kind].front_field])


def packages_found(settings: Settings) -> list[Path]:
    """The packages that lie where a build writes, sorted."""
    out = settings.out_path
    if out != settings.out_folder:
        return [out] if out.is_file() else []
    return sorted(out.glob("*.apkg"))


def read_package(file: Path, path: str) -> tuple[tuple[Note, ...], Problems]:
    """The notes of ours in a package.

    ``path`` is the file's name as the user knows it. A file that is not ours, or
    damaged, is a Problem.
    """
    try:
        notes = _notes_of(file)
    except Exception as error:  # noqa: BLE001 - a file made to break it raises whatever it likes
        reason = str(error)[:MAX_REASON] or type(error).__name__
        message = f"no package of mkdecks: {reason}"
        return (), (problem("MK605", message, Span(path)),)
    return notes, ()


def _notes_of(file: Path) -> tuple[Note, ...]:
    """The notes of ours in a package. Raises what zipfile and sqlite3 raise."""
    if not file.is_file():
        raise ValueError("this is no regular file")
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(_collection(file))
        notes = tuple(_notes(connection))
    if not notes:
        raise ValueError("it holds no note of mkdecks")
    return notes


def _collection(file: Path) -> bytes:
    """The database of a package. Raises what zipfile raises, ValueError if too large."""
    with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as archive:
        described = archive.getinfo("collection.anki2")
        if described.file_size > MAX_BYTES:
            raise ValueError(
                f"its collection is over {MAX_BYTES // 1_000_000} MB"
            )
        return archive.read(described)


def _notes(connection: sqlite3.Connection) -> Iterator[Note]:
    types = dict(connection.execute("select name, type from sqlite_master"))
    if any(types.get(name) != "table" for name in _TABLES):
        raise ValueError("its collection is none of Anki's")
    decks = json.loads(
        connection.execute("select decks from col").fetchone()[0]
    )
    kinds = {note_type.id: kind for kind, note_type in NOTE_TYPES.items()}
    for guid, model, modified, tags, values, deck in connection.execute(_NOTES):
        kind = kinds.get(model)
        if kind is None or not _ID_RE.fullmatch(str(guid)):
            continue
        names = NOTE_TYPES[kind].field_names
        fields = dict(zip(names, values.split("\x1f"), strict=False))
        name = str(decks[str(deck)]["name"])
        yield Note(
            str(guid), kind, name, tuple(tags.split()), fields, int(modified)
        )


def note_of_card(card: Card) -> Note:
    """A card as it stands in a package."""
    return Note(
        card.id, card.kind, card.deck, card.tags, card.fields, card.modified
    )


def entry_of_note(note: Note) -> Entry:
    """A note described as the lock describes a card, to be compared with another note.

    Its text is that of its fields, as a package knows no source text.
    """
    shown = {n: html for n, html in note.fields.items() if n not in _NOT_SHOWN}
    question = _plain(shown.pop(NOTE_TYPES[note.kind].front_field))
    answer = "\n".join(_plain(html) for html in shown.values() if html)
    return Entry(
        source=_plain(note.fields.get("Source", "")),
        id=note.id,
        text=CardText(note.kind, question, answer),
        deck=note.deck,
        tags=tuple(tag for tag in note.tags if tag != RETIRED_TAG),
        modified=note.modified,
        retired=int(RETIRED_TAG in note.tags),
    )


def _plain(html: str) -> str:
    """The text of a field.

    Options come out in the order of the alphabet, since cards show them in one of their
    own.
    """
    lines = [
        line
        for line in html_text(_LABEL_RE.sub("", html)).split("\n")
        if line.strip()
    ]
    return "\n".join(sorted(lines) if '<div class="choice' in html else lines)
