"""Headings that are terms, on a page or in a section that is a glossary: ``#### Term``, and the text below.

Also entries in bold there: ``**Term**: what it means``, as paragraphs or list items;
list items with the meaning nested below the term; folds whose title is the term; and
shortcodes that name one: ``{{% def name="Term" %}} ... {{% /def %}}``.
Letters of the alphabet and headings that only group others are sections.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from ..language.fold_titles import is_reveal_label
from ..language.lexicon import holds
from ..language.page_titles import (
    announces_terms,
    hints_at_terms,
    is_contents_title,
    may_be_term,
)
from ..language.question_text import front_bounds
from ..model.characters import COLONS, one_line
from ..model.problems import problem
from ..model.records import Block, Page, Pair, Problem, Results
from ..pages.inline import as_paragraph, cut, has_content, nested
from ..pages.links import leads_elsewhere
from ..pages.tree import body_of, title_of
from ..pages.walk import outermost
from .kit.answer import is_answered, leads_in, trim
from .kit.blocks import LISTS
from .kit.footer import without_footer
from .kit.refusals import no_answer
from .kit.term_entries import (
    MAX_TERM,
    MIN_ENTRIES,
    MIN_NESTED,
    MIN_SHARE,
    TermEntry,
    entries_in,
    entries_of_terms,
    labels_of_entries,
    lists_words,
    shows_code,
    terms_set_off,
)

ORDER = 75
NAME = "glossary"
# So many times as many headings are terms as stand above terms.
MIN_FLAT = 4


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
    if shows_code(page):
        return
    headings = list(_headings(page))
    terms = [item for item in headings if isinstance(item, Pair)]
    taken = {block for pair in terms for block in nested(pair.claims)}
    bold = [
        pair for pair in _bold_entries(page) if taken.isdisjoint(pair.claims)
    ]
    entries = [*bold, *_boxes(page)]
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
    sections = list(_sections(page))
    above_terms = _above_terms(page, sections)
    # Where nearly all headings are terms, one whose text goes on with a list is one too.
    is_flat = len(sections) >= MIN_FLAT * len(above_terms)
    for section in sections:
        heading, own = section.heading, section.own
        if section.is_group and holds(heading.text, "terms"):
            continue
        may_define = is_flat and _begins_with_text(own)
        if heading in above_terms and not may_define:
            continue
        answer = trim(own if section.following else without_footer(own))
        if _defines(answer) and len(one_line(heading.text)) <= MAX_TERM:
            yield Pair.of(
                [as_paragraph(_term(heading))],
                answer,
                (heading, *own),
                reason="a heading of a glossary",
                kind="term",
            )
        elif not section.is_group and not has_content(own):
            yield no_answer([heading])


def _above_terms(page: Page, sections: Sequence[_Section]) -> set[Block]:
    """The headings that stand above terms, each with what names no term left out."""
    labels = labels_of_entries(page)
    found = set()
    for section in sections:
        terms = _entries(page, section.own, labels)
        if _is_section(section.own, terms, is_group=section.is_group):
            found.add(section.heading)
    return found


def _entries(
    page: Page, blocks: Sequence[Block], labels: Container[str]
) -> list[TermEntry]:
    """The entries in bold among blocks, without ``labels``, which name no terms."""
    found = (*entries_of_terms(page, blocks), *terms_set_off(page, blocks))
    return [
        entry for entry in found if entry.term.text.casefold() not in labels
    ]


def _begins_with_text(own: Sequence[Block]) -> bool:
    """Whether a paragraph that is no entry and leads in to nothing stands first."""
    shown = [block for block in own if has_content([block])]
    if not shown or shown[0].kind != "paragraph" or leads_in(shown[0].text):
        return False
    return not any(entries_in(shown[0]))


def _term(heading: Block) -> Block:
    """A heading without the colon that it ends in."""
    start, stop = front_bounds(heading.text)
    front = heading.text[start:stop]
    if not front.endswith(COLONS):
        return heading
    return cut(heading, 0, stop - 1)


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
    entries = [entry for block in lists for entry in entries_in(block)]
    return len(list(filter(None, entries))) >= MIN_NESTED


def _may_be_term(page: Page, heading: Block) -> bool:
    """Whether a heading stands in a glossary, and is no title of it."""
    text = one_line(heading.text)
    is_title = announces_terms(text) or text == page.title
    if is_title or is_contents_title(text):
        return False
    return _is_glossary(page, heading.section) and may_be_term(text)


def _is_section(
    own: Sequence[Block], terms: Sequence[TermEntry], *, is_group: bool
) -> bool:
    """Whether a heading stands above terms.

    ``is_group`` is whether deeper headings follow, so that one term is enough.
    """
    if any(block.kind == "dl" for block in own) or _is_table(own):
        return True
    shown = [block for block in own if has_content([block])]
    if shown and lists_words(shown[0]):
        return True
    enough = 1 if is_group else MIN_ENTRIES
    return len(terms) >= enough


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
    for entry in (*_sure_entries(page), *_clear_entries(page)):
        answer = trim(entry.definition)
        if is_answered(answer) and may_be_term(entry.term.text, heading=False):
            reason = "an entry of a glossary"
            yield Pair.of(
                [entry.term], answer, entry.claims, reason=reason, kind="term"
            )


def _sure_entries(page: Page) -> Sequence[TermEntry]:
    """The entries below titles that announce terms, if several."""
    blocks = [
        block for block in page.blocks if _is_glossary(page, block.section)
    ]
    entries = _entries(page, blocks, labels_of_entries(page))
    return entries if len(entries) >= MIN_ENTRIES else ()


def _clear_entries(page: Page) -> Sequence[TermEntry]:
    """The entries that are nearly all below titles that only have the word for terms."""
    blocks = [
        block
        for block in page.blocks
        if not _is_glossary(page, block.section)
        and any(map(hints_at_terms, (page.title, *block.section)))
        and block.kind not in ("heading", "hr")
    ]
    entries = list(entries_of_terms(page, blocks))
    holders = sum(any(entries_of_terms(page, [block])) for block in blocks)
    is_clear = holders >= MIN_SHARE * len(blocks)
    return entries if is_clear and len(entries) >= MIN_NESTED else ()


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
