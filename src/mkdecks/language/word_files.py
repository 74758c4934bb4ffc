"""The files of words, read: the phrases of each language by role, and what brackets spare.

All files are TOML, and of that so little is used that they are read as JSON, which takes
a tenth of the time.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

# Scripts that write words without a space between them.
UNSPACED = (
    "\u0e00-\u0e7f\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
)
UNSPACED_RE = re.compile(f"[{UNSPACED}]")
# Where a phrase may begin: what it is found by is its first word, or its first
# character in a script without spaces.
FIRST_RE = re.compile(rf"[{UNSPACED}]|[^\W\d_{UNSPACED}]+|[^\w\s]|\d+")
_ROLE_RE = re.compile(r"^(\w+) = (\[.*?\])$", re.M | re.S)
_BRACKETS_RE = re.compile(r"\(([^()\[\]]*)\)|\[([^()\[\]]*)\]")
# A phrase up to the first space outside of brackets.
_HEAD_RE = re.compile(r"(?:[^\s\[(]|\([^)]*\)|\[[^\]]*\])*")
# Characters as phrases have them. Each stands for one, so that places stay the same.
_ALIKE = str.maketrans(
    {"İ": "i", "ı": "i", "\u00a0": " ", "\u2019": "'", "\t": " "}
)

Words = Mapping[str, tuple[str, ...]]


@cache
def languages() -> Mapping[str, Words]:
    """What the file of each language holds: its phrases by role, as they are written."""
    folder = files(__package__).joinpath("words")
    return {
        file.name.removesuffix(".toml"): _read(
            file.name, file.read_text("utf-8")
        )
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if file.name.endswith(".toml")
    }


def _read(name: str, text: str) -> Words:
    """The phrases of a file by role; ValueError with the line where it is no such list."""
    found = {}
    for match in _ROLE_RE.finditer(text):
        role, phrases = match.groups()
        try:
            found[role] = tuple(json.loads(phrases))
        except json.JSONDecodeError as error:
            line = text.count("\n", 0, match.start(2) + error.pos) + 1
            message = f"{name}:{line}: {role} is no list of texts: {error.msg}"
            raise ValueError(message) from None
    return found


@cache
def words(*roles: str) -> tuple[str, ...]:
    """Every phrase of some roles, in all languages, with its brackets resolved."""
    phrases = (
        word
        for language in languages().values()
        for role in roles
        for phrase in language.get(role, ())
        for word in resolved(phrase)
    )
    return tuple(dict.fromkeys(phrases))


def resolved(phrase: str) -> Iterator[str]:
    """The phrases that one with brackets stands for, without needless spaces."""
    choices = _without_first_bracket(phrase)
    if not choices:
        yield " ".join(phrase.split())
    for choice in choices:
        yield from resolved(choice)


def _without_first_bracket(phrase: str) -> list[str]:
    """A phrase once for each choice of its first innermost bracket; [] without one."""
    if "(" not in phrase and "[" not in phrase:
        return []
    match = _BRACKETS_RE.search(phrase)
    if match is None:
        return []
    before, behind = phrase[: match.start()], phrase[match.end() :]
    is_optional = match[1] is not None
    choices = (match[1] if is_optional else match[2]).split("|")
    if is_optional:
        choices.append("")
    return [before + choice + behind for choice in choices]


def first_words(phrase: str) -> Iterator[str]:
    """The words that a phrase with brackets may begin with; some may come twice."""
    if UNSPACED_RE.match(phrase):
        yield phrase[0]
        return
    head = _HEAD_RE.match(phrase)
    stop = head.end() if head else 0
    choices = _without_first_bracket(phrase[:stop])
    if not choices:
        yield first_word(phrase)
    for choice in choices:
        yield from first_words(choice + phrase[stop:])


def first_word(text: str) -> str:
    """The first word of a text, or its first character in a script without spaces."""
    match = FIRST_RE.match(text)
    return match[0] if match else ""


def in_small(text: str) -> str:
    """A text in small letters, its signs as phrases have them; all places stay."""
    return text.translate(_ALIKE).lower()
