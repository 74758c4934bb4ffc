"""Cards of an outliner: ``- #card question``, its answer in the bullets below, as in Logseq.

Lines below the bullet's first and its other blocks are answer too; ``key:: value``
lines are properties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.problems import problem
from ..model.records import Block, Page, Pair, Problem
from ..pages.cloze import text_outside_code
from ..pages.inline import as_paragraph, cut, has_content
from ..pages.tree import page_blocks
from .kit.answer import is_answered, trim

ORDER = 41
# A link to the page "card" shows as that word alone.
_MARK_RE = re.compile(r"\A\s*#card(?![\w/-])\s*|#card(?![\w/-])\s*\Z")


def recognise(page: Page) -> Iterator[Pair | Problem]:
    """One Pair for each bullet with the tag and something below it."""
    if "#card" not in page.source.text and "#[[card]]" not in page.source.text:
        return
    inside: set[Block] = set()
    for block in page_blocks(page):
        if block in inside or block in page.claims:
            inside.update(block.children)
        elif (
            block.kind == "list_item"
            and block.children
            and block.children[0].kind in ("paragraph", "heading")
        ):
            found = _card(block)
            if found:
                inside.update(block.children)
                yield found


def _card(item: Block) -> Pair | Problem | None:
    first = item.children[0]
    text = text_outside_code(first, links=True)
    holds = any(child.kind.endswith("_list") for child in item.children)
    end = len(text) if holds else len(text.split("\n")[0])
    mark = _MARK_RE.search(text[:end])
    if not mark:
        return None
    question = (
        cut(first, mark.end(), end)
        if mark.start() == 0
        else cut(first, 0, mark.start())
    )
    if not has_content([question]) or not question.text.strip():
        return None
    below = (cut(first, end + 1),) if text[end:].strip() else ()
    answer = trim([*below, *item.children[1:]])
    asked = " ".join(question.text.split())
    if not is_answered(answer):
        return problem(
            "MK301", f"no bullet below the card: {asked}", first.span
        )
    shown = as_paragraph(question)
    return Pair(
        (shown,),
        answer,
        first.span,
        "logseq",
        (item,),
        item.section,
        reason="a bullet tagged #card",
    )
