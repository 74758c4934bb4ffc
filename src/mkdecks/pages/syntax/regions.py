"""The markdown between two tags of HTML, which may begin and end within a line."""

from __future__ import annotations

from itertools import takewhile

from markdown_it.rules_block import StateBlock

from .blocks import line_of, parse_lines, shared_indent

CODE_INDENT = 4


def parse_region(state: StateBlock, start: int, stop: int) -> None:
    """Parse what stands between two positions as blocks."""
    first, last = line_of(state, start), line_of(state, stop)
    cuts_first = state.src[start : min(state.eMarks[first], stop)].strip()
    if not cuts_first:
        first += 1
    cuts_last = state.src[max(state.bMarks[last], start) : stop].strip()
    if not cuts_last:
        last -= 1
    if last < first:
        return
    marks = (state.bMarks, state.eMarks, state.tShift, state.sCount)
    kept = [values[first : last + 1] for values in marks]
    if cuts_first:
        state.bMarks[first] = start
        state.sCount[first] = state.blkIndent
        state.tShift[first] = state.skipSpaces(start) - start
    if cuts_last:
        state.eMarks[last] = stop
    _take_off_indent(state, first, last)
    written = len(state.tokens)
    parse_lines(state, first, last + 1, state.blkIndent)
    for values, before in zip(marks, kept, strict=True):
        values[first : last + 1] = before
    if cuts_last:
        _mend_ends(state, written, last + 1, state.src[stop : stop + 1])


def _take_off_indent(state: StateBlock, first: int, last: int) -> None:
    """Take off an indent that would make code of the lines up to the first blank one.

    They are HTML to CommonMark.
    """
    lines = list(
        takewhile(lambda line: not state.isEmpty(line), range(first, last + 1))
    )
    surplus = shared_indent(state, first, first + len(lines)) - state.blkIndent
    if surplus >= CODE_INDENT:
        for line in lines:
            state.sCount[line] -= surplus


def _mend_ends(
    state: StateBlock, written: int, end_line: int, behind: str
) -> None:
    """Put a line feed where a block that keeps its last took ``behind`` for it."""
    for token in state.tokens[written:]:
        is_last = token.map is not None and token.map[1] == end_line
        if not is_last or token.type == "inline":
            continue
        if behind and token.content.endswith(behind):
            token.content = token.content[:-1] + "\n"
