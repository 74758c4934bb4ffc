"""Plain text: FAQs, and articles that a scraper has made text of."""

from __future__ import annotations

from ...model.records import Page, Source
from . import NO

ENDINGS = (".txt",)


def sniff(_text: str) -> int:
    """Never more surely than another format: text has no marks of its own."""
    return NO


def read(source: Source, title: str) -> Page:
    """The page of a plain text."""
    from ..text.mark_up import mark_up
    from ..tree import parse

    return parse(mark_up(source), title)
