"""Headings that are terms, on a page or in a section that is a glossary: ``#### Term``, and the text below.

Also entries in bold there: ``**Term**: what it means``, as paragraphs or list items;
list items with the meaning nested below the term; folds whose title is the term; and
shortcodes that name one: ``{{% def name="Term" %}} ... {{% /def %}}``.
Letters of the alphabet and headings that only group others are sections.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from ..language.fold_titles import is_reveal_label
from ..language.lexicon import holds
from ..language.page_titles import (
    announces_terms,
    is_contents_title,
    may_be_term,
)
from ..model.characters import one_line
from ..model.problems import problem
from ..model.records import Block, Page, Pair, Problem, Results
from ..pages.inline import as_paragraph, bold_length, cut, has_content
from ..pages.links import leads_elsewhere, link_count
from ..pages.tree import body_of, title_of
from ..pages.walk import outermost
from .kit.answer import is_answered, trim
from .kit.blocks import LISTS
from .kit.footer import without_footer
from .kit.refusals import no_answer

ORDER = 75
NAME = "glossary"
MAX_TERM = 80
MIN_ENTRIES = 2
# So many items of a list, and this share of it, have the meaning nested below the term.
MIN_NESTED, MIN_SHARE = 3, 0.8
# What ends a sentence, or announces parts of it.
_ENDS_RE = re.compile(r"[.:;,!?\u3002\uff1a\uff1f]$")
_LINE_RE = re.compile(r"(?P<term>[^:\uff1a]{1,60}?)\s?[:\uff1a]\s*(?=\S)")
_SIGN_RE = re.compile(r"\s*(?:[:\uff1a]|[-\u2013\u2014](?=\s))\s*")


class _Entry(NamedTuple):
    """A term in bold, what it means, and the paragraph or list item that says so."""

    term: Block
    definition: tuple[Block, ...]
    block: Block


class _Section(NamedTuple):
    """A heading, what stands below it up to the next, and the next as a list of one."""

    heading: Block
    own: Sequence[Block]
    following: Sequence[Block]

    @property
    def is_group(self) -> bool:
        """Whether a deeper heading follows."""
        return any(b.level > self.heading.level for b in self.following)


def recognise(page: Page) -> Results:
    """One Pair for each term with a definition.

    On a page that announces no terms there must be two of them.
    """
    headings = list(_headings(page))
    entries = [*_bold_entries(page), *_boxes(page)]
    terms = [item for item in headings if isinstance(item, Pair)]
    if _is_glossary(page) or entries or len(terms) >= MIN_ENTRIES:
        yield from (*headings, *entries)
        return
    for item in headings:
        yield _lone(item) if isinstance(item, Pair) else item


def _is_glossary(page: Page, section: Sequence[str] = ()) -> bool:
    """Whether a page or a section announces terms, or the page names this dialect."""
    titles = (page.title, *section)
    return NAME in page.asked or any(map(announces_terms, titles))


def _lone(pair: Pair) -> Problem:
    message = f"a lone entry of a glossary: {pair.question[0].text}"
    return problem("MK309", message, pair.span)


def _headings(page: Page) -> Results:
    """The headings that are terms."""
    for section in _sections(page):
        heading, own = section.heading, section.own
        if section.is_group and holds(heading.text, "terms"):
            continue
        if _is_section(page, own, is_group=section.is_group):
            continue
        answer = trim(own if section.following else without_footer(own))
        if _defines(answer) and len(one_line(heading.text)) <= MAX_TERM:
            yield Pair.of(
                [as_paragraph(heading)],
                answer,
                (heading, *own),
                reason="a heading of a glossary",
                kind="term",
            )
        elif not section.is_group and not has_content(own):
            yield no_answer([heading])


def _sections(page: Page) -> Iterator[_Section]:
    """The headings that may be terms, none of those below a list of the terms."""
    blocks = page.blocks
    places = [i for i, block in enumerate(blocks) if block.kind == "heading"]
    listed: Sequence[str] | None = None
    for place, stop in pairwise([*places, len(blocks)]):
        heading = blocks[place]
        below = blocks[place + 1 : stop]
        own = list(takewhile(lambda block: block not in page.claims, below))
        titles = (*heading.section, heading.text)
        if listed and titles[: len(listed)] == tuple(listed):
            continue
        if announces_terms(heading.text) and _lists_terms(own):
            listed = titles
        if heading not in page.claims and _may_be_term(page, heading):
            yield _Section(heading, own, blocks[stop : stop + 1])


def _lists_terms(own: Sequence[Block]) -> bool:
    """Whether a list in bold stands right below the title of a glossary."""
    lists = [block for block in own if block.kind in LISTS]
    entries = [entry for block in lists for entry in _entries_in(block)]
    return len(list(filter(None, entries))) >= MIN_NESTED


def _may_be_term(page: Page, heading: Block) -> bool:
    """Whether a heading stands in a glossary, and is no title of it."""
    text = one_line(heading.text)
    is_title = announces_terms(text) or text == page.title
    if is_title or is_contents_title(text):
        return False
    return _is_glossary(page, heading.section) and may_be_term(text)


def _is_section(page: Page, own: Sequence[Block], *, is_group: bool) -> bool:
    """Whether a heading stands above terms.

    ``is_group`` is whether deeper headings follow, so that one term is enough.
    """
    if any(block.kind == "dl" for block in own) or _is_table(own):
        return True
    enough = 1 if is_group else MIN_ENTRIES
    return len(list(_entries(page, own))) >= enough


def _is_table(own: Sequence[Block]) -> bool:
    """Whether all that stands below a heading is a table, with text above or below."""
    kinds = {block.kind for block in own if has_content([block])}
    return "table" in kinds and kinds <= {"table", "paragraph"}


def _defines(answer: Sequence[Block]) -> bool:
    """Whether a text is more than a list of links; a lone "See ..." is a definition."""
    has_list = any(block.kind.endswith("_list") for block in answer)
    return is_answered(answer) and not (has_list and leads_elsewhere(answer))


def _bold_entries(page: Page) -> Iterator[Pair]:
    """The entries in bold of the page's glossaries that no heading has taken."""
    blocks = [
        block for block in page.blocks if _is_glossary(page, block.section)
    ]
    entries = list(_entries(page, blocks))
    if len(entries) < MIN_ENTRIES:
        return
    for entry in entries:
        answer = trim(entry.definition)
        if is_answered(answer) and may_be_term(entry.term.text, heading=False):
            reason = "an entry of a glossary"
            yield Pair.of(
                [entry.term], answer, [entry.block], reason=reason, kind="term"
            )


def _boxes(page: Page) -> Iterator[Pair]:
    """The entries of the page's glossaries that a component, a shortcode or a fold names."""
    for block, _ in outermost(page, "component", "details"):
        title = title_of(block)
        answer = trim(body_of(block))
        if title is None or not _is_glossary(page, block.section):
            continue
        is_term = may_be_term(title.text, heading=False)
        if is_term and not is_reveal_label(title.text) and is_answered(answer):
            reason = f"{block.mark or 'a fold'} in a glossary"
            yield Pair.of(
                [as_paragraph(title)],
                answer,
                [block],
                reason=reason,
                kind="term",
            )


def _entries(page: Page, blocks: Sequence[Block]) -> Iterator[_Entry]:
    """Paragraphs and list items that begin with a term in bold and a sign."""
    for block in blocks:
        if block not in page.claims:
            yield from filter(None, _entries_in(block))


def _entries_in(block: Block) -> list[_Entry | None]:
    """A paragraph, or the items of a list, as entries; None for what is no entry.

    Where several items are entries, a line break may stand for the sign.
    """
    if block.kind == "paragraph":
        return list(_lined(block)) or [_entry(block, [block], bare=True)]
    if not block.kind.endswith("_list"):
        return []
    items = [item for item in block.children if item.children]
    nested = [item for item in items if _is_nested(item)]
    if len(nested) >= max(MIN_NESTED, MIN_SHARE * len(items)):
        return [_nested(item) for item in nested]
    found = [_entry(item, item.children) for item in items]
    if len(list(filter(None, found))) < MIN_ENTRIES:
        return found
    return [_entry(item, item.children, bare=True) for item in items]


def _lined(block: Block) -> Iterator[_Entry]:
    """The lines of a paragraph as entries, where nearly all are ``Term: what it means``."""
    lines = block.text.split("\n")
    matches = [_LINE_RE.match(line) for line in lines]
    found = len(list(filter(None, matches)))
    if found < max(MIN_NESTED, MIN_SHARE * len(lines)):
        return
    place = 0
    for line, match in zip(lines, matches, strict=True):
        if match:
            term = cut(block, place, place + match.end("term"))
            meaning = cut(block, place + match.end(), place + len(line))
            yield _Entry(term, (meaning,), block)
        place += len(line) + 1


def _is_nested(item: Block) -> bool:
    """Whether an item is a line without a sign behind it, and a list nested below."""
    term, *below = item.children
    text = term.text.strip()
    has_list = any(block.kind in LISTS for block in below[:1])
    is_line = term.kind == "paragraph" and 0 < len(text) <= MAX_TERM
    return (
        is_line and "\n" not in text and has_list and not _ENDS_RE.search(text)
    )


def _nested(item: Block) -> _Entry:
    return _Entry(item.children[0], item.children[1:], item)


def _entry(
    block: Block, content: Sequence[Block], *, bare: bool = False
) -> _Entry | None:
    """What a block holds as a term, and what the sign behind it or a list item leads to.

    ``bare`` takes a line break for a sign. None where it is no entry.
    """
    first = content[0]
    length = bold_length(first) if first.kind == "paragraph" else 0
    if not 0 < length <= MAX_TERM:
        return None
    text = first.text
    bold = text[:length].rstrip()
    name = bold.rstrip(":\uff1a")
    sign = _SIGN_RE.match(text, length)
    is_line = bare and text.startswith("\n", length)
    if len(content) > 1 and not text[length:].strip():
        return _Entry(cut(first, 0, len(name)), tuple(content[1:]), block)
    if not sign and name == bold and not is_line:
        return None
    term = cut(first, 0, len(name))
    definition = cut(first, sign.end() if sign else length)
    if not has_content([definition]) or link_count(term):
        return None
    return _Entry(term, (definition, *content[1:]), block)
