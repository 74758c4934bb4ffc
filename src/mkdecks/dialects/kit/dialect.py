"""What a dialect is: its name, its place in the order, and how it is recognised."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ...model.records import Page, Pair, Problem

Recognise = Callable[[Page], Iterator[Pair | Problem]]


@dataclass(frozen=True, slots=True)
class Dialect:
    """One way of writing questions, by the name that users type."""

    name: str
    order: int
    on: bool
    summary: str
    recognise: Recognise
    foreign: bool = False


def in_order(dialects: Iterable[Dialect]) -> tuple[Dialect, ...]:
    """Dialects in the order in which they claim blocks."""
    return tuple(sorted(dialects, key=lambda d: (d.order, d.name)))
