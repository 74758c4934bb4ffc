"""Pieces of text that know how they are written and what of them is seen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from markdown_it import MarkdownIt

from .languages import Language

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")
_LINK_OR_MARK = re.compile(r"\[([^\]]*)\]\([^)]*\)|\*\*|[`$]|(?<!\w)_|_(?!\w)")


class Text(NamedTuple):
    """One line as it is written in markdown."""

    written: str

    @property
    def shown(self) -> str:
        """What a reader sees of it."""
        return _LINK_OR_MARK.sub(r"\1", self.written)

    @property
    def html(self) -> str:
        """The same line in a page of HTML."""
        return str(MARKDOWN.renderInline(self.written))


class Item(NamedTuple):
    """A question, a sentence that answers it, and three more that may follow."""

    question: Text
    answer: Text
    more: tuple[str, ...] = ()


class Answer(NamedTuple):
    """The blocks of an answer in markdown, and all that a reader sees of them."""

    blocks: tuple[str, ...]
    shown: str

    @property
    def written(self) -> str:
        """The whole answer in markdown."""
        return "\n\n".join(self.blocks)


@dataclass(frozen=True)
class Style:
    """How one page is written from its first to its last question.

    ``variant`` chooses among ways that are as good, ``level`` is that of a heading that
    asks, ``format`` the file's.
    """

    language: Language
    variant: int
    level: int = 2
    format: str = "md"

    @property
    def is_plain(self) -> bool:
        """Whether the page knows no markup."""
        return self.format == "txt-plain"

    @property
    def heading(self) -> str:
        """What a heading begins with."""
        return "#" * self.level

    def one_of(self, *ways: str) -> str:
        """The way of writing that the page has chosen."""
        return ways[self.variant % len(ways)]

    def bold(self, text: str) -> str:
        """A text in bold, where the page knows bold."""
        return text if self.is_plain else f"**{text}**"


@dataclass(frozen=True)
class Wanted:
    """A card that a careful reader makes of a page.

    That of a multiple choice question has options, ``letter`` is how the source counts
    the right one, and its answer is what explains it.
    """

    question: str
    answer: str
    options: tuple[str, ...] = ()
    correct: str = ""
    letter: str = ""


@dataclass(frozen=True)
class Case:
    """A page, the cards that are wanted of it, and its value in each dimension."""

    name: str
    text: str
    wanted: tuple[Wanted, ...]
    values: dict[str, str]


def details(summary: str, body: str) -> str:
    """A fold."""
    return f"<details>\n<summary>{summary}</summary>\n\n{body}\n\n</details>"


def table(*rows: tuple[str, ...]) -> str:
    """A table whose first row are the heads."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    rule = f"|{' --- |' * len(rows[0])}"
    return "\n".join([lines[0], rule, *lines[1:]])


def html_of(markdown: str) -> str:
    """What a static site makes of markdown."""
    return str(MARKDOWN.render(markdown)).strip()
