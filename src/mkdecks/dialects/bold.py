"""Questions as lines in bold, the text below as the answer, on pages of questions.

Also tasks with a number in bold and the solution as code: ``**4)** The number of
events``. They count where the page or its section announces questions, or where at
least three lines in bold ask. Where most numbered lines in bold ask, the others of that
count are taken too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from ..language.counts import only_counts
from ..language.page_titles import may_be_question
from ..language.question_text import is_call_to_action, is_question, number_of
from ..model.characters import one_line
from ..model.problems import problem
from ..model.records import Block, Page, Pair, Problem, Results
from ..pages.inline import (
    bold_length,
    bold_line_starts,
    cut,
    is_bold_line,
)
from .kit.answer import leads_in, trim
from .kit.answered import MIN_RUN, is_run
from .kit.page_gate import bank_of_blocks, is_announced, titles_announce
from .kit.question_lines import (
    Form,
    Line,
    Opened,
    bold_question_end,
    line_up_to,
    lines_of,
    parts_of_blocks,
    results,
    tasks_alike,
)
from .kit.refused_pages import refusal
from .kit.solutions import task_and_code

ORDER = 64
# So many lines of a paragraph, and this share of them, begin with a question in bold.
MIN_LINES, MIN_SHARE = 2, 0.5
# This share of a page's paragraphs begins with a question in bold that they answer.
MIN_SHARE_OF_TEXT = 0.3
_EDGES = ("heading", "hr")
_NUMBER_RE = re.compile(r"\s*\(?(?:[QP]\.?\s?)?\d{1,3}\s*[.):]")
_REASON = "a line in bold that asks"


def recognise(page: Page) -> Results:
    """One Pair for each question in bold with an answer below."""
    if page.source.format == "text":
        return
    if refused := refusal(page):
        yield refused
        return
    opened = _opened(page)
    joining = {
        **_joining(page),
        **tasks_alike(page, _bold_line_end),
        **_of_bank(page),
    }
    leading = _leading(page, opened)

    def begin(block: Block) -> Line | None:
        return _leads(block, leading) or _line(page, block, joining)

    elsewhere = "a line in bold that asks on a page of other things"
    form = Form("bold", _REASON, elsewhere, _task)
    yield from results(page, lines_of(page, begin, opened), form)


def _opened(page: Page) -> Opened:
    """The paragraphs several lines of which begin in bold and ask, with these lines."""
    opened = {}
    for block in page.blocks:
        if block.kind != "paragraph" or block in page.claims:
            continue
        starts = bold_line_starts(block)
        if len(starts) < MIN_LINES or starts[0] > 0:
            continue
        stops = [*starts[1:], None]
        lines = [
            cut(block, start, stop)
            for start, stop in zip(starts, stops, strict=True)
        ]
        if sum(map(_asks_in_bold, lines)) >= MIN_SHARE * len(lines):
            opened[block] = lines
    return opened


def _leading(page: Page, opened: Opened) -> set[Block]:
    """The paragraphs, or lines of them, that a question in bold leads, if several.

    Among those with a number the others that are in bold belong to them.
    """
    parts = parts_of_blocks(page.blocks, opened)
    free = [part for part in parts if part not in page.claims]
    asking = [part for part in free if _asks_in_bold(part)]
    texts = sum(part.kind == "paragraph" for part in free)
    if len(asking) < max(MIN_RUN, MIN_SHARE_OF_TEXT * texts):
        return set()
    counted = [
        part
        for part in free
        if _bold_length(part) and number_of(part.text) is not None
    ]
    numbered = set(counted).intersection(asking)
    announced = all(is_announced(page, part) for part in counted)
    is_count = is_run(len(numbered), len(counted), announced=announced)
    return {*asking, *(counted if is_count else ())}


def _asks_in_bold(block: Block) -> bool:
    bold = block.text[: _bold_length(block)]
    return is_question(bold) and not is_call_to_action(bold)


def _leads(block: Block, leading: set[Block]) -> Line | None:
    """The line of a paragraph that begins with a question in bold, and answers it."""
    length = _bold_length(block)
    if block not in leading or bold_question_end(block):
        return None
    if not block.text[length:].strip():
        return None
    return _led_line(block, length)


def _led_line(block: Block, length: int) -> Line:
    """The line of a paragraph whose part in bold asks; what is behind that may answer."""
    return Line(block, (cut(block, 0, length),), (cut(block, length),))


def _joining(page: Page) -> dict[Block, Line]:
    """The numbered lines in bold that do not ask, where most of them do."""
    numbered = [
        block
        for block in page.blocks
        if is_bold_line(block) and number_of(block.text) is not None
    ]
    free = [block for block in numbered if block not in page.claims]
    others = {block for block in free if not bold_question_end(block)}
    asking = len(free) - len(others)
    announced = all(is_announced(page, block) for block in free)
    if not is_run(asking, len(numbered), announced=announced):
        return {}
    return {block: Line(block, (block,)) for block in others}


def _of_bank(page: Page) -> dict[Block, Line]:
    """The lines in bold of a bank of questions, with text below, whether they ask or not."""
    lines = [
        block
        for block, below in pairwise(page.blocks)
        if is_bold_line(block)
        and block not in page.claims
        and may_be_question(block.text)
        and not only_counts(block.text)
        and not leads_in(block.text)
        and not (is_bold_line(below) or below.kind in _EDGES)
    ]
    entries = bank_of_blocks(page, lines, lambda block: is_question(block.text))
    return {block: Line(block, (block,)) for block in entries}


def _bold_line_end(block: Block) -> int:
    """Where the first line of a paragraph ends if it is in bold as a whole, else 0."""
    end = len(block.text.partition("\n")[0].rstrip())
    return end if 0 < end <= _bold_length(block) else 0


def _line(
    page: Page, block: Block, joining: Mapping[Block, Line]
) -> Line | None:
    """The question or the task that a block begins with, if it does."""
    if end := bold_question_end(block):
        return line_up_to(block, end)
    if block in joining:
        return joining[block]
    if _asks_in_bold(block) and titles_announce(page, block):
        return _led_line(block, _bold_length(block))
    if _is_task(block) and titles_announce(page, block):
        if is_question(block.text):
            return line_up_to(block, len(block.text))
        return Line(block, (block,), is_task=True)
    return None


def _bold_length(block: Block) -> int:
    return bold_length(block) if block.kind == "paragraph" else 0


def _is_task(block: Block) -> bool:
    """Whether a paragraph begins with a number in bold and goes on."""
    if not 0 < _bold_length(block) < len(block.text.rstrip()):
        return False
    is_numbered = number_of(block.text) is not None
    return is_numbered and bool(_NUMBER_RE.match(block.text))


def _task(line: Line) -> Pair | Problem:
    """A task and the code that solves it, which no line calls an example."""
    parts = task_and_code(line.below)
    if parts is None:
        text = one_line(line.block.text)[:80]
        message = f"a numbered task without code below: {text}"
        return problem("MK309", message, line.block.span)
    task, solution = parts
    question = (line.block, *trim(task))
    return line.pair(question, trim(solution), _REASON)
