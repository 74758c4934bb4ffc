"""What titles announce: questions, terms, or a part that every page may have.

Pure functions on the visible text of titles of pages, sections and folds.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..model.characters import one_line
from .question_text import (
    bare_words,
    front_of,
    is_call_to_action,
    is_question,
    is_reveal_label,
)

_CONTENTS_RE = re.compile(
    r"(?:table of )?contents?|toc|índice|目录|оглавление", re.I
)
_SECTION_WORDS_RE = re.compile(
    r"(?:table of )?contents?|toc|index|introduction|intro|overview|conclusions?"
    r"|summary|references?"
    r"|resources?|sources?|further reading|see also|related.*|license|contributing"
    r"|credits"
    r"|key takeaways?|takeaways?|common mistakes|score(?: guide|card)?|scoring|recap"
    r"|wrap[- ]?up"
    r"|what(?:'s| is) next|next steps?|answer keys?|answers|learning (?:objectives"
    r"|goals|outcomes)|useful links|tips"
    r"|author.*|about.*|acknowledg.*|appendix.*|notes?|prerequisites?|índice|目录"
    r"|оглавление",
    re.I,
)
_Q_AND_A_RE = re.compile(
    r"\b(?:faqs?|frequently asked|questions?|interview(?!s?\s+(?:with|process"
    r"|experiences?|about|of|by"
    r"|series|schedule))|quiz(?:zes)?|q\s*(?:&|and|/)\s*as?|questionnaire"
    r"|flash\s?cards?"
    r"|self[- ]?(?:assessment|test)|preguntas|perguntas|fragen|domande)\b"
    r"|вопрос|面试|問題|问题|质问|質問|常见|أسئلة|اسئلة",
    re.I,
)
_BANK_RE = re.compile(
    r"(?!(?:how|why|what|when|my|our|your|preparing|tips)\b).{0,90}?\b(?:faqs?"
    r"|frequently asked questions|q\s?(?:&"
    r"|and)\s?as?|(?:interview|exam|technical|quiz|practice"
    r"|scenario[- ]based)\s(?:\w+\s)?questions?|questions (?:and"
    r"|&|with) answers)(?:\s(?:and|&|with)\s(?:their |sample |detailed )?answers)?"
    r"(?:\s(?:for|in|of|on|about)\s.{1,50}|\s\(?\d{4}\)?|\s?\(.{1,40}\))*\s*:?",
    re.I,
)
_TERMS_RE = re.compile(
    r"(?:(?:the|our|a|an|some|mini|short|full|\d{4}) )*(?:[\w.+#/-]+ ){0,3}?"
    r"(?:glossar(?:y|ies)|glosarios?|glossaire|glossar|glossario|glossário"
    r"|terminolog(?:y|ía|ie|ia)|vocabulary"
    r"|vocabulario|lexicon|jargon(?: buster)?|(?:key|important|basic|common|core"
    r"|technical|essential|new)"
    r" (?:terms?|terminology|vocabulary|concepts|definitions)"
    r"|术语表?|词汇表|用語集?|용어|глоссарий|словарь)"
    r"(?: (?:of|for|de|der|des|in|on) .{1,60}| (?:and|&) (?:\w+ ?){1,3}| list| terms?)?"
    r"|(?:terms|definitions|acronyms|abbreviations|key terminology)(?: (?:and|&"
    r"|/) (?:their )?(?:terms|definitions"
    r"|concepts|meanings|acronyms|abbreviations|terminology))?(?: (?:used"
    r"|you) .{1,40})?"
    r"|definitions? of terms|words? to know",
    re.I,
)
_GLOSSARY_RE = re.compile(r"glossar|key terms|terminolog|vocabulary", re.I)
_PARENTHESIS_END_RE = re.compile(r"\s*\([^()]{1,60}\)\s*$")
_OPENING_SIGNS_RE = re.compile(r"^[^\w]+")
_TITLE_PARTS_RE = re.compile(r"\s*[:\uff1a\u2013\u2014|]\s*|\s-\s")
_NOT_A_TERM_RE = re.compile(
    r"(?:how to|about|using|see|more|other|external|further|on this page|quick|tips?"
    r"|in this)\b.*"
    r"|[a-z\dа-яё](?:\s*(?:[-\u2013\u2014&,/]|to|and)\s*[a-z\dа-яё])*|\W*|numbers?"
    r"|symbols?|\d-\d",
    re.I,
)


def is_contents_title(text: str) -> bool:
    """Whether a heading stands over a table of contents."""
    return bool(_CONTENTS_RE.fullmatch(bare_words(text)))


def is_section_title(text: str) -> bool:
    """Whether a heading names a part that every page may have: "References"."""
    return bool(_SECTION_WORDS_RE.fullmatch(bare_words(front_of(text))))


@lru_cache(maxsize=1024)
def announces_questions(title: str) -> bool:
    """Whether a title says that questions and answers follow: "FAQ", "Quiz"."""
    return bool(_Q_AND_A_RE.search(title))


@lru_cache(maxsize=256)
def heads_question_bank(title: str) -> bool:
    """Whether a title names questions last: "Basic AWS Interview Questions"."""
    return bool(_BANK_RE.fullmatch(one_line(title)))


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
    if _TERMS_RE.fullmatch(whole):
        return True
    last = _TITLE_PARTS_RE.split(whole)[-1]
    return bool(_GLOSSARY_RE.match(last) and _TERMS_RE.fullmatch(last))


def may_be_term(text: str, *, heading: bool = True) -> bool:
    """Whether a heading or an entry of a glossary may be a term.

    A letter of the alphabet and a part of the page are none.
    """
    plain = one_line(text)
    if _NOT_A_TERM_RE.fullmatch(plain) or is_question(plain):
        return False
    return not (heading and is_section_title(plain))
