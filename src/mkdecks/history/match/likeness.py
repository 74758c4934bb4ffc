"""Whether two cards are one: a verdict on question and answer together, with its thresholds.

An equal answer lets the question change a lot, an equal question the answer. A short
answer says little by itself: many questions are answered by "yes" or by the name of one
product.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import Enum
from typing import NamedTuple

from ...language.english import ASPECTS
from .words import Compared, compare, meaning, normalised, words

# How alike answers are that were edited, that are about the same thing, and that have
# little in common.
EDITED, RELATED, BARELY = 0.75, 0.6, 0.35
# An answer of so many characters and words belongs to one question only, and a longer
# one whatever that asks.
TELLING_CHARACTERS, TELLING_WORDS, TELLING_ALONE = 40, 6, 80
# A typo is mended in an answer of so many characters when so much of it stays.
LONG_CHARACTERS, LONG_EQUAL = 100, 0.95
# The share of the words that a reworded question keeps.
CLOSE, RATHER_CLOSE, FAR = 0.6, 0.5, 0.3
# A word of the wording is in so many times more questions than the word that names the
# subject.
WORDING = 3
# How many characters of an answer are compared.
MAX_COMPARED = 5_000
_SAY_NOTHING = frozenset("yes no true false none both all neither n/a".split())


class Verdict(Enum):
    """What can be said of two cards."""

    SAME = 2
    DOUBTFUL = 1
    OTHER = 0


class Said(NamedTuple):
    """A card as it is compared. ``answer`` has the right options of a multiple choice card first, then the others."""

    question: str
    answer: str
    source: str
    kind: str
    is_retired: bool = False


class Likeness(NamedTuple):
    """A verdict, and how alike question and answer are, 0 to 1."""

    verdict: Verdict
    question: float
    answer: float

    @property
    def score(self) -> float:
        """What decides between several cards."""
        return (self.question + self.answer) / 2


class _Answers(NamedTuple):
    """Two answers side by side. ``are_equal`` but for a typo in a long one, ``are_extended`` by what follows one.

    ``are_telling`` is whether no other card has such an answer, and ``is_long`` whether
    it says much.
    """

    alike: float
    are_equal: bool
    are_extended: bool
    are_telling: bool
    is_long: bool
    length: int


def answer_likeness(old: Said, new: Said) -> float:
    """How alike two answers are, 0 to 1. Any two texts share half of their letters; their words tell what they say."""
    from rapidfuzz.distance import Indel

    before, after = (
        normalised(said.answer)[:MAX_COMPARED] for said in (old, new)
    )
    letters = Indel.normalized_similarity(before, after)
    return (
        letters
        if letters >= 0.9
        else Indel.normalized_similarity(words(before), words(after))
    )


class Judge:
    """Judges cards of one project: what is rare in it tells more than what is common."""

    def __init__(self, cards: Sequence[Said], known: Sequence[Said]) -> None:
        """``cards`` are those of this build, ``known`` those of the last, all of them."""
        self._answers = tuple(
            Counter(normalised(said.answer) for said in side)
            for side in (known, cards)
        )
        uses = [
            _uses(said.question for said in side) for side in (known, cards)
        ]
        self._asked = uses[0] | uses[1]  # the greater of both
        told = [
            _uses(
                f"{said.question} {said.answer[:MAX_COMPARED]}" for said in side
            )
            for side in (known, cards)
        ]
        self._used = told[0] | told[1]

    def likeness(self, old: Said, new: Said) -> Likeness:
        """Whether ``new`` is ``old``, reworded."""
        from rapidfuzz.distance import Indel

        compared = compare(old.question, new.question, self._used)
        question = Indel.normalized_similarity(
            normalised(old.question), normalised(new.question)
        )
        if old.kind == "cloze":
            return Likeness(_of_cloze(compared), question, question)
        answers = self._compare_answers(old, new)
        return Likeness(
            self._verdict(compared, question, answers, old, new),
            question,
            answers.alike,
        )

    def _compare_answers(self, old: Said, new: Said) -> _Answers:
        from rapidfuzz.distance import Indel

        before, after = (
            normalised(said.answer)[:MAX_COMPARED] for said in (old, new)
        )
        short, long = sorted((words(before), words(after)), key=len)
        letters = Indel.normalized_similarity(before, after)
        equal = short == long or (
            letters >= LONG_EQUAL
            and min(len(before), len(after)) >= LONG_CHARACTERS
        )
        extended = bool(short) and long[: len(short)] == short
        alike = answer_likeness(old, new)
        others = self._answers[0][before] > 1 or self._answers[1][before] > (
            before == after
        )
        says_nothing = (
            _SAY_NOTHING.issuperset(short)
            or others
            or self._answers[1][after] > 1
        )
        is_long = (
            min(len(before), len(after)) >= TELLING_CHARACTERS
            and len(short) >= TELLING_WORDS
        )
        alike = max(alike, LONG_EQUAL) if extended else alike
        return _Answers(
            alike,
            equal,
            extended,
            not says_nothing,
            is_long,
            min(len(before), len(after)),
        )

    def _verdict(
        self,
        compared: Compared,
        question: float,
        answers: _Answers,
        old: Said,
        new: Said,
    ) -> Verdict:
        if compared.has_all:
            enough = RELATED if compared.synonyms or compared.slips else BARELY
            is_same = (
                answers.are_equal
                or answers.are_extended
                or (compared.in_order and answers.alike >= enough)
            )
            return Verdict.SAME if is_same else Verdict.DOUBTFUL
        if (answers.are_equal or answers.are_extended) and self._says_enough(
            compared, question, answers
        ):
            return Verdict.SAME
        if not compared.has_replaced and self._was_edited(
            compared, answers, old, new
        ):
            return Verdict.SAME
        if (
            answers.are_telling
            and answers.is_long
            and answers.alike >= EDITED
            and self._only_wording(compared)
        ):
            return Verdict.SAME
        closeness = compared.closeness
        is_doubtful = closeness >= RATHER_CLOSE and answers.alike >= BARELY
        is_doubtful = is_doubtful or (
            closeness >= FAR and answers.alike >= RELATED
        )
        is_doubtful = is_doubtful or (answers.are_equal and answers.are_telling)
        return Verdict.DOUBTFUL if is_doubtful else Verdict.OTHER

    def _says_enough(
        self, compared: Compared, question: float, answers: _Answers
    ) -> bool:
        """Whether an equal answer tells that a question that differs is the same."""
        if compared.negated:
            return False
        closeness = compared.closeness
        if answers.are_telling and answers.is_long and answers.are_equal:
            return (
                closeness >= FAR
                or question >= RATHER_CLOSE
                or answers.length >= TELLING_ALONE
            )
        if not answers.are_equal and not ASPECTS.isdisjoint(compared.foreign):
            return False
        if answers.are_telling and answers.is_long:
            return closeness >= RATHER_CLOSE
        if (
            not compared.has_replaced
            and closeness >= CLOSE
            and len(compared.kept) >= 2
        ):
            return True
        return answers.are_telling and self._only_wording(compared)

    def _was_edited(
        self, compared: Compared, answers: _Answers, old: Said, new: Said
    ) -> bool:
        """Whether a few words came or went, in the question as in the answer, and no subject with them."""
        changed = set(words(old.answer)).symmetric_difference(words(new.answer))
        foreign = compared.foreign
        if any(
            word in other for word in foreign for other in changed
        ) or not ASPECTS.isdisjoint(foreign):
            return False
        if answers.alike >= EDITED and answers.is_long and answers.are_telling:
            return compared.closeness >= RATHER_CLOSE
        return (
            answers.alike >= RELATED
            and answers.is_long
            and len(compared.kept) >= 2
            and len(foreign) == 1
        )

    def _only_wording(self, compared: Compared) -> bool:
        """Whether what was replaced only words the question: its rarest word, which names the subject, was kept."""
        if (
            compared.negated
            or not compared.in_order
            or compared.closeness < RATHER_CLOSE
        ):
            return False
        rarest = min((self._asked[word] for word in compared.kept), default=0)
        return bool(rarest) and all(
            self._asked[word] >= WORDING * rarest for word in compared.lost
        )


def _uses(texts: Iterable[str]) -> Counter[str]:
    """How many of the texts use each word."""
    return Counter(
        word for text in texts for word in {*words(text), *meaning(text)}
    )


def _of_cloze(compared: Compared) -> Verdict:
    """A sentence with holes is question and answer in one."""
    if compared.has_all and compared.in_order:
        return Verdict.SAME
    if not compared.has_replaced and compared.closeness >= CLOSE:
        return Verdict.SAME
    if (
        compared.closeness >= 0.8
        and len(compared.kept) >= 8
        and not compared.negated
    ):
        return Verdict.SAME
    return (
        Verdict.DOUBTFUL
        if compared.closeness >= RATHER_CLOSE
        else Verdict.OTHER
    )
