"""Web pages, also those that a browser saved in one file."""

from __future__ import annotations

import re

from ...model.records import Page, Source
from . import NO, SURELY

ENDINGS = (".html", ".htm", ".xhtml", ".mhtml", ".mht")
_DOCUMENT_RE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html[\s>])",
    re.I | re.S,
)


def sniff(text: str) -> int:
    """Surely for a whole document."""
    return SURELY if _DOCUMENT_RE.match(text) else NO


def read(source: Source, title: str) -> Page:
    """The page of a web page."""
    from ..web.page import read_html

    return read_html(source, title)
