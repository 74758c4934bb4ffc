"""The items of lists that ask, each with what answers it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...language.lexicon import begins_with, consists_of
from ...language.page_titles import may_be_question
from ...language.question_text import is_call_to_action, is_prompt, is_question
from ...model.records import Block
from ...pages.inline import bold_length, cut, has_content, text_of
from ...pages.links import leads_elsewhere
from .answer import is_answered, trim
from .option_groups import lacks_key

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
class AskingItem:
    """A list item that asks, and what answers it."""

    block: Block
    question: Block
    answer: tuple[Block, ...]

    @property
    def is_answered(self) -> bool:
        """Whether the item holds an answer to its question."""
        return is_answered(self.answer)


def asking_item(item: Block, *, loose: bool) -> AskingItem | None:
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
    return AskingItem(item, cut(first, 0, end), answer if _says(answer) else ())


def counted_item(item: Block) -> AskingItem | None:
    """An item of a counted list of questions, whatever its words; None without an answer.

    What its bold part or its first line says is the question.
    """
    asking = asking_item(item, loose=True)
    first = item.children[0] if item.children else None
    if asking or first is None or first.kind != "paragraph":
        return asking
    end = bold_length(first) or len(first.text.partition("\n")[0])
    answer = trim((*_behind(first, end), *item.children[1:]))
    is_answered = _says(answer) and may_be_question(first.text[:end])
    return AskingItem(item, cut(first, 0, end), answer) if is_answered else None


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
