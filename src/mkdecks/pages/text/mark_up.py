"""Plain text -> a Source whose questions, sections and lists carry markdown's signs.

Line for line, so that every span stays right: a question becomes a heading of level 6,
the title line of a section one of level 2, a typographic bullet a hyphen.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from ...language.option_letters import LETTER_MARK_RE
from ...language.page_titles import announces_questions
from ...model.records import Source
from ..label_pairs import questions_in_turn
from .cleaning import MAX_TITLE, clean
from .flattened_tables import lines_of, tables, with_tables
from .lines import (
    BULLET_RE,
    Lines,
    Places,
    ends_paragraph,
    first_filled,
    indent,
    is_led_in,
    is_numbered_item,
    is_short,
    opens_paragraph,
)
from .long_questions import join_questions
from .numbering import path_of
from .questions import CODE_INDENT, QUESTION_LEVEL, question_lines
from .site_lines import is_conclusion, is_site_line, tail_start

# Addresses and paths, and names of files and groups: none of their words announces.
_ADDRESS_RE = re.compile(r"(?:\S*(?:://|@)|(?<!\S)[~.]*/)\S*")
_NAME_RE = re.compile(rf"{_ADDRESS_RE.pattern}|\S*\w[.:]\w\S*")
_QUESTION_SIGN = "#" * QUESTION_LEVEL
_END_SIGN_RE = re.compile(r"\s#+$")
_TITLE_ENDS = (".", ":", ",", ";")


def mark_up(source: Source) -> Source:
    """The Source with its questions and sections marked.

    Its lines stay where they were, but for those of tables.
    """
    cleaned, titles, counted = clean(source.text)
    lines, whole = join_questions(cleaned)
    whole = whole | counted | questions_in_turn("\n".join(lines))
    article = lines[: tail_start(lines, whole)]
    questions = question_lines(article, whole, titles)
    rebuilt = list(tables(article, questions))
    sections = {
        index
        for index in range(len(article))
        if _is_section(lines, index, questions)
    }
    sections.update(titles, _outdented(article, questions))
    sections -= lines_of(rebuilt)
    marked = _marked(article, questions, sections)
    tail = [""] * (len(lines) - len(article))
    return with_tables(source, [*marked, *tail], rebuilt)


def _marked(
    lines: Lines, questions: Places, sections: Container[int]
) -> Iterator[str]:
    """The lines with their signs; those of the site are blank."""
    own = (i for i, line in enumerate(lines) if line and not is_site_line(line))
    first = next(own, None)
    for index, line in enumerate(lines):
        text = line.strip()
        if index in questions:
            yield f"{_QUESTION_SIGN} {_END_SIGN_RE.sub('', text)}"
        elif is_site_line(line):
            yield ""
        elif index == first and _is_title(line):
            yield f"# {text}"
        elif index in sections:
            yield f"## {text}"
        elif line.startswith("#"):
            # Only what was marked here is a heading.
            yield f" {line}"
        else:
            yield BULLET_RE.sub(r"\1-", line)


def _is_title(line: str) -> bool:
    """Whether a line may be the title of the page."""
    text = line.strip()
    is_long = len(text) > MAX_TITLE
    return not (is_long or text.endswith(_TITLE_ENDS) or is_numbered_item(line))


def _is_section(lines: Lines, index: int, questions: Places) -> bool:
    """Whether a line is the title of a section.

    It heads the conclusion, its number is that of the questions below it, or it is
    short and announces questions or stands between other text and a question.
    """
    line = lines[index]
    if not line.strip() or not opens_paragraph(lines, index):
        return False
    below = first_filled(lines, range(index + 1, len(lines)))
    heads_numbers = _counts_section(lines, index, below, questions)
    if heads_numbers or is_conclusion(line):
        return True
    if not _may_be_title(lines, index, questions):
        return False
    if announces_questions(_NAME_RE.sub("", line)):
        return True
    above = first_filled(lines, range(index - 1, -1, -1))
    is_between = above not in questions and below in questions
    return is_between and indent(line) < CODE_INDENT


def _may_be_title(lines: Lines, index: int, questions: Places) -> bool:
    """Whether a line is short, no address, and has no text but a question below it."""
    line = lines[index]
    is_apart = ends_paragraph(lines, index) or index + 1 in questions
    if not is_apart or not is_short(line) or is_led_in(lines, index):
        return False
    if LETTER_MARK_RE.match(line):
        return False
    return bool(_ADDRESS_RE.sub("", line).strip())


def _counts_section(
    lines: Lines, index: int, below: int | None, questions: Places
) -> bool:
    """Whether the number of a line is that of a section of the question below it."""
    if index in questions or below is None or below not in questions:
        return False
    path, inner = path_of(lines[index]), path_of(lines[below])
    if len(path) == len(inner) and path[-1:] == (0,):
        path = path[:-1]
    return bool(path) and path == inner[:-1]


def _outdented(lines: Lines, questions: Places) -> Iterator[int]:
    """Titles of sections that are less indented than the question above them.

    The answers of the section above are as far indented as their questions.
    """
    margin = 0
    is_first = False
    for index, line in enumerate(lines):
        if not line.strip():
            continue
        if index in questions:
            margin, is_first = indent(line), True
            continue
        is_outside = indent(line) < margin
        if is_outside and is_first:
            margin = 0
        elif is_outside and _stands_out(lines, index):
            yield index
        is_first = False


def _stands_out(lines: Lines, index: int) -> bool:
    """Whether a short line opens a paragraph, or has further indented text below it."""
    line = lines[index]
    below = "".join(lines[index + 1 : index + 2])
    stands_out = opens_paragraph(lines, index) or indent(below) > indent(line)
    return stands_out and is_short(line.rstrip(":"))
