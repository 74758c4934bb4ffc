"""Options in a table: a column or a row for each, headed by its letter."""

from __future__ import annotations

from collections.abc import Sequence

from ...model.records import Block
from ...pages.inline import as_paragraph, has_content
from .option import Option, Options, begins_alphabet, plain_letter


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
