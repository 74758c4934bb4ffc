"""The ids that authors write beside their questions: ``<!-- mkdecks: id=cold-start -->``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from ...language.question_text import answer_label_length
from ...model.records import Block, Page, Pair
from ...pages.inline import has_content
from ...pages.tree import body_of, comment_of, page_blocks

_ID_RE = re.compile(r"mkdecks:\s*id=([\w.:-]+)\s*(?:\w+=\S*\s*)*")
# The mark of a draft's heading, which is that heading's alone.
_DRAFT_MARK = " src="
# Comments to mkdecks that say something else than an id.
_OTHER_COMMENTS = frozenset({"mkdecks: answer"})
# Blocks that hold several questions: a comment above speaks of the first of them.
_SHARED = frozenset({"paragraph", "table", "dl"})
_LISTS = frozenset({"bullet_list", "ordered_list", "list_item"})

Above = Mapping[Block, Block]


def blocks_above(page: Page) -> Above:
    """The block above each block of a page; empty where no comment can hold an id.

    Above what begins a list stands what is above the list.
    """
    if "mkdecks:" not in page.source.text:
        return {}
    above = {lower: upper for upper, lower in pairwise(page.blocks)}
    for block in page_blocks(page):
        above.update(
            (lower, upper) for upper, lower in pairwise(block.children)
        )
        if block.children and block in above and block.kind in _LISTS:
            above[block.children[0]] = above[block]
    return above


def pin_beside(pair: Pair, above: Above) -> str:
    """The id in a comment just above or just below a pair's question; "" where there is none."""
    if not above:
        return ""
    for candidate in _beside(pair, above):
        comment = comment_of(candidate)
        match = _ID_RE.fullmatch(comment)
        if match and _DRAFT_MARK not in comment:
            return match[1]
    return ""


def _beside(pair: Pair, above: Above) -> Iterator[Block]:
    """The block above a question, and those of its pair that come before anything is said."""
    block = pair.claims[0]
    is_inside = block.start < pair.question[0].start < block.stop
    if is_inside and block.kind in _SHARED:
        return
    if block in above:
        yield above[block]
    is_item = block.kind == "list_item"
    inside = block.children[1:] if is_item else body_of(block)
    for candidate in (*inside, *pair.claims[1:]):
        if has_content([candidate]) and not _is_answer_label(candidate):
            return
        yield candidate


def _is_answer_label(block: Block) -> bool:
    """Whether a block is the label of the answer below it and nothing else."""
    length = answer_label_length(block.text, letters=True)
    return 0 < length == len(block.text)


def misread_comment(block: Block) -> bool:
    """Whether a block is a comment to mkdecks that says nothing we know."""
    comment = comment_of(block)
    if not comment.startswith("mkdecks:") or comment in _OTHER_COMMENTS:
        return False
    return not _ID_RE.fullmatch(comment)
