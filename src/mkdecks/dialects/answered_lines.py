"""Lines that ask and go on with the answer: ``What is a yew? - A tree.``, several of them.

They are the lines of a paragraph, paragraphs of one line, or items of a list, and nearly
all of them are such lines. Without a sign between the two a title announces questions, or
the items are all of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..language.question_text import (
    MARK_RE,
    front_of,
    is_call_to_action,
    is_question,
)
from ..model.records import Block, Page, Pair, Results
from ..pages.inline import cut, nested
from .kit.blocks import LISTS
from .kit.line_runs import lines_of_text, runs
from .kit.page_gate import asks_by_itself, is_announced
from .kit.refused_pages import refusal
from .kit.task_parts import counts_parts

ORDER = 67
MIN_LINES, MIN_SHARE = 3, 0.8
MAX_QUESTION = 200
# What opens what somebody says.
_QUOTE_RE = re.compile(r"\s*[\"\u201c\u201e\u00ab\u300c]")
_SENTENCE_END_RE = re.compile(r"[.!]\s+\S")
_BEHIND_RE = re.compile(
    r"[\"\'\u201d\u00bb)\]]*\s*(?P<sign>[\u2013\u2014\u2192=>:-]*)\s*"
)


class _Line(NamedTuple):
    """A line of a block: where it starts, where its question ends, and where it is answered."""

    block: Block
    holder: Block
    start: int
    end: int
    answer: int
    stop: int
    has_sign: bool


def recognise(page: Page) -> Results:
    """One Pair for each such line, where several stand together."""
    if refused := refusal(page):
        yield refused
        return
    found = [lines for run in runs(page) if (lines := _free(page, run))]
    fills = _fills(page, [line for lines in found for line in lines])
    for lines in found:
        if _is_open(lines, fills=fills) or is_announced(page, lines[0].block):
            yield from map(_pair, lines)


def _is_open(lines: Sequence[_Line], *, fills: bool) -> bool:
    """Whether lines need no title: all have a sign, or they are items that fill a page."""
    are_items = all(line.holder.kind == "list_item" for line in lines)
    return (are_items and fills) or all(line.has_sign for line in lines)


def _free(page: Page, run: Sequence[Block]) -> Sequence[_Line]:
    """The lines of a run of which no dialect has taken any."""
    lines = _lines(run)
    holders = {line.holder for line in lines}
    return lines if page.claims.keys().isdisjoint(holders) else ()


def _lines(blocks: Sequence[Block]) -> Sequence[_Line]:
    """The lines of a run that ask and answer; () where they are few, or others too many."""
    spans = [
        (block, holder, start, stop)
        for holder, block in _texts(blocks)
        for start, stop in lines_of_text(block)
    ]
    lines = [line for span in spans if (line := _line(*span))]
    return lines if len(lines) >= max(MIN_LINES, MIN_SHARE * len(spans)) else ()


def _texts(blocks: Sequence[Block]) -> Iterator[tuple[Block, Block]]:
    """The paragraphs of a run, each behind the block that it claims."""
    for block in blocks:
        items = block.children if block.kind in LISTS else ()
        for item in items:
            for part in item.children:
                yield item, part
        if not items:
            yield block, block


def _line(block: Block, holder: Block, start: int, stop: int) -> _Line | None:
    text = block.text[start:stop]
    mark = MARK_RE.search(text)
    if block.kind != "paragraph" or mark is None:
        return None
    end = mark.end()
    behind = _BEHIND_RE.match(text, end)
    answer = text[behind.end() :] if behind else ""
    if behind is None or not (_asks(text[:end]) and _says(answer)):
        return None
    return _Line(
        block,
        holder,
        start,
        start + end,
        start + behind.end(),
        stop,
        bool(behind["sign"]),
    )


def _asks(text: str) -> bool:
    """Whether a text is one sentence that asks, and nobody's speech."""
    if len(text) > MAX_QUESTION or _QUOTE_RE.match(text):
        return False
    if _SENTENCE_END_RE.search(front_of(text)) or is_call_to_action(text):
        return False
    return is_question(text) and asks_by_itself(text)


def _says(answer: str) -> bool:
    """Whether a text is words, no question and no options."""
    is_other = MARK_RE.search(answer) or counts_parts(answer)
    return any(map(str.isalnum, answer)) and not is_other


def _fills(page: Page, lines: Sequence[_Line]) -> bool:
    """Whether lines are nearly all that a page says below its titles."""
    texts = [leaf for leaf in nested(page.blocks) if leaf.kind != "heading"]
    counts = [len(list(lines_of_text(leaf))) for leaf in texts if leaf.text]
    return len(lines) >= MIN_LINES and len(lines) >= MIN_SHARE * sum(counts)


def _pair(line: _Line) -> Pair:
    question = cut(line.block, line.start, line.end)
    answer = cut(line.block, line.answer, line.stop)
    return Pair.of(
        [question],
        [answer],
        [line.holder],
        reason="a line that asks and goes on with the answer",
    )
