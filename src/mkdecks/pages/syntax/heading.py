"""Headings beside those of CommonMark.

``<h3 id="x">Title</h3>`` is one, on lines of its own or in centred HTML; in plain text
only a sign at the very beginning of a line makes one.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock, heading

from ...model.characters import one_line
from .blocks import (
    Match,
    Opener,
    Reading,
    end_above,
    line_of,
    opened_by,
    push_text,
)

MAX_LINES = 12

_OPEN_RE = re.compile(r"<h[1-6]", re.I)
_WRAPPER_RE = re.compile(r"<(?:div|center|p|header|section|table)\b", re.I)
_HEADING_RE = re.compile(
    r"<h(?P<level>[1-6])(?=[\s>])[^>]*>(?P<text>.*?)</h(?P=level)\s*>",
    re.I | re.S,
)


@opened_by(_OPEN_RE)
def html_heading(
    state: StateBlock,
    line: int,
    end_line: int,
    opener: Opener,
) -> Reading:
    """The rule for ``<h1>`` to ``<h6>``."""
    limit = end_above(state, min(line + MAX_LINES, end_line))
    element = _HEADING_RE.match(state.src, opener.start(), limit)
    if not element:
        return
    stop = line_of(state, element.end()) + 1
    if state.src[element.end() : end_above(state, stop)].strip():
        return
    yield stop
    _push_heading(state, element)


def text_heading(
    state: StateBlock, line: int, end_line: int, silent: bool
) -> bool:
    """The rule for headings of plain text, all of which were marked up before.

    A sign that is not at the beginning of its line opens a comment of a program.
    """
    is_indented = state.tShift[line] > 0
    return not is_indented and heading(state, line, end_line, silent)


@opened_by(_WRAPPER_RE)
def wrapped_heading(
    state: StateBlock,
    line: int,
    end_line: int,
    opener: Opener,
) -> Reading:
    """The rule for HTML of a page that holds headings, as its centred top does.

    It goes on to a blank line. What stands around the headings stays HTML.
    """
    if state.level:
        return
    stop = next(filter(state.isEmpty, range(line, end_line)), end_line)
    start, limit = state.bMarks[line], end_above(state, stop)
    headings = list(_HEADING_RE.finditer(state.src, opener.start(), limit))
    if not headings:
        return
    yield stop
    for element in headings:
        _push_html(state, start, element.start())
        _push_heading(state, element)
        start = element.end()
    _push_html(state, start, limit)


def _push_heading(state: StateBlock, element: Match) -> None:
    first, last = line_of(state, element.start()), line_of(state, element.end())
    tag = f"h{element['level']}"
    text = one_line(element["text"])
    push_text(state, "heading", tag, text, (first, last + 1))


def _push_html(state: StateBlock, start: int, stop: int) -> None:
    """Write what stands between two positions as HTML, where it is anything."""
    content = state.src[start:stop].strip()
    if not content:
        return
    token = state.push("html_block", "", 0)
    token.map = [line_of(state, start), line_of(state, stop) + 1]
    token.content = content + "\n"
