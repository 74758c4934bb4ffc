"""``START`` ... ``END``: the card blocks of Obsidian_to_Anki, each word on a line of its own.

https://github.com/ObsidianToAnki/Obsidian_to_Anki/wiki/Note-formatting
"""

from __future__ import annotations

from markdown_it.rules_block import StateBlock

MAX_LINES = 400


def card_block(
    state: StateBlock, start_line: int, end_line: int, silent: bool
) -> bool:
    """The rule for a block that is closed within what holds it; its content is markdown."""
    if state.is_code_block(start_line) or _line(state, start_line) != "START":
        return False
    lines = range(start_line + 1, min(end_line, start_line + MAX_LINES))
    last = next(
        (line for line in lines if _line(state, line) in ("START", "END")), None
    )
    if last is None or _line(state, last) == "START" or last == start_line + 1:
        return False
    if silent:
        return True
    opening = state.push("card_block_open", "div", 1)
    opening.map, opening.markup = [start_line, last + 1], "START"
    parent, line_max, tight = state.parentType, state.lineMax, state.tight
    state.parentType, state.lineMax = "card_block", last
    state.md.block.tokenize(state, start_line + 1, last)
    state.parentType, state.lineMax, state.tight = parent, line_max, tight
    state.push("card_block_close", "div", -1)
    state.line = last + 1
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[
        state.bMarks[line] + state.tShift[line] : state.eMarks[line]
    ].strip()
