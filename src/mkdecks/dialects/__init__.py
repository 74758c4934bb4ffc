"""The ways of writing questions and answers, one module each, tried in a fixed order, the more explicit first.

A dialect is a module of this package with a docstring (its first line is what ``mkdecks
dialects`` shows), ``ORDER``, optionally ``ON = False`` for one that is off until asked
for, and ``recognise(page)``, which yields Pairs and Problems. A block belongs to one
dialect: what one has claimed, the later ones see as taken. A config can add dialects of
its own: patterns, which come first, and modules of other packages, by the entry point
``mkdecks.dialects``.

What belongs here: where a question stands and what its answer is in. What dialects
share is in ``kit``.
"""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import NamedTuple

from ..config.settings import Settings
from ..language.question_text import front_of, pin_of
from ..model.problems import problem
from ..model.records import Block, Page, Pair, Problem, Span
from ..pages.tree import with_claims
from .kit.dialect import Dialect, in_order
from .kit.unclaimed import leftovers, misread_comments, page_of_misses

ENTRY_POINT = "mkdecks.dialects"
DEFAULT_ORDER = 50
_TODO_RE = re.compile(
    r"\s*(?:TODO\b(?! (?:lists?|items?|apps?|comments?)\b)|(?i:todo)\s*:)"
)


class Recognised(NamedTuple):
    """What the dialects made of a page: the page with their claims, the pairs in its order, and what they report."""

    page: Page
    pairs: tuple[Pair, ...]
    problems: tuple[Problem, ...]


@cache
def builtin() -> tuple[Dialect, ...]:
    """Every dialect of this package in the order in which they claim blocks."""
    names = [
        m.name
        for m in pkgutil.iter_modules(__path__)
        if not m.ispkg and m.name != "drafts"
    ]
    return in_order(
        _of_module(name.replace("_", "-"), import_module(f"{__name__}.{name}"))
        for name in names
    )


def _of_module(
    name: str, module: ModuleType, *, foreign: bool = False
) -> Dialect:
    summary = (module.__doc__ or "").strip().split("\n")[0].replace("``", "")
    order = getattr(module, "ORDER", DEFAULT_ORDER)
    return Dialect(
        name,
        order,
        not foreign and getattr(module, "ON", True),
        summary,
        module.recognise,
        foreign,
    )


def load(settings: Settings) -> tuple[tuple[Dialect, ...], tuple[Problem, ...]]:
    """All dialects that a project has: the packaged ones, those of its config, and those of plugins that it names."""
    known = {dialect.name: dialect for dialect in builtin()}
    problems: list[Problem] = []
    if settings.dialects:
        from .kit.patterns import dialects_of_config

        own, problems = dialects_of_config(settings, known)
        known |= {dialect.name: dialect for dialect in own}
    named = {
        name.lstrip("+-").strip()
        for rule in settings.decks
        for name in rule.dialects
    } | set(settings.enable)
    for name in sorted(named - known.keys()):
        plugin = _plugin(name)
        if isinstance(plugin, Problem):
            problems.append(plugin)
        elif plugin:
            known[name] = plugin
    return in_order(known.values()), tuple(problems)


def _plugin(name: str) -> Dialect | Problem | None:
    """The dialect that an installed package offers by this name."""
    from importlib.metadata import entry_points

    for point in entry_points(group=ENTRY_POINT, name=name):
        try:
            return _of_module(name, point.load(), foreign=True)
        except Exception as error:  # noqa: BLE001 - whatever other people's code raises is a problem of that code
            return problem(
                "MK907",
                f"the dialect '{name}' of {point.value} fails: {type(error).__name__}: {error}",
            )
    return None


def unknown(
    adjustments: Iterable[str],
    code: str,
    span: Span | None = None,
    known: Sequence[Dialect] = (),
) -> tuple[Problem, ...]:
    """A Problem for each name that is no dialect's."""
    import difflib

    names = [dialect.name for dialect in known or builtin()]
    problems = []
    for written in adjustments:
        name = written.lstrip("+-").strip()
        if name not in names:
            close = difflib.get_close_matches(name, names, 1)
            help = (
                f"did you mean '{close[0]}'?"
                if close
                else "there are: " + ", ".join(names)
            )
            problems.append(
                problem(code, f"there is no dialect '{name}'", span, help=help)
            )
    return tuple(problems)


def choose(
    adjustments: Iterable[str], known: Sequence[Dialect] = ()
) -> frozenset[str]:
    """The names of the dialects to use: the default set, ``+x`` and ``-x`` adjusting it, bare names replacing it."""
    dialects = {d.name: d for d in known or builtin()}
    chosen = {d.name for d in dialects.values() if d.on}
    replaced = False
    for written in adjustments:
        name = written.lstrip("+-").strip()
        if written.startswith("-"):
            chosen.discard(name)
        elif name in dialects:
            if not written.startswith("+") and not replaced:
                chosen, replaced = set(), True
            chosen.add(name)
    return frozenset(chosen)


def asked_for(adjustments: Iterable[str]) -> frozenset[str]:
    """The dialects that a page or a config names."""
    return frozenset(
        written.lstrip("+").strip()
        for written in adjustments
        if not written.startswith("-")
    )


def recognise(
    page: Page, names: frozenset[str], known: Sequence[Dialect] = ()
) -> Recognised:
    """The pairs that the named dialects find on a page, in the order of the page, and what they have to report."""
    pairs: list[Pair] = []
    problems: list[Problem] = []
    for dialect in known or builtin():
        if dialect.name not in names:
            continue
        claimed: list[Block] = []
        for found in _found_by(dialect, page):
            if isinstance(found, Pair) and _TODO_RE.match(
                front_of(found.question[0].text)
            ):
                problems.append(
                    problem(
                        "MK312",
                        f"still to be written: {found.question[0].text[:80]}",
                        found.span,
                    )
                )
                claimed += found.claims
            elif isinstance(found, Pair):
                pin = found.pin or pin_of(found.question[0].text)
                answer = (
                    _unwrapped(found.answer)
                    if page.source.format == "html"
                    else found.answer
                )
                pairs.append(
                    replace(
                        found,
                        answer=answer,
                        pin=pin,
                        reason=found.reason or dialect.summary,
                    )
                )
                claimed += found.claims
            else:
                problems.append(found)
        if claimed:
            page = with_claims(page, claimed, dialect.name)
    problems += [*leftovers(page), *misread_comments(page)]
    told = list(_open(problems, pairs, crowded=page.source.format == "html"))
    return Recognised(
        page,
        tuple(sorted(pairs, key=_place)),
        (*told, *page_of_misses(page, told)),
    )


def _unwrapped(answer: tuple[Block, ...]) -> tuple[Block, ...]:
    """An answer that a web page has wholly in a quotation, which only indents it."""
    while (
        len(answer) == 1
        and answer[0].kind == "blockquote"
        and answer[0].children
    ):
        answer = answer[0].children
    return answer


def _found_by(dialect: Dialect, page: Page) -> Iterator[Pair | Problem]:
    if not dialect.foreign:
        yield from dialect.recognise(page)
        return
    try:
        for found in list(dialect.recognise(page) or ()):
            if not isinstance(found, (Pair, Problem)):
                message = f"it yields a {type(found).__name__}, not a Pair or a Problem"
                raise TypeError(message)  # noqa: TRY301
            yield found
    except Exception as error:  # noqa: BLE001 - a defect of other people's code must not cost the other pages
        message = f"the dialect '{dialect.name}' failed: {type(error).__name__}: {error}"
        yield problem("MK113", message, Span(page.source.path, 1, 1))


def _open(
    problems: Sequence[Problem], pairs: Sequence[Pair], *, crowded: bool
) -> Iterator[Problem]:
    """Problems without those that a later dialect has settled; of two about one line, the first and heavier.

    ``crowded``: a line may hold a whole page, so what is said of one question settles
    nothing of the others.
    """
    settled: dict[tuple[str, int], list[str]] = {}
    for pair in pairs:
        texts = settled.setdefault((pair.span.path, pair.span.line), [])
        texts += [
            front_of(" ".join(block.text.split())) for block in pair.question
        ]
    unanswered = {
        (p.span.path, p.span.line)
        for p in problems
        if p.code in ("MK301", "MK308") and p.span
    }
    reported: set[tuple[str, int, str, str]] = set()
    for item in dict.fromkeys(problems):
        place = (item.span.path, item.span.line) if item.span else ("", 0)
        if item.code in ("MK301", "MK302", "MK308", "MK309") and _is_settled(
            item, settled.get(place, ()), crowded=crowded
        ):
            continue
        if item.code in ("MK301", "MK302", "MK309"):
            key = (*place, item.code, item.message if crowded else "")
            if key in reported or (
                item.code != "MK301" and place in unanswered and not crowded
            ):
                continue
            reported.add(key)
        yield item


def _is_settled(
    item: Problem, questions: Sequence[str], *, crowded: bool
) -> bool:
    """Whether one of the cards that stand on a problem's line is what it speaks of."""
    return (
        any(text in item.message for text in questions)
        if crowded
        else bool(questions)
    )


def _place(pair: Pair) -> tuple[int, int, int]:
    """Where a pair stands on its page; on a web page by its file, whose folds and data are read from all over it."""
    first = (pair.question or pair.claims)[0]
    if first.source.format == "html":
        return pair.span.line, pair.span.column, first.start
    return first.start, first.stop, 0


def summaries(known: Sequence[Dialect] = ()) -> Sequence[tuple[str, str, bool]]:
    """Name, one-line description and default of each dialect, in order."""
    return [(d.name, d.summary, d.on) for d in known or builtin()]
