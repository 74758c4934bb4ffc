"""Blocks of HTML within markdown, ``<ol type="A">`` or ``<p>``: read as on a web page."""

from __future__ import annotations

import re
from functools import cache

from markdown_it.rules_block import StateBlock

from .blocks import Opener, Reading, end_above, line_of, opened_by

# Nobody writes a longer block by hand.
MAX_LENGTH = 50_000
_LISTS = ("ol", "ul", "dl")
_OPEN_RE = re.compile(
    r"<(?P<tag>ol|ul|dl|table|p|div|section|article|center)(?=[\s>])[^>]*>",
    re.I,
)
# What would lose its look, or what markdown inside is announced by; both stay HTML.
_OTHER_RE = re.compile(
    r"<(?:img|iframe|video|audio|svg|pre|input|form|script|style)\b"
    r"|\s(?:col|row)span=|^<[^>]*\smarkdown\b",
    re.I,
)
# Text below a blank line is markdown, unless a list holds it.
_MARKDOWN_RE = re.compile(r"\n[ \t]*\n\s*[^\s<]")
_BLOCKS_RE = re.compile(r"<(?:table|details)\b", re.I)


@opened_by(_OPEN_RE)
def html_element(
    state: StateBlock,
    line: int,
    end_line: int,
    opener: Opener,
) -> Reading:
    """The rule for an element from its opening tag to the closing one, blank lines too."""
    tag = opener["tag"].lower()
    limit = min(end_above(state, end_line), opener.start() + MAX_LENGTH)
    end = _end_of(state.src, tag, opener.start(), limit)
    html = state.src[opener.start() : end]
    if not end or _stays_html(html, tag):
        return
    stop = line_of(state, end) + 1
    if state.src[end : end_above(state, stop)].strip():
        return
    yield stop
    _push_tokens(state, html, line, stop)


def _end_of(text: str, tag: str, start: int, limit: int) -> int:
    """Where the element ends that begins at a position; 0 where it is never closed."""
    depth = 0
    for found in _tags(tag).finditer(text, start, limit):
        depth += -1 if found["slash"] else 1
        if depth == 0:
            return found.end()
    return 0


@cache
def _tags(tag: str) -> re.Pattern[str]:
    """What finds the opening and closing tags of a name; lists stand in each other."""
    names = "|".join(_LISTS) if tag in _LISTS else tag
    return re.compile(rf"<(?P<slash>/?)(?:{names})(?=[\s>])[^>]*>", re.I)


def _stays_html(html: str, tag: str) -> bool:
    """Whether an element holds what its blocks have no room for, or markdown."""
    if _OTHER_RE.search(html):
        return True
    held = _BLOCKS_RE if tag in _LISTS else _MARKDOWN_RE
    return held.search(html) is not None


def _push_tokens(state: StateBlock, html: str, line: int, stop: int) -> None:
    """Write the tokens of an element, whose texts markdown-it reads as it reads others."""
    from ..web.dispatch import fragment_tokens

    for token, place in fragment_tokens(html):
        token.level += state.level
        token.map = [min(line + place, stop - 1), stop]
        if token.type == "inline":
            token.children = []
        state.tokens.append(token)
