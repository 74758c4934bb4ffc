"""The content of a ``{glossary}`` directive of MyST and Sphinx: terms, and what they mean indented below.

https://www.sphinx-doc.org/en/master/usage/restructuredtext/directives.html#directive-glossary
"""

from __future__ import annotations

from markdown_it.rules_block import StateBlock


def push_glossary(state: StateBlock, start: int, first: int, last: int) -> None:
    """The tokens of a definition list: lines at the margin are terms, others, or those with a colon, definitions."""
    lines = [line for line in range(first, last) if not state.isEmpty(line)]
    margin = min((state.sCount[line] for line in lines), default=0)
    opening = state.push("dl_open", "dl", 1)
    opening.map, opening.meta = (
        [start, min(last + 1, state.lineMax)],
        {"glossary": True},
    )
    line = first
    while line < last:
        if state.isEmpty(line):
            line += 1
        elif state.sCount[line] <= margin and not state.src.startswith(
            ": ", state.bMarks[line] + state.tShift[line]
        ):
            _push_term(state, line)
            line += 1
        else:
            stop = line
            while stop < last and (
                state.isEmpty(stop)
                or stop == line
                or state.sCount[stop] > margin
            ):
                stop += 1
            _push_definition(state, line, stop)
            line = stop
    state.push("dl_close", "dl", -1)


def _push_term(state: StateBlock, line: int) -> None:
    state.push("dt_open", "dt", 1).map = [line, line + 1]
    inline = state.push("inline", "", 0)
    inline.content = state.src[
        state.bMarks[line] + state.tShift[line] : state.eMarks[line]
    ].strip()
    inline.map, inline.children = [line, line + 1], []
    state.push("dt_close", "dt", -1)


def _push_definition(state: StateBlock, first: int, stop: int) -> None:
    state.push("dd_open", "dd", 1).map = [first, stop]
    start = state.bMarks[first] + state.tShift[first]
    if state.src.startswith(": ", start):
        state.tShift[first] += 2
        state.sCount[first] += 2
    parent, line_max, indent, tight = (
        state.parentType,
        state.lineMax,
        state.blkIndent,
        state.tight,
    )
    state.parentType, state.lineMax = "glossary", stop
    state.blkIndent = min(
        state.sCount[line]
        for line in range(first, stop)
        if not state.isEmpty(line)
    )
    state.md.block.tokenize(state, first, stop)
    state.parentType, state.lineMax, state.blkIndent, state.tight = (
        parent,
        line_max,
        indent,
        tight,
    )
    state.push("dd_close", "dd", -1)
