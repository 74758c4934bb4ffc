"""Definition lists of a glossary: a term, and ``:   what it means`` on the line below.

They count on pages and in sections that announce terms ("Glossary", "Key terms"):
elsewhere they describe options, parameters and people. Naming this dialect for a page
or in the config opens the gate.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..language.page_titles import announces_terms
from ..model.problems import problem
from ..model.records import Block, Page, Pair, Problem
from ..pages.inline import as_paragraph, has_content
from ..pages.tree import outermost
from .kit.answer import is_answered, pin_near, trim

ORDER = 78
NAME = "definition-list"


def recognise(page: Page) -> Iterator[Pair | Problem]:
    """One Pair for each term of such a list."""
    for block, siblings in outermost(page, "dl"):
        if (
            block.tokens[0].meta.get("glossary")
            or NAME in page.asked
            or any(map(announces_terms, (page.title, *block.section)))
        ):
            yield from _terms(block, siblings)
        else:
            yield problem(
                "MK309",
                "a definition list where nothing announces terms",
                block.span,
            )


def _terms(block: Block, siblings: Sequence[Block]) -> Iterator[Pair | Problem]:
    terms: list[Block] = []
    definition: list[Block] = []
    for child in (*block.children, None):
        if child is None or child.kind == "dt":
            if definition:
                yield from _pair(block, terms, definition, siblings)
                terms, definition = [], []
            terms += [child] if child else []
        else:
            definition += child.children
    if terms:
        yield problem(
            "MK301", f"no definition of: {terms[-1].text}", terms[-1].span
        )


def _pair(
    block: Block,
    terms: Sequence[Block],
    definition: Sequence[Block],
    siblings: Sequence[Block],
) -> Iterator[Pair | Problem]:
    shown = tuple(as_paragraph(term) for term in terms if has_content([term]))
    answer = trim(definition)
    if not shown or not is_answered(answer):
        if shown:
            yield problem(
                "MK301", f"no definition of: {shown[0].text}", shown[0].span
            )
        return
    pin = pin_near(block, siblings, ()) if terms[0] is block.children[0] else ""
    reason = "a definition list in a glossary"
    yield Pair(
        shown,
        answer,
        shown[0].span,
        NAME,
        (block,),
        block.section,
        "term",
        pin=pin,
        reason=reason,
    )
