"""Tables whose header says what they are: ``| Term | Definition |``, ``| Question | Answer |``.

Two columns headed by languages are vocabulary, ``| Question | A | B | C | Correct |`` is
multiple choice. Below a title such as "Glossary" the first column holds the terms, whatever
the header says. Further columns go below the answer. Most tables are none of this and yield
nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..model.problems import problem
from ..model.records import Block, Page, Pair, Problem, Results
from ..pages.inline import as_paragraph, has_content
from ..pages.walk import outermost
from .kit.answer import is_answered
from .kit.key_text import answer_in
from .kit.option import Option, Options
from .kit.option_groups import find_options
from .kit.page_gate import asks_by_itself
from .kit.refusals import no_answer, no_key
from .kit.table_columns import Columns, columns_of

ORDER = 80


def recognise(page: Page) -> Results:
    """One Pair for each row of such a table that is filled in."""
    for table, _ in outermost(page, "table"):
        rows = [row for part in table.children for row in part.children]
        columns = columns_of(page, table, rows) if rows else None
        for row in rows[1:] if columns else ():
            yield from _row(table, row, columns) if columns else ()


def _row(table: Block, row: Block, columns: Columns) -> Results:
    cells = [as_paragraph(cell) for cell in row.children]
    if max((columns.front, columns.back, *columns.options)) >= len(cells):
        return
    front, back = cells[columns.front], cells[columns.back]
    if not has_content([front, back]):
        return
    if not has_content([front]) or not is_answered([back]):
        yield no_answer([front, back], row.span)
        return
    if columns.kind == "qa" and not asks_by_itself(front.text):
        message = f"a question that only its page explains: {front.text}"
        yield problem("MK309", message, row.span)
        return
    more = [cells[place] for place in columns.more if place < len(cells)]
    shown = [cell for cell in more if has_content([cell])]
    pair = Pair.of(
        [front],
        [back, *shown],
        [table],
        reason="the header of the table says so",
        span=row.span,
        kind=columns.kind,
    )
    yield _choice(pair, cells, columns) if columns.options else pair


def _choice(
    pair: Pair, cells: Sequence[Block], columns: Columns
) -> Pair | Problem:
    """The pair of a row of multiple choice, whose answer begins with the key."""
    group = _group(cells, columns)
    key = answer_in(pair.answer, group, bare=True) if group else None
    if group is None or key is None:
        return no_key(pair.question, pair.span)
    return Pair.of(
        pair.question,
        key.explanation,
        pair.claims,
        reason=pair.reason,
        span=pair.span,
        kind="mcq",
        options=[option.blocks for option in group.options],
        correct=key.correct,
        labels=[option.label.upper() for option in group.options],
    )


def _group(cells: Sequence[Block], columns: Columns) -> Options | None:
    """The options of a row: a cell each, or all in one cell; None without any."""
    if not columns.labels:
        return next(find_options([cells[columns.options[0]]]), None)
    options = [
        Option((cells[place],), label)
        for place, label in zip(columns.options, columns.labels, strict=True)
        if has_content([cells[place]])
    ]
    return Options(tuple(options), 0, 0) if options else None
