"""The chapters that a web page is part of, as the navigation beside its text has them."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.characters import one_line
from ...model.records import Texts
from .elements import HEADINGS, Element, all_text, select

MAX_TITLE = 100
_LISTS = ("ul", "ol")
_ENTRIES = ".//a | .//li | .//span | .//strong"
_CRUMBS = (
    "./ancestor::*[contains(@class, 'breadcrumb') or contains(@class, 'crumbs')"
    " or contains(@id, 'breadcrumb')][1]"
)
_UP = ".//link[(@rel='up' or @rel='parent') and @title]"


def chapters_above(root: Element, title: str) -> Texts:
    """The titles of the chapters that a page of this title stands in.

    They stand before it in a trail of links, or above it in a table of contents. Empty
    where no such list names the page.
    """
    titles = [link.get("title", "") for link in select(root, _UP)]
    for entry in select(root, _ENTRIES):
        text = all_text(entry)
        if len(text) <= MAX_TITLE and _is_same(text, title):
            titles += [*_in_trail(entry), *_in_contents(entry)]
    others = (one_line(other) for other in titles)
    return tuple(dict.fromkeys(o for o in others if not _is_same(o, title)))


def _is_same(text: str, title: str) -> bool:
    return one_line(text).casefold() == title.casefold()


def _in_trail(entry: Element) -> Iterator[str]:
    """The links of the trail that an entry ends."""
    for trail in select(entry, _CRUMBS):
        yield from map(all_text, trail.iter("a"))


def _in_contents(entry: Element) -> Iterator[str]:
    """The entries around that of a page, and the title over the whole list."""
    for parent in entry.iterancestors("li", *_LISTS):
        if parent.tag == "li":
            first = next(parent.iter("a"), None)
            if first is not None:
                yield all_text(first)
            continue
        above = next(parent.itersiblings("*", preceding=True), None)
        if above is not None and above.tag in HEADINGS:
            yield all_text(above)
