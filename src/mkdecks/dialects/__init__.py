"""The ways of writing questions and answers, one module each, tried in a fixed order, the more explicit first.

A dialect is a module of this package with a docstring (its first line is what ``mkdecks dialects`` shows), ``ORDER``,
optionally ``ON = False`` for one that is off until asked for, and ``recognise(page)``, which yields Pairs and Problems.
A block belongs to one dialect: what one has claimed, the later ones see as taken.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module

from ..blocks import walk, with_claims
from ..model import Block, Page, Pair, Problem, Span
from ..problems import problem
from ..wording import pin_of
from ._leftovers import leftovers, misread_comments, page_of_misses

Recognise = Callable[[Page], Iterator[Pair | Problem]]


@dataclass(frozen=True, slots=True)
class Dialect:
    """One way of writing questions: its name as users type it, its place in the order, and how it is recognised."""

    name: str
    order: int
    on: bool
    summary: str
    recognise: Recognise


@cache
def all_dialects() -> tuple[Dialect, ...]:
    """Every dialect in the order in which they claim blocks."""
    names = [m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_")]
    modules = [(name.replace("_", "-"), import_module(f"{__name__}.{name}")) for name in names]
    dialects = [
        Dialect(name, m.ORDER, getattr(m, "ON", True), (m.__doc__ or "").strip().split("\n")[0], m.recognise)
        for name, m in modules
    ]
    return tuple(sorted(dialects, key=lambda d: (d.order, d.name)))


def unknown(adjustments: Iterable[str], code: str, span: Span | None = None) -> tuple[Problem, ...]:
    """A Problem for each name that is no dialect's."""
    import difflib

    known = [dialect.name for dialect in all_dialects()]
    problems = []
    for written in adjustments:
        name = written.lstrip("+-").strip()
        if name not in known:
            close = difflib.get_close_matches(name, known, 1)
            help = f"did you mean '{close[0]}'?" if close else "there are: " + ", ".join(known)
            problems.append(problem(code, f"there is no dialect '{name}'", span, help=help))
    return tuple(problems)


def choose(adjustments: Iterable[str]) -> frozenset[str]:
    """The names of the dialects to use: the default set, ``+x`` and ``-x`` adjusting it, bare names replacing it."""
    known = {d.name: d for d in all_dialects()}
    chosen = {d.name for d in known.values() if d.on}
    replaced = False
    for written in adjustments:
        name = written.lstrip("+-").strip()
        if written.startswith("-"):
            chosen.discard(name)
        elif name in known:
            if not written.startswith("+") and not replaced:
                chosen, replaced = set(), True
            chosen.add(name)
    return frozenset(chosen)


def recognise(page: Page, names: frozenset[str]) -> tuple[tuple[Pair, ...], tuple[Problem, ...]]:
    """The pairs that the named dialects find on a page, in the order of the page, and what they have to report."""
    pairs: list[Pair] = []
    problems: list[Problem] = list(_not_read_yet(page))
    for dialect in all_dialects():
        if dialect.name not in names:
            continue
        claimed: list[Block] = []
        for found in dialect.recognise(page):
            if isinstance(found, Pair):
                pin = found.pin or pin_of(found.question[0].text)
                pairs.append(replace(found, pin=pin) if pin else found)
                claimed += found.claims
            else:
                problems.append(found)
        if claimed:
            page = with_claims(page, claimed, dialect.name)
    problems += [*leftovers(page), *misread_comments(page)]
    told = list(_open(problems, pairs))
    return tuple(sorted(pairs, key=_place)), (*told, *page_of_misses(page, told))


def _open(problems: Sequence[Problem], pairs: Sequence[Pair]) -> Iterator[Problem]:
    """Problems without those that a later dialect has settled; of two about one line, the first and heavier."""
    settled = {(pair.span.path, pair.span.line) for pair in pairs}
    unanswered = {(p.span.path, p.span.line) for p in problems if p.code == "MK301" and p.span}
    reported: set[tuple[str, int, str]] = set()
    for item in dict.fromkeys(problems):
        place = (item.span.path, item.span.line) if item.span else ("", 0)
        if item.code in ("MK301", "MK302") and place in settled:
            continue
        if item.code in ("MK301", "MK302"):
            if (*place, item.code) in reported or (item.code == "MK302" and place in unanswered):
                continue
            reported.add((*place, item.code))
        yield item


def _place(pair: Pair) -> tuple[int, int]:
    first = (pair.question or pair.claims)[0]
    return first.start, first.stop


def _not_read_yet(page: Page) -> Iterator[Problem]:
    """One line a page for the quiz blocks that no dialect reads so far."""
    quizzes = [block for block, _ in walk(page) if block.kind == "quiz"]
    if quizzes:
        count = "1 <quiz> block" if len(quizzes) == 1 else f"{len(quizzes)} <quiz> blocks"
        yield problem("MK304", f"{count} not read yet", quizzes[0].span)


def summaries() -> Sequence[tuple[str, str, bool]]:
    """Name, one-line description and default of each dialect, in order."""
    return [(d.name, d.summary, d.on) for d in all_dialects()]
