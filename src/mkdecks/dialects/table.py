"""Tables whose header says what they are: ``| Term | Definition |``, ``| Question | Answer |``.

Further columns go below the definition. Most tables are none of this and yield nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..model.characters import one_line
from ..model.problems import problem
from ..model.records import Block, Kind, Page, Pair, Problem
from ..pages.inline import as_paragraph, has_content
from ..pages.tree import outermost
from .kit.answer import is_answered
from .kit.page_gate import asks_by_itself
from .kit.refusals import no_answer

ORDER = 80
_TERM_RE = re.compile(
    r"(?:[\w.'-]+ ){0,2}terms?|words?|concepts?|acronyms?|abbreviations?|vocabulary"
    r"|términos?|begriffe?|termes?|术语|单词|用語|термин",
    re.I,
)
_DEFINITION_RE = re.compile(
    r"definitions?|meanings?|stands for|translations?|full form|expansion|what it means"
    r"|definición|significado|définition|bedeutung|erklärung|traducción|定义|释义|含义|意味|определение|значение",
    re.I,
)
# After a word that says "term" these say "definition" too; elsewhere they say nothing.
_DESCRIPTION_RE = re.compile(
    r"(?:short |brief )?(?:descriptions?|explanations?)|in plain (?:english|words)",
    re.I,
)
_QUESTION_RE = re.compile(
    r"(?:the )?(?:questions?|front|prompt|q|pregunta|frage|问题|問題|вопрос)",
    re.I,
)
_ANSWER_RE = re.compile(
    r"(?:the |short |sample )?(?:answers?|back|a|respuesta|antwort|答案|回答|ответ)",
    re.I,
)
_SKIPPED_RE = re.compile(r"#|no\.?|nr\.?|id|nº|", re.I)


_TERMS_ALONE_RE = re.compile(
    r"(?:key )?terms?|concepts?|acronyms?|abbreviations?", re.I
)
# What a header calls the fronts and the backs, and the kind of card that this makes.
_SIDES: tuple[tuple[Kind, re.Pattern[str], re.Pattern[str]], ...] = (
    ("term", _TERM_RE, _DEFINITION_RE),
    ("qa", _QUESTION_RE, _ANSWER_RE),
    ("term", _TERMS_ALONE_RE, _DESCRIPTION_RE),
)


class _Columns(NamedTuple):
    """The columns of a table that hold the front, the back, and what goes below it."""

    front: int
    back: int
    more: tuple[int, ...]
    kind: Kind


def recognise(page: Page) -> Iterator[Pair | Problem]:
    """One Pair for each row of such a table that is filled in."""
    for table, _ in outermost(page, "table"):
        rows = [row for part in table.children for row in part.children]
        columns = _columns(rows[0]) if rows else None
        if columns:
            for row in rows[1:]:
                yield from _pair(table, row, columns)


def _columns(header: Block) -> _Columns | None:
    """What the header of a table says of its columns; None where it says nothing."""
    names = [one_line(cell.text).strip(" :*_") for cell in header.children]
    for kind, front, back in _SIDES:
        fronts = _places(names, front)
        backs = _places(names, back)
        if len(fronts) == len(backs) == 1:
            used = {*fronts, *backs, *_places(names, _SKIPPED_RE)}
            more = tuple(i for i in range(len(names)) if i not in used)
            return _Columns(fronts[0], backs[0], more, kind)
    return None


def _places(names: Sequence[str], pattern: re.Pattern[str]) -> list[int]:
    return [i for i, name in enumerate(names) if pattern.fullmatch(name)]


def _pair(
    table: Block, row: Block, columns: _Columns
) -> Iterator[Pair | Problem]:
    cells = [as_paragraph(cell) for cell in row.children]
    if max(columns.front, columns.back) >= len(cells):
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
    more = [cells[i] for i in columns.more if i < len(cells)]
    shown = [cell for cell in more if has_content([cell])]
    yield Pair.of(
        [front],
        [back, *shown],
        [table],
        reason="the header of the table says so",
        span=row.span,
        kind=columns.kind,
    )
