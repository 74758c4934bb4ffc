"""Folds whose summary asks: ``<details><summary>...</summary> ... </details>``.

The summary may hold code and lists. A fold without a summary, one whose summary only
names what is inside ("Answer", "Table of contents"), and folds that are no questions on
a page of other things yield nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..language.fold_titles import is_reveal_label
from ..language.page_titles import announces_questions, may_be_question
from ..language.question_text import (
    is_prompt,
    is_question,
    is_sure_prompt,
    number_of,
)
from ..model.characters import one_line
from ..model.problems import problem
from ..model.records import Block, Page, Results
from ..pages.inline import text_of
from ..pages.tree import title_of
from .kit.answered import MIN_RUN, MIN_SHARE, titled
from .kit.page_gate import page_announces
from .kit.places import is_part, outside
from .kit.question_inside import has_question_inside, question_inside

ORDER = 20


def recognise(page: Page) -> Results:
    """One Pair for each fold whose summary asks, or that stands among such folds."""
    summaries = _summaries(page)
    asking = set(filter(_has_question, summaries))
    takes_all = _takes_all(page, summaries, asking)
    sections = set(filter(_announces, (block.section for block in asking)))
    for block, text in summaries.items():
        if text and has_question_inside(block):
            reason = "a fold that holds its question"
            item = question_inside(page, block, reason=reason)
            yield from filter(None, [item])
            continue
        if not text or not may_be_question(text) or is_part(block):
            continue
        if block in asking or takes_all or block.section in sections:
            yield from _read(block)
        elif asking or is_prompt(text):
            message = f"the summary '{text}' does not end as a question"
            yield problem("MK302", message, block.children[0].span)


def _summaries(page: Page) -> dict[Block, str]:
    """The folds outside those that ask, with what their summaries say."""
    folds = outside(page, "details", _has_question)
    return {block: _summary(block) for block, _ in folds}


def _summary(block: Block) -> str:
    title = title_of(block)
    return one_line(text_of([title])) if title else ""


def _has_question(block: Block) -> bool:
    """Whether the summary of a fold is a question.

    It is as a whole, or a paragraph of it is that code or a list explains.
    """
    title = title_of(block)
    if title is None:
        return False
    parts = [child for child in title.children if child.kind == "paragraph"]
    texts = [_summary(block), *(part.text for part in parts)]
    return any(map(_asks, texts))


def _asks(text: str) -> bool:
    is_numbered = number_of(text) is not None
    return is_question(text) or (is_numbered and is_prompt(text))


def _announces(section: Sequence[str]) -> bool:
    return any(map(announces_questions, section))


def _takes_all(
    page: Page, summaries: Mapping[Block, str], asking: set[Block]
) -> bool:
    """Whether so many folds of a page ask that the others are questions too."""
    if asking and page_announces(page):
        return True
    named = [
        block
        for block, text in summaries.items()
        if text and not is_reveal_label(text)
    ]
    opening = [
        block
        for block in named
        if block in asking or is_prompt(summaries[block])
    ]
    sure = asking | {
        block for block in opening if is_sure_prompt(summaries[block])
    }
    are_many = len(asking) >= MIN_RUN or (asking and len(sure) >= MIN_RUN)
    return bool(are_many) and len(opening) >= MIN_SHARE * len(named)


def _read(block: Block) -> Results:
    if block.tokens[0].meta.get("broken"):
        yield problem(
            "MK305",
            "<details> is never closed",
            block.span,
            help="add </details> after the answer",
        )
    title = block.children[0]
    reason = "a fold whose summary asks"
    yield titled(block, title, reason=reason, span=title.span)
