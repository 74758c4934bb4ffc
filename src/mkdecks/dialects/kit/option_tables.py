"""Options in a table: a column or a row for each, headed by its letter."""

from __future__ import annotations

from collections.abc import Sequence

from ...language.option_letters import LETTER_MARK_RE
from ...model.records import Block
from ...pages.inline import as_paragraph, cut, has_content
from .option import Option, Options, begins_alphabet, letter_of, plain_letter


def options_of_table(siblings: Sequence[Block], start: int) -> Options | None:
    """The options in the table at a place; None where it is one of other things."""
    rows = [
        row.children
        for part in siblings[start].children
        for row in part.children
    ]
    filled = [row for row in rows if has_content(row)]
    cells = [cell for row in filled for cell in row if has_content([cell])]
    options = _marked(cells) or _headed(_across(rows)) or _headed(filled)
    return Options(tuple(options), start, start + 1) if options else None


def _across(rows: Sequence[Sequence[Block]]) -> Sequence[Sequence[Block]]:
    """The columns of a table of two rows, a head and a cell each; () for others."""
    is_column_each = len(rows) == 2 and len(rows[0]) == len(rows[1])
    return list(zip(*rows, strict=True)) if is_column_each else ()


def _headed(pairs: Sequence[Sequence[Block]]) -> list[Option]:
    """Heads and cells as options, where the heads are the letters of an alphabet."""
    if any(len(pair) != 2 for pair in pairs):
        return []
    labels = [plain_letter(head.text.strip(" ().")) for head, _ in pairs]
    if not begins_alphabet(labels) or "".join(labels).isdigit():
        return []
    return [
        Option((as_paragraph(cell),) if has_content([cell]) else (), label)
        for label, (_, cell) in zip(labels, pairs, strict=True)
    ]


def _marked(cells: Sequence[Block]) -> list[Option]:
    """The cells of a table as options, where each begins with its letter."""
    options: list[Option] = []
    for cell in cells:
        mark = LETTER_MARK_RE.match(cell.text)
        if mark is None or mark.end() >= len(cell.text):
            return []
        text = as_paragraph(cut(cell, mark.end()))
        options.append(Option((text,), letter_of(mark)))
    labels = [option.label for option in options]
    return options if begins_alphabet(labels) else []
