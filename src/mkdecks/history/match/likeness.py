"""Whether two cards are one: a verdict on question and answer together.

An equal answer lets the question change a lot, an equal question the answer. A short
answer says little by itself: many questions are answered by "yes" or by the name of one
product.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Literal

from ...language.english import ASPECTS
from .answers import MAX_COMPARED, Answers, Said, alike, compare_answers
from .words import Compared, compare, meaning, normalised, words

# How alike answers are that were edited, that are about the same thing, and that have
# little in common.
EDITED, RELATED, BARELY = 0.75, 0.6, 0.35
# A longer answer belongs to one question, whatever that asks.
TELLING_ALONE = 80
# The share of the words that a reworded question keeps.
CLOSE, RATHER_CLOSE, FAR = 0.6, 0.5, 0.3
# A word of the wording is in so many times more questions than the word that names the
# subject.
WORDING = 3
# A sentence with holes that keeps so much, and so many words, is the same.
CLOZE_CLOSE, CLOZE_WORDS = 0.8, 8
# What can be said of two cards.
Verdict = Literal["same", "doubtful", "other"]


class Judge:
    """Judges cards of one project; what is rare tells more than what is common."""

    def __init__(
        self, cards: Collection[Said], known: Collection[Said]
    ) -> None:
        """``cards`` are all of this build, ``known`` all of the last."""
        self._known = Counter(normalised(said.answer) for said in known)
        self._cards = Counter(normalised(said.answer) for said in cards)
        # How many questions, and how many cards, use a word; of both sides the greater
        # number counts.
        self._in_questions = Counter[str]()
        self._in_cards = Counter[str]()
        for side in (cards, known):
            self._in_questions |= _uses(card.question for card in side)
            self._in_cards |= _uses(
                f"{card.question} {card.answer[:MAX_COMPARED]}" for card in side
            )

    def likeness(self, old: Said, new: Said) -> tuple[Verdict, float]:
        """Whether ``new`` is ``old``, reworded, and how alike the two are, 0 to 1.

        The likeness decides between several cards.
        """
        compared = compare(old.question, new.question, self._in_cards)
        question = alike(normalised(old.question), normalised(new.question))
        if old.kind == "cloze":
            return _of_cloze(compared), question
        answers = compare_answers(old, new, self._known, self._cards)
        if compared.has_all:
            verdict = _of_same_words(compared, answers)
        elif self._is_reworded(compared, question, answers, old, new):
            verdict = "same"
        else:
            verdict = _of_different_words(compared, answers)
        return verdict, (question + answers.alike) / 2

    def _is_reworded(
        self,
        compared: Compared,
        question: float,
        answers: Answers,
        old: Said,
        new: Said,
    ) -> bool:
        """Whether questions of different words ask the same.

        ``question`` is how alike they are by their letters.
        """
        if answers.are_kept and self._says_enough(compared, question, answers):
            return True
        if not compared.has_replaced and _was_edited(
            compared, answers, old, new
        ):
            return True
        is_edited = answers.name_their_question and answers.alike >= EDITED
        return is_edited and self._has_only_wording(compared)

    def _says_enough(
        self, compared: Compared, question: float, answers: Answers
    ) -> bool:
        """Whether an answer that was kept tells that different questions are one."""
        if compared.negated:
            return False
        closeness = compared.closeness
        if answers.name_their_question and answers.are_equal:
            is_near = closeness >= FAR or question >= RATHER_CLOSE
            return is_near or answers.length >= TELLING_ALONE
        if not answers.are_equal and not ASPECTS.isdisjoint(compared.foreign):
            return False
        if answers.name_their_question:
            return closeness >= RATHER_CLOSE
        is_close = closeness >= CLOSE and len(compared.kept) >= 2
        if is_close and not compared.has_replaced:
            return True
        return answers.are_telling and self._has_only_wording(compared)

    def _has_only_wording(self, compared: Compared) -> bool:
        """Whether what was replaced only words the question.

        Then it kept its rarest word, which names the subject.
        """
        if compared.negated or not compared.in_order:
            return False
        if compared.closeness < RATHER_CLOSE:
            return False
        uses = self._in_questions
        rarest = min(uses[word] for word in compared.kept)
        return all(uses[word] >= WORDING * rarest for word in compared.lost)


def _of_same_words(compared: Compared, answers: Answers) -> Verdict:
    """The verdict on questions that say the same words."""
    enough = RELATED if compared.is_spelt_anew else BARELY
    is_alike = compared.in_order and answers.alike >= enough
    if answers.are_kept or is_alike:
        return "same"
    return "doubtful"


def _of_different_words(compared: Compared, answers: Answers) -> Verdict:
    """The verdict on questions that are not known to ask the same."""
    closeness = compared.closeness
    if closeness >= RATHER_CLOSE and answers.alike >= BARELY:
        return "doubtful"
    if closeness >= FAR and answers.alike >= RELATED:
        return "doubtful"
    if answers.are_equal and answers.are_telling:
        return "doubtful"
    return "other"


def _was_edited(
    compared: Compared, answers: Answers, old: Said, new: Said
) -> bool:
    """Whether a few words came or went in the question, and no subject with them.

    What came or went in the answer too is the subject.
    """
    foreign = compared.foreign
    if not ASPECTS.isdisjoint(foreign) or not answers.are_long:
        return False
    changed = set(words(old.answer)).symmetric_difference(words(new.answer))
    if any(word in other for word in foreign for other in changed):
        return False
    if answers.alike >= EDITED and answers.are_telling:
        return compared.closeness >= RATHER_CLOSE
    is_one_word = len(foreign) == 1 and len(compared.kept) >= 2
    return answers.alike >= RELATED and is_one_word


def _of_cloze(compared: Compared) -> Verdict:
    """The verdict on sentences with holes, which are question and answer in one."""
    closeness = compared.closeness
    if compared.has_all and compared.in_order:
        return "same"
    if closeness >= CLOSE and not compared.has_replaced:
        return "same"
    keeps_most = closeness >= CLOZE_CLOSE and len(compared.kept) >= CLOZE_WORDS
    if keeps_most and not compared.negated:
        return "same"
    if closeness >= RATHER_CLOSE:
        return "doubtful"
    return "other"


def _uses(texts: Iterable[str]) -> Counter[str]:
    """How many of the texts use each word."""
    return Counter(
        word for text in texts for word in {*words(text), *meaning(text)}
    )
