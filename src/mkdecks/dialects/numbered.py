"""Numbered questions with the answer below, not indented: ``1. What is a yew?``, on pages of questions.

They count where the page or its section announces questions, or where at least three
ask and are answered. Where most items of the count ask, the others are taken too.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ..language.lexicon import holds
from ..language.question_text import is_prompt, is_sure_prompt
from ..model.records import Block, Page, Results
from ..pages.inline import is_bold_line
from ..pages.walk import is_taken
from .kit.answered import MIN_RUN, is_run
from .kit.blocks import contents
from .kit.page_gate import (
    bank_of_blocks,
    is_announced,
    titles_announce,
)
from .kit.question_lines import (
    Form,
    Line,
    Opened,
    lines_of,
    lone_item,
    numbered_line,
    numbered_question,
    parts_of_blocks,
    results,
)
from .kit.refused_pages import refusal

ORDER = 65
# So many numbered lines, and this share of them, have an item in bold below.
MIN_ALIKE, MIN_SHARE_ALIKE = 5, 0.8
_FORM = Form(
    "numbered",
    "a numbered line that asks",
    "a numbered line that asks on a page of other things",
)


def recognise(page: Page) -> Results:
    """One Pair for each numbered question with an answer below."""
    if page.source.format == "text":
        return
    if refused := refusal(page):
        yield refused
        return
    opened = _broken_counts(page)
    items = parts_of_blocks(page.blocks, opened)
    alone = [
        item for item in items if lone_item(item) and not is_taken(page, item)
    ]
    asking = sum(numbered_question(block) is not None for block in alone)
    announced = all(is_announced(page, item) for item in alone)
    joins = is_run(asking, len(alone), announced=announced)
    joins = joins or _are_answered_alike(page, len(alone))
    joining = set(alone if joins else _of_bank(page, alone))
    may_step = asking >= MIN_RUN or holds(page.title, "solution")

    def begin(block: Block) -> Line | None:
        line = numbered_question(block)
        return line or _joining(page, block, joining, may_step=may_step)

    yield from results(page, lines_of(page, begin, opened), _FORM)


def _of_bank(page: Page, items: Sequence[Block]) -> Sequence[Block]:
    """The items of a bank of questions, whether they ask or not; () on other pages."""

    def asks(block: Block) -> bool:
        item = lone_item(block)
        return item is not None and is_prompt(item.children[0].text)

    return bank_of_blocks(page, items, asks)


def _are_answered_alike(page: Page, count: int) -> bool:
    """Whether below nearly all numbered lines stands a lone item in bold: the answer."""
    alike = sum(
        block.kind == "ordered_list" and _is_lone_bold_item(below)
        for block, below in pairwise(page.blocks)
    )
    return alike >= max(MIN_ALIKE, MIN_SHARE_ALIKE * count)


def _is_lone_bold_item(block: Block) -> bool:
    inner = contents(block)
    return (
        block.kind == "bullet_list"
        and len(inner) == 1
        and is_bold_line(inner[0])
    )


def _broken_counts(page: Page) -> Opened:
    """The numbered lists of a page that go on from one above, and those; with their items.

    What stands between them answers the last question of the list above it.
    """
    lists = [
        block
        for block in page.blocks
        if block.kind == "ordered_list" and block not in page.claims
    ]
    broken: dict[Block, Sequence[Block]] = {}
    for above, block in pairwise(lists):
        last, first = above.children[-1].label, block.children[0].label
        if last.isdigit() and first.isdigit() and int(first) == int(last) + 1:
            broken[above], broken[block] = above.children, block.children
    return broken


def _joining(
    page: Page, block: Block, joining: set[Block], *, may_step: bool
) -> Line | None:
    """The line of a numbered item that does not ask, where most of them do.

    One that puts a task to a learner needs no others that ask beside it.
    One that opens as a step does, "Create ...", is a task where questions are announced,
    or where ``may_step`` says so of the page.
    """
    item = lone_item(block)
    if item is None:
        return None
    first, *rest = item.children
    if block in joining or is_sure_prompt(first.text):
        return numbered_line(block, first, rest)
    is_step = is_prompt(first.text)
    if is_step and (may_step or titles_announce(page, block)):
        return numbered_line(block, first, rest)
    return None
