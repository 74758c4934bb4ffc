"""The gate of dialects that go by how a page looks as a whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from ...language.lexicon import says
from ...language.page_titles import (
    announces_questions,
    heads_question_bank,
    names_questions,
)
from ...language.question_text import front_of, remembered_text
from ...model.characters import COLONS, one_line
from ...model.records import Block, Page
from ...pages.links import link_count
from ...pages.tree import title_of_name

# A question whose subject the page above it names: on a card it asks nothing.
_POINTING_RE = re.compile(
    r"(?:so\s+|but\s+|and\s+)*"
    r"(?:what|why|how|when|where|who|which|is|are|does|do|can|should)"
    r"(?:\s+(?:is|am|are|does|do|did|to|can|will|would|should|was|about|much|else|now"
    r"|next|not|it|its|this|that|these|those|they|he|she|we|i|us|you|your|my|our|the"
    r"|name|mean|work|works|use|used|for|in|here|there|on|have|one|of))*\s*\?*",
    re.I,
)
# So many questions make a page one about questions, whatever its title.
MIN_FOUND = 3
# So many entries make a bank of questions. Where the title only has the word for
# questions, this share of them asks.
MIN_ENTRIES, MIN_SHARE_OF_BANK = 3, 0.2
Entry = TypeVar("Entry")
# A longer line is no title.
MAX_LEAD = 60


def is_announced(page: Page, block: Block) -> bool:
    """Whether a page is about questions: its title says so, or that of a section.

    So do the questions that other dialects have found on it.
    """
    return page.questions >= MIN_FOUND or titles_announce(page, block)


def titles_announce(page: Page, block: Block) -> bool:
    """Whether the title of a page or of the sections of a block announces questions."""
    return page_announces(page) or any(map(announces_questions, block.section))


def titles_above(page: Page, block: Block) -> tuple[str, ...]:
    """The titles of a page, its chapters, and the sections a block stands in.

    The text of the block itself, where it is a heading, is none of them.
    """
    own = one_line(block.text)
    sections = [title for title in block.section if title != own]
    return (*_titles(page), *sections)


def _titles(page: Page) -> tuple[str, ...]:
    """The title of a page, that which its file is named by, and those of its chapters."""
    return (page.title, title_of_name(page.source.name), *page.chapters)


def bank(
    below: Callable[[Callable[[str], bool]], Sequence[Entry]],
    asks: Callable[[Entry], bool],
) -> Sequence[Entry]:
    """The entries of a bank of questions, whether they ask or not: "### Closures".

    ``below`` gives those below titles of a kind: one surely says that questions follow,
    or it only has the word for them and some entries ask. () on other pages.
    """
    sure = below(heads_question_bank)
    if len(sure) >= MIN_ENTRIES:
        return sure
    entries = below(names_questions)
    asking = sum(map(asks, entries))
    is_bank = asking > 0 and asking >= MIN_SHARE_OF_BANK * len(entries)
    return entries if is_bank and len(entries) >= MIN_ENTRIES else ()


def bank_of_blocks(
    page: Page, blocks: Sequence[Block], asks: Callable[[Block], bool]
) -> Sequence[Block]:
    """Those of some blocks that are the entries of a bank, as ``bank`` tells them."""

    def below(names: Callable[[str], bool]) -> Sequence[Block]:
        return [
            block
            for block in blocks
            if any(map(names, titles_above(page, block)))
        ]

    return bank(below, asks)


def page_announces(page: Page) -> bool:
    """Whether the title of a page, or of a chapter it is in, announces questions.

    So may the line that a page begins with, where its title should stand.
    """
    titles = _titles(page)
    return any(map(announces_questions, titles)) or _lead_announces(page)


def _lead_announces(page: Page) -> bool:
    first = page.blocks[0] if page.blocks else None
    if first is None or first.kind != "paragraph" or "\n" in first.text:
        return False
    is_title = len(first.text) <= MAX_LEAD and link_count(first) <= 1
    ends = first.text.endswith((".", "!", "?", *COLONS))
    return is_title and not ends and heads_question_bank(first.text)


def was_card(page: Page, dialect: str, texts: Iterable[str]) -> bool:
    """Whether one of these questions was a card of this dialect in the last build.

    A page that loses a question stays one about questions, or the learners of the
    others would lose theirs.
    """
    if not page.remembered:
        return False
    cards = ((dialect, remembered_text(text)) for text in texts)
    return not page.remembered.isdisjoint(cards)


def asks_by_itself(text: str) -> bool:
    """Whether a question can be understood without its page: "What is it?" cannot."""
    front = front_of(text).strip()
    if _POINTING_RE.fullmatch(front):
        return False
    return not says(front.rstrip(" ?\u00bf\uff1f\u061f\u037e;!"), "pointing")
