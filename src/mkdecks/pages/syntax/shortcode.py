"""``{{% faq "Title" %}} ... {{% /faq %}}``: a shortcode of Hugo that asks or names a term.

https://gohugo.io/content-management/shortcodes/. It is a component with a title. Other
shortcodes are marks that nobody sees, around text of the page.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from ...language.question_text import is_question
from ...model.characters import one_line
from .blocks import (
    Opener,
    Reading,
    block,
    closing_tag,
    end_above,
    line_of,
    opened_by,
)
from .regions import parse_region

MAX_LINE = 1_000
# The attributes of a shortcode; the first without a key has the key "".
Attributes = dict[str, str]

_OPEN_RE = re.compile(
    r"\{\{[<%][ \t]*(?P<name>[\w-]+)(?P<attributes>[ \t]+[^\n]*?)[ \t]*[%>]\}\}"
)
_TAG_RE = re.compile(
    r"\{\{[<%][ \t]*(?P<closes>/?)[ \t]*(?P<name>[\w-]+)[^\n]{0,600}?"
    r"(?P<alone>/?)[ \t]*[%>]\}\}"
)
_ATTRIBUTE_RE = re.compile(
    r"(?:(?P<key>[\w-]+)[ \t]*=[ \t]*)?"
    r"(?:\"(?P<double>[^\"\n]*)\"|`(?P<raw>[^`\n]*)`|(?P<bare>[^\s\"`=]+))"
)
_QUESTIONS = ("question", "q")
_TITLES = ("title", "header", "heading", "summary", "")
_TERMS = ("term", "name")
# A definition is one paragraph.
_BLOCKS_RE = re.compile(
    r"\S\s*\n[ \t]*\n\s*\S|^[ \t]*(?:#|```|[-*+][ \t])", re.M
)


@opened_by(_OPEN_RE, MAX_LINE)
def shortcode(
    state: StateBlock,
    line: int,
    end_line: int,
    opener: Opener,
) -> Reading:
    """The rule for a shortcode that asks or names a term, and is closed."""
    close = closing_tag(state, _TAG_RE, opener.start(), end_line)
    if not close:
        return
    close_start, close_end = close
    body = state.src[opener.end() : close_start]
    attribute, title = _title(_attributes(opener["attributes"]), body)
    if not title:
        return
    stop = line_of(state, close_end) + 1
    yield stop
    with block(
        state,
        "component",
        (line, stop),
        title=one_line(title),
        markup=f"{{{{{opener['name']}}}}}",
        info=opener["name"],
        attribute=attribute,
    ):
        parse_region(state, opener.end(), close_start)
    parse_region(state, close_end, end_above(state, stop))


def _attributes(written: str) -> Attributes:
    """The attributes of a shortcode; the first without a key has the key ""."""
    attributes: Attributes = {}
    for match in _ATTRIBUTE_RE.finditer(written):
        value = match["double"] or match["raw"] or match["bare"] or ""
        attributes.setdefault((match["key"] or "").lower(), value)
    return attributes


def _title(attributes: Attributes, body: str) -> tuple[str, str]:
    """The key of the attribute that asks or names a term, and what it says.

    Both are "" where none does.
    """
    for key in (*_QUESTIONS, *_TITLES):
        value = attributes.get(key, "")
        if value and (key in _QUESTIONS or is_question(value)):
            return key, value
    for key in _TERMS:
        value = attributes.get(key, "")
        if value and not _BLOCKS_RE.search(body):
            short = attributes.get("abbr", "")
            return key, f"{value} ({short})" if short else value
    return "", ""
