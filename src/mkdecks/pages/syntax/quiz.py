"""``<quiz> ... </quiz>``: a block of the mkdocs-quiz plugin, whose content is markdown.

https://github.com/ewels/mkdocs-quiz
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from .details import parse_region

_OPEN_RE = re.compile(r"<quiz(?:\s[^>]*)?>", re.I)
_CLOSE_RE = re.compile(r"^[ \t]*</quiz\s*>", re.I | re.M)


def quiz(
    state: StateBlock, start_line: int, end_line: int, silent: bool
) -> bool:
    """The rule for a quiz that is closed within what holds it."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    if state.src[start : start + 5].lower() != "<quiz" or state.is_code_block(
        start_line
    ):
        return False
    opener = _OPEN_RE.match(state.src, start, state.eMarks[start_line])
    limit = state.eMarks[end_line - 1]
    if not opener or state.env.get("quiz_open_to", -1) >= limit:
        return False
    close = _CLOSE_RE.search(state.src, state.eMarks[start_line], limit)
    if not close:
        state.env["quiz_open_to"] = (
            limit  # so that a page of opening tags is not searched again for each
        )
        return False
    if not silent:
        stop = start_line + state.src.count("\n", start, close.end()) + 1
        opening = state.push("quiz_open", "div", 1)
        opening.map, opening.markup = [start_line, stop], "<quiz>"
        parse_region(state, opener.end(), close.start())
        state.push("quiz_close", "div", -1)
        state.line = stop
    return True
