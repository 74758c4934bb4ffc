"""Two answers side by side: how alike they are, and how much they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import NamedTuple

from .words import normalised, words

# A typo is mended in an answer of so many characters when so much of it stays.
LONG_CHARACTERS, LONG_EQUAL = 100, 0.95
# An answer of so many characters and words belongs to one question only.
TELLING_CHARACTERS, TELLING_WORDS = 40, 6
# From here on letters alone say that two answers are alike. Any two texts share half of
# their letters, so that below it their words decide.
ALIKE_BY_LETTERS = 0.9
# How many characters of an answer are compared.
MAX_COMPARED = 5_000
_SAY_NOTHING = frozenset("yes no true false none both all neither n/a".split())


class Said(NamedTuple):
    """A card as it is compared.

    ``answer`` has the right options of a multiple choice card first, then the others.
    """

    question: str
    answer: str
    source: str
    kind: str
    is_retired: bool = False


class Answers(NamedTuple):
    """Two answers side by side.

    They are equal but for a typo in a long one, and kept where all of one is at the
    beginning of the other. ``are_telling`` is whether no other card has such an answer,
    and ``are_long`` whether they say much. ``length`` is that of the shorter.
    """

    alike: float
    are_equal: bool
    are_kept: bool
    are_telling: bool
    are_long: bool
    length: int

    @property
    def name_their_question(self) -> bool:
        """Whether such an answer can belong to one question only."""
        return self.are_telling and self.are_long


def answer_likeness(old: Said, new: Said) -> float:
    """How alike two answers are, 0 to 1."""
    return _likeness(_compared_text(old), _compared_text(new))


def _compared_text(said: Said) -> str:
    return normalised(said.answer)[:MAX_COMPARED]


def _likeness(before: str, after: str) -> float:
    letters = alike(before, after)
    if letters >= ALIKE_BY_LETTERS:
        return letters
    return alike(words(before), words(after))


def alike(before: Sequence[Hashable], after: Sequence[Hashable]) -> float:
    """How alike two sequences are, 0 to 1, by what comes and goes between them."""
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(before, after)


def compare_answers(
    old: Said, new: Said, known: Counter[str], cards: Counter[str]
) -> Answers:
    """The answers of a known card and of one of this build.

    ``known`` and ``cards`` count the normalised answers of all of them.
    """
    before, after = _compared_text(old), _compared_text(new)
    likeness = _likeness(before, after)
    length = min(len(before), len(after))
    short, long = sorted((words(before), words(after)), key=len)
    is_long = length >= LONG_CHARACTERS
    differ_by_a_typo = is_long and alike(before, after) >= LONG_EQUAL
    are_equal = short == long or differ_by_a_typo
    are_extended = bool(short) and long[: len(short)] == short
    # A third card has one of the answers.
    are_shared = (
        known[before] > 1
        or cards[before] > (before == after)
        or cards[after] > 1
    )
    return Answers(
        alike=max(likeness, LONG_EQUAL) if are_extended else likeness,
        are_equal=are_equal,
        are_kept=are_equal or are_extended,
        are_telling=not are_shared and not _SAY_NOTHING.issuperset(short),
        are_long=length >= TELLING_CHARACTERS and len(short) >= TELLING_WORDS,
        length=length,
    )
