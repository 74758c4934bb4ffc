"""Lists of questions with the answer nested in the item: ``1. What is ...?``, and what is indented below.

Also ``- **What is ...?** The answer.`` on one line. They count where the page or its
section announces questions, or where at least three items of a list ask and are
answered and the page holds little else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..language.lexicon import begins_with, consists_of, holds
from ..language.page_titles import may_be_question
from ..language.question_text import (
    is_call_to_action,
    is_prompt,
    is_question,
    is_sure_prompt,
)
from ..model.records import Block, Page, Pair, Problem, Results
from ..pages.inline import bold_length, cut, has_content, text_of
from ..pages.links import leads_elsewhere
from ..pages.walk import page_blocks
from .kit.answer import is_answered, trim
from .kit.answered import is_run
from .kit.option_groups import lacks_key
from .kit.page_gate import MIN_SHARE_OF_BANK, is_announced, was_card
from .kit.refusals import no_answer
from .kit.refused_pages import refusal

ORDER = 66
MIN_RUN, MIN_SHARE, MIN_ANSWERED = 3, 0.5, 0.25
MIN_SHARE_OF_TASKS = 0.6
# Without a title that announces questions they are nearly all of a page.
MIN_SHARE_OF_PAGE = 0.8
MAX_QUESTION_LINES = 4
# What no bare word has.
_NO_WORD_RE = re.compile(r"[^\w\s?\u00bf\uff1f\u061f'\u2019]")
# What stands behind a question, without the signs before it and brackets around it.
_BEHIND_RE = re.compile(
    r"(?:[\s:\u2013\u2014\u2192-]|=>)*"
    r"(?:\((?P<inside>[^()\n]+)\)\Z|(?P<answer>.*))",
    re.S,
)
_MARK_RE = re.compile(r"[?\uff1f\u061f]")


@dataclass(frozen=True, slots=True)
class _Item:
    """A list item that asks, and what answers it."""

    block: Block
    question: Block
    answer: tuple[Block, ...]

    @property
    def is_answered(self) -> bool:
        """Whether the item holds an answer to its question."""
        return is_answered(self.answer)


@dataclass(frozen=True, slots=True)
class _List:
    """A list, and those of its items that ask."""

    block: Block
    items: Sequence[_Item]

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


def _items(page: Page, block: Block) -> list[_Item]:
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
    asking = [_item(item, loose=False) for item in free]
    items = list(filter(None, asking))
    mostly_asks = 2 * _answered(items) >= len(block.children)
    announced = is_announced(page, block)
    if not (mostly_asks or announced):
        return items
    if _holds_only_questions(block, items, announced=announced):
        return list(filter(None, map(_counted, free)))
    tasks = [_item(item, loose=True) for item in free]
    opening = list(filter(None, tasks))
    if mostly_asks:
        return opening
    if block.kind != "ordered_list":
        opening = [item for item in opening if _is_clear(item)]
    nearly_all = max(MIN_RUN, MIN_SHARE_OF_TASKS * len(block.children))
    return opening if _answered(opening) >= nearly_all else items


def _holds_only_questions(
    block: Block, asking: Sequence[_Item], *, announced: bool
) -> bool:
    """Whether a list counts questions, or is a bank of them, so that all items are."""
    is_count = block.kind == "ordered_list" and is_run(
        _answered(asking), len(block.children), announced=announced
    )
    return is_count or (announced and _is_bank(block, asking))


def _is_bank(block: Block, asking: Sequence[_Item]) -> bool:
    """Whether nearly all items of a list have something nested below, and some ask."""
    size = len(block.children)
    nested = sum(len(item.children) > 1 for item in block.children)
    some_ask = len(asking) >= max(MIN_RUN, MIN_SHARE_OF_BANK * size)
    return some_ask and nested >= MIN_SHARE_OF_TASKS * size


def _counted(item: Block) -> _Item | None:
    """An item of a counted list of questions, whatever its words; None without an answer.

    What its bold part or its first line says is the question.
    """
    asking = _item(item, loose=True)
    first = item.children[0] if item.children else None
    if asking or first is None or first.kind != "paragraph":
        return asking
    end = bold_length(first) or len(first.text.partition("\n")[0])
    answer = trim((*_behind(first, end), *item.children[1:]))
    is_answered = _says(answer) and may_be_question(first.text[:end])
    return _Item(item, cut(first, 0, end), answer) if is_answered else None


def _is_clear(item: _Item) -> bool:
    """Whether an item asks, or puts a task to a learner."""
    text = item.question.text
    return is_question(text) or is_sure_prompt(text)


def _answered(items: Iterable[_Item]) -> int:
    return sum(item.is_answered for item in items)


def _pair(item: _Item) -> Pair | Problem:
    if not item.is_answered:
        return no_answer([item.question])
    reason = "an item of a list of questions"
    return Pair.of([item.question], item.answer, [item.block], reason=reason)


def _item(item: Block, *, loose: bool) -> _Item | None:
    """A list item as its question and its answer; None where it does not ask."""
    first = item.children[0] if item.children else None
    if first is None or first.kind not in ("paragraph", "heading"):
        return None
    end = _question_end(first)
    if loose and not end:
        is_line = len(item.children) == 1
        end = _end_within_line(first.text) if is_line else 0
        end = end or _prompt_end(first)
    question = first.text[:end]
    if not end or is_call_to_action(question) or _is_a_word(question):
        return None
    answer = trim((*_behind(first, end), *item.children[1:]))
    return _Item(item, cut(first, 0, end), answer if _says(answer) else ())


def _behind(block: Block, end: int) -> Sequence[Block]:
    """What a block says behind its question; empty where that is nothing."""
    match = _BEHIND_RE.match(block.text, end)
    if match is None:
        return ()
    group = "inside" if match["inside"] else "answer"
    return (cut(block, *match.span(group)),) if match[group] else ()


def _is_a_word(question: str) -> bool:
    """Whether a question is but the word that opens one: "Who?" names what follows."""
    has_signs = _NO_WORD_RE.search(question) is not None
    return not has_signs and bool(consists_of(question, "interrogatives"))


def _says(answer: Sequence[Block]) -> bool:
    """Whether an answer says something: it is no options, questions, link or example."""
    is_open = lacks_key(answer) or _asks_only(answer) or leads_elsewhere(answer)
    is_open = is_open or begins_with(text_of(answer), "example") > 0
    return has_content(answer) and not is_open


def _question_end(block: Block) -> int:
    """Where the question ends that an item begins with; 0 where there is none.

    It is a part in bold, else the first lines up to a question mark.
    """
    length = bold_length(block)
    if length and is_question(block.text[:length]):
        return length
    end = -1
    for line in block.text.split("\n")[:MAX_QUESTION_LINES]:
        end += len(line) + 1
        if is_question(block.text[:end]):
            return end
    return 0


def _end_within_line(text: str) -> int:
    """Where the only question of a line ends that goes on with its answer, else 0."""
    marks = list(_MARK_RE.finditer(text))
    if len(marks) != 1 or "\n" in text:
        return 0
    end = marks[0].end()
    return end if is_question(text[:end]) and text[end:].strip() else 0


def _prompt_end(block: Block) -> int:
    """Where the task ends that an item begins with; 0 where there is none.

    It is a part in bold, else the first line.
    """
    length = bold_length(block) or len(block.text.partition("\n")[0])
    return length if is_prompt(block.text[:length]) else 0


def _asks_only(answer: Sequence[Block]) -> bool:
    """Whether an answer is only more questions, or boxes that nobody has ticked."""
    items = [
        item
        for block in answer
        if block.kind.endswith("_list")
        for item in block.children
    ]
    if not items:
        return False
    are_open = all(
        item.tokens[0].meta.get("checked") is False for item in items
    )
    return are_open or all(is_question(text_of([item])) for item in items)
