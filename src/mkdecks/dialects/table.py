"""Tables whose header says what they are: ``| Term | Definition |``, ``| Question | Answer |``.

Further columns go below the definition. Most tables are none of this and yield nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model.problems import problem
from ..model.records import Block, Kind, Page, Pair, Problem
from ..pages.inline import as_paragraph, has_content
from ..pages.tree import outermost
from .kit.answer import is_answered
from .kit.page_gate import asks_by_itself

ORDER = 80
_TERM_RE = re.compile(
    r"(?:[\w.'-]+ ){0,2}terms?|words?|concepts?|acronyms?|abbreviations?|vocabulary|términos?|begriffe?|termes?|术语"
    r"|单词|用語|термин",
    re.I,
)
_DEFINITION_RE = re.compile(
    r"definitions?|meanings?|stands for|translations?|full form|expansion|what it means|definición|significado"
    r"|définition|bedeutung|erklärung|traducción|定义|释义|含义|意味|определение|значение",
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


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which columns of a table hold the front and the back, and which go below the back."""

    front: int
    back: int
    more: tuple[int, ...]
    kind: Kind


def recognise(page: Page) -> Iterator[Pair | Problem]:
    """One Pair for each row of such a table that is filled in."""
    for block, _ in outermost(page, "table"):
        rows = [row for part in block.children for row in part.children]
        columns = (
            _columns([" ".join(cell.text.split()) for cell in rows[0].children])
            if rows
            else None
        )
        if columns:
            for row in rows[1:]:
                yield from _pair(block, row, columns)


def _columns(header: Sequence[str]) -> _Columns | None:
    """What the header of a table says of its columns; None where it says nothing of this kind."""
    names = [name.strip(" :*_") for name in header]
    sides: tuple[tuple[Kind, re.Pattern[str], re.Pattern[str]], ...] = (
        ("term", _TERM_RE, _DEFINITION_RE),
        ("qa", _QUESTION_RE, _ANSWER_RE),
        (
            "term",
            re.compile(
                r"(?:key )?terms?|concepts?|acronyms?|abbreviations?", re.I
            ),
            _DESCRIPTION_RE,
        ),
    )
    for kind, front, back in sides:
        fronts = [i for i, name in enumerate(names) if front.fullmatch(name)]
        backs = [i for i, name in enumerate(names) if back.fullmatch(name)]
        if len(fronts) == 1 and len(backs) == 1:
            used = (fronts[0], backs[0])
            more = tuple(
                i
                for i, name in enumerate(names)
                if i not in used and not _SKIPPED_RE.fullmatch(name)
            )
            return _Columns(*used, more, kind)
    return None


def _pair(
    table: Block, row: Block, columns: _Columns
) -> Iterator[Pair | Problem]:
    cells = row.children
    if max(columns.front, columns.back) >= len(cells):
        return
    front, back = (
        as_paragraph(cells[columns.front]),
        as_paragraph(cells[columns.back]),
    )
    if not has_content([front]) and not has_content([back]):
        return
    if not has_content([front]) or not is_answered([back]):
        text = " ".join((front.text or back.text).split())
        yield problem("MK301", f"an empty cell in the row of: {text}", row.span)
        return
    if columns.kind == "qa" and not asks_by_itself(front.text):
        yield problem(
            "MK309",
            f"a question that only its page explains: {front.text}",
            row.span,
        )
        return
    more = tuple(
        as_paragraph(cells[i])
        for i in columns.more
        if i < len(cells) and has_content([cells[i]])
    )
    reason = "the header of the table says so"
    yield Pair(
        (front,),
        (back, *more),
        row.span,
        "table",
        (table,),
        table.section,
        columns.kind,
        reason=reason,
    )
