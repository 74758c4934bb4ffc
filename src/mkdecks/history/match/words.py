"""The words of two questions side by side: which one kept, which it lost, which it gained."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ...language.english import IMPERATIVES, NEGATIONS, NEUTRAL, PHRASES
from ...language.inflection import are_synonyms, is_form, is_slip
from ...model.characters import INVISIBLE_RE

_PHRASE = dict(PHRASES)
_PHRASE_RE = re.compile(
    r"\(?\b(" + "|".join(phrase for phrase, _ in PHRASES) + r")\b\)?"
)
_ENDS = " \t\n?!.,;:\"'`()[]{}*_\u2019\u201c\u201d\u2018\u00bf\u00a1\uff1f\u3002\uff0c\u3001\uff1a"
_CJK_RE = re.compile(r"([\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])")
# Code, what has a capital behind its first letter or alone, and what has a digit in it.
_NAME_RE = re.compile(r"`[^`]+`|\b\w+[A-Z]\w*|\b\w*\d\w*")
_PLURAL_RE = re.compile(r"\b([A-Z0-9]{2,})s\b")  # VPCs, IDs
# A mistyped word is used so many times less than the right one.
MISTYPED = 20
# How many words of a question are compared.
MAX_WORDS = 300
NO_USES: Mapping[str, int] = {}
_ESCAPE_RE = re.compile(r"\\(?=[^\w\s])")


class Compared(NamedTuple):
    """What became of the words of a question that carry its meaning.

    ``synonyms`` counts the words that were kept by another name, ``slips`` those that
    were spelled in another way.
    """

    kept: tuple[str, ...]
    lost: tuple[str, ...]
    gained: tuple[str, ...]
    synonyms: int
    slips: int
    in_order: bool
    negated: bool

    @property
    def foreign(self) -> tuple[str, ...]:
        """The words that only one of the questions has."""
        return (*self.lost, *self.gained)

    @property
    def has_all(self) -> bool:
        """Whether both say the same words, in whatever order."""
        return bool(self.kept) and not self.lost and not self.gained

    @property
    def has_replaced(self) -> bool:
        """Whether a word stands where another stood, or a negation came or went: most likely another question."""
        return (
            self.negated
            or not self.in_order
            or (bool(self.lost) and bool(self.gained))
        )

    @property
    def closeness(self) -> float:
        """The share of words that were kept, 0 to 1."""
        return len(self.kept) / max(
            len(self.kept) + max(len(self.lost), len(self.gained)), 1
        )


@lru_cache(maxsize=20_000)
def normalised(text: str) -> str:
    """A text with its case, spacing and markdown's escapes left out of account."""
    return " ".join(
        unicodedata.normalize(
            "NFKC", INVISIBLE_RE.sub("", _ESCAPE_RE.sub("", text))
        )
        .casefold()
        .split()
    )


@lru_cache(maxsize=20_000)
def words(text: str) -> tuple[str, ...]:
    """Every word of a text, without the punctuation around it; scripts without spaces by their characters."""
    spaced = _CJK_RE.sub(
        r" \1 ", re.sub(r"[/\u2013\u2014]", " ", normalised(text))
    )
    return tuple(
        word
        for part in spaced.split()
        if (word := part.strip(_ENDS) or _sign(part))
    )


def _sign(part: str) -> str:
    """Punctuation that stands alone, such as an operator in code; "" for what only ends a sentence."""
    return part.strip("`.,;:!?\"'") or (part if len(part) > 1 else "")


@lru_cache(maxsize=20_000)
def meaning(text: str) -> tuple[str, ...]:
    """The words of a question that tell it from others; all of them where it has no others."""
    told = words(
        _PHRASE_RE.sub(
            lambda match: _PHRASE[match[1]],
            normalised(_PLURAL_RE.sub(r"\1", text)),
        )
    )
    asking = (
        told[:1] if told and told[0] in IMPERATIVES and len(told) > 1 else ()
    )
    return tuple(
        word for word in told[len(asking) :] if word not in NEUTRAL
    ) or words(text)


@lru_cache(maxsize=20_000)
def names(text: str) -> frozenset[str]:
    """The words of a text that are names or code, where one letter makes another: written in capitals, in backticks."""
    return frozenset(
        word
        for found in _NAME_RE.findall(_PLURAL_RE.sub(r"\1", text))
        for word in words(found)
        if len(word) > 1 or not word.isalpha()
    )


def compare(old: str, new: str, uses: Mapping[str, int] = NO_USES) -> Compared:
    """How the meaning of a question changed. ``uses`` are the numbers of cards that use a word, 0 for all unknown.

    A word that others use too is no slip of the fingers.
    """
    before, after = meaning(old)[:MAX_WORDS], meaning(new)[:MAX_WORDS]
    proper = names(old) | names(new)

    def is_mistyped(one: str, other: str) -> bool:
        return is_slip(one, other) and _is_rare(
            uses.get(one, 0), uses.get(other, 0)
        )

    found: dict[int, int] = {}
    taken: set[int] = set()
    numbers: list[int] = []
    for is_one in (_is_equal, is_form, are_synonyms, is_mistyped):
        known = len(found)
        for place, word in enumerate(before):
            if place not in found and (
                is_one is _is_equal or word not in proper
            ):
                free = (i for i in range(len(after)) if i not in taken)
                free = (
                    i
                    for i in free
                    if is_one is _is_equal or after[i] not in proper
                )
                if (
                    other := next(
                        (i for i in free if is_one(word, after[i])), None
                    )
                ) is not None:
                    found[place] = other
                    taken.add(other)
        numbers.append(len(found) - known)
    places = [found[place] for place in sorted(found)]
    lost = [word for place, word in enumerate(before) if place not in found]
    gained = [word for place, word in enumerate(after) if place not in places]
    negated = not NEGATIONS.isdisjoint((*lost, *gained))
    in_order = all(a < b for a, b in pairwise(places))
    kept = tuple(after[place] for place in places)
    return Compared(
        kept,
        tuple(lost),
        tuple(gained),
        numbers[2],
        numbers[3],
        in_order,
        negated,
    )


def _is_equal(one: str, other: str) -> bool:
    return one == other


def _is_rare(*uses: int) -> bool:
    """Whether one of two words is used by nobody else, or hardly."""
    return min(uses) <= max(1, max(uses) / MISTYPED)
