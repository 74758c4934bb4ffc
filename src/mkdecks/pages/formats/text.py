"""Plain text: FAQs, and articles that a scraper has made text of."""

from __future__ import annotations

from ...model.records import Page, Source
from ..text.site_lines import is_site_line

ENDINGS = (".txt",)
# Lines of the site around an article, that only a scraper leaves in a text.
MIN_SITE_LINES = 2


def sniff(text: str) -> bool:
    """Whether a text is a scraped article: text has no marks of its own."""
    lines = sum(is_site_line(line) for line in text.split("\n") if line.strip())
    return lines >= MIN_SITE_LINES


def read(source: Source, title: str) -> Page:
    """The page of a plain text."""
    from ..text.mark_up import mark_up
    from ..tree import parse

    return parse(mark_up(source), title)
