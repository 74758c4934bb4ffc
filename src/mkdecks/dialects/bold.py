"""Questions as lines in bold, the text below as the answer, on pages that are about questions.

Also tasks with a number in bold and the solution as code: ``**4)** The number of
events``. They count where the page or its section announces questions, or where at
least three lines in bold ask. Where most numbered lines in bold ask, the others of that
count are taken too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..language.question_text import is_call_to_action, is_question, number_of
from ..model.problems import problem
from ..model.records import Block, Page, Pair, Problem
from ..pages.inline import (
    bold_length,
    cut,
    has_content,
    is_bold_line,
    leads_elsewhere,
)
from .kit.answer import is_answered, pin_near, trim, without_footer
from .kit.options import lacks_key
from .kit.page_gate import is_announced, puts_questions_to_others, was_card

ORDER = 64
MIN_RUN, MIN_SHARE = 3, 0.6
_CODE = ("fence", "code_block")
# Code below such a line is part of the task, where more code follows.
_EXAMPLE_RE = re.compile(
    r"\b(?:examples?|inputs?|outputs?|samples?|given|e\.g\.|for instance)\b[^\n]*:\s*\Z",
    re.I,
)
_NUMBER_RE = re.compile(r"\s*\(?(?:[QP]\.?\s?)?\d{1,3}\s*[.):]")


def recognise(page: Page) -> Iterator[Pair | Problem]:
    """One Pair for each question in bold with an answer below."""
    if page.source.format == "text" or puts_questions_to_others(page):
        return
    blocks = page.blocks
    asking = [
        i
        for i, block in enumerate(blocks)
        if block not in page.claims and _question_end(block)
    ]
    asking = sorted(asking + _joining(page, asking))
    tasks = [
        i
        for i, block in enumerate(blocks)
        if block not in page.claims and i not in asking and _is_task(block)
    ]
    starts = sorted(
        asking + [i for i in tasks if is_announced(page, blocks[i])]
    )
    answered = sum(has_content(_rest(blocks, i, starts, page)) for i in asking)
    known = was_card(
        page,
        "bold",
        (
            blocks[place].text[: _question_end(blocks[place]) or None]
            for place in starts
        ),
    )
    for place in starts:
        block = blocks[place]
        text = " ".join(block.text[: _question_end(block) or None].split())
        if not (known or is_announced(page, block)) and answered < MIN_RUN:
            yield problem(
                "MK302",
                f"a line in bold that asks on a page of other things: {text}",
                block.span,
            )
            continue
        is_last = place == starts[-1]
        rest = _rest(blocks, place, starts, page)
        if place in asking:
            yield from _asked(block, text, rest, blocks, is_last=is_last)
        else:
            yield from _task(block, rest, blocks)


def _joining(page: Page, asking: Sequence[int]) -> list[int]:
    """The numbered lines in bold that do not ask, where most of those that are counted do."""
    numbered = [
        i
        for i, b in enumerate(page.blocks)
        if is_bold_line(b) and number_of(b.text) is not None
    ]
    asked = set(asking).intersection(numbered)
    if len(asked) < MIN_RUN or len(asked) < MIN_SHARE * len(numbered):
        return []
    return [
        i
        for i in numbered
        if i not in asked and page.blocks[i] not in page.claims
    ]


def _question_end(block: Block) -> int:
    """Where a question in bold ends that a paragraph begins with and that fills its line; 0 where there is none."""
    length = bold_length(block) if block.kind == "paragraph" else 0
    text = block.text[:length]
    line = block.text.find("\n", length)
    rest = block.text[length : line if line >= 0 else len(block.text)]
    alone = not re.search(r"\w", rest)
    if (
        not length
        or not alone
        or not is_question(block.text[: line if line >= 0 else len(block.text)])
        or is_call_to_action(text)
    ):
        return 0
    return line if line >= 0 else len(block.text)


def _is_task(block: Block) -> bool:
    """Whether a paragraph begins with a number in bold, alone or with a name, and goes on."""
    length = bold_length(block) if block.kind == "paragraph" else 0
    return (
        0 < length < len(block.text.rstrip())
        and bool(_NUMBER_RE.match(block.text))
        and number_of(block.text) is not None
    )


def _rest(
    blocks: Sequence[Block], place: int, starts: Sequence[int], page: Page
) -> tuple[Block, ...]:
    """What belongs to a question below its paragraph: up to the next one, a heading or a rule."""
    stop = place + 1
    while (
        stop < len(blocks)
        and stop not in starts
        and blocks[stop].kind not in ("heading", "hr")
    ):
        if blocks[stop] in page.claims:
            break
        stop += 1
    end = _question_end(blocks[place])
    own = (
        (cut(blocks[place], end + 1),)
        if end and blocks[place].text[end:].strip()
        else ()
    )
    return (*own, *blocks[place + 1 : stop])


def _asked(
    block: Block,
    text: str,
    rest: Sequence[Block],
    blocks: Sequence[Block],
    *,
    is_last: bool,
) -> Iterator[Pair | Problem]:
    answer = trim(without_footer(rest) if is_last else rest)
    if not is_answered(answer):
        yield problem("MK301", f"no answer to: {text}", block.span)
    elif lacks_key(answer):
        yield problem(
            "MK308",
            f"options, and nothing that says which is right: {text}",
            block.span,
        )
    elif leads_elsewhere(answer):
        yield problem("MK302", f"only a link follows: {text}", block.span)
    else:
        end = _question_end(block) or len(block.text)
        question = cut(block, 0, end) if end < len(block.text) else block
        yield _pair(block, (question,), answer, rest, blocks)


def _task(
    block: Block, rest: Sequence[Block], blocks: Sequence[Block]
) -> Iterator[Pair | Problem]:
    codes = [i for i, one in enumerate(rest) if one.kind in _CODE]
    while (
        len(codes) > 1
        and codes[0] > 0
        and _EXAMPLE_RE.search(rest[codes[0] - 1].text)
    ):
        codes.pop(0)
    place = codes[0] if codes else None
    if place is None:
        yield problem(
            "MK309",
            f"a numbered task without code below: {' '.join(block.text.split())[:80]}",
            block.span,
        )
        return
    yield _pair(
        block, (block, *trim(rest[:place])), trim(rest[place:]), rest, blocks
    )


def _pair(
    block: Block,
    question: tuple[Block, ...],
    answer: tuple[Block, ...],
    rest: Sequence[Block],
    blocks: Sequence[Block],
) -> Pair:
    pin = pin_near(block, blocks, rest)
    claims = (block, *(one for one in rest if one.start > block.start))
    return Pair(
        question,
        answer,
        block.span,
        "bold",
        claims,
        block.section,
        pin=pin,
        reason="a line in bold that asks",
    )
