"""Web pages, also those that a browser saved in one file."""

from __future__ import annotations

import re

from ...model.records import Page, Source
from ...sources.read import is_web_page

ENDINGS = (".html", ".htm", ".xhtml", ".mhtml", ".mht")
# What a site's maker fills in: {% include %}, and comments.
_TEMPLATE_TAG_RE = re.compile(r"\{%[^%]{0,500}%\}|<!--.*?-->", re.S)
_BLANK_LINES_RE = re.compile(r"\n(?:[ \t]*\n)+")
_ELEMENTS_RE = re.compile(
    r"\s*</?(?:article|body|center|d[dlt]|details|div|h[1-6]|header|li|main|[ou]l|p"
    r"|section|table|tr|t[dh])\b[^>]*>.*>\s*|\s*</?(?:div|section|main|article)>\s*",
    re.S,
)

sniff = is_web_page


def is_body(text: str) -> bool:
    """Whether a text is HTML's elements and nothing else, as below front matter.

    Each part between blank lines is, so that nothing in them is markdown.
    """
    parts = _BLANK_LINES_RE.split(_TEMPLATE_TAG_RE.sub("", text).strip())
    return all(map(_ELEMENTS_RE.fullmatch, parts))


def read(source: Source, title: str) -> Page:
    """The page of a web page."""
    from ..web.page import read_html

    return read_html(source, title)
