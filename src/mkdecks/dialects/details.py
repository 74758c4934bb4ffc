"""Folds whose summary is the question: ``<details><summary>...</summary> ... </details>``.

The summary may hold code and lists. A fold without a summary, one whose summary only
names what is inside ("Answer", "Table of contents"), and folds that are no questions on
a page of other things yield nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..language.page_titles import announces_questions, may_be_question
from ..language.question_text import (
    is_prompt,
    is_question,
    is_reveal_label,
    number_of,
)
from ..model.problems import problem
from ..model.records import Block, Page, Pair, Problem
from ..pages.inline import as_paragraph, text_of
from ..pages.tree import body_of, title_of, walk
from .kit.answer import is_answered, pin_near, reveal, trim

ORDER = 20
MIN_RUN, MIN_SHARE = 3, 0.6


def recognise(page: Page) -> Iterator[Pair | Problem]:
    """One Pair for each fold whose summary is a question, or stands among enough folds that are."""
    if "<details" not in page.source.text.lower():
        return
    folds = [(block, siblings) for block, siblings in _outermost(page)]
    summaries = {block: _summary(block) for block, _ in folds}
    asked = {block for block, _ in folds if _is_asked(block)}
    named = [
        block
        for block, _ in folds
        if summaries[block] and not is_reveal_label(summaries[block])
    ]
    opening = [
        block
        for block in named
        if block in asked or is_prompt(summaries[block])
    ]
    is_run = len(asked) >= MIN_RUN and len(opening) >= MIN_SHARE * len(named)
    announced = {
        block.section
        for block in asked
        if any(map(announces_questions, block.section))
    }
    for block, siblings in folds:
        text = summaries[block]
        if not text or not may_be_question(text):
            continue
        if (
            block in asked
            or is_run
            or block.section in announced
            or (asked and announces_questions(page.title))
        ):
            yield from _pair(block, siblings)
        elif asked or is_prompt(text):
            yield problem(
                "MK302",
                f"the summary '{text}' does not end as a question",
                block.children[0].span,
            )


def _outermost(page: Page) -> Iterator[tuple[Block, tuple[Block, ...]]]:
    """The folds that may be questions: those not inside another one that is."""
    inside: set[Block] = set()
    for block, siblings in walk(page):
        if block in inside:
            inside.update(block.children)
        elif block.kind == "details":
            if _is_asked(block):
                inside.update(block.children)
            yield block, siblings


def _summary(block: Block) -> str:
    title = title_of(block)
    return " ".join(text_of([title]).split()) if title else ""


def _is_asked(block: Block) -> bool:
    """Whether a fold's summary is a question: as a whole, or the paragraph that code or a list in it explains."""
    title = title_of(block)
    texts = (
        [
            _summary(block),
            *(
                child.text
                for child in title.children
                if child.kind == "paragraph"
            ),
        ]
        if title
        else []
    )
    return any(
        is_question(text) or (number_of(text) is not None and is_prompt(text))
        for text in texts
    )


def _pair(
    block: Block, siblings: tuple[Block, ...]
) -> Iterator[Pair | Problem]:
    title = block.children[0]
    more_question, answer = reveal(body_of(block))
    trimmed = trim(answer)
    if block.tokens[0].meta.get("broken"):
        yield problem(
            "MK305",
            "<details> is never closed",
            block.span,
            help="add </details> after the answer",
        )
    if not is_answered(trimmed):
        yield problem("MK301", f"no answer to: {_summary(block)}", title.span)
        return
    question = title.children or (as_paragraph(title),)
    pin = pin_near(block, siblings, body_of(block))
    yield Pair(
        (*question, *more_question),
        trimmed,
        title.span,
        "details",
        (block,),
        block.section,
        pin=pin,
        reason="a fold whose summary asks",
    )
