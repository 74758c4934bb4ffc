"""Every heading of one level is a front, the text below its back; off until asked for.

The level is the shallowest that has two headings or more. A line that is only ``%``
divides front and back, and a last line of links such as ``[#tag](...)`` holds the
card's tags (mdanki, markdown-anki-decks).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ..model.problems import problem
from ..model.records import Block, Page, Pair, Problem
from ..pages.inline import as_paragraph, leads_elsewhere
from .kit.answer import is_answered, pin_near, trim

ORDER = 7
ON = False
MIN_HEADINGS = 2
_TAG_RE = re.compile(r"#([\w/-]+)")
_TAGS_RE = re.compile(r"(?:#[\w/-]+\s*)+")


def recognise(page: Page) -> Iterator[Pair | Problem]:
    """One Pair for each heading of the level with text below."""
    levels = Counter(
        block.level for block in page.blocks if block.kind == "heading"
    )
    level = next(
        (level for level in sorted(levels) if levels[level] >= MIN_HEADINGS), 0
    )
    places = [
        i
        for i, block in enumerate(page.blocks)
        if block.kind == "heading" and block.level == level
    ]
    ends = [
        i
        for i, block in enumerate(page.blocks)
        if block.kind == "heading" and block.level <= level
    ]
    for place in places:
        stop = next((end for end in ends if end > place), len(page.blocks))
        below = page.blocks[place + 1 : stop]
        if page.blocks[place] in page.claims:
            continue
        heading = page.blocks[place]
        question, answer, tags = _parts(below)
        if not is_answered(answer):
            yield problem(
                "MK301",
                f"no text below: {' '.join(heading.text.split())}",
                heading.span,
            )
            continue
        yield Pair(
            (as_paragraph(heading), *question),
            answer,
            heading.span,
            "every-heading",
            (heading, *below),
            heading.section,
            pin=pin_near(heading, page.blocks, below),
            reason=f"a heading of level {level}",
            tags=tags,
        )


def _parts(
    below: Sequence[Block],
) -> tuple[tuple[Block, ...], tuple[Block, ...], tuple[str, ...]]:
    """What stands below a heading as the rest of the front, the back, and the tags."""
    divider = next(
        (
            i
            for i, block in enumerate(below)
            if block.kind == "paragraph" and block.text.strip() == "%"
        ),
        None,
    )
    question = trim(below[:divider]) if divider is not None else ()
    answer = trim(below[divider + 1 :] if divider is not None else below)
    last = answer[-1] if answer else None
    if (
        last is not None
        and _TAGS_RE.fullmatch(last.text.strip())
        and leads_elsewhere([last])
    ):
        return question, trim(answer[:-1]), tuple(_TAG_RE.findall(last.text))
    return question, answer, ()
