"""``- [ ] to do`` and ``- [x] done``: the box of a task list as a sign, since a card has no forms.

https://github.github.com/gfm/#task-list-items-extension-
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

CHECKED, UNCHECKED = "\u2611", "\u2610"
_BOX_RE = re.compile(r"\[([ xX]?)\](?=\s|$)")


def install(parser: MarkdownIt) -> None:
    """Add the rule to a parser, once inline text has been parsed."""
    parser.core.ruler.after("inline", "task_boxes", _task_boxes)


def _task_boxes(state: StateCore) -> None:
    for item, opening, inline in zip(
        state.tokens, state.tokens[1:], state.tokens[2:], strict=False
    ):
        if (item.type, opening.type, inline.type) != (
            "list_item_open",
            "paragraph_open",
            "inline",
        ):
            continue
        first = inline.children[0] if inline.children else inline
        if first.type == "text" and (box := _BOX_RE.match(first.content)):
            first.content = (
                CHECKED if box[1].strip() else UNCHECKED
            ) + first.content[box.end() :]
            item.meta["checked"] = bool(box[1].strip())
