"""Questions that stand out in plain text: ``1. What ...?``, ``Q1: ...``, or a line that ends in a question mark.

Scraped articles and hand-kept notes in .txt files, and web pages on which nothing else
marks a question. Lines that merely end in a question mark count where the title
announces questions or at least three lines do; a list of questions is a table of
contents, unless a list of as many answers follows it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..language.page_titles import announces_questions
from ..language.question_text import (
    front_of,
    is_question,
    number_of,
    question_label_length,
)
from ..model.problems import problem
from ..model.records import Block, Page, Pair, Problem
from ..pages.inline import as_paragraph, cut, text_of
from ..pages.text.questions import QUESTION_LEVEL, question_lines
from .kit.answer import is_answered, trim, without_footer
from .kit.options import lacks_key
from .kit.page_gate import puts_questions_to_others, was_card

ORDER = 70
MIN_QUESTIONS, MIN_MARKED, MIN_LISTED = 3, 2, 2
# A task that is put to a learner; "Create" and "Write" as often open the steps of a
# guide.
_TASK_RE = re.compile(
    r"(?:briefly )?(?:explain|describe|discuss|compare|contrast|differentiate|distinguish|elaborate)\b",
    re.I,
)
_ANSWERS_RE = re.compile(
    r"(?:the |sample |model )?(?:answers?|solutions?|key|answer key|solution key)\s*:?",
    re.I,
)
_SENTENCE_RE = re.compile(r"[.!\u3002;:)][\"')\u201d]*\s*(?:\Z|\s)")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that asks: where its block stands, the question, and what of the same block already answers it."""

    place: int
    question: Block
    rest: tuple[Block, ...] = ()

    @property
    def text(self) -> str:
        """The question on one line."""
        return " ".join(self.question.text.split())


def recognise(page: Page) -> Iterator[Pair | Problem]:
    """One Pair for each question line that something answers."""
    if page.source.format == "markdown" or (
        page.source.format == "html" and page.claims
    ):
        return
    lines = (
        _lines_of_text(page)
        if page.source.format == "text"
        else _lines_of_web_page(page)
    )
    places = frozenset(line.place for line in lines)
    answers = {line.place: _answer(page.blocks, line, places) for line in lines}
    if not _is_bank(page, lines, answers):
        for line in lines:
            if is_question(line.text):
                yield problem(
                    "MK302",
                    f"a lone line that asks: {line.text}",
                    line.question.span,
                )
        return
    listed = dict(_listed_answers(page.blocks, lines, answers))
    for line in _behind_lists(lines, answers):
        answers[line.place] = ()
    answered = {
        front_of(line.text).casefold()
        for line in lines
        if is_answered(answers[line.place])
    }
    lines = _without_contents(lines, answers)
    for line in lines:
        answer = listed.get(line.place, answers[line.place])
        if lacks_key(answer):
            yield problem(
                "MK308",
                f"options, and nothing that says which is right: {line.text}",
                line.question.span,
            )
        elif is_answered(answer):
            yield _pair(
                line,
                answer,
                page.blocks[line.place],
                in_list=line.place in listed,
            )
        elif front_of(line.text).casefold() not in answered:
            yield problem(
                "MK301", f"no answer to: {line.text}", line.question.span
            )


def _lines_of_text(page: Page) -> list[_Line]:
    """The lines of plain text that were found to ask: they are headings of a level of their own."""
    marked = (
        i
        for i, b in enumerate(page.blocks)
        if b.kind == "heading" and b.level == QUESTION_LEVEL
    )
    return [
        _Line(i, page.blocks[i])
        for i in marked
        if page.blocks[i] not in page.claims
    ]


def _lines_of_web_page(page: Page) -> list[_Line]:
    """The paragraphs of a web page whose first line asks, told as in plain text."""
    if puts_questions_to_others(page):
        return []
    firsts = [
        block.text.split("\n")[0] if block.kind == "paragraph" else ""
        for block in page.blocks
    ]
    asking = question_lines([text for first in firsts for text in (first, "")])
    lines = []
    for place, block in enumerate(page.blocks):
        if 2 * place in asking:
            end = len(firsts[place])
            rest = (cut(block, end + 1),) if block.text[end:].strip() else ()
            lines.append(_Line(place, cut(block, 0, end), rest))
    return lines


def _is_bank(
    page: Page, lines: Sequence[_Line], answers: dict[int, tuple[Block, ...]]
) -> bool:
    """Whether the lines are a page's questions, and not what a text asks in passing."""
    marked = [
        line
        for line in lines
        if number_of(line.text) is not None or question_label_length(line.text)
    ]
    asked = [
        line
        for line in lines
        if is_question(line.text) or question_label_length(line.text)
    ]
    tasks = [
        line
        for line in marked
        if line not in asked and _TASK_RE.match(front_of(line.text))
    ]
    if was_card(page, "plain-text", (line.text for line in lines)):
        return True
    labelled = (
        len(lines)
        - len(marked)
        - len([line for line in asked if line not in marked])
    )
    if labelled or (len(marked) >= MIN_MARKED and len(asked) > len(marked) / 2):
        return True
    if (
        len(tasks) + len(asked) >= MIN_MARKED
        and 2 * (len(tasks) + len(asked)) > len(marked) >= MIN_QUESTIONS
    ):
        return True
    announced = announces_questions(page.title)
    if len(asked) < MIN_QUESTIONS:
        own = {
            b.text
            for b in page.blocks
            if b.kind == "heading"
            and 1 < b.level < QUESTION_LEVEL
            and announces_questions(b.text)
        }
        return bool(asked) and (
            any(own.intersection(line.question.section) for line in asked)
            if own
            else announced
        )
    said = [
        text_of(answers[line.place]) for line in asked if answers[line.place]
    ]
    return (
        announced
        or not said
        or sum(bool(_SENTENCE_RE.search(text)) for text in said) * 2 > len(said)
    )


def _answer(
    blocks: Sequence[Block], line: _Line, places: frozenset[int]
) -> tuple[Block, ...]:
    """What stands below a question up to the next one or a heading."""
    place = line.place + 1
    stop = next(
        (
            i
            for i in range(place, len(blocks))
            if blocks[i].kind == "heading" or i in places
        ),
        len(blocks),
    )
    answer = (*line.rest, *blocks[place:stop])
    letters = bool(question_label_length(line.text))
    return trim(
        without_footer(answer) if stop == len(blocks) else answer,
        letters=letters,
    )


def _behind_lists(
    lines: Sequence[_Line], answers: dict[int, tuple[Block, ...]]
) -> Iterator[_Line]:
    """The last question of each list of questions without answers: what comes below it belongs to none."""
    for place, line in enumerate(lines[MIN_LISTED:], MIN_LISTED):
        run = lines[place - MIN_LISTED : place + 1]
        adjacent = all(
            b.question.start == a.question.start + 1
            for a, b in itertools.pairwise(run)
        )
        if (
            adjacent
            and answers[line.place]
            and not any(is_answered(answers[one.place]) for one in run[:-1])
        ):
            yield line


def _without_contents(
    lines: Sequence[_Line], answers: dict[int, tuple[Block, ...]]
) -> list[_Line]:
    """The lines without those of a table of contents: of lines that ask the same, the one that most is said below."""
    best: dict[str, _Line] = {}
    for line in lines:
        key = front_of(line.text).casefold()
        if key not in best or len(text_of(answers[line.place])) > len(
            text_of(answers[best[key].place])
        ):
            best[key] = line
    return [
        line for line in lines if best[front_of(line.text).casefold()] is line
    ]


def _listed_answers(
    blocks: Sequence[Block],
    lines: Sequence[_Line],
    answers: dict[int, tuple[Block, ...]],
) -> Iterator[tuple[int, tuple[Block, ...]]]:
    """Answers in a numbered list of their own below a list of as many numbered questions."""
    asked = [line for line in lines if number_of(line.text) is not None]
    key = next(
        (
            i
            for i, block in enumerate(blocks)
            if _ANSWERS_RE.fullmatch(block.text.strip())
        ),
        None,
    )
    if (
        key is None
        or key + 1 >= len(blocks)
        or blocks[key + 1].kind != "ordered_list"
    ):
        return
    items = blocks[key + 1].children
    waiting = [line for line in asked if line.place < key]
    unanswered = [
        line for line in waiting[:-1] if not is_answered(answers[line.place])
    ]
    numbers = [number_of(line.text) for line in waiting]
    if len(unanswered) == len(waiting) - 1 >= 1 and numbers == [
        int(item.label or 0) for item in items
    ]:
        for line, item in zip(waiting, items, strict=True):
            yield line.place, trim(item.children)


def _pair(
    line: _Line, answer: tuple[Block, ...], block: Block, *, in_list: bool
) -> Pair:
    reason = (
        "the answer of this number in a list below"
        if in_list
        else "a line that asks"
    )
    question = as_paragraph(line.question)
    return Pair(
        (question,),
        answer,
        question.span,
        "plain-text",
        (block, *answer),
        question.section,
        reason=reason,
    )
