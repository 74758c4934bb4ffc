"""What the block rules share: opening lines, tokens, and the markdown inside a block.

markdown-it asks at each line whether a block begins there. A rule that says yes yields
the line behind the block, and writes its tokens when it is asked to go on. Where only
writing them tells that line, it yields once more. A rule that says no yields nothing.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from typing import NamedTuple

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

Match = re.Match[str]
Pattern = re.Pattern[str]
Opener = Match
Reading = Iterator[int]
Read = Callable[[StateBlock, int, int, Opener], Reading]
# Where something starts and stops: positions, or lines.
Bounds = tuple[int, int]
# Start of an opening tag -> start and end of the tag that closes it.
TagPairs = dict[int, Bounds]


class Rule(NamedTuple):
    """A rule for blocks whose first line begins with ``pattern``.

    ``read`` is given the page, the line, the line behind what holds it, and the match.
    A line of more than ``max_length`` characters opens no such block.
    """

    pattern: Pattern
    read: Read
    max_length: int


def opened_by(
    pattern: Pattern, max_length: int = sys.maxsize
) -> Callable[[Read], Rule]:
    """Decorate a function as the rule for first lines that begin with ``pattern``."""
    return partial(Rule, pattern, max_length=max_length)


def start_of(state: StateBlock, line: int) -> int:
    """The position of the first character of a line behind its indent."""
    return state.bMarks[line] + state.tShift[line]


def end_above(state: StateBlock, line: int) -> int:
    """The position that the line above a line ends at."""
    return state.eMarks[line - 1]


def line_text(state: StateBlock, line: int) -> str:
    """The text of a line without its indent."""
    return state.src[start_of(state, line) : state.eMarks[line]]


def line_of(state: StateBlock, position: int) -> int:
    """The line that a position of the source stands on."""
    return min(bisect_left(state.eMarks, position), state.lineMax - 1)


def line_with(
    state: StateBlock, pattern: Pattern, first: int, stop: int
) -> int:
    """The first line whose text begins with ``pattern``; ``stop`` where none does."""
    for line in range(first, stop):
        if pattern.match(line_text(state, line)):
            return line
    return stop


def indented_lines(
    state: StateBlock, first: int, stop: int, indent: int
) -> Iterator[int]:
    """The lines from ``first`` up to one that stands further left than ``indent``.

    Blank lines are among them.
    """
    for line in range(first, stop):
        if state.sCount[line] < indent and not state.isEmpty(line):
            return
        yield line


def shared_indent(state: StateBlock, first: int, stop: int) -> int:
    """The indent that all lines have that are not blank; 0 where all are."""
    indents = [
        state.sCount[line]
        for line in range(first, stop)
        if not state.isEmpty(line)
    ]
    return min(indents, default=0)


def find_close(
    state: StateBlock, pattern: Pattern, start: int, end_line: int
) -> Match | None:
    """What closes a block that is open at ``start``, within what holds the block.

    A search in vain is remembered, so that a page of opening signs is not searched
    again for each.
    """
    limit = end_above(state, end_line)
    searched = f"searched for {pattern.pattern}"
    if state.env.get(searched, -1) >= limit:
        return None
    close = pattern.search(state.src, start, limit)
    if not close:
        state.env[searched] = limit
    return close


def closing_tag(
    state: StateBlock, pattern: Pattern, start: int, end_line: int
) -> Bounds | None:
    """Start and end of the tag that closes the one at ``start``, as ``paired_tags`` has it.

    None where nothing within what holds the block does.
    """
    close = paired_tags(state.src, pattern).get(start)
    return close if close and close[0] <= end_above(state, end_line) else None


@contextmanager
def block(
    state: StateBlock,
    kind: str,
    lines: Bounds,
    *,
    tag: str = "div",
    title: str = "",
    markup: str = "",
    info: str = "",
    **meta: bool | str,
) -> Iterator[Token]:
    """Write the tokens of a block around those that the body of the ``with`` writes.

    ``lines`` are its first line and the line behind its last. A title that is not empty
    stands on the first line.
    """
    opening = state.push(f"{kind}_open", tag, 1)
    opening.map = list(lines)
    opening.markup = markup
    opening.info = info
    opening.meta = meta
    if title:
        push_text(state, f"{kind}_title", "p", title, (lines[0], lines[0] + 1))
    yield opening
    state.push(f"{kind}_close", tag, -1)


def push_text(
    state: StateBlock,
    kind: str,
    tag: str,
    text: str,
    lines: Bounds,
) -> None:
    """Write the tokens of a block that holds a line of text and no other block."""
    with block(state, kind, lines, tag=tag):
        state.push("inline", "", 0).content = text


def parse_lines(
    state: StateBlock, first: int, stop: int, indent: int | None = None
) -> None:
    """Parse the lines from ``first`` up to ``stop`` as blocks that stand at ``indent``.

    Without it they may be indented as a whole: the indent that all share is taken off.
    """
    if indent is None:
        indent = max(shared_indent(state, first, stop), state.blkIndent)
    kept = state.parentType, state.lineMax, state.blkIndent, state.tight
    state.parentType = "site_syntax"
    state.lineMax = stop
    state.blkIndent = indent
    state.md.block.tokenize(state, first, stop)
    state.parentType, state.lineMax, state.blkIndent, state.tight = kept


@lru_cache(maxsize=2)
def paired_tags(text: str, pattern: Pattern) -> TagPairs:
    """The tags of a text that are closed.

    ``pattern`` finds every tag, with the groups ``name``, ``closes`` and ``alone``.
    """
    pairs: TagPairs = {}
    opened = defaultdict[str, list[int]](list)
    for tag in pattern.finditer(text):
        starts = opened[tag["name"]]
        if not tag["closes"]:
            if not tag["alone"]:
                starts.append(tag.start())
        elif starts:
            pairs[starts.pop()] = tag.span()
    return pairs
