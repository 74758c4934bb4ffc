"""build(settings, now): the stages of the house, in order, over every source; then what earlier builds remember."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple

from . import dialects
from .cards.make import CardMaker, numbered, without_equal_ids
from .cards.names import front_matter_list
from .cards.vocabulary_files import load_vocabularies
from .config.settings import Settings, as_typed
from .dialects import drafts
from .dialects.kit.recognise import recognise
from .history.lock import read_lock
from .history.retired import revived
from .history.settle import Describe, describe_below, settle
from .language.question_text import remembered_text
from .model.problems import has_errors, in_order, problem, with_excerpt
from .model.records import (
    Build,
    Card,
    Deck,
    Entry,
    FrontMatterValue,
    Ledger,
    Page,
    Pair,
    Problem,
    Source,
    Span,
)
from .pages.tree import parse
from .sources.decode import read
from .sources.find import Found, discover, is_there
from .sources.include import expand
from .sources.library import Library

MAX_MISSES = 5
# An include that is missing: what it held may be cards that are not gone.
MISSING_TEXT = "MK201"


# What somebody else makes of the pairs of a page before they become cards.
Amend = Callable[
    [Page, Sequence[Pair]], tuple[tuple[Pair, ...], tuple[Problem, ...]]
]


class Read(NamedTuple):
    """One source after all stages; ``page`` is None where it could not be parsed."""

    source: Source | None
    page: Page | None
    pairs: tuple[Pair, ...]
    cards: tuple[Card, ...]
    problems: tuple[Problem, ...]

    def made(self) -> Iterator[tuple[Pair, Card | None]]:
        """Each pair with the card that it became, None where it became none; cards stand in the order of the pairs."""
        cards = deque(self.cards)
        for pair in self.pairs:
            is_next = bool(cards) and (cards[0].span, cards[0].dialect) == (
                pair.span,
                pair.dialect,
            )
            yield pair, cards.popleft() if is_next else None


def build(
    settings: Settings,
    now: int,
    progress: Callable[[int, int], None] | None = None,
) -> Build:
    """Read every source of the settings and make its cards.

    ``now`` is in seconds since 1970, at least 1. ``progress`` is told how many of how
    many sources have been read.
    """
    found, problems = discover(settings)
    ledger, damage = _ledger(settings)
    stages, more = _stages(settings, now, ledger, found)
    made: list[_Made] = []
    for place, item in enumerate(found):
        if progress:
            progress(place, len(found))
        read = stages.run(item)
        sources = (
            drafts.drafted_sources(read.source.front_matter, item.name)
            if read.source
            else ()
        )
        made.append(_Made(item, sources, read.cards, read.problems))
    replaced = drafts.superseded(
        {one.item.name: one.item.path for one in made},
        [(m.item.path, m.drafted) for m in made],
    )
    used = [one for one in made if one.item.name not in replaced]
    refused = [one for one in used if has_errors(one.problems)]
    kept, doubled = without_equal_ids(
        [card for one in used if one not in refused for card in one.cards]
    )
    reported = [
        *problems,
        *more,
        *replaced.values(),
        *(item for one in used for item in one.problems),
        *doubled,
    ]
    built = Build(
        _decks(kept),
        in_order([*reported, *damage]),
        len(found),
        tuple(one.item.path for one in refused),
    )
    if has_errors(damage):
        return built
    may_retire = settings.is_whole and not has_errors(built.problems)
    unsure = {
        one.item.name
        for one in used
        if any(p.code == MISSING_TEXT for p in one.problems)
    }
    unread = {one.item.name for one in refused} | _unread(
        settings, ledger, found
    )
    describe = describe_below(settings.root)
    built = remember(
        built,
        ledger,
        now,
        describe,
        may_retire=may_retire,
        unsure=unsure,
        unread=unread,
    )
    return replace(
        built,
        packaged=_decks(
            [*built.cards, *revived(_shipped(built, settings), stages.maker)]
        ),
    )


def _unread(
    settings: Settings, ledger: Ledger, found: Sequence[Found]
) -> set[str]:
    """The sources of a project that are there and that a run over a part of it does not read."""
    others = {entry.source for entry in ledger.entries}.difference(
        item.name for item in found
    )
    return (
        {name for name in others if is_there(settings, name)}
        if not settings.is_whole
        else set()
    )


def _ledger(settings: Settings) -> tuple[Ledger, tuple[Problem, ...]]:
    file = settings.lock_file
    return read_lock(file, str(as_typed(file))) if file else (Ledger(), ())


def remember(
    built: Build,
    ledger: Ledger,
    now: int,
    describe: Describe,
    *,
    may_retire: bool = False,
    unsure: Collection[str] = (),
    unread: Collection[str] = (),
) -> Build:
    """A build whose notes have the ids and times that earlier builds gave them, and the ledger that it leaves."""
    settled = settle(
        built.cards,
        ledger,
        now,
        describe,
        may_retire=may_retire,
        unsure=unsure,
        unread=unread,
    )
    problems = in_order([*built.problems, *settled.problems])
    decks = _decks(settled.cards)
    return replace(
        built,
        decks=decks,
        packaged=decks,
        problems=problems,
        before=ledger,
        after=settled.ledger,
    )


def _shipped(built: Build, settings: Settings) -> Iterator[Entry]:
    """The cards that a package holds beside those of the sources: the retired, for some releases, and the unread."""
    present = {card.id for card in built.cards}
    for entry in built.after.entries if settings.is_whole else ():
        age = built.after.release - entry.retired
        is_due = not entry.retired or (
            settings.retired == "tag" and age < settings.retired_releases
        )
        if entry.id not in present and is_due:
            yield entry


class _Made(NamedTuple):
    """What is kept of a source until all have been read: ``drafted`` names the sources that it is a draft of."""

    item: Found
    drafted: tuple[str, ...]
    cards: tuple[Card, ...]
    problems: tuple[Problem, ...]


def inspect(
    settings: Settings, now: int, amend: Amend | None = None
) -> tuple[tuple[Read, ...], tuple[Problem, ...]]:
    """Every source of the settings with all that became of it, and the problems that belong to none."""
    found, problems = discover(settings)
    ledger, damage = _ledger(settings)
    stages, more = _stages(settings, now, ledger, found)
    stages = replace(stages, amend=amend)
    reads = tuple(stages.run(item) for item in found)
    unread = _unread(settings, ledger, found)
    made = [card for read in reads for card in read.cards]
    settled = settle(
        made,
        ledger,
        now,
        describe_below(settings.root),
        may_retire=False,
        unread=unread,
    )
    cards = iter(settled.cards)
    reads = tuple(
        read._replace(cards=tuple(islice(cards, len(read.cards))))
        for read in reads
    )
    return reads, (*problems, *more, *damage)


@dataclass(frozen=True, slots=True)
class _Stages:
    """What the stages of all sources share.

    ``remembered`` are the questions that were cards of each source, ``gone`` those of
    sources that have another name now, or none.
    """

    settings: Settings
    maker: CardMaker
    library: Library
    known: dialects.Dialects
    remembered: Mapping[str, frozenset[tuple[str, str]]]
    gone: frozenset[tuple[str, str]]
    amend: Amend | None = None

    def run(self, item: Found) -> Read:
        """One source through all stages."""
        try:
            source, problems = read(
                item.file, item.path, item.name, item.format
            )
            if source is None:
                return Read(None, None, (), (), problems)
            may_include = (
                source.format == "markdown"
                and not drafts.drafted_sources(source.front_matter)
            )
            source, more = (
                expand(source, self.library) if may_include else (source, ())
            )
        except Exception as error:  # noqa: BLE001 - as below
            wrong = problem(
                "MK110",
                f"{type(error).__name__}: {error}",
                Span(item.path, 1, 1),
            )
            return Read(None, None, (), (), (wrong,))
        told = [*problems, *more]
        written = _adjustments(source, told)
        told += (
            self.known.unknown(written, "MK109", _key_span(source, "dialects"))
            if written
            else ()
        )
        adjustments = (
            *item.rule.dialects,
            *written,
            *(f"+{name}" for name in self.settings.enable),
        )
        chosen = self.known.chosen(adjustments)
        try:
            page = _page(source, item.nav[-1] if item.nav else "")
            remembered = self.remembered.get(item.name, self.gone)
            page = replace(
                page,
                asked=dialects.asked_for(adjustments),
                remembered=remembered,
            )
            page, pairs, found = recognise(page, chosen)
            pairs, found = drafts.under_setting(
                self.settings.derived, source, pairs, found
            )
            if self.amend:
                pairs, more = self.amend(page, pairs)
                found = (*found, *more)
            made, more = self.maker.make(page, item, pairs)
        except RecursionError:
            return self._failed(
                source, told, "MK108", "blocks nested too deep to read"
            )
        except Exception as error:  # noqa: BLE001 - a defect of ours on one page must not cost the others
            return self._failed(
                source, told, "MK110", f"{type(error).__name__}: {error}"
            )
        return Read(
            source,
            page,
            pairs,
            made,
            tuple(
                with_excerpt(p, source.excerpts) for p in (*told, *found, *more)
            ),
        )

    def _failed(
        self, source: Source, told: Sequence[Problem], code: str, message: str
    ) -> Read:
        return Read(
            source,
            None,
            (),
            (),
            (*told, problem(code, message, Span(source.path, 1, 1))),
        )


def _stages(
    settings: Settings, now: int, ledger: Ledger, found: Sequence[Found]
) -> tuple[_Stages, tuple[Problem, ...]]:
    vocabularies, problems = load_vocabularies(settings)
    known, more = dialects.load(settings)
    library = Library(
        settings.root, settings.site.docs_dir if settings.site else None
    )
    maker = CardMaker(settings, vocabularies, now)
    remembered = _remembered(ledger)
    names = {item.name for item in found}
    gone = frozenset(
        text
        for name, texts in remembered.items()
        if name not in names
        for text in texts
    )
    return _Stages(settings, maker, library, known, remembered, gone), (
        *problems,
        *more,
    )


def _remembered(ledger: Ledger) -> Mapping[str, frozenset[tuple[str, str]]]:
    """The questions that were cards of each source when it was last built, each behind its dialect."""
    found: dict[str, set[tuple[str, str]]] = {}
    for entry in ledger.entries:
        text = remembered_text(entry.written.question.split("\n\n", 1)[0])
        if text and not entry.retired:
            found.setdefault(entry.source, set()).add((entry.dialect, text))
    return {source: frozenset(texts) for source, texts in found.items()}


def _page(source: Source, title: str) -> Page:
    if source.format == "markdown":
        return parse(source, title)
    if source.format == "html":
        from .pages.formats.html import read_html

        return read_html(source, title)
    from .pages.formats.text import mark_up

    return parse(mark_up(source), title)


def _adjustments(source: Source, problems: list[Problem]) -> Sequence[str]:
    """The front matter's ``dialects``, and its other keys that mean something to us held to their types."""
    wanted = {
        "title": "text",
        "deck": "text",
        "tags": "a list of texts",
        "dialects": "a list of names",
    }
    for key, want in wanted.items():
        if not _is_usable(source.front_matter.get(key, ""), want):
            problems.append(
                problem(
                    "MK105", f"'{key}' takes {want}", _key_span(source, key)
                )
            )
    return front_matter_list(source.front_matter.get("dialects", ""))


def _key_span(source: Source, key: str) -> Span:
    """The line of the front matter that a key stands on."""
    lines = source.excerpts.get(source.path, ())
    line = next(
        (i for i, text in enumerate(lines, 1) if text.startswith(f"{key}:")), 1
    )
    return Span(source.path, line, line)


def _is_usable(value: FrontMatterValue, want: str) -> bool:
    if isinstance(value, str):
        return True
    return (
        want != "text"
        and isinstance(value, list)
        and all(isinstance(entry, str) for entry in value)
    )


def _decks(cards: Sequence[Card]) -> tuple[Deck, ...]:
    """Cards by deck in the order of first appearance; names that differ in case only are one deck, as in Anki."""
    names: dict[str, str] = {}
    groups: dict[str, list[Card]] = {}
    for card in cards:
        name = names.setdefault(card.deck.casefold(), card.deck)
        groups.setdefault(name, []).append(
            card if card.deck == name else replace(card, deck=name)
        )
    return tuple(Deck(name, numbered(group)) for name, group in groups.items())


def no_cards(build: Build) -> Problem:
    """The error of a build without cards: what was looked for, and what came nearest."""
    names = ", ".join(name for name, _, on in dialects.summaries() if on)
    count = "1 source" if build.sources == 1 else f"{build.sources} sources"
    near = [
        p
        for p in build.problems
        if p.code in ("MK301", "MK302", "MK308", "MK309") and p.span
    ]
    help = "nothing in them looked like a question; `mkdecks dialects` shows how questions are written"
    if near:
        listed = [
            f"{p.span.path}:{p.span.line}:{p.span.column}: {p.message}"
            for p in near[:MAX_MISSES]
            if p.span
        ]
        help = "\n".join(["the nearest misses are", *listed])
    return problem(
        "MK403", f"no cards in {count}; looked for {names}", help=help
    )
