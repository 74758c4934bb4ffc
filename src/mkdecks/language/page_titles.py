"""What titles announce: questions, terms, or a part that every page may have.

Pure functions on the visible text of titles of pages, sections and folds.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..model.characters import one_line
from .labels import KEYS, is_title_for
from .lexicon import any_of, begins_with, holds, says
from .question_text import (
    bare_words,
    front_of,
    is_call_to_action,
    is_question,
    is_reveal_label,
)

_BANK = ("faq", "bank")
_PARENTHESIS_END_RE = re.compile(r"\s*\([^()]{1,60}\)\s*$")
_OPENING_SIGNS_RE = re.compile(r"^[^\w]+")
_TITLE_PARTS_RE = re.compile(r"\s*[:\uff1a\u2013\u2014|]\s*|\s-\s")
# A letter of the alphabet, or a range of them: "A - C". Signs alone are no term either.
_ALPHABET_RE = re.compile(
    r"[^\W_](?:\s*(?:[-\u2013\u2014&,/]|to|and)\s*[^\W_])*|\W*|\d-\d"
)


@lru_cache(maxsize=1)
def _no_interview() -> re.Pattern[str]:
    return re.compile(any_of("no_interview"), re.I)


@lru_cache(maxsize=1)
def _bank() -> re.Pattern[str]:
    """A title that names questions last: "Basic AWS interview questions for 2024"."""
    return re.compile(
        rf"(?!{any_of('interrogatives', 'calls', 'about_questions')})"
        rf".{{0,90}}?{any_of('bank')}"
        rf"(?:\s{any_of('with_answers')})?"
        rf"(?:\s{any_of('about')}\s.{{1,50}}|\s\(?\d{{4}}\)?|\s?\(.{{1,40}}\))*\s*:?",
        re.I,
    )


@lru_cache(maxsize=1)
def _terms() -> re.Pattern[str]:
    """A title that names terms, first or last: "A short glossary of weaving"."""
    before = any_of("article", "before_terms")
    of = any_of("about")
    return re.compile(
        rf"(?:{before}\s*|\d{{4}} )*(?:[\w.+#/-]+ ){{0,3}}?{any_of('glossary')}"
        rf"(?: {of} .{{1,60}}| {any_of('and')} {any_of('terms', 'glossary')})?"
        rf"|(?:{any_of('article')} )?{any_of('terms')}"
        rf"(?: ?(?:{any_of('and')}|[&/]) ?{any_of('terms', 'term', 'definition')})?"
        rf"(?: {any_of('used')} .{{1,40}})?",
        re.I,
    )


def is_contents_title(text: str) -> bool:
    """Whether a heading stands over a table of contents."""
    return says(bare_words(text), "contents")


@lru_cache(maxsize=4096)
def is_section_title(text: str) -> bool:
    """Whether a heading names a part that every page may have: "References"."""
    words = bare_words(front_of(text))
    if says(words, "parts", "contents") or begins_with(words, "parts_about"):
        return True
    return is_key_title(words)


def is_key_title(text: str) -> bool:
    """Whether a title says that only answers or a key follow: "Answers", "Solutions"."""
    return is_title_for(one_line(text).rstrip(" :\uff1a"), KEYS)


@lru_cache(maxsize=1024)
def announces_questions(title: str) -> bool:
    """Whether a title says that questions and answers follow: "FAQ", "Quiz"."""
    if holds(title, "faq", "quiz"):
        return True
    return holds(_no_interview().sub("", title), "interview", "interviewer")


@lru_cache(maxsize=256)
def heads_question_bank(title: str) -> bool:
    """Whether a title names questions last: "Basic AWS Interview Questions"."""
    return bool(_bank().fullmatch(one_line(title)))


def may_be_question(text: str) -> bool:
    """Whether a title among questions may be one too, though it does not ask."""
    tests = (is_section_title, is_call_to_action, is_reveal_label)
    return not any(is_other(text) for is_other in tests)


@lru_cache(maxsize=1024)
def announces_terms(title: str) -> bool:
    """Whether a title says that terms and their meanings follow: "Glossary"."""
    front = _PARENTHESIS_END_RE.sub("", front_of(title))
    plain = one_line(front).strip(" :\uff1a.")
    whole = _OPENING_SIGNS_RE.sub("", plain)
    if _terms().fullmatch(whole):
        return True
    last = _TITLE_PARTS_RE.split(whole)[-1]
    return says(last, "glossary")


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
