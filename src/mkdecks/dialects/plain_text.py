"""Questions that stand out in plain text: ``1. What ...?``, ``Q1: ...``, or a line that ends in a question mark.

Scraped articles and hand-kept notes in .txt files, and web pages on which nothing else
marks a question. Lines that merely end in a question mark count where the title
announces questions or at least three lines do; a list of questions is a table of
contents, unless a list of as many answers follows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..language.page_titles import announces_questions
from ..language.question_text import (
    front_of,
    is_question,
    is_sure_prompt,
    number_of,
    question_label_length,
)
from ..model.characters import one_line
from ..model.problems import problem
from ..model.records import Block, Page, Pair, Problem
from ..pages.inline import as_paragraph, cut, leads_elsewhere, text_of
from ..pages.text.questions import QUESTION_LEVEL, question_lines
from .kit.answer import is_answered, trim, without_footer
from .kit.option_groups import lacks_key
from .kit.page_gate import page_announces, was_card
from .kit.refusals import no_answer, no_key, only_a_link
from .kit.refused_pages import refusal

ORDER = 70
MIN_QUESTIONS, MIN_MARKED, MIN_LISTED = 3, 2, 2
_ANSWERS_RE = re.compile(
    r"(?:the |sample |model )?(?:answers?|solutions?|key|answer key|solution key)\s*:?",
    re.I,
)
_SENTENCE_RE = re.compile(r"[.!\u3002;:)][\"')\u201d]*\s*(?:\Z|\s)")


@dataclass(slots=True)
class _Line:
    """A line that asks: the place of its block, the question, and its answer.

    The answer begins with what is left of the same block.
    """

    place: int
    question: Block
    answer: tuple[Block, ...] = ()

    @property
    def text(self) -> str:
        """The question on one line."""
        return one_line(self.question.text)

    @property
    def key(self) -> str:
        """What lines have in common that ask the same."""
        return front_of(self.text).casefold()

    @property
    def has_label(self) -> bool:
        """Whether the line begins with the label of a question."""
        return question_label_length(self.text) > 0

    @property
    def number(self) -> int | None:
        """The number before the question, if it has one."""
        return number_of(self.text)

    @property
    def is_marked(self) -> bool:
        """Whether the line begins with a number or a label."""
        return self.has_label or self.number is not None

    @property
    def asks(self) -> bool:
        """Whether the line ends as a question does, or is labelled as one."""
        return self.has_label or is_question(self.text)

    @property
    def is_task(self) -> bool:
        """Whether the line does not ask, but puts a task to a learner."""
        return not self.asks and is_sure_prompt(self.text)

    @property
    def is_answered(self) -> bool:
        """Whether anything answers the question."""
        return is_answered(self.answer)


def recognise(page: Page) -> Iterator[Pair | Problem]:
    """One Pair for each question line that something answers."""
    lines = _lines(page)
    if lines and (refused := refusal(page)):
        yield refused
        return
    places = frozenset(line.place for line in lines)
    for line in lines:
        line.answer = _answer(page.blocks, line, places)
    if not _is_bank(page, lines):
        asking = (line for line in lines if is_question(line.text))
        yield from map(_lone, asking)
        return
    listed = _listed_answers(page.blocks, lines)
    for line in _behind_lists(lines):
        line.answer = ()
    answered = {line.key for line in lines if line.is_answered}
    for line in _without_contents(lines):
        reason = "a line that asks"
        if line.place in listed:
            line.answer = listed[line.place]
            reason = "the answer of this number in a list below"
        if lacks_key(line.answer):
            yield no_key([line.question])
        elif leads_elsewhere(line.answer):
            yield only_a_link([line.question])
        elif line.is_answered:
            question = as_paragraph(line.question)
            claims = (page.blocks[line.place], *line.answer)
            yield Pair.of([question], line.answer, claims, reason=reason)
        elif line.key not in answered:
            yield no_answer([line.question])


def _lone(line: _Line) -> Problem:
    message = f"a lone line that asks: {line.text}"
    return problem("MK302", message, line.question.span)


def _lines(page: Page) -> list[_Line]:
    """The lines that ask, of plain text or of a web page on which nothing else does.

    Empty for markdown.
    """
    if page.source.format == "text":
        return _lines_of_text(page)
    if page.source.format == "html" and not page.claims:
        return _lines_of_web_page(page)
    return []


def _lines_of_text(page: Page) -> list[_Line]:
    """The lines of plain text that ask: they are headings of a level of their own."""
    return [
        _Line(place, block)
        for place, block in enumerate(page.blocks)
        if block.level == QUESTION_LEVEL and block not in page.claims
    ]


def _lines_of_web_page(page: Page) -> list[_Line]:
    """The paragraphs of a web page whose first line asks, told as in plain text."""
    text: list[str] = []
    for block in page.blocks:
        is_text = block.kind == "paragraph"
        text += [block.text.partition("\n")[0] if is_text else "", ""]
    lines = []
    for number in sorted(question_lines(text)):
        place, end = number // 2, len(text[number])
        block = page.blocks[place]
        rest = (cut(block, end + 1),) if block.text[end:].strip() else ()
        lines.append(_Line(place, cut(block, 0, end), rest))
    return lines


def _is_bank(page: Page, lines: Sequence[_Line]) -> bool:
    """Whether the lines are a page's questions, and not what a text asks in passing."""
    if was_card(page, "plain-text", (line.text for line in lines)):
        return True
    # Such a line was read as a question because "Answer:" stands below it.
    is_labelled = any(not (line.is_marked or line.asks) for line in lines)
    if is_labelled or _are_counted(lines):
        return True
    asking = [line for line in lines if line.asks]
    if len(asking) < MIN_QUESTIONS:
        return _are_announced(page, asking)
    return page_announces(page) or _are_explained(asking)


def _are_counted(lines: Sequence[_Line]) -> bool:
    """Whether most lines with a number or a label ask.

    Of several lines, tasks count too.
    """
    marked = [line for line in lines if line.is_marked]
    asking = sum(line.asks for line in lines)
    tasks = sum(line.is_task for line in marked)
    if len(marked) >= MIN_MARKED and 2 * asking > len(marked):
        return True
    return 2 * (asking + tasks) > len(marked) >= MIN_QUESTIONS


def _are_announced(page: Page, asking: Sequence[_Line]) -> bool:
    """Whether a section of the lines announces questions.

    Where no section of the page does, its title may.
    """
    sections = {
        block.text
        for block in page.blocks
        if 1 < block.level < QUESTION_LEVEL and announces_questions(block.text)
    }
    if not sections:
        return bool(asking) and page_announces(page)
    return any(sections.intersection(line.question.section) for line in asking)


def _are_explained(asking: Sequence[_Line]) -> bool:
    """Whether most answers are sentences; so it is where there is no answer at all."""
    answers = [text_of(line.answer) for line in asking if line.answer]
    sentences = list(filter(_SENTENCE_RE.search, answers))
    return not answers or 2 * len(sentences) > len(answers)


def _answer(
    blocks: Sequence[Block], line: _Line, places: frozenset[int]
) -> tuple[Block, ...]:
    """What the block of a question says behind it, and what stands below.

    It ends at the next question or heading.
    """
    stop = line.place + 1
    while stop < len(blocks) and stop not in places:
        if blocks[stop].kind == "heading":
            break
        stop += 1
    answer = (*line.answer, *blocks[line.place + 1 : stop])
    if stop == len(blocks):
        answer = without_footer(answer)
    return trim(answer, letters=line.has_label)


def _behind_lists(lines: Sequence[_Line]) -> Iterator[_Line]:
    """The last question of each list of questions without answers.

    What comes below it answers none of them.
    """
    for place in range(MIN_LISTED, len(lines)):
        run = lines[place - MIN_LISTED : place + 1]
        starts = [line.question.start for line in run]
        is_list = starts == list(range(starts[0], starts[0] + len(run)))
        has_answers = any(line.is_answered for line in run[:-1])
        if is_list and not has_answers:
            yield run[-1]


def _without_contents(lines: Sequence[_Line]) -> list[_Line]:
    """The lines without those of a table of contents.

    Of lines that ask the same, it is the one with the longest answer.
    """
    best: dict[str, _Line] = {}
    for line in lines:
        other = best.setdefault(line.key, line)
        if len(text_of(line.answer)) > len(text_of(other.answer)):
            best[line.key] = line
    return [line for line in lines if best[line.key] is line]


def _listed_answers(
    blocks: Sequence[Block], lines: Sequence[_Line]
) -> dict[int, tuple[Block, ...]]:
    """Answers in a list of their own, below the first title that announces some.

    By the place of their questions; empty where there is no such list.
    """
    for place, (title, below) in enumerate(pairwise(blocks)):
        if _ANSWERS_RE.fullmatch(title.text.strip()):
            above = [line for line in lines if line.place < place]
            return _answers_of(above, below)
    return {}


def _answers_of(
    lines: Sequence[_Line], block: Block
) -> dict[int, tuple[Block, ...]]:
    """The items of a numbered list as the answers to questions of the same numbers.

    Empty where the numbers differ, or a question but the last has an answer.
    """
    items = block.children if block.kind == "ordered_list" else ()
    numbers = [int(item.label or 0) for item in items]
    waiting = [line for line in lines if line.number is not None]
    if len(items) < MIN_LISTED or numbers != [line.number for line in waiting]:
        return {}
    if any(line.is_answered for line in waiting[:-1]):
        return {}
    return {
        line.place: trim(item.children)
        for line, item in zip(waiting, items, strict=True)
    }
