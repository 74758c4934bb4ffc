"""Tables of a web page as markdown's; those that lay out a page are what they hold."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from markdown_it.token import Token

from ...language.question_text import is_question
from ...model.characters import one_line
from . import boxes
from .elements import Element, all_text, classes, holds, pieces_of, select
from .folds import Fold
from .page_writer import PageWriter

_ROWS = "./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr"
_LAYOUT = ("h1", "h2", "h3", "h4", "table", "details", "form")


def table(writer: PageWriter, element: Element) -> None:
    """A table of data, its first row its header, or whatever else it is used for."""
    rows = select(element, _ROWS)
    code = _numbered_code(element)
    if code is not None:
        writer.contents(code)
    elif any("question" in classes(row) for row in rows):
        _questions(writer, rows)
    elif _is_data(element, rows):
        _data(writer, rows)
    else:
        for row in rows:
            _contents(writer, _cells(row))


def _numbered_code(table: Element) -> Element | None:
    """The cell of code in a table that shows it beside the numbers of its lines."""
    names = table.get("class", "")
    if "highlight" not in names and "linenos" not in names:
        return None
    for cell in table.iter("td"):
        if "code" in cell.get("class", "").split():
            return cell
    return None


def _is_data(table: Element, rows: Sequence[Element]) -> bool:
    """Whether a table has rows and columns, and does not lay out a page."""
    width = max((len(_cells(row)) for row in rows), default=0)
    if width < 2 or table.get("role") == "presentation":
        return False
    cells = itertools.chain.from_iterable(map(_cells, rows))
    return not any(holds(cell, *_LAYOUT) for cell in cells)


def _cells(row: Element) -> list[Element]:
    return list(row.iterchildren("td", "th"))


def _contents(writer: PageWriter, cells: Sequence[Element]) -> None:
    for cell in cells:
        writer.contents(cell)


def _questions(writer: PageWriter, rows: Sequence[Element]) -> None:
    """Rows that DocBook's stylesheets name question and answer.

    Each stands behind a cell with its number or letter.
    """
    for row, following in itertools.zip_longest(rows, rows[1:]):
        names, cells = classes(row), _cells(row)
        answers = []
        if following is not None and "answer" in classes(following):
            answers = _cells(following)
        if "question" in names and cells and answers:
            boxes.fold(writer, Fold(cells[-1], answers[-1], asks=True))
        elif "answer" not in names:
            _contents(writer, cells)


def _data(writer: PageWriter, rows: Sequence[Element]) -> None:
    header, *others = rows
    is_headless = _asks(header)
    if is_headless:
        others = list(rows)
    with writer.container("table", "table"):
        with writer.container("thead", "thead"):
            if is_headless:
                _empty_row(writer, len(_cells(header)))
            else:
                _row(writer, header, "th")
        if others:
            with writer.container("tbody", "tbody"):
                for row in others:
                    _row(writer, row, "td")


def _asks(row: Element) -> bool:
    """Whether the first row of a table puts a question, so that it is no header."""
    cells = row.iterchildren("td")
    return any(is_question(one_line(all_text(cell))) for cell in cells)


def _empty_row(writer: PageWriter, width: int) -> None:
    with writer.container("tr", "tr"):
        for _ in range(width):
            empty = Token("inline", "", 0, children=[])
            writer.text_block("th", "th", empty)


def _row(writer: PageWriter, row: Element, tag: str) -> None:
    with writer.container("tr", "tr"):
        for cell in _cells(row):
            writer.stand_at(cell)
            opening = _cell(writer, cell, tag)
            for name in ("colspan", "rowspan"):
                span = cell.get(name, "")
                if span.isdigit():
                    opening.attrs[name] = span


def _cell(writer: PageWriter, cell: Element, tag: str) -> Token:
    """Write a cell: a text, or blocks. Returns its opening token."""
    holder = cell[0] if _is_one_paragraph(cell) else cell
    if any(map(writer.is_block, holder.iterchildren("*"))):
        with writer.container(tag, tag) as opening:
            writer.contents(cell)
        return opening
    inline = writer.inline.token(pieces_of(holder))
    empty = Token("inline", "", 0, children=[])
    return writer.text_block(tag, tag, inline or empty)


def _is_one_paragraph(cell: Element) -> bool:
    has_text = (cell.text or "").strip()
    return len(cell) == 1 and cell[0].tag == "p" and not has_text
