"""The whole page as one card, its title in front; off until asked for.

Its title or the question that it states is the front, all the rest the back. A section
called "Question" or the like states the question; one called "Answer" or "Analysis"
begins the answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..model.characters import one_line
from ..model.problems import problem
from ..model.records import Block, Page, Pair, Problem
from ..pages.inline import (
    as_paragraph,
    leads_elsewhere,
    link_count,
    text_block,
    text_of,
)
from .kit.answer import is_answered, trim, without_footer
from .kit.places import below_heading, divided, first_place

ORDER = 1
ON = False
_QUESTION_RE = re.compile(
    r"(?:interview |the |stated )?(?:question|problem|q)s?"
    r"|面试题目?|题目|问题|問題|вопрос|pregunta|frage|질문",
    re.I,
)
_ANSWER_RE = re.compile(
    r"(?:the |sample |model )?(?:answers?|solutions?|analysis)"
    r"|.*(?:剖析|解析|解答|答案)|回答|ответ|respuesta|antwort|답변?",
    re.I,
)


def recognise(page: Page) -> Iterator[Pair | Problem]:
    """One Pair for the page."""
    title = _title(page.blocks)
    stated = _stated(page.blocks)
    hidden = {title, *stated}
    rest = [block for block in page.blocks if block not in hidden]
    question = trim(stated[1:])
    if title and not stated:
        question = (as_paragraph(title),)
    if not question:
        question = (text_block(page.title, page.source),)
    span = stated[0].span if stated else question[0].span
    _, below = divided(rest, _announces_answer)
    answer = trim(without_footer(below))
    if not is_answered(answer) or _is_index(answer):
        yield problem("MK302", f"a page without an answer: {page.title}", span)
        return
    reason = "the page was asked to be one card"
    yield Pair.of(question, answer, page.blocks, span=span, reason=reason)


def _title(blocks: Sequence[Block]) -> Block | None:
    """The first heading of a page, if it is of level 1."""
    place = first_place(blocks, lambda block: block.kind == "heading")
    first = blocks[place : place + 1]
    return first[0] if first and first[0].level == 1 else None


def _stated(blocks: Sequence[Block]) -> Sequence[Block]:
    """The heading that says that the question follows, and what stands below it."""
    place = first_place(blocks, _announces_question)
    if place == len(blocks):
        return ()
    return (blocks[place], *below_heading(blocks, place))


def _announces_question(block: Block) -> bool:
    return _is_heading(block, _QUESTION_RE)


def _announces_answer(block: Block) -> bool:
    return _is_heading(block, _ANSWER_RE)


def _is_heading(block: Block, pattern: re.Pattern[str]) -> bool:
    """Whether a block is a heading that says what a pattern has."""
    text = one_line(block.text).strip(" :\uff1a")
    return block.kind == "heading" and bool(pattern.fullmatch(text))


def _is_index(answer: Sequence[Block]) -> bool:
    """Whether a page only leads to others."""
    shown = [block for block in answer if block.kind != "heading"]
    if all(leads_elsewhere([block]) for block in shown):
        return True
    if not text_of(answer).strip():
        return True
    has_links_only = all(map(_may_link, shown))
    return has_links_only and leads_elsewhere(shown)


def _may_link(block: Block) -> bool:
    return block.kind.endswith("_list") or link_count(block) > 0
