"""The words of all languages, by what they are used for.

``words/LANGUAGE.toml`` holds the words of one language, by role; ``words/en.toml`` says
of each role what it is for. A role asks for the words of every language at once, since
nobody says in what language a page is written.

A phrase is plain text, in which brackets spare repetition: ``answer(s)`` is also
"answers", ``(the )key`` also "the key", ``[click|tap] here`` is "click here" or "tap
here". Small and capital letters are one. A phrase is met as a whole word, or within
others in a script that writes words without spaces.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

# Scripts that write words without a space between them.
_UNSPACED = (
    "\u0e00-\u0e7f\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
)
_UNSPACED_RE = re.compile(f"[{_UNSPACED}]")
_BRACKETS_RE = re.compile(r"\(([^()\[\]]*)\)|\[([^()\[\]]*)\]")
# Where a phrase may begin: what it is found by is its first word, or its first
# character in a script without spaces.
_FIRST_RE = re.compile(rf"[{_UNSPACED}]|[^\W\d_{_UNSPACED}]+|[^\w\s]|\d+")
# Characters as phrases have them. Each stands for one, so that places stay the same.
_ALIKE = str.maketrans({"İ": "i", "\u00a0": " ", "\u2019": "'", "\t": " "})
_NO_ROLE: frozenset[str] = frozenset()

Words = Mapping[str, tuple[str, ...]]


class _Phrase(NamedTuple):
    """A phrase in small letters, and all that it is used for."""

    text: str
    roles: frozenset[str]


@cache
def languages() -> Mapping[str, Words]:
    """What the file of each language holds: its phrases by role, as they are written."""
    folder = files(__package__).joinpath("words")
    return {
        file.name.removesuffix(".toml"): _read(file.read_text("utf-8"))
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if file.name.endswith(".toml")
    }


def _read(text: str) -> Words:
    return {role: tuple(words) for role, words in tomllib.loads(text).items()}


@cache
def words(*roles: str) -> tuple[str, ...]:
    """Every phrase of some roles, in all languages, with its brackets resolved."""
    phrases = (
        word
        for language in languages().values()
        for role in roles
        for phrase in language.get(role, ())
        for word in _resolved(phrase)
    )
    return tuple(dict.fromkeys(phrases))


def _resolved(phrase: str) -> Iterator[str]:
    """The phrases that one with brackets stands for."""
    match = _BRACKETS_RE.search(phrase)
    if match is None:
        yield phrase
        return
    is_optional = match[1] is not None
    choices = (match[1] if is_optional else match[2]).split("|")
    for choice in ["", *choices] if is_optional else choices:
        before, behind = phrase[: match.start()], phrase[match.end() :]
        yield from _resolved(before + choice + behind)


@cache
def any_of(*roles: str) -> str:
    """A pattern for the phrases of some roles, for where a lookup is not enough.

    It is to be compiled with ``re.IGNORECASE``, and matches nothing where the roles
    have no phrase.
    """
    phrases = sorted(words(*roles), key=len, reverse=True)
    patterns = "|".join(map(_pattern, phrases))
    return f"(?:{patterns})" if patterns else r"(?!)"


def _pattern(phrase: str) -> str:
    escaped = re.escape(phrase).replace(r"\ ", r"\s+")
    is_unspaced = _UNSPACED_RE.match(phrase) or not phrase[-1:].isalpha()
    return escaped if is_unspaced else rf"(?<![^\W\d_]){escaped}(?![^\W\d_])"


@cache
def _index() -> Mapping[str, tuple[_Phrase, ...]]:
    """All phrases by their first word or character, the longest first."""
    roles: dict[str, set[str]] = {}
    for language in languages().values():
        for role, phrases in language.items():
            for phrase in phrases:
                for word in _resolved(phrase):
                    roles.setdefault(_plain(word), set()).add(role)
    index: dict[str, list[_Phrase]] = {}
    for text in sorted(roles, key=len, reverse=True):
        first = _FIRST_RE.match(text)
        if first:
            phrase = _Phrase(text, frozenset(roles[text]))
            index.setdefault(first[0], []).append(phrase)
    return {first: tuple(phrases) for first, phrases in index.items()}


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    return text.translate(_ALIKE).lower()


def phrase_at(
    text: str, start: int, roles: frozenset[str]
) -> tuple[int, frozenset[str]]:
    """Where the longest phrase of some roles ends that begins at a place of a text.

    With it come all of its roles. Without such a phrase the end is ``start``.
    """
    plain = _plain(text)
    first = _FIRST_RE.match(plain, start)
    if first is None:
        return start, _NO_ROLE
    for phrase in _index().get(first[0], ()):
        if roles.isdisjoint(phrase.roles):
            continue
        end = start + len(phrase.text)
        if plain.startswith(phrase.text, start) and _is_edge(plain, end):
            return end, phrase.roles
    return start, _NO_ROLE


def _is_edge(text: str, place: int) -> bool:
    """Whether a word may end at a place of a text."""
    before, behind = text[place - 1 : place], text[place : place + 1]
    if not before.isalpha() or not behind.isalpha():
        return True
    return bool(_UNSPACED_RE.match(before) or _UNSPACED_RE.match(behind))


def begins_with(text: str, *roles: str) -> int:
    """How many characters the phrase of some roles takes that a text begins with.

    White space before it counts. It is 0 where the text begins otherwise.
    """
    start = len(text) - len(text.lstrip())
    end, _ = phrase_at(text, start, frozenset(roles))
    return end if end > start else 0


def says(text: str, *roles: str) -> bool:
    """Whether a text is one of the phrases of some roles and nothing else."""
    stripped = text.strip()
    return bool(stripped) and begins_with(stripped, *roles) == len(stripped)


def ends_with(text: str, *roles: str) -> bool:
    """Whether a text ends in one of the phrases of some roles."""
    stop = len(text.rstrip())
    wanted = frozenset(roles)
    starts = (match.start() for match in _FIRST_RE.finditer(_plain(text)))
    return any(phrase_at(text, start, wanted)[0] == stop for start in starts)


def holds(text: str, *roles: str) -> bool:
    """Whether one of the phrases of some roles stands anywhere in a text."""
    wanted = frozenset(roles)
    starts = (match.start() for match in _FIRST_RE.finditer(_plain(text)))
    return any(phrase_at(text, start, wanted)[0] > start for start in starts)


def consists_of(text: str, *roles: str) -> tuple[frozenset[str], ...]:
    """The roles of the phrases that a text is made of, in its order.

    It is () where a word of the text is none of the phrases of these roles. Signs
    between them do not count.
    """
    wanted = frozenset(roles)
    found: list[frozenset[str]] = []
    place = 0
    while first := _FIRST_RE.search(text, place):
        place, all_roles = phrase_at(text, first.start(), wanted)
        if place == first.start():
            if first[0].isalnum():
                return ()
            place = first.end()
        else:
            found.append(all_roles)
    return tuple(found)
