"""``<div markdown>`` and ``</div>`` on lines of their own: HTML around markdown, which CommonMark takes for one block.

https://python-markdown.github.io/extensions/md_in_html/
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

_LINE_RE = re.compile(
    r"(?:<(?:div|section|article|center)\b[^<>]*\bmarkdown\b[^<>]*>|</(?:div|section|article|center)\s*>)[ \t]*$",
    re.I,
)


def div(
    state: StateBlock, start_line: int, end_line: int, silent: bool
) -> bool:
    """The rule for such a line, which is an HTML block of its own; what follows is read as markdown."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    if state.is_code_block(start_line) or not _LINE_RE.match(
        state.src[start : state.eMarks[start_line]]
    ):
        return False
    if not silent:
        push_html_line(state, start_line)
    return True


def push_html_line(state: StateBlock, line: int) -> None:
    """One line as an HTML block of its own."""
    token = state.push("html_block", "", 0)
    token.map = [line, line + 1]
    token.content = state.getLines(line, line + 1, state.blkIndent, True)
    state.line = line + 1
