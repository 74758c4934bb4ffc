"""Cards as a draft: ordinary markdown to be corrected and built, each heading with the id that its note keeps.

An untouched draft tells itself from an edited one by a checksum in its front matter.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import quote

from ..dialects.derive import confidence
from ..dialects.draft import ANSWER_COMMENT
from ..model.records import Block, Page, Pair
from ..pages.inline_markdown import escape_text
from ..pages.markdown_writer import MarkdownWriter
from ..pages.tree import span_of
from ..sources.drafts import SOURCES_KEY

CHECKSUM_KEY = "draft-checksum"
QUESTION_LEVEL = 3
_CHECKSUM_RE = re.compile(rf"(?m)^{CHECKSUM_KEY}: (\w+)\n")
_ADDRESS_RE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#")
_INTRODUCTION = (
    "<!-- A draft: correct it as you like. The ids keep the learners' history, whatever a heading says. A question\n"
    "that was derived waits for a review until its mark (derived and conf) is deleted; a TODO is no card until it\n"
    "asks. -->"
)


class Article(NamedTuple):
    """What was found in one source: its page, and its pairs, each with the id of its note."""

    page: Page
    entries: Sequence[tuple[Pair, str]]


def draft_text(articles: Sequence[Article], folder: Path) -> str:
    """The text of a draft that will stand in ``folder``."""
    files = (article.page.source.file for article in articles)
    names = [
        PurePosixPath(os.path.relpath(file, folder)).as_posix()
        for file in files
    ]
    body = "\n".join(
        line for article in articles for line in _article(article, folder)
    )
    rest = f"{SOURCES_KEY}: {json.dumps(names, ensure_ascii=False)}\n---\n\n{_INTRODUCTION}\n\n{body.rstrip()}\n"
    checksum = _checksum("---\n" + rest)
    return f"---\n{CHECKSUM_KEY}: {checksum}\n{rest}"


def is_untouched(text: str) -> bool:
    """Whether a text is a draft that nobody has edited since it was written."""
    match = _CHECKSUM_RE.search(text)
    return match is not None and match[1] == _checksum(
        text[: match.start()] + text[match.end() :]
    )


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def _article(article: Article, folder: Path) -> Iterator[str]:
    """The lines of one source: its title, its sections, its cards."""
    page = article.page
    writer = MarkdownWriter(
        lambda target: _picture(target, page.source.file.parent, folder),
        QUESTION_LEVEL,
    )
    yield from (f"# {escape_text(page.title)}", "")
    section: tuple[str, ...] = ()
    for pair, note in article.entries:
        named = tuple(title for title in pair.section if title != page.title)
        if named != section and named:
            yield from ("## " + escape_text(" \u203a ".join(named)), "")
        section = named
        yield from _card(pair, note, page, writer)
    notes = [block for _, block in sorted(page.footnotes.items())]
    body = (
        "\n".join(
            writer.blocks([*pair.question, *pair.answer])
            for pair, _ in article.entries
        )
        if notes
        else ""
    )
    for number, block in enumerate(notes, 1):
        if f"[^{number}]" in body:
            yield f"[^{number}]: " + writer.blocks(block.children).replace(
                "\n", "\n    "
            )
            yield ""


def _card(
    pair: Pair, note: str, page: Page, writer: MarkdownWriter
) -> Iterator[str]:
    """One card: its question as a heading, its mark, its answer."""
    first, *more = pair.question
    yield (
        "#" * QUESTION_LEVEL
        + " "
        + (writer.line(first) if not first.children else writer.blocks([first]))
    )
    keys = [f"id=note-{note}"]
    if pair.derived:
        keys += [f"derived={pair.derived}", f"conf={confidence(pair.derived)}"]
    if pair.kind in ("mcq", "term"):
        keys.append(f"kind={pair.kind}")
    keys.append(f"src={_place(pair, page)}")
    yield from (f"<!-- mkdecks: {' '.join(keys)} -->", "")
    if more:
        yield from (writer.blocks(more), "", f"<!-- {ANSWER_COMMENT} -->", "")
    if pair.kind == "mcq":
        yield from (*_options(pair, writer), "")
    if pair.answer:
        yield from (writer.blocks(pair.answer), "")


def _place(pair: Pair, page: Page) -> str:
    """Where a pair stands: the name of its source, and its first and last line."""
    return f"{quote(page.source.name, safe='/.-_~+@')}:{pair.span.line}-{max(_last_line(pair), pair.span.end)}"


def _options(pair: Pair, writer: MarkdownWriter) -> Iterator[str]:
    for place, option in enumerate(pair.options):
        text = writer.blocks(option).replace("\n", "\n  ")
        yield f"- [{'x' if place in pair.correct else ' '}] {text}"


def _last_line(pair: Pair) -> int:
    """The last line of a pair in the file that its question stands in."""
    blocks: list[Block] = [
        *pair.answer,
        *(block for option in pair.options for block in option),
    ]
    return max(
        (span_of([b]).end for b in blocks if b.span.path == pair.span.path),
        default=pair.span.end,
    )


def _picture(target: str, article: Path, folder: Path) -> str:
    """A picture's path as it reads in the draft's folder."""
    if _ADDRESS_RE.match(target) or not target:
        return target
    return PurePosixPath(os.path.relpath(article / target, folder)).as_posix()
