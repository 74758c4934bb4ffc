"""Questions that a page has lost: those built, those left to a draft, those pasted.

A derived question is a proposal. The setting ``derived`` says what a build does with
it. A draft holds every one, and a heading to be filled in for each answer whose
question nothing tells.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from ...language.question_text import front_of
from ...model.characters import one_line
from ...model.problems import problem
from ...model.records import Page, Pair, Problem, Source, Span
from ...pages.inline import text_block, text_of
from ...pages.tree import span_of
from ..derive import answers_without_questions
from .blocks import Blocks

DIALECT = "derive"
TODO = "TODO: write a question"
# An answer whose question could not be derived.
LEFTOVER = "MK310"
MAX_SHOWN = 60
_LINE_START_RE = re.compile(r"^\s*(?:#{1,6}\s+|[-*+\u2022]\s+)")
_ENDING_RE = re.compile(r"[.][^./]*$")

Result = tuple[tuple[Pair, ...], tuple[Problem, ...]]


@dataclass(frozen=True, slots=True)
class LostQuestions:
    """What becomes of answers without a question.

    ``mode`` is the setting ``derived``, or "todo" for a draft: then each answer whose
    question cannot be derived has a heading to be filled in. ``pasted`` are questions,
    one a line, that take the place of the derived ones.
    """

    mode: Literal["tag", "skip", "draft", "todo"] = "tag"
    pasted: str | None = None

    def applied(
        self, page: Page, pairs: Sequence[Pair], problems: Sequence[Problem]
    ) -> Result:
        """The pairs and problems of a page as the mode has them."""
        if self.pasted is not None:
            paired, uneven = _with_pasted(page, pairs, self.pasted)
            return paired, (*problems, *uneven)
        if self.mode == "todo":
            return _with_todos(page, pairs), tuple(problems)
        derived = [pair for pair in pairs if pair.dialect == DIALECT]
        if self.mode == "tag" or not derived:
            return tuple(pairs), tuple(problems)
        return self._without_derived(page.source, pairs, problems)

    def _without_derived(
        self, source: Source, pairs: Sequence[Pair], problems: Sequence[Problem]
    ) -> Result:
        """A page without its derived questions, and one Problem that counts them."""
        kept = tuple(pair for pair in pairs if pair.dialect != DIALECT)
        others = tuple(item for item in problems if item.code != LEFTOVER)
        first = next(pair for pair in pairs if pair.dialect == DIALECT)
        count = len(pairs) - len(kept) + len(problems) - len(others)
        answers = f"{_answers(count)} without a question"
        if self.mode == "skip":
            message = f"{answers}, left out as derived = 'skip' says"
            return kept, (*others, problem("MK313", message, first.span))
        draft = _ENDING_RE.sub("", source.path) + ".md"
        help = f"mkdecks draft {source.path} -o {draft}"
        message = f"{answers}, for a draft"
        return kept, (*others, problem("MK311", message, first.span, help=help))


def _answers(count: int) -> str:
    return "1 answer" if count == 1 else f"{count} answers"


def _with_todos(page: Page, pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """The pairs of a page, and one to be filled in for each answer without a question."""
    open_answers = [
        answer
        for _, answer in answers_without_questions(page)
        if answer[0] not in page.claims
    ]
    todos = [_todo(page, answer) for answer in open_answers]
    return _in_order([*pairs, *todos])


def _todo(page: Page, answer: Blocks) -> Pair:
    """The pair of an answer that waits for its question; its id rests on the answer."""
    text = f"{page.source.name}\0{text_of(answer)}"
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    return _pair(page, answer, TODO, pin=f"note-{digest[:20]}")


class _Section(NamedTuple):
    """The answers below a section title, and the questions that were pasted for them."""

    title: str
    answers: Sequence[Blocks]
    questions: Sequence[str]


def _with_pasted(page: Page, pairs: Sequence[Pair], pasted: str) -> Result:
    """The pairs of a page with pasted questions put to its answers, in order.

    A pasted line that is a section's title begins that section. Where the numbers
    differ nothing is put together, and the Problem shows both sides.
    """
    sections = _sections(page, pasted)
    problems = tuple(
        _uneven(page, section)
        for section in sections
        if len(section.answers) != len(section.questions)
    )
    if problems:
        return tuple(pairs), problems
    reason = "a question that was pasted"
    asked = [
        _pair(page, answer, text, reason=reason)
        for section in sections
        for answer, text in zip(section.answers, section.questions, strict=True)
    ]
    others = [pair for pair in pairs if pair.dialect != DIALECT]
    return _in_order([*others, *asked]), ()


def _sections(page: Page, pasted: str) -> list[_Section]:
    """Answers and pasted questions by section; one section where no title was pasted."""
    answers: dict[str, list[Blocks]] = {}
    for section, answer in answers_without_questions(page):
        answers.setdefault(section[-1] if section else "", []).append(answer)
    questions = _questions_by_title(pasted, list(answers))
    if list(questions) == [""] and "" not in answers:
        everything = [answer for group in answers.values() for answer in group]
        return [_Section("", everything, questions[""])]
    titles = dict.fromkeys([*answers, *questions])
    return [
        _Section(t, answers.get(t, []), questions.get(t, [])) for t in titles
    ]


def _questions_by_title(
    pasted: str, titles: Sequence[str]
) -> dict[str, list[str]]:
    """Pasted lines by the section title they stand below, "" for those above the first."""
    known = {_letters(title): title for title in titles}
    questions: dict[str, list[str]] = {}
    title = ""
    for line in pasted.splitlines():
        text = _LINE_START_RE.sub("", line).strip().strip("*_").strip()
        if _letters(text) in known:
            title = known[_letters(text)]
            questions.setdefault(title, [])
        elif text:
            questions.setdefault(title, []).append(front_of(text) or text)
    return questions


def _letters(text: str) -> str:
    return "".join(re.findall(r"\w", text.casefold()))


def _uneven(page: Page, section: _Section) -> Problem:
    """Both sides of a section whose questions and answers do not match in number."""
    where = f"the section '{section.title}'" if section.title else "the page"
    count = len(section.questions)
    given = (
        "1 question was given"
        if count == 1
        else f"{count} questions were given"
    )
    message = f"{where} has {_answers(len(section.answers))}, and {given}"
    lines = [
        "give one question for each answer",
        "answers:",
        *map(_opening_of_answer, section.answers),
        "questions:",
        *map(_opening, section.questions),
    ]
    span = Span(page.source.path, 1, 1)
    if section.answers:
        span = section.answers[0][0].span
    return problem("MK314", message, span, help="\n".join(lines))


def _opening_of_answer(answer: Blocks) -> str:
    span = answer[0].span
    return f"{span.path}:{span.line}: {_opening(text_of(answer))}"


def _opening(text: str) -> str:
    line = one_line(text)
    return (
        line if len(line) <= MAX_SHOWN else line[:MAX_SHOWN].rstrip() + "\u2026"
    )


def _pair(
    page: Page, answer: Blocks, text: str, *, pin: str = "", reason: str = ""
) -> Pair:
    """The pair of an answer and a question that stands nowhere on its page."""
    question = text_block(text, page.source)
    span = span_of(answer)
    pair = Pair.of(
        [question], answer, answer, span=span, pin=pin, reason=reason
    )
    return replace(pair, dialect=DIALECT)


def _in_order(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    return tuple(sorted(pairs, key=_start))


def _start(pair: Pair) -> int:
    return (pair.claims or pair.question)[0].start
