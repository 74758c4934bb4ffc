"""Exams that a printed page has torn apart: numbers and letters on lines of their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from ...language.page_titles import is_key_title
from ...language.question_text import is_prompt, is_question
from .lines import Lines, filled_below, first_filled

# How many lone numbers count questions at the least, how many lines are between such a
# number and its question at the most, and among how many lines its options begin.
MIN_COUNTED, MAX_GAP, MAX_LINES = 3, 6, 60
# How many numbers without a sign count questions, and which share of them has options.
MIN_BARE, MIN_SHARE = 5, 0.8
# Which part of the lines below the title of a key are numbers with letters at the least.
MIN_KEY_SHARE = 0.25
_LONE_NUMBER_RE = re.compile(r"\s*#?(\d{1,3})[.)]?\s*")
_OPTION_RE = re.compile(
    r"\s*(?:[(\[]\s{0,2}[xX]?\s{0,2}[)\]]|[(\[]?[Aa1][.)\]])\s"
)
_LONE_LETTER_RE = re.compile(r"\s*(?:[(\[]?[A-Ha-h][)\]]|[A-Ha-h]\.)\s*")
_KEY_LETTERS_RE = re.compile(r"\s*[A-Ha-h](?:\s*[,;/+&]\s*[A-Ha-h])*\s*")
_BARE_NUMBER_RE = re.compile(r"(\d{1,3})[ \t]+(?=[^\W\d_])")
_LETTERED_RE = re.compile(r"\s*\*?[(\[]?[A-Ha-h]\*?[.)\]]\s")
_DIGITS_RE = re.compile(r"\d+")


def join_torn_lines(lines: list[str]) -> set[int]:
    """Put numbers and letters before what they count, and keys into a list.

    Returns the lines of the questions that are counted so.
    """
    _join_lone_keys(lines)
    _join_lone_letters(lines)
    return _join_lone_numbers(lines) | _close_bare_numbers(lines)


def _join_lone_letters(lines: list[str]) -> None:
    """Put letters of options that have lines of their own before their options."""
    lone = [
        i for i, line in enumerate(lines) if _LONE_LETTER_RE.fullmatch(line)
    ]
    if len(lone) < MIN_COUNTED:
        return
    for index in lone:
        below = filled_below(lines, index)
        if below is not None and not _LONE_LETTER_RE.fullmatch(lines[below]):
            lines[below] = f"{lines[index].strip()} {lines[below].strip()}"
            lines[index] = ""


def _join_lone_keys(lines: list[str]) -> None:
    """Write a key whose numbers and letters have lines of their own as a list.

    It is what follows the title of a key, in whatever order its columns were read.
    """
    start = next(
        (i for i, line in enumerate(lines) if is_key_title(line)), None
    )
    if start is None:
        return
    filled = [i for i in range(start + 1, len(lines)) if lines[i].strip()]
    entries = [
        (number, letters)
        for number, letters in pairwise(filled)
        if _LONE_NUMBER_RE.fullmatch(lines[number])
        and _KEY_LETTERS_RE.fullmatch(lines[letters])
    ]
    if len(entries) < max(MIN_COUNTED, MIN_KEY_SHARE * len(filled)):
        return
    for number, letters in entries:
        lines[number] = f"{_number(lines[number])}. {lines[letters].strip()}"
        lines[letters] = ""


def _join_lone_numbers(lines: list[str]) -> set[int]:
    """Put numbers that have lines of their own before the questions that they count.

    Returns the lines of these questions. The numbers count up from the first, and half
    of the lines below them ask or have options below. Other lone numbers are those of
    printed pages; they go, and so does the line that stands beside several of them.
    """
    lone = {
        i for i, line in enumerate(lines) if _LONE_NUMBER_RE.fullmatch(line)
    }
    bare = {i for i in lone if lines[i].strip().isdigit()}
    counts = [dict(_counted_by(form, lines)) for form in (bare, lone - bare)]
    counted = max(counts, key=len)
    stops = [*counted, len(lines)][1:]
    asking = sum(
        _may_ask(lines[text:stop])
        for text, stop in zip(counted.values(), stops, strict=True)
    )
    if len(counted) < MIN_COUNTED or 2 * asking < len(counted):
        return set()
    for number, text in counted.items():
        lines[text] = f"{_number(lines[number])}. {lines[text].strip()}"
        lines[number] = ""
    _blank_page_numbers(lines, bare - counted.keys())
    return set(counted.values())


def _close_bare_numbers(lines: list[str]) -> set[int]:
    """Put a full stop behind bare numbers that count questions with options.

    Returns the lines of these questions.
    """
    counted: list[int] = []
    for index, line in enumerate(lines):
        mark = _BARE_NUMBER_RE.match(line)
        if mark and int(mark[1]) == len(counted) + 1:
            counted.append(index)
    choices = sum(
        _has_options(lines[start:stop])
        for start, stop in pairwise([*counted, len(lines)])
    )
    if choices < max(MIN_BARE, MIN_SHARE * len(counted)):
        return set()
    for index in counted:
        lines[index] = _BARE_NUMBER_RE.sub(r"\1. ", lines[index], count=1)
    return set(counted)


def _has_options(lines: Lines) -> bool:
    """Whether at least two lines begin with the letter of an option."""
    lettered = filter(_LETTERED_RE.match, lines)
    return len(list(lettered)) > 1


def _counted_by(lone: set[int], lines: Lines) -> Iterator[tuple[int, int]]:
    """The lone numbers that go on from each other, each with the line that it counts."""
    last = 0
    for index in sorted(lone):
        number = int(_number(lines[index]))
        rest = range(index + 1, min(index + MAX_GAP, len(lines)))
        text = first_filled(lines, rest)
        is_next = number == last + 1
        if is_next and text is not None and text not in lone:
            last = number
            yield index, text


def _number(line: str) -> str:
    """The digits of a line that is a lone number."""
    return line.strip(" #.)")


def _may_ask(lines: Lines) -> bool:
    """Whether the first of some lines asks, or one begins an option."""
    first = lines[0]
    if is_question(first) or is_prompt(first):
        return True
    return any(map(_OPTION_RE.match, lines[:MAX_LINES]))


def _blank_page_numbers(lines: list[str], lone: set[int]) -> None:
    """Blank the numbers of printed pages, and the line that stands beside them."""
    beside: dict[int, str] = {}
    for index in lone:
        for place in (index - 1, index + 1):
            if 0 <= place < len(lines) and place not in lone:
                beside[place] = _DIGITS_RE.sub("", lines[place].strip())
    counts = Counter(filter(None, beside.values()))
    for place, text in beside.items():
        if counts[text] >= MIN_COUNTED:
            lines[place] = ""
    for index in lone:
        lines[index] = ""
