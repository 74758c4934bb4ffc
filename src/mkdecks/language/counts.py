"""What a text is counted by: "Question 3", "2.", "Exercise 1", "Solution to exercise 4"."""

from __future__ import annotations

import re

from .labels import ANSWERS, QUESTIONS, label_of
from .numbers import Number, number_at_start

_TASKS = frozenset({"task"})
_COUNTED = QUESTIONS | ANSWERS | _TASKS
_OPENING_SIGNS_RE = re.compile(r"^[^\w]+")
_REMARK_END_RE = re.compile(r"\s*[(\[][^()\[\]]{1,40}[)\]]\s*$")
_BARE_NUMBER_RE = re.compile(r"\d{1,4}\s*[.):]?")


def is_lone_question_label(text: str) -> bool:
    """Whether a line is a label and nothing else: "Question 3", "Q3", "Question:"."""
    label = label_of(text.strip())
    if label is None or not label.names(QUESTIONS):
        return False
    is_bare_letter = label.is_letter and label.number is None and not label.end
    return label.length >= len(text.strip()) and not is_bare_letter


def only_counts(text: str) -> bool:
    """Whether a text is but the number of a question: "Question 3", "Q1 (easy)", "4."."""
    plain = _REMARK_END_RE.sub("", _OPENING_SIGNS_RE.sub("", text)).strip()
    if is_lone_question_label(plain) or _BARE_NUMBER_RE.fullmatch(plain):
        return True
    number = number_at_start(plain)
    if number is not None and number.length >= len(plain):
        return True
    label = label_of(plain)
    is_whole = label is not None and label.length >= len(plain)
    return is_whole and counts_task(plain)


def count_at_start(text: str) -> Number | None:
    """The number that a title counts a question, a task or an answer by.

    "Exercise 3", "2. Sorting", "Solution to question 4:", or the number alone.
    """
    number = number_at_start(f"{text}.")
    if number is not None:
        return number
    label = label_of(text)
    if label is None or label.number is None or not label.names(_COUNTED):
        return None
    return Number(label.number, label.length)


def counts_task(text: str) -> bool:
    """Whether a text begins with the word for a task and its number: "Exercise 3"."""
    label = label_of(text)
    is_task = label is not None and label.names(_TASKS)
    return is_task and label is not None and label.number is not None
