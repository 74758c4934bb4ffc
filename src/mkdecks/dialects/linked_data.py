"""Questions that a web page states in its linked data, ``FAQPage`` and ``QAPage``.

That is JSON-LD in the words of schema.org. They add what the page itself shows in no
way that is read; a question that is also a card of the page is that card.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..language.question_text import front_of
from ..model.records import Block, Page, Pair, Results
from ..pages.inline import as_paragraph, has_content
from ..pages.walk import walk
from .kit.answer import trim
from .kit.answered import answered

ORDER = 84


def recognise(page: Page) -> Results:
    """One Pair for each stated question that no other dialect has found on the page."""
    stated = [
        block for block, _ in walk(page) if block.kind == "linked_question"
    ]
    known = set(_texts_of_claims(page)) if stated else set()
    for block in stated:
        parts = {child.kind: child for child in block.children}
        question, answer = parts.get("summary"), parts.get("linked_answer")
        if question is None or not has_content([question]):
            continue
        key = _key(question.text)
        if key not in known:
            known.add(key)
            pair = Pair.of(
                [as_paragraph(question)],
                trim(answer.children) if answer else (),
                [block],
                reason="the page's linked data says so",
            )
            yield answered(pair, may_link=False)


def _texts_of_claims(page: Page) -> Iterator[str]:
    """The texts and first lines of what other dialects have taken, as keys."""
    pending: list[Block] = list(page.claims)
    while pending:
        block = pending.pop()
        if block.text:
            yield _key(block.text.split("\n")[0])
            yield _key(block.text)
        pending.extend(block.children)


def _key(text: str) -> str:
    return "".join(front_of(text).split()).casefold()
