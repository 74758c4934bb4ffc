"""Answers that stand apart from their questions, by number, under a title: "Answers"."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from ...language.counts import only_counts
from ...language.numbers import number_of
from ...language.question_text import (
    answer_label_length,
    is_question,
)
from ...model.records import Block, Page
from ...pages.inline import nested, text_of
from .blocks import TEXTS
from .key_below import Key
from .key_groups import names, titled_lines
from .key_sections import Listing, PageKey, listings_of
from .key_text import answer_in
from .option import Options

MIN_PAGE_KEYS = 2


@dataclass(frozen=True, slots=True)
class PageKeys:
    """All that a page lists as answers by number.

    ``questions`` are the numbered questions at the top of the page, by number,
    ``groups`` the lines on which the sections begin that listings name.
    """

    listings: tuple[Listing, ...]
    questions: Mapping[int, Sequence[Block]]
    groups: Mapping[str, int]

    def __bool__(self) -> bool:
        """Whether the page lists any."""
        return bool(self.listings)

    @property
    def rows(self) -> frozenset[Block]:
        """The blocks of the page that are rows of letters."""
        return _holders(tuple(item for item in self.listings if item.is_row))

    @property
    def holders(self) -> frozenset[Block]:
        """The blocks of the page that hold the answers."""
        return _holders(self.listings)

    def before_rows(
        self, blocks: Sequence[Block], start: int, stop: int
    ) -> int:
        """Where the first row of letters stands between two blocks; else ``stop``."""
        rows = self.rows
        return next((i for i in range(start, stop) if blocks[i] in rows), stop)

    def answer_to(self, number: int | None, question: Block) -> PageKey | None:
        """What the page lists for the question with a number; None for nothing.

        That is what a listing says that names the section of the question, else the
        listing in the innermost section around it, and there the first below it, else
        the next one below.
        Where several questions of one number would take the same answer, none does.
        """
        listing = self._listing(number, question) if number else None
        if listing is None or number is None:
            return None
        rivals = [
            rival
            for rival in self.questions.get(number, ())
            if self._listing(number, rival) is listing
        ]
        return listing.get(number) if len(rivals) <= 1 else None

    def _listing(self, number: int, question: Block) -> Listing | None:
        known = [item for item in self.listings if number in item.entries]
        group = self._group_of(question)
        around = [item for item in known if _is_around(item, question, group)]
        below = [
            item
            for item in known
            if item.start > question.start and not item.group
        ]
        nearest = partial(_distance, question)
        return min(around or below, key=nearest, default=None)

    def _group_of(self, question: Block) -> str:
        """The title above a question that listings name; "" where none does."""
        starts = self.groups
        above = [name for name in starts if starts[name] <= question.start]
        return max(above, key=starts.__getitem__, default="")


@lru_cache(maxsize=8)
def _holders(listings: tuple[Listing, ...]) -> frozenset[Block]:
    return frozenset(
        block
        for listing in listings
        for key in listing.entries.values()
        for block in key.holders
    )


def _is_around(listing: Listing, question: Block, group: str) -> bool:
    if listing.group:
        return listing.group == group
    return listing.section == question.section[: len(listing.section)]


def _distance(question: Block, listing: Listing) -> tuple[bool, int, bool, int]:
    """How far a listing is from a question, to be compared with that of others."""
    is_above = listing.start < question.start
    lines = abs(listing.start - question.start)
    return not listing.group, -len(listing.section), is_above, lines


def page_keys(page: Page) -> PageKeys:
    """What the sections and folds called "Answers" list, where it is more than one."""
    listings = [
        listing
        for listing in listings_of(page)
        if len(listing.entries) >= MIN_PAGE_KEYS or listing.group
        if not listing.is_row or _is_row_of(page, listing)
    ]
    keys = PageKeys(tuple(listings), {}, {})
    if not keys:
        return keys
    groups = dict(_groups(page, listings))
    return replace(keys, questions=_questions(page, keys), groups=groups)


def _groups(
    page: Page, listings: Sequence[Listing]
) -> Iterator[tuple[str, int]]:
    """The titles that listings name, each with the line of the section it begins."""
    titles = titled_lines(page)
    for name in {item.group for item in listings if item.group}:
        start = next((line for text, line in titles if names(text, name)), None)
        if start is not None:
            yield name, start


def _is_row_of(page: Page, row: Listing) -> bool:
    """Whether a row of letters answers the questions above it, one each.

    They are counted as the letters are, and none of them has an answer of its own.
    """
    above = [
        block
        for block in page.blocks
        if block.start < row.start
        and block.section[: len(row.section)] == row.section
    ]
    texts = [leaf.text for leaf in nested(above) if leaf.kind in TEXTS]
    lines = [line for text in texts for line in text.split("\n")]
    numbers = {number for text in texts if (number := number_of(text))}
    items = [b.children for b in above if b.kind == "ordered_list"]
    numbers |= {
        int(item.label)
        for item in itertools.chain(*items)
        if item.label.isdigit()
    }
    is_answered = any(map(answer_label_length, lines))
    return numbers == row.entries.keys() and not is_answered


def _questions(page: Page, keys: PageKeys) -> Mapping[int, Sequence[Block]]:
    """The numbered questions at the top of a page, outside of its listings."""
    questions: dict[int, list[Block]] = {}
    for block in page.blocks:
        if block in keys.holders:
            continue
        items = block.children if block.kind == "ordered_list" else ()
        for item in items:
            if item.label.isdigit() and is_question(text_of(item.children[:1])):
                questions.setdefault(int(item.label), []).append(block)
        number = number_of(block.text) if block.kind in TEXTS else None
        if number and (only_counts(block.text) or is_question(block.text)):
            questions.setdefault(number, []).append(block)
    return questions


def key_of_page(
    keys: PageKeys, number: int | None, question: Block, group: Options
) -> Key | None:
    """The key that a page lists for the options of the question with a number."""
    entry = keys.answer_to(number, question)
    answer = answer_in(entry.text, group, bare=True) if entry else None
    if entry is None or answer is None:
        return None
    return Key(
        *answer,
        group.stop,
        "the answers of the page name it",
        is_closed=True,
        claims=entry.holders,
    )
