"""Definition lists of a glossary: a term, and ``:   what it means`` on the line below.

They count on pages and in sections that announce terms ("Glossary", "Key terms"):
elsewhere they describe options, parameters and people. Naming this dialect for a page
or in the config opens the gate.
"""

from __future__ import annotations

from ..language.page_titles import may_announce_terms
from ..model.problems import problem
from ..model.records import Block, Page, Results
from ..pages.walk import outermost
from .kit.answered import answered
from .kit.definitions import entries_of

ORDER = 78


def recognise(page: Page) -> Results:
    """One Pair for each term of such a list."""
    reason = "a definition list in a glossary"
    for block, _ in outermost(page, "dl"):
        if not _is_glossary(page, block):
            message = "a definition list where nothing announces terms"
            yield problem("MK309", message, block.span)
            continue
        for entry in entries_of(block):
            yield answered(entry.pair(block, kind="term", reason=reason))


def _is_glossary(page: Page, block: Block) -> bool:
    if block.tokens[0].meta.get("glossary") or "definition-list" in page.asked:
        return True
    titles = (page.title, *block.section)
    return any(map(may_announce_terms, titles))
