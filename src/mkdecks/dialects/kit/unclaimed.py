"""What looks like a question and is no card: reported, so that nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...language.question_text import is_call_to_action, is_question
from ...model.characters import one_line
from ...model.problems import problem
from ...model.records import Block, Page, Problem
from ...pages.links import leads_elsewhere
from ...pages.tree import comment_of
from ...pages.walk import page_blocks, walk
from .blocks import TEXTS
from .page_gate import asks_by_itself
from .pins import misread_comment

MAX_QUESTION, MAX_SHOWN, MIN_MISSED = 200, 80, 3
_MISWRITTEN_RE = re.compile(
    r"\?{2,4}\+?[ \t]*[\w\"\u201c']"
    r"|!{2,4}[ \t]*[\w-]+[ \t:]*[\"\u201c\u201d']"
)


def misread_comments(page: Page) -> Iterator[Problem]:
    """A warning for each comment to mkdecks that has no effect."""
    if "mkdecks:" not in page.source.text:
        return
    for block in page_blocks(page):
        if misread_comment(block):
            message = f"no effect: {comment_of(block)[:MAX_SHOWN]}"
            yield problem("MK306", message, block.span)


def page_of_misses(
    page: Page, problems: Sequence[Problem]
) -> Iterator[Problem]:
    """A warning for a page without a card where several things look like questions."""
    missed = [p for p in problems if p.code == "MK302" and p.span]
    if not page.claims and len(missed) >= MIN_MISSED:
        count = len(missed)
        message = f"{count} things look like questions, and none became a card"
        yield problem("MK307", message, missed[0].span)


def leftovers(page: Page) -> Iterator[Problem]:
    """An info for each unclaimed block that asks or seems meant as a question block."""
    texts = (block for block, _ in walk(page) if block.kind in TEXTS)
    yield from filter(None, map(_leftover, texts))


def _leftover(block: Block) -> Problem | None:
    first = block.text.partition("\n")[0]
    text = one_line(first if is_question(first) else block.text)
    if len(text) > MAX_QUESTION:
        return None
    if _MISWRITTEN_RE.match(text):
        help = (
            'write ??? question "...", the answer indented by four spaces below'
        )
        message = f"seems meant as a question block: {text[:MAX_SHOWN]}"
        return problem("MK302", message, block.span, help=help)
    asks = is_question(text) and not is_call_to_action(text)
    if not asks or leads_elsewhere([block]):
        return None
    code = "MK302" if asks_by_itself(text) else "MK309"
    message = f"asks, but nothing marks its answer: {text}"
    return problem(code, message, block.span)
