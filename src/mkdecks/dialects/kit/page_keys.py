"""Keys that a page lists for all of its questions, by their numbers, under a title such as "Answers"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
from typing import NamedTuple

from ...model.characters import one_line
from ...model.records import Block, Page
from ...pages.inline import cut
from ...pages.tree import body_of, title_of
from .answer import FOLDS
from .key_below import Key
from .key_text import answer_in
from .option import Options

MIN_PAGE_KEYS = 2
_TITLE_RE = re.compile(
    r"(?:the )?(?:correct )?(?:answers?(?: keys?)?|keys?|solutions?"
    r"|lösungen|respuestas|réponses|ответы|答案|解答)",
    re.I,
)
# The number of an entry on a line of its own: "1.", "Question 1:".
_NUMBER_RE = re.compile(
    r"^[ \t]*(?:q(?:uestion)?[ \t]*)?(?P<number>\d{1,3})[ \t]*"
    r"(?:[.):\uff1a\u2013\u2014-]+|\u3001)[ \t]*",
    re.I | re.M,
)


class PageKey(NamedTuple):
    """What a page lists as the key of one question.

    ``text`` are the blocks that say it, ``holder`` is the block of the page that they
    are in.
    """

    text: tuple[Block, ...]
    holder: Block


# By the number of the question.
PageKeys = Mapping[int, PageKey]


def page_keys(page: Page) -> PageKeys:
    """The keys that sections or folds called "Answers" list; empty where they are too few."""
    keys: dict[int, PageKey] = {}
    for place, block in enumerate(page.blocks):
        if block.kind == "heading" and _announces_keys(block):
            section = takewhile(_is_no_heading, page.blocks[place + 1 :])
            keys.update(_entries(section))
        elif block.kind in FOLDS and _announces_keys(title_of(block)):
            keys.update(_entries(body_of(block), fold=block))
    return keys if len(keys) >= MIN_PAGE_KEYS else {}


def key_of_page(
    keys: PageKeys, number: int | None, group: Options
) -> Key | None:
    """The key that a page lists for the question with a number."""
    entry = keys.get(number or 0)
    if entry is None:
        return None
    answer = answer_in(entry.text, group, bare=True)
    if answer is None:
        return None
    reason = "the answers of the page name it"
    claims = (entry.holder,)
    return Key(*answer, group.stop, reason, closed=True, claims=claims)


def _announces_keys(title: Block | None) -> bool:
    if title is None:
        return False
    return bool(_TITLE_RE.fullmatch(one_line(title.text).strip(" :\uff1a")))


def _is_no_heading(block: Block) -> bool:
    return block.kind != "heading"


def _entries(
    blocks: Iterable[Block], fold: Block | None = None
) -> Iterator[tuple[int, PageKey]]:
    """The entries under a title, by their numbers."""
    for block in blocks:
        for number, text in _numbered(block):
            yield number, PageKey(text, fold or block)


def _numbered(block: Block) -> Iterator[tuple[int, tuple[Block, ...]]]:
    """The items of a numbered list, or the parts of a paragraph whose lines have numbers."""
    if block.kind == "ordered_list":
        for item in block.children:
            if item.children and item.label.isdigit():
                yield int(item.label), item.children
    if block.kind != "paragraph":
        return
    marks = list(_NUMBER_RE.finditer(block.text))
    stops = [*(mark.start() for mark in marks[1:]), len(block.text)]
    for mark, stop in zip(marks, stops, strict=False):
        if block.text[mark.end() : stop].strip():
            yield int(mark["number"]), (cut(block, mark.end(), stop),)
