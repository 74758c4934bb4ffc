"""Definition lists whose terms ask: ``<dt>What is ...?</dt> <dd>...</dd>``.

They count where the page or its section announces questions, or where at least three
terms, and most of those of the lists in which any asks, are questions; there the others
are taken too.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..language.page_titles import may_be_question
from ..language.question_text import (
    is_call_to_action,
    is_question,
    question_label_length,
)
from ..model.records import Block, Page, Results
from ..pages.links import leads_elsewhere
from ..pages.walk import outermost
from .kit.answered import MIN_SHARE, answered, is_run
from .kit.definitions import Entry, entries_of
from .kit.page_gate import is_announced, was_card
from .kit.refused_pages import refusal

# Before headings: a heading above such a list is no question with one long answer.
ORDER = 58
_LISTS = ("dl", "bullet_list", "ordered_list")


def recognise(page: Page) -> Results:
    """One Pair for each question of such a list."""
    if refused := refusal(page):
        yield refused
        return
    lists = dict(_lists(page))
    everywhere = [entry for entries in lists.values() for entry in entries]
    is_bank = is_run(_asking(everywhere), len(everywhere))
    for block, entries in lists.items():
        texts = [entry.text for entry in entries]
        known = was_card(page, "definition-questions", texts)
        if is_bank or known or is_announced(page, block):
            yield from _pairs(block, entries, is_bank=is_bank)


def _lists(page: Page) -> Iterator[tuple[Block, list[Entry]]]:
    """The definition lists in which a term asks, with their entries."""
    for block, _ in outermost(page, "dl"):
        entries = entries_of(block)
        if _asking(entries) and not _is_index(entries):
            yield block, entries


def _is_index(entries: list[Entry]) -> bool:
    """Whether terms have nothing below them but other terms, or lists of links."""
    below = [block for entry in entries for block in entry.below]
    return bool(entries) and all(
        block.kind in _LISTS
        and (leads_elsewhere([block]) or _is_index(entries_of(block)))
        for block in below
    )


def _asking(entries: list[Entry]) -> int:
    return sum(map(_asks, entries))


def _asks(entry: Entry) -> bool:
    """Whether the last term of an entry is a question by itself."""
    text = entry.terms[-1].text
    if is_call_to_action(text):
        return False
    return is_question(text) or question_label_length(text) > 0


def _pairs(block: Block, entries: list[Entry], *, is_bank: bool) -> Results:
    count = _asking(entries)
    takes_others = is_bank or (count > 1 and count >= MIN_SHARE * len(entries))
    for entry in entries:
        asks = _asks(entry)
        if asks or (takes_others and may_be_question(entry.text)):
            pair = entry.pair(block, kind="qa", reason="a term that asks")
            yield answered(pair, may_link=asks and is_bank)
