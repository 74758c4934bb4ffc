"""Definition lists whose terms are questions: ``<dt>What is ...?</dt>`` and the answer in its ``<dd>``.

They count where the page or its section announces questions, or where at least three
terms, and most of those of the lists in which any asks, are questions; there the others
are taken too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..language.page_titles import may_be_question
from ..language.question_text import (
    is_call_to_action,
    is_question,
    question_label_length,
)
from ..model.problems import problem
from ..model.records import Block, Page, Pair, Problem
from ..pages.inline import as_paragraph, has_content, leads_elsewhere
from ..pages.tree import outermost
from .kit.answer import is_answered, pin_near, trim
from .kit.page_gate import is_announced, puts_questions_to_others, was_card

ORDER = 77
MIN_RUN, MIN_SHARE = 3, 0.6


@dataclass(slots=True)
class _Entry:
    """The terms that stand together, and what is below them."""

    terms: list[Block] = field(default_factory=list)
    below: list[Block] = field(default_factory=list)
    closed: bool = False

    @property
    def text(self) -> str:
        """What the terms say, on one line."""
        return " ".join(" ".join(term.text for term in self.terms).split())

    @property
    def asks(self) -> bool:
        """Whether the last term is a question by itself."""
        last = self.terms[-1].text
        return (
            is_question(last) or bool(question_label_length(last))
        ) and not is_call_to_action(last)


def recognise(page: Page) -> Iterator[Pair | Problem]:
    """One Pair for each question of such a list."""
    if puts_questions_to_others(page):
        return
    found = [
        (block, siblings, _entries(block))
        for block, siblings in outermost(page, "dl")
    ]
    lists = [
        (block, siblings, entries)
        for block, siblings, entries in found
        if any(entry.asks for entry in entries)
    ]
    asked = sum(entry.asks for _, _, entries in lists for entry in entries)
    is_run = asked >= MIN_RUN and asked >= MIN_SHARE * sum(
        len(entries) for _, _, entries in lists
    )
    for block, siblings, entries in lists:
        known = was_card(
            page, "definition-questions", (entry.text for entry in entries)
        )
        if not (is_run or known or is_announced(page, block)):
            continue
        own = sum(entry.asks for entry in entries)
        joins = is_run or (own > 1 and own >= MIN_SHARE * len(entries))
        for entry in entries:
            if entry.asks or (joins and may_be_question(entry.text)):
                yield from _pair(block, entry, siblings, is_run=joins)


def _entries(block: Block) -> list[_Entry]:
    entries: list[_Entry] = []
    for child in block.children:
        if child.kind == "dt" and (not entries or entries[-1].closed):
            entries.append(_Entry())
        if child.kind == "dt":
            entries[-1].terms.append(child)
        elif entries:
            entries[-1].below += child.children
            entries[-1].closed = True
    if not any(entry.below for entry in entries):
        return []  # a table of contents
    return [entry for entry in entries if has_content(entry.terms)]


def _pair(
    block: Block, entry: _Entry, siblings: Sequence[Block], *, is_run: bool
) -> Iterator[Pair | Problem]:
    question = tuple(
        as_paragraph(term) for term in entry.terms if has_content([term])
    )
    answer = trim(entry.below)
    if not is_answered(answer):
        yield problem("MK301", f"no answer to: {entry.text}", question[0].span)
    elif leads_elsewhere(answer) and not (entry.asks and is_run):
        yield problem(
            "MK302", f"only a link follows: {entry.text}", question[0].span
        )
    else:
        is_first = entry.terms[0] is block.children[0]
        pin = (
            pin_near(block, siblings, entry.below)
            if is_first
            else pin_near(block, (), entry.below)
        )
        reason = "a term that asks"
        yield Pair(
            question,
            answer,
            question[0].span,
            "definition-questions",
            (block,),
            block.section,
            pin=pin,
            reason=reason,
        )
