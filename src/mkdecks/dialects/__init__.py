"""The ways of writing questions and answers, one module each.

A dialect is a module of this package with a docstring (its first line is what ``mkdecks
dialects`` shows), ``ORDER``, optionally ``ON = False`` for one that is off until asked
for (a page may ask itself: ``is_asked_for(page)``), and ``recognise(page)``, which yields
Pairs and Problems. The more explicit
dialects have the lower ORDER: what one has claimed, the later ones see as taken. A
config adds dialects of its own: patterns, which come first, and modules of other
packages, by the entry point ``mkdecks.dialects``.

What belongs here: where a question stands and what its answer is in. What dialects
share is in ``kit``.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import NamedTuple

from ..config.settings import Settings, place_in_config
from ..model.hints import nearest_or_all
from ..model.problems import problem
from ..model.records import Page, Problem, Span
from .kit.dialect import Dialect, in_order

ENTRY_POINT = "mkdecks.dialects"
DEFAULT_ORDER = 50


class Dialects(NamedTuple):
    """Every dialect that a project knows, in the order in which they claim blocks."""

    known: tuple[Dialect, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all of them, as users type them."""
        return tuple(dialect.name for dialect in self.known)

    def chosen(self, adjustments: Iterable[str] = ()) -> tuple[Dialect, ...]:
        """The dialects to use.

        ``+x`` and ``-x`` adjust those that are on, bare names replace them.
        """
        names = {dialect.name for dialect in self.known if dialect.on}
        is_replaced = False
        for written in adjustments:
            name = name_of(written)
            if written.startswith("-"):
                names.discard(name)
                continue
            if name not in self.names:
                continue
            if not written.startswith("+") and not is_replaced:
                names.clear()
                is_replaced = True
            names.add(name)
        return tuple(dialect for dialect in self.known if dialect.name in names)

    def left_off(self, chosen: Iterable[Dialect]) -> tuple[Dialect, ...]:
        """The dialects of this package that are off by themselves, and not chosen."""
        is_chosen = {dialect.name for dialect in chosen}
        return tuple(
            dialect
            for dialect in self.known
            if not (dialect.on or dialect.foreign or dialect.name in is_chosen)
        )

    def announced(self, page: Page) -> tuple[str, ...]:
        """The dialects that a page asks for by what it says, as ``+x``."""
        return tuple(
            f"+{dialect.name}"
            for dialect in self.known
            if dialect.is_asked_for and dialect.is_asked_for(page)
        )

    def unknown(
        self, adjustments: Iterable[str], code: str, span: Span | None = None
    ) -> tuple[Problem, ...]:
        """A Problem for each name that is no dialect's."""
        names = [name_of(written) for written in adjustments]
        strange = [name for name in names if name not in self.names]
        return tuple(self._strange(name, code, span) for name in strange)

    def _strange(self, name: str, code: str, span: Span | None) -> Problem:
        help = nearest_or_all(name, self.names)
        return problem(code, f"there is no dialect '{name}'", span, help=help)


def name_of(adjustment: str) -> str:
    """The dialect that ``+heading``, ``-heading`` or ``heading`` speaks of."""
    return adjustment.lstrip("+-").strip()


def asked_for(adjustments: Iterable[str]) -> frozenset[str]:
    """The dialects that a page or a config names: a name opens their gate."""
    wanted = (written for written in adjustments if not written.startswith("-"))
    return frozenset(name_of(written) for written in wanted)


@cache
def builtin() -> Dialects:
    """Every dialect of this package."""
    modules = {
        info.name: import_module(f"{__name__}.{info.name}")
        for info in pkgutil.iter_modules(__path__)
        if not info.ispkg
    }
    dialects = [
        _dialect(name.replace("_", "-"), module)
        for name, module in modules.items()
        if hasattr(module, "recognise")
    ]
    return Dialects(in_order(dialects))


def _dialect(
    name: str, module: ModuleType, *, foreign: bool = False
) -> Dialect:
    """The dialect of a module. Raises AttributeError where it has no ``recognise``."""
    summary = (module.__doc__ or "").strip().split("\n")[0].replace("``", "")
    return Dialect(
        name=name,
        order=getattr(module, "ORDER", DEFAULT_ORDER),
        on=getattr(module, "ON", True) and not foreign,
        summary=summary,
        recognise=module.recognise,
        foreign=foreign,
        is_asked_for=getattr(module, "is_asked_for", None),
    )


def load(settings: Settings) -> tuple[Dialects, tuple[Problem, ...]]:
    """All dialects of a project: the packaged, those of its config, the plugins it names.

    A name in the settings that is no dialect's is a Problem.
    """
    known = {dialect.name: dialect for dialect in builtin().known}
    problems: list[Problem] = []
    if settings.dialects:
        from .kit.patterns import dialects_of_config

        own, problems = dialects_of_config(settings, known)
        known |= {dialect.name: dialect for dialect in own}
    for name in sorted(_named(settings) - known.keys()):
        plugin = _plugin(name)
        if isinstance(plugin, Problem):
            problems.append(plugin)
        elif plugin:
            known[name] = plugin
    dialects = Dialects(in_order(known.values()))
    if not problems:
        problems += _unknown_names(settings, dialects)
    return dialects, tuple(problems)


def _unknown_names(settings: Settings, dialects: Dialects) -> Iterator[Problem]:
    """A Problem for each name in the settings that is no dialect's."""
    yield from dialects.unknown(settings.enable, "MK902")
    names = [name for rule in settings.decks for name in rule.dialects]
    for written in dict.fromkeys(names):
        span, line = place_in_config(settings, written)
        for item in dialects.unknown([written], "MK902", span):
            yield replace(item, excerpt=line)


def _named(settings: Settings) -> set[str]:
    """The names of dialects in a config and on the command line."""
    named = {name_of(name) for rule in settings.decks for name in rule.dialects}
    return named | set(settings.enable)


def _plugin(name: str) -> Dialect | Problem | None:
    """The dialect that an installed package offers by this name; None where none does."""
    from importlib.metadata import entry_points

    for point in entry_points(group=ENTRY_POINT, name=name):
        try:
            return _dialect(name, point.load(), foreign=True)
        except Exception as error:  # noqa: BLE001 - other people's code raises whatever it likes
            message = f"the dialect '{name}' of {point.value} fails"
            reason = f"{type(error).__name__}: {error}"
            return problem("MK907", f"{message}: {reason}")
    return None


def summaries(
    dialects: Dialects | None = None,
) -> Sequence[tuple[str, str, bool]]:
    """Name, one-line description and default of each dialect, in their order."""
    known = (dialects or builtin()).known
    return [(dialect.name, dialect.summary, dialect.on) for dialect in known]
