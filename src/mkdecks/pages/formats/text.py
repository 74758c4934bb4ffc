"""Plain text: FAQs, and articles that a scraper has made text of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ...language.question_text import is_question
from ...model.records import Page, Source
from ..text.site_lines import is_site_line

ENDINGS = (".txt",)
# Lines of the site around an article, that only a scraper leaves in a text.
MIN_SITE_LINES = 2
MIN_ASKING = 3
# What a line of markdown begins with that is more than text.
_MARK_RE = re.compile(r"\s*(?:[#>|`~<]|[-*+]\s|\d+[.)]\s|\*\*|__)")


def sniff(text: str) -> bool:
    """Whether a text is a scraped article, or puts a question a line: it has no marks."""
    lines = text.split("\n")
    if sum(map(is_site_line, filter(str.strip, lines))) >= MIN_SITE_LINES:
        return True
    return _asks_by_lines(lines)


def _asks_by_lines(lines: Sequence[str]) -> bool:
    """Whether lines ask, each with its answer on the next, which markdown would join."""
    has_gaps = not all(map(str.strip, lines[:-1]))
    if has_gaps or any(map(_MARK_RE.match, lines)):
        return False
    pairs = list(pairwise(lines))
    asking = [below for above, below in pairs if is_question(above)]
    is_answered = not any(map(is_question, asking))
    return is_answered and len(asking) >= MIN_ASKING


def read(source: Source, title: str) -> Page:
    """The page of a plain text."""
    from ..text.mark_up import mark_up
    from ..tree import parse

    return parse(mark_up(source), title)
