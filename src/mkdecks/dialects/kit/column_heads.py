"""What the heads of a table's columns are called."""

from __future__ import annotations

from collections.abc import Sequence

from ...language.lexicon import begins_with, ends_with, says
from .option import place_of_letter, plain_letter

MAX_HEAD_WORDS = 3
MEANINGS = ("definition", "translation", "description", "explanation")
_KEYS = ("correct", "answer", "key", "solution")


def called(names: Sequence[str], roles: Sequence[str]) -> list[int]:
    """The columns whose heads say one of some things."""
    return [
        place for place, name in enumerate(names) if _is_called(name, roles)
    ]


def _is_called(name: str, roles: Sequence[str]) -> bool:
    """Whether a head says one of some things.

    "Term" may have words before it, a word for a meaning further ones behind it.
    """
    if says(name, *roles):
        return True
    is_short = len(name.split()) <= MAX_HEAD_WORDS
    if "term" in roles and is_short and ends_with(name, "term"):
        return True
    return roles == MEANINGS and begins_with(name, *roles) > 0


def key_places(names: Sequence[str]) -> list[int]:
    """The columns that hold the key: those that say just so, else those that end so."""
    surely = [place for place, name in enumerate(names) if says(name, *_KEYS)]
    if surely:
        return surely
    return [place for place, name in enumerate(names) if is_key(name)]


def is_key(name: str) -> bool:
    """Whether a head says "correct answer", in either order of its words."""
    words = name.split()
    return len(words) <= MAX_HEAD_WORDS and ends_with(name, *_KEYS)


def option_label(name: str) -> str:
    """The letter or number of an option that a head is, "" where it is none."""
    *words, last = name.split() or [""]
    if words and not says(" ".join(words), "option", "answer"):
        return ""
    label = plain_letter(last.strip("().")) if last.strip("().") else ""
    is_letter = place_of_letter(label) >= 0
    return label if is_letter or (words and label.isdigit()) else ""
