"""The keys of a page's front matter that mean something to mkdecks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.problems import problem
from ..model.records import FrontMatterValue, Problem, Source, Span

_SWITCHED_ON = ("true", "yes", "on", "1")
# What each key takes.
_TEXT, _TEXTS, _NAMES = "text", "a list of texts", "a list of names"
_KEYS = {"title": _TEXT, "deck": _TEXT, "tags": _TEXTS, "dialects": _NAMES}


def front_matter_list(value: FrontMatterValue) -> list[str]:
    """The entries of a key: a list, or one line with commas."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return [entry for entry in value if isinstance(entry, str)]


def is_true(value: FrontMatterValue) -> bool:
    """Whether a key is switched on."""
    return isinstance(value, str) and value.strip().lower() in _SWITCHED_ON


def adjustments(source: Source) -> list[str]:
    """What a page's ``dialects`` say: ``+x``, ``-x`` and bare names."""
    return front_matter_list(source.front_matter.get("dialects", ""))


def unusable_keys(source: Source) -> Iterator[Problem]:
    """A Problem for each key that holds what it does not take."""
    for key, wanted in _KEYS.items():
        value = source.front_matter.get(key, "")
        if not _is_usable(value, wanted):
            message = f"'{key}' takes {wanted}"
            yield problem("MK105", message, key_span(source, key))


def key_span(source: Source, key: str) -> Span:
    """The line of the front matter that a key stands on; the first line without it."""
    lines = source.excerpts.get(source.path, ())
    written = re.compile(re.escape(key) + r"[ \t]*[:=]")
    for number, line in enumerate(lines, 1):
        if written.match(line):
            return Span(source.path, number)
    return Span(source.path, 1)


def _is_usable(value: FrontMatterValue, wanted: str) -> bool:
    if isinstance(value, str):
        return True
    if wanted == _TEXT or not isinstance(value, list):
        return False
    return all(isinstance(entry, str) for entry in value)
