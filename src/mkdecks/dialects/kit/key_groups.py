"""The sections of a page that the answers at its end name: "Unit 1: 1 b, 2 a"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from ...language.counts import count_at_start
from ...language.numbers import number_length
from ...model.characters import one_line
from ...model.records import Block, Page
from ...pages.inline import cut
from .blocks import TEXTS
from .listed_keys import entries_of

# The title of a section, and what is listed for it on the line.
_GROUP_RE = re.compile(
    r"^(?P<group>[^\W\d][^:\uff1a\n]{1,60}?)\s?[:\uff1a]\s*(?P<rest>\S[^\n]*)$",
    re.M,
)


@lru_cache(maxsize=8)
def titled_lines(page: Page) -> tuple[tuple[str, int], ...]:
    """The headings of a page and its paragraphs of one line, as keys write them.

    Each stands with its line.
    """
    return tuple(
        (plain_title(block.text), block.start)
        for block in page.blocks
        if block.kind in TEXTS and "\n" not in block.text.strip()
    )


def names_group(page: Page, block: Block, following: Sequence[Block]) -> bool:
    """Whether a line is the title of a section, and lists of answers follow."""
    is_line = block.kind == "paragraph" and _is_named(page, block.text)
    return is_line and any(any(entries_of(below)) for below in following)


def _is_named(page: Page, text: str) -> bool:
    """Whether a line is the title of another section, too, or the beginning of one."""
    found = _titles_named(page, plain_title(text))
    return len(list(islice(found, 2))) > 1


def _titles_named(page: Page, name: str) -> Iterator[str]:
    """The titles of a page that begin with a name."""
    titles = _sorted_titles(page)
    for place in range(bisect_left(titles, name), len(titles)):
        title = titles[place]
        if not title.startswith(name):
            return
        if names(title, name):
            yield title


@lru_cache(maxsize=8)
def _sorted_titles(page: Page) -> Sequence[str]:
    return sorted(title for title, _ in titled_lines(page))


def names(title: str, name: str) -> bool:
    """Whether a title begins with a name: "Unit 1: Boats" with "Unit 1"."""
    return title.startswith(name) and not title[len(name) :][:1].isalnum()


def grouped(page: Page, block: Block) -> Iterator[tuple[str, Block]]:
    """The titles of sections in a paragraph, each with what it lists for them.

    "Unit 1: 1 b, 2 a", or a title on the first line.
    """
    if block.kind != "paragraph":
        return
    for mark in _GROUP_RE.finditer(block.text):
        if _is_section(page, mark["group"]):
            yield mark["group"], cut(block, *mark.span("rest"))
    title, _, rest = block.text.partition("\n")
    if rest and _is_section(page, title):
        yield title, cut(block, len(title) + 1)


def _is_section(page: Page, text: str) -> bool:
    """Whether a text names a section of a page, and is not what counts a question."""
    is_named = any(_titles_named(page, plain_title(text)))
    return is_named and count_at_start(text) is None


def plain_title(text: str) -> str:
    """The title of a section as a key writes it: without its number, in small letters."""
    plain = text[number_length(text) :]
    return one_line(plain).rstrip(" :\uff1a").casefold()
