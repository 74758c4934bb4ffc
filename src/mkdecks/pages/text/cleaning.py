"""Takes signs off lines of plain text that other signs, or none, say as well."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from ...language.page_titles import is_key_title
from ...language.question_text import is_prompt, is_question, number_of
from .lines import (
    COLONS,
    RULE_RE,
    Lines,
    ends_paragraph,
    filled_above,
    filled_below,
    first_filled,
    has_answer_label,
    is_comment,
    opens_paragraph,
)
from .numbering import close_numbers

MAX_TITLE = 150
# How much longer or shorter than a title the line of signs below it may be.
MAX_UNEVEN = 4
RULE = "---"
# How many lone numbers count questions at the least, how many lines are between such a
# number and its question at the most, and among how many lines its options begin.
MIN_COUNTED, MAX_GAP, MAX_LINES = 3, 6, 60
# How many numbers without a sign count questions, and which share of them has options.
MIN_BARE, MIN_SHARE = 5, 0.8
# Which part of the lines below the title of a key are numbers with letters at the least.
MIN_KEY_SHARE = 0.25
_UNDERLINE_RE = re.compile(r"\s*([-=~^])\1{2,}\s*")
_HEADING_RE = re.compile(r" {0,3}#{1,6}\s+(\S.*?)\s*#*\s*")
_BOLD_RE = re.compile(r" {0,3}(\*\*|__)(\S[^*]*)\1\s*")
# Names the text below it: [[id]], [#id], .. _id:, <a name="id">, (id)=, {#id}.
_ANCHOR_RE = re.compile(
    r"\s*(?:\[\[[^\[\]]+\]\]|\[#[\w:.-]+\]|\[id=[^\[\]]+\]|<a\s(?:name|id)=[^<>]+>(?:</a>)?"
    r"|\([\w:.-]+\)=|\{[:#][^{}]+\})\s*"
)
_TARGET_RE = re.compile(r"\s*\.\. _[^:]+:\s*")
_LONE_NUMBER_RE = re.compile(r"\s*#?(\d{1,3})[.)]?\s*")
_OPTION_RE = re.compile(
    r"\s*(?:[(\[]\s{0,2}[xX]?\s{0,2}[)\]]|[(\[]?[Aa1][.)\]])\s"
)
_LONE_LETTER_RE = re.compile(r"\s*(?:[(\[]?[A-Ha-h][)\]]|[A-Ha-h]\.)\s*")
_KEY_LETTERS_RE = re.compile(r"\s*[A-Ha-h](?:\s*[,;/+&]\s*[A-Ha-h])*\s*")
_BARE_NUMBER_RE = re.compile(r"(\d{1,3})[ \t]+(?=[^\W\d_])")
_LETTERED_RE = re.compile(r"\s*\*?[(\[]?[A-Ha-h]\*?[.)\]]\s")
_DIGITS_RE = re.compile(r"\d+")
_BULLET_RE = re.compile(r"^\s*[-*+\u2022\u25cf\u25e6\u25aa\u2023]\s+")


class Cleaned(NamedTuple):
    """The lines of a text without needless signs.

    ``titles`` are those that had the sign of a title, ``counted`` the questions whose
    numbers had lines of their own.
    """

    lines: list[str]
    titles: frozenset[int]
    counted: frozenset[int]


def clean(text: str) -> Cleaned:
    """The lines of a text without needless signs."""
    text = text.replace("\u00a0", " ").replace("\u200b", "")
    lines = [_with_spaces(line.rstrip()) for line in text.split("\n")]
    _take_out_anchors(lines)
    titles = _take_off_rules(lines) | _take_off_marks(lines)
    _join_lone_keys(lines)
    _join_lone_letters(lines)
    counted = _join_lone_numbers(lines) | _close_bare_numbers(lines)
    close_numbers(lines)
    _take_off_bullets(lines)
    return Cleaned(lines, frozenset(titles), frozenset(counted))


def _with_spaces(line: str) -> str:
    """A line whose indentation is made of spaces."""
    text = line.lstrip()
    return line[: len(line) - len(text)].expandtabs() + text


def _take_out_anchors(lines: list[str]) -> None:
    """Blank the lines that only name the text below them, which a link leads to."""
    for index, line in enumerate(lines):
        is_above_text = not ends_paragraph(lines, index)
        is_anchor = is_above_text and _ANCHOR_RE.fullmatch(line)
        if is_anchor or _TARGET_RE.fullmatch(line):
            lines[index] = ""


def _take_off_rules(lines: list[str]) -> set[int]:
    """Blank the rules under and around titles, and write the others alike.

    Returns the lines of these titles.
    """
    titles: set[int] = set()
    for index, line in enumerate(lines):
        is_rule = bool(RULE_RE.fullmatch(line))
        if not is_rule and not _UNDERLINE_RE.fullmatch(line):
            continue
        title = _text_at(lines, index - 1)
        above = _text_at(lines, index - 2)
        if _is_title(title, above, line):
            titles.add(index - 1)
            lines[index] = ""
            if above:
                lines[index - 2] = ""
        elif is_rule:
            lines[index] = RULE
    return titles


def _text_at(lines: list[str], index: int) -> str:
    return lines[index].strip() if index >= 0 else ""


def _is_title(text: str, above: str, below: str) -> bool:
    """Whether a text is a title: between two rules, or above one of its length."""
    if not 0 < len(text) <= MAX_TITLE or text.endswith((".", ",", ";")):
        return False
    if above:
        return above == RULE
    return abs(len(below.strip()) - len(text)) <= MAX_UNEVEN


def _take_off_marks(lines: list[str]) -> set[int]:
    """Take markdown's signs off whole lines outside code.

    Returns the lines that these made titles.
    """
    titles: set[int] = set()
    in_code = False
    first = next(filter(str.strip, lines), "")
    has_titles = bool(_HEADING_RE.fullmatch(first))
    for index, line in enumerate(lines):
        if line.lstrip().startswith("```"):
            in_code = not in_code
        if in_code or not opens_paragraph(lines, index):
            continue
        heading = _HEADING_RE.fullmatch(line)
        if heading and not _is_comment(lines, index, has_titles):
            lines[index] = heading[1]
            titles.add(index)
        elif bold := _BOLD_RE.fullmatch(line):
            lines[index] = bold[2]
    return titles


def _is_comment(lines: Lines, index: int, has_titles: bool) -> bool:
    """Whether a line with a heading's sign is a comment of a program.

    It stands below a line that announces code or is a comment too, its sentence goes on
    in small letters, or code follows it. ``has_titles``: the first line of the text is
    a heading, so that such a sign heads what is right below it.
    """
    above = filled_above(lines, index)
    if above.endswith(COLONS) or is_comment(above):
        return True
    words = lines[index].lstrip(" #")
    if words[:1].islower():
        return True
    return not (has_titles or ends_paragraph(lines, index))


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
        mark = _LONE_NUMBER_RE.fullmatch(lines[number])
        lines[number] = f"{mark[1]}. {lines[letters].strip()}" if mark else ""
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
    stops = [*counted.keys(), len(lines)][1:]
    asking = [
        text
        for text, stop in zip(counted.values(), stops, strict=True)
        if _may_ask(lines[text:stop])
    ]
    if len(counted) < MIN_COUNTED or 2 * len(asking) < len(counted):
        return set()
    for number, text in counted.items():
        mark = _LONE_NUMBER_RE.fullmatch(lines[number])
        lines[text] = f"{mark[1]}. {lines[text].strip()}" if mark else ""
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
    stops = [*counted, len(lines)][1:]
    chosen = [
        start
        for start, stop in zip(counted, stops, strict=True)
        if sum(map(bool, map(_LETTERED_RE.match, lines[start:stop]))) > 1
    ]
    if len(chosen) < max(MIN_BARE, MIN_SHARE * len(counted)):
        return set()
    for index in counted:
        lines[index] = _BARE_NUMBER_RE.sub(r"\1. ", lines[index], count=1)
    return set(counted)


def _counted_by(lone: set[int], lines: Lines) -> Iterator[tuple[int, int]]:
    """The lone numbers that go on from each other, each with the line that it counts."""
    last = None
    for index in sorted(lone):
        mark = _LONE_NUMBER_RE.fullmatch(lines[index])
        number = int(mark[1]) if mark else 0
        is_next = number == last + 1 if last is not None else number == 1
        rest = range(index + 1, min(index + MAX_GAP, len(lines)))
        text = first_filled(lines, rest)
        if is_next and text is not None and text not in lone:
            last = number
            yield index, text


def _may_ask(lines: Lines) -> bool:
    """Whether the first of some lines asks, or one begins an option."""
    return _asks(lines[0]) or any(map(_OPTION_RE.match, lines[:MAX_LINES]))


def _blank_page_numbers(lines: list[str], lone: set[int]) -> None:
    """Blank the numbers of printed pages, and the line that stands beside them."""
    beside = {
        place: _DIGITS_RE.sub("", lines[place].strip())
        for index in lone
        for place in (index - 1, index + 1)
        if 0 <= place < len(lines) and place not in lone
    }
    counts = Counter(filter(None, beside.values()))
    for place, text in beside.items():
        if counts[text] >= MIN_COUNTED:
            lines[place] = ""
    for index in lone:
        lines[index] = ""


def _asks(line: str) -> bool:
    return is_question(line) or is_prompt(line)


def _take_off_bullets(lines: list[str]) -> None:
    """Take off the bullets before a question and before the "Answer:" below it."""
    for index, line in enumerate(lines):
        question = _BULLET_RE.sub("", line)
        below = filled_below(lines, index)
        if question == line or below is None or not is_question(question):
            continue
        answer = _BULLET_RE.sub("", lines[below])
        if number_of(question) is None and has_answer_label(answer):
            lines[index], lines[below] = question, answer
