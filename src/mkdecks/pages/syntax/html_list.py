"""Lists of HTML within markdown, ``<ol type="A">`` and ``<dl>``: read as lists."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from .blocks import Opener, Reading, end_above, line_of, opened_by

# Nobody writes a longer list by hand.
MAX_LENGTH = 50_000
_OPEN_RE = re.compile(r"<(?P<tag>ol|ul|dl)\b[^>]*>", re.I)
_TAG_RE = re.compile(r"<(?P<slash>/?)(?:ol|ul|dl)\b[^>]*>", re.I)
# What a list of markdown has no room for; such a list stays HTML.
_OTHER_RE = re.compile(
    r"<(?:img|table|details|iframe|video|audio|svg|pre)\b", re.I
)


@opened_by(_OPEN_RE)
def html_list(
    state: StateBlock,
    line: int,
    end_line: int,
    opener: Opener,
) -> Reading:
    """The rule for a list from its opening tag to the closing one, blank lines too."""
    limit = min(end_above(state, end_line), opener.start() + MAX_LENGTH)
    end = _end_of(state.src, opener.start(), limit)
    html = state.src[opener.start() : end]
    if not end or _OTHER_RE.search(html):
        return
    stop = line_of(state, end) + 1
    if state.src[end : end_above(state, stop)].strip():
        return
    yield stop
    _push_tokens(state, html, line, stop)


def _end_of(text: str, start: int, limit: int) -> int:
    """Where the list ends that begins at a position; 0 where it is never closed."""
    depth = 0
    for tag in _TAG_RE.finditer(text, start, limit):
        depth += -1 if tag["slash"] else 1
        if depth == 0:
            return tag.end()
    return 0


def _push_tokens(state: StateBlock, html: str, line: int, stop: int) -> None:
    """Write the tokens of a list, whose texts markdown-it reads as it reads others."""
    from ..web.dispatch import fragment_tokens

    for token, place in fragment_tokens(html):
        token.level += state.level
        token.map = [min(line + place, stop - 1), stop]
        if token.type == "inline":
            token.children = []
        state.tokens.append(token)
