"""Tables whose header says what they are: ``| Term | Definition |``, ``| Question | Answer |``.

Two columns headed by languages are vocabulary, ``| Question | A | B | C | Correct |`` is
multiple choice. Further columns go below the answer. Most tables are none of this and
yield nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..language.lexicon import begins_with, ends_with, holds, says
from ..language.page_titles import announces_terms
from ..model.characters import one_line
from ..model.problems import problem
from ..model.records import Block, Kind, Page, Pair, Problem, Results
from ..pages.inline import as_paragraph, has_content
from ..pages.walk import outermost
from .kit.answer import is_answered
from .kit.key_text import answer_in
from .kit.listed_keys import key_columns
from .kit.option import (
    Option,
    Options,
    begins_alphabet,
    place_of_letter,
    plain_letter,
)
from .kit.option_groups import find_options
from .kit.page_gate import asks_by_itself
from .kit.refusals import no_answer, no_key

ORDER = 80
MAX_HEAD_WORDS = 3
MIN_OPTIONS, MIN_WORDS = 2, 5


class _Side(NamedTuple):
    """What a header calls the fronts and the backs, and the kind of card it makes."""

    kind: Kind
    front: tuple[str, ...]
    back: tuple[str, ...]


_QUESTIONS = ("question", "question_letters", "front")
_ANSWERS = ("answer", "answer_letters", "solution", "back")
_TERMS = ("term",)
_MEANINGS = ("definition", "translation", "description", "explanation")
_SIDES = (
    _Side("term", _TERMS, ("definition", "translation")),
    _Side("term", _TERMS, _MEANINGS),
    _Side("term", ("word_classes", "language_names"), ("translation",)),
    _Side("qa", _QUESTIONS, _ANSWERS),
)
_PARTS = ("question", "options", "key")
_KEYS = ("correct", "answer", "key", "solution")


class _Columns(NamedTuple):
    """The columns of a table that hold the front, the back, and what goes below it.

    ``options`` are those of multiple choice, whose ``back`` holds the key.
    """

    front: int
    back: int
    more: tuple[int, ...]
    kind: Kind
    options: tuple[int, ...] = ()
    labels: tuple[str, ...] = ()


def recognise(page: Page) -> Results:
    """One Pair for each row of such a table that is filled in."""
    for table, _ in outermost(page, "table"):
        rows = [row for part in table.children for row in part.children]
        columns = _columns(rows[0].children) if rows else None
        if columns is None and _is_vocabulary(page, table, rows):
            columns = _Columns(0, 1, (), "term")
        for row in rows[1:] if columns else ():
            yield from _row(table, row, columns) if columns else ()


def _is_vocabulary(page: Page, table: Block, rows: Sequence[Block]) -> bool:
    """Whether a table of two columns without a header stands below the name of a language.

    Or its section, or the page, announces terms.
    """
    if len(rows) <= MIN_WORDS or has_content(rows[:1]):
        return False
    if any(len(row.children) != 2 for row in rows):
        return False
    titles = (page.title, *table.section)
    return any(
        holds(title, "language_names") or announces_terms(title)
        for title in titles
    )


def _columns(header: Sequence[Block]) -> _Columns | None:
    """What the header of a table says of its columns; None where it says nothing."""
    names = [one_line(cell.text).strip(" :*_.") for cell in header]
    choice = _choice_columns(names) or _options_in_cell(names)
    if choice:
        return choice
    if key_columns(header) and not _holds(names, _QUESTIONS[:1]):
        return None
    for side in _SIDES:
        fronts, backs = _holds(names, side.front), _holds(names, side.back)
        is_odd = side.back is _MEANINGS and fronts > backs
        if len(fronts) == len(backs) == 1 and fronts != backs and not is_odd:
            return _with_more(names, fronts[0], backs[0], side.kind)
    languages = _holds(names, ("language_names",))
    if len(languages) == 2:
        return _with_more(names, languages[0], languages[1], "term")
    return None


def _with_more(
    names: Sequence[str], front: int, back: int, kind: Kind
) -> _Columns:
    """The columns of a table, with those that say more; a column of counts does not."""
    more = tuple(
        place
        for place, name in enumerate(names)
        if place not in (front, back) and name and not says(name, "count")
    )
    return _Columns(front, back, more, kind)


def _choice_columns(names: Sequence[str]) -> _Columns | None:
    """The columns of multiple choice: one for each option, and one for the key."""
    labels = [_option_label(name) for name in names]
    options = tuple(place for place, label in enumerate(labels) if label)
    letters = [labels[place] for place in options]
    if len(options) < MIN_OPTIONS or not begins_alphabet(letters):
        return None
    others = [
        "" if label else name for name, label in zip(names, labels, strict=True)
    ]
    fronts, keys = _holds(others, _QUESTIONS), _key_places(others)
    if len(fronts) != 1 or len(keys) != 1:
        return None
    columns = _with_more(others, fronts[0], keys[0], "mcq")
    return columns._replace(options=options, labels=tuple(letters))


def _key_places(names: Sequence[str]) -> list[int]:
    """The columns that hold the key: those that say just so, else those that end so."""
    surely = [place for place, name in enumerate(names) if says(name, *_KEYS)]
    if surely:
        return surely
    return [place for place, name in enumerate(names) if _is_key(name)]


def _options_in_cell(names: Sequence[str]) -> _Columns | None:
    """The columns of multiple choice whose options stand in one cell."""
    fronts, cells = _holds(names, _QUESTIONS), _holds(names, ("option",))
    keys = [place for place, name in enumerate(names) if _is_key(name)]
    is_each_one = len(fronts) == len(cells) == len(keys) == 1
    if not is_each_one or len({fronts[0], cells[0], keys[0]}) != len(_PARTS):
        return None
    columns = _with_more(names, fronts[0], keys[0], "mcq")
    more = tuple(place for place in columns.more if place != cells[0])
    return columns._replace(options=(cells[0],), more=more)


def _is_key(name: str) -> bool:
    """Whether a head says "correct answer", in either order of its words."""
    words = name.split()
    return len(words) <= MAX_HEAD_WORDS and ends_with(name, *_KEYS)


def _option_label(name: str) -> str:
    """The letter or number of an option that a head is, "" where it is none."""
    *words, last = name.split() or [""]
    if words and not says(" ".join(words), "option", "answer"):
        return ""
    label = plain_letter(last.strip("().")) if last.strip("().") else ""
    is_letter = place_of_letter(label) >= 0
    return label if is_letter or (words and label.isdigit()) else ""


def _holds(names: Sequence[str], roles: Sequence[str]) -> list[int]:
    return [
        place for place, name in enumerate(names) if _is_called(name, roles)
    ]


def _is_called(name: str, roles: Sequence[str]) -> bool:
    """Whether a head says one of some things.

    "Term" may have words before it, a word for a meaning further ones behind it.
    """
    if says(name, *roles):
        return True
    is_short = len(name.split()) <= MAX_HEAD_WORDS
    if "term" in roles and is_short and ends_with(name, "term"):
        return True
    return roles == _MEANINGS and begins_with(name, *roles) > 0


def _row(table: Block, row: Block, columns: _Columns) -> Results:
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
    pair: Pair, cells: Sequence[Block], columns: _Columns
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


def _group(cells: Sequence[Block], columns: _Columns) -> Options | None:
    """The options of a row: a cell each, or all in one cell; None without any."""
    if not columns.labels:
        return next(find_options([cells[columns.options[0]]]), None)
    options = [
        Option((cells[place],), label)
        for place, label in zip(columns.options, columns.labels, strict=True)
        if has_content([cells[place]])
    ]
    return Options(tuple(options), 0, 0) if options else None
