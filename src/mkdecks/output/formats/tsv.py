"""Text that Anki imports onto the notes of the packages, and spreadsheets open.

A line a note: its id, note type, deck, tags, then its fields as HTML. The lines at the
top tell Anki what each column is; see
https://docs.ankiweb.net/importing/text-files.html. Pictures are named and not carried,
as text can hold none.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from ...cards.notetypes import NOTE_TYPES
from ...model.notes import Card, Deck

ENDING = ".tsv"
_HEADER = (
    "#separator:tab",
    "#html:true",
    "#guid column:1",
    "#notetype column:2",
    "#deck column:3",
    "#tags column:4",
)


def write(decks: Sequence[Deck], stream: BinaryIO) -> None:
    """The notes of all decks, as UTF-8."""
    stream.write("".join(f"{line}\n" for line in _HEADER).encode())
    text = io.TextIOWrapper(
        stream,
        "utf-8",
        errors="backslashreplace",
        newline="",
        write_through=True,
    )
    rows = csv.writer(text, delimiter="\t", lineterminator="\n")
    for deck in decks:
        rows.writerows(map(_row, deck.cards))
    text.detach()


def _row(card: Card) -> Iterator[str]:
    note_type = NOTE_TYPES[card.kind]
    yield from (card.id, note_type.name, card.deck, " ".join(card.tags))
    for name in note_type.field_names:
        yield card.id if name == "Id" else card.fields.get(name, "")
