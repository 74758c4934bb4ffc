"""What the title of a fold says: that an answer is inside, or that something is."""

from __future__ import annotations

import re
from functools import lru_cache

from .lexicon import MAX_REMEMBERED, begins_with, consists_of
from .question_text import bare_words, is_question

# Nobody writes a longer one.
MAX_FOLD_TITLE = 80


_ANSWERS_IN_FOLDS = ("answer", "solution", "key")


# What a title says of the question that it answers: "Answer to question 3".
_COUNTED_RE = re.compile(r"第\s*\d{1,4}\s*[题題問问]的?")
_AROUND_ANSWERS = (
    "show",
    "article",
    "correct",
    "kind_of_answer",
    "about",
    "question",
)


_REVEALED = (*_ANSWERS_IN_FOLDS, "explanation", "hint", "inside")


@lru_cache(maxsize=MAX_REMEMBERED)
def is_reveal_label(text: str) -> bool:
    """Whether the title of a fold only says that something is inside: "Show answer".

    An empty title says nothing else either.
    """
    if not bare_words(text):
        return True
    if _opens_with_answer(text):
        return True
    words = _fold_words(text, _REVEALED)
    says_more = (*_REVEALED, "show")
    return any(not roles.isdisjoint(says_more) for roles in words)


def is_answer_label(text: str) -> bool:
    """Whether the title of a fold says that the answer is inside: "Show solution".

    So does a lone "Show"; "Click to expand" says nothing of an answer.
    """
    words = _fold_words(text, _ANSWERS_IN_FOLDS)
    if len(words) == 1 and "show" in words[0]:
        return len(text.split()) == 1
    return any(not roles.isdisjoint(_ANSWERS_IN_FOLDS) for roles in words)


def _opens_with_answer(text: str) -> bool:
    """Whether a title begins with "Show solution", whatever it says behind that."""
    words = bare_words(text)
    end = begins_with(words, "show")
    named = begins_with(words[end:], *_ANSWERS_IN_FOLDS) if end else 0
    return bool(named) and not is_question(text)


@lru_cache(maxsize=MAX_REMEMBERED)
def _fold_words(
    text: str, nouns: tuple[str, ...]
) -> tuple[frozenset[str], ...]:
    """What the words of a fold's title are used for, a number at its end left out."""
    uncounted = _COUNTED_RE.sub("", text)
    plain = bare_words(uncounted).rstrip("0123456789 ")
    if len(plain) > MAX_FOLD_TITLE or is_question(text):
        return ()
    return consists_of(plain, *nouns, *_AROUND_ANSWERS)
