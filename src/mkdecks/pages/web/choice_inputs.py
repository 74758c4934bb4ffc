"""Boxes and buttons to choose between, and what a page says of the right one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...language.lexicon import says
from .elements import Element, Piece, all_text, classes, select

MIN_CHOICES = 2
# A longer text beside a button is no option.
MAX_OPTION = 400
# What the makers of a quiz call its right option.
_RIGHT = frozenset(
    "correct correct-answer correct-option is-correct right right-answer".split()
)
_GREEN_RE = re.compile(
    r"(?:^|[;\s])color\s*:\s*(?:lime|dark|forest)?green", re.I
)
_INPUTS = "descendant-or-self::input[@type='radio' or @type='checkbox' or @type='RADIO']"


def is_marked_right(element: Element) -> bool:
    """Whether a page calls an element the right option, by its class or its colour."""
    names = classes(element)
    if names & _RIGHT or any(says(name, "correct") for name in names):
        return True
    if _GREEN_RE.search(element.get("style", "")):
        return True
    value = element.get("data-correct")
    return value is not None and value.lower() not in ("false", "0", "no")


class Part(NamedTuple):
    """Pieces that stand side by side, and the options that they are; () for others."""

    pieces: Sequence[Piece]
    options: Sequence[Sequence[Piece]] = ()


def parts_of(pieces: Sequence[Piece]) -> Iterator[Part]:
    """Pieces that stand side by side as parts, so that those of options stand apart.

    Each option is what stands from its button to the next.
    """
    start = place = 0
    while place < len(pieces):
        options = list(_options_from(pieces, place))
        if len(options) < MIN_CHOICES:
            place += 1
            continue
        if place > start:
            yield Part(pieces[start:place])
        stop = place + sum(map(len, options))
        yield Part(pieces[place:stop], options)
        start = place = stop
    if start < len(pieces):
        yield Part(pieces[start:])


def _options_from(
    pieces: Sequence[Piece], place: int
) -> Iterator[Sequence[Piece]]:
    """The options that stand one behind the other from a place on."""
    while place < len(pieces) and _is_choice(pieces[place]):
        end = _end_of_option(pieces, place)
        yield pieces[place:end]
        place = end


def has_box(option: Sequence[Piece]) -> bool:
    """Whether an option has a box to tick, which shows, rather than a button."""
    inputs = _inputs_of(option)
    return any(found.get("type") == "checkbox" for found in inputs)


def is_right(option: Sequence[Piece]) -> bool:
    """Whether an option, or the button in it, is marked as the right one."""
    elements = _elements_of(option)
    inputs = _inputs_of(option)
    return any(map(is_marked_right, [*elements, *inputs]))


def _elements_of(option: Sequence[Piece]) -> list[Element]:
    return [piece for piece in option if not isinstance(piece, str)]


def _inputs_of(option: Sequence[Piece]) -> list[Element]:
    """The buttons and boxes that an option holds."""
    inputs: list[Element] = []
    for element in _elements_of(option):
        inputs += select(element, _INPUTS)
    return inputs


def _is_choice(piece: Piece) -> bool:
    """Whether a piece is a button or a box, or holds one with its text and no more."""
    if isinstance(piece, str):
        return False
    if piece.tag in ("ul", "ol", "table", "fieldset", "form", "dl"):
        return False
    inputs = select(piece, _INPUTS)
    return len(inputs) == 1 and len(all_text(piece)) <= MAX_OPTION


def _end_of_option(pieces: Sequence[Piece], start: int) -> int:
    """Where an option ends: at the next, or at an element that is no part of its line."""
    piece = pieces[start]
    is_bare = not isinstance(piece, str) and not all_text(piece).strip()
    for place in range(start + 1, len(pieces)):
        piece = pieces[place]
        if isinstance(piece, str):
            if piece.strip() and not is_bare:
                return place
        elif _is_choice(piece) or piece.tag not in ("label", "br", "span"):
            return place
    return len(pieces)
