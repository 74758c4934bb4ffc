"""What a line of plain text is, by itself and by the lines right beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ...language.question_text import answer_label_length, number_of
from ...model.characters import COLONS

Lines = Sequence[str]
# Which lines of a text are of some kind, counted from 0.
Places = frozenset[int]

RULE_RE = re.compile(r"\s*([-=_*#~+])\1{4,}\s*")
BULLET_RE = re.compile(
    r"^(\s*)[\u2022\u25cf\u25e6\u25aa\u2023\u2043\u00b7\u2013](?=\s)"
)
MAX_TITLE_WORDS = 12
_SENTENCE_ENDS = tuple(".:,;!?\u3002\uff1a\uff01\uff1f\uff0c")
_LABEL_RE = re.compile(
    r"^\s*(?:q(?:ues(?:tion)?)?\s*[.#]?\s*\d{0,4}\s*(?:[.):：]|-(?=\s))"
    r"|ques(?:tion)?\s*\.?\s*\d{1,4}\b)",
    re.I,
)
# A comment of a program; a number behind the sign counts a question.
_COMMENT_RE = re.compile(r"\s*(?:#+|//)\s+\D")
_LIST_RE = re.compile(r"^\s*(?:[-*+]\s|\d{1,3}[.)]\s)")


def has_label(line: str) -> bool:
    """Whether a line begins with the label of a question, such as ``Q2:``."""
    return bool(_LABEL_RE.match(line))


def has_number_or_label(line: str) -> bool:
    """Whether a line begins with the number or the label of a question."""
    return number_of(line) is not None or has_label(line)


def has_answer_label(line: str) -> bool:
    """Whether a line begins with the label of an answer that ends in a colon."""
    length = answer_label_length(line)
    return line[:length].rstrip().endswith(COLONS)


def is_numbered_item(line: str) -> bool:
    """Whether a line begins with a hyphen, an asterisk, a plus sign or a number."""
    return bool(_LIST_RE.match(line))


def is_list_item(line: str) -> bool:
    """Whether a line begins with a sign or a number of a list."""
    return is_numbered_item(line) or bool(BULLET_RE.match(line))


def is_comment(line: str) -> bool:
    """Whether a line looks like a comment of a program, or like a heading."""
    return bool(_COMMENT_RE.match(line))


def indent(line: str) -> int:
    """How many spaces a line begins with."""
    return len(line) - len(line.lstrip())


def is_short(line: str) -> bool:
    """Whether a line has few words, and neither begins nor ends as text does."""
    text = line.strip()
    has_many_words = len(text.split()) > MAX_TITLE_WORDS
    return not (
        has_many_words or text.endswith(_SENTENCE_ENDS) or is_list_item(line)
    )


def opens_paragraph(lines: Lines, index: int) -> bool:
    """Whether no text stands right above a line."""
    return index == 0 or not lines[index - 1].strip()


def is_at_edge(lines: Lines, index: int) -> bool:
    """Whether a paragraph begins on a line, or text that is further indented."""
    is_first = opens_paragraph(lines, index)
    return is_first or indent(lines[index]) > indent(lines[index - 1])


def ends_paragraph(lines: Lines, index: int) -> bool:
    """Whether no text stands right below a line."""
    return index + 1 == len(lines) or not lines[index + 1].strip()


def first_filled(lines: Lines, indexes: Iterable[int]) -> int | None:
    """The first of some lines that is not blank; None where all are."""
    return next((index for index in indexes if lines[index].strip()), None)


def filled_below(lines: Lines, index: int) -> int | None:
    """The next line, or the one behind a blank line; None where there is none."""
    return first_filled(lines, range(index + 1, min(index + 3, len(lines))))


def filled_above(lines: Lines, index: int) -> str:
    """The next line above, or the one behind one or two blank lines; "" without."""
    above = lines[max(index - 3, 0) : index]
    return next(filter(str.strip, above[::-1]), "")


def is_led_in(lines: Lines, index: int) -> bool:
    """Whether the text above a line ends in a colon."""
    return filled_above(lines, index).rstrip().endswith(COLONS)
