"""Boxes of a web page as markdown's: folds, admonitions, tabs, quizzes, and questions of the page's linked data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from markdown_it.token import Token

from ...language.question_text import is_question
from .document import classes, elements, found, parse_html, said
from .widgets import Fold
from .writer import PageWriter, contents

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_TYPES = (
    "note|tip|info|warning|danger|important|caution|hint|example|question|faq|help|quote|success|failure|bug|abstract"
    "|error|attention|seealso"
)
_TYPE_RE = re.compile(rf"(?:^|[\s_-])({_TYPES})(?:$|[\s_-])")
_TITLE_RE = re.compile(r"title|heading", re.I)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_STRUCTURES = frozenset({"pre", "ul", "ol", "table"})


def details(writer: PageWriter, element: Element, depth: int) -> None:
    """``<details>``: one with the class of an admonition is what mkdocs makes of ``???``."""
    summary = element.find("summary")
    if summary is None:
        writer.children(element, depth)
        return
    if _groups_headings(summary, [element]):
        _section(writer, summary, [element], depth)
        return
    label = next(
        (
            name
            for name in element.get("class", "").split()
            if re.fullmatch(_TYPES, name)
        ),
        "",
    )
    kind, mark = ("admonition", "???") if label else ("details", "<details>")
    writer.place(summary)
    opened = _open(writer, kind, label, mark)
    _title(writer, summary, "admonition_title" if label else "summary", depth)
    writer.after(summary, depth)
    writer.end(opened)


def fold(writer: PageWriter, shown: Fold, depth: int) -> None:
    """A fold that a script opens; one that the page calls a question is a question block."""
    if not shown.asks and _groups_headings(shown.title, shown.body):
        _section(writer, shown.title, shown.body, depth)
        return
    kind, label, mark = (
        ("admonition", "question", "???")
        if shown.asks
        else ("details", "", "<details>")
    )
    writer.place(shown.title)
    opened = _open(writer, kind, label, mark)
    _title(
        writer,
        shown.title,
        "admonition_title" if shown.asks else "summary",
        depth,
    )
    for part in shown.body:
        writer.children(part, depth + 1)
    writer.end(opened)


def _groups_headings(title: Element, body: Sequence[Element]) -> bool:
    """Whether a fold holds a part of the page, with headings of its own, rather than an answer."""
    headings = sum(1 for part in body for _ in part.iter(*_HEADINGS))
    return headings > 1 and not is_question(" ".join(said(title).split()))


def _section(
    writer: PageWriter, title: Element, body: Sequence[Element], depth: int
) -> None:
    """A fold that is a part of the page: its title as a heading above those it holds."""
    level = min(
        int(str(one.tag)[1]) for part in body for one in part.iter(*_HEADINGS)
    )
    inline = writer.inline.token(contents(title), heading=True)
    if inline and next(title.iter(*_HEADINGS), None) is None:
        writer.line_of("heading", f"h{max(level - 1, 1)}", inline, markup="#")
    for part in body:
        if part.tag == "details":
            writer.after(title, depth)
        else:
            writer.children(part, depth + 1)


def note(writer: PageWriter, element: Element, depth: int) -> None:
    """An admonition of a documentation site: its first element that is named a title is its title."""
    named = (
        _TYPE_RE.search(name)
        for name in element.get("class", "").lower().split()
        if name != "admonition"
    )
    label = next((match[1] for match in named if match), "note")
    opened = _open(writer, "admonition", label, "!!!")
    title = next(iter(elements(element)), None)
    if title is not None and (
        _TITLE_RE.search(title.get("class", "")) or title.tag in _HEADINGS
    ):
        _title(writer, title, "admonition_title", depth)
        writer.after(title, depth)
    else:
        writer.children(element, depth)
    writer.end(opened)


def tabs(writer: PageWriter, element: Element, depth: int) -> None:
    """Content tabs of mkdocs-material: labels, and below them a block for each."""
    labels = found(element, "./div[@class='tabbed-labels']/label")
    panels = [
        one
        for one in element.iterfind("./div/div")
        if "tabbed-block" in classes(one)
    ]
    if len(labels) != len(panels):
        writer.children(element, depth)
        return
    for label, panel in zip(labels, panels, strict=True):
        writer.place(label)
        opened = writer.begin("tab", "div", markup="===")
        writer.line_of(
            "tab_title", "p", writer.inline.token(contents(label), heading=True)
        )
        writer.children(panel, depth + 2)
        writer.end(opened)


def quiz(writer: PageWriter, element: Element, depth: int) -> None:
    """A quiz of mkdocs-quiz: its question, its options with the right ones marked in the page, its explanation."""
    question = element.find("./div[@class='quiz-question']")
    inputs = found(element, ".//input[@type='radio' or @type='checkbox']")
    if question is None or not (
        inputs or found(element, ".//input[@data-answer]")
    ):
        return
    opened = writer.begin("quiz", "div", markup="<quiz>")
    writer.say("<quiz>", writer.line)
    writer.children(question, depth)
    if inputs:
        _options(writer, element, inputs)
    else:
        writer.leaf(Token("hr", "hr", 0, markup="---"), "---")
    for section in element.iterfind("./section"):
        writer.children(section, depth)
    writer.end(opened)


def _options(
    writer: PageWriter, element: Element, inputs: Sequence[Element]
) -> None:
    options = writer.begin("bullet_list", "ul", markup="-")
    labels = {
        label.get("for", ""): label
        for label in found(element, ".//label[@for]")
    }
    for box in inputs:
        label = labels.get(box.get("id", ""), box)
        checked = "data-correct" in box.attrib
        item = writer.begin(
            "list_item", "li", markup="-", meta={"checked": checked}
        )
        writer.place(box)
        writer.paragraph(
            ["\u2611 " if checked else "\u2610 ", *contents(label)], tight=True
        )
        writer.end(item)
    writer.end(options)


def linked_question(
    writer: PageWriter, script: Element, question: str, answer: str
) -> None:
    """A question of the page's linked data, for the dialect that reads them."""
    writer.place(script)
    opened = writer.begin("linked_question", "div")
    if (asked := _fragment(question)) is not None:
        writer.line_of(
            "summary", "p", writer.inline.token([said(asked)], heading=True)
        )
    if (told := _fragment(answer)) is not None:
        holder = writer.begin("linked_answer", "div")
        writer.children(told, 1)
        writer.end(holder)
    writer.end(opened)


def _fragment(html: str) -> Element | None:
    """The element that holds what a piece of HTML says."""
    root = parse_html(f"<html><body>{html}</body></html>")
    body = root.find("body") if root is not None else None
    return root if body is None else body


def _open(writer: PageWriter, kind: str, label: str, mark: str) -> Token:
    opened = writer.begin(
        kind,
        "div",
        label,
        mark,
        {"broken": False, "collapsible": mark != "!!!"},
    )
    writer.say(mark, writer.line)
    return opened


def _title(writer: PageWriter, element: Element, kind: str, depth: int) -> None:
    """The title of a box: a line, or blocks where a summary holds code or lists."""
    if any(child.tag in _STRUCTURES for child in element.iter()):
        opened = writer.begin(kind, "p")
        writer.children(element, depth)
        writer.end(opened)
    else:
        writer.line_of(
            kind, "p", writer.inline.token(contents(element), heading=True)
        )
