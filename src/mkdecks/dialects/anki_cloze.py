"""Deletions written as Anki has them, ``{{c1::...}}``, in a paragraph or a list item.

Each paragraph with a deletion outside code is one note; ``{{c1::text::hint}}`` shows
the hint.
"""

from __future__ import annotations

from ..model.records import Page, Results
from .kit.clozes import cloze_notes

ORDER = 32


def recognise(page: Page) -> Results:
    """One Pair for each such paragraph."""
    if "{{c" in page.source.text:
        yield from cloze_notes(page, marks=False)
