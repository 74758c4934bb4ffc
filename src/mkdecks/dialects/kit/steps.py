"""Several questions below one heading or in one block, each with its own answer."""

from __future__ import annotations

from collections.abc import Sequence

from ...language.counts import is_lone_question_label
from ...language.question_text import is_prompt, is_question
from ...model.records import Block
from .blocks import LISTS

MAX_JOINING_WORDS = 4


def begins_step(between: Sequence[Block]) -> bool:
    """Whether what stands between two answers asks anew, rather than joins them: "or"."""
    return any(map(_is_task, between))


def _is_task(block: Block) -> bool:
    if block.kind in LISTS:
        return True
    if block.kind != "paragraph":
        return False
    text = block.text.strip()
    is_sentence = text.endswith((".", "\u3002", "!"))
    is_long = len(text.split()) > MAX_JOINING_WORDS
    return (
        is_long
        or is_sentence
        or is_question(text)
        or is_prompt(text)
        or is_lone_question_label(text)
    )
