"""Lists of questions with the answer nested in the item: ``1. What is ...?``, and what is indented below.

Also ``- **What is ...?** The answer.`` on one line. They count where the page or its
section announces questions, or where at least three items of a list ask and are
answered and the page holds little else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..language.lexicon import holds
from ..language.question_text import (
    is_question,
    is_sure_prompt,
)
from ..model.records import Block, Page, Pair, Problem, Results
from ..pages.walk import page_blocks
from .kit.answered import is_run
from .kit.asking_items import AskingItem, asking_item, counted_item
from .kit.page_gate import MIN_SHARE_OF_BANK, is_announced, was_card
from .kit.refusals import no_answer
from .kit.refused_pages import refusal

ORDER = 66
MIN_RUN, MIN_SHARE, MIN_ANSWERED = 3, 0.5, 0.25
MIN_SHARE_OF_TASKS = 0.6
# Without a title that announces questions they are nearly all of a page.
MIN_SHARE_OF_PAGE = 0.8


@dataclass(frozen=True, slots=True)
class _List:
    """A list, and those of its items that ask."""

    block: Block
    items: Sequence[AskingItem]

    @property
    def mostly_asks(self) -> bool:
        """Whether most of what the list holds are questions."""
        return len(self.items) >= MIN_SHARE * len(self.block.children)

    @property
    def answered(self) -> int:
        """How many of the questions have an answer."""
        return _answered(self.items)


def recognise(page: Page) -> Results:
    """One Pair for each answered item of such a list."""
    if page.source.format == "text":
        return
    if refused := refusal(page):
        yield refused
        return
    lists = [_List(block, _items(page, block)) for block in _lists(page)]
    asking = [found for found in lists if found.mostly_asks]
    answered = sum(found.answered for found in asking)
    is_run = answered >= MIN_RUN and _fills(page, asking)
    end = 0  # of the last list whose items are cards; it may hold others
    for found in lists:
        if found.block.stop <= end or not found.answered:
            continue
        is_of_run = is_run and found in asking
        is_of_run = is_of_run and not _is_checklist(page, found.block)
        if is_of_run or _is_expected(page, found):
            end = found.block.stop
            yield from map(_pair, found.items)


def _fills(page: Page, lists: Sequence[_List]) -> bool:
    """Whether lists hold nearly all that a page says below its titles."""
    inside = {
        i for found in lists for i in range(found.block.start, found.block.stop)
    }
    says = [
        block for block in page.blocks if block.kind not in ("heading", "hr")
    ]
    lines = {i for block in says for i in range(block.start, block.stop)}
    return len(inside & lines) >= MIN_SHARE_OF_PAGE * len(lines)


def _is_checklist(page: Page, block: Block) -> bool:
    """Whether a list stands below a title of things to do: its questions are for the doer."""
    return any(holds(title, "todo") for title in (page.title, *block.section))


def _is_expected(page: Page, questions: _List) -> bool:
    """Whether a list was cards of the page, or is announced and answers its questions.

    One that leaves nearly all open has only said more of the others.
    """
    items = questions.items
    texts = (item.question.text for item in items)
    if was_card(page, "question-list", texts):
        return True
    is_mostly_answered = questions.answered >= MIN_ANSWERED * len(items)
    return is_mostly_answered and is_announced(page, questions.block)


def _lists(page: Page) -> Iterator[Block]:
    """Every list that no dialect has taken, outer ones before those inside them."""
    inside: set[Block] = set()
    for block in page_blocks(page):
        if block in page.claims or block in inside:
            inside.update(block.children)
        elif block.kind in ("bullet_list", "ordered_list"):
            yield block


def _items(page: Page, block: Block) -> list[AskingItem]:
    """The items of a list that ask.

    Where most ask and are answered, so do those that only open as a question does, and
    where questions are announced and nearly all open so. Without numbers they must put
    a task to a learner.
    """
    free = [
        item
        for item in block.children
        if not page.claims.keys() & {item, *item.children}
    ]
    asking = [asking_item(item, loose=False) for item in free]
    items = list(filter(None, asking))
    mostly_asks = 2 * _answered(items) >= len(block.children)
    announced = is_announced(page, block)
    if not (mostly_asks or announced):
        return items
    if _holds_only_questions(block, items, announced=announced):
        return list(filter(None, map(counted_item, free)))
    tasks = [asking_item(item, loose=True) for item in free]
    opening = list(filter(None, tasks))
    if mostly_asks:
        return opening
    if block.kind != "ordered_list":
        opening = [item for item in opening if _is_clear(item)]
    nearly_all = max(MIN_RUN, MIN_SHARE_OF_TASKS * len(block.children))
    return opening if _answered(opening) >= nearly_all else items


def _holds_only_questions(
    block: Block, asking: Sequence[AskingItem], *, announced: bool
) -> bool:
    """Whether a list counts questions, or is a bank of them, so that all items are."""
    is_count = block.kind == "ordered_list" and is_run(
        _answered(asking), len(block.children), announced=announced
    )
    return is_count or (announced and _is_bank(block, asking))


def _is_bank(block: Block, asking: Sequence[AskingItem]) -> bool:
    """Whether nearly all items of a list have something nested below, and some ask."""
    size = len(block.children)
    nested = sum(len(item.children) > 1 for item in block.children)
    some_ask = len(asking) >= max(MIN_RUN, MIN_SHARE_OF_BANK * size)
    return some_ask and nested >= MIN_SHARE_OF_TASKS * size


def _is_clear(item: AskingItem) -> bool:
    """Whether an item asks, or puts a task to a learner."""
    text = item.question.text
    return is_question(text) or is_sure_prompt(text)


def _answered(items: Iterable[AskingItem]) -> int:
    return sum(item.is_answered for item in items)


def _pair(item: AskingItem) -> Pair | Problem:
    if not item.is_answered:
        return no_answer([item.question])
    reason = "an item of a list of questions"
    return Pair.of([item.question], item.answer, [item.block], reason=reason)
