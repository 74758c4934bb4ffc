"""The ids that authors write beside their questions: ``<!-- mkdecks: id=cold-start -->``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ...model.records import Block, Page, Pair
from ...pages.inline import has_content
from ...pages.tree import body_of, comment_of, walk

_ID_RE = re.compile(r"mkdecks:\s*id=([\w.:-]+)\s*(?:\w+=\S*\s*)*")
# The mark of a draft's heading, which is that heading's alone.
_DRAFT_MARK = " src="
# Comments to mkdecks that say something else than an id.
_OTHER_COMMENTS = frozenset({"mkdecks: answer"})

Siblings = Mapping[Block, Sequence[Block]]


def siblings_for_pins(page: Page) -> Siblings:
    """Each block of a page with the blocks it stands among; empty where no comment can hold an id."""
    if "mkdecks:" not in page.source.text:
        return {}
    return dict(walk(page))


def pin_beside(pair: Pair, siblings_of: Siblings) -> str:
    """The id in a comment just above or just below a pair's question; "" where there is none."""
    block = pair.claims[0]
    siblings = siblings_of.get(block)
    if siblings is None:
        return ""
    for candidate in _beside(block, siblings):
        comment = comment_of(candidate)
        match = _ID_RE.fullmatch(comment)
        if match and _DRAFT_MARK not in comment:
            return match[1]
    return ""


def _beside(block: Block, siblings: Sequence[Block]) -> Iterator[Block]:
    """The block above a question, and those below it that come before anything is said."""
    place = siblings.index(block)
    yield from siblings[max(place - 1, 0) : place]
    below = body_of(block) if block.children else siblings[place + 1 :]
    for candidate in below:
        if has_content([candidate]):
            return
        yield candidate


def misread_comment(block: Block) -> bool:
    """Whether a block is a comment to mkdecks that says nothing we know."""
    comment = comment_of(block)
    if not comment.startswith("mkdecks:") or comment in _OTHER_COMMENTS:
        return False
    return not _ID_RE.fullmatch(comment)
