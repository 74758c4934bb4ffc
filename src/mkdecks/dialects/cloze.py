"""Deletions in running text, ``==x==`` and ``{x}``; off until asked for.

Those of Anki are read too. Each deletion of a paragraph or a list item has its own
number, ``{2:x}``, ``{2|x}`` and ``{c2:x}`` state one.
"""

from __future__ import annotations

from ..model.records import Page, Results
from .kit.clozes import cloze_notes

ORDER = 31
ON = False


def recognise(page: Page) -> Results:
    """One Pair for each paragraph with a deletion."""
    yield from cloze_notes(page, marks=True)
