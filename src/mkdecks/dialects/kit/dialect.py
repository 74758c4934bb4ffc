"""What a dialect is: its name, its place in the order, and how it is recognised."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ...model.records import Page, Results

Recognise = Callable[[Page], Results]


@dataclass(frozen=True, slots=True)
class Dialect:
    """One way of writing questions, by the name that users type.

    ``is_asked_for`` says of a page that it announces this way, so that a dialect that
    is off is on for it.
    """

    name: str
    order: int
    on: bool
    summary: str
    recognise: Recognise
    foreign: bool = False
    is_asked_for: Callable[[Page], bool] | None = None


def in_order(dialects: Iterable[Dialect]) -> tuple[Dialect, ...]:
    """Dialects in the order in which they claim blocks."""
    return tuple(sorted(dialects, key=lambda d: (d.order, d.name)))
