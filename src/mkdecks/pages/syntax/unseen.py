"""Lines that a reader of the site never sees.

Shortcodes of Hugo, stray fences of colons, ``(target)=`` of MyST, ``import`` lines and
comments of MDX, and ``{: .class }``, kramdown's attributes of the block above.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from .blocks import Opener, Reading, find_close, line_of, opened_by

MAX_LINE = 1_000

_MARK_RE = re.compile(
    r"(?:\{\{[<%].*[%>]\}\}"
    r"|:{3,}[ \t]*(?:[\w-]+(?:[ \t]*(?:\{[^}]*\}|\[[^\]]*\]|[^\n]{1,80}))?)?"
    r"|\([\w-]+\)=|import\s[^\n]{1,200}\sfrom\s[\"'][^\"'\n]+[\"'];?)[ \t]*$"
)
_ATTRIBUTES_RE = re.compile(r"\{:[^{}\n]*\}[ \t]*$")
_COMMENT_START_RE = re.compile(r"\{/\*")
_COMMENT_END_RE = re.compile(r"\*/\}")


def _pass_over(
    state: StateBlock,
    line: int,
    end_line: int,
    opener: Opener,
) -> Reading:
    yield line + 1


mark_line = opened_by(_MARK_RE, MAX_LINE)(_pass_over)
attribute_line = opened_by(_ATTRIBUTES_RE)(_pass_over)


@opened_by(_COMMENT_START_RE)
def mdx_comment(
    state: StateBlock,
    line: int,
    end_line: int,
    opener: Opener,
) -> Reading:
    """The rule for ``{/* ... */}``."""
    close = find_close(state, _COMMENT_END_RE, opener.start(), end_line)
    if close:
        yield line_of(state, close.end()) + 1
