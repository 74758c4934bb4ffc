"""What a web page is read by: short lines, the region of its content, and its title."""

from __future__ import annotations

import re
from dataclasses import replace

from ...language.page_titles import announces_questions
from ...model.characters import one_line
from ...model.records import Run, Source
from .elements import Element, body_of, select, text_length

# A line that holds a page's whole markup is broken before each block, so that every
# block has a place of its own.
MAX_LINE = 400
# The main region holds at least this share of the page's text, or it is only a part of
# the page.
MIN_MAIN_SHARE = 0.3
_BLOCK_START_RE = re.compile(
    r"(?=<(?:p|div|section|article|main|h[1-6]|li|ul|ol|dl|dt|dd|table|tr|t[dh]|details"
    r"|summary|button|blockquote|pre|figure|aside|header|footer|nav|form|script|style)"
    r"[\s>])",
    re.I,
)
_AROUND = ".//*[(self::nav or self::footer) and not(ancestor::nav or ancestor::footer)]"
_SITE_NAME_RE = re.compile(r"\s+(?:[|\u2013\u2014\u00b7\u00bb]|-)\s+")


def with_short_lines(source: Source) -> Source:
    """The Source with over-long lines broken before each block-level tag.

    Its runs say where in the file each piece stands.
    """
    lines: list[str] = []
    runs: list[Run] = []
    for index, line in enumerate(source.text.split("\n")):
        path, number = source.place(index)
        is_long = len(line) > MAX_LINE
        column = 1
        for piece in _BLOCK_START_RE.split(line) if is_long else [line]:
            runs.append(Run(len(lines), path, number, column))
            lines.append(piece)
            column += len(piece)
    return replace(source, text="\n".join(lines), runs=tuple(runs))


def shown_title(root: Element) -> str:
    """What a browser shows of a page's title: the part that announces questions.

    It is the first part where none does, and empty where the page has no title.
    """
    title = one_line(root.findtext(".//title") or "")
    parts = _SITE_NAME_RE.split(title)
    return next(filter(announces_questions, parts), parts[0])


def main_region(root: Element) -> Element:
    """The element that is named the content and holds enough of the page, else all."""
    body = body_of(root)
    candidates = [*body.iter("main"), *body.iterfind(".//*[@role='main']")]
    articles = list(body.iter("article"))
    if len(articles) == 1:
        candidates += articles
    least = MIN_MAIN_SHARE * _length_of_content(body)
    for candidate in candidates:
        if text_length(candidate) >= least:
            return candidate
    return body


def _length_of_content(body: Element) -> int:
    """How much text a page has beside its navigation, footers, scripts and styles."""
    others = [*select(body, _AROUND), *body.iter("script", "style")]
    return text_length(body) - sum(map(text_length, others))
