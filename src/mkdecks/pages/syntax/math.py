"""``$...$`` in running text, read so strictly that prices stay what they are.

As pandoc has it (https://pandoc.org/MANUAL.html#math), no space inside the dollars and
no digit after them; and no letter either, no HTML tag and no code between them, since
``$HOME/bin:$PATH`` is commoner on question pages than maths.
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

# What a formula holds and a bracket that is merely escaped does not.
FORMULA_SIGN_RE = re.compile(r"[\\^_=<>+*/{}|]|^[A-Za-z]$|^\d+$")

# A group is named after the token that its formula becomes. Neither a letter nor a
# digit stands before a formula.
_DOLLARS_RE = re.compile(
    r"(?<![^\W_])(?<![$\\\[])\$(?![\s$])"
    r"(?P<math_inline>(?:\\.|[^$\\\n`]){1,400}?)(?<!\s)\$(?![\w$])"
)
_DOUBLE_RE = re.compile(
    r"(?<!\[)\$\$(?!\$)\s*(?P<math_inline_double>[^$`]{1,2000}?)\s*\$\$(?!\$)"
)
_BRACKETS_RE = re.compile(
    r"(?<![^\W_])(?<!\\)\\(?:\(\s*(?P<math_inline>[^\n]{1,400}?)\s*\\\)"
    r"|\[\s*(?P<math_inline_double>.{1,2000}?)\s*\\\])",
    re.S,
)
_TAG_RE = re.compile(r"</?[a-zA-Z!][^<>]*>")
_WORDS_RE = re.compile(r"\w{2,}\s+\w{2,}")


def math_brackets(state: StateInline, silent: bool) -> bool:
    r"""Read ``\(...\)`` and ``\[...\]``, as MathJax and arithmatex have them."""
    formula = _BRACKETS_RE.match(state.src, state.pos)
    if not formula or not FORMULA_SIGN_RE.search(_content(formula)):
        return False
    return _push(state, formula, silent)


def math_double(state: StateInline, silent: bool) -> bool:
    """Read ``$$...$$`` within a paragraph."""
    formula = _DOUBLE_RE.match(state.src, state.pos)
    return formula is not None and _push(state, formula, silent)


def math_inline(state: StateInline, silent: bool) -> bool:
    """Read ``$...$``, in place of the plugin's own rule."""
    formula = _DOLLARS_RE.match(state.src, state.pos)
    if not formula:
        return False
    content = _content(formula)
    is_prose = "\\" not in content and _WORDS_RE.search(content)
    if is_prose or _TAG_RE.search(content):
        return False
    return _push(state, formula, silent)


def _content(formula: re.Match[str]) -> str:
    return formula[formula.lastgroup or 0]


def _push(state: StateInline, formula: re.Match[str], silent: bool) -> bool:
    if not silent:
        token = state.push(formula.lastgroup or "", "", 0)
        token.content = _content(formula)
    state.pos = formula.end()
    return True
