"""A block that is titled "Question" and holds both: what is asked, and its answer."""

from __future__ import annotations

from collections.abc import Sequence

from ...language.counts import is_lone_question_label
from ...language.question_text import (
    is_call_to_action,
    is_prompt,
    is_question,
    question_label_length,
)
from ...model.problems import problem
from ...model.records import Block, Page, Pair, Problem
from ...pages.inline import has_content, text_of
from ...pages.tree import body_of, title_of
from .answer import begins_answer, is_answered, is_reveal, reveal, trim
from .blocks import Blocks
from .places import first_place
from .refusals import no_answer


def has_question_inside(block: Block) -> bool:
    """Whether the title of a block only says that it is a question, or is missing."""
    title = title_of(block)
    if title is None or not has_content([title]):
        return True
    return is_lone_question_label(text_of([title]))


def question_inside(
    page: Page, block: Block, *, reason: str
) -> Pair | Problem | None:
    """The pair of such a block, or why there is none.

    None where another dialect reads what it holds: by its options or its labels.
    """
    body = [child for child in body_of(block) if has_content([child])]
    if not page.claims.keys().isdisjoint(body):
        return None
    if any(question_label_length(child.text) for child in body):
        return None
    question, answer = _divided(body)
    if not question:
        message = f"nothing asks in a block of type {block.label or block.kind}"
        return problem("MK302", message, block.span)
    if not is_answered(answer) and title_of(block):
        return no_answer(question, block.span)
    if not is_answered(answer):
        message = f"a {block.label} block without a title or an answer"
        return problem("MK302", message, block.span)
    return Pair.of(question, answer, (block,), span=block.span, reason=reason)


def _divided(body: Sequence[Block]) -> tuple[Blocks, Blocks]:
    """What a block asks, and what answers it: in a fold, behind a label, or below."""
    if any(map(is_reveal, body)):
        question, answer = reveal(body)
        return question, trim(answer)
    labelled = first_place(body, lambda child: begins_answer(child.text))
    if 0 < labelled < len(body):
        return tuple(body[:labelled]), trim(body[labelled:])
    place = first_place(body, lambda child: is_question(child.text))
    if body and is_prompt(body[0].text):
        place = 0
    if place == len(body) or is_call_to_action(body[place].text):
        return (), ()
    return tuple(body[: place + 1]), trim(body[place + 1 :])
