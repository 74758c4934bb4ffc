"""Lines of text that ask: what each is, and whether they are the questions of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..language.page_titles import announces_questions
from ..language.question_text import (
    front_of,
    is_question,
    is_sure_prompt,
    number_of,
    question_label_length,
)
from ..model.characters import one_line
from ..model.records import Block, Page
from ..pages.inline import text_of
from ..pages.text.questions import QUESTION_LEVEL
from .kit.answer import is_answered
from .kit.page_gate import page_announces, was_card
from .lone_answers import (
    content_words,
    is_one_answer,
    lone_answers,
    question_of,
)

MIN_QUESTIONS, MIN_MARKED = 3, 2
# More lines that ask than this are all the questions of a page.
MAX_LONE = 4
_SENTENCE_RE = re.compile(r"[.!\u3002;:)][\"')\u201d]*\s*(?:\Z|\s)")


@dataclass(slots=True)
class Line:
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


def is_bank(page: Page, lines: Sequence[Line]) -> bool:
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


def _are_counted(lines: Sequence[Line]) -> bool:
    """Whether most lines with a number or a label ask.

    Of several lines, tasks count too.
    """
    marked = [line for line in lines if line.is_marked]
    asking = sum(line.asks for line in lines)
    tasks = sum(line.is_task for line in marked)
    if len(marked) >= MIN_MARKED and 2 * asking > len(marked):
        return True
    return 2 * (asking + tasks) > len(marked) >= MIN_QUESTIONS


def _are_announced(page: Page, asking: Sequence[Line]) -> bool:
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


def _are_explained(asking: Sequence[Line]) -> bool:
    """Whether most answers are sentences; so it is where there is no answer at all."""
    answers = [text_of(line.answer) for line in asking if line.answer]
    sentences = list(filter(_SENTENCE_RE.search, answers))
    return not answers or 2 * len(sentences) > len(answers)


def has_lost_questions(page: Page, lines: Sequence[Line]) -> bool:
    """Whether answers without questions stand above and below a few lines that ask.

    Then the answer of such a line ends where the next answer begins.
    """
    if len(lines) > MAX_LONE or any(line.is_marked for line in lines):
        return False
    return any(map(question_of, lone_answers(page)))


def ends_anywhere(line: Line) -> bool:
    """Whether an answer goes on with what may as well belong to other questions."""
    topic = content_words(text_of([line.question, *line.answer[:1]]))
    return not is_one_answer(line.answer, topic, defines=True)
