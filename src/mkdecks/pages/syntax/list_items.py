"""Boxes of task lists and properties of Logseq, where a list item begins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

CHECKED, UNCHECKED = "\u2611", "\u2610"

_FIRST_TYPES = ["list_item_open", "paragraph_open", "inline"]
# An editor may have put any kind of space into a box.
_BOX_RE = re.compile(r"\[[^\S\n]{0,3}([xX]?)[^\S\n]{0,3}\](?=\s|$)")
_PROPERTY_RE = re.compile(r"\n[ \t]*[a-zA-Z][\w.-]*::(?:[ \t][^\n]*)?(?=\n|$)")


def _first_lines(tokens: list[Token]) -> Iterator[tuple[Token, Token]]:
    """The items of a page that begin with text, each with the token of that text."""
    for three in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if [token.type for token in three] == _FIRST_TYPES:
            item, _, inline = three
            yield item, inline


def properties(state: StateCore) -> None:
    """Leave out ``key:: value`` lines, which a reader of the outline never sees.

    Inline text has not been parsed yet. https://docs.logseq.com/#/page/properties
    """
    for _, inline in _first_lines(state.tokens):
        inline.content = _PROPERTY_RE.sub("", inline.content)


def task_boxes(state: StateCore) -> None:
    """Read ``- [ ] to do`` and ``- [x] done`` as signs, since a card has no forms.

    Inline text has been parsed.
    https://github.github.com/gfm/#task-list-items-extension-
    """
    for item, inline in _first_lines(state.tokens):
        if not inline.children:
            continue
        first = inline.children[0]
        box = _BOX_RE.match(first.content)
        if first.type == "text" and box:
            is_checked = bool(box[1])
            sign = CHECKED if is_checked else UNCHECKED
            first.content = sign + first.content[box.end() :]
            item.meta["checked"] = is_checked
