"""The tables of a config of which there may be several."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Literal

from .keys import key

_deck_key = partial(key, "deck")
_dialect_key = partial(key, "dialect")


@dataclass(frozen=True, slots=True)
class DeckRule:
    """One [[deck]] table: which sources it takes and what their decks are called."""

    name: str = _deck_key(
        "the deck of these sources", default="", example='"AWS"'
    )
    sources: tuple[str, ...] = _deck_key(
        "files, folders or patterns, from the folder of the config",
        default=(),
        example='["decks/**/*.md"]',
    )
    exclude: tuple[str, ...] = _deck_key(
        "patterns of sources to leave out",
        default=(),
        example='["**/drafts/**"]',
    )
    split: Literal["", "folder", "file", "heading", "none"] = _deck_key(
        'sub-decks by "folder" | "file" | "heading" | "none"',
        default="",
        example='"file"',
    )
    tags: tuple[str, ...] = _deck_key(
        "tags of every card", default=(), example='["exam"]'
    )
    dialects: tuple[str, ...] = _deck_key(
        "+x and -x adjust the default set, bare names replace it",
        default=(),
        example='["+cloze", "-heading"]',
    )
    reverse: bool = _deck_key("true: terms are asked both ways", default=False)


@dataclass(frozen=True, slots=True)
class DialectRule:
    """One [[dialect]] table: a way of writing questions, as patterns."""

    name: str = _dialect_key("what the way is called", example='"frage"')
    question: str = _dialect_key(
        "a question; the group is its text", example=r"'^Frage \d+: (.+)$'"
    )
    answer: str = _dialect_key(
        "where the answer begins, left off it",
        default="",
        example="'^Antwort: '",
    )
    end: str = _dialect_key(
        "what ends the answer, beside the next question and the next heading",
        default="",
        example="'^---$'",
    )
