"""Answers whose questions a scraper has dropped: the question is derived.

The last resort, for plain text and web pages alone, in sections that announce
questions. An answer begins at the lead-in of a list or table, below one, or with the
definition of a new subject. Where its edges are clear and its opening restates the
question it becomes a card to be reviewed; every other answer is reported with its
lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..language.derivation import CONFIDENCE
from ..model.characters import one_line
from ..model.problems import problem
from ..model.records import Block, Page, Pair, Problem, Results
from ..pages.inline import text_block, text_of
from ..pages.tree import span_of
from .kit.answer import trim
from .lone_answers import (
    content_words,
    is_one_answer,
    lone_answers,
    question_of,
)

ORDER = 95
# With more questions than this on the page none has been lost.
MAX_EXPLICIT = 4
# Blocks that hold a question if another dialect has taken them.
_HOLDERS = frozenset(
    {
        "heading",
        "admonition",
        "details",
        "dl",
        "bullet_list",
        "ordered_list",
        "table",
    }
)


def recognise(page: Page) -> Results:
    """One Pair for each answer whose question and edges are clear, else a Problem."""
    is_web_page = page.source.format == "html"
    if page.source.format == "markdown" or (is_web_page and page.claims):
        return
    if _explicit_questions(page) > MAX_EXPLICIT:
        return
    for blocks in lone_answers(page):
        if not is_web_page or blocks[0].kind == "paragraph":
            yield _read(blocks)


def confidence(rule: str) -> str:
    """How sure a rule is, "unknown" for one that is none of ours."""
    return CONFIDENCE.get(rule, "unknown")


def answers_without_questions(
    page: Page,
) -> Iterator[tuple[tuple[str, ...], tuple[Block, ...]]]:
    """The section and the blocks of each answer that has lost its question."""
    for blocks in lone_answers(page):
        yield blocks[0].section, tuple(blocks)


def _explicit_questions(page: Page) -> int:
    """How many blocks of the top level other dialects have taken as questions."""
    taken = (block for block in page.blocks if block in page.claims)
    return sum(block.kind in _HOLDERS for block in taken)


def _read(blocks: Sequence[Block]) -> Pair | Problem:
    question = question_of(blocks)
    answer = trim(blocks)
    if question is None:
        return _refused(blocks, "no question can be told from its opening")
    topic = content_words(question.defines)
    topic = topic or content_words(text_of(blocks[:1]))
    is_whole = is_one_answer(blocks, topic, defines=bool(question.defines))
    if not answer or not is_whole:
        return _refused(blocks, "it is not clear where it ends")
    opening = f"derived from the answer's opening by the rule {question.rule}"
    return Pair.of(
        [text_block(question.question, blocks[0].source)],
        answer,
        blocks,
        span=span_of(blocks),
        derived=question.rule,
        reason=f"{opening}, confidence {question.confidence}",
    )


def _refused(blocks: Sequence[Block], reason: str) -> Problem:
    span = span_of(blocks)
    lines = f"an answer without a question, lines {span.line}-{span.end}"
    opening = one_line(text_of(blocks))[:60]
    return problem("MK310", f"{lines}; {reason}: {opening}", span)
