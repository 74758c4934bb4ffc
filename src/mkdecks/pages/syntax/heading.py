"""``<h3 id="x">Title</h3>`` on lines of its own, which is a heading."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

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
    heading = _HEADING_RE.match(state.src, opener.start(), limit)
    if not heading:
        return False
    if silent:
        return True
    stop = line_of(state, heading.end()) + 1
    tag = f"h{heading['level']}"
    text = one_line(heading["text"])
    push_text(state, "heading", tag, text, (line, stop), markup=f"<{tag}>")
    state.line = stop
    return True
