"""Questions as lines in bold, the text below as the answer, on pages of questions.

Also tasks with a number in bold and the solution as code: ``**4)** The number of
events``. They count where the page or its section announces questions, or where at
least three lines in bold ask. Where most numbered lines in bold ask, the others of that
count are taken too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..language.question_text import is_call_to_action, is_question, number_of
from ..model.characters import one_line
from ..model.problems import problem
from ..model.records import Block, Page, Pair, Problem
from ..pages.inline import bold_length, cut, has_content, is_bold_line
from .kit.answer import trim, without_footer
from .kit.answered import MIN_RUN, answered, is_run
from .kit.option_groups import lacks_key
from .kit.page_gate import is_announced, puts_questions_to_others, was_card
from .kit.refusals import no_key

ORDER = 64
_CODE = ("fence", "code_block")
# Code below such a line is part of the task, where more code follows.
_EXAMPLE_RE = re.compile(
    r"\b(?:examples?|inputs?|outputs?|samples?|given|e\.g\.|for instance)\b"
    r"[^\n]*:\s*\Z",
    re.I,
)
_NUMBER_RE = re.compile(r"\s*\(?(?:[QP]\.?\s?)?\d{1,3}\s*[.):]")


@dataclass(slots=True)
class _Line:
    """A paragraph that begins in bold with a question, or with a task.

    ``end`` is where the question ends in its text, ``below`` what stands below it.
    """

    block: Block
    end: int
    is_task: bool = False
    below: list[Block] = field(default_factory=list)

    @property
    def question(self) -> Block:
        """The part of the paragraph that asks."""
        return cut(self.block, 0, self.end)

    @property
    def rest(self) -> tuple[Block, ...]:
        """What may answer: the other lines of the paragraph, and what stands below."""
        if self.block.text[self.end :].strip():
            return (cut(self.block, self.end + 1), *self.below)
        return tuple(self.below)

    def pair(self, question: Sequence[Block], answer: Sequence[Block]) -> Pair:
        """The pair that claims the paragraph and all below it."""
        claims = (self.block, *self.below)
        reason = "a line in bold that asks"
        return Pair.of(question, answer, claims, reason=reason)


def recognise(page: Page) -> Iterator[Pair | Problem]:
    """One Pair for each question in bold with an answer below."""
    if page.source.format == "text" or puts_questions_to_others(page):
        return
    lines = _lines(page)
    answers = sum(has_content(line.rest) for line in lines if not line.is_task)
    texts = (line.question.text for line in lines)
    is_open = answers >= MIN_RUN or was_card(page, "bold", texts)
    for line in lines:
        if not is_open and not is_announced(page, line.block):
            message = "a line in bold that asks on a page of other things"
            text = one_line(line.question.text)
            yield problem("MK302", f"{message}: {text}", line.block.span)
        elif line.is_task:
            yield _task(line)
        else:
            yield _asked(line, is_last=line is lines[-1])


def _lines(page: Page) -> list[_Line]:
    """The questions and tasks of a page, each with what stands below it.

    That ends at the next of them, at a heading, a rule and what is a card already.
    """
    joining = _joining(page)
    lines: list[_Line] = []
    is_below = False
    for block in page.blocks:
        if block in page.claims or block.kind in ("heading", "hr"):
            is_below = False
        elif line := _line(page, block, joining):
            lines.append(line)
            is_below = True
        elif is_below:
            lines[-1].below.append(block)
    return lines


def _joining(page: Page) -> set[Block]:
    """The numbered lines in bold that do not ask, where most of them do."""
    numbered = [
        block
        for block in page.blocks
        if is_bold_line(block) and number_of(block.text) is not None
    ]
    free = [block for block in numbered if block not in page.claims]
    others = {block for block in free if not _question_end(block)}
    asking = len(free) - len(others)
    return others if is_run(asking, len(numbered)) else set()


def _line(page: Page, block: Block, joining: set[Block]) -> _Line | None:
    """The question or the task that a block begins with, if it does."""
    if end := _question_end(block):
        return _Line(block, end)
    end = len(block.text)
    if block in joining:
        return _Line(block, end)
    if _is_task(block) and is_announced(page, block):
        return _Line(block, end, is_task=True)
    return None


def _question_end(block: Block) -> int:
    """Where the question in bold ends that fills a paragraph's first line, else 0."""
    length = _bold_length(block)
    if not length:
        return 0
    rest_of_line = block.text[length:].split("\n")[0]
    if re.search(r"\w", rest_of_line):
        return 0
    end = length + len(rest_of_line)
    asks = is_question(block.text[:end])
    return end if asks and not is_call_to_action(block.text[:length]) else 0


def _bold_length(block: Block) -> int:
    return bold_length(block) if block.kind == "paragraph" else 0


def _is_task(block: Block) -> bool:
    """Whether a paragraph begins with a number in bold and goes on."""
    if not 0 < _bold_length(block) < len(block.text.rstrip()):
        return False
    is_numbered = number_of(block.text) is not None
    return is_numbered and bool(_NUMBER_RE.match(block.text))


def _asked(line: _Line, *, is_last: bool) -> Pair | Problem:
    answer = trim(without_footer(line.rest) if is_last else line.rest)
    pair = line.pair([line.question], answer)
    if lacks_key(answer):
        return no_key(pair.question)
    return answered(pair, may_link=False)


def _task(line: _Line) -> Pair | Problem:
    """A task and the code that solves it, which no line calls an example."""
    below = line.below
    codes = [i for i, block in enumerate(below) if block.kind in _CODE]
    if not codes:
        text = one_line(line.block.text)[:80]
        message = f"a numbered task without code below: {text}"
        return problem("MK309", message, line.block.span)
    solutions = [
        place
        for place in codes
        if place == 0 or not _EXAMPLE_RE.search(below[place - 1].text)
    ]
    solution = (solutions or codes[-1:])[0]
    question = (line.block, *trim(below[:solution]))
    return line.pair(question, trim(below[solution:]))
