"""``<FAQ question="..."> ... </FAQ>``: a component of an MDX page that has a title.

https://mdxjs.com/docs/what-is-mdx/: a component's name begins with a capital, and it
holds markdown. One without a title says nothing of its own, and stays HTML.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from ...model.characters import one_line
from .blocks import (
    Opener,
    Reading,
    block,
    line_of,
    opened_by,
    paired_tags,
    parse_lines,
)
from .html_line import MAX_TAG
from .regions import parse_region

_NAME_RE = re.compile(r"<[A-Z]")
COMPONENT_RE = re.compile(
    r"<(?P<name>[A-Z][\w.]*)"
    r"(?P<attributes>(?:[^<>\"'{}]|\"[^\"]*\"|'[^']*'|\{[^{}]*\})*)>"
)
PAIRING_RE = re.compile(
    r"<(?P<closes>/?)(?P<name>[A-Z][\w.]*)"
    r"(?:[^<>\"']|\"[^\"\n]{0,400}\"|'[^'\n]{0,400}'){0,600}?(?P<alone>/?)>"
)
_TITLE_RE = re.compile(
    r"\s(?P<attribute>question|q|title|header|heading|summary)\s*=\s*"
    r"(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'"
    r"|\{\s*(?P<quote>[\"'`])(?P<braced>.*?)(?P=quote)\s*\})",
    re.S,
)


@opened_by(_NAME_RE)
def component(
    state: StateBlock,
    line: int,
    end_line: int,
    opener: Opener,
) -> Reading:
    """The rule for a component with a title that is closed within what holds it."""
    start, limit = opener.start(), state.eMarks[end_line - 1]
    tag = COMPONENT_RE.match(state.src, start, min(limit, start + MAX_TAG))
    if not tag or tag["attributes"].rstrip().endswith("/"):
        return
    titled = _TITLE_RE.search(tag["attributes"])
    if not titled:
        return
    close_start, close_end = paired_tags(state.src, PAIRING_RE).get(
        start, (-1, -1)
    )
    if not 0 <= close_start <= limit:
        return
    stop = line_of(state, close_end) + 1
    yield stop
    title = titled["double"] or titled["single"] or titled["braced"] or ""
    with block(
        state,
        "component",
        (line, stop),
        title=one_line(title),
        markup=f"<{tag['name']}>",
        info=tag["name"],
        attribute=titled["attribute"],
    ):
        behind_tag = state.src[tag.end() : state.eMarks[line]].strip()
        before_close = state.src[state.bMarks[stop - 1] : close_start].strip()
        if "\n" in tag[0] or behind_tag or before_close:
            parse_region(state, tag.end(), close_start)
        else:
            parse_lines(state, line + 1, stop - 1)
