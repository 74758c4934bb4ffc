"""The ids that authors write beside questions: ``<!-- mkdecks: id=cold-start -->``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, pairwise, takewhile

from ...model.records import Block, Page, Pair
from ...pages.inline import has_content
from ...pages.tree import body_of, comment_of
from ...pages.walk import page_blocks

_ID_RE = re.compile(r"mkdecks:\s*id=([\w.:-]+)\s*(?:\w+=\S*\s*)*")
# The mark of a draft's heading, which is that heading's alone.
_DRAFT_MARK = " src="
# Comments to mkdecks that say something else than an id.
_OTHER_COMMENTS = frozenset({"mkdecks: answer"})
_LISTS = frozenset({"bullet_list", "ordered_list", "list_item"})


class Pins:
    """The ids that a page's comments give its questions.

    A comment above a block that holds several questions is the first one's. It says
    nothing above a table, whose rows change their order.
    """

    def __init__(self, page: Page) -> None:
        """Look for comments only on a page that has one for mkdecks."""
        self._has_comments = "mkdecks:" in page.source.text
        self._above = _blocks_above(page) if self._has_comments else {}

    def beside(self, pair: Pair) -> str:
        """The id in a comment just above or just below a question; "" without one."""
        if not self._has_comments:
            return ""
        for candidate in self._candidates(pair):
            comment = comment_of(candidate)
            match = _ID_RE.fullmatch(comment)
            if match and _DRAFT_MARK not in comment:
                return match[1]
        return ""

    def _candidates(self, pair: Pair) -> Iterator[Block]:
        """The block above a question, and those between it and its answer."""
        block = pair.claims[0]
        above = self._above.pop(block, None)
        if above and block.kind != "table":
            yield above
        is_item = block.kind == "list_item"
        inside = block.children[1:] if is_item else body_of(block)
        yield from takewhile(_is_silent, inside)
        said = [*chain(*pair.options), *pair.answer]
        for candidate in pair.claims[1:]:
            if said and candidate.start < said[0].start:
                yield candidate


def _is_silent(block: Block) -> bool:
    return not has_content([block])


def _blocks_above(page: Page) -> dict[Block, Block]:
    """The block above each block of a page.

    Above what begins a list stands what is above the list.
    """
    above = {lower: upper for upper, lower in pairwise(page.blocks)}
    for block in page_blocks(page):
        above.update(
            (lower, upper) for upper, lower in pairwise(block.children)
        )
        if block.children and block in above and block.kind in _LISTS:
            above[block.children[0]] = above[block]
    return above


def misread_comment(block: Block) -> bool:
    """Whether a block is a comment to mkdecks that says nothing we know."""
    comment = comment_of(block)
    if not comment.startswith("mkdecks:") or comment in _OTHER_COMMENTS:
        return False
    return not _ID_RE.fullmatch(comment)
