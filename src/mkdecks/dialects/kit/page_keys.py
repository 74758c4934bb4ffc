"""Answers that stand apart from their questions, by number, under a title: "Answers"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from itertools import pairwise
from typing import NamedTuple

from ...language.labels import KEYS, label_of
from ...language.numbers import number_at_start, number_of
from ...language.page_titles import is_key_title
from ...language.question_text import (
    is_question,
    only_counts,
    remembered_text,
)
from ...model.records import Block, Page
from ...pages.inline import as_paragraph, cut, is_bold_line, text_of
from ...pages.tree import body_of, title_of
from .answer import without_footer
from .blocks import FOLDS, LISTS, TEXTS, Blocks
from .key_below import Key
from .key_text import answer_in
from .listed_keys import entries_of
from .option import Options
from .stem import puts_question

MIN_PAGE_KEYS = 2
_LISTINGS = LISTS | {"paragraph", "table"}


class PageKey(NamedTuple):
    """What a page lists as the answer to one question.

    ``text`` are the blocks that say it, ``holders`` the blocks of the page that they
    are in.
    """

    text: Blocks
    holders: Blocks


@dataclass(slots=True, eq=False)
class _Listing:
    """Answers by number below one title.

    ``section`` are the titles of the sections that it stands in, ``group`` is the title
    of the section that it answers, "" where it names none. ``start`` is its line.
    """

    section: tuple[str, ...]
    start: int
    group: str = ""
    entries: dict[int, PageKey] = field(default_factory=dict)
    doubled: set[int] = field(default_factory=set)

    def add(self, number: int, text: Blocks, holders: Blocks) -> None:
        """Add an answer; of a number that stands twice there is none."""
        if number in self.entries:
            self.doubled.add(number)
        self.entries[number] = PageKey(text, holders)

    def get(self, number: int) -> PageKey | None:
        """The answer to the question with a number."""
        return None if number in self.doubled else self.entries.get(number)


@dataclass(frozen=True, slots=True)
class PageKeys:
    """All that a page lists as answers by number.

    ``questions`` are the numbered questions at the top of the page, by number.
    """

    listings: tuple[_Listing, ...]
    questions: Mapping[int, Sequence[Block]]

    def __bool__(self) -> bool:
        """Whether the page lists any."""
        return bool(self.listings)

    @property
    def holders(self) -> frozenset[Block]:
        """The blocks of the page that hold the answers."""
        return _holders(self.listings)

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

    def _listing(self, number: int, question: Block) -> _Listing | None:
        known = [item for item in self.listings if number in item.entries]
        around = [item for item in known if _is_around(item, question)]
        below = [
            item
            for item in known
            if item.start > question.start and not item.group
        ]
        nearest = partial(_distance, question)
        return min(around or below, key=nearest, default=None)


@lru_cache(maxsize=8)
def _holders(listings: tuple[_Listing, ...]) -> frozenset[Block]:
    return frozenset(
        block
        for listing in listings
        for key in listing.entries.values()
        for block in key.holders
    )


def _is_around(listing: _Listing, question: Block) -> bool:
    if listing.group:
        return listing.group in map(remembered_text, question.section)
    return listing.section == question.section[: len(listing.section)]


def _distance(
    question: Block, listing: _Listing
) -> tuple[bool, int, bool, int]:
    """How far a listing is from a question, to be compared with that of others."""
    is_above = listing.start < question.start
    lines = abs(listing.start - question.start)
    return not listing.group, -len(listing.section), is_above, lines


def page_keys(page: Page) -> PageKeys:
    """What the sections and folds called "Answers" list, where it is more than one."""
    listings = [
        listing
        for listing in _listings(page)
        if len(listing.entries) >= MIN_PAGE_KEYS or listing.group
    ]
    keys = PageKeys(tuple(listings), {})
    return replace(keys, questions=_questions(page, keys)) if keys else keys


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


def _listings(page: Page) -> Iterator[_Listing]:
    level = 0  # of the title whose section is read, 0 outside of such a section
    section: list[Block] = []
    for block in page.blocks:
        is_heading = block.kind == "heading"
        if level and is_heading and block.level <= level:
            yield from _in_section(section)
            level, section = 0, []
        if level:
            section.append(block)
        elif is_heading and is_key_title(block.text):
            level, section = block.level, [block]
        elif block.kind in FOLDS and _is_titled_key(block):
            yield from _in_section([block, *body_of(block)], holder=block)
    yield from _in_section(section)
    yield from _below_labels(page)


def _is_titled_key(block: Block) -> bool:
    title = title_of(block)
    return title is not None and is_key_title(title.text)


def _below_labels(page: Page) -> Iterator[_Listing]:
    """The listings right below a line that is a title in all but markup."""
    for block, below in pairwise((*page.blocks, None)):
        if block is None or block.kind != "paragraph":
            continue
        is_line = "\n" not in block.text.strip()
        listing = _Listing(_section_of(block), block.start)
        if is_line and below and is_key_title(block.text):
            is_listing = below.kind in _LISTINGS
            for number, text in entries_of(below) if is_listing else ():
                listing.add(number, text, (block, below))
        elif _begins_with_key_label(block):
            for number, text in entries_of(block):
                listing.add(number, text, (block,))
        yield listing


def _begins_with_key_label(block: Block) -> bool:
    """Whether a paragraph begins with "Answers:" and goes on with them."""
    label = label_of(block.text)
    return label is not None and label.names(KEYS) and label.number is None


def _in_section(
    blocks: Sequence[Block], holder: Block | None = None
) -> Iterator[_Listing]:
    """The listings of a section: its title, and what stands below that.

    A heading in it holds the answer of the number that it begins with, else it names
    the section whose answers follow.
    """
    if not blocks:
        return
    title, *below = blocks
    section = _section_of(title)
    listing = _Listing(section, title.start)
    place = 0
    while place < len(below):
        block = below[place]
        heads = block.kind == "heading" or is_bold_line(block)
        number = number_at_start(f"{block.text}.") if heads else None
        if number:
            stop = _next_heading(below, place)
            held = tuple(below[place:stop])
            text = without_footer(
                (*_rest_of_title(block, number.length), *held[1:])
            )
            listing.add(number.value, text, (holder,) if holder else held)
            place = stop
            continue
        if heads:
            yield listing
            group = remembered_text(block.text)
            listing = _Listing(section, title.start, group)
        for value, text in entries_of(block):
            listing.add(value, text, (holder or block,))
        place += 1
    yield listing


def _section_of(block: Block) -> tuple[str, ...]:
    """The sections that a block stands in, without the headings that are questions.

    What stands below the last question of a page may hold the answers of all.
    """
    section = block.section
    while section and puts_question(section[-1]):
        section = section[:-1]
    return section


def _next_heading(blocks: Sequence[Block], place: int) -> int:
    """Where what stands below a title ends: at a rule, or the next that heads so too."""
    first = blocks[place]
    for stop in range(place + 1, len(blocks)):
        block = blocks[stop]
        if block.kind in ("heading", "hr") or (
            first.kind != "heading"
            and is_bold_line(block)
            and number_at_start(f"{block.text}.")
        ):
            return stop
    return len(blocks)


def _rest_of_title(title: Block, length: int) -> Blocks:
    """What a title says behind its number, as a paragraph; () for nothing."""
    rest = title.text[length:].strip(" \t-\u2013\u2014:")
    if not any(map(str.isalnum, rest)) or _is_remark(rest):
        return ()
    start = title.text.index(rest, min(length, len(title.text)))
    return (as_paragraph(cut(title, start)),)


def _is_remark(text: str) -> bool:
    return text.startswith(("(", "[")) and text.endswith((")", "]"))


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
