"""``<FAQ question="..."> ... </FAQ>``: a component of an MDX page that has a title.

https://mdxjs.com/docs/what-is-mdx/: a component's name begins with a capital, and it
holds markdown. One without a title says nothing of its own, and stays HTML.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from ...model.characters import one_line
from .blocks import (
    Match,
    Opener,
    Reading,
    block,
    closing_tag,
    end_above,
    line_of,
    opened_by,
    parse_lines,
)
from .html_line import MAX_TAG
from .regions import parse_region

# The opening tag of a component, and where its closing one starts and ends.
Component = tuple[Match, int, int]

NAME_RE = re.compile(r"<[A-Z]")
_COMPONENT_RE = re.compile(
    r"<(?P<name>[A-Z][\w.]*)"
    r"(?P<attributes>(?:[^<>\"'{}]|\"[^\"]*\"|'[^']*'|\{[^{}]*\})*)>"
)
_PAIRING_RE = re.compile(
    r"<(?P<closes>/?)(?P<name>[A-Z][\w.]*)"
    r"(?:[^<>\"']|\"[^\"\n]{0,400}\"|'[^'\n]{0,400}'){0,600}?(?P<alone>/?)>"
)
_TITLE_RE = re.compile(
    r"\s(?P<attribute>question|q|title|header|heading|summary)\s*=\s*"
    r"(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'"
    r"|\{\s*(?P<quote>[\"'`])(?P<braced>.*?)(?P=quote)\s*\})",
    re.S,
)


def component_at(
    state: StateBlock, start: int, end_line: int
) -> Component | None:
    """The component that begins at a position, if what holds it closes it too."""
    limit = min(end_above(state, end_line), start + MAX_TAG)
    tag = _COMPONENT_RE.match(state.src, start, limit)
    close = closing_tag(state, _PAIRING_RE, start, end_line)
    return (tag, *close) if tag and close else None


@opened_by(NAME_RE)
def component(
    state: StateBlock,
    line: int,
    end_line: int,
    opener: Opener,
) -> Reading:
    """The rule for a component with a title that is closed within what holds it."""
    found = component_at(state, opener.start(), end_line)
    if not found:
        return
    tag, close_start, close_end = found
    titled = _TITLE_RE.search(tag["attributes"])
    if not titled or tag["attributes"].rstrip().endswith("/"):
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
