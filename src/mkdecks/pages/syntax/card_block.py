"""``START`` ... ``END``, each on its own line: the card blocks of Obsidian_to_Anki.

https://github.com/ObsidianToAnki/Obsidian_to_Anki/wiki/Note-formatting
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from .blocks import (
    Opener,
    Reading,
    block,
    line_text,
    line_with,
    opened_by,
    parse_lines,
)

MAX_LINES = 400

_START_RE = re.compile(r"START\s*$")
_MARK_RE = re.compile(r"\s*(?:START|END)\s*$")


@opened_by(_START_RE)
def card_block(
    state: StateBlock,
    line: int,
    end_line: int,
    opener: Opener,
) -> Reading:
    """The rule for a card block that is closed within what holds it."""
    stop = min(end_line, line + MAX_LINES)
    last = line_with(state, _MARK_RE, line + 1, stop)
    if last in (line + 1, stop) or "START" in line_text(state, last):
        return
    yield last + 1
    with block(state, "card_block", (line, last + 1)):
        parse_lines(state, line + 1, last, state.blkIndent)
