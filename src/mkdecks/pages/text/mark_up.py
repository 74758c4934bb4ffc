"""Plain text -> a Source whose questions, sections and lists carry markdown's signs.

Line for line, so that every span stays right: a question becomes a heading of level 6,
the title line of a section one of level 2, a typographic bullet a hyphen.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from ...language.page_titles import announces_questions
from ...model.records import Source
from .cleaning import MAX_TITLE, clean
from .flattened_tables import lines_of, tables, with_tables
from .lines import (
    BULLET_RE,
    Lines,
    ends_paragraph,
    first_filled,
    is_led_in,
    is_list_item,
    is_numbered_item,
    opens_paragraph,
)
from .long_questions import join_questions
from .questions import QUESTION_LEVEL, question_lines
from .site_lines import is_conclusion, is_site_line, tail_start

MAX_SECTION_WORDS = 12
# Addresses and paths, and names of files and groups: none of their words announces.
_ADDRESS_RE = re.compile(r"(?:\S*(?:://|@)|(?<!\S)[~.]*/)\S*")
_NAME_RE = re.compile(r"\S*\w[.:]\w\S*")
_QUESTION_SIGN = "#" * QUESTION_LEVEL
_END_SIGN_RE = re.compile(r"\s#+$")
_TITLE_ENDS = (".", ":", ",", ";")
_SECTION_ENDS = tuple(".:,;!?\u3002\uff1a\uff01\uff1f\uff0c")


def mark_up(source: Source) -> Source:
    """The Source with its questions and sections marked.

    Its lines stay where they were, but for those of tables.
    """
    cleaned, titles = clean(source.text)
    lines, whole = join_questions(cleaned)
    article = lines[: tail_start(lines)]
    questions = question_lines(article, whole)
    rebuilt = list(tables(article, questions))
    sections = {
        index
        for index in range(len(article))
        if _is_section(lines, index, questions)
    }
    sections = (sections | titles) - lines_of(rebuilt)
    marked = list(_marked(article, questions, sections))
    tail = [""] * (len(lines) - len(article))
    return with_tables(source, [*marked, *tail], rebuilt)


def _marked(
    lines: Lines, questions: Container[int], sections: Container[int]
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


def _is_section(lines: Lines, index: int, questions: Container[int]) -> bool:
    """Whether a line is the title of a section.

    It heads the conclusion, or it is short, has no text right above or below, and
    announces questions or stands between other text and a question.
    """
    text = lines[index].strip()
    if not text or not opens_paragraph(lines, index):
        return False
    if is_conclusion(text):
        return True
    if not ends_paragraph(lines, index) or not _is_short(lines[index]):
        return False
    words = _ADDRESS_RE.sub("", text)
    if not words.strip() or is_led_in(lines, index):
        return False
    if announces_questions(_NAME_RE.sub("", words)):
        return True
    above = first_filled(lines, range(index - 1, -1, -1))
    below = first_filled(lines, range(index + 1, len(lines)))
    is_between = above not in questions and below in questions
    return is_between and not lines[index].startswith("    ")


def _is_short(line: str) -> bool:
    """Whether a line has few words, and neither begins nor ends as text does."""
    text = line.strip()
    has_many_words = len(text.split()) > MAX_SECTION_WORDS
    return not (
        has_many_words or text.endswith(_SECTION_ENDS) or is_list_item(line)
    )
