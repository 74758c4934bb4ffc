"""Pairs that hold an answer to their question, and the problems of the others."""

from __future__ import annotations

from ...language.question_text import is_question
from ...model.records import Block, Pair, Problem, Span
from ...pages.inline import as_paragraph
from ...pages.links import leads_elsewhere
from ...pages.tree import body_of
from .answer import is_answered, reveal, trim
from .refusals import no_answer, only_a_link

# From so many questions on, and with this share of what stands there, others are taken
# for questions too that do not ask.
MIN_RUN, MIN_SHARE = 3, 0.6
# The same, where a title announces questions.
MIN_ANNOUNCED, MIN_SHARE_ANNOUNCED = 2, 0.4


def is_run(asking: int, count: int, *, announced: bool = False) -> bool:
    """Whether of ``count`` things so many ask that the others may be questions too.

    ``announced`` is whether a title above them says that questions follow.
    """
    if announced and asking >= max(MIN_ANNOUNCED, MIN_SHARE_ANNOUNCED * count):
        return True
    return asking >= max(MIN_RUN, MIN_SHARE * count)


def answered(pair: Pair, *, may_link: bool = True) -> Pair | Problem:
    """The pair where something answers it, else the problem that nothing does.

    ``may_link`` is whether links alone are an answer.
    """
    if not is_answered(pair.answer):
        return no_answer(pair.question, pair.span)
    if not may_link and leads_elsewhere(pair.answer):
        return only_a_link(pair.question, pair.span)
    return pair


def titled(
    block: Block, title: Block, *, reason: str, span: Span | None = None
) -> Pair | Problem:
    """The pair of a block whose title asks, or the problem that nothing answers it."""
    rest_of_question, answer = reveal(body_of(block))
    question = title.children or (as_paragraph(title),)
    pair = Pair.of(
        (*question, *rest_of_question),
        trim(answer),
        (block,),
        span=span,
        reason=reason,
    )
    return answered(pair, may_link=is_question(title.text))
