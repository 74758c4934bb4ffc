"""A ``{glossary}`` directive of MyST and Sphinx: terms, and their meanings below them.

https://www.sphinx-doc.org/en/master/usage/restructuredtext/directives.html#directive-glossary
"""

from __future__ import annotations

from markdown_it.rules_block import StateBlock

from .blocks import (
    block,
    indented_lines,
    line_text,
    parse_lines,
    push_text,
    shared_indent,
)

# What may begin a definition.
COLON = ": "


def push_glossary(state: StateBlock, start: int, first: int, last: int) -> None:
    """Write the content of a glossary as a definition list.

    Lines at the margin are terms; others, and those with a colon, begin a definition.
    """
    margin = shared_indent(state, first, last)
    with block(state, "dl", (start, last + 1), tag="dl", glossary=True):
        line = first
        while line < last:
            text = line_text(state, line)
            stop = line + 1
            is_indented = state.sCount[line] > margin
            if text and (is_indented or text.startswith(COLON)):
                rest = indented_lines(state, line + 1, last, margin + 1)
                stop += len(list(rest))
                _push_definition(state, line, stop)
            elif text:
                push_text(state, "dt", "dt", text.strip(), (line, stop))
            line = stop


def _push_definition(state: StateBlock, first: int, stop: int) -> None:
    with block(state, "dd", (first, stop), tag="dd"):
        if line_text(state, first).startswith(COLON):
            state.tShift[first] += len(COLON)
            state.sCount[first] += len(COLON)
        parse_lines(state, first, stop, shared_indent(state, first, stop))
