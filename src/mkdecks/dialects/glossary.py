"""Headings that are terms, on a page or in a section that is a glossary: ``#### Term``, and the text below.

Also entries in bold there: ``**Term**: what it means``, as paragraphs or list items.
Letters of the alphabet and headings that only group others are sections.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..language.page_titles import (
    announces_terms,
    is_contents_title,
    may_be_term,
)
from ..model.problems import problem
from ..model.records import Block, Page, Pair, Problem
from ..pages.inline import (
    as_paragraph,
    bold_length,
    cut,
    has_content,
    leads_elsewhere,
    link_count,
)
from .kit.answer import is_answered, pin_near, trim, without_footer

ORDER = 75
NAME = "glossary"
MAX_TERM = 80
MIN_ENTRIES = 2
_SIGN_RE = re.compile(r"\s*(?:[:\uff1a]|[-\u2013\u2014](?=\s))\s*")


def recognise(page: Page) -> Iterator[Pair | Problem]:
    """One Pair for each term with a definition, on a glossary page or where there are two or more of them."""
    titled = NAME in page.asked or announces_terms(page.title)
    found = list(_headings(page, titled=titled))
    terms = [one for one in found if isinstance(one, Pair)]
    entries = list(_bold_entries(page, titled=titled))
    yield from (one for one in found if isinstance(one, Problem))
    if titled or len(terms) + len(entries) >= MIN_ENTRIES:
        yield from (*terms, *entries)
        return
    for one in terms:
        yield problem(
            "MK309",
            f"a lone entry of a glossary: {one.question[0].text}",
            one.span,
        )


def _headings(page: Page, *, titled: bool) -> Iterator[Pair | Problem]:
    """The headings that are terms."""
    blocks = page.blocks
    places = [i for i, block in enumerate(blocks) if block.kind == "heading"]
    for place in places:
        heading = blocks[place]
        if heading in page.claims or not (
            titled or any(map(announces_terms, heading.section))
        ):
            continue
        stop = next((i for i in places if i > place), len(blocks))
        text = " ".join(heading.text.split())
        if (
            announces_terms(text)
            or text == page.title
            or is_contents_title(text)
            or not may_be_term(text)
        ):
            continue
        own = _until_claimed(page, blocks[place + 1 : stop])
        is_group = stop < len(blocks) and blocks[stop].level > heading.level
        entries = list(_entries(page, own))
        if (
            len(entries) >= MIN_ENTRIES
            or (is_group and entries)
            or any(block.kind == "dl" for block in own)
        ):
            continue
        answer = trim(without_footer(own) if stop == len(blocks) else own)
        if (
            is_answered(answer)
            and len(text) <= MAX_TERM
            and not _only_leads(answer)
        ):
            claims = (heading, *own)
            pin = pin_near(heading, blocks, own)
            reason = "a heading of a glossary"
            span, question = heading.span, (as_paragraph(heading),)
            yield Pair(
                question,
                answer,
                span,
                NAME,
                claims,
                heading.section,
                "term",
                pin=pin,
                reason=reason,
            )
        elif not is_group and not has_content(own):
            yield problem("MK301", f"no definition of: {text}", heading.span)


def _only_leads(answer: Sequence[Block]) -> bool:
    """Whether a text is a list of links; a lone "See ..." is a definition."""
    return leads_elsewhere(answer) and any(
        block.kind.endswith("_list") for block in answer
    )


def _until_claimed(page: Page, blocks: Sequence[Block]) -> tuple[Block, ...]:
    stop = next(
        (i for i, block in enumerate(blocks) if block in page.claims),
        len(blocks),
    )
    return tuple(blocks[:stop])


def _bold_entries(page: Page, *, titled: bool) -> Iterator[Pair]:
    """The entries in bold of the page's glossaries that no heading has taken."""
    blocks = [
        b
        for b in page.blocks
        if b not in page.claims
        and (titled or any(map(announces_terms, b.section)))
    ]
    entries = list(_entries(page, blocks))
    if len(entries) < MIN_ENTRIES:
        return
    for first, term, answer, claim in entries:
        trimmed = trim(answer)
        if is_answered(trimmed) and may_be_term(term.text, heading=False):
            reason = "an entry of a glossary"
            yield Pair(
                (term,),
                trimmed,
                first.span,
                NAME,
                (claim,),
                first.section,
                "term",
                reason=reason,
            )


def _entries(
    page: Page, blocks: Sequence[Block]
) -> Iterator[tuple[Block, Block, tuple[Block, ...], Block]]:
    """Paragraphs and list items that begin with a term in bold and a sign: block, term, definition, what is claimed."""
    for block in blocks:
        if block in page.claims:
            continue
        if block.kind == "paragraph" and (parts := _divide(block)):
            yield block, parts[0], (parts[1],), block
        elif block.kind in ("bullet_list", "ordered_list"):
            firsts = [
                item.children[0] for item in block.children if item.children
            ]
            many = (
                sum(
                    first.kind == "paragraph" and _divide(first) is not None
                    for first in firsts
                )
                >= MIN_ENTRIES
            )
            for item in block.children:
                first = item.children[0] if item.children else None
                if (
                    first is not None
                    and first.kind == "paragraph"
                    and (parts := _divide(first, bare=many))
                ):
                    yield first, parts[0], (parts[1], *item.children[1:]), item


def _divide(block: Block, *, bare: bool = False) -> tuple[Block, Block] | None:
    """A paragraph as its term in bold and what the sign behind it leads to; ``bare`` takes the next line too."""
    length = bold_length(block)
    if not 0 < length <= MAX_TERM:
        return None
    term = block.text[:length]
    sign = _SIGN_RE.match(block.text, length)
    inside = term.rstrip().endswith((":", "\uff1a"))
    if (
        not sign
        and not inside
        and not (bare and block.text.startswith("\n", length))
    ):
        return None
    end = len(term.rstrip().rstrip(":\uff1a"))
    definition = cut(block, sign.end() if sign else length)
    return (
        (cut(block, 0, end), definition)
        if has_content([definition]) and not link_count(cut(block, 0, end))
        else None
    )
