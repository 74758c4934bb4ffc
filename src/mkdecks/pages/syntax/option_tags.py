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

from .blocks import Opener, Reading, block, line_of, opened_by
from .component import NAME_RE, component_at
from .regions import parse_region

MIN_OPTIONS = 2
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


@opened_by(NAME_RE)
def option_tags(
    state: StateBlock, line: int, end_line: int, opener: Opener
) -> Reading:
    """The rule for options from the first opening tag to the last closing one."""
    options = list(_options(state, opener.start(), end_line))
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


def _options(state: StateBlock, start: int, end_line: int) -> Iterator[_Option]:
    """The component at a position, and those of its name that follow one another."""
    name = None
    while option := component_at(state, start, end_line):
        tag, close_start, close_end = option
        if name not in (None, tag["name"]):
            return
        name = tag["name"]
        is_right = bool(_RIGHT_RE.search(tag["attributes"]))
        yield _Option(tag.end(), close_start, close_end, is_right)
        start = state.skipSpaces(close_end)
        while state.src[start : start + 1] == "\n":
            start = state.skipSpaces(start + 1)
