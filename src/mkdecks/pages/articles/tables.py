"""Tables and definition lists of a web page as markdown's; tables that only lay out a page are what they hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from markdown_it.token import Token

from . import boxes
from .document import classes
from .widgets import Fold
from .writer import PageWriter, contents

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PARTS = ("thead", "tbody", "tfoot")
_LAYOUT = ("h1", "h2", "h3", "h4", "table", "details", "form")


def table(writer: PageWriter, element: Element, depth: int) -> None:
    """A table of data: rows of cells, the first row its header. One with line numbers beside code is the code."""
    names = element.get("class", "")
    code = next(
        (
            cell
            for cell in element.iter("td")
            if "code" in cell.get("class", "").split()
        ),
        None,
    )
    if code is not None and ("highlight" in names or "linenos" in names):
        writer.children(code, depth)
        return
    rows = list(_rows(element))
    if any("question" in row.classes for row in rows):
        _questions(writer, rows, depth)
        return
    width = max((len(row.cells) for row in rows), default=0)
    if (
        width < 2
        or element.get("role") == "presentation"
        or any(_lays_out(cell) for row in rows for cell in row.cells)
    ):
        for row in rows:
            for cell in row.cells:
                writer.children(cell, depth + 1)
        return
    opened = writer.begin("table", "table")
    head = writer.begin("thead", "thead")
    _row(writer, rows[0].cells, "th", depth)
    writer.end(head)
    if rows[1:]:
        body = writer.begin("tbody", "tbody")
        for row in rows[1:]:
            _row(writer, row.cells, "td", depth)
        writer.end(body)
    writer.end(opened)


class _Row(NamedTuple):
    """A row of a table: its cells, and what its class names."""

    cells: list[Element]
    classes: frozenset[str]


def _rows(table: Element) -> Iterator[_Row]:
    """The rows of a table; those of tables inside it left out."""
    for part in table:
        for row in (
            [part]
            if part.tag == "tr"
            else part.iterfind("tr")
            if part.tag in _PARTS
            else ()
        ):
            yield _Row(
                [cell for cell in row if cell.tag in ("td", "th")], classes(row)
            )


def _questions(writer: PageWriter, rows: Sequence[_Row], depth: int) -> None:
    """Rows that DocBook's stylesheets name question and answer, each behind a cell with its number or letter."""
    for row, following in zip(
        rows, [*rows[1:], _Row([], frozenset())], strict=True
    ):
        if (
            "question" in row.classes
            and "answer" in following.classes
            and row.cells
            and following.cells
        ):
            boxes.fold(
                writer,
                Fold(row.cells[-1], (following.cells[-1],), asks=True),
                depth,
            )
        elif "answer" not in row.classes:
            for cell in row.cells:
                writer.children(cell, depth + 1)


def _lays_out(cell: Element) -> bool:
    return len(cell) > 0 and next(cell.iter(*_LAYOUT), None) is not None


def _row(
    writer: PageWriter, cells: list[Element], tag: str, depth: int
) -> None:
    opened = writer.begin("tr", "tr")
    for cell in cells:
        writer.place(cell)
        only = (
            cell[0]
            if len(cell) == 1
            and cell[0].tag == "p"
            and not (cell.text or "").strip()
            else cell
        )
        attributes: dict[str, str | int | float] = {
            name: cell.get(name, "")
            for name in ("colspan", "rowspan")
            if cell.get(name, "").isdigit()
        }
        if any(
            isinstance(child.tag, str) and writer.is_block(child)
            for child in only
        ):
            holder = writer.begin(tag, tag)
            holder.attrs = attributes
            writer.children(cell, depth + 1)
            writer.end(holder)
        else:
            start = len(writer.tokens)
            inline = writer.inline.token(contents(only)) or Token(
                "inline", "", 0, children=[]
            )
            writer.line_of(tag, tag, inline)
            writer.tokens[start].attrs = attributes
    writer.end(opened)


def definition_list(writer: PageWriter, element: Element, depth: int) -> None:
    """``<dl>``: terms and what stands below them, also where each pair is wrapped in a ``<div>``."""
    parts = list(_parts(element))
    if not any(part.tag == "dt" for part in parts):
        writer.children(element, depth)
        return
    opened = writer.begin("dl", "dl")
    for part in parts:
        writer.place(part)
        if part.tag == "dt":
            writer.line_of(
                "dt", "dt", writer.inline.token(contents(part), heading=True)
            )
        else:
            holder = writer.begin("dd", "dd")
            writer.children(part, depth + 1)
            writer.end(holder)
    writer.end(opened)


def _parts(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag in ("dt", "dd"):
            yield child
        elif child.tag == "div":
            yield from (inner for inner in child if inner.tag in ("dt", "dd"))
