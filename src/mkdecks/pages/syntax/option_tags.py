"""Components of MDX that are the options of a quiz: ``<Option isCorrect> ... </Option>``.

Sites name them as they like: what tells is that the same component comes again right
behind, and that one of them says of itself that it is right. They are read as a list
whose items say which is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it.rules_block import StateBlock

from .blocks import Opener, Reading, block, line_of, opened_by, paired_tags
from .component import COMPONENT_RE, PAIRING_RE
from .html_line import MAX_TAG
from .regions import parse_region

MIN_OPTIONS = 2
_NAME_RE = re.compile(r"<[A-Z]")
_RIGHT_RE = re.compile(
    r"\s(?:is-?)?(?:correct|right|answer|true)(?=\s|$|=(?:\{true\}|[\"']true))",
    re.I,
)


class _Option(NamedTuple):
    """Where the content of an option starts and stops, and where its closing tag ends."""

    start: int
    stop: int
    end: int
    is_right: bool


@opened_by(_NAME_RE)
def option_tags(
    state: StateBlock, line: int, end_line: int, opener: Opener
) -> Reading:
    """The rule for options from the first opening tag to the last closing one."""
    limit = state.eMarks[end_line - 1]
    options = list(_options(state, opener.start(), limit))
    is_key = any(option.is_right for option in options)
    if len(options) < MIN_OPTIONS or not is_key:
        return
    stop = line_of(state, options[-1].end) + 1
    yield stop
    with block(state, "bullet_list", (line, stop), tag="ul"):
        for option in options:
            lines = (
                line_of(state, option.start),
                line_of(state, option.end) + 1,
            )
            with block(
                state, "list_item", lines, tag="li", right=option.is_right
            ):
                parse_region(state, option.start, option.stop)


def _options(state: StateBlock, start: int, limit: int) -> Iterator[_Option]:
    """The component at a position, and those of its name that follow one another."""
    pairs = paired_tags(state.src, PAIRING_RE)
    name = None
    while tag := COMPONENT_RE.match(
        state.src, start, min(limit, start + MAX_TAG)
    ):
        close_start, close_end = pairs.get(start, (-1, -1))
        if name not in (None, tag["name"]) or not 0 <= close_start <= limit:
            return
        name = tag["name"]
        is_right = bool(_RIGHT_RE.search(tag["attributes"]))
        yield _Option(tag.end(), close_start, close_end, is_right)
        start = state.skipSpaces(close_end)
        while state.src[start : start + 1] == "\n":
            start = state.skipSpaces(start + 1)
