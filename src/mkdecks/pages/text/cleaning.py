"""Takes signs off lines of plain text that other signs, or none, say as well."""

from __future__ import annotations

import re
from typing import NamedTuple

from ...language.question_text import is_question, number_of
from ...model.characters import COLONS
from .lines import (
    RULE_RE,
    Lines,
    Places,
    ends_paragraph,
    filled_above,
    filled_below,
    has_answer_label,
    indent,
    is_comment,
    opens_paragraph,
)
from .numbering import close_numbers
from .torn_lines import join_torn_lines

MAX_TITLE = 150
# How much longer or shorter than a title the line of signs below it may be.
MAX_UNEVEN = 4
RULE = "---"
_UNDERLINE_RE = re.compile(r"\s*([-=~^])\1{2,}\s*")
_HEADING_RE = re.compile(r" {0,3}#{1,6}\s+(\S.*?)\s*#*\s*")
_BOLD_RE = re.compile(r" {0,3}(\*\*|__)(\S[^*]*)\1\s*")
# Names the text below it: [[id]], [#id], .. _id:, <a name="id">, (id)=, {#id}.
_ANCHOR_RE = re.compile(
    r"\s*(?:\[\[[^\[\]]+\]\]|\[#[\w:.-]+\]|\[id=[^\[\]]+\]|<a\s(?:name|id)=[^<>]+>(?:</a>)?"
    r"|\([\w:.-]+\)=|\{[:#][^{}]+\})\s*"
)
_TARGET_RE = re.compile(r"\s*\.\. _[^:]+:\s*")
_BULLET_RE = re.compile(r"^\s*[-*+\u2022\u25cf\u25e6\u25aa\u2023]\s+")


class Cleaned(NamedTuple):
    """The lines of a text without needless signs.

    ``titles`` are those that had the sign of a title, ``counted`` the questions whose
    numbers had lines of their own.
    """

    lines: list[str]
    titles: Places
    counted: Places


def clean(text: str) -> Cleaned:
    """The lines of a text without needless signs."""
    text = text.replace("\u00a0", " ").replace("\u200b", "")
    lines = [_with_spaces(line.rstrip()) for line in text.split("\n")]
    _take_out_anchors(lines)
    titles = _take_off_rules(lines) | _take_off_marks(lines)
    counted = join_torn_lines(lines)
    close_numbers(lines)
    _take_off_bullets(lines)
    return Cleaned(lines, frozenset(titles), frozenset(counted))


def _with_spaces(line: str) -> str:
    """A line whose indentation is made of spaces."""
    width = indent(line)
    return line[:width].expandtabs() + line[width:]


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
    titles = set[int]()
    for index, line in enumerate(lines):
        is_rule = RULE_RE.fullmatch(line)
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
    titles = set[int]()
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
