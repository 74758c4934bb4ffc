"""Statements with their answer at the end: ``1. The sun is a star. (True)``, ``Water boils at ___ °C. (100)``.

They count where most items of a list are judged so, or have a gap that is filled so.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..language.lexicon import begins_with
from ..language.page_titles import asks_for_judgement
from ..language.question_text import has_gap
from ..model.records import Block, Page, Pair, Results
from ..pages.inline import cut
from ..pages.walk import is_taken, walk
from .kit.answered import is_run
from .kit.blocks import LISTS

ORDER = 9
# Fewer words make no statement.
MIN_WORDS = 3
_END_RE = re.compile(
    r"\s*(?:[(\[\uff08](?P<inside>[^()\[\]\uff08\uff09\n]{1,80})[)\]\uff09]"
    r"|(?:[\u2013\u2014\u2192]|[-=]>|\s-\s)\s*(?P<behind>[^\n]{1,300}))[.!]?\s*\Z"
)
# What may follow a judgement, and explain it.
_REST_RE = re.compile(r"\s*(?:\Z|[.,:;\u2013\u2014-]|\bbecause\b)")


class _Statement(NamedTuple):
    """An item: its paragraph, where the statement ends, and where the answer stands."""

    item: Block
    text: Block
    end: int
    start: int
    stop: int


def recognise(page: Page) -> Results:
    """One Pair for each statement of such a list."""
    for block, _ in walk(page):
        if block.kind not in LISTS or is_taken(page, block):
            continue
        titles = (page.title, *block.section)
        may_be_letter = any(map(asks_for_judgement, titles))
        found = [
            _statement(item, may_be_letter=may_be_letter)
            for item in block.children
        ]
        statements = list(filter(None, found))
        if is_run(len(statements), len(found)):
            yield from map(_pair, statements)


def _statement(item: Block, *, may_be_letter: bool) -> _Statement | None:
    """The statement that an item is; None where nothing at its end answers it."""
    is_boxed = "checked" in item.tokens[0].meta
    if is_boxed or [part.kind for part in item.children] != ["paragraph"]:
        return None
    (text,) = item.children
    mark = _END_RE.search(text.text)
    if mark is None or len(text.text[: mark.start()].split()) < MIN_WORDS:
        return None
    group = "inside" if mark["inside"] else "behind"
    is_letter = may_be_letter and len(mark[group].strip()) == 1
    is_filled = has_gap(text.text[: mark.start()]) and group == "inside"
    if not (is_letter or is_filled or _judges(mark[group])):
        return None
    return _Statement(item, text, mark.start(), *mark.span(group))


def _judges(text: str) -> bool:
    """Whether a text begins with "true" or "false", and goes on with a reason at most."""
    end = begins_with(text, "correct", "wrong")
    return end > 0 and bool(_REST_RE.match(text, end))


def _pair(statement: _Statement) -> Pair:
    return Pair.of(
        [cut(statement.text, 0, statement.end)],
        [cut(statement.text, statement.start, statement.stop)],
        [statement.item],
        reason="a statement with its answer at the end",
    )
