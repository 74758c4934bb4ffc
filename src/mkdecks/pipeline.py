"""The flow: every source through the stages, then what earlier builds remember."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from . import dialects
from .cards.decks import by_deck
from .cards.ids import each_id_once
from .cards.make import CardMaker
from .cards.page_result import PageResult, without_drafted
from .cards.vocabulary_files import load_vocabularies
from .config.files import as_typed
from .config.settings import Settings
from .dialects.kit.dialect import Dialect
from .dialects.kit.lost_questions import LostQuestions
from .dialects.kit.offers import offers
from .dialects.kit.recognise import recognise
from .history.adopt import adopt
from .history.coverage import Coverage, coverage
from .history.lock import read_lock
from .history.memory import with_memory
from .history.retired import retired_cards
from .history.settle import settle
from .model.groups import grouped
from .model.notes import Card, Deck, Lock
from .model.problems import has_errors, in_order, with_excerpt
from .model.records import Page, Problem, Problems, Texts
from .pages import formats
from .sources.drafts import drafted_sources
from .sources.find import Sources, find_sources
from .sources.front_matter import adjustments, key_span, unusable_keys
from .sources.include import expand
from .sources.library import Library
from .sources.read import read
from .sources.source_file import SourceFile

# An include that is missing: what it held may be cards that are not gone.
MISSING_INCLUDE = "MK201"

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Build:
    """All that one run made.

    ``decks`` hold the cards of the sources, ``packaged`` the retired ones beside them.
    ``before`` is the lock that earlier builds left, ``after`` the one that this build
    leaves; ``is_remembered`` says that it is to be written. ``pages`` are the results
    of the sources that were used, ``refused`` the paths of those with errors.
    """

    decks: tuple[Deck, ...] = ()
    problems: Problems = ()
    pages: tuple[PageResult, ...] = ()
    refused: Texts = ()
    packaged: tuple[Deck, ...] = ()
    before: Lock = field(default_factory=Lock)
    after: Lock = field(default_factory=Lock)
    is_remembered: bool = False

    @property
    def cards(self) -> tuple[Card, ...]:
        """Every card of the sources, deck by deck."""
        return tuple(card for deck in self.decks for card in deck.cards)


def build(
    settings: Settings,
    now: int,
    progress: Progress | None = None,
    *,
    lost_questions: LostQuestions | None = None,
    keeps_pages: bool = False,
) -> Build:
    """Read every source of the settings, make its cards, and give them their notes.

    ``now`` is in seconds since 1970, at least 1. ``progress`` is told how many of how
    many sources have been read. ``lost_questions`` overrides what the settings say of
    answers without a question. ``keeps_pages`` leaves each page and its pairs in its
    result, for those who look at them.
    """
    project = open_project(settings, lost_questions, keeps_pages=keeps_pages)
    if has_errors(project.settings_problems):
        return Build(problems=project.settings_problems)
    pages = [
        read_page(project.reading, file)
        for file in _followed(project.sources.files, progress)
    ]
    pages, replaced = without_drafted(pages)
    sound = [page for page in pages if not _has_errors(page)]
    cards, doubled = each_id_once(
        [card for page in sound for card in page.cards]
    )
    reported = [item for page in pages for item in page.problems]
    problems = (
        *project.settings_problems,
        *project.sources.problems,
        *replaced,
        *reported,
        *doubled,
    )
    refused = tuple(page.file.path for page in pages if _has_errors(page))
    if has_errors(project.lock_problems):
        problems = (*project.lock_problems, *problems)
        return Build(by_deck(cards), in_order(problems), tuple(pages), refused)
    before, adopted = _lock_or_adopted(project, cards)
    covered = _coverage(project, pages, before, has_errors=has_errors(problems))
    settled = settle(cards, before, now, covered, settings.root)
    others = retired_cards(
        settled.lock, settled.cards, project.reading.maker, covered
    )
    is_remembered = project.sources.is_whole
    return Build(
        decks=by_deck(settled.cards),
        problems=in_order(
            (*project.lock_problems, *adopted, *problems, *settled.problems)
        ),
        pages=_as_settled(pages, settled.cards, doubled),
        refused=refused,
        packaged=by_deck([*settled.cards, *(others if is_remembered else ())]),
        before=before,
        after=settled.lock,
        is_remembered=is_remembered,
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reading of a page hangs on, beside the page's file."""

    dialects: dialects.Dialects
    maker: CardMaker
    library: Library
    lost_questions: LostQuestions
    keeps_pages: bool


@dataclass(frozen=True, slots=True)
class Project:
    """What a run reads once: its sources, its lock, and what all pages share."""

    settings: Settings
    sources: Sources
    lock: Lock
    reading: Reading
    settings_problems: Problems
    lock_problems: Problems


def open_project(
    settings: Settings,
    lost_questions: LostQuestions | None,
    *,
    keeps_pages: bool,
) -> Project:
    """The project of the settings, and every mistake in what all its pages share."""
    sources = find_sources(settings, formats.endings())
    lock, lock_problems = read_lock(
        settings.lock_file, str(as_typed(settings.lock_file))
    )
    vocabularies, vocabulary_problems = load_vocabularies(settings)
    known, dialect_problems = dialects.load(settings)
    reading = Reading(
        dialects=known,
        maker=CardMaker(settings, vocabularies),
        library=Library(settings.root, settings.docs_dir),
        lost_questions=lost_questions or LostQuestions(settings.derived),
        keeps_pages=keeps_pages,
    )
    problems = (*vocabulary_problems, *dialect_problems)
    sources = replace(sources, files=with_memory(sources.files, lock))
    return Project(settings, sources, lock, reading, problems, lock_problems)


def read_page(reading: Reading, file: SourceFile) -> PageResult:
    """One source through all stages: the unit of work.

    The result hangs on ``reading``, the file's bytes, and the bytes of what it includes
    and shows, and on no other page.
    """
    result = PageResult(file)
    with result.catching():
        kind = formats.of_ending(file.name).name
        source = result.take(read(file.file, file.path, file.name, kind))
        source = formats.with_format(source)
        result.drafted = drafted_sources(source.front_matter, file.name)
        if source.format == "markdown" and not result.drafted:
            source = result.take(expand(source, reading.library))
        page = formats.parse(source, file.nav_title)
        page, chosen = result.take(_with_choice(page, file, reading))
        page, pairs, problems = recognise(page, chosen)
        offered = offers(page, reading.dialects.left_off(chosen))
        problems = (*problems, *offered)
        pairs = result.take(
            reading.lost_questions.applied(page, pairs, problems)
        )
        result.cards = result.take(reading.maker.make(page, file, pairs))
        lines = source.excerpts
        result.problems = tuple(with_excerpt(p, lines) for p in result.problems)
        if reading.keeps_pages:
            result.page, result.pairs = page, pairs
    return result


def _with_choice(
    page: Page, file: SourceFile, reading: Reading
) -> tuple[tuple[Page, tuple[Dialect, ...]], Problems]:
    """A page that knows which dialects were asked for, and the dialects to use on it."""
    source = page.source
    known = reading.dialects
    written = adjustments(source)
    enabled = [f"+{name}" for name in reading.maker.settings.enable]
    announced = known.announced(page)
    everything = [*announced, *file.rule.dialects, *written, *enabled]
    asked = dialects.asked_for(everything)
    page = replace(page, asked=asked, remembered=file.remembered)
    unknown = known.unknown(written, "MK109", key_span(source, "dialects"))
    problems = (*unusable_keys(source), *unknown)
    return (page, known.chosen(everything)), problems


def _followed(
    files: Sequence[SourceFile], progress: Progress | None
) -> Iterator[SourceFile]:
    """The files, one by one, with progress told before each."""
    for number, file in enumerate(files):
        if progress:
            progress(number, len(files))
        yield file


def _lock_or_adopted(
    project: Project, cards: Sequence[Card]
) -> tuple[Lock, Problems]:
    """The lock; where there is none, that of the packages of ours that are found."""
    if project.settings.lock_file.exists():
        return project.lock, ()
    return adopt(cards, project.settings)


def _coverage(
    project: Project,
    pages: Sequence[PageResult],
    lock: Lock,
    *,
    has_errors: bool,
) -> Coverage:
    """Which entries of the lock this run speaks for."""
    failed = [page.file.name for page in pages if _has_errors(page)]
    uncertain = [page.file.name for page in pages if _misses_an_include(page)]
    return coverage(
        project.settings,
        project.sources,
        lock,
        failed=failed,
        uncertain=uncertain,
        has_errors=has_errors,
    )


def _has_errors(page: PageResult) -> bool:
    return has_errors(page.problems)


def _misses_an_include(page: PageResult) -> bool:
    return any(item.code == MISSING_INCLUDE for item in page.problems)


def _as_settled(
    pages: Sequence[PageResult],
    cards: Sequence[Card],
    doubled: Sequence[Problem],
) -> tuple[PageResult, ...]:
    """The pages with the cards that the build settled, and the Problems of the others."""
    cards_of = grouped(cards, lambda card: card.source)
    problems_of = grouped(
        doubled, lambda item: item.span.path if item.span else ""
    )
    return tuple(
        replace(
            page,
            cards=tuple(cards_of.get(page.file.name, ())),
            problems=(*page.problems, *problems_of.get(page.file.path, ())),
        )
        for page in pages
    )
