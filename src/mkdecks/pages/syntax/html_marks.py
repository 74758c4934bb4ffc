"""Bold that an author has written as HTML, ``<b>`` and ``<strong>``, and code within HTML.

Bold is read as ``**`` is, so that all that goes by bold sees it. In a block of HTML
`` `<style>` `` is meant to be seen, and no tag that hides what follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_CODE_RE = re.compile(r"(?<!`)`(?P<code>[^`\n]*<[^`\n]*)`(?!`)")
_BOLD_RE = re.compile(r"<(?P<end>/)?(?:b|strong)(?:\s[^<>]*)?>", re.I)


def html_marks(state: StateCore) -> None:
    """Turn the tags of bold into its marks; inline text has been parsed."""
    for token in state.tokens:
        if token.type == "html_block":
            token.content = _CODE_RE.sub(_as_code, token.content)
        for opening, closing in _pairs(token.children or ()):
            opening.type, closing.type = "strong_open", "strong_close"
            opening.nesting, closing.nesting = 1, -1
            for mark in (opening, closing):
                mark.tag, mark.markup, mark.content = "strong", "**", ""


def _as_code(match: re.Match[str]) -> str:
    return f"<code>{escape(match['code'], quote=False)}</code>"


def _pairs(children: Sequence[Token]) -> Iterator[tuple[Token, Token]]:
    """The tags of bold that belong together; a tag inside another pair is left out."""
    opening = None
    for child in children:
        if child.type != "html_inline":
            continue
        tag = _BOLD_RE.fullmatch(child.content)
        if tag and not tag["end"]:
            opening = opening or child
        elif tag and opening:
            yield opening, child
            opening = None
