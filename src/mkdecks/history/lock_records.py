"""A card as a record of the lock, and back: nothing gets in that no build would have written.

Whoever may propose a change may propose a lock, so what stands there is held to what it
may be: ids, names of pictures, numbers within their bounds, text without control
characters where none belongs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..cards.media import PACKAGE_NAME_RE
from ..model.records import Entry, Written

ID_RE = re.compile(r"[0-9a-f]{20}")
MAX_TIME, MAX_RELEASE = 2**33, 10**9
_KINDS = ("qa", "mcq", "term", "cloze")
_SPACE_RE = re.compile(r"[\s\x00-\x1f\x7f]")
_SURROGATE_RE = re.compile("[\ud800-\udfff]")
# What is left out of a record when it has nothing to say.
_WRITTEN = (
    "answer",
    "options",
    "correct",
    "feedback",
    "labels",
    "reverse",
    "derived",
)


def record_of_entry(entry: Entry) -> dict[str, object]:
    """A card as the lock holds it, its names in a fixed order."""
    written = entry.written
    record: dict[str, object] = {"source": entry.source, "id": entry.id}
    record |= {
        "kind": written.kind,
        "dialect": entry.dialect,
        "question": written.question,
    }
    record |= {
        name: value for name in _WRITTEN if (value := getattr(written, name))
    }
    record |= {"deck": entry.deck, "tags": entry.tags, "titles": entry.titles}
    record |= {"media": dict(entry.media)} if entry.media else {}
    record |= {"modified": entry.modified}
    record |= {"key": entry.key} if entry.key != entry.id else {}
    record |= {"pin": entry.pin} if entry.pin else {}
    record |= {"retired": entry.retired} if entry.retired else {}
    return record


def entry_of_record(record: Mapping[str, Any]) -> Entry:
    """The card of a record. Raises KeyError, TypeError, AttributeError or ValueError for what is none."""
    identity = _matching(record["id"], ID_RE)
    tags = _texts(record["tags"])
    if any(_SPACE_RE.search(tag) or not tag for tag in tags):
        raise ValueError(tags)
    media = {
        _matching(name, PACKAGE_NAME_RE): _text(path)
        for name, path in record.get("media", {}).items()
    }
    return Entry(
        identity,
        _matching(record.get("key", identity), ID_RE),
        _name(record["source"]),
        _said(record["deck"]),
        _written(record),
        tags,
        _texts(record["titles"]),
        media,
        _number(record["modified"], 1, MAX_TIME),
        _number(record.get("retired", 0), 0, MAX_RELEASE),
        _text(record.get("dialect", "")),
        _text(record.get("pin", "")),
    )


def _written(record: Mapping[str, Any]) -> Written:
    options, feedback = (
        _texts(record.get("options", ())),
        _texts(record.get("feedback", ())),
    )
    correct = tuple(
        _number(place, 0, len(options) - 1)
        for place in record.get("correct", ())
    )
    if record["kind"] not in _KINDS or (record["kind"] == "mcq") != bool(
        options
    ):
        raise ValueError(record["kind"])
    if feedback and len(feedback) != len(options):
        raise ValueError(feedback)
    derived = record.get("derived")
    return Written(
        record["kind"],
        _text(record["question"]),
        _text(record.get("answer", "")),
        options,
        correct,
        feedback,
        _texts(record.get("labels", ())),
        bool(record.get("reverse", False)),
        None if derived is None else _said(derived),
    )


def _number(value: object, least: int, most: int) -> int:
    if (
        not isinstance(value, int)
        or isinstance(value, bool)
        or not least <= value <= most
    ):
        raise ValueError(value)
    return value


def _matching(value: object, pattern: re.Pattern[str]) -> str:
    if not pattern.fullmatch(_text(value)):
        raise ValueError(value)
    return _text(value)


def _said(value: object) -> str:
    """A text that says something."""
    if not _text(value).strip():
        raise ValueError(value)
    return _text(value)


def _name(value: object) -> str:
    """The name of a file, which on some systems is no text."""
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or _SURROGATE_RE.search(value):
        raise TypeError(value)
    return value


def _texts(values: object) -> tuple[str, ...]:
    if not isinstance(values, list | tuple):
        raise TypeError(values)
    return tuple(map(_text, values))
