"""A learner: a real Anki collection that packages are imported into, with the options a fresh profile starts with."""

from __future__ import annotations

import io
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from anki.collection import (
    Collection,
    ImportAnkiPackageRequest,
    ImportCsvRequest,
)
from anki.notes import NoteId

from mkdecks.cards.make import CardMaker
from mkdecks.config.settings import Settings
from mkdecks.model.notes import Deck
from mkdecks.output import formats
from mkdecks.output.files import Staged, replace_together
from mkdecks.pipeline import Build, build


class Imported(NamedTuple):
    """What Anki said of an import."""

    found: int
    new: int
    updated: int
    duplicate: int
    conflicting: int


class Side(NamedTuple):
    """A card as Anki renders it."""

    front: str
    back: str


class Learner:
    """One person's Anki."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.collection = Collection(str(folder / "collection.anki2"))

    def import_package(self, package: Path) -> Imported:
        """Import as the dialog does when nothing is changed in it."""
        backend = self.collection._backend
        options = backend.get_import_anki_package_presets()
        request = ImportAnkiPackageRequest(
            package_path=str(package.resolve()), options=options
        )
        log = self.collection.import_anki_package(request).log
        self.collection.models._clear_cache()
        return Imported(
            log.found_notes,
            len(log.new),
            len(log.updated),
            len(log.duplicate),
            len(log.conflicting),
        )

    def import_text(self, file: Path) -> Imported:
        """Import a text file as the dialog proposes to."""
        metadata = self.collection.get_csv_metadata(str(file), None)
        request = ImportCsvRequest(path=str(file), metadata=metadata)
        log = self.collection.import_csv(request).log
        return Imported(
            log.found_notes,
            len(log.new),
            len(log.updated),
            len(log.duplicate),
            len(log.conflicting),
        )

    def sides(self) -> list[Side]:
        """Every card, rendered, in the order of study."""
        ids = (
            self.collection.db.list(
                "select id from cards order by did, due, ord"
            )
            if self.collection.db
            else []
        )
        rendered = (
            self.collection.get_card(card).render_output() for card in ids
        )
        return [Side(out.question_text, out.answer_text) for out in rendered]

    def note_field(self, guid: str, field: str) -> str:
        """A field of a note, found by its id."""
        note = self.collection.get_note(NoteId(self._note_ids(guid)[0]))
        return note[field]

    def _note_ids(self, guid: str) -> Sequence[int]:
        assert self.collection.db is not None
        return self.collection.db.list(
            "select id from notes where guid = ?", guid
        )

    def close(self) -> None:
        """Close the collection."""
        self.collection.close()


def decks_of(
    text: str, folder: Path, *, now: int = 1_800_000_000, name: str = "page.md"
) -> tuple[Deck, ...]:
    """The decks of one page written into a folder."""
    return build_of({name: text}, folder, now=now).decks


def build_of(
    files: dict[str, str],
    folder: Path,
    *,
    now: int = 1_800_000_000,
    **settings: object,
) -> Build:
    """A Build of pages written into a folder, which is the project's root."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    chosen: dict[str, object] = {
        "root": folder,
        "paths": (str(folder),),
        "name": "Test",
        **settings,
    }
    return build(Settings(**chosen), now)  # type: ignore[arg-type]


def maker_of(settings: Settings) -> CardMaker:
    """What makes the cards of a project, without topics."""
    return CardMaker(settings, ())


def sample_project(folder: Path) -> Path:
    """A copy of this repository's sample decks and their config in a folder, without a lock."""
    root = Path(__file__).parent.parent
    shutil.copytree(root / "decks", folder / "decks")
    shutil.copy(root / "mkdecks.toml", folder)
    return folder


def package_of(
    decks: Sequence[Deck], folder: Path, name: str = "deck.apkg"
) -> Path:
    """The decks written as one package."""
    file = folder / name
    stream = io.BytesIO()
    formats.load("apkg").write(decks, stream)
    replace_together([Staged(file, stream.getvalue())])
    return file
