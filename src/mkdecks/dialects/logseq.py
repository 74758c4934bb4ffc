"""Cards of Logseq: ``- #card question``, its answer in the bullets below.

Lines below the bullet's first and its other blocks are answer too; ``key:: value``
lines are properties.
"""

from __future__ import annotations

import re

from ..model.records import Block, Page, Pair, Problem, Results
from ..pages.cloze import text_outside_code
from ..pages.inline import as_paragraph, cut
from ..pages.walk import walk
from .kit.answer import trim
from .kit.answered import answered

ORDER = 41
# A link to the page "card" shows as that word alone.
_MARK_RE = re.compile(r"\A\s*#card(?![\w/-])\s*|#card(?![\w/-])\s*\Z")


def recognise(page: Page) -> Results:
    """One Pair for each bullet with the tag and something below it."""
    if "#card" not in page.source.text and "#[[card]]" not in page.source.text:
        return
    inside: set[Block] = set()
    for block, _ in walk(page):
        card = None if block in inside else _card(block)
        if card or block in inside:
            inside.update(block.children)
        if card:
            yield card


def _card(item: Block) -> Pair | Problem | None:
    """The card of a bullet, None where it has no tag or the tag stands alone."""
    if item.kind != "list_item" or not item.children:
        return None
    first = item.children[0]
    if first.kind not in ("paragraph", "heading"):
        return None
    text = text_outside_code(first, links=True)
    has_list = any(child.kind.endswith("_list") for child in item.children)
    end = len(text) if has_list else len(text.split("\n")[0])
    mark = _MARK_RE.search(text[:end])
    if not mark:
        return None
    start, stop = (0, mark.start()) if mark.start() else (mark.end(), end)
    question = cut(first, start, stop)
    if not question.text.strip():
        return None
    below = (cut(first, end + 1),) if text[end:].strip() else ()
    pair = Pair.of(
        [as_paragraph(question)],
        trim([*below, *item.children[1:]]),
        [item],
        span=first.span,
        reason="a bullet tagged #card",
    )
    return answered(pair)
