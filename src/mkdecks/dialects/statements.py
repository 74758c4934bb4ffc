"""Statements with their answer at an edge: ``1. The sun is a star. (True)``, ``Water boils at ___ °C. (100)``.

They count where most items of a list, or most numbered lines of a paragraph, are judged
so, or have a gap that is filled so. A sign or a letter judges where all of them have one
of the same two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..language.lexicon import begins_with, consists_of
from ..language.page_titles import asks_for_judgement
from ..language.question_text import has_gap, number_of
from ..language.word_files import UNSPACED_RE
from ..model.records import Block, Page, Pair, Results
from ..pages.inline import cut
from ..pages.walk import is_taken, walk
from .kit.answered import MIN_RUN, is_run
from .kit.blocks import LISTS

ORDER = 9
# Fewer words make no statement, nor do fewer characters of a script without spaces.
MIN_WORDS, MIN_CHARACTERS = 3, 4
# How many signs or letters there are that judge.
VERDICTS = 2
_END_RE = re.compile(
    r"\s*(?:[(\[\uff08](?P<inside>[^()\[\]\uff08\uff09\n]{1,80})[)\]\uff09]"
    r"|(?:[\u2013\u2014\u2192]|[-=]>|\s-\s)\s*(?P<behind>[^\n\u2013\u2014]{1,300})"
    r"|(?<=[.!])\s+(?P<word>[^\s.!]{1,30}))[.!\u3002]?\s*\Z"
)
# Brackets with a judgement, and the reason behind them.
_REASONED_RE = re.compile(
    r"\s*[(\[\uff08](?P<verdict>[^\W\d_]{1,12})[)\]\uff09]\s*[\u2013\u2014:-]?\s*"
    r"(?P<reason>[^\n]{3,300})\Z"
)
_START_RE = re.compile(
    r"\s*(?:\d{1,3}[.)\u3001]\s*)?[(\uff08]\s*(?P<start>\w|[^\w\s])\s*[)\uff09]\s*"
)
_OPENING_RE = re.compile(r"^[\s\u2190-\u21ff\u2600-\u27bf\ufe0f]+")
_STOPS = (".", "\u3002", "!", "\uff01", "\u0964")
# What may follow a judgement, and explain it.
_REST_RE = re.compile(r"\s*(?:\Z|[(.,:;\u2013\u2014-]|\bbecause\b)")
# Letters that a verdict has at the most: "NW".
MAX_LETTERS = 2


class _Item(NamedTuple):
    """What may be a statement, the block that it claims, and what that holds below."""

    text: Block
    block: Block
    below: tuple[Block, ...] = ()


class _Statement(NamedTuple):
    """A statement: where it starts and ends in its text, and where the answer stands.

    ``edge`` is how: "inside" brackets or "behind" a sign at the end, a "word" there, at
    the "start", or "below". ``reason`` is what stands behind the brackets.
    """

    item: _Item
    edge: str
    begin: int
    end: int
    start: int
    stop: int
    reason: int = 0

    @property
    def answer(self) -> tuple[Block, ...]:
        """The blocks that judge it, and explain it."""
        text = self.item.text
        if self.edge == "below" and self.item.below:
            return self.item.below
        said = cut(text, self.start, self.stop)
        more = (cut(text, self.reason),) if self.reason else ()
        return (said, *more)

    @property
    def verdict(self) -> str:
        """What judges it, or fills its gap."""
        return self.item.text.text[self.start : self.stop].strip()

    @property
    def says(self) -> str:
        """The statement itself."""
        return self.item.text.text[self.begin : self.end]


def recognise(page: Page) -> Results:
    """One Pair for each statement of such a list."""
    for block, _ in walk(page):
        if not is_taken(page, block):
            yield from _pairs(page, block, list(_items(block)))
    judged = [
        _Item(block, block)
        for block in page.blocks
        if block.kind == "paragraph"
        and not is_taken(page, block)
        and _judges(block.text.partition("\n")[2])
    ]
    if judged:
        yield from _pairs(page, judged[0].block, judged)


def _pairs(page: Page, block: Block, items: Sequence[_Item]) -> Results:
    """The pairs of items, where most of them are statements that are judged."""
    edged = list(filter(None, map(_statement, items)))
    titles = (page.title, *block.section)
    may_be_letter = any(map(asks_for_judgement, titles))
    may_be_letter = may_be_letter or _are_verdicts(edged)
    statements = [
        statement
        for statement in edged
        if _is_judged(statement, may_be_letter=may_be_letter)
    ]
    if is_run(len(statements), len(items)):
        yield from map(_pair, statements)


def _items(block: Block) -> Iterator[_Item]:
    """The items of a list that are a paragraph, or the numbered lines of a paragraph."""
    if block.kind in LISTS:
        for item in block.children:
            is_boxed = "checked" in item.tokens[0].meta
            kinds = {part.kind for part in item.children}
            if kinds == {"paragraph"} and not is_boxed:
                first, *below = item.children
                yield _Item(first, item, tuple(below))
        return
    lines = block.text.split("\n") if block.kind == "paragraph" else []
    are_counted = all(map(_is_counted, lines)) or all(
        map(_START_RE.match, lines)
    )
    if len(lines) < MIN_RUN or not are_counted:
        return
    place = 0
    for line in lines:
        yield _Item(cut(block, place, place + len(line)), block)
        place += len(line) + 1


def _is_counted(line: str) -> bool:
    start = _START_RE.match(line)
    return number_of(line[start.end() :] if start else line) is not None


def _statement(item: _Item) -> _Statement | None:
    """An item with what stands at its edge; None where nothing does, or it says little."""
    text = item.text.text
    start = _START_RE.match(text)
    end = _END_RE.search(text)
    line, _, below = text.partition("\n")
    if item.below:
        is_judged = _judges(item.below[0].text)
        return (
            _Statement(item, "below", 0, len(text), 0, 0) if is_judged else None
        )
    if _judges(below):
        place = len(line) + 1
        return _Statement(item, "below", 0, len(line), place, len(text))
    if not start and (reasoned := _REASONED_RE.search(text)):
        first, last = reasoned.span("verdict")
        reason = reasoned.start("reason")
        stop = reasoned.start()
        statement = _Statement(item, "inside", 0, stop, first, last, reason)
    elif end:
        group = end.lastgroup or "inside"
        first, last = end.span(group)
        statement = _Statement(item, group, 0, end.start(), first, last)
    elif start:
        first, last = start.span("start")
        statement = _Statement(
            item, "start", start.end(), len(text), first, last
        )
    else:
        return None
    says = statement.says.strip()
    if UNSPACED_RE.search(says):
        return statement if len(says) >= MIN_CHARACTERS else None
    return statement if len(says.split()) >= MIN_WORDS else None


def _are_verdicts(statements: Sequence[_Statement]) -> bool:
    """Whether each is judged by one of the same two signs, or a sentence by a letter."""
    verdicts = {statement.verdict.casefold() for statement in statements}
    if len(verdicts) != VERDICTS or any(len(v) > 1 for v in verdicts):
        return False
    are_signs = not any(map(str.isalnum, verdicts))
    return are_signs or all(
        s.says.rstrip().endswith(_STOPS) for s in statements
    )


def _is_judged(statement: _Statement, *, may_be_letter: bool) -> bool:
    verdict = statement.verdict
    if statement.edge == "below":
        return True
    if may_be_letter and len(verdict) <= MAX_LETTERS:
        return True
    if statement.edge == "start":
        return False
    if statement.edge == "word" or statement.reason:
        return bool(consists_of(verdict, "correct", "wrong"))
    is_filled = statement.edge == "inside" and has_gap(statement.says)
    return is_filled or _judges(verdict)


def _judges(text: str) -> bool:
    """Whether a text begins with "true" or "false", and goes on with a reason at most."""
    plain = _OPENING_RE.sub("", text)
    end = begins_with(plain, "correct", "wrong")
    return end > 0 and bool(_REST_RE.match(plain, end))


def _pair(statement: _Statement) -> Pair:
    text = statement.item.text
    return Pair.of(
        [cut(text, statement.begin, statement.end)],
        statement.answer,
        [statement.item.block],
        reason="a statement with its answer at an edge",
    )
