"""Pages that ask, and put no question to a learner: told by what stands around it.

Dialects that go by how a page looks read nothing there. A page or a section that
announces questions is never such a page, nor is one that was cards before, save for
templates, slides and the guides of a repository.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile
from pathlib import PurePosixPath
from typing import NamedTuple

from ...language.lexicon import begins_with, holds, says
from ...language.page_titles import announces_questions
from ...language.question_text import (
    bare_words,
    front_of,
    is_question,
    number_of,
)
from ...language.word_files import words
from ...model.characters import one_line
from ...model.problems import problem
from ...model.records import Block, Page, Problem, Span
from ...pages.inline import bold_length, html_of, text_of
from ...pages.links import leads_away
from ...pages.walk import page_blocks, walk
from .page_gate import asks_by_itself, is_announced

MAX_SHOWN = 80
# Words of a line that says who wrote something, or when.
MAX_BYLINE, MAX_SIGNATURE = 10, 5
# No text asks so many headings in passing.
MIN_TITLES = 5
# Blocks of a page that show in what language it is written.
MAX_SAMPLE = 40
# The front matter of an issue template, and that of slides.
_TEMPLATE_KEYS = frozenset(("about", "labels", "assignees"))
# What opens a slide in HTML, and what the speaker reads from (reveal.js). A section with
# a class or an id is one of a web page.
_SLIDE_RE = re.compile(r"<!--\s*\.slide\b|<section(?:\s+data-[^>]*)?>", re.I)
_NOTES_RE = re.compile(r"^Notes?:\s", re.I | re.M)
# Files that hosts of repositories know by their names.
_REPOSITORY_FILES = frozenset(
    "code_of_conduct contributing governance issue_template maintainers"
    " pull_request_template".split()
)
_ASKING = frozenset({"paragraph", "heading", "dt"})
_QUOTES = '"\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a\u300c\u300e'
_SPEECH_RE = re.compile(rf"\s*(?:[{_QUOTES}]|[\u2013\u2014\u2015])")
_QUOTES_RE = re.compile(rf"[{_QUOTES}]")
_SENTENCE_END_RE = re.compile(r"[.!?\u2026]\s+|\n")
_SENTENCE_ENDS = (
    ".",
    "!",
    "?",
    "\u3002",
    "\uff01",
    "\uff1f",
    "\u061f",
    "\u0964",
)
_ENDS = (*_SENTENCE_ENDS, ":", "\u2026")
_DATE_RE = re.compile(
    r"\b(?:\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}"
    r"|(?:19|20)\d\d\D{1,5}\d{1,2}:\d\d)\b"
)
# A time with a sign of its own, or what may be one before "pm".
_TIME_RE = re.compile(r"\W*\d{1,2}(?:([:hH])\d\d\b|\.\d\d\b)?\s*")
_CLAUSE_RE = re.compile(r"[^\w\s'\u2019-]+\s*|\n")
# A short word that may stand before the one that asks: "In which year".
_SHORT_WORD_RE = re.compile(r"\w{1,4}\s+")


class _Asked(NamedTuple):
    """A block that asks: its question, and the blocks beside it."""

    block: Block
    text: str
    above: Sequence[Block]
    below: Sequence[Block]


def refusal(page: Page) -> Problem | None:
    """Why a page puts no question to a learner; None where it may."""
    if _is_for_others(page):
        span = Span(page.source.path, 1, 1)
        message = f"a page that puts its questions to others: {page.title}"
        return problem("MK309", message, span)
    asked = [] if page.remembered else list(_asked(page))
    if not asked:
        return None
    for reason, tells in _TELLS:
        if 2 * sum(map(tells, asked)) > len(asked):
            return _refused(reason, asked[0])
    titles = sum(item.block.kind == "heading" for item in asked)
    if titles >= MIN_TITLES:
        return None
    passing = [item for item in asked if _is_put_in_passing(item.text)]
    if 2 * len(passing) > len(asked) and _knows_language(page):
        return _refused("questions that a text asks in passing", passing[0])
    return None


def _refused(reason: str, asked: _Asked) -> Problem:
    message = f"{reason} are none to a learner: {asked.text[:MAX_SHOWN]}"
    code = "MK302" if asks_by_itself(asked.text) else "MK309"
    return problem(code, message, asked.block.span)


def _is_for_others(page: Page) -> bool:
    """Whether a page is a template, slides, a guide, a survey, or an interview with somebody."""
    keys = page.source.front_matter.keys()
    if (_TEMPLATE_KEYS & keys and "name" in keys) or "marp" in keys:
        return True
    if _has_slide_tags(page) or _has_notes(page):
        return True
    is_other = holds(page.title, "no_interview", "survey")
    if is_other and not holds(page.title, "faq", "quiz"):
        return True
    if announces_questions(page.title):
        return False
    name = PurePosixPath(page.source.name).stem.lower().replace("-", "_")
    is_guide = begins_with(bare_words(page.title), "for_contributors") > 0
    return is_guide or name in _REPOSITORY_FILES


def _has_slide_tags(page: Page) -> bool:
    """Whether tags of slides stand on a page, outside its code."""
    if not _SLIDE_RE.search(page.source.text):
        return False
    return any(_SLIDE_RE.search(html_of(block)) for block in page_blocks(page))


def _has_notes(page: Page) -> bool:
    """Whether below a rule and a heading stand the notes of who shows the slide."""
    above = ""
    is_slide = False
    for block in page.blocks:
        if block.kind == "hr":
            is_slide = False
        elif block.kind == "heading" and above == "hr":
            is_slide = True
        elif is_slide and _NOTES_RE.search(block.text):
            return True
        above = block.kind
    return False


def _asked(page: Page) -> Iterator[_Asked]:
    """What asks on a page where nothing announces questions, and is no card yet."""
    for block, siblings in walk(page):
        text = _question_of(block) if block.kind in _ASKING else ""
        if text and not is_announced(page, block):
            place = siblings.index(block)
            below = takewhile(_is_text, siblings[place + 1 :])
            above = siblings[max(place - 1, 0) : place]
            yield _Asked(block, text, above, tuple(below))


def _is_text(block: Block) -> bool:
    return block.kind not in ("heading", "dt") and not _question_of(block)


def _question_of(block: Block) -> str:
    """The question that a block begins with, in bold or on its first line, else ""."""
    bold = bold_length(block) if block.kind == "paragraph" else 0
    first = block.text.partition("\n")[0]
    for text in (block.text[:bold], first):
        if text and is_question(text):
            return one_line(text)
    return ""


def _leads_away(asked: _Asked) -> bool:
    return leads_away(asked.block)


def _has_time(asked: _Asked) -> bool:
    """Whether the time of a day stands before a question, or right below it."""
    beside = (*asked.above, *asked.below[:1])
    texts = (front_of(asked.text), asked.text, *(b.text for b in beside))
    return any(map(_begins_with_time, texts))


def _begins_with_time(text: str) -> bool:
    time = _TIME_RE.match(text)
    if time is None:
        return False
    has_sign = time[1] is not None
    return has_sign or begins_with(text[time.end() :], "clock") > 0


def _is_said(asked: _Asked) -> bool:
    """Whether a question is speech, and so is what comes below it."""
    below = text_of(asked.below[:1])
    is_answered = _SPEECH_RE.match(below) or _QUOTES_RE.search(below)
    return bool(is_answered and _SPEECH_RE.match(asked.text))


def _is_comment(asked: _Asked) -> bool:
    """Whether a reader wrote a question, or what stands below it, and signed it."""
    if any(
        says(bare_words(title), "comments") for title in asked.block.section
    ):
        return True
    is_text = all(block.kind == "paragraph" for block in asked.below)
    if is_text and _is_signed(text_of(asked.below)):
        return True
    return any(_is_byline(b.text) for b in (*asked.above, *asked.below))


def _is_signed(text: str) -> bool:
    """Whether a text ends in a name: "It held for years. Regards, Ann"."""
    before, *others = _SENTENCE_END_RE.split(text.strip())
    last = others[-1].split() if others else []
    if not before or not 0 < len(last) <= MAX_SIGNATURE:
        return False
    return last[-1][:1].isupper() and not last[-1].endswith(_ENDS)


def _is_byline(text: str) -> bool:
    """Whether a line says who wrote something, or when."""
    length = len(text.split())
    if not 0 < length <= MAX_BYLINE or text.endswith(_SENTENCE_ENDS):
        return False
    return bool(_DATE_RE.search(text)) or holds(text, "byline")


def _is_put_in_passing(text: str) -> bool:
    """Whether a question goes on with the text above it, or is no whole sentence.

    One with a number stands for itself.
    """
    front = front_of(text)
    if not asks_by_itself(text) or begins_with(front, "connectives"):
        return True
    if holds(front, "closing") or number_of(text) is not None:
        return False
    clauses = filter(None, _CLAUSE_RE.split(front))
    return not any(map(_begins_as_question, clauses))


def _begins_as_question(clause: str) -> bool:
    second = _SHORT_WORD_RE.sub("", clause, count=1)
    return any(
        begins_with(part, "interrogatives", "sure_prompts")
        for part in (clause, second)
    )


def _knows_language(page: Page) -> bool:
    """Whether the words of a page's language are known, told by its smallest.

    A letter or two may be a word of any language.
    """
    text = text_of(page.blocks[:MAX_SAMPLE])
    smallest = {w for w in words("article", "interrogatives") if len(w) > 2}
    has_word = not smallest.isdisjoint(text.casefold().split())
    return has_word or holds(text, "is", "and")


_TELLS: Sequence[tuple[str, Callable[[_Asked], bool]]] = (
    ("questions that lead to other pages", _leads_away),
    ("titles in a programme", _has_time),
    ("questions that people of a story ask each other", _is_said),
    ("questions in comments", _is_comment),
)
