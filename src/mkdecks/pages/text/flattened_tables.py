"""Tables that a scraper has flattened: cells on a line each, or rows divided by tabs.

The cells stand below a line that ends in a colon. Nothing says how many columns there
were. Of all the ways to fold the cells the one is taken whose first column holds names
and whose others say more; where none does, the lines stay what they are.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice, takewhile
from typing import NamedTuple

from ...model.records import Run, Source
from .lines import Lines, Places

MAX_CELL, MAX_COLUMNS, MIN_ROWS = 140, 5, 3
# No table that a person reads has more cells, and every way to fold them is tried.
MAX_CELLS = 120
MAX_HEADER_WORDS, MAX_NAME_WORDS = 5, 6
# How many words the other columns have more than the first, on average, at the least.
MIN_EDGE = 1.5
_UNUSED_COST = 0.5
_SENTENCE_ENDS = (". ", "! ", "? ")


class Table(NamedTuple):
    """A table that was rebuilt.

    ``firsts`` are the lines that its rows begin on, counted from 0, and ``stop`` is the
    line behind its last cell.
    """

    rows: Sequence[Sequence[str]]
    firsts: range
    stop: int


class _Folding(NamedTuple):
    """A way to fold cells: how well it fits, how many it takes, and its columns."""

    fit: float
    used: int
    columns: int


def tables(lines: Lines, is_text: Places) -> Iterator[Table]:
    """The flattened tables of a text.

    ``is_text`` are lines that are no cells, whatever they look like.
    """
    index = 0
    while index < len(lines):
        table = _tabbed(lines, index, is_text)
        if table is None and lines[index].rstrip().endswith(":"):
            table = _folded(list(_cells(lines, index, is_text)), index + 2)
        if table is None:
            index += 1
        else:
            yield table
            index = table.stop


def _tabbed(lines: Lines, start: int, is_text: Places) -> Table | None:
    """The table of rows on consecutive lines with the same number of tabs."""
    tabs = lines[start].count("\t")
    goes_on = start > 0 and lines[start - 1].count("\t") == tabs
    if goes_on or not 0 < tabs < MAX_COLUMNS:
        return None
    below = islice(lines, start, None)
    alike = takewhile(lambda line: line.count("\t") == tabs, below)
    rows = [list(map(str.strip, line.split("\t"))) for line in alike]
    if len(rows) < MIN_ROWS or not all(row[0] for row in rows):
        return None
    places = range(start, start + len(rows))
    if not is_text.isdisjoint(places):
        return None
    return Table(rows, places, places.stop)


def _cells(lines: Lines, lead: int, is_text: Places) -> Iterator[str]:
    """The cells below a line: each on every other line, with blank lines between."""
    for index in range(lead + 2, len(lines), 2):
        is_apart = not lines[index - 1].strip()
        if not is_apart or index in is_text or not _is_cell(lines[index]):
            return
        yield lines[index].strip()


def _is_cell(line: str) -> bool:
    text = line.strip()
    if not 0 < len(text) <= MAX_CELL or text.endswith((":", "?")):
        return False
    is_sentence = any(sign in text for sign in _SENTENCE_ENDS)
    return not is_sentence and not line.startswith((" ", "\t", "-", "*"))


def _folded(cells: Sequence[str], first_line: int) -> Table | None:
    """The table that cells fold into best; None where it is none.

    The cells stand on every other line from ``first_line`` on.
    """
    if len(cells) > MAX_CELLS:
        return None
    best = max(_foldings(cells), default=None)
    if best is None or best.fit < MIN_EDGE:
        return None
    starts = range(0, best.used, best.columns)
    rows = [cells[start : start + best.columns] for start in starts]
    stop = first_line + 2 * best.used - 1
    return Table(rows, range(first_line, stop, 2 * best.columns), stop)


def _foldings(cells: Sequence[str]) -> Iterator[_Folding]:
    """Each way to fold cells into rows."""
    for columns in range(2, MAX_COLUMNS + 1):
        most = len(cells) - len(cells) % columns
        for used in range(most, columns * MIN_ROWS - 1, -columns):
            cost = _UNUSED_COST * (len(cells) - used)
            fit = _edge(cells[:used], columns) - cost
            yield _Folding(fit, used, columns)


def _edge(cells: Sequence[str], columns: int) -> float:
    """How many words the other columns have more than the first, on average.

    Where the first row or the first column says more than names do, there is no edge.
    """
    header, body = cells[:columns], cells[columns:]
    names = body[::columns]
    if not _are_short(header, MAX_HEADER_WORDS):
        return -math.inf
    if not _are_short(names, MAX_NAME_WORDS):
        return -math.inf
    others = [cell for index, cell in enumerate(body) if index % columns]
    return _mean_words(others) - _mean_words(names)


def _are_short(cells: Sequence[str], max_words: int) -> bool:
    return not any(
        len(cell.split()) > max_words or cell.endswith(".") for cell in cells
    )


def _mean_words(cells: Sequence[str]) -> float:
    return sum(len(cell.split()) for cell in cells) / len(cells)


def lines_of(rebuilt: Sequence[Table]) -> set[int]:
    """The lines that tables take, those between their cells included."""
    spans = [range(table.firsts[0], table.stop) for table in rebuilt]
    return set(chain.from_iterable(spans))


def with_tables(
    source: Source, lines: Lines, rebuilt: Sequence[Table]
) -> Source:
    """The Source of some lines, with flattened tables as tables.

    Each row leads back to the line of its first cell, the last one to that of its last
    cell. A table that the lines have no room for stays as it is.
    """
    text = list(lines)
    runs = list(source.runs or (Run(0, source.path, 1),))
    for table in rebuilt:
        written = _as_markdown(table)
        firsts, stop = table.firsts, table.stop
        start = firsts[0]
        is_short = stop - start < len(written)
        # Rows that take a line each leave none for the rule below the first.
        if is_short and start and not text[start - 1].strip():
            start -= 1
        origins = [firsts[0], *firsts[:-1], stop - 1]
        runs += [
            Run(start + offset, *source.place(line))
            for offset, line in enumerate(origins)
        ]
        room = stop - start - len(written)
        if room >= 0:
            text[start:stop] = [*written, *[""] * room]
            runs.append(Run(stop, *source.place(stop)))
    return replace(source, text="\n".join(text), runs=tuple(sorted(runs)))


def _as_markdown(table: Table) -> list[str]:
    """The lines of a table as markdown writes it."""
    header, *body = map(_as_row, table.rows)
    return [header, "|" + " --- |" * len(table.rows[0]), *body]


def _as_row(cells: Sequence[str]) -> str:
    text = " | ".join(
        cell.replace("\\", "\\\\").replace("|", "\\|") for cell in cells
    )
    return f"| {text} |"
