"""What titles announce: questions, terms, or a part that every page may have.

Pure functions on the visible text of titles of pages, sections and folds.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..model.characters import one_line
from .fold_titles import is_reveal_label
from .labels import KEYS, is_title_for
from .lexicon import (
    MAX_REMEMBERED,
    begins_with,
    consists_of,
    ends_with,
    find,
    holds,
    says,
)
from .question_text import bare_words, front_of, is_call_to_action, is_question

_AROUND_KEYS = ("article", "correct", "kind_of_answer", "explanation", "and")
# What opens a title that is about questions, or asks one, and heads none.
_OPENS_NO_BANK = (
    "interrogatives",
    "calls",
    "about_questions",
    "parts",
    "parts_about",
)
# How many words may stand before the word for a glossary.
MAX_WORDS_BEFORE = 3
# Words of a title that only has the word somewhere.
MAX_TITLE_OF_TERMS = 6
# A longer title with both words is a statement that is judged.
MAX_JUDGEMENT_WORDS = 6
_PARENTHESIS_END_RE = re.compile(r"\s*\([^()]{1,60}\)\s*$")
_PARENTHESIS_START_RE = re.compile(
    r"^\s*(?:\([^()]{1,60}\)|\[[^\[\]]{1,60}\])\s*"
)
_OPENING_SIGNS_RE = re.compile(r"^[^\w]+")
_TITLE_PARTS_RE = re.compile(r"\s*[:\uff1a\u2013\u2014|]\s*|\s-\s")
_SIGN_RE = re.compile(r"[^\w\s.+#/-]")
# What sets the subject off that a title ends in: "Interview questions: Java".
_SUBJECT_RE = re.compile(r"[:\uff1a\u2013\u2014(\uff08|-]\s*\S")
_YEARS_RE = re.compile(r"(?:\(?\d{4}\)?\s*|\([^()]{1,40}\)\s*)+")
# A letter of the alphabet, or a range of them: "A - C". Signs alone are no term either.
_ALPHABET_RE = re.compile(
    r"[^\W_](?:(?:\s*[-\u2013\u2014&,/]\s*|\s+(?:to|and)\s+)[^\W_])*|\W*|\d-\d"
)


@lru_cache(maxsize=MAX_REMEMBERED)
def is_contents_title(text: str) -> bool:
    """Whether a heading stands over a table of contents."""
    return says(bare_words(text), "contents")


@lru_cache(maxsize=MAX_REMEMBERED)
def is_section_title(text: str) -> bool:
    """Whether a heading names a part that every page may have: "References"."""
    words = bare_words(front_of(text))
    if says(words, "parts", "contents") or begins_with(words, "parts_about"):
        return True
    return is_key_title(words)


@lru_cache(maxsize=MAX_REMEMBERED)
def is_key_title(text: str) -> bool:
    """Whether a title says that only answers or a key follow: "Answers", "Solutions"."""
    plain = _PARENTHESIS_END_RE.sub("", one_line(text).rstrip(" :\uff1a"))
    key = begins_with(plain, "key")
    is_about = bool(key) and begins_with(plain[key:], "about") > 0
    if is_about or is_title_for(plain, KEYS):
        return True
    words = consists_of(plain, *KEYS, *_AROUND_KEYS)
    return any(not roles.isdisjoint(KEYS) for roles in words)


@lru_cache(maxsize=MAX_REMEMBERED)
def announces_questions(title: str) -> bool:
    """Whether a title says that questions and answers follow: "FAQ", "Quiz"."""
    if holds(title, "faq", "quiz"):
        return True
    if holds(title, "no_interview"):
        return False
    return holds(title, "interview", "interviewer")


@lru_cache(maxsize=MAX_REMEMBERED)
def heads_question_bank(title: str) -> bool:
    """Whether a title names questions last: "Basic AWS Interview Questions"."""
    plain = one_line(title).rstrip(" :")
    if begins_with(plain, *_OPENS_NO_BANK):
        return False
    return any(_is_last(plain[end:]) for _, end in find(plain, "bank"))


@lru_cache(maxsize=MAX_REMEMBERED)
def names_questions(title: str) -> bool:
    """Whether a title has the word for questions, and not that for a quiz alone."""
    return holds(title, "faq") and not begins_with(
        title.strip(), "parts", "parts_about"
    )


def _is_last(behind: str) -> bool:
    """Whether what stands behind the word for questions leaves it the title's subject.

    "... with answers for 2024 (updated)" does.
    """
    rest = behind[begins_with(behind, "with_answers") :].strip()
    if not rest or _YEARS_RE.fullmatch(rest) or _SUBJECT_RE.match(rest):
        return True
    return begins_with(rest, "about") > 0


@lru_cache(maxsize=MAX_REMEMBERED)
def asks_for_judgement(title: str) -> bool:
    """Whether a title has both words of a judgement: "True or false"."""
    if len(title.split()) > MAX_JUDGEMENT_WORDS:
        return False
    return holds(title, "correct") and holds(title, "wrong")


@lru_cache(maxsize=MAX_REMEMBERED)
def may_be_question(text: str) -> bool:
    """Whether a title among questions may be one too, though it does not ask."""
    tests = (is_section_title, is_call_to_action, is_reveal_label)
    return not any(is_other(text) for is_other in tests)


@lru_cache(maxsize=MAX_REMEMBERED)
def announces_terms(title: str) -> bool:
    """Whether a title says that terms and their meanings follow: "Glossary"."""
    front = _PARENTHESIS_END_RE.sub("", front_of(title))
    front = _PARENTHESIS_START_RE.sub("", front)
    plain = one_line(front).strip(" :\uff1a.")
    whole = _OPENING_SIGNS_RE.sub("", plain)
    if any(says(part, "glossary") for part in _TITLE_PARTS_RE.split(whole)):
        return True
    if any(_is_glossary(whole, *place) for place in find(whole, "glossary")):
        return True
    bare = whole[begins_with(whole, "article") :]
    behind = bare[begins_with(bare, "terms") :]
    if behind == bare:
        return False
    return not behind or _goes_on_with_terms(behind) or _is_used(behind)


@lru_cache(maxsize=MAX_REMEMBERED)
def may_announce_terms(title: str) -> bool:
    """Whether a title announces terms, or has the word for a glossary anywhere."""
    return holds(title, "glossary") or announces_terms(title)


@lru_cache(maxsize=MAX_REMEMBERED)
def hints_at_terms(title: str) -> bool:
    """Whether a short title has the word for a glossary anywhere, or ends in terms.

    "Vocabulary of lesson 5", "Botanical terms".
    """
    is_short = len(title.split()) <= MAX_TITLE_OF_TERMS
    return is_short and (may_announce_terms(title) or ends_with(title, "terms"))


def _is_glossary(title: str, start: int, end: int) -> bool:
    """Whether the word for a glossary, at a place of a title, is what it names."""
    before, behind = title[:start], title[end:].strip()
    names = [
        word
        for word in before.split()
        if not says(word, "article", "before_terms", "and")
        and not word.isdigit()
    ]
    if len(names) > MAX_WORDS_BEFORE or _SIGN_RE.search(before):
        return False
    if not behind or begins_with(behind, "about"):
        return True
    return _goes_on_with_terms(behind)


def _goes_on_with_terms(text: str) -> bool:
    """Whether a text is "and their definitions", or the like."""
    return bool(
        consists_of(
            text, "and", "article", "terms", "term", "definition", "glossary"
        )
    )


def _is_used(text: str) -> bool:
    return begins_with(text, "used") > 0


def may_be_term(text: str, *, heading: bool = True) -> bool:
    """Whether a heading or an entry of a glossary may be a term.

    A letter of the alphabet, a remark and a part of the page are none.
    """
    plain = one_line(text)
    if _ALPHABET_RE.fullmatch(plain) or is_question(plain):
        return False
    if begins_with(plain, "no_term") or says(plain.rstrip(" :"), "remark"):
        return False
    return not (heading and is_section_title(plain))
