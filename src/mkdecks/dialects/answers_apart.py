"""Numbered questions whose answers stand apart by the same numbers, under a title: ``## Answers``.

The questions are headings, paragraphs or the items of a list with nothing below them
that answers. Their answers are a list, a table, lines or headings of their own, at the
end of the section or of the page.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from ..language.counts import count_at_start, counts_task, only_counts
from ..language.page_titles import asks_for_judgement
from ..language.question_text import has_gap, holds_prompt, is_question
from ..model.groups import grouped
from ..model.records import Block, Page, Pair, Problem, Results
from ..pages.inline import as_paragraph, has_content, text_of
from .kit.answer import trim
from .kit.answered import answered
from .kit.blocks import TEXTS
from .kit.option_groups import lacks_key
from .kit.page_keys import PageKeys, page_keys
from .kit.refusals import is_letter_only, no_key

ORDER = 9
MIN_PAIRS, MIN_SHARE = 2, 0.5
# Of so many numbered texts with an answer to each, one that asks is enough.
MIN_ANSWERED = 3
# What may stand below a question and be part of it.
_PARTS_OF_QUESTION = frozenset(
    {"fence", "code_block", "table", "math_block", "html_block"}
)


class _Question(NamedTuple):
    """A numbered question: the blocks that ask, and those that are claimed for it."""

    number: int
    blocks: tuple[Block, ...]
    claims: tuple[Block, ...]

    @property
    def section(self) -> tuple[str, ...]:
        """The titles above it."""
        return self.blocks[0].section

    @property
    def asks(self) -> bool:
        """Whether its words ask, have a gap, or stand where statements are judged."""
        first = self.blocks[0]
        text = text_of([first])
        if is_question(text) or has_gap(text) or holds_prompt(text):
            return True
        if counts_task(self.claims[0].text):
            return True
        return any(map(asks_for_judgement, first.section))


def recognise(page: Page) -> Results:
    """One Pair for each such question, where the page has several."""
    keys = page_keys(page)
    questions = list(_questions(page, keys)) if keys else []
    paired = _paired(keys, questions) or _paired(keys, _in_asking(questions))
    yield from map(_read, paired)


def _paired(keys: PageKeys, questions: Sequence[_Question]) -> Sequence[Pair]:
    """The pairs of questions with their answers; () where they are few, or do not ask."""
    paired = [pair for pair in (_pair(keys, q) for q in questions) if pair]
    is_read = len(paired) >= MIN_PAIRS and _ask(questions, len(paired))
    return paired if is_read else ()


def _in_asking(questions: Sequence[_Question]) -> Sequence[_Question]:
    """The questions of those sections of which many ask."""
    sections = grouped(questions, lambda question: question.section)
    return [
        question
        for siblings in sections.values()
        if sum(q.asks for q in siblings) >= MIN_SHARE * len(siblings)
        for question in siblings
    ]


def _ask(questions: Sequence[_Question], paired: int) -> bool:
    """Whether numbered texts are questions: many ask, or one where each is answered."""
    asking = sum(question.asks for question in questions)
    numbers = {question.number for question in questions}
    is_each_answered = paired == len(numbers) == len(questions)
    if is_each_answered and paired >= MIN_ANSWERED:
        return asking > 0
    return asking >= MIN_SHARE * len(questions)


def _read(pair: Pair) -> Pair | Problem:
    """The pair, or why it is none: a letter answers only where options have letters."""
    if is_letter_only(pair.answer):
        return no_key(pair.question, pair.span)
    return answered(pair)


def _pair(keys: PageKeys, question: _Question) -> Pair | None:
    entry = keys.answer_to(question.number, question.blocks[0])
    if entry is None:
        return None
    reason = "the answers of the page have one of its number"
    claims = (*question.claims, *entry.holders)
    return Pair.of(question.blocks, trim(entry.text), claims, reason=reason)


def _questions(page: Page, keys: PageKeys) -> Iterator[_Question]:
    """The numbered questions of a page that nothing right below them answers."""
    hidden = {*keys.holders, *page.claims}
    blocks = page.blocks
    for place, block in enumerate(blocks):
        if block in hidden:
            continue
        if block.kind == "ordered_list":
            yield from _items(page, block)
            continue
        number = count_at_start(block.text) if block.kind in TEXTS else None
        if number is None or _heads_list(block, blocks[place + 1 : place + 2]):
            continue
        below = _below(blocks, place, hidden)
        parts = _parts(block, below)
        if parts is not None:
            hidden.update(below)
            yield _Question(number.value, parts, (block, *below))


def _heads_list(block: Block, below: Sequence[Block]) -> bool:
    """Whether a heading that counts no task stands right above a numbered list."""
    has_list = any(part.kind == "ordered_list" for part in below)
    return block.kind == "heading" and has_list and not counts_task(block.text)


def _items(page: Page, block: Block) -> Iterator[_Question]:
    """The items of a numbered list that hold a question and no answer."""
    for item in block.children:
        is_free = not page.claims.keys() & {item, *item.children}
        if not (is_free and item.children and item.label.isdigit()):
            continue
        below = item.children[1:]
        if all(part.kind in _PARTS_OF_QUESTION for part in below):
            yield _Question(int(item.label), item.children, (item,))


def _below(
    blocks: Sequence[Block], place: int, hidden: Container[Block]
) -> tuple[Block, ...]:
    """What stands below a question, up to the next, a heading, a rule or an answer.

    A task that has a heading may hold a list that counts its parts.
    """
    ends = {"heading", "hr", "ordered_list"}
    if blocks[place].kind == "heading" and counts_task(blocks[place].text):
        ends.remove("ordered_list")
    for stop in range(place + 1, len(blocks)):
        block = blocks[stop]
        is_counted = block.kind in TEXTS and count_at_start(block.text)
        if is_counted or block in hidden or block.kind in ends:
            return tuple(blocks[place + 1 : stop])
    return tuple(blocks[place + 1 :])


def _parts(block: Block, below: Sequence[Block]) -> tuple[Block, ...] | None:
    """The blocks that ask; None where what stands below answers, or are options.

    Below a heading that only counts stands the question itself.
    """
    shown = [part for part in below if has_content([part])]
    if only_counts(block.text):
        is_whole = counts_task(block.text) or not lacks_key(shown)
        return tuple(shown) if shown and is_whole else None
    if block.kind == "heading" and counts_task(block.text):
        return (as_paragraph(block), *shown)
    if all(part.kind in _PARTS_OF_QUESTION for part in shown):
        return (as_paragraph(block), *shown)
    return None
