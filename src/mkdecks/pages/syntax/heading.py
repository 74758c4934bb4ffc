"""Headings beside those of CommonMark.

``<h3 id="x">Title</h3>`` on lines of its own is one; in plain text only a sign at the
very beginning of a line makes one.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock, heading

from ...model.characters import one_line
from .blocks import line_of, opened_by, push_text

MAX_LINES = 4

_OPEN_RE = re.compile(r"<h[1-6]", re.I)
_HEADING_RE = re.compile(
    r"<h(?P<level>[1-6])(?=[\s>])[^>]*>(?P<text>.*?)</h(?P=level)\s*>[ \t]*$",
    re.I | re.S | re.M,
)


@opened_by(_OPEN_RE)
def html_heading(
    state: StateBlock,
    line: int,
    end_line: int,
    opener: re.Match[str],
    silent: bool,
) -> bool:
    """The rule for ``<h1>`` to ``<h6>``."""
    limit = state.eMarks[min(line + MAX_LINES, end_line) - 1]
    element = _HEADING_RE.match(state.src, opener.start(), limit)
    if not element:
        return False
    if silent:
        return True
    stop = line_of(state, element.end()) + 1
    tag = f"h{element['level']}"
    text = one_line(element["text"])
    push_text(state, "heading", tag, text, (line, stop), markup=f"<{tag}>")
    state.line = stop
    return True


def text_heading(
    state: StateBlock, line: int, end_line: int, silent: bool
) -> bool:
    """The rule for headings of plain text, all of which were marked up before.

    A sign that is not at the beginning of its line opens a comment of a program.
    """
    is_indented = state.tShift[line] > 0
    return not is_indented and heading(state, line, end_line, silent)
