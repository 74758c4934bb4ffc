"""An .apkg package read back: the notes that mkdecks wrote, as the memory of a build that has no lock."""

from __future__ import annotations

import contextlib
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..cards.notetypes import NOTE_TYPES
from ..cards.render import RENDERING
from ..model.problems import problem
from ..model.records import Card, Entry, Kind, Ledger, Problem, Span, Written
from ..pages.inline import html_text
from .lock_records import ID_RE, MAX_TIME
from .settle import RETIRED_TAG

MAX_BYTES = 500_000_000
# Fields of a note that say where it comes from, not what it says.
_UNSAID = frozenset({"Section", "Source", "Id", "Spare 1", "Spare 2"})
_FRONTS: Mapping[Kind, str] = {
    "qa": "Question",
    "mcq": "Question",
    "term": "Term",
    "cloze": "Text",
}
_NOTES = "select n.guid, n.mid, n.mod, n.tags, n.flds, min(c.did) from notes n join cards c on c.nid = n.id group by n.id"
_LABEL_RE = re.compile(r'<div class="label">[^<]*</div>')


def read_package(file: Path, path: str) -> tuple[Ledger, tuple[Problem, ...]]:
    """The notes of a package, none where there is no file; a warning for one that is not ours, or damaged."""
    if not file.exists():
        return Ledger(), ()
    try:
        entries = _notes(file)
    except Exception as error:  # noqa: BLE001 - a file made to break it raises whatever it likes
        message = (
            f"no package of mkdecks: {str(error)[:80] or type(error).__name__}"
        )
        return Ledger(), (problem("MK605", message, Span(path, 0, 0)),)
    return Ledger(entries, 0, RENDERING), ()


def _notes(file: Path) -> tuple[Entry, ...]:
    """The notes of ours in a package. Raises whatever a damaged one makes zipfile or sqlite3 raise."""
    if not file.is_file():
        raise ValueError("this is no regular file")
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(_collection(file))
        entries = tuple(
            sorted(
                _entries(connection), key=lambda entry: (entry.source, entry.id)
            )
        )
    if not entries:
        raise ValueError("it holds no note of mkdecks")
    return entries


def _collection(file: Path) -> bytes:
    """The database of a package. Raises what zipfile raises, and ValueError for one that is too large."""
    with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as archive:
        described = archive.getinfo("collection.anki2")
        if described.file_size > MAX_BYTES:
            raise ValueError(
                f"its collection is over {MAX_BYTES // 1_000_000} MB"
            )
        return archive.read(described)


def _entries(connection: sqlite3.Connection) -> Iterator[Entry]:
    kinds_of_tables = dict(
        connection.execute("select name, type from sqlite_master")
    )
    if any(
        kinds_of_tables.get(name) != "table"
        for name in ("notes", "cards", "col")
    ):
        raise ValueError("its collection is none of Anki's")
    decks = json.loads(
        connection.execute("select decks from col").fetchone()[0]
    )
    kinds = {note_type.id: kind for kind, note_type in NOTE_TYPES.items()}
    for guid, model, modified, tags, values, deck in connection.execute(_NOTES):
        if (kind := kinds.get(model)) and ID_RE.fullmatch(str(guid)):
            fields = dict(
                zip(
                    NOTE_TYPES[kind].field_names,
                    values.split("\x1f"),
                    strict=False,
                )
            )
            yield _entry(
                kind,
                str(guid),
                fields,
                str(decks[str(deck)]["name"]),
                tuple(tags.split()),
                min(max(int(modified), 1), MAX_TIME),
            )


def entry_of_note(card: Card) -> Entry:
    """A card as it stands in a package, to be compared with what another package holds."""
    return _entry(
        card.written.kind,
        card.id,
        card.fields,
        card.deck,
        card.tags,
        card.modified,
    )


def _entry(
    kind: Kind,
    identity: str,
    fields: Mapping[str, str],
    deck: str,
    tags: tuple[str, ...],
    modified: int,
) -> Entry:
    said = {
        name: html
        for name, html in fields.items()
        if name not in _UNSAID and html
    }
    front = _FRONTS[kind]
    answer = [
        html
        for name, html in said.items()
        if name not in (front, "Options", "Reverse")
    ]
    written = Written(
        kind, _plain(said.get(front, "")), "\n".join(map(_plain, answer))
    )
    kept = tuple(tag for tag in tags if tag != RETIRED_TAG)
    titles = tuple(_plain(fields.get("Section", "")).split(" \u203a "))
    source = _plain(fields.get("Source", ""))
    return Entry(
        identity,
        identity,
        source,
        deck,
        written,
        kept,
        titles,
        modified=modified,
        retired=int(len(kept) < len(tags)),
        fields=said,
    )


def _plain(html: str) -> str:
    """The text of a field; options stand in the order of the alphabet, since cards show them in one of their own."""
    shown = html_text(_LABEL_RE.sub("", html))
    lines = [line for line in shown.split("\n") if line.strip()]
    return "\n".join(sorted(lines) if '<div class="choice' in html else lines)
