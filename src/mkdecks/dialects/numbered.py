"""Numbered questions with the answer below, not indented: ``1. What is a yew?``, on pages of questions.

They count where the page or its section announces questions, or where at least three
ask and are answered. Where most items of the count ask, the others are taken too.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..language.question_text import is_prompt
from ..model.records import Block, Page, Pair, Problem
from .kit.answered import is_run
from .kit.question_lines import (
    Form,
    Line,
    lines_of,
    lone_item,
    numbered_line,
    numbered_question,
    results,
)
from .kit.refused_pages import refusal

ORDER = 65
_FORM = Form(
    "numbered",
    "a numbered line that asks",
    "a numbered line that asks on a page of other things",
)


def recognise(page: Page) -> Iterator[Pair | Problem]:
    """One Pair for each numbered question with an answer below."""
    if page.source.format == "text":
        return
    if refused := refusal(page):
        yield refused
        return
    alone = [
        block
        for block in page.blocks
        if lone_item(block) and block not in page.claims
    ]
    asking = sum(numbered_question(block) is not None for block in alone)
    joining = set(alone) if is_run(asking, len(alone)) else set()

    def begin(block: Block) -> Line | None:
        return numbered_question(block) or _joining(block, joining)

    yield from results(page, lines_of(page, begin), _FORM)


def _joining(block: Block, joining: set[Block]) -> Line | None:
    """The line of a numbered item that does not ask, where most of them do.

    One that opens as a task needs no others that ask beside it.
    """
    item = lone_item(block)
    if item is None:
        return None
    first, *rest = item.children
    if block not in joining and not is_prompt(first.text):
        return None
    return numbered_line(block, first, rest)
