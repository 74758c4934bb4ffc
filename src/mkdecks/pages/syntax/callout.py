"""``> [!type]- title``: the callouts of Obsidian, and GitHub's alerts, read as admonitions.

https://help.obsidian.md/callouts: a minus or plus after the type makes the callout
foldable.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock, blockquote

from .admonition import push_title

_OPENER_RE = re.compile(
    r">[ \t]?\[!(?P<type>[\w-]+)(?:\|[^\]\n]*)?\](?P<fold>[+-]?)[ \t]*(?P<title>.*)$"
)


def callout(
    state: StateBlock, start_line: int, end_line: int, silent: bool
) -> bool:
    """The rule for a block quote that begins with ``[!type]``."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    if not state.src.startswith(">", start) or state.is_code_block(start_line):
        return False
    match = _OPENER_RE.match(state.src[start : state.eMarks[start_line]])
    if not match:
        return False
    if silent:
        return True
    opening = state.push("admonition_open", "div", 1)
    opening.markup, opening.info = ">" + match["fold"], match["type"].lower()
    opening.meta = {"broken": False, "collapsible": bool(match["fold"])}
    push_title(state, "admonition_title", match["title"].strip(), start_line)

    body = start_line + 1
    state.line = body
    if body < end_line and state.src.startswith(
        ">", state.bMarks[body] + state.tShift[body]
    ):
        first = len(state.tokens)
        if blockquote(state, body, end_line, False):
            del state.tokens[first], state.tokens[-1]
    opening.map = [start_line, state.line]
    state.push("admonition_close", "div", -1)
    return True
