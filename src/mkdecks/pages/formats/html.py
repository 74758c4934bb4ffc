"""Web pages, also those that a browser saved in one file."""

from __future__ import annotations

from ...model.records import Page, Source
from ...sources.read import is_web_page

ENDINGS = (".html", ".htm", ".xhtml", ".mhtml", ".mht")


def sniff(text: str) -> bool:
    """Whether a text is a whole web page."""
    return is_web_page(text)


def read(source: Source, title: str) -> Page:
    """The page of a web page."""
    from ..web.page import read_html

    return read_html(source, title)
