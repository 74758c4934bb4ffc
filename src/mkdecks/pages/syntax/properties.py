"""``key:: value`` lines of a bullet: properties of Logseq, which a reader of the outline never sees.

https://docs.logseq.com/#/page/properties
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

_PROPERTY_RE = re.compile(r"\n[ \t]*[a-zA-Z][\w.-]*::(?:[ \t][^\n]*)?(?=\n|$)")


def install(parser: MarkdownIt) -> None:
    """Add the rule to a parser, before inline text is parsed."""
    parser.core.ruler.before("inline", "properties", _properties)


def _properties(state: StateCore) -> None:
    if "::" not in state.src:
        return
    for item, opening, inline in zip(
        state.tokens, state.tokens[1:], state.tokens[2:], strict=False
    ):
        in_item = (item.type, opening.type, inline.type) == (
            "list_item_open",
            "paragraph_open",
            "inline",
        )
        if in_item and "::" in inline.content:
            inline.content = _PROPERTY_RE.sub("", inline.content)
