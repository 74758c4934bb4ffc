"""What a block lists by number: a list, a table, or the numbered parts of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...language.labels import label_of
from ...language.lexicon import consists_of
from ...language.numbers import number_at_start
from ...language.option_letters import LETTER
from ...model.characters import one_line
from ...model.records import Block
from ...pages.inline import as_paragraph, cut, has_content
from .blocks import LISTS, Blocks

Entry = tuple[int, Blocks]

# So many make a list of keys.
MIN_LISTED = 2
_PAUSES = " \t\n;,"
_NUMBER_HEADS = ("count", "question", "question_letters", "task")
_KEY_HEADS = frozenset({"answer", "solution", "key", "correct"})
_AROUND_KEYS = ("option", "kind_of_answer", "article")
# A number at the start of a line, with its letters: "1.", "Q1:", "12 -".
_LINE_NUMBER_RE = re.compile(
    r"^[ \t]*(?:[^\W\d_]{0,12}[ \t.]{0,2})(?P<number>\d{1,3})[ \t]*"
    r"(?:[.):\uff1a\u2013\u2014-]+|\u3001|(?=[A-Z]\b))[ \t]*",
    re.M,
)
# Numbers and letters one behind the other: "1. B 2. C", "1-b, 2-c", "1B 2C". Behind a
# hyphen the number of an option may stand: "1-3".
_COMMAS = ",;.|/\u060c\u061b\u3001\uff0c\uff1b"
_LETTERS = (
    r"(?P<key>[(\[]?(?:[^\W\d_](?:[ ]?[,&+/][ ]?[^\W\d_])*|(?<=[-\u2013=])\d)[)\]]?)"
    rf"(?=[\s{_COMMAS}]|$)[{_COMMAS}\s]*"
)
_RUN_RE = re.compile(
    rf"(?:[^\W\d_]{{1,2}}\.?)?(?P<number>\d{{1,3}})[ \t]*[.):=\uff1a\u2013\u2014-]*"
    rf"[ \t]*{_LETTERS}"
)
# A row of letters, which may say the numbers of the first and the last: "C A B",
# "BACCB", "1-5: B A C B A".
_ROW_RE = re.compile(
    r"(?:(?P<first>\d{1,3})(?:\s?[-\u2013~]\s?(?P<last>\d{1,3}))?\s*[:.)\uff1a]?\s+)?"
    rf"(?P<row>{LETTER}(?:[ \t]*[,;\u3001\uff0c]?[ \t]*{LETTER})*)[.;]?",
    re.I,
)
_ONE_LETTER_RE = re.compile(LETTER, re.I)
# A number and what it counts on a line of several: "1) 56 2) 12", "2 a, because ...".
_COUNTED_RE = re.compile(
    r"(?:^|(?<=[\s;.,(]))(?P<number>\d{1,3})"
    rf"(?:\s?[.)]\s?(?=\S)|\s?[:-]?\s?(?={LETTER}(?:[\s,.;:)]|$)))",
    re.I,
)
_FIRST_KEY_RE = re.compile(rf"\s*{_LETTERS}")


def entries_of(block: Block) -> Iterator[Entry]:
    """The numbers that a block lists, each with what it says of it."""
    if block.kind in LISTS:
        yield from _of_list(block)
    elif block.kind == "table":
        yield from _of_table(block)
    elif block.kind == "paragraph":
        yield from _of_text(block)


def _of_list(block: Block) -> Iterator[Entry]:
    """The items of a list that are numbered, by the list or by their text.

    A line "1. B, 2. C" is a list of one item to markdown.
    """
    run = list(_run_in_item(block)) if len(block.children) == 1 else []
    if run:
        yield from run
        return
    for item in block.children:
        if not item.children:
            continue
        first, *below = item.children
        if first.kind == "ordered_list" and len(first.children) == 1:
            yield from _of_list(first)
            continue
        if block.kind == "ordered_list" and item.label.isdigit():
            yield int(item.label), item.children
            continue
        number = number_at_start(first.text)
        if number and first.text[number.length :].strip():
            yield number.value, (cut(first, number.length), *below)


def _run_in_item(block: Block) -> Iterator[Entry]:
    """The numbers and letters that fill the only item of a numbered list."""
    (item,) = block.children
    if len(item.children) != 1 or not item.label.isdigit():
        return
    (paragraph,) = item.children
    first = _FIRST_KEY_RE.match(paragraph.text)
    rest = paragraph.text[first.end() :] if first else ""
    if first is None or not rest.strip() or _RUN_RE.sub("", rest).strip():
        return
    yield int(item.label), (cut(paragraph, *first.span("key")),)
    for match in _RUN_RE.finditer(paragraph.text, first.end()):
        yield int(match["number"]), (cut(paragraph, *match.span("key")),)


def _of_text(block: Block) -> Iterator[Entry]:
    """The numbered lines of a paragraph, or the numbers that fill it."""
    text = block.text
    label = label_of(text)
    start = label.length if label and not label.number else 0
    if text[start:].strip() and not _RUN_RE.sub("", text[start:]).strip():
        for match in _RUN_RE.finditer(text, start):
            yield int(match["number"]), (cut(block, *match.span("key")),)
        return
    if row_of(block):
        return
    marks = list(_LINE_NUMBER_RE.finditer(text, start))
    parts = [(int(mark["number"]), mark.end(), mark.start()) for mark in marks]
    if len(parts) < MIN_LISTED:
        parts = list(_counted(text, start)) or parts
    stops = [*(begin for _, _, begin in parts[1:]), len(text)]
    for (number, place, _), stop in zip(parts, stops, strict=False):
        if text[place:stop].strip(_PAUSES):
            end = place + len(text[place:stop].rstrip(_PAUSES))
            yield number, (cut(block, place, end),)


def row_of(block: Block) -> Sequence[Entry]:
    """The letters that follow the label of a text and are all of it: "Key: C A B".

    They are counted from 1, or as its lines say. () for other texts, and for one letter.
    """
    if block.kind != "paragraph":
        return ()
    label = label_of(block.text)
    start = label.length if label and not label.number else 0
    number = 1
    entries: list[Entry] = []
    for match, place in _lines(block.text, start):
        if match is None or (match["last"] and not _is_whole(match)):
            return ()
        number = int(match["first"] or number)
        for letter in _ONE_LETTER_RE.finditer(match["row"]):
            begin = place + match.start("row") + letter.start()
            end = begin + len(letter[0])
            entries.append((number, (cut(block, begin, end),)))
            number += 1
    return entries if len(entries) >= MIN_LISTED else ()


def _lines(text: str, start: int) -> Iterator[tuple[re.Match[str] | None, int]]:
    """The lines of a text behind a place, each as a row, with where it begins."""
    place = start
    for line in text[start:].split("\n"):
        if line.strip():
            yield (
                _ROW_RE.fullmatch(line.strip()),
                place + line.index(line.strip()),
            )
        place += len(line) + 1


def _is_whole(row: re.Match[str]) -> bool:
    """Whether a row has as many letters as its numbers say."""
    count = len(_ONE_LETTER_RE.findall(row["row"]))
    return count == int(row["last"]) - int(row["first"]) + 1


def _counted(text: str, start: int) -> Iterator[tuple[int, int, int]]:
    """The numbers from 1 on of a line, with where what each counts begins, and it itself.

    Nothing where fewer than two are counted so.
    """
    marks: list[re.Match[str]] = []
    for mark in _COUNTED_RE.finditer(text, start):
        if int(mark["number"]) == len(marks) + 1:
            marks.append(mark)
    if len(marks) < MIN_LISTED or text[start : marks[0].start()].strip():
        return
    for mark in marks:
        yield int(mark["number"]), mark.end(), mark.start()


def _of_table(block: Block) -> Iterator[Entry]:
    """The rows of a table of keys, or its columns where it has only two rows."""
    rows = [row.children for part in block.children for row in part.children]
    if len(rows) == 2 and all(_number(cell) for cell in rows[0]):
        for head, cell in zip(*rows, strict=False):
            yield _number(head), (as_paragraph(cell),)
        return
    columns = key_columns(rows[0]) if rows else None
    for row in rows[1:] if columns else ():
        yield from _of_row(row, *columns) if columns else ()


def _of_row(row: Sequence[Block], number: int, key: int) -> Iterator[Entry]:
    if len(row) <= max(number, key) or not _number(row[number]):
        return
    others = [
        cell for place, cell in enumerate(row) if place not in (number, key)
    ]
    cells = [as_paragraph(cell) for cell in (row[key], *others)]
    yield _number(row[number]), tuple(filter(_is_filled, cells))


def _is_filled(cell: Block) -> bool:
    return has_content([cell])


def key_columns(header: Sequence[Block]) -> tuple[int, int] | None:
    """The columns of a table that hold the numbers of questions and their keys.

    None where its header says something else.
    """
    names = [one_line(cell.text).strip(" :*_.") for cell in header]
    numbers = [
        place
        for place, name in enumerate(names)
        if consists_of(name, *_NUMBER_HEADS)
    ]
    keys = [place for place, name in enumerate(names) if _names_key(name)]
    if len(numbers) != 1 or len(keys) != 1 or numbers == keys:
        return None
    return numbers[0], keys[0]


def _names_key(name: str) -> bool:
    """Whether the head of a column says that keys stand below: "Right option"."""
    words = consists_of(name, *_KEY_HEADS, *_AROUND_KEYS)
    return any(not roles.isdisjoint(_KEY_HEADS) for roles in words)


def _number(cell: Block) -> int:
    """The number that a cell consists of; 0 where it says anything else."""
    text = cell.text.strip()
    if text.isdigit():
        return int(text[:4])
    number = number_at_start(f"{text}.")
    return number.value if number and number.length > len(text) else 0
