"""``$...$`` in running text, read so strictly that prices and shell variables stay what they are.

As pandoc has it (https://pandoc.org/MANUAL.html#math), no space inside the dollars and no digit after them; and no
letter either, no HTML tag and no code between them, since ``$HOME/bin:$PATH`` is commoner on question pages than maths.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_FORMULA_RE = re.compile(r"\$(?![\s$])((?:\\.|[^$\\\n`]){1,400}?)(?<!\s)\$(?![\w$])")
_TAG_RE = re.compile(r"</?[a-zA-Z!]")
_WORDS_RE = re.compile(r"\w{2,}\s+\w{2,}")


def install(parser: MarkdownIt) -> None:
    """Put the rule where the plugin's own stands."""
    parser.inline.ruler.at("math_inline", _math_inline)


def _math_inline(state: StateInline, silent: bool) -> bool:
    position = state.pos
    if state.src[position] != "$" or (
        position and (state.src[position - 1].isalnum() or state.src[position - 1] in "$\\[")
    ):
        return False
    match = _FORMULA_RE.match(state.src, position)
    if not match or _TAG_RE.search(match[1]) or ("\\" not in match[1] and _WORDS_RE.search(match[1])):
        return False
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.content, token.markup = match[1], "$"
    state.pos = match.end()
    return True
