"""Lists of questions with the answer nested in the item: ``1. What is ...?``, and what is indented below.

Also ``- **What is ...?** The answer.`` on one line. They count where the page or its
section announces questions, or where at least three items of a list ask and are
answered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..language.question_text import is_call_to_action, is_prompt, is_question
from ..model.problems import problem
from ..model.records import Block, Page, Pair, Problem
from ..pages.inline import (
    bold_length,
    cut,
    has_content,
    leads_elsewhere,
    text_of,
)
from ..pages.tree import page_blocks
from .kit.answer import is_answered, pin_near, trim
from .kit.options import lacks_key
from .kit.page_gate import is_announced, puts_questions_to_others, was_card

ORDER = 66
MIN_RUN, MIN_SHARE, MIN_ANSWERED = 3, 0.5, 0.25
MAX_QUESTION_LINES = 4
_SIGNS_RE = re.compile(r"[\s:\u2013\u2014-]*")


@dataclass(frozen=True, slots=True)
class _Item:
    """A list item that asks, and what answers it."""

    block: Block
    question: Block
    answer: tuple[Block, ...]


def recognise(page: Page) -> Iterator[Pair | Problem]:
    """One Pair for each answered item of such a list."""
    if page.source.format == "text" or puts_questions_to_others(page):
        return
    found = [(block, _items(page, block)) for block in _lists(page)]
    asking = [
        (block, items)
        for block, items in found
        if len(items) >= MIN_SHARE * len(block.children)
    ]
    answered = sum(
        is_answered(item.answer) for _, items in asking for item in items
    )
    inside: set[Block] = set()
    for block, items in found:
        known = was_card(
            page, "question-list", (item.question.text for item in items)
        )
        announced = known or (
            is_announced(page, block) and _is_mostly_answered(items)
        )
        is_run = answered >= MIN_RUN and (block, items) in asking
        if (
            block not in inside
            and (announced or is_run)
            and any(is_answered(item.answer) for item in items)
        ):
            inside.update(
                one
                for one, _ in found
                if block.start <= one.start and one.stop <= block.stop
            )
            yield from _pairs(items)


def _is_mostly_answered(items: Sequence[_Item]) -> bool:
    """Whether a list answers its questions; one that leaves nearly all open has only said more of the others."""
    return sum(
        is_answered(item.answer) for item in items
    ) >= MIN_ANSWERED * len(items)


def _lists(page: Page) -> Iterator[Block]:
    """Every list that no dialect has taken, outer ones before those inside them."""
    inside: set[Block] = set()
    for block in page_blocks(page):
        if block in page.claims or block in inside:
            inside.update(block.children)
        elif block.kind in ("bullet_list", "ordered_list"):
            yield block


def _items(page: Page, block: Block) -> list[_Item]:
    """The items of a list that ask; where most do, those too that only open as a question does."""
    free = [
        item
        for item in block.children
        if not page.claims.keys() & {item, *item.children}
    ]
    asking = [found for item in free if (found := _item(item, loose=False))]
    if sum(is_answered(item.answer) for item in asking) * 2 < len(
        block.children
    ):
        return asking
    return [found for item in free if (found := _item(item, loose=True))]


def _pairs(items: Sequence[_Item]) -> Iterator[Pair | Problem]:
    for item in items:
        text = " ".join(item.question.text.split())
        if not is_answered(item.answer):
            yield problem("MK301", f"no answer to: {text}", item.question.span)
            continue
        pin = pin_near(
            item.block.children[0], item.block.children, item.block.children[1:]
        )
        reason = "an item of a list of questions"
        claims = (item.block,)
        yield Pair(
            (item.question,),
            item.answer,
            item.question.span,
            "question-list",
            claims,
            item.block.section,
            pin=pin,
            reason=reason,
        )


def _item(item: Block, *, loose: bool) -> _Item | None:
    """A list item as its question and its answer; None where it does not ask."""
    first = item.children[0] if item.children else None
    if first is None or first.kind not in ("paragraph", "heading"):
        return None
    end = _question_end(first) or (_prompt_end(first) if loose else 0)
    if not end or is_call_to_action(first.text[:end]):
        return None
    start = _SIGNS_RE.match(first.text, end)
    rest = (
        (cut(first, start.end()),)
        if start and first.text[start.end() :].strip()
        else ()
    )
    answer = trim((*rest, *item.children[1:]))
    if (
        lacks_key(answer)
        or _asks_only(answer)
        or leads_elsewhere(answer)
        or not has_content(answer)
    ):
        answer = ()
    return _Item(item, cut(first, 0, end), answer)


def _question_end(block: Block) -> int:
    """Where the question ends that an item begins with: a part in bold, else its first lines up to a question mark."""
    length = bold_length(block)
    if length and is_question(block.text[:length]):
        return length
    position = 0
    for line in block.text.split("\n")[:MAX_QUESTION_LINES]:
        position += len(line) + 1
        if is_question(block.text[: position - 1]):
            return position - 1
    return 0


def _prompt_end(block: Block) -> int:
    """Where a task ends that an item begins with: a part in bold, else its first line, if it opens as a task does."""
    length = bold_length(block) or len(block.text.split("\n", maxsplit=1)[0])
    return length if is_prompt(block.text[:length]) else 0


def _asks_only(answer: Sequence[Block]) -> bool:
    """Whether what is nested below a question is more questions, or boxes that nobody has ticked."""
    items = [
        item
        for block in answer
        if block.kind.endswith("_list")
        for item in block.children
    ]
    boxes = [
        item for item in items if item.tokens[0].meta.get("checked") is False
    ]
    return bool(items) and (
        len(boxes) == len(items)
        or all(is_question(text_of([item])) for item in items)
    )
