"""A web page -> the Page that the same content written in markdown would be.

It has the same tokens, so the same Blocks: every dialect reads a web page as it reads
markdown, and its answers are rendered and sanitised as all others. The text of the
page's Source is written anew, a line for each line of a block, with runs that lead back
to the file.
"""

from __future__ import annotations

from dataclasses import replace

from ...model.records import Page, Source
from ..tree import page_of_tokens
from . import quizzes
from .chapters import chapters_above
from .dispatch import writer_of
from .document import open_document, with_short_lines
from .elements import (
    select,
)
from .page_writer import PageWriter
from .structured_data import linked_questions

_FOOTNOTES = (
    ".//*[contains(@class, 'footnote')]//li[@id]"
    " | .//aside[contains(@class, 'footnote')][@id]"
)


def read_html(source: Source, fallback_title: str = "") -> Page:
    """The page of a Source that holds HTML.

    Its title is its first heading, else what the browser shows, else the fallback.
    """
    source = with_short_lines(source)
    document = open_document(source)
    if document is None:
        return page_of_tokens(replace(source, text=""), (), fallback_title)
    notes = select(document.region, _FOOTNOTES)
    numbers = {note.get("id", ""): index for index, note in enumerate(notes)}
    writer = PageWriter(document.region, numbers, writer_of)
    for linked in linked_questions(document.root):
        quizzes.linked_question(writer, linked)
    writer.contents(document.region)
    with writer.container("footnote_block", "section"):
        for number, note in enumerate(notes):
            with writer.container("footnote", "li", meta={"id": number}):
                writer.contents(note)
    title = document.title or fallback_title
    page = page_of_tokens(writer.written(source), writer.tokens, title)
    chapters = chapters_above(document.root, page.title)
    return replace(page, chapters=chapters)
