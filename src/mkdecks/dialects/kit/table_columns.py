"""Which columns of a table hold questions or terms, and which hold what answers them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ...language.lexicon import consists_of, holds, says
from ...language.page_titles import announces_terms, asks_for_judgement
from ...language.question_text import is_question
from ...model.characters import one_line
from ...model.records import Block, Kind, Page
from .column_heads import (
    MEANINGS,
    called,
    is_key,
    key_places,
    option_label,
)
from .listed_keys import key_columns
from .option import begins_alphabet

MIN_OPTIONS, MIN_WORDS = 2, 5
# Rows of a table whose header says nothing, and of one that only names questions.
MIN_ROWS, MIN_CALLED = 3, 2
# The share of questions that ask, and of rows with an answer of their own in words.
MIN_SHARE, MIN_SHARE_WORDED = 0.5, 0.7
# Words of a cell that only sorts rows, and of terms on average.
MAX_SORT_WORDS, MAX_TERM_WORDS = 3, 6

Row = Sequence[Block]


class _Side(NamedTuple):
    """What a header calls the fronts and the backs, and the kind of card it makes."""

    kind: Kind
    front: tuple[str, ...]
    back: tuple[str, ...]


_QUESTIONS = ("question", "question_letters", "front")
_ANSWERS = ("answer", "answer_letters", "solution", "back")
_TERMS = ("term",)
_SIDES = (
    _Side("term", _TERMS, ("definition", "translation")),
    _Side("term", _TERMS, MEANINGS),
    _Side("term", ("word_classes", "language_names"), ("translation",)),
    _Side("qa", _QUESTIONS, _ANSWERS),
)
_PARTS = ("question", "options", "key")


class Columns(NamedTuple):
    """The columns of a table that hold the front, the back, and what goes below it.

    ``options`` are those of multiple choice, whose ``back`` holds the key.
    """

    front: int
    back: int
    more: tuple[int, ...]
    kind: Kind
    options: tuple[int, ...] = ()
    labels: tuple[str, ...] = ()


def columns_of(
    page: Page, table: Block, rows: Sequence[Block]
) -> Columns | None:
    """What the columns of a table hold; None where nothing tells it.

    The header says it, the title above the table, or the cells of the first column, which
    all ask.
    """
    names = [one_line(cell.text).strip(" :*_.") for cell in rows[0].children]
    below = [row.children for row in rows[1:]]
    columns = _named(rows[0].children, names)
    if columns and columns.kind == "qa":
        return columns._replace(more=_telling(columns, below))
    if columns:
        return columns
    whole = [row for row in below if len(row) == len(names)]
    is_called = bool(called(names, ("question",)))
    if len(whole) < (MIN_CALLED if is_called else MIN_ROWS):
        return None
    titles = (page.title, *table.section)
    return (
        _judged(names, whole, titles)
        or _beside_questions(names, whole)
        or _of_terms(names, whole, titles)
    )


def _telling(columns: Columns, rows: Sequence[Row]) -> tuple[int, ...]:
    """The further columns that say more of an answer.

    What stands before the question, and what comes again in short words, only sorts the
    questions.
    """
    return tuple(
        place
        for place in columns.more
        if place > columns.front and not _sorts(_texts(rows, place))
    )


def _texts(rows: Sequence[Row], place: int) -> list[str]:
    return [one_line(row[place].text) for row in rows if place < len(row)]


def _are_numbers(texts: Sequence[str]) -> bool:
    """Whether cells are but numbers, which count the rows."""
    return all(text.strip(" .)").isdigit() for text in texts)


def _sorts(texts: Sequence[str]) -> bool:
    """Whether cells are short, and one of them comes again: levels, topics, points."""
    filled = list(filter(None, texts))
    are_short = all(len(text.split()) <= MAX_SORT_WORDS for text in filled)
    return are_short and len(set(filled)) < len(filled)


def _beside_questions(
    names: Sequence[str], rows: Sequence[Row]
) -> Columns | None:
    """The columns of questions and of what stands beside them, whatever its head says.

    The head of the first of two says so and many of its cells ask, or all of them do. What
    stands beside them are words, and not the same few again.
    """
    columns = [
        place
        for place, name in enumerate(names)
        if not (_counts(name) or _are_numbers(_texts(rows, place)))
    ]
    if not columns:
        return None
    front, *others = columns
    more = [i for i in others[1:] if not _sorts(_texts(rows, i))]
    if not others or more:
        return None
    is_called = front in called(names, ("question",))
    texts, answers = _texts(rows, front), _texts(rows, others[0])
    asking = list(filter(is_question, texts))
    least = MIN_SHARE * len(rows) if is_called else len(rows)
    worded = {text for text in answers if any(map(str.isalpha, text))}
    if len(asking) < least or len(worded) < MIN_SHARE_WORDED * len(rows):
        return None
    return Columns(front, others[0], (), "qa")


def _judged(
    names: Sequence[str], rows: Sequence[Row], titles: Sequence[str]
) -> Columns | None:
    """The columns of statements and of what judges them, below "True or false?".

    All of the second are "True" or "False", or one of the same two letters.
    """
    if not any(map(asks_for_judgement, (*titles, *names))):
        return None
    places = [i for i, name in enumerate(names) if not _counts(name)]
    if len(places) < 2:
        return None
    front, back = places[:2]
    verdicts = _texts(rows, back)
    are_words = all(consists_of(text, "correct", "wrong") for text in verdicts)
    are_letters = len(set(verdicts)) == 2 and max(map(len, verdicts)) <= 2
    if not (are_words or are_letters):
        return None
    return Columns(front, back, tuple(places[2:]), "qa")


def _counts(name: str) -> bool:
    return says(name, "count") or name == "#"


def _of_terms(
    names: Sequence[str], rows: Sequence[Row], titles: Sequence[str]
) -> Columns | None:
    """The columns of a table below a title that announces terms: "Glossary".

    The first that does not count holds the terms, in a few words each. What explains
    them is the longest of the others, or the first that its head calls so.
    """
    is_bare = len(names) == 2 and not any(names) and len(rows) >= MIN_WORDS
    front, *others = [i for i, name in enumerate(names) if not _counts(name)]
    is_titled = _is_titled(titles, is_bare=is_bare)
    if not (is_titled and others and _are_terms(_texts(rows, front))):
        return None
    meant = called([names[place] for place in others], MEANINGS)
    lengths = {p: sum(map(len, _texts(rows, p))) for p in others}
    back = others[meant[0]] if meant else max(others, key=lengths.__getitem__)
    return _with_more(names, front, back, "term")


def _is_titled(titles: Sequence[str], *, is_bare: bool) -> bool:
    """Whether a title above a table announces terms.

    For a ``bare`` table, without a header, the name of a language is enough.
    """
    of_language = any(holds(title, "language_names") for title in titles)
    return (is_bare and of_language) or any(map(announces_terms, titles))


def _are_terms(texts: Sequence[str]) -> bool:
    """Whether texts are of a few words each, and none comes again."""
    words = sum(len(text.split()) for text in texts)
    are_short = words <= MAX_TERM_WORDS * len(texts)
    return are_short and len(set(texts)) == len(texts)


def _named(header: Sequence[Block], names: Sequence[str]) -> Columns | None:
    """What the header of a table says of its columns; None where it says nothing."""
    choice = _choice_columns(names) or _options_in_cell(names)
    if choice:
        return choice
    if key_columns(header) and not called(names, _QUESTIONS[:1]):
        return None
    for side in _SIDES:
        fronts, backs = called(names, side.front), called(names, side.back)
        is_odd = side.back is MEANINGS and fronts > backs
        is_clear = len(fronts) == 1 or (
            side.front is _TERMS and fronts[:1] == [0]
        )
        if (
            is_clear
            and len(backs) == 1
            and fronts[0] != backs[0]
            and not is_odd
        ):
            return _with_more(names, fronts[0], backs[0], side.kind)
    languages = called(names, ("language_names",))
    if len(languages) == 2:
        return _with_more(names, languages[0], languages[1], "term")
    return None


def _with_more(
    names: Sequence[str], front: int, back: int, kind: Kind
) -> Columns:
    """The columns of a table, with those that say more; a column of counts does not."""
    more = tuple(
        place
        for place, name in enumerate(names)
        if place not in (front, back) and name and not says(name, "count")
    )
    return Columns(front, back, more, kind)


def _choice_columns(names: Sequence[str]) -> Columns | None:
    """The columns of multiple choice: one for each option, and one for the key."""
    labels = [option_label(name) for name in names]
    options = tuple(place for place, label in enumerate(labels) if label)
    letters = [labels[place] for place in options]
    if len(options) < MIN_OPTIONS or not begins_alphabet(letters):
        return None
    others = [
        "" if label else name for name, label in zip(names, labels, strict=True)
    ]
    fronts, keys = called(others, _QUESTIONS), key_places(others)
    if len(fronts) != 1 or len(keys) != 1:
        return None
    columns = _with_more(others, fronts[0], keys[0], "mcq")
    return columns._replace(options=options, labels=tuple(letters))


def _options_in_cell(names: Sequence[str]) -> Columns | None:
    """The columns of multiple choice whose options stand in one cell."""
    fronts, cells = called(names, _QUESTIONS), called(names, ("option",))
    keys = [place for place, name in enumerate(names) if is_key(name)]
    is_each_one = len(fronts) == len(cells) == len(keys) == 1
    if not is_each_one or len({fronts[0], cells[0], keys[0]}) != len(_PARTS):
        return None
    columns = _with_more(names, fronts[0], keys[0], "mcq")
    more = tuple(place for place in columns.more if place != cells[0])
    return columns._replace(options=(cells[0],), more=more)
