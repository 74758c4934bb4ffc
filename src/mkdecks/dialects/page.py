"""The whole page is one card: its title or the question it states, and all the rest; off until asked for.

A section called "Question" or the like states the question; one called "Answer" or
"Analysis" begins the answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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

ORDER = 1
ON = False
_QUESTION_RE = re.compile(
    r"(?:interview |the |stated )?(?:question|problem|q)s?|面试题目?|题目|问题|問題|вопрос|pregunta|frage|질문",
    re.I,
)
_ANSWER_RE = re.compile(
    r"(?:the |sample |model )?(?:answers?|solutions?|analysis)|.*(?:剖析|解析|解答|答案)"
    r"|回答|ответ|respuesta|antwort|답변?",
    re.I,
)


def recognise(page: Page) -> Iterator[Pair | Problem]:
    """One Pair for the page."""
    blocks = page.blocks
    first = next(
        (i for i, block in enumerate(blocks) if block.kind == "heading"), None
    )
    title = (
        blocks[first]
        if first is not None and blocks[first].level == 1
        else None
    )
    stated = next(
        (
            i
            for i, b in enumerate(blocks)
            if b.kind == "heading" and _QUESTION_RE.fullmatch(_plain(b))
        ),
        None,
    )
    if stated is not None:
        end = _end(blocks, stated)
        question, span = trim(blocks[stated + 1 : end]), blocks[stated].span
        rest = [
            block
            for i, block in enumerate(blocks)
            if not stated <= i < end and block is not title
        ]
    else:
        question = (
            (as_paragraph(title),)
            if title
            else (text_block(page.title, page.source),)
        )
        span = question[0].span
        rest = [block for block in blocks if block is not title]
    question = question or (text_block(page.title, page.source),)
    answer = trim(without_footer(_analysis(rest)))
    if not is_answered(answer) or _is_index(answer):
        yield problem("MK302", f"a page without an answer: {page.title}", span)
        return
    yield Pair(
        question,
        answer,
        span,
        "page",
        blocks,
        (),
        reason="the page was asked to be one card",
    )


def _plain(block: Block) -> str:
    return " ".join(block.text.split()).strip(" :\uff1a")


def _end(blocks: Sequence[Block], place: int) -> int:
    level = blocks[place].level
    following = range(place + 1, len(blocks))
    return next(
        (
            i
            for i in following
            if blocks[i].kind == "heading" and blocks[i].level <= level
        ),
        len(blocks),
    )


def _analysis(blocks: Sequence[Block]) -> Sequence[Block]:
    """What follows the heading that announces the answer, where there is one."""
    place = next(
        (
            i
            for i, b in enumerate(blocks)
            if b.kind == "heading" and _ANSWER_RE.fullmatch(_plain(b))
        ),
        None,
    )
    return blocks if place is None else blocks[place + 1 :]


def _is_index(answer: Sequence[Block]) -> bool:
    """Whether a page only leads to others."""
    shown = [block for block in answer if block.kind != "heading"]
    links = [block for block in shown if leads_elsewhere([block])]
    return (
        len(links) == len(shown)
        or not text_of(answer).strip()
        or (
            all(
                block.kind.endswith("_list") or link_count(block)
                for block in shown
            )
            and leads_elsewhere(shown)
        )
    )
