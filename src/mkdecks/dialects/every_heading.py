"""Every heading of one level is a front, the text below its back; off until asked for.

The level is the shallowest that has two headings or more. A line that is only ``%``
divides front and back, and a last line of links such as ``[#tag](...)`` holds the
card's tags (mdanki, markdown-anki-decks).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ..model.records import Block, Page, Pair, Problem, Results
from ..pages.inline import as_paragraph
from ..pages.links import leads_elsewhere
from .kit.answer import trim
from .kit.answered import answered
from .kit.places import below_heading, divided

ORDER = 7
ON = False
MIN_HEADINGS = 2
_TAG_RE = re.compile(r"#([\w/-]+)")
_TAGS_RE = re.compile(r"(?:#[\w/-]+\s*)+")


def recognise(page: Page) -> Results:
    """One Pair for each heading of the level with text below."""
    level = _level(page.blocks)
    for place, block in enumerate(page.blocks):
        is_front = block.kind == "heading" and block.level == level
        if is_front and block not in page.claims:
            yield _card(block, below_heading(page.blocks, place))


def _level(blocks: Sequence[Block]) -> int:
    """The shallowest level with several headings, 0 where there is none."""
    levels = Counter(block.level for block in blocks if block.kind == "heading")
    shared = [level for level in levels if levels[level] >= MIN_HEADINGS]
    return min(shared, default=0)


def _card(heading: Block, below: Sequence[Block]) -> Pair | Problem:
    above, answer = divided(below, _divides)
    answer, tags = _without_tags(trim(answer))
    pair = Pair.of(
        (as_paragraph(heading), *trim(above)),
        answer,
        (heading, *below),
        reason=f"a heading of level {heading.level}",
        tags=tags,
    )
    return answered(pair)


def _divides(block: Block) -> bool:
    return block.kind == "paragraph" and block.text.strip() == "%"


def _without_tags(
    answer: tuple[Block, ...],
) -> tuple[tuple[Block, ...], list[str]]:
    """An answer without a last line of links to tags, and those tags."""
    last = answer[-1:]
    text = last[0].text if last else ""
    if _TAGS_RE.fullmatch(text.strip()) and leads_elsewhere(last):
        return trim(answer[:-1]), _TAG_RE.findall(text)
    return answer, []
