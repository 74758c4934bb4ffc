"""Tags on lines of their own around markdown: each is an HTML block.

CommonMark would take in what follows. Such are ``<div markdown>`` and ``</div>``
(https://python-markdown.github.io/extensions/md_in_html/), and the components of MDX
pages that have no title.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from .blocks import Opener, Reading, opened_by

MAX_TAG = 600

_DIV_RE = re.compile(
    r"(?:<(?:div|section|article|center)\b[^<>]*\bmarkdown\b[^<>]*>"
    r"|</(?:div|section|article|center)\s*>)[ \t]*$",
    re.I,
)
_COMPONENT_RE = re.compile(
    r"</?[A-Z][\w.]*(?:[^<>\"'{}]|\"[^\"]*\"|'[^']*'|\{[^{}]*\})*>[ \t]*$"
)


def _push_line(
    state: StateBlock,
    line: int,
    end_line: int,
    opener: Opener,
) -> Reading:
    yield line + 1
    token = state.push("html_block", "", 0)
    token.map = [line, line + 1]
    token.content = state.getLines(line, line + 1, state.blkIndent, True)


div_line = opened_by(_DIV_RE)(_push_line)
component_line = opened_by(_COMPONENT_RE, MAX_TAG)(_push_line)
