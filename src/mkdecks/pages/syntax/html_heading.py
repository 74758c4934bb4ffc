"""``<h3 id="x">Title</h3>`` on lines of its own, which is a heading, and ``{: .class }``, which nobody sees."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

MAX_LINES = 4
_HEADING_RE = re.compile(
    r"<h(?P<level>[1-6])(?=[\s>])[^>]*>(?P<text>.*?)</h(?P=level)\s*>[ \t]*$",
    re.I | re.S,
)
_ATTRIBUTES_RE = re.compile(r"\{:[^{}\n]*\}[ \t]*$")


def html_heading(
    state: StateBlock, start_line: int, end_line: int, silent: bool
) -> bool:
    """The rule for ``<h1>`` to ``<h6>``."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    if state.src[start : start + 2].lower() != "<h" or state.is_code_block(
        start_line
    ):
        return False
    for stop in range(
        start_line + 1, min(start_line + MAX_LINES, end_line) + 1
    ):
        if match := _HEADING_RE.match(
            state.src[start : state.eMarks[stop - 1]]
        ):
            break
    else:
        return False
    if silent:
        return True
    tag = f"h{match['level']}"
    opening = state.push("heading_open", tag, 1)
    opening.map, opening.markup = [start_line, stop], f"<{tag}>"
    inline = state.push("inline", "", 0)
    inline.content = " ".join(match["text"].split())
    inline.map, inline.children = [start_line, stop], []
    state.push("heading_close", tag, -1)
    state.line = stop
    return True


def attribute_line(
    state: StateBlock, start_line: int, end_line: int, silent: bool
) -> bool:
    """Kramdown's attributes of the block above, which no reader sees."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    if not state.src.startswith("{:", start) or state.is_code_block(start_line):
        return False
    if not _ATTRIBUTES_RE.match(state.src[start : state.eMarks[start_line]]):
        return False
    if not silent:
        state.line = start_line + 1
    return True
