"""Lines of word and meaning on pages of vocabulary: ``der Wind = wind``.

Every line of a paragraph, or every item of a list, has the same sign between the two.
The title of the page or of the section announces terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..language.page_titles import announces_terms
from ..model.records import Block, Page, Pair, Problem
from ..pages.inline import cut
from ..pages.walk import walk
from .kit.blocks import LISTS

ORDER = 76
MAX_WORD = 60
MIN_LINES = 2
_SIGN_RE = re.compile(
    r"[ \t]+(=|->|\u2192|[-\u2013\u2014])[ \t]+|\t+|[ \t]*(=)[ \t]*"
)


class _Line(NamedTuple):
    """A line: the block that it is a line of, where the word ends, and the meaning."""

    block: Block
    start: int
    word_end: int
    meaning: int
    stop: int
    sign: str


def recognise(page: Page) -> Iterator[Pair | Problem]:
    """One Pair for each line of a block all of whose lines have such a sign."""
    for block, _ in walk(page):
        titles = (page.title, *block.section)
        if block.kind not in ("paragraph", *LISTS):
            continue
        is_taken = not page.claims.keys().isdisjoint(block.children)
        if is_taken or not any(map(announces_terms, titles)):
            continue
        lines = _lines(block)
        if len(lines) >= MIN_LINES and len({line.sign for line in lines}) == 1:
            yield from map(_pair, lines)


def _lines(block: Block) -> Sequence[_Line]:
    """The lines of a paragraph or the items of a list; () where one has no sign."""
    if block.kind == "paragraph":
        return _of_text(block)
    firsts = [item.children[:1] for item in block.children]
    lines = [_of_text(first[0]) if first else () for first in firsts]
    is_whole = all(len(line) == 1 for line in lines)
    has_more = any(len(item.children) > 1 for item in block.children)
    return [line[0] for line in lines] if is_whole and not has_more else ()


def _of_text(block: Block) -> Sequence[_Line]:
    lines = []
    start = 0
    for text in block.text.split("\n"):
        sign = _SIGN_RE.search(text)
        if sign is None or not 0 < sign.start() <= MAX_WORD:
            return ()
        stop = start + len(text)
        mark = sign[1] or sign[2] or "tab"
        line = _Line(
            block, start, start + sign.start(), start + sign.end(), stop, mark
        )
        lines.append(line)
        start = stop + 1
    return lines


def _pair(line: _Line) -> Pair | Problem:
    word = cut(line.block, line.start, line.word_end)
    meaning = cut(line.block, line.meaning, line.stop)
    reason = "a line of a word and its meaning"
    return Pair.of([word], [meaning], [line.block], kind="term", reason=reason)
