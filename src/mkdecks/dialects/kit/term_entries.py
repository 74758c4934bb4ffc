"""The entries of glossaries: terms in bold, and lines of terms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ...model.records import Block, Page
from ...pages.inline import bold_length, cut, has_content, is_bold_line
from ...pages.links import link_count
from .blocks import LISTS

MAX_TERM = 80
MIN_ENTRIES = 2
# A term that stands on a page so often is none. A word with two meanings stands twice.
MIN_REPEATED = 3
# So many items of a list, and this share of it, have the meaning nested below the term.
MIN_NESTED, MIN_SHARE = 3, 0.8
# So many pieces of code, and this share for a heading, explain more than terms.
MIN_CODE, MIN_SHARE_WITH_CODE = 3, 0.3
# What ends a sentence, or announces parts of it.
_ENDS_RE = re.compile(r"[.:;,!?\u3002\uff1a\uff1f]$")
_LINE_RE = re.compile(r"(?P<term>[^:\uff1a]{1,60}?)\s?[:\uff1a]\s*(?=\S)")
_SIGN_RE = re.compile(r"\s*(?:[:\uff1a]|[-\u2013\u2014](?=\s))\s*")


class TermEntry(NamedTuple):
    """A term, what it means, and the blocks of the page that say so."""

    term: Block
    definition: tuple[Block, ...]
    claims: tuple[Block, ...]


def entries_of_terms(
    page: Page, blocks: Sequence[Block]
) -> Iterator[TermEntry]:
    """Paragraphs and list items that begin with a term in bold and a sign."""
    for block in blocks:
        if block not in page.claims:
            yield from filter(None, entries_in(block))


def labels_of_entries(page: Page) -> frozenset[str]:
    """What stands in bold again and again within entries, in small letters: "example".

    Such a word names a part of each entry, and is no term.
    """
    counts = Counter(
        entry.term.text.casefold()
        for entry in entries_of_terms(page, page.blocks)
    )
    return frozenset(
        text for text, count in counts.items() if count >= MIN_REPEATED
    )


def entries_in(block: Block) -> list[TermEntry | None]:
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


def _lined(block: Block) -> Iterator[TermEntry]:
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
            yield TermEntry(term, (meaning,), (block,))
        place += len(line) + 1


def lists_words(block: Block) -> bool:
    """Whether nearly all items of a list are one line: ``Word: what it means``."""
    items = block.children if block.kind in LISTS else ()
    lines = [item.children[0].text for item in items if len(item.children) == 1]
    found = len(list(filter(None, map(_LINE_RE.match, lines))))
    return found >= max(MIN_NESTED, MIN_SHARE * len(items))


def _is_nested(item: Block) -> bool:
    """Whether an item is a line without a sign behind it, and a list nested below."""
    term, *below = item.children
    text = term.text.strip()
    has_list = any(block.kind in LISTS for block in below[:1])
    is_line = term.kind == "paragraph" and 0 < len(text) <= MAX_TERM
    return (
        is_line and "\n" not in text and has_list and not _ENDS_RE.search(text)
    )


def _nested(item: Block) -> TermEntry:
    return TermEntry(item.children[0], item.children[1:], (item,))


def _entry(
    block: Block, content: Sequence[Block], *, bare: bool = False
) -> TermEntry | None:
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
        return TermEntry(cut(first, 0, len(name)), tuple(content[1:]), (block,))
    if not sign and name == bold and not is_line:
        return None
    term = cut(first, 0, len(name))
    definition = cut(first, sign.end() if sign else length)
    if not has_content([definition]) or link_count(term):
        return None
    return TermEntry(term, (definition, *content[1:]), (block,))


def terms_set_off(page: Page, blocks: Sequence[Block]) -> Iterator[TermEntry]:
    """The terms that are lines in bold, each with the paragraph below it."""
    for term, below in pairwise(blocks):
        is_free = page.claims.keys().isdisjoint((term, below))
        is_line = is_bold_line(term) and len(term.text) <= MAX_TERM
        is_text = below.kind == "paragraph" and not is_bold_line(below)
        if is_free and is_line and is_text and not _ENDS_RE.search(term.text):
            yield TermEntry(term, (below,), (term, below))


def shows_code(page: Page) -> bool:
    """Whether below many headings of a page stands code: it explains more than terms."""
    kinds = [block.kind for block in page.blocks]
    least = MIN_SHARE_WITH_CODE * kinds.count("heading")
    return kinds.count("fence") >= max(MIN_CODE, least)
