"""``<quiz> ... </quiz>``: a block of the mkdocs-quiz plugin, whose content is markdown.

https://github.com/ewels/mkdocs-quiz
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from .blocks import (
    Opener,
    Reading,
    block,
    find_close,
    line_of,
    opened_by,
)
from .regions import parse_region

_OPEN_RE = re.compile(r"<quiz(?:\s[^>]*)?>")
_CLOSE_RE = re.compile(r"^[ \t]*</quiz\s*>", re.M)


@opened_by(_OPEN_RE)
def quiz(
    state: StateBlock,
    line: int,
    end_line: int,
    opener: Opener,
) -> Reading:
    """The rule for a quiz that is closed within what holds it."""
    close = find_close(state, _CLOSE_RE, state.eMarks[line], end_line)
    if not close:
        return
    stop = line_of(state, close.end()) + 1
    yield stop
    with block(state, "quiz", (line, stop)):
        parse_region(state, opener.end(), close.start())
