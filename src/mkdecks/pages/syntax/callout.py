"""``> [!type]- title``: the callouts of Obsidian and alerts of GitHub, as admonitions.

https://help.obsidian.md/callouts: a minus or plus after the type makes the callout
foldable.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock, blockquote

from .blocks import Opener, Reading, block, line_text, opened_by

_OPENER_RE = re.compile(
    r">[ \t]?\[!(?P<type>[\w-]+)(?:\|[^\]\n]*)?\](?P<fold>[+-]?)[ \t]*(?P<title>.*)$"
)


@opened_by(_OPENER_RE)
def callout(
    state: StateBlock,
    line: int,
    end_line: int,
    opener: Opener,
) -> Reading:
    """The rule for a block quote that begins with ``[!type]``."""
    yield line + 1
    with block(
        state,
        "admonition",
        (line, line + 1),
        title=opener["title"].strip(),
        markup=">" + opener["fold"],
        info=opener["type"].lower(),
    ) as opening:
        state.line = line + 1
        _push_quoted(state, line + 1, end_line)
    opening.map = [line, state.line]
    yield state.line


def _push_quoted(state: StateBlock, line: int, end_line: int) -> None:
    """Write the content of a block quote that goes on at a line, and not the quote."""
    if line == end_line or not line_text(state, line).startswith(">"):
        return
    first = len(state.tokens)
    if blockquote(state, line, end_line, False):
        del state.tokens[first], state.tokens[-1]
