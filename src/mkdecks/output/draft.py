"""Cards as a draft: ordinary markdown to be corrected and built.

Each heading has the id that its note keeps. An untouched draft tells itself from an
edited one by a checksum in its front matter.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, groupby
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from ..dialects.derive import confidence
from ..dialects.draft import ANSWER_COMMENT
from ..model.notes import boxed
from ..model.records import Page, Pair
from ..pages.inline_markdown import escape_text
from ..pages.markdown_writer import MarkdownWriter
from ..pages.tree import span_of
from ..sources.drafts import SOURCES_KEY

CHECKSUM_KEY = "draft-checksum"
QUESTION_LEVEL = 3
_CHECKSUM_RE = re.compile(rf"(?m)^{CHECKSUM_KEY}: (\w+)\n")
_ADDRESS_RE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#")
_INTRODUCTION = (
    "<!-- A draft: correct it as you like. The ids keep the learners' history,"
    " whatever a heading says. A question\n"
    "that was derived waits for a review until its mark (derived and conf) is"
    " deleted; a TODO is no card until it\n"
    "asks. -->"
)


class Article(NamedTuple):
    """What one source gives to a draft: its pairs, each with the id of its note."""

    page: Page
    entries: Sequence[tuple[Pair, str]]


def draft_text(articles: Sequence[Article], folder: Path) -> str:
    """The text of a draft that will stand in ``folder``."""
    sources = [
        _path_from(folder, article.page.source.file) for article in articles
    ]
    lines = [line for article in articles for line in _article(article, folder)]
    body = "\n".join(lines).rstrip()
    named = json.dumps(sources, ensure_ascii=False)
    rest = f"{SOURCES_KEY}: {named}\n---\n\n{_INTRODUCTION}\n\n{body}\n"
    checksum = _checksum(f"---\n{rest}")
    return f"---\n{CHECKSUM_KEY}: {checksum}\n{rest}"


def is_untouched(text: str) -> bool:
    """Whether a text is a draft that nobody has edited since it was written."""
    match = _CHECKSUM_RE.search(text)
    if match is None:
        return False
    rest = text[: match.start()] + text[match.end() :]
    return match[1] == _checksum(rest)


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def _article(article: Article, folder: Path) -> Iterator[str]:
    """The lines of one source: its title, its sections, its cards, its footnotes."""
    page, entries = article
    picture = partial(_picture, page.source.file.parent, folder)
    writer = MarkdownWriter(picture, QUESTION_LEVEL)
    yield from (f"# {escape_text(page.title)}", "")
    lines: list[str] = []
    for section, items in groupby(entries, partial(_section, page)):
        if section:
            lines += [f"## {escape_text(section)}", ""]
        for pair, note in items:
            lines += _card(pair, note, page, writer)
    yield from lines
    yield from _footnotes(page, "\n".join(lines), writer)


def _section(page: Page, entry: tuple[Pair, str]) -> str:
    """The headings that a pair stands under, without the title of its page."""
    titles = [title for title in entry[0].section if title != page.title]
    return " \u203a ".join(titles)


def _footnotes(page: Page, body: str, writer: MarkdownWriter) -> Iterator[str]:
    """The footnotes that the body of a draft calls."""
    notes = [block for _, block in sorted(page.footnotes.items())]
    for number, block in enumerate(notes, 1):
        mark = f"[^{number}]"
        if mark in body:
            text = writer.blocks(block.children).replace("\n", "\n    ")
            yield from (f"{mark}: {text}", "")


def _card(
    pair: Pair, note: str, page: Page, writer: MarkdownWriter
) -> Iterator[str]:
    """One card: its question as a heading, its mark, its options, its answer."""
    first, *others = pair.question
    title = writer.blocks([first]) if first.children else writer.line(first)
    yield f"{'#' * QUESTION_LEVEL} {title}"
    yield from (f"<!-- mkdecks: {' '.join(_keys(pair, note, page))} -->", "")
    if others:
        yield from (writer.blocks(others), "", f"<!-- {ANSWER_COMMENT} -->", "")
    if pair.kind == "mcq":
        for box, option in boxed(pair.options, pair.correct):
            text = writer.blocks(option).replace("\n", "\n  ")
            yield f"- {box} {text}"
        yield ""
    if pair.answer:
        yield from (writer.blocks(pair.answer), "")


def _keys(pair: Pair, note: str, page: Page) -> Iterator[str]:
    """What the mark of a card says: its id, how it was derived, where it stands."""
    yield f"id=note-{note}"
    if pair.derived:
        yield f"derived={pair.derived}"
        yield f"conf={confidence(pair.derived)}"
    if pair.kind in ("mcq", "term"):
        yield f"kind={pair.kind}"
    name = quote(page.source.name, safe="/.-_~+@")
    yield f"src={name}:{pair.span.line}-{_last_line(pair)}"


def _last_line(pair: Pair) -> int:
    """The last line of a pair in the file that its question stands in."""
    spans = [span_of([block]) for block in chain(pair.answer, *pair.options)]
    ends = [span.end for span in spans if span.path == pair.span.path]
    return max([pair.span.end, *ends])


def _picture(article: Path, folder: Path, target: str) -> str:
    """A picture's path as it reads in the draft's folder."""
    if _ADDRESS_RE.match(target) or not target:
        return target
    return _path_from(folder, article / target)


def _path_from(folder: Path, file: Path) -> str:
    """The path of a file from a folder, with slashes."""
    return Path(os.path.relpath(file, folder)).as_posix()
