"""``$...$`` in running text, read so strictly that prices and shell variables stay what they are.

As pandoc has it (https://pandoc.org/MANUAL.html#math), no space inside the dollars and
no digit after them; and no letter either, no HTML tag and no code between them, since
``$HOME/bin:$PATH`` is commoner on question pages than maths.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_FORMULA_RE = re.compile(
    r"\$(?![\s$])((?:\\.|[^$\\\n`]){1,400}?)(?<!\s)\$(?![\w$])"
)
_TAG_RE = re.compile(r"</?[a-zA-Z!][^<>]*>")
_DOUBLE_RE = re.compile(r"\$\$(?!\$)\s*([^$`]{1,2000}?)\s*\$\$(?!\$)")
_BRACKETS_RE = re.compile(
    r"\\(?:\(\s*(?P<inline>[^\n]{1,400}?)\s*\\\)|\[\s*(?P<display>.{1,2000}?)\s*\\\])",
    re.S,
)
# What a formula holds and a bracket that is merely escaped does not.
_SIGNS_RE = re.compile(r"[\\^_=<>+*/{}|]|^[A-Za-z]$|^\d+$")
_WORDS_RE = re.compile(r"\w{2,}\s+\w{2,}")


def install(parser: MarkdownIt) -> None:
    """Put the rule where the plugin's own stands."""
    parser.inline.ruler.at("math_inline", _math_inline)
    parser.inline.ruler.before("escape", "math_brackets", _math_brackets)


def _math_brackets(state: StateInline, silent: bool) -> bool:
    r"""``\\(...\\)`` and ``\\[...\\]``, as MathJax and the arithmatex extension of mkdocs sites have them."""
    position = state.pos
    if state.src[position : position + 2] not in ("\\(", "\\["):
        return False
    before = state.src[position - 1] if position else " "
    match = _BRACKETS_RE.match(state.src, position)
    if not match or before.isalnum() or before == "\\":
        return False
    content = match["inline"] or match["display"]
    if not _SIGNS_RE.search(content):
        return False
    if not silent:
        token = state.push(
            "math_inline" if match["inline"] else "math_inline_double",
            "math",
            0,
        )
        token.content, token.markup = content, "\\"
    state.pos = match.end()
    return True


def _math_inline(state: StateInline, silent: bool) -> bool:
    position = state.pos
    if (
        state.src.startswith("$$", position)
        and state.src[position - 1 : position] != "["
        and (double := _DOUBLE_RE.match(state.src, position))
    ):
        if not silent:
            token = state.push("math_inline_double", "math", 0)
            token.content, token.markup = double[1], "$$"
        state.pos = double.end()
        return True
    if state.src[position] != "$" or (
        position
        and (
            state.src[position - 1].isalnum()
            or state.src[position - 1] in "$\\["
        )
    ):
        return False
    match = _FORMULA_RE.match(state.src, position)
    if (
        not match
        or _TAG_RE.search(match[1])
        or ("\\" not in match[1] and _WORDS_RE.search(match[1]))
    ):
        return False
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.content, token.markup = match[1], "$"
    state.pos = match.end()
    return True
