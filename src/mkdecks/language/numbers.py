"""The numbers that count questions: ``12.``, ``(4)``, ``Q3:``, ``Question 7``.

The one reader of such numbers.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from .labels import QUESTIONS, label_of
from .lexicon import MAX_REMEMBERED, begins_with, is_unspaced, phrase_at

_SEPARATOR = r"(?:[.):：、\]．）]|[-\u2013\u2014/](?=\s+[^\W\d]))"
# A bare number needs its separator, "1.5" is none. Before a capital letter a nested
# number needs none where a word follows that asks: "2.1 What".
_NUMBER_RE = re.compile(
    rf"""\s*(?:
        [(\[]\s{{0,4}}(?P<bracketed>\d{{1,3}})\s{{0,4}}[)\]]\s{{0,4}}[.:]?
      | [(\[]?faq\s{{0,4}}(?P<faq>\d{{1,4}})(?:\.\d{{1,3}})?[a-z]?
        \s{{0,4}}[)\].:]{{1,2}}
      | (?-i:[A-Z])(?P<sectioned>\d{{1,2}})[.)]\s+(?=[A-Z"'\u201c])
      | \d{{1,2}}\.(?:\d{{1,2}}\.)?(?P<nested>\d{{1,3}})[.):]{{1,2}}(?=\s)
      | \d{{1,2}}\.(?:\d{{1,2}}\.)?(?P<open>\d{{1,3}})(?=\s+(?-i:[A-Z]))
      | [\#№]\s{{0,4}}(?P<hashed>\d{{1,3}})\s{{0,4}}{_SEPARATOR}?
      | n[ro°º]\.?\s{{0,4}}(?P<abbreviated>\d{{1,3}})\s{{0,4}}{_SEPARATOR}+(?!\d)
      | (?P<bare>\d{{1,3}})\s{{0,4}}{_SEPARATOR}+(?!\d)
      | 第\s{{0,4}}(?P<ordinal>\d{{1,4}})\s{{0,4}}[题題問问道]\s{{0,4}}{_SEPARATOR}*
      | (?P<keycap>[0-9]+)\ufe0f?\u20e3
    )\s*""",
    re.I | re.X,
)
# How many there are: "Question 2 of 10", "2/10"; what a question counts: "(1 point)".
# Words belong to the question where more of it follows: "Question 4 In 1945 ...".
_OF_ALL = (
    r"(?:\s{0,4}/\s{0,4}\d{1,4}(?![\w.])|\s{0,4}[^\W\d_]{1,3}\s{1,4}\d{1,4}"
    r"(?=\s{0,4}(?:[:.)(\[]|\s[\u2013\u2014-]|\n|\Z)))?"
)
_POINTS = (
    r"(?:\s{0,4}-?\s{0,4}[(\[](?:[^\W\d_]{1,12}\s?\d{1,3}|\d{1,3}(?:[.,]\d)?\s?"
    r"[^\W\d_]{1,12}\.?)[)\]])?"
)
# What exam dumps write before the word: "Topic 1 Question #2".
_LEAD_RE = re.compile(r"[^\W\d_]{3,12}\s\d{1,3},?\s+(?=[^\W\d_])")
_BEHIND_WORD_RE = re.compile(
    rf"\s{{0,4}}(?:[.\#№]|n[°º])?\s{{0,4}}(?P<number>\d{{1,4}})(?!\.\d){_OF_ALL}"
    rf"\s{{0,4}}(?P<separator>{_SEPARATOR}*){_POINTS}\s*",
    re.I,
)
# "Q. 1" is such a word; "p. 1" is a page.
_ABBREVIATED_RE = re.compile(r"[A-Z]\.\s{0,4}\d")
_WORDS = frozenset({"question", "question_letters"})


class Number(NamedTuple):
    """A number at the start of a text, and how many characters it takes with its marks."""

    value: int
    length: int


@lru_cache(maxsize=MAX_REMEMBERED)
def number_at_start(text: str) -> Number | None:
    """The number that a text begins with, if it counts a question."""
    match = _NUMBER_RE.match(text)
    if match is None:
        return _behind_word(text)
    if match["open"] and not begins_with(
        text[match.end() :], "interrogatives", "prompts"
    ):
        return None
    value = int(next(filter(None, match.groups())))
    return Number(value, match.end())


def _behind_word(text: str) -> Number | None:
    """The number behind the word for a question; behind its letter only with a sign."""
    start = len(text) - len(text.lstrip())
    end, roles = phrase_at(text, start, _WORDS)
    lead = _LEAD_RE.match(text, start)
    if end == start and lead:
        start = lead.end()
        end, roles = phrase_at(text, start, _WORDS)
    match = _BEHIND_WORD_RE.match(text, end) if end > start else None
    if match is None:
        return None
    is_word = "question" in roles or is_unspaced(text[start:end])
    is_word = is_word or bool(_ABBREVIATED_RE.match(text, start))
    is_remarked = text[match.end() :].startswith(("(", "["))
    if not (is_word or match["separator"] or is_remarked):
        return None
    return Number(int(match["number"]), match.end())


def is_counted_by_word(text: str) -> bool:
    """Whether a text begins with the word for a question and its number.

    Its letter counts with a full stop, a colon or a bracket behind the number.
    """
    number = _behind_word(text)
    mark = text[: number.length].rstrip() if number else ""
    return (
        mark.endswith((".", ":", ")", "\uff1a"))
        or begins_with(mark, "question") > 0
    )


def number_length(text: str) -> int:
    """How many characters the number before a question takes: ``12. ``, ``(4) ``.

    0 when there is none, or nothing but a number.
    """
    number = number_at_start(text)
    is_all = number is None or number.length >= len(text)
    return 0 if number is None or is_all else number.length


def number_of(text: str) -> int | None:
    """The number before a question, or in its label, if it has one."""
    number = number_at_start(text)
    if number is not None:
        return number.value
    label = label_of(text)
    return label.number if label and label.names(QUESTIONS) else None
