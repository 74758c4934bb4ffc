"""Questions such as ``What is a yew?`` as paragraphs, the answer below, on pages that announce questions.

Nothing but the question mark tells them from other text, so that at least three of them
are needed, and the title of the page or of their section must say that questions follow.
"""

from __future__ import annotations

from dataclasses import replace

from ..language.counts import only_counts
from ..language.question_text import (
    is_call_to_action,
    is_prompt,
    is_question,
    is_sure_prompt,
    number_of,
    question_label_length,
)
from ..model.records import Block, Page, Results
from ..pages.inline import bold_length, has_content, set_off_length, text_of
from ..pages.links import link_count
from .kit.answered import MIN_RUN
from .kit.blocks import contents
from .kit.page_gate import is_announced, titles_announce
from .kit.question_lines import (
    Form,
    Line,
    line_up_to,
    lines_of,
    results,
    tasks_alike,
)
from .kit.refused_pages import refusal

ORDER = 68
MAX_QUESTION = 300
_FORM = Form(
    "question-lines",
    "a paragraph that asks, on a page of questions",
    "a paragraph that asks on a page of other things",
)


def recognise(page: Page) -> Results:
    """One Pair for each such paragraph with an answer below."""
    if page.source.format != "markdown":
        return
    if refused := refusal(page):
        yield refused
        return

    tasks = tasks_alike(page, set_off_length)

    def begin(block: Block) -> Line | None:
        if _is_label(page, block):
            return Line(block, (block,))
        return tasks.get(block) or _line(page, block)

    found = map(_below_label, lines_of(page, begin))
    lines = [line for line in found if not only_counts(line.block.text)]
    are_tasks = sum(map(_is_clear_task, lines)) >= MIN_RUN
    are_listed = sum(map(_is_listed, lines)) >= MIN_RUN
    announced = [
        line
        for line in lines
        if are_tasks
        or (are_listed and _is_listed(line))
        or is_announced(page, line.block)
    ]
    answers = sum(has_content(line.answer) for line in announced)
    if answers >= MIN_RUN:
        yield from results(page, announced, _FORM)


def _is_label(page: Page, block: Block) -> bool:
    """Whether a line only counts the question below it: "**Question 3**"."""
    is_line = block.kind == "paragraph" and only_counts(block.text)
    return is_line and is_announced(page, block)


def _below_label(line: Line) -> Line:
    """The line below a label that only counts it; others, and a lone label, as they are."""
    if not line.below or not only_counts(line.question[0].text):
        return line
    first, *below = line.below
    return replace(line, block=first, question=(first,), below=below)


def _line(page: Page, block: Block) -> Line | None:
    """The question that fills a paragraph, or its first line; so may a counted task."""
    if contents(block):
        return _held(page, block)
    if block.kind != "paragraph":
        return None
    end = len(block.text.partition("\n")[0])
    text = block.text[:end]
    if len(text) > MAX_QUESTION or not (
        is_question(text) or _is_task(page, block, text)
    ):
        return None
    if is_call_to_action(text) or question_label_length(text):
        return None
    return line_up_to(block, end)


def _held(page: Page, block: Block) -> Line | None:
    """The question that fills a quotation or a lone item, where questions are announced."""
    first, *below = contents(block)
    if first.kind == "bullet_list" and not below:
        return _listed(block, first)
    puts = is_question(first.text) or is_sure_prompt(first.text)
    asks = first.kind == "paragraph" and puts
    if not asks or link_count(first) or not titles_announce(page, block):
        return None
    return Line(block, (first,), tuple(below))


def _listed(block: Block, items: Block) -> Line | None:
    """The question that a quotation puts as a list, in one form or several."""
    texts = [text_of([item]) for item in items.children]
    asking = [text for text in texts if is_question(text) or is_prompt(text)]
    is_form = block.kind == "blockquote" and len(asking) == len(texts)
    return Line(block, (items,)) if is_form else None


def _is_listed(line: Line) -> bool:
    """Whether a question is a list in a quotation."""
    return line.question[0].kind == "bullet_list"


def _is_clear_task(line: Line) -> bool:
    """Whether a line has a number and puts a task to a learner."""
    text = line.question[0].text
    return number_of(text) is not None and is_sure_prompt(text)


def _is_task(page: Page, block: Block, text: str) -> bool:
    """Whether a line is a counted task, or one in bold, where questions are announced.

    A number before what puts a task to a learner is enough. What the bold part only
    counts, "**Exercise 1.** Adding", is a task in any words.
    """
    has_number = number_of(text) is not None
    if has_number and is_sure_prompt(text):
        return True
    if not is_announced(page, block):
        return False
    bold = bold_length(block)
    if 0 < bold < len(text) and only_counts(text[:bold]):
        return True
    if has_number:
        return is_prompt(text)
    return bold >= len(text) and is_sure_prompt(text)
