"""Keys that a page lists by the numbers of its questions, under a title: "Answers"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ...model.characters import one_line
from ...model.records import Block, Page
from ...pages.inline import cut
from ...pages.tree import body_of, title_of
from .blocks import FOLDS, Blocks
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

    text: Blocks
    holder: Block


# By the number of the question.
PageKeys = Mapping[int, PageKey]


def page_keys(page: Page) -> PageKeys:
    """What sections and folds called "Answers" list; empty where that is too little."""
    keys: dict[int, PageKey] = {}
    is_in_section = False
    for block in page.blocks:
        listing: Sequence[Block] = (block,)
        if block.kind == "heading":
            is_in_section = _announces_keys(block)
        elif block.kind in FOLDS and _announces_keys(title_of(block)):
            listing = body_of(block)
        elif not is_in_section:
            continue
        for entries in map(_entries, listing):
            keys |= {number: PageKey(text, block) for number, text in entries}
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
    return Key(
        *answer,
        group.stop,
        "the answers of the page name it",
        is_closed=True,
        claims=(entry.holder,),
    )


def _announces_keys(title: Block | None) -> bool:
    if title is None:
        return False
    return bool(_TITLE_RE.fullmatch(one_line(title.text).strip(" :\uff1a")))


def _entries(block: Block) -> Iterator[tuple[int, Blocks]]:
    """The items of a numbered list, or the numbered parts of a paragraph."""
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
