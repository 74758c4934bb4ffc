"""What a page shows on a click: the titles of folds, and the elements they open.

Accordions are known by their wiring (a control that names the id of its panel), else by
the names that their makers give the parts, else by a control that asks and says whether
it is open.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ...language.fold_titles import is_reveal_label
from ...language.question_text import is_question
from ...model.characters import one_line
from .elements import (
    HEADINGS,
    Element,
    all_text,
    is_hidden,
    select,
    text_length,
)

MAX_TITLE = 600
# So many hidden elements below questions are their answers.
MIN_ASKING = 3
# How many elements around a title are looked at for a fold that holds it already.
MAX_AROUND = 3
# Attributes of a control that may name the id of its panel.
_TARGETS = (
    "aria-controls",
    "data-bs-target",
    "data-target",
    "data-collapse-toggle",
    "href",
)
_CONTROLS = (
    ".//*[@aria-controls or @data-bs-target or @data-target or @data-collapse-toggle or"
    " (self::a and starts-with(@href, '#') and (@data-toggle or @data-bs-toggle or"
    " @aria-expanded or @role='button'))]"
)
_HIDDEN = (
    ".//*[@hidden or contains(@style, 'none') or contains(@style, 'hidden')]"
)
_TITLE_RE = re.compile(
    r"""(?:^|[\s_-])
        (?:faqs?|accordion|collaps\w*|toggle|expand\w*|q-?a|qna|panel|disclosure)
        [-_]{0,2}(?:[^\W_]+[-_]{1,2}){0,4}
        (?:question|title|header|heading|head|button|btn|trigger|toggle|summary|q)
        (?:$|[\s_-])
    |   (?:^|\s)
        (?:question(?:[-_](?:title|text|heading|name))?|collapsible|accordion|dt-question
          |spoiler-title)
        (?:$|\s)""",
    re.I | re.X,
)
_PANEL_RE = re.compile(
    r"answer|panel|content|body|collaps|accordion|text|detail|description|toggle|expand"
    r"|hidden|(?:^|\s)a(?:$|\s)",
    re.I,
)
_NAMED_CONTENT_RE = re.compile("answer|content|body|panel", re.I)
_QUESTION_NAME_RE = re.compile(
    r"(?:^|[-_\s])(?:faq|question)s?(?:$|[-_\s])", re.I
)
_HEADERS = frozenset({*HEADINGS, *"header div span dt p strong b".split()})
# A heading of level 1 is the title of its page.
_TITLE_HEADINGS = frozenset(HEADINGS[1:])
_NO_TITLES = frozenset("input select textarea label option body html".split())


class Fold(NamedTuple):
    """A title and the element that it opens.

    ``asks`` is true where the page itself calls the title a question.
    """

    title: Element
    body: Element
    asks: bool = False


@dataclass(slots=True)
class Folds:
    """The folds of a region by their titles, and the elements that they open."""

    by_title: dict[Element, Fold] = field(default_factory=dict)
    bodies: set[Element] = field(default_factory=set)

    def add(self, title: Element, body: Element, *, asks: bool) -> None:
        """Add a fold, unless its parts overlap, are another's, or hold no title."""
        if title in self.by_title or body in self.bodies:
            return
        if body in (title, *title.iterancestors()):
            return
        is_short = 0 < text_length(title) <= MAX_TITLE
        if not is_short or title in body.iterancestors():
            return
        self.by_title[title] = Fold(title, body, asks)
        self.bodies.add(body)

    def surround(self, element: Element) -> bool:
        """Whether an element is a fold's content, or close below a title or content."""
        around = itertools.islice(element.iterancestors(), MAX_AROUND)
        return element in self.bodies or any(
            parent in self.bodies or parent in self.by_title
            for parent in around
        )


def find_folds(region: Element) -> Folds:
    """The folds of a region: those with wired controls, then those with named parts."""
    folds = Folds()
    by_id = {
        element.get("id"): element for element in select(region, ".//*[@id]")
    }
    for control in select(region, _CONTROLS):
        _add_wired(folds, control, by_id)
    for element in select(region, ".//*[@class]"):
        is_named = _TITLE_RE.search(element.get("class", ""))
        if is_named and element.tag not in _NO_TITLES:
            _add_named(folds, element)
    for control in select(region, ".//*[@aria-expanded]"):
        _add_unnamed(folds, control)
    _add_hidden(folds, select(region, _HIDDEN))
    return folds


def _add_wired(
    folds: Folds, control: Element, by_id: Mapping[str | None, Element]
) -> None:
    """Add the fold that a control opens by the id of its panel."""
    targets = (control.get(name) for name in _TARGETS)
    target = next(filter(None, targets), "").lstrip("#.")
    panel = by_id.get(target.split(" ")[0])
    is_tab = control.get("role") == "tab"
    if panel is None or is_tab or control.tag in _NO_TITLES:
        return
    title = _title_of(control)
    asks = _is_named_question(title) or _is_named_question(control)
    folds.add(title, panel, asks=asks)


def _add_named(folds: Folds, element: Element) -> None:
    """Add the fold of an element that is named a title, if a panel comes next to it."""
    if folds.surround(element):
        return
    title, panel = element, _next_element(element)
    parent = element.getparent()
    if panel is None and parent is not None and _has_one_child(parent):
        title, panel = parent, _next_element(parent)
    if panel is not None and _is_named_panel(panel):
        folds.add(title, panel, asks=_is_named_question(element))


def _add_unnamed(folds: Folds, control: Element) -> None:
    """Add the fold of a control that asks, and names no panel: the next element."""
    title = _title_of(control)
    panel = _next_element(title)
    if panel is None or folds.surround(title) or control.tag in _NO_TITLES:
        return
    if is_question(one_line(all_text(title))):
        folds.add(title, panel, asks=False)


def _add_hidden(folds: Folds, elements: Sequence[Element]) -> None:
    """Add the folds of elements that are hidden below "Show answer", or what asks.

    The latter are boxes of the site where they are few.
    """
    asking = []
    for element in elements:
        title = element.getprevious()
        if title is None or not is_hidden(element) or folds.surround(element):
            continue
        text = one_line(all_text(title))
        if is_reveal_label(text):
            folds.add(title, element, asks=False)
        elif is_question(text):
            asking.append((title, element))
    if len(asking) >= MIN_ASKING:
        for title, element in asking:
            folds.add(title, element, asks=False)


def _title_of(control: Element) -> Element:
    """The title of a fold: the heading around its control, or the control itself.

    Where it stands in no heading, a header around it that says no more is the title.
    """
    letters = "".join(all_text(control).split())
    title = control
    for parent in control.iterancestors():
        if parent.tag in _TITLE_HEADINGS:
            return parent
        if parent.tag not in _HEADERS or not _says_only(parent, letters):
            break
        title = parent
    return title


def _says_only(element: Element, letters: str) -> bool:
    """Whether an element says these letters, white space aside.

    It is read up to the first text that differs.
    """
    place = 0
    for text in map(str, element.itertext()):
        piece = "".join(text.split())
        if not letters.startswith(piece, place):
            return False
        place += len(piece)
    return place == len(letters)


def _is_named_question(element: Element) -> bool:
    return bool(_QUESTION_NAME_RE.search(element.get("class", "")))


def _is_named_panel(element: Element) -> bool:
    """Whether an element is named the content of a fold, rather than a title again."""
    names = element.get("class", "")
    if not _PANEL_RE.search(f"{names} {element.get('itemprop', '')}"):
        return False
    return not _TITLE_RE.search(names) or bool(_NAMED_CONTENT_RE.search(names))


def _next_element(element: Element) -> Element | None:
    return next(element.itersiblings("*"), None)


def _has_one_child(element: Element) -> bool:
    return len(list(element.iterchildren("*"))) == 1
