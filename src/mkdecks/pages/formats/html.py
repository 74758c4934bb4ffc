"""A web page -> the Page that the same content written in markdown would be: the same tokens, so the same Blocks.

So every dialect reads a web page as it reads markdown, and its answers are rendered and
sanitised as all others. The text of the page's Source is made anew, a line for each
line of a block, with runs that lead back to the file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from markdown_it.token import Token

from ...model.records import Page, Source
from ..articles import boxes, tables
from ..articles.document import (
    classes,
    elements,
    found,
    is_note,
    open_document,
    said,
    with_short_lines,
)
from ..articles.widgets import linked_data, microdata_question
from ..articles.writer import (
    ElementWriter,
    PageWriter,
    Writers,
    contents,
    runs_of,
)
from ..tree import page_of_tokens

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LANGUAGE_RE = re.compile(
    r"(?:^|\s)(?:language-|lang-|highlight-|brush:\s*|sourceCode\s+)([\w+#-]+)",
    re.I,
)
_NO_LANGUAGE = frozenset(
    "default none text plaintext plain nohighlight source sourcecode code notranslate".split()
)
_FOOTNOTES = ".//*[contains(@class, 'footnote')]//li[@id] | .//aside[contains(@class, 'footnote')][@id]"
_CHECKBOX = "./input[@type='checkbox'] | ./label/input[@type='checkbox'] | ./p[1]/input[@type='checkbox']"
_SECTIONS = ("h1", "h2", "h3", "h4")


def read_html(source: Source, fallback_title: str = "") -> Page:
    """The page of a Source that holds HTML. Its title is its first heading, else what the browser shows."""
    source = with_short_lines(source)
    document = open_document(source)
    if document is None:
        return page_of_tokens(replace(source, text=""), (), fallback_title)
    writer = PageWriter(document, _chosen)
    writer.widgets.find()
    notes = found(document.region, _FOOTNOTES)
    writer.footnotes.update(
        (note.get("id", ""), number) for number, note in enumerate(notes)
    )
    for script, question, answer in linked_data(document.root):
        boxes.linked_question(writer, script, question, answer)
    writer.children(document.region, 0)
    block = writer.begin("footnote_block", "section")
    for number, note in enumerate(notes):
        opened = writer.begin("footnote", "li", meta={"id": number})
        writer.children(note, 0)
        writer.end(opened)
    writer.end(block)
    written = replace(
        source,
        text="\n".join(writer.lines),
        runs=runs_of(source, writer.places),
    )
    return page_of_tokens(
        written, writer.tokens, document.title or fallback_title
    )


def _chosen(writer: PageWriter, element: Element) -> ElementWriter | None:
    """What writes an element: its role on the page before its tag."""
    folded = writer.widgets.folds.get(element) or (
        microdata_question(element) if "itemtype" in element.attrib else None
    )
    if folded:
        return lambda writer, _, depth: boxes.fold(writer, folded, depth)
    names = classes(element)
    special = (
        next((_BY_CLASS[name] for name in names if name in _BY_CLASS), None)
        if names
        else None
    )
    if special:
        return special
    if (
        names
        and element.tag in ("div", "aside", "section", "blockquote")
        and is_note(element)
    ):
        return boxes.note
    return _BY_TAG.get(str(element.tag))


def _heading(writer: PageWriter, element: Element, depth: int) -> None:
    inline = writer.inline.token(contents(element), heading=True)
    if inline:
        tag = str(element.tag)
        writer.line_of("heading", tag, inline, markup="#" * int(tag[1]))


def _list(writer: PageWriter, element: Element, depth: int) -> None:
    kind, tag, mark = (
        ("ordered_list", "ol", ".")
        if element.tag == "ol"
        else ("bullet_list", "ul", "-")
    )
    items = [
        child for child in elements(element) if not writer.chrome.holds(child)
    ]
    if not items or _is_layout_list(writer, items):
        writer.children(element, depth)
        return
    opened = writer.begin(kind, tag, markup=mark)
    number = _number(element.get("start"), 1)
    if tag == "ol" and number != 1:
        opened.attrs = {"start": number}
    for item in items:
        if item.tag in (
            "ul",
            "ol",
        ):  # a list right inside a list, as old editors write it
            writer.block(item, depth + 1)
            continue
        number = _number(item.get("value"), number)
        _item(writer, item, depth + 1, str(number) if tag == "ol" else "", mark)
        number += 1
    writer.end(opened)


def _is_layout_list(writer: PageWriter, items: Sequence[Element]) -> bool:
    """A list of sections or cards: its items hold headings, or are folds."""
    return any(
        item in writer.widgets.folds
        or next(item.iter(*_SECTIONS), None) is not None
        for item in items
    )


def _item(
    writer: PageWriter, item: Element, depth: int, number: str, mark: str
) -> None:
    writer.place(item)
    opened = writer.begin("list_item", "li", number, mark)
    boxed = found(item, _CHECKBOX)
    if boxed:
        opened.meta = {"checked": "checked" in boxed[0].attrib}
    writer.children(item, depth, tight=True)
    writer.end(opened)


def _blockquote(writer: PageWriter, element: Element, depth: int) -> None:
    opened = writer.begin("blockquote", "blockquote", markup=">")
    writer.children(element, depth)
    writer.end(opened)


def _code(writer: PageWriter, element: Element, depth: int) -> None:
    """Code as it is written; the language is in a class of the element, of its code or of its box."""
    code = said(element).replace("\u00a0", " ").rstrip().removeprefix("\n")
    if code.strip():
        holders = [
            *elements(element),
            element,
            *list(element.iterancestors())[:3],
        ]
        names = (
            m[1].lower()
            for holder in holders
            if (m := _LANGUAGE_RE.search(holder.get("class", "")))
        )
        language = next(
            (name for name in names if name not in _NO_LANGUAGE), ""
        )
        writer.leaf(
            Token(
                "fence",
                "code",
                0,
                content=code + "\n",
                info=language,
                markup="```",
            ),
            f"```{language}\n{code}\n```",
        )


def _rule(writer: PageWriter, element: Element, depth: int) -> None:
    writer.leaf(Token("hr", "hr", 0, markup="---"), "---")


def _nothing(writer: PageWriter, element: Element, depth: int) -> None:
    """What is shown elsewhere: footnotes, on the cards that refer to them."""


def _number(written: str | None, otherwise: int) -> int:
    return (
        int(written)
        if written
        and written.isascii()
        and written.isdigit()
        and len(written) < 6
        else otherwise
    )


_BY_TAG: Writers = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    "ul": _list,
    "ol": _list,
    "dir": _list,
    "blockquote": _blockquote,
    "pre": _code,
    "hr": _rule,
    "details": boxes.details,
    "table": tables.table,
    "dl": tables.definition_list,
}
_BY_CLASS: Writers = {
    "tabbed-set": boxes.tabs,
    "quiz": boxes.quiz,
    "footnote": _nothing,
    "footnotes": _nothing,
    "footnote-list": _nothing,
}


ENDINGS = (".html", ".htm", ".xhtml", ".mhtml", ".mht")
_DOCUMENT_RE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html[\s>])",
    re.I | re.S,
)


def sniff(text: str) -> int:
    """Surely for a whole document."""
    return 2 if _DOCUMENT_RE.match(text) else 0


def read(source: Source, title: str) -> Page:
    """The page of a web page."""
    return read_html(source, title)
