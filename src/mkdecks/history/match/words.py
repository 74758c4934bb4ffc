"""The words of two questions side by side: which were kept, lost and gained."""

from __future__ import annotations

import operator
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ...language.english import IMPERATIVES, NEGATIONS, NEUTRAL, PHRASES
from ...language.inflection import are_synonyms, is_form, is_slip
from ...model.characters import INVISIBLE_RE, one_line

_PHRASE_RE = re.compile(rf"\(?\b({'|'.join(PHRASES)})\b\)?")
_ENDS = (
    " \t\n?!.,;:\"'`()[]{}*_\u2019\u201c\u201d\u2018\u00bf\u00a1"
    "\uff1f\u3002\uff0c\u3001\uff1a"
)
_CJK_RE = re.compile(r"([\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])")
# Code, what has a capital behind its first letter or alone, and what has a digit in it.
_NAME_RE = re.compile(r"`[^`]+`|\b\w+[A-Z]\w*|\b\w*\d\w*")
_PLURAL_RE = re.compile(r"\b([A-Z0-9]{2,})s\b")  # VPCs, IDs
_ESCAPE_RE = re.compile(r"\\(?=[^\w\s])")
_DASH_RE = re.compile(r"[/\u2013\u2014]")
# A mistyped word is used so many times less than the right one.
MISTYPED = 20
# How many words of a question are compared.
MAX_WORDS = 300
NO_USES: Mapping[str, int] = {}


class Compared(NamedTuple):
    """What became of the words of a question that carry its meaning.

    ``is_spelt_anew`` says that a word was kept by another name, or mistyped on one side.
    """

    kept: tuple[str, ...]
    lost: tuple[str, ...]
    gained: tuple[str, ...]
    is_spelt_anew: bool
    in_order: bool

    @property
    def foreign(self) -> tuple[str, ...]:
        """The words that only one of the questions has."""
        return (*self.lost, *self.gained)

    @property
    def negated(self) -> bool:
        """Whether a negation came or went."""
        return not NEGATIONS.isdisjoint(self.foreign)

    @property
    def has_all(self) -> bool:
        """Whether both say the same words, in whatever order."""
        return bool(self.kept) and not self.foreign

    @property
    def has_replaced(self) -> bool:
        """Whether a word stands where another stood, or the meaning was turned round.

        Then it is most likely another question.
        """
        if self.negated or not self.in_order:
            return True
        return bool(self.lost and self.gained)

    @property
    def closeness(self) -> float:
        """The share of words that were kept, 0 to 1."""
        changed = max(len(self.lost), len(self.gained))
        return len(self.kept) / max(len(self.kept) + changed, 1)


@lru_cache(maxsize=20_000)
def normalised(text: str) -> str:
    """A text with its case, spacing and markdown's escapes left out of account."""
    unescaped = _ESCAPE_RE.sub("", text)
    visible = INVISIBLE_RE.sub("", unescaped)
    composed = unicodedata.normalize("NFKC", visible)
    return one_line(composed.casefold())


@lru_cache(maxsize=20_000)
def words(text: str) -> tuple[str, ...]:
    """Every word of a text, without the punctuation around it.

    Scripts that write no spaces are taken by their characters.
    """
    undashed = _DASH_RE.sub(" ", normalised(text))
    spaced = _CJK_RE.sub(r" \1 ", undashed)
    bare = (part.strip(_ENDS) or _sign(part) for part in spaced.split())
    return tuple(word for word in bare if word)


def _sign(part: str) -> str:
    """Punctuation that stands alone, such as an operator in code.

    "" for what only ends a sentence.
    """
    bare = part.strip("`.,;:!?\"'")
    if bare or len(part) == 1:
        return bare
    return part


@lru_cache(maxsize=20_000)
def meaning(text: str) -> tuple[str, ...]:
    """The words of a question that tell it from others; all words where none does."""
    plain = normalised(_PLURAL_RE.sub(r"\1", text))
    shortened = _PHRASE_RE.sub(lambda phrase: PHRASES[phrase[1]], plain)
    all_words = words(shortened)
    if len(all_words) > 1 and all_words[0] in IMPERATIVES:
        all_words = all_words[1:]
    telling = tuple(word for word in all_words if word not in NEUTRAL)
    return telling or words(text)


@lru_cache(maxsize=20_000)
def names(text: str) -> frozenset[str]:
    """The words of a text that are names or code, where one letter makes another."""
    written = _NAME_RE.findall(_PLURAL_RE.sub(r"\1", text))
    found = {word for name in written for word in words(name)}
    return frozenset(
        word for word in found if len(word) > 1 or not word.isalpha()
    )


def compare(old: str, new: str, uses: Mapping[str, int] = NO_USES) -> Compared:
    """How the meaning of a question changed.

    ``uses`` are the numbers of cards that use a word, 0 for all unknown: a word that
    others use too is no slip of the fingers.
    """
    before = dict(enumerate(meaning(old)[:MAX_WORDS]))
    after = dict(enumerate(meaning(new)[:MAX_WORDS]))
    proper = names(old) | names(new)

    def is_mistyped(word: str, other: str) -> bool:
        numbers = sorted((uses.get(word, 0), uses.get(other, 0)))
        is_rare = numbers[0] <= max(1, numbers[1] / MISTYPED)
        return is_rare and is_slip(word, other)

    pairs = dict(_pairs(before, after, operator.eq))
    counts: list[int] = []
    for is_same in (is_form, are_synonyms, is_mistyped):
        left = _without(before, pairs, proper)
        right = _without(after, set(pairs.values()), proper)
        pairs |= _pairs(left, right, is_same)
        counts.append(len(pairs))
    places = [pairs[place] for place in sorted(pairs)]
    return Compared(
        kept=tuple(after[place] for place in places),
        lost=tuple(_without(before, pairs).values()),
        gained=tuple(_without(after, set(places)).values()),
        is_spelt_anew=counts[-1] > counts[0],
        in_order=all(place < later for place, later in pairwise(places)),
    )


def _pairs(
    before: Mapping[int, str],
    after: Mapping[int, str],
    is_same: Callable[[str, str], bool],
) -> Iterator[tuple[int, int]]:
    """The place of each word with that of the first that is the same and still free."""
    free = dict(after)
    for place, word in before.items():
        others = (other for other in free if is_same(word, free[other]))
        other = next(others, None)
        if other is not None:
            del free[other]
            yield place, other


def _without(
    words: Mapping[int, str],
    places: Collection[int],
    excluded: Collection[str] = (),
) -> dict[int, str]:
    """The words that stand at none of the places and are not excluded."""
    return {
        place: word
        for place, word in words.items()
        if place not in places and word not in excluded
    }
