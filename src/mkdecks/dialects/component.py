"""Components of MDX pages: ``<FAQ question="How ...?"> ... </FAQ>``, and accordions whose title asks.

A component named otherwise, or with a title that does not ask, is the page's furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..language.question_text import is_call_to_action, is_question
from ..model.problems import problem
from ..model.records import Block, Page, Pair, Problem
from ..pages.inline import as_paragraph
from ..pages.tree import body_of, title_of, walk
from .kit.answer import is_answered, pin_near, reveal, trim

ORDER = 12
_QUESTION_NAME_RE = re.compile(
    r"faq|question|accordion|collaps|details|disclosure|toggle|expand|spoiler|fold|q(?:and|n|&)?a(?:item)?$",
    re.I,
)


def recognise(page: Page) -> Iterator[Pair | Problem]:
    """One Pair for each component that asks in an attribute and holds an answer."""
    inside: set[Block] = set()
    for block, siblings in walk(page):
        if block in inside:
            inside.update(block.children)
        title = (
            title_of(block)
            if block.kind == "component" and block not in inside
            else None
        )
        if title is None or not title.text.strip():
            continue
        named = block.tokens[0].meta["attribute"] in ("question", "q")
        if not named and not (
            _QUESTION_NAME_RE.search(block.label) and is_question(title.text)
        ):
            continue
        if is_call_to_action(title.text) and not named:
            continue
        inside.update(block.children)
        more_question, answer = reveal(body_of(block))
        answer = trim(answer)
        if not is_answered(answer):
            yield problem("MK301", f"no answer to: {title.text}", block.span)
            continue
        pin = pin_near(block, siblings, body_of(block))
        question = (as_paragraph(title), *more_question)
        reason = f"<{block.label}> with a question"
        yield Pair(
            question,
            answer,
            block.span,
            "component",
            (block,),
            block.section,
            pin=pin,
            reason=reason,
        )
