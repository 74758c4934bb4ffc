"""The error of a build without cards."""

from __future__ import annotations

from ..dialects import summaries
from ..model.problems import problem
from ..model.records import Problem, Span
from ..pipeline import Build
from .text import count

MAX_MISSES = 5
_NEAR_MISSES = ("MK301", "MK302", "MK308", "MK309")


def no_cards(built: Build) -> Problem:
    """The error of a build without cards: what was looked for, and what came nearest."""
    sources = count(len(built.pages), "source")
    names = ", ".join(name for name, _, is_on in summaries() if is_on)
    misses = [item for item in built.problems if item.code in _NEAR_MISSES]
    help = (
        "nothing in them looked like a question;"
        " `mkdecks dialects` shows how questions are written"
    )
    if misses:
        lines = [_at_its_place(item) for item in misses[:MAX_MISSES]]
        help = "\n".join(["the nearest misses are", *lines])
    message = f"no cards in {sources}; looked for {names}"
    return problem("MK403", message, help=help)


def _at_its_place(item: Problem) -> str:
    span = item.span or Span("")
    return f"{span.path}:{span.line}:{span.column}: {item.message}"
