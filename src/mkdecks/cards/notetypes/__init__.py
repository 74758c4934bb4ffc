"""The four Anki note types, frozen at v1: only their HTML and CSS may ever change.

A change of fields or templates would make Anki treat every learner's notes as
conflicts, so the ids below are written down once. ``tests/test_notetypes.py`` compares
them with a copy.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

from ...model.records import Kind

# When the HTML or the CSS last changed, in seconds since 1970: Anki takes a newer note
# type only. A test holds it to the hash of both, so neither changes without the other.
MODIFIED = 1_795_305_600
LOOK = "7145a81e20dbf334"


class Field(NamedTuple):
    """A field of a note type; its id is what Anki knows it by."""

    id: int
    name: str


class Template(NamedTuple):
    """A card of a note type.

    Its sides are the files ``STEM-front.html`` and ``STEM-back.html``.
    """

    id: int
    name: str
    stem: str

    @property
    def front(self) -> str:
        """The template of the front."""
        return _text(f"templates/{self.stem}-front.html")

    @property
    def back(self) -> str:
        """The template of the back."""
        return _text(f"templates/{self.stem}-back.html")


class NoteType(NamedTuple):
    """One kind of note. ``back_field`` is the field that holds the card's answer."""

    id: int
    name: str
    fields: tuple[Field, ...]
    templates: tuple[Template, ...]
    back_field: str
    cloze: bool = False

    @property
    def field_names(self) -> tuple[str, ...]:
        """The fields' names in order."""
        return tuple(field.name for field in self.fields)

    @property
    def front_field(self) -> str:
        """The field that holds the card's question: the first, by which Anki sorts."""
        return self.fields[0].name

    @property
    def needed_fields(self) -> tuple[str, ...]:
        """The fields without which a note asks nothing, or answers nothing."""
        return self.field_names[:1] if self.cloze else self.field_names[:2]


def _fields(base: int, *names: str) -> tuple[Field, ...]:
    common = ("Section", "Source", "Id", "Spare 1", "Spare 2")
    return tuple(
        Field(base + place, name)
        for place, name in enumerate((*names, *common), 1)
    )


NOTE_TYPES: dict[Kind, NoteType] = {
    "qa": NoteType(
        1_795_100_001,
        "mkdecks Q&A",
        _fields(1_795_100_100, "Question", "Answer"),
        (Template(1_795_100_151, "Card 1", "qa"),),
        back_field="Answer",
    ),
    "mcq": NoteType(
        1_795_100_002,
        "mkdecks Multiple Choice",
        _fields(1_795_100_200, "Question", "Options", "Answer", "Explanation"),
        (Template(1_795_100_251, "Card 1", "mcq"),),
        back_field="Explanation",
    ),
    "term": NoteType(
        1_795_100_003,
        "mkdecks Term",
        _fields(1_795_100_300, "Term", "Definition", "Reverse"),
        (
            Template(1_795_100_351, "Term to definition", "term"),
            Template(1_795_100_352, "Definition to term", "term-reverse"),
        ),
        back_field="Definition",
    ),
    "cloze": NoteType(
        1_795_100_004,
        "mkdecks Cloze",
        _fields(1_795_100_400, "Text", "Extra"),
        (Template(1_795_100_451, "Cloze", "cloze"),),
        back_field="Extra",
        cloze=True,
    ),
}


@cache
def css() -> str:
    """The style of every card, light and night."""
    return _text("style.css")


def _text(name: str) -> str:
    return files(__name__).joinpath(name).read_text("utf-8")
