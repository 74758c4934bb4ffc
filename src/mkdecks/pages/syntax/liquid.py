"""``{% details Title %} ... {% enddetails %}``: a fold that a plugin of Jekyll makes.

https://jekyllrb.com/docs/plugins/tags/#tag-blocks. Plugins call it differently; what
stands behind the name is the title.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from .blocks import (
    Opener,
    Reading,
    block,
    end_above,
    find_close,
    line_of,
    opened_by,
    push_text,
)
from .regions import parse_region

MAX_LINE = 1_000
_NAMES = (
    "accordion|collapse|collapsible|details|expand|faq|question|spoiler|toggle"
)
_OPEN_RE = re.compile(
    rf"\{{%-?[ \t]*(?:{_NAMES})[ \t]+[\"']?(?P<title>[^\n]+?)[\"']?[ \t]*-?%\}}"
)
_CLOSE_RE = re.compile(rf"\{{%-?[ \t]*end(?:{_NAMES})[ \t]*-?%\}}")


@opened_by(_OPEN_RE, MAX_LINE)
def liquid(
    state: StateBlock,
    line: int,
    end_line: int,
    opener: Opener,
) -> Reading:
    """The rule for a fold that is closed within what holds it."""
    close = find_close(state, _CLOSE_RE, opener.end(), end_line)
    if not close:
        return
    stop = line_of(state, close.end()) + 1
    yield stop
    with block(state, "details", (line, stop)):
        push_text(state, "summary", "p", opener["title"], (line, line + 1))
        parse_region(state, opener.end(), close.start())
    parse_region(state, close.end(), end_above(state, stop))
