"""What the title of a fold says: that an answer is inside, or that something is."""

from __future__ import annotations

from functools import lru_cache

from .lexicon import consists_of
from .question_text import bare_words, is_question

# Nobody writes a longer one.
MAX_FOLD_TITLE = 80


_ANSWERS_IN_FOLDS = ("answer", "solution", "key")


_AROUND_ANSWERS = ("show", "article", "correct", "kind_of_answer")


_REVEALED = (*_ANSWERS_IN_FOLDS, "explanation", "hint", "inside")


def is_reveal_label(text: str) -> bool:
    """Whether the title of a fold only says that something is inside: "Show answer".

    An empty title says nothing else either.
    """
    if not bare_words(text):
        return True
    return bool(_fold_words(text, _REVEALED))


def is_answer_label(text: str) -> bool:
    """Whether the title of a fold says that the answer is inside: "Show solution".

    So does a lone "Show"; "Click to expand" says nothing of an answer.
    """
    words = _fold_words(text, _ANSWERS_IN_FOLDS)
    if len(words) == 1 and "show" in words[0]:
        return len(text.split()) == 1
    return any(not roles.isdisjoint(_ANSWERS_IN_FOLDS) for roles in words)


@lru_cache(maxsize=4096)
def _fold_words(
    text: str, nouns: tuple[str, ...]
) -> tuple[frozenset[str], ...]:
    """What the words of a fold's title are used for, a number at its end left out."""
    plain = bare_words(text).rstrip("0123456789 ")
    if len(plain) > MAX_FOLD_TITLE or is_question(text):
        return ()
    return consists_of(plain, *nouns, *_AROUND_ANSWERS)
