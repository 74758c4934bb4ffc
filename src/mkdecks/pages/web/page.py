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
from .document import main_region, shown_title, with_short_lines
from .elements import parse_html, select
from .page_writer import PageWriter
from .structured_data import linked_questions

_FOOTNOTES = (
    ".//*[contains(@class, 'footnote')]//li[@id]"
    " | .//aside[contains(@class, 'footnote')][@id]"
)


def read_html(source: Source, fallback_title: str) -> Page:
    """The page of a Source that holds HTML.

    Its title is its first heading, else what the browser shows, else the fallback.
    """
    source = with_short_lines(source)
    root = parse_html(source.text)
    if root is None:
        return page_of_tokens(replace(source, text=""), (), fallback_title)
    region = main_region(root)
    notes = select(region, _FOOTNOTES)
    numbers = {note.get("id", ""): index for index, note in enumerate(notes)}
    writer = PageWriter(region, numbers, writer_of)
    for linked in linked_questions(root):
        quizzes.linked_question(writer, linked)
    writer.contents(region)
    with writer.container("footnote_block", "section"):
        for number, note in enumerate(notes):
            with writer.container("footnote", "li") as opening:
                opening.meta = {"id": number}
                writer.contents(note)
    title = shown_title(root) or fallback_title
    page = page_of_tokens(writer.written(source), writer.tokens, title)
    chapters = chapters_above(root, page.title)
    return replace(page, chapters=chapters)
