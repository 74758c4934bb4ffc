"""``<quiz> ... </quiz>``: a block of the mkdocs-quiz plugin, kept whole: its lines are no ordinary markdown.

https://github.com/ewels/mkdocs-quiz
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

_OPEN_RE = re.compile(r"<quiz(?:\s[^>]*)?>", re.I)
_CLOSE_RE = re.compile(r"^[ \t]*</quiz\s*>", re.I | re.M)


def quiz(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """The rule for a quiz that is closed within what holds it; it becomes one token with its source as content."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    if state.src[start : start + 5].lower() != "<quiz" or state.is_code_block(start_line):
        return False
    if not _OPEN_RE.match(state.src, start, state.eMarks[start_line]):
        return False
    close = _CLOSE_RE.search(state.src, state.eMarks[start_line], state.eMarks[end_line - 1])
    if not close:
        return False
    if not silent:
        stop = start_line + state.src.count("\n", start, close.end()) + 1
        token = state.push("quiz", "", 0)
        token.map = [start_line, stop]
        token.content = state.getLines(start_line, stop, state.blkIndent, False)
        state.line = stop
    return True
