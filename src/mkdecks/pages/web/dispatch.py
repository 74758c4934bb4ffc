"""What writes each element of a web page: told by its role on the page, then by its tag."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from markdown_it.token import Token

from . import boxes, lists, quizzes, tables
from .elements import (
    HEADINGS,
    Element,
    classes,
    is_note,
    parse_fragment,
    shown_text,
)
from .page_writer import ElementWriter, PageWriter
from .running_text import is_click
from .structured_data import microdata_question

# How many elements around a piece of code may name its language.
MAX_AROUND_CODE = 3


_LANGUAGE_RE = re.compile(
    r"(?:^|\s)(?:language-|lang-|highlight-|brush:\s*|sourceCode\s+)([\w+#-]+)",
    re.I,
)


_NO_LANGUAGE = frozenset(
    "default none text plaintext plain nohighlight source sourcecode code"
    " notranslate".split()
)


_NOTE_TAGS = ("div", "aside", "section", "blockquote")


def fragment_tokens(html: str) -> Iterator[tuple[Token, int]]:
    """The tokens of HTML that stands in markdown, each with its line in the fragment.

    Lines are counted from 0; a token that knows none has that of the one before.
    """
    region = parse_fragment(html)
    writer = PageWriter(region, {}, writer_of)
    writer.contents(region)
    line = 0
    for token in writer.tokens:
        line = writer.line_of(token, line)
        yield token, line


def writer_of(writer: PageWriter, element: Element) -> ElementWriter:
    """What writes an element: its role on the page comes before its tag."""
    fold = writer.folds.by_title.get(element) or microdata_question(element)
    if fold is not None:
        return lambda writer, _: boxes.fold(writer, fold)
    for name in classes(element):
        if name in _BY_CLASS:
            return _BY_CLASS[name]
    if element.tag in _NOTE_TAGS and is_note(element):
        return boxes.note
    return _BY_TAG.get(str(element.tag), PageWriter.contents)


def _heading(writer: PageWriter, element: Element) -> None:
    writer.heading(element, int(str(element.tag)[1]))


def _blockquote(writer: PageWriter, element: Element) -> None:
    with writer.container("blockquote", "blockquote"):
        writer.contents(element)


def _code(writer: PageWriter, element: Element) -> None:
    """Code as it is written, and its language."""
    text = shown_text(element).replace("\u00a0", " ")
    code = text.rstrip().removeprefix("\n")
    if not code.strip():
        return
    language = next(_languages(element), "")
    token = Token("fence", "", 0, content=f"{code}\n", info=language)
    writer.leaf(token, f"```{language}\n{code}\n```")


def _languages(code: Element) -> Iterator[str]:
    """The languages that the classes of code, of its parts and of its boxes name."""
    around = list(code.iterancestors())[:MAX_AROUND_CODE]
    for holder in (*code.iterchildren("*"), code, *around):
        match = _LANGUAGE_RE.search(holder.get("class", ""))
        if match and match[1].lower() not in _NO_LANGUAGE:
            yield match[1].lower()


def _button(writer: PageWriter, element: Element) -> None:
    if not is_click(element):
        writer.contents(element)


def _nothing(writer: PageWriter, element: Element) -> None:
    """Footnotes, which are shown on the cards that refer to them."""


_BY_TAG: Mapping[str, ElementWriter] = {
    **dict.fromkeys(HEADINGS, _heading),
    **dict.fromkeys(("ul", "ol", "dir"), lists.item_list),
    "blockquote": _blockquote,
    "pre": _code,
    "hr": lambda writer, _: writer.rule(),
    "button": _button,
    "details": boxes.details,
    "table": tables.table,
    "dl": lists.definition_list,
}
_BY_CLASS: Mapping[str, ElementWriter] = {
    "tabbed-set": boxes.tabs,
    "quiz": quizzes.quiz,
    **dict.fromkeys(("footnote", "footnotes", "footnote-list"), _nothing),
}
