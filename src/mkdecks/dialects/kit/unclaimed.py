"""What looks like a question and no dialect has taken: reported, so that nothing is dropped in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...language.question_text import is_call_to_action, is_question
from ...model.problems import problem
from ...model.records import Page, Problem
from ...pages.inline import leads_elsewhere
from ...pages.tree import comment_of, page_blocks, walk
from .page_gate import asks_by_itself
from .pins import misread_comment

MAX_QUESTION = 200
_MISWRITTEN_RE = re.compile(
    r"(?:\?{2,4}\+?[ \t]*[\w\"\u201c']|!{2,4}[ \t]*[\w-]+[ \t:]*[\"\u201c\u201d'])"
)


MIN_MISSED = 3


def misread_comments(page: Page) -> Iterator[Problem]:
    """A warning for each comment to mkdecks that has no effect."""
    if "mkdecks:" not in page.source.text:
        return
    for block in page_blocks(page):
        if misread_comment(block):
            yield problem(
                "MK306", f"no effect: {comment_of(block)[:80]}", block.span
            )


def page_of_misses(
    page: Page, problems: Sequence[Problem]
) -> Iterator[Problem]:
    """A warning for a page without a card on which several things look like questions."""
    missed = [p for p in problems if p.code == "MK302" and p.span]
    if not page.claims and len(missed) >= MIN_MISSED:
        yield problem(
            "MK307",
            f"{len(missed)} things look like questions, and none became a card",
            missed[0].span,
        )


def leftovers(page: Page) -> Iterator[Problem]:
    """An info for each unclaimed block that asks, or that seems meant as a question block."""
    for block, _ in walk(page):
        if block.kind not in ("paragraph", "heading"):
            continue
        first = block.text.split("\n")[0]
        text = " ".join((first if is_question(first) else block.text).split())
        if len(text) > MAX_QUESTION:
            continue
        if _MISWRITTEN_RE.match(text):
            help = 'write ??? question "...", the answer indented by four spaces below'
            yield problem(
                "MK302",
                f"seems meant as a question block: {text[:80]}",
                block.span,
                help=help,
            )
        elif (
            is_question(text)
            and not is_call_to_action(text)
            and not leads_elsewhere([block])
        ):
            code = "MK302" if asks_by_itself(text) else "MK309"
            yield problem(
                code, f"asks, but nothing marks its answer: {text}", block.span
            )
