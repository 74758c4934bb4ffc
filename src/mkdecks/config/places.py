"""Where the tables and keys of a TOML text stand: tomllib tells values, and no lines."""

from __future__ import annotations

import re
from typing import NamedTuple

_HEADER_RE = re.compile(r"\s*\[(\[?)\s*([^\]\[]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY_RE = re.compile(r"""\s*(["']?)([\w.-]+)\1\s*=""")


class Position(NamedTuple):
    """A line and a column, both counted from 1, and the text of the line."""

    line: int
    column: int
    text: str


def line_of(text: str, number: int) -> str:
    """A line of a text, counted from 1; "" where there is none."""
    lines = text.splitlines()
    return lines[number - 1] if 0 < number <= len(lines) else ""


def position_of(text: str, table: str, number: int, key: str) -> Position:
    """Where a key stands in a table, or the table itself where the key is "" or not found.

    ``number`` tells the tables of one name apart, counted from 0. The first line of the
    text stands in for a table that is not found.
    """
    best = Position(1, 1, line_of(text, 1))
    current, count = "", 0
    is_in_table = False
    for line_number, line in enumerate(text.splitlines(), 1):
        header = _HEADER_RE.match(line)
        if header:
            current = header[2].replace(" ", "")
            is_in_table = current == table and count == number
            count += current == table
            if is_in_table:
                best = Position(line_number, header.start(2) + 1, line)
            continue
        assigned = _KEY_RE.match(line)
        if not assigned:
            continue
        here = Position(line_number, assigned.start(2) + 1, line)
        name = assigned[2]
        if is_in_table and name == key:
            return here
        if not current and name in (table, f"{table}.{key}"):
            return here
    return best
