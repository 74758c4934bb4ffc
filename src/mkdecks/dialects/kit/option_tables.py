"""Options in a table: a column or a row for each, headed by its letter."""

from __future__ import annotations

from collections.abc import Sequence

from ...model.records import Block
from ...pages.inline import as_paragraph, cut, has_content
from .option import (
    LETTER_MARK_RE,
    Option,
    Options,
    begins_alphabet,
    letter_of,
    plain_letter,
)


def options_of_table(siblings: Sequence[Block], start: int) -> Options | None:
    """The options in the table at a place; None where it is one of other things."""
    rows = [
        row.children
        for part in siblings[start].children
        for row in part.children
    ]
    is_column_each = len(rows) == 2 and len(rows[0]) == len(rows[1])
    across = list(zip(*rows, strict=True)) if is_column_each else []
    filled = [row for row in rows if has_content(row)]
    marked = _marked(
        [cell for row in filled for cell in row if has_content([cell])]
    )
    if marked:
        return Options(tuple(marked), start, start + 1)
    down = [(row[0], row[1]) for row in filled if len(row) == 2]
    for pairs in (across, down if len(down) == len(filled) else []):
        labels = [plain_letter(label.text.strip(" ().")) for label, _ in pairs]
        if begins_alphabet(labels) and not "".join(labels).isdigit():
            options = [
                Option(
                    (as_paragraph(text),) if has_content([text]) else (), label
                )
                for label, (_, text) in zip(labels, pairs, strict=True)
            ]
            return Options(tuple(options), start, start + 1)
    return None


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
