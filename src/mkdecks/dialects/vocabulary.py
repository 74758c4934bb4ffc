"""Lines of word and meaning on pages of vocabulary: ``der Wind = wind``.

Every line of a paragraph, or every item of a list, has the same sign between the two;
of those with a colon, nearly all.
The title of the page or of the section announces terms.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..language.page_titles import announces_terms, may_announce_terms
from ..model.records import Block, Page, Pair, Problem, Results
from ..pages.inline import cut
from .kit.line_runs import lines_of_text, runs
from .kit.term_entries import shows_code

ORDER = 76
MAX_WORD = 60
MIN_LINES = 2
# So many entries are told by themselves below a title that only has the word for them.
MIN_CLEAR = 3
# So many lines have a colon, and this share of them, where not all have.
MIN_WITH_COLON, MIN_SHARE = 3, 0.8
_SIGN_RE = re.compile(
    r"[ \t]+(=|->|\u2192|[-\u2013\u2014])[ \t]+|\t+|[ \t]*(=)[ \t]*"
    r"|[ \t]*(:)[ \t]+|[ \t]*(\uff1a)[ \t]*"
)


class _Line(NamedTuple):
    """A line: the block that it is a line of, where the word ends, and the meaning."""

    block: Block
    start: int
    word_end: int
    meaning: int
    stop: int
    sign: str


def recognise(page: Page) -> Results:
    """One Pair for each line of a block all of whose lines have such a sign."""
    if shows_code(page):
        return
    for blocks in runs(page):
        titles = (page.title, *blocks[0].section)
        if any(not page.claims.keys().isdisjoint(b.children) for b in blocks):
            continue
        if not any(map(may_announce_terms, titles)):
            continue
        entries = _entries(blocks)
        if entries and _are_announced(entries, titles):
            yield from map(_pair, entries)


def _are_announced(entries: Sequence[_Line], titles: Sequence[str]) -> bool:
    """Whether titles announce entries; of many, or of a rare sign, they may say less."""
    are_clear = entries[0].sign == "=" or len(entries) >= MIN_CLEAR
    return are_clear or any(map(announces_terms, titles))


def _entries(blocks: Sequence[Block]) -> Sequence[_Line]:
    """The lines of blocks that are entries; () where they differ in their signs."""
    found = [_lines(block) for block in blocks]
    lines = [line for entries, _ in found for line in entries]
    count = sum(size for _, size in found)
    signs = {line.sign for line in lines}
    if len(signs) != 1:
        return ()
    if signs == {":"}:
        is_meant = len(lines) >= max(MIN_WITH_COLON, MIN_SHARE * count)
        return lines if is_meant else ()
    return lines if MIN_LINES <= count == len(lines) else ()


def _lines(block: Block) -> tuple[Sequence[_Line], int]:
    """The lines of a paragraph, or the items of a list, with a sign; and how many are.

    The count is that of all lines or items.
    """
    if block.kind == "paragraph":
        return _of_text(block), len(block.text.split("\n"))
    items = [item.children for item in block.children]
    lines = [_of_text(item[0]) for item in items if len(item) == 1]
    return [line[0] for line in lines if len(line) == 1], len(items)


def _of_text(block: Block) -> Sequence[_Line]:
    lines = []
    for start, stop in lines_of_text(block):
        text = block.text[start:stop]
        sign = _SIGN_RE.search(text)
        if sign and 0 < sign.start() <= MAX_WORD:
            word_end, meaning = start + sign.start(), start + sign.end()
            mark = _mark(sign)
            lines.append(_Line(block, start, word_end, meaning, stop, mark))
    return lines


def _mark(sign: re.Match[str]) -> str:
    """The sign between a word and its meaning, as all its forms are written."""
    if sign[3] or sign[4]:
        return ":"
    mark = sign[1] or sign[2] or "tab"
    return "-" if mark in "\u2013\u2014" else mark


def _pair(line: _Line) -> Pair | Problem:
    word = cut(line.block, line.start, line.word_end)
    meaning = cut(line.block, line.meaning, line.stop)
    reason = "a line of a word and its meaning"
    return Pair.of([word], [meaning], [line.block], kind="term", reason=reason)
