"""The sections, folds and lines of a page that list answers by number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ...language.counts import count_at_start, only_counts
from ...language.labels import KEYS, label_of
from ...language.page_titles import is_key_title
from ...language.question_text import front_of
from ...model.records import Block, Page
from ...pages.inline import (
    as_paragraph,
    bold_length,
    cut,
    is_bold_line,
)
from ...pages.tree import body_of, title_of
from .blocks import FOLDS, LISTS, Blocks
from .footer import without_footer
from .key_groups import grouped, names_group, plain_title
from .listed_keys import entries_of, row_of
from .stem import puts_question

_LISTINGS = LISTS | {"paragraph", "table"}


class PageKey(NamedTuple):
    """What a page lists as the answer to one question.

    ``text`` are the blocks that say it, ``holders`` the blocks of the page that they
    are in.
    """

    text: Blocks
    holders: Blocks


@dataclass(slots=True, eq=False)
class Listing:
    """Answers by number below one title.

    ``section`` are the titles of the sections that it stands in, ``group`` is the title
    of the section that it answers, "" where it names none. ``start`` is its line.
    ``is_row`` is whether the letters have no numbers of their own.
    """

    section: tuple[str, ...]
    start: int
    group: str = ""
    is_row: bool = False
    entries: dict[int, PageKey] = field(default_factory=dict)
    doubled: set[int] = field(default_factory=set)

    def add(self, number: int, text: Blocks, holders: Blocks) -> None:
        """Add an answer; of a number that stands twice there is none."""
        if number in self.entries:
            self.doubled.add(number)
        self.entries[number] = PageKey(text, holders)

    def read(self, block: Block, holders: Blocks) -> None:
        """Add what a block lists by number, or its row of letters."""
        if block.kind not in _LISTINGS:
            return
        row = row_of(block)
        self.is_row = self.is_row or bool(row)
        for number, text in row or entries_of(block):
            self.add(number, text, holders)

    def get(self, number: int) -> PageKey | None:
        """The answer to the question with a number."""
        return None if number in self.doubled else self.entries.get(number)


def listings_of(page: Page) -> Iterator[Listing]:
    """The answers that sections, folds and lines called "Answers" list, one by one."""
    level = 0  # of the title whose section is read, 0 outside of such a section
    section: list[Block] = []
    for block in page.blocks:
        is_heading = block.kind == "heading"
        if level and is_heading and block.level <= level:
            yield from _in_section(page, section)
            level, section = 0, []
        if level:
            section.append(block)
        elif is_heading and _heads_keys(block):
            level, section = block.level, [block]
        elif block.kind in FOLDS and _is_titled_key(block):
            yield from _in_section(page, [block, *body_of(block)], block)
    yield from _in_section(page, section)
    yield from _below_labels(page)


def _heads_keys(heading: Block) -> bool:
    """Whether a heading stands over the answers to several questions.

    One below a question stands over that question's own.
    """
    is_below_question = _ends_in_question(heading.section)
    return not is_below_question and is_key_title(front_of(heading.text))


def _ends_in_question(section: Sequence[str]) -> bool:
    """Whether the last of some titles is a question; the first is that of the page."""
    is_title = len(section) == 1
    return bool(section) and puts_question(section[-1], is_title=is_title)


def _is_titled_key(block: Block) -> bool:
    title = title_of(block)
    return title is not None and is_key_title(title.text)


def _below_labels(page: Page) -> Iterator[Listing]:
    """The listings right below a line that is a title in all but markup."""
    for place, block in enumerate(page.blocks):
        if block.kind != "paragraph":
            continue
        is_line = "\n" not in block.text.strip()
        listing = Listing(_section_of(block), block.start)
        if is_line and is_key_title(block.text):
            following = _listed_below(page, page.blocks, place + 1)
            yield from _in_section(page, [block, *following])
        elif listed := _listed_in(block):
            listing.read(listed, (block,))
        yield listing


def _listed_below(
    page: Page, blocks: Sequence[Block], start: int
) -> Sequence[Block]:
    """The first blocks from a place on that list answers, or name the section of such."""
    stop = start
    while stop < len(blocks):
        block, following = blocks[stop], blocks[stop + 1 : stop + 2]
        lists = (
            any(entries_of(block)) or row_of(block) or any(grouped(page, block))
        )
        if not (lists or names_group(page, block, following)):
            break
        stop += 1
    return blocks[start:stop]


def _listed_in(block: Block) -> Block | None:
    """The part of a paragraph that lists answers, below its title or behind "Answers:"."""
    title, _, rest = block.text.partition("\n")
    if rest and is_key_title(title):
        return cut(block, len(title) + 1)
    label = label_of(block.text)
    names_keys = label is not None and label.names(KEYS)
    return block if names_keys and label and label.number is None else None


def _in_section(
    page: Page, blocks: Sequence[Block], holder: Block | None = None
) -> Iterator[Listing]:
    """The listings of a section: its title, and what stands below that.

    A heading in it holds the answer of the number that it begins with, else it names
    the section whose answers follow.
    """
    if not blocks:
        return
    title, *below = blocks
    section = _section_of(title)
    listing = Listing(section, title.start)
    place = 0
    while place < len(below):
        block = below[place]
        heads = block.kind == "heading" or is_bold_line(block)
        is_counted = heads or _begins_with_count(block)
        number = count_at_start(block.text) if is_counted else None
        if number:
            stop = _next_heading(below, place)
            held = tuple(below[place:stop])
            text = without_footer(
                (*_rest_of_title(block, number.length), *held[1:])
            )
            listing.add(number.value, text, (holder,) if holder else held)
            place = stop
            continue
        is_plain = title.kind == "paragraph"
        holders = (title, block) if is_plain else (holder or block,)
        groups = list(grouped(page, block))
        for group, part in groups:
            yield listing
            listing = Listing(section, title.start, plain_title(group))
            listing.read(part, holders)
        if heads or names_group(page, block, below[place + 1 : place + 2]):
            yield listing
            group = plain_title(block.text)
            listing = Listing(section, title.start, group)
        elif not groups:
            listing.read(block, holders)
        place += 1
    yield listing


def _section_of(block: Block) -> tuple[str, ...]:
    """The sections that a block stands in, without the headings that are questions.

    What stands below the last question of a page may hold the answers of all.
    """
    section = block.section
    while _ends_in_question(section):
        section = section[:-1]
    return section


def _next_heading(blocks: Sequence[Block], place: int) -> int:
    """Where what stands below a title ends: at a rule, or the next that heads so too."""
    first = blocks[place]
    for stop in range(place + 1, len(blocks)):
        block = blocks[stop]
        is_next = first.kind != "heading" and _begins_with_count(block)
        if is_next or block.kind in ("heading", "hr"):
            return stop
    return len(blocks)


def _begins_with_count(block: Block) -> bool:
    """Whether a paragraph begins in bold with what it is counted by: "**Exercise 1.**"."""
    bold = block.text[: bold_length(block)] if block.kind == "paragraph" else ""
    if is_bold_line(block):
        return count_at_start(block.text) is not None
    return bool(bold) and only_counts(bold)


def _rest_of_title(title: Block, length: int) -> Blocks:
    """What a title says behind its number, as a paragraph; () for nothing."""
    rest = title.text[length:].strip(" \t-\u2013\u2014:")
    if not any(map(str.isalnum, rest)) or _is_remark(rest):
        return ()
    start = title.text.index(rest, min(length, len(title.text)))
    return (as_paragraph(cut(title, start)),)


def _is_remark(text: str) -> bool:
    return text.startswith(("(", "[")) and text.endswith((")", "]"))
