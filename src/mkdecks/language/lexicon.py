"""The words of all languages, by what they are used for.

``words/LANGUAGE.toml`` holds the words of one language, by role; ``words/en.toml`` says
of each role what it is for. A role asks for the words of every language at once, since
nobody says in what language a page is written.

A phrase is plain text, in which brackets spare repetition: ``answer(s)`` is also
"answers", ``(the )key`` also "the key", ``[click|tap] here`` is "click here" or "tap
here".
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files

# Scripts that write words without a space between them.
_UNSPACED_RE = re.compile(
    "[\u0e00-\u0e7f\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]"
)
_BRACKETS_RE = re.compile(r"\(([^()\[\]]*)\)|\[([^()\[\]]*)\]")
_NO_LETTER_BEFORE, _NO_LETTER_BEHIND = r"(?<![^\W\d_])", r"(?![^\W\d_])"

# Characters, each with what may follow it; "" marks the end of a word.
_Tree = dict[str, "_Tree"]


@cache
def languages() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """What the file of each language holds: its phrases by role, as they are written."""
    folder = files(__package__).joinpath("words")
    return {
        file.name.removesuffix(".toml"): _read(file.read_text("utf-8"))
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if file.name.endswith(".toml")
    }


def _read(text: str) -> Mapping[str, tuple[str, ...]]:
    return {role: tuple(words) for role, words in tomllib.loads(text).items()}


@cache
def words(*roles: str) -> frozenset[str]:
    """Every phrase of some roles, in all languages, with its brackets resolved."""
    return frozenset(
        word
        for tables in languages().values()
        for role in roles
        for phrase in tables.get(role, ())
        for word in resolved(phrase)
    )


def resolved(phrase: str) -> Iterator[str]:
    """The phrases that one with brackets stands for."""
    match = _BRACKETS_RE.search(phrase)
    if match is None:
        yield phrase
        return
    is_optional = match[1] is not None
    choices = (match[1] if is_optional else match[2]).split("|")
    for choice in ["", *choices] if is_optional else choices:
        yield from resolved(
            phrase[: match.start()] + choice + phrase[match.end() :]
        )


@cache
def any_of(*roles: str) -> str:
    """A pattern for each phrase of some roles as whole words, the longest first.

    To be compiled with ``re.IGNORECASE``. A space stands for any white space. It
    matches nothing where the roles have no phrase.
    """
    return pattern_of(words(*roles))


def pattern_of(phrases: Iterable[str]) -> str:
    """A pattern for phrases as ``any_of`` has it."""
    spaced: _Tree = {}
    unspaced: _Tree = {}
    for phrase in sorted(phrases):
        is_unspaced = _UNSPACED_RE.match(phrase)
        _add(unspaced if is_unspaced else spaced, phrase)
    parts = [_pattern(unspaced)] if unspaced else []
    if spaced:
        parts.append(_NO_LETTER_BEFORE + _pattern(spaced))
    return f"(?:{'|'.join(parts)})" if parts else r"(?!)"


def _add(tree: _Tree, phrase: str) -> None:
    for character in phrase:
        tree = tree.setdefault(character, {})
    tree[""] = {}


def _pattern(tree: _Tree, last: str = "") -> str:
    """A pattern for what may follow the character ``last``."""
    branches = [
        _character(character) + _pattern(below, character)
        for character, below in tree.items()
        if character
    ]
    if "" in tree:
        needs_end = last.isalpha() and not _UNSPACED_RE.match(last)
        branches.append(_NO_LETTER_BEHIND if needs_end else "")
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _character(character: str) -> str:
    return r"\s+" if character == " " else re.escape(character)


@cache
def _whole(roles: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(any_of(*roles), re.I)


def says(text: str, *roles: str) -> bool:
    """Whether a text is one of the phrases of some roles and nothing else."""
    return bool(_whole(roles).fullmatch(text))


def begins_with(text: str, *roles: str) -> bool:
    """Whether a text begins with one of the phrases of some roles."""
    return bool(_whole(roles).match(text))


def holds(text: str, *roles: str) -> bool:
    """Whether one of the phrases of some roles stands anywhere in a text."""
    return bool(_whole(roles).search(text))
