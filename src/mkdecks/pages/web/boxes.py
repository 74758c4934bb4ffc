"""Boxes of a web page as markdown's: folds, admonitions and content tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from ...language.question_text import is_question
from ...model.characters import one_line
from .elements import (
    HEADINGS,
    Element,
    all_text,
    classes,
    holds,
    pieces_of,
    select,
)
from .folds import Fold
from .page_writer import PageWriter

_LABELS = (
    "note tip info warning danger important caution hint example question faq help"
    " quote success failure bug abstract error attention seealso"
).split()
_LABEL_RE = re.compile(rf"(?:^|[\s_-])({'|'.join(_LABELS)})(?:$|[\s_-])")
_TITLE_RE = re.compile(r"title|heading", re.I)
# What a title of one line has no room for.
_STRUCTURES = ("pre", "ul", "ol", "table")


def details(writer: PageWriter, element: Element) -> None:
    """``<details>``; with the class of an admonition it is mkdocs' ``???``."""
    summary = element.find("summary")
    if summary is None:
        writer.contents(element)
    elif _is_part_of_page(summary, element):
        _section_heading(writer, summary, element)
        writer.rest(summary)
    else:
        names = element.get("class", "").split()
        label = next((name for name in names if name in _LABELS), "")
        with _fold(writer, summary, label):
            writer.rest(summary)


def fold(writer: PageWriter, folded: Fold) -> None:
    """A fold that a script opens; what the page calls a question is a question box."""
    if not folded.asks and _is_part_of_page(folded.title, folded.body):
        _section_heading(writer, folded.title, folded.body)
        writer.contents(folded.body)
        return
    with _fold(writer, folded.title, "question" if folded.asks else ""):
        writer.contents(folded.body)


def note(writer: PageWriter, element: Element) -> None:
    """An admonition of a documentation site; its first element may be its title."""
    match = _LABEL_RE.search(element.get("class", "").lower())
    label = match[1] if match else "note"
    first = next(element.iterchildren("*"), None)
    with _box(writer, label, "!!!"):
        if first is not None and _is_title(first):
            _title(writer, first, label)
            writer.rest(first)
        else:
            writer.contents(element)


def tabs(writer: PageWriter, element: Element) -> None:
    """Content tabs of mkdocs-material: labels, and below them a block for each."""
    labels = select(element, "./div[@class='tabbed-labels']/label")
    blocks = element.iterfind("./div/div")
    panels = [block for block in blocks if "tabbed-block" in classes(block)]
    if len(labels) != len(panels):
        writer.contents(element)
        return
    for label, panel in zip(labels, panels, strict=True):
        writer.stand_at(label)
        with writer.container("tab", "div"):
            writer.title("tab_title", "p", pieces_of(label))
            writer.contents(panel)


def _is_part_of_page(title: Element, body: Element) -> bool:
    """Whether a fold holds no answer but a part of the page, with its own headings."""
    has_headings = len(list(body.iter(*HEADINGS))) > 1
    return has_headings and not is_question(one_line(all_text(title)))


def _section_heading(writer: PageWriter, title: Element, body: Element) -> None:
    """Write the title of a fold as a heading above those of its body."""
    if not holds(title, *HEADINGS):
        level = min(int(str(part.tag)[1]) for part in body.iter(*HEADINGS))
        writer.heading(title, max(level - 1, 1))


def _is_title(element: Element) -> bool:
    """Whether an element is a heading, or named a title."""
    if element.tag in HEADINGS:
        return True
    return bool(_TITLE_RE.search(element.get("class", "")))


@contextmanager
def _fold(writer: PageWriter, title: Element, label: str) -> Iterator[None]:
    """Write a fold with its title, around what is written meanwhile."""
    writer.stand_at(title)
    with _box(writer, label, "???" if label else "<details>"):
        _title(writer, title, label)
        yield


@contextmanager
def _box(writer: PageWriter, label: str, mark: str) -> Iterator[None]:
    """Write a box around what is written meanwhile, an admonition if labelled."""
    kind = "admonition" if label else "details"
    with writer.container(kind, "div", label, mark):
        writer.add_lines(mark)
        yield


def _title(writer: PageWriter, element: Element, label: str) -> None:
    """Write the title of a box: a line, or blocks where it holds code or lists."""
    kind = "admonition_title" if label else "summary"
    if holds(element, *_STRUCTURES):
        with writer.container(kind, "p"):
            writer.contents(element)
    else:
        writer.title(kind, "p", pieces_of(element))
