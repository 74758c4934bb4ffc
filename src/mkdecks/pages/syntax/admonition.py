"""``!!! type "title"``, ``??? type "title"`` and ``=== "tab"``: blocks that hold what is indented by four.

As Python-Markdown has it, blank lines never end such a block; the first line that
stands further left does. https://python-markdown.github.io/extensions/admonition/ and
https://facelessuser.github.io/pymdown-extensions/
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

INDENT = 4

_OPENER_RE = re.compile(
    r"""(?P<mark>!!!|\?\?\?\+?)[ \t]*(?P<type>[\w-]+)?(?P<classes>(?:[ \t]+[\w-]+)*)[ \t]*(?P<title>["\u201c].*)?$"""
)
_TAB_RE = re.compile(
    r"""(?P<mark>={3})[+!]?[ \t]+(?P<title>["'].*["'])[ \t]*$"""
)
_QUOTES = '"\u201c\u201d'


def split_title(written: str) -> tuple[str, bool]:
    """The title inside its quotes, from the first to the last, and whether the closing quote is missing."""
    inner = written.strip()[1:]
    if inner and inner[-1] in _QUOTES:
        return inner[:-1].strip(), False
    inner = inner.rstrip()
    if inner.endswith("**") and inner.count("**") % 2:
        inner = inner[:-2]
    return inner.strip(), True


def admonition(
    state: StateBlock, start_line: int, end_line: int, silent: bool
) -> bool:
    """The rule for ``!!!`` and ``???``."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    if state.src[start : start + 3] not in (
        "!!!",
        "???",
    ) or state.is_code_block(start_line):
        return False
    match = _OPENER_RE.match(state.src[start : state.eMarks[start_line]])
    if not match or not (match["type"] or match["title"]):
        return False
    if silent:
        return True
    title, broken = (
        split_title(match["title"]) if match["title"] else ("", False)
    )
    meta = {"broken": broken, "collapsible": match["mark"] != "!!!"}
    _push(
        state,
        "admonition",
        start_line,
        match["mark"],
        match["type"] or "",
        title,
        meta,
    )
    return True


def content_tab(
    state: StateBlock, start_line: int, end_line: int, silent: bool
) -> bool:
    """The rule for ``===``."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    if not state.src.startswith("===", start) or state.is_code_block(
        start_line
    ):
        return False
    match = _TAB_RE.match(state.src[start : state.eMarks[start_line]])
    if not match:
        return False
    if not silent:
        _push(state, "tab", start_line, "===", "", match["title"][1:-1], {})
    return True


def _push(
    state: StateBlock,
    kind: str,
    start_line: int,
    mark: str,
    label: str,
    title: str,
    meta: dict[str, bool],
) -> None:
    """The tokens of one block: its title, then whatever is indented below it, parsed as markdown."""
    indent = state.sCount[start_line] + INDENT
    stop = next_line = start_line + 1
    while next_line < state.lineMax:
        if not state.isEmpty(next_line):
            if state.sCount[next_line] < indent:
                break
            stop = next_line + 1
        next_line += 1

    opening = state.push(f"{kind}_open", "div", 1)
    opening.map, opening.markup, opening.info, opening.meta = (
        [start_line, stop],
        mark,
        label,
        meta,
    )
    push_title(state, f"{kind}_title", title, start_line)

    parent, line_max, block_indent, tight = (
        state.parentType,
        state.lineMax,
        state.blkIndent,
        state.tight,
    )
    state.parentType, state.lineMax, state.blkIndent = (
        "admonition",
        stop,
        indent,
    )
    state.md.block.tokenize(state, start_line + 1, stop)
    state.parentType, state.lineMax, state.blkIndent, state.tight = (
        parent,
        line_max,
        block_indent,
        tight,
    )
    state.push(f"{kind}_close", "div", -1)
    state.line = stop


def push_title(state: StateBlock, kind: str, title: str, line: int) -> None:
    """The tokens of a one-line title, none where it is empty."""
    if not title:
        return
    opening = state.push(f"{kind}_open", "p", 1)
    opening.map = [line, line + 1]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = title, [line, line + 1], []
    state.push(f"{kind}_close", "p", -1)
