"""Why a question became no card: the problems that dialects have in common."""

from __future__ import annotations

from collections.abc import Sequence

from ...model.characters import one_line
from ...model.problems import problem
from ...model.records import Block, Problem, Span
from ...pages.inline import text_of

MAX_SHOWN = 200


def no_answer(question: Sequence[Block], span: Span | None = None) -> Problem:
    """Nothing stands below a question that could answer it."""
    return _refused("MK301", "no answer to", question, span)


def no_key(question: Sequence[Block], span: Span | None = None) -> Problem:
    """A question has options, and nothing says which of them is right."""
    message = "options, and nothing that says which is right"
    return _refused("MK308", message, question, span)


def only_a_link(question: Sequence[Block], span: Span | None = None) -> Problem:
    """The answer to a question stands on another page."""
    return _refused("MK302", "only a link follows", question, span)


def _refused(
    code: str, reason: str, question: Sequence[Block], span: Span | None
) -> Problem:
    text = one_line(text_of(question))
    return problem(
        code, f"{reason}: {text[:MAX_SHOWN]}", span or question[0].span
    )
