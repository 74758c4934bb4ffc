"""What tells multiple choice from lists of things to do, and one question from the next."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...language.lexicon import consists_of, holds
from ...language.numbers import is_counted_by_word
from ...language.page_titles import asks_for_judgement, is_key_title
from ...language.question_text import (
    is_prompt,
    is_question,
    number_of,
    question_label_length,
)
from ...model.records import Block
from ...pages.inline import text_of
from .answer import is_reveal
from .key_below import Key
from .option import Options
from .question_lines import numbered_question

MIN_GROUPS = 3
# Lists of things to do seldom have each one ticked, of so many and more.
MIN_OPTIONS, MIN_ALIKE = 3, 0.8
_BLANK_RE = re.compile(r"_{3,}|\u2026{1,2}\s*$|\.{3,}\s*$|:\s*$")
# Brackets that wait for a letter.
_EMPTY_RE = re.compile(r"\uff08\s*\uff09|\(\s+\)")
_TYPES_THAT_ASK = frozenset(
    {"question", "faq", "flashcard", "exercise", "challenge"}
)


def are_ticked_alike(groups: Sequence[Options]) -> bool:
    """Whether of several groups each has one right option of some, as in no list of tasks."""
    alike = [
        group
        for group in groups
        if len(group.ticked) == 1 and len(group.options) >= MIN_OPTIONS
    ]
    return len(alike) >= MIN_GROUPS and len(alike) >= MIN_ALIKE * len(groups)


def heads_no_question(text: str) -> bool:
    """Whether a text over boxes is the title of a key, or of statements to judge."""
    if is_key_title(text):
        return True
    return asks_for_judgement(text) and not is_question(text)


def heads_work(stem: Block, text: str) -> bool:
    """Whether the line above a ticked list is a title of things to do."""
    is_title = stem.kind == "heading" or not is_question(text)
    return is_title and holds(text, "todo")


def judges_each(question: Sequence[Block], group: Options) -> bool:
    """Whether a question is but "True or false?", and the options are statements."""
    text = text_of(question)
    is_boxed = group.kind == "boxes" and not group.options[0].label
    if is_boxed or not asks_for_judgement(text):
        return False
    texts = [option.text for option in group.options]
    return not any(consists_of(text, "correct", "wrong") for text in texts)


def is_surely_choice(group: Options, key: Key) -> bool:
    """Whether options with a key are a choice even below what does not ask."""
    if group.kind == "numbers":
        return key.is_closed
    return group.kind == "letters"


def has_question(text: str) -> bool:
    """Whether a text asks, is labelled as a question, or has a gap to fill."""
    if is_question(text) or question_label_length(text):
        return True
    if is_counted_by_word(text) or holds(text, "choose"):
        return True
    has_blank = "__" in text and _BLANK_RE.search(text)
    return bool(has_blank or _EMPTY_RE.search(text))


def may_ask(text: str) -> bool:
    """Whether a text on a page of questions opens as a task, or is counted."""
    if is_prompt(text) or number_of(text) is not None:
        return True
    return bool(_BLANK_RE.search(text))


def is_other_card(block: Block) -> bool:
    """Whether a block is a question of its own, or a card in another form."""
    if numbered_question(block) or question_label_length(block.text):
        return True
    if block.kind in ("quiz", "card_block", "component"):
        return True
    if block.kind == "ordered_list":
        firsts = (
            item.children[0].text for item in block.children if item.children
        )
        return any(is_question(text.partition("\n")[0]) for text in firsts)
    if block.kind != "admonition" or block.label not in _TYPES_THAT_ASK:
        return False
    return not is_reveal(block)
