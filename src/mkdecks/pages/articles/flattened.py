"""Tables that a scraper has flattened: cells one a line below a line that ends in a colon, or rows divided by tabs.

Nothing says how many columns there were. Of all the ways to fold the cells the one is
taken whose first column holds names and whose others say more; where none does, the
lines stay what they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

MAX_CELL, MAX_COLUMNS, MIN_ROWS, MAX_CELLS = 140, 5, 3, 120
MAX_HEADER_WORDS, MAX_NAME_WORDS = 5, 6
# How many words the other columns have more than the first, on average, at the least.
MIN_EDGE = 1.5
_UNUSED_COST = 0.5
_SENTENCE_ENDS = (". ", "! ", "? ")


class Table(NamedTuple):
    """A table that was rebuilt: its rows, and the first and last line of each, counted from 0."""

    rows: tuple[tuple[str, ...], ...]
    lines: tuple[tuple[int, int], ...]


def tables(
    lines: Sequence[str], is_text: frozenset[int] = frozenset()
) -> Iterator[Table]:
    """The flattened tables of a text; ``is_text`` are lines that are no cells, whatever they look like."""
    place = 0
    while place < len(lines):
        found = _tabbed(lines, place) or (
            _spread(lines, place, is_text)
            if lines[place].rstrip().endswith(":")
            else None
        )
        if found:
            yield found
            place = found.lines[-1][1]
        place += 1


def _tabbed(lines: Sequence[str], start: int) -> Table | None:
    """Rows on consecutive lines with the same number of tabs, as a table pasted from a page has them."""
    count = lines[start].strip("\n ").count("\t")
    begins = start == 0 or lines[start - 1].strip("\n ").count("\t") != count
    if not 0 < count < MAX_COLUMNS or not begins:
        return None
    stop = start
    while (
        stop < len(lines)
        and lines[stop].count("\t") == count
        and lines[stop].strip()
    ):
        stop += 1
    rows = tuple(
        tuple(cell.strip() for cell in line.split("\t"))
        for line in lines[start:stop]
    )
    if len(rows) < MIN_ROWS or any(not row[0] for row in rows):
        return None
    return Table(rows, tuple((line, line) for line in range(start, stop)))


def _spread(
    lines: Sequence[str], lead: int, is_text: frozenset[int]
) -> Table | None:
    """Cells one a line, a blank line between them, below the line ``lead``."""
    cells: list[tuple[int, str]] = []
    gap = 0
    for place in range(lead + 1, len(lines)):
        text = lines[place].strip()
        if not text:
            gap += 1
            continue
        if (
            gap != 1
            or place in is_text
            or not _is_cell(lines[place])
            or len(cells) > MAX_CELLS
        ):
            break
        cells.append((place, text))
        gap = 0
    if len(cells) > MAX_CELLS:
        return None  # no table that a person reads, and every way to fold it would be tried
    folded = max(_foldings(cells), default=None)
    if folded is None or folded[0] < MIN_EDGE:
        return None
    _, used, columns = folded
    rows = [cells[at : at + columns] for at in range(0, used, columns)]
    return Table(
        tuple(tuple(text for _, text in row) for row in rows),
        tuple((row[0][0], row[-1][0]) for row in rows),
    )


def _is_cell(line: str) -> bool:
    text = line.strip()
    ends = any(sign in text for sign in _SENTENCE_ENDS)
    return (
        len(text) <= MAX_CELL
        and not ends
        and not text.endswith((":", "?"))
        and not line.startswith((" ", "\t", "-", "*"))
    )


def _foldings(
    cells: Sequence[tuple[int, str]],
) -> Iterator[tuple[float, int, int]]:
    """Each way to fold cells that could be a table: how well it fits, how many cells it takes, its columns."""
    texts = [text for _, text in cells]
    for columns in range(2, MAX_COLUMNS + 1):
        for used in range(
            len(texts) - len(texts) % columns, columns * MIN_ROWS - 1, -columns
        ):
            header, body = texts[:columns], texts[columns:used]
            names = body[::columns]
            if any(
                len(cell.split()) > MAX_HEADER_WORDS or cell.endswith(".")
                for cell in header
            ):
                continue
            if any(
                len(name.split()) > MAX_NAME_WORDS or name.endswith(".")
                for name in names
            ):
                continue
            others = [
                cell for place, cell in enumerate(body) if place % columns
            ]
            edge = _mean_words(others) - _mean_words(names)
            yield edge - _UNUSED_COST * (len(texts) - used), used, columns


def _mean_words(cells: Sequence[str]) -> float:
    return sum(len(cell.split()) for cell in cells) / max(len(cells), 1)


def as_pipes(row: Sequence[str]) -> str:
    """A row as markdown's tables write it."""
    return (
        "| "
        + " | ".join(
            cell.replace("\\", "\\\\").replace("|", "\\|") for cell in row
        )
        + " |"
    )
