"""``!!! type "title"``, ``???`` and ``=== "tab"``, which hold what is indented by four.

As Python-Markdown has it, blank lines never end such a block; the first line that
stands further left does. https://python-markdown.github.io/extensions/admonition/ and
https://facelessuser.github.io/pymdown-extensions/
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from .blocks import (
    Opener,
    Reading,
    block,
    indented_lines,
    opened_by,
    parse_lines,
)

INDENT = 4

_OPENER_RE = re.compile(
    r"(?P<mark>!!!|\?\?\?\+?)[ \t]*(?P<type>[\w-]+)?(?P<classes>(?:[ \t]+[\w-]+)*)"
    r"[ \t]*(?P<title>[\"\u201c].*)?$"
)
_TAB_RE = re.compile(r"""===[+!]?[ \t]+(?P<title>["'].*["'])[ \t]*$""")
_QUOTES = ('"', "\u201c", "\u201d")


@opened_by(_OPENER_RE)
def admonition(
    state: StateBlock,
    line: int,
    end_line: int,
    opener: Opener,
) -> Reading:
    """The rule for ``!!!`` and ``???``."""
    if not (opener["type"] or opener["title"]):
        return
    title, is_broken = _unquoted(opener["title"] or '""')
    indent = state.sCount[line] + INDENT
    stop = _stop_of(state, line, indent)
    yield stop
    with block(
        state,
        "admonition",
        (line, stop),
        title=title,
        markup=opener["mark"],
        info=opener["type"] or "",
        broken=is_broken,
    ):
        parse_lines(state, line + 1, stop, indent)


def _unquoted(written: str) -> tuple[str, bool]:
    """A title without its quotes, and whether the closing one is missing."""
    inner = written.strip()[1:]
    if inner.endswith(_QUOTES):
        return inner[:-1].strip(), False
    if inner.endswith("**") and inner.count("**") % 2:
        inner = inner[:-2]
    return inner.strip(), True


@opened_by(_TAB_RE)
def content_tab(
    state: StateBlock,
    line: int,
    end_line: int,
    opener: Opener,
) -> Reading:
    """The rule for ``===``."""
    title = opener["title"][1:-1]
    indent = state.sCount[line] + INDENT
    stop = _stop_of(state, line, indent)
    yield stop
    with block(state, "tab", (line, stop), title=title):
        parse_lines(state, line + 1, stop, indent)


def _stop_of(state: StateBlock, line: int, indent: int) -> int:
    """The line behind the last one that is indented below the opening line."""
    stop = line + 1
    for inner in indented_lines(state, line + 1, state.lineMax, indent):
        if not state.isEmpty(inner):
            stop = inner + 1
    return stop
