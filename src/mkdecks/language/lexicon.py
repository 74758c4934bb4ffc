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

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple
from unicodedata import category

from .word_files import (
    FIRST_RE,
    UNSPACED_RE,
    Words,
    first_word,
    first_words,
    in_small,
    languages,
    resolved,
)

_NO_ROLE: frozenset[str] = frozenset()

# So many texts are remembered with what they say: more than most pages have blocks.
MAX_REMEMBERED = 32_768
# Phrases are told apart by so many characters behind their first word.
NEXT = 4


class _Phrase(NamedTuple):
    """A phrase in small letters, and all that it is used for."""

    text: str
    roles: frozenset[str]


class _Bunch(NamedTuple):
    """The phrases with one first word, the longest first, by what follows the word.

    ``short`` are those that end within the next characters.
    """

    longer: Mapping[str, tuple[_Phrase, ...]]
    short: tuple[_Phrase, ...]

    def at(self, text: str, place: int) -> Iterator[_Phrase]:
        """The phrases that may stand in a text where their first word ends at a place."""
        yield from self.longer.get(text[place : place + NEXT], ())
        yield from self.short


_NO_BUNCH = _Bunch({}, ())


class _Index:
    """The phrases of all languages by their first word, or their first character.

    Most texts meet few of them, so that brackets are resolved when a first word is met.
    """

    def __init__(self, languages: Iterable[Words]) -> None:
        self._written: dict[str, dict[str, set[str]]] = {}
        self._phrases: dict[str, tuple[_Phrase, ...]] = {}
        self._firsts: dict[frozenset[str], frozenset[str]] = {}
        self._chosen: dict[tuple[str, frozenset[str]], _Bunch] = {}
        for language in languages:
            for role, phrases in language.items():
                for phrase in phrases:
                    self._add(in_small(phrase), role)

    def _add(self, phrase: str, role: str) -> None:
        for first in first_words(phrase):
            written = self._written.setdefault(first, {})
            written.setdefault(phrase, set()).add(role)

    def first_words(self, roles: frozenset[str]) -> frozenset[str]:
        """The words, or characters, that phrases of some roles begin with."""
        firsts = self._firsts.get(roles)
        if firsts is None:
            firsts = self._firsts[roles] = frozenset(
                first
                for first, written in self._written.items()
                if any(not roles.isdisjoint(used) for used in written.values())
            )
        return firsts

    def beginning_with(self, first: str, roles: frozenset[str]) -> _Bunch:
        """The phrases of some roles with a first word."""
        if first not in self._written:
            return _NO_BUNCH
        key = first, roles
        chosen = self._chosen.get(key)
        if chosen is None:
            chosen = self._chosen[key] = _bunch(
                len(first),
                [
                    phrase
                    for phrase in self._all_beginning_with(first)
                    if not roles.isdisjoint(phrase.roles)
                ],
            )
        return chosen

    def _all_beginning_with(self, first: str) -> tuple[_Phrase, ...]:
        if first not in self._phrases:
            self._phrases[first] = tuple(self._resolve(first))
        return self._phrases[first]

    def _resolve(self, first: str) -> Iterator[_Phrase]:
        roles: dict[str, set[str]] = {}
        for written, used_for in self._written.get(first, {}).items():
            for text in resolved(written):
                if first_word(text) == first:
                    roles.setdefault(text, set()).update(used_for)
        for text in sorted(roles, key=len, reverse=True):
            yield _Phrase(text, frozenset(roles[text]))


def _bunch(length: int, phrases: Sequence[_Phrase]) -> _Bunch:
    """Phrases whose first word has a length, by what follows it."""
    longer: dict[str, list[_Phrase]] = {}
    short = []
    for phrase in phrases:
        following = phrase.text[length : length + NEXT]
        if len(following) == NEXT:
            longer.setdefault(following, []).append(phrase)
        else:
            short.append(phrase)
    return _Bunch(
        {following: tuple(bunch) for following, bunch in longer.items()},
        tuple(short),
    )


@cache
def first_characters(*roles: str) -> frozenset[str]:
    """The small characters that phrases of some roles may begin with."""
    return frozenset(
        first[0]
        for language in languages().values()
        for role in roles
        for phrase in language.get(role, ())
        for first in first_words(in_small(phrase))
        if first
    )


@cache
def _index() -> _Index:
    return _Index(languages().values())


def phrase_at(
    text: str, start: int, roles: frozenset[str]
) -> tuple[int, frozenset[str]]:
    """Where the longest phrase of some roles ends that begins at a place of a text.

    With it come all of its roles. Without such a phrase the end is ``start``.
    """
    plain = _small(text)
    first = FIRST_RE.match(plain, start)
    if first is None:
        return start, _NO_ROLE
    bunch = _index().beginning_with(first[0], roles)
    return _longest(plain, start, bunch.at(plain, first.end()))


def _longest(
    plain: str, start: int, phrases: Iterable[_Phrase]
) -> tuple[int, frozenset[str]]:
    """Where the first of some phrases ends that stands at a place, and its roles."""
    for phrase in phrases:
        end = start + len(phrase.text)
        if plain.startswith(phrase.text, start) and _is_edge(plain, end):
            return end, phrase.roles
    return start, _NO_ROLE


@lru_cache(maxsize=MAX_REMEMBERED)
def _small(text: str) -> str:
    return in_small(text)


def _is_edge(text: str, place: int) -> bool:
    """Whether a word may end at a place of a text."""
    before, behind = text[place - 1 : place], text[place : place + 1]
    if not (_is_in_word(before) and _is_in_word(behind)):
        return True
    return bool(UNSPACED_RE.match(before) or UNSPACED_RE.match(behind))


def _is_in_word(character: str) -> bool:
    """Whether a character is a letter, or a sign that some scripts write on letters."""
    if not character or character.isascii():
        return character.isalpha()
    return category(character)[0] in "LM"


def is_unspaced(text: str) -> bool:
    """Whether a text has a sign of a script that writes words without spaces."""
    return bool(UNSPACED_RE.search(text))


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
    return any(end == stop for _, end in find(text, *roles))


def holds(text: str, *roles: str) -> bool:
    """Whether one of the phrases of some roles stands anywhere in a text."""
    return any(True for _ in find(text, *roles))


def find(text: str, *roles: str) -> Iterator[tuple[int, int]]:
    """Where each phrase of some roles begins and ends in a text."""
    wanted = frozenset(roles)
    plain, index = _small(text), _index()
    firsts = index.first_words(wanted)
    for match in FIRST_RE.finditer(plain):
        if match[0] not in firsts:
            continue
        start = match.start()
        bunch = index.beginning_with(match[0], wanted)
        end, _ = _longest(plain, start, bunch.at(plain, match.end()))
        if end > start:
            yield start, end


def consists_of(text: str, *roles: str) -> tuple[frozenset[str], ...]:
    """The roles of the phrases that a text is made of, in its order.

    It is () where a word of the text is none of the phrases of these roles. Signs
    between them do not count.
    """
    wanted = frozenset(roles)
    found: list[frozenset[str]] = []
    place = 0
    while first := FIRST_RE.search(text, place):
        place, all_roles = phrase_at(text, first.start(), wanted)
        if place == first.start():
            if first[0].isalnum():
                return ()
            place = first.end()
        else:
            found.append(all_roles)
    return tuple(found)
