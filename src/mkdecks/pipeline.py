"""build(settings, now): the stages of the house, in order, over every source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from . import dialects
from .blocks import parse
from .cards import CardMaker, numbered, without_equal_ids
from .config import Settings
from .discover import Found, discover
from .include import expand
from .library import Library
from .model import Build, Card, Deck, FrontMatterValue, Problem, Source, Span
from .naming import front_matter_list
from .problems import has_errors, in_order, problem, with_excerpt
from .read import read
from .vocabulary_files import load_vocabularies

MAX_MISSES = 5


def build(settings: Settings, now: int, progress: Callable[[int, int], None] | None = None) -> Build:
    """Read every source of the settings and make its cards.

    ``now`` is in seconds since 1970, at least 1. ``progress`` is told how many of how many sources have been read.
    """
    found, problems = discover(settings)
    vocabularies, more = load_vocabularies(settings)
    maker = CardMaker(settings, vocabularies, now)
    library = Library(settings.root, settings.site.docs_dir if settings.site else None)
    cards: list[Card] = []
    reported = [*problems, *more]
    refused: list[str] = []
    for place, item in enumerate(found):
        if progress:
            progress(place, len(found))
        made, told = _cards_of(item, maker, library)
        if has_errors(told):
            refused.append(item.path)
            made = ()
        cards += made
        reported += told
    kept, doubled = without_equal_ids(cards)
    reported += doubled
    return Build(_decks(kept), in_order(reported), len(found), tuple(refused))


def _cards_of(item: Found, maker: CardMaker, library: Library) -> tuple[tuple[Card, ...], tuple[Problem, ...]]:
    """One source through all stages."""
    source, problems = read(item.file, item.path, item.name, item.format)
    if source is None:
        return (), problems
    source, more = expand(source, library)
    told = [*problems, *more]
    written = _adjustments(source, told)
    wrong = dialects.unknown(written, "MK109", _key_span(source, "dialects")) if written else ()
    names = dialects.choose((*item.rule.dialects, *written, *(f"+{name}" for name in maker.settings.enable)))
    told += wrong
    try:
        page = parse(_marked_up(source), item.nav[-1] if item.nav else "")
        pairs, found = dialects.recognise(page, names)
        made, more = maker.make(page, item, pairs)
    except RecursionError:
        return (), (*told, problem("MK108", "blocks nested too deep to read", Span(item.path, 1, 1)))
    except Exception as error:  # noqa: BLE001 - a defect of ours on one page must not cost the others
        message = f"{type(error).__name__}: {error}"
        return (), (*told, problem("MK110", message, Span(item.path, 1, 1)))
    return made, tuple(with_excerpt(p, source.excerpts) for p in (*told, *found, *more))


def _marked_up(source: Source) -> Source:
    if source.format == "markdown":
        return source
    from .articles.text import mark_up

    return mark_up(source)


def _adjustments(source: Source, problems: list[Problem]) -> Sequence[str]:
    """The front matter's ``dialects``, and its other keys that mean something to us held to their types."""
    wanted = {"title": "text", "deck": "text", "tags": "a list of texts", "dialects": "a list of names"}
    for key, want in wanted.items():
        if not _is_usable(source.front_matter.get(key, ""), want):
            problems.append(problem("MK105", f"'{key}' takes {want}", _key_span(source, key)))
    return front_matter_list(source.front_matter.get("dialects", ""))


def _key_span(source: Source, key: str) -> Span:
    """The line of the front matter that a key stands on."""
    lines = source.excerpts.get(source.path, ())
    line = next((i for i, text in enumerate(lines, 1) if text.startswith(f"{key}:")), 1)
    return Span(source.path, line, line)


def _is_usable(value: FrontMatterValue, want: str) -> bool:
    if isinstance(value, str):
        return True
    return want != "text" and isinstance(value, list) and all(isinstance(entry, str) for entry in value)


def _decks(cards: Sequence[Card]) -> tuple[Deck, ...]:
    """Cards by deck in the order of first appearance; names that differ in case only are one deck, as in Anki."""
    names: dict[str, str] = {}
    groups: dict[str, list[Card]] = {}
    for card in cards:
        name = names.setdefault(card.deck.casefold(), card.deck)
        groups.setdefault(name, []).append(card if card.deck == name else replace(card, deck=name))
    return tuple(Deck(name, numbered(group)) for name, group in groups.items())


def no_cards(build: Build) -> Problem:
    """The error of a build without cards: what was looked for, and what came nearest."""
    names = ", ".join(name for name, _, on in dialects.summaries() if on)
    count = "1 source" if build.sources == 1 else f"{build.sources} sources"
    near = [p for p in build.problems if p.code in ("MK301", "MK302", "MK304") and p.span]
    help = "nothing in them looked like a question; `mkdecks dialects` shows how questions are written"
    if near:
        listed = [f"{p.span.path}:{p.span.line}:{p.span.column}: {p.message}" for p in near[:MAX_MISSES] if p.span]
        help = "\n".join(["the nearest misses are", *listed])
    return problem("MK403", f"no cards in {count}; looked for {names}", help=help)
