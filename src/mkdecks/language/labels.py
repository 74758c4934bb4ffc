"""What a text is labelled as at its start: ``Q3:``, ``The correct answer -``, ``Hint``.

The one reader of labels: of questions, answers, explanations, hints, options and keys.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from .lexicon import MAX_REMEMBERED, first_characters, is_unspaced, phrase_at
from .word_files import in_small

# A label is no longer than this.
MAX_LABEL = 60
QUESTIONS = frozenset({"question", "question_letters", "interviewer"})
ANSWERS = frozenset({"answer", "answer_letters", "solution", "candidate"})
OPTIONS = frozenset({"option"})
KEYS = frozenset({"answer", "solution", "key"})
_LETTERS = frozenset({"question_letters", "answer_letters"})
# What a label names, and what may stand around that.
_NAMES = frozenset(
    "question question_letters task interviewer front answer answer_letters"
    " solution key candidate back explanation hint option".split()
)
_AROUND = frozenset({"article", "correct", "kind_of_answer", "show", "about"})
_ALL = _NAMES | _AROUND
_LEVELS = frozenset({"difficulty"})
_COUNT = frozenset({"count"})
_SIGNS_RE = re.compile(
    "[\\s\u2190-\u21ff\u2600-\u27bf\u2b05-\u2b07\ufe0f\U0001f300-\U0001faff]*"
)
_NUMBER_RE = re.compile(
    r"\s{0,4}(?:[.#№]|n[°º.]|nr\.|no\.)?\s{0,4}(\d{1,4})(?:\.\d{1,3})?[a-z]?(?!\w)",
    re.I,
)
# What an exercise counts for, or how hard it is: "(2 points)", "(easy)", stars.
_WORTH_RE = re.compile(
    r"\s?[(\uff08]\s?(?:\d{1,3}(?:[.,]\d)?\s?[^\W\d_]{1,15}\.?"
    r"|(?P<level>[^\W\d_][^()\uff08\uff09\n]{1,20}))\s?[)\uff09]"
    r"|\s?[\u2b50\u2605\u2606\ufe0f]{1,10}"
)
_PLURAL_RE = re.compile(r"\s?\((?:e?s|en?|i)\)|/(?:e?s|en?|i|as)\b", re.I)
_END_RE = re.compile(
    r"\s{0,4}(\.?[:\uff1a]|[.)](?=\s|$)|[-\u2013\u2014](?=\s))\s*"
)
# "[text]" that no address follows.
_BRACKETED_RE = re.compile(
    r"\s*(?:\u3010(?P<inside>[^\u3010\u3011\n]{1,20})\u3011"
    r"|\[(?P<square>[^\[\]\n]{1,20})\](?![(\[]))\s*[:\uff1a]?\s*"
)
_PLAIN_SIGNS = {"\uff1a": ":", ")": ".", "\u2013": "-", "\u2014": "-"}
_LINE_END_RE = re.compile(r"[^\S\n]*(?:\n\s*|$)")


@dataclass(frozen=True, slots=True)
class Label:
    """A label: how many characters it takes, and what its words are used for.

    ``number`` is what it counts, ``has_worth`` whether it says what that is worth, as
    exams do. ``is_unspaced`` is whether its script writes words without spaces. ``end``
    is the sign that closes it, ":", "." or "-"; "" where it has a line of its own. White
    space behind it counts in its length.
    """

    length: int
    roles: frozenset[str]
    number: int | None
    end: str
    is_unspaced: bool = False
    has_worth: bool = False

    def names(self, roles: frozenset[str]) -> bool:
        """Whether one of its words is used for one of some things."""
        return not self.roles.isdisjoint(roles)

    @property
    def is_letter(self) -> bool:
        """Whether it is a letter that may as well be an initial or an option's.

        A sign of a script without an alphabet is a word.
        """
        return self.roles & _NAMES <= _LETTERS and not self.is_unspaced


def label_of(text: str) -> Label | None:
    """The label that a text begins with; None where it begins otherwise.

    It may stand in brackets, which close it as a colon does: ``[Answer]``.
    """
    if bracketed := _BRACKETED_RE.match(text):
        inside = bracketed["inside"] or bracketed["square"]
        label = label_of(inside)
        is_whole = label is not None and label.length == len(inside)
        if label is None or not is_whole or label.is_letter:
            return None
        return replace(label, length=bracketed.end(), end=":")
    signs = _SIGNS_RE.match(text)
    first = text[signs.end() : signs.end() + 1] if signs else ""
    if in_small(first) not in _first_characters():
        return None
    return _label_of(text[:MAX_LABEL], is_whole=len(text) <= MAX_LABEL)


@cache
def _first_characters() -> frozenset[str]:
    return first_characters(*_ALL)


@lru_cache(maxsize=MAX_REMEMBERED)
def _label_of(text: str, *, is_whole: bool) -> Label | None:
    place, roles = _words(text)
    if roles.isdisjoint(_NAMES):
        return None
    counted, _ = phrase_at(
        text, place + text[place : place + 1].isspace(), _COUNT
    )
    number = _NUMBER_RE.match(text, max(place, counted))
    place = number.end() if number else place
    value = int(number[1]) if number else None
    worth = _worth_at(text, place)
    place = worth or place
    end = _END_RE.match(text, place)
    if end:
        sign = _PLAIN_SIGNS.get(end[1][-1], end[1][-1])
        return Label(
            end.end(),
            roles,
            value,
            sign,
            is_unspaced(text[:place]),
            bool(worth),
        )
    line_end = _LINE_END_RE.match(text, place)
    is_lone = line_end is not None and (is_whole or line_end.end() < MAX_LABEL)
    if line_end is None or not is_lone:
        return None
    return Label(
        line_end.end(), roles, value, "", is_unspaced(text[:place]), bool(worth)
    )


def _worth_at(text: str, place: int) -> int:
    """Where what a task is worth ends, or how hard it is; 0 where none stands there."""
    worth = _WORTH_RE.match(text, place)
    if worth is None:
        return 0
    is_level = worth["level"] is None or _says_level(worth["level"])
    return worth.end() if is_level else 0


def _says_level(text: str) -> bool:
    end, _ = phrase_at(text, 0, _LEVELS)
    return end == len(text.rstrip())


def _words(text: str) -> tuple[int, frozenset[str]]:
    """Where the words of a label end, and what they are used for.

    In "Solution to exercise 3" what it is about names nothing.
    """
    signs = _SIGNS_RE.match(text)
    place = signs.end() if signs else 0
    roles: set[str] = set()
    while not _worth_at(text, place):
        end, found = phrase_at(text, place, _ALL)
        if end == place:
            break
        roles |= found & (_AROUND if "about" in roles else _ALL)
        plural = _PLURAL_RE.match(text, end)
        end = plural.end() if plural else end
        place = end + 1 if text[end : end + 1] == " " else end
    return place, frozenset(roles)


def is_answer_word(text: str) -> bool:
    """Whether a text is but the word for an answer, and no letter: "Answer 2"."""
    label = label_of(text)
    if label is None or label.is_letter or not label.names(ANSWERS):
        return False
    return label.length >= len(text.rstrip())


def is_title_for(text: str, roles: frozenset[str]) -> bool:
    """Whether a text is a label with a line of its own: "The answers", "Solution 2"."""
    label = label_of(text.strip())
    if label is None or not label.names(roles):
        return False
    return label.length >= len(text.strip())
