"""Lists of questions with the answer nested in the item: ``1. What is ...?``, and what is indented below.

Also ``- **What is ...?** The answer.`` on one line. They count where the page or its section announces questions, or
where at least three items of a list ask and are answered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..blocks import page_blocks
from ..inlines import bold_length, cut, has_content, leads_elsewhere, text_of
from ..model import Block, Page, Pair, Problem
from ..problems import problem
from ..wording import announces_questions, is_call_to_action, is_question
from ._answer import is_answered, pin_near, trim

ORDER = 66
MIN_RUN, MIN_SHARE = 3, 0.5
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
    if page.source.format != "markdown":
        return
    inside: set[Block] = set()
    for block in page_blocks(page):
        if block in page.claims or block in inside:
            inside.update(block.children)
        elif block.kind in ("bullet_list", "ordered_list"):
            items = [
                found
                for item in block.children
                if not page.claims.keys() & {item, *item.children} and (found := _item(item))
            ]
            answered = [item for item in items if is_answered(item.answer)]
            announced = any(map(announces_questions, (page.title, *block.section)))
            if answered and (announced or (len(answered) >= MIN_RUN and len(items) >= MIN_SHARE * len(block.children))):
                inside.update(block.children)
                yield from _pairs(items)


def _pairs(items: Sequence[_Item]) -> Iterator[Pair | Problem]:
    for item in items:
        text = " ".join(item.question.text.split())
        if not is_answered(item.answer):
            yield problem("MK301", f"no answer to: {text}", item.question.span)
            continue
        pin = pin_near(item.block.children[0], item.block.children, item.block.children[1:])
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


def _item(item: Block) -> _Item | None:
    """A list item as its question and its answer; None where it does not ask."""
    first = item.children[0] if item.children else None
    if first is None or first.kind not in ("paragraph", "heading"):
        return None
    end = _question_end(first)
    if not end or is_call_to_action(first.text[:end]):
        return None
    start = _SIGNS_RE.match(first.text, end)
    rest = (cut(first, start.end()),) if start and first.text[start.end() :].strip() else ()
    answer = trim((*rest, *item.children[1:]))
    if _asks_only(answer) or leads_elsewhere(answer) or not has_content(answer):
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


def _asks_only(answer: Sequence[Block]) -> bool:
    """Whether what is nested below a question is more questions, or boxes that nobody has ticked."""
    items = [item for block in answer if block.kind.endswith("_list") for item in block.children]
    boxes = [item for item in items if item.tokens[0].meta.get("checked") is False]
    return bool(items) and (len(boxes) == len(items) or all(is_question(text_of([item])) for item in items))
