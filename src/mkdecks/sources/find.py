"""Settings -> the source files of a run, in study order, each with what its place tells."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from pathlib import Path, PurePosixPath

from ..config.files import absolute
from ..config.rules import DeckRule
from ..config.settings import Settings, place_in_config
from ..model.hints import did_you_mean
from ..model.problems import problem
from ..model.records import Problem, Problems, Span, Texts
from .names import below, name_of, page_of, posix
from .patterns import fixed_part, spec
from .source_file import NO_RULE, SourceFile
from .walk import Walk, walk

DEFAULT_FOLDER = "decks"
Result = SourceFile | Problem
Results = Iterator[Result]


@dataclass(frozen=True, slots=True)
class Sources:
    """The source files of a run.

    ``is_whole`` says that they are all that the lock speaks of: every source of a
    project, read as its config has it, or whatever the PATHs name outside one.
    """

    files: tuple[SourceFile, ...]
    problems: Problems
    is_whole: bool


def find_sources(settings: Settings, endings: Sequence[str]) -> Sources:
    """The files to read, in the order of the nav and then by path.

    ``endings`` are those of the files that are read in a folder. A pattern or a PATH
    that names nothing is a Problem.
    """
    finder = _Finder(settings, endings)
    results = list(finder.results())
    problems = tuple(item for item in results if isinstance(item, Problem))
    unique = _by_file(results)
    in_order = sorted(unique.values(), key=finder.study_order)
    is_whole = finder.is_whole(unique)
    return Sources(tuple(in_order), problems, is_whole)


def _by_file(results: Iterable[Result]) -> dict[Path, SourceFile]:
    """The sources of some results by their files; the first of a file counts."""
    files = [item for item in results if isinstance(item, SourceFile)]
    return {item.file: item for item in reversed(files)}


@dataclass(frozen=True)
class _Finder:
    """Finds the sources of one run; what several steps ask for is found once."""

    settings: Settings
    endings: Sequence[str]

    def results(self) -> Results:
        """Every source of the run, some perhaps twice, and what is wrong."""
        if self.settings.paths:
            given = chain.from_iterable(map(self._given, self.settings.paths))
            return map(self._with_rule, given)
        if self._has_sources():
            return self._of_rules()
        return map(self._with_rule, self._default())

    def is_whole(self, files: Mapping[Path, SourceFile]) -> bool:
        """Whether files are all the sources of the project, or of the PATHs outside one."""
        settings = self.settings
        if not settings.is_project:
            return True
        if settings.enable:
            return False
        if not settings.paths:
            return True
        if self._has_sources():
            return self._ruled.keys() <= files.keys()
        own = _by_file(self._default()).keys()
        return bool(own) and own <= files.keys()

    def study_order(self, item: SourceFile) -> tuple[int, int, Texts]:
        """Sources of the first [[deck]] first, then by nav, then by path."""
        # A source without a rule comes behind those of all rules.
        rule_place = [*self.settings.decks, item.rule].index(item.rule)
        nav_place = self._nav_order.get(item.page, len(self._nav_order))
        return rule_place, nav_place, PurePosixPath(item.name).parts

    @cached_property
    def _nav_order(self) -> Mapping[str, int]:
        """The places of the pages in the nav of a site."""
        return {page: place for place, page in enumerate(self.settings.nav)}

    def _has_sources(self) -> bool:
        return any(rule.sources for rule in self.settings.decks)

    @cached_property
    def _ruled(self) -> dict[Path, SourceFile]:
        """The sources that the [[deck]] tables name; the first that names one has it."""
        return _by_file(self._of_rules())

    def _with_rule(self, item: Result) -> Result:
        """A source with its rule in the config, else with that without sources."""
        if isinstance(item, Problem):
            return item
        known = self._ruled.get(item.file)
        if known:
            return replace(item, rule=known.rule, base=known.base)
        for rule in self.settings.decks:
            if not rule.sources:
                return replace(item, rule=rule)
        return item

    def _given(self, path: str) -> Results:
        """The sources under one PATH of the command line."""
        given = Path(path)
        if given.is_dir():
            yield from self._in_given_folder(path)
        elif given.is_file():
            yield self._given_file(path, given)
        else:
            message = "there is no such file or folder"
            help = _nearest_sibling(given)
            yield problem("MK905", message, Span(path), help=help)

    def _given_file(self, path: str, given: Path) -> Result:
        """A file that was named; one without an ending is read by what it holds."""
        ending = given.suffix.lower()
        if ending and ending not in self.endings:
            message = f"files of the kind '{ending}' are not read"
            help = "read are: " + " ".join(self.endings)
            return problem("MK905", message, Span(path), help=help)
        return self._source(given, os.path.normpath(path), given.parent)

    def _in_given_folder(self, path: str) -> Results:
        given = Path(path)
        site = self.settings.site
        if site and absolute(given) == absolute(site.file.parent):
            return self._in_folder(site.docs_dir, path, is_site=True)
        return self._in_folder(given, path, is_site=False)

    def _of_rules(self) -> Results:
        """The sources of the [[deck]] tables, in the order of the tables."""
        for rule in self.settings.decks:
            excluded = spec(*rule.exclude)
            for pattern in rule.sources:
                files = [
                    file
                    for file in self._matching(pattern)
                    if not excluded.match_file(self._below_root(file))
                ]
                if not files:
                    yield self._unmatched(pattern)
                base = fixed_part(pattern)
                for file in files:
                    path = os.path.relpath(file)
                    root = self.settings.root
                    yield self._source(file, path, root, rule=rule, base=base)

    def _matching(self, pattern: str) -> list[Path]:
        """The sources that a pattern of the config names, below the config's folder."""
        written = PurePosixPath(pattern)
        if written.is_absolute() or ".." in written.parts:
            return []
        top = self.settings.root / pattern
        if top.is_dir():
            return self._walked(top).files
        matching = spec(pattern)
        files = self._walked(self.settings.root / fixed_part(pattern)).files
        return [
            file
            for file in files
            if matching.match_file(self._below_root(file))
        ]

    def _unmatched(self, pattern: str) -> Problem:
        span, line = place_in_config(self.settings, pattern)
        help = "a pattern counts from the config's folder"
        message = f"no source matches '{pattern}'"
        return problem("MK905", message, span, help=help, excerpt=line)

    def _default(self) -> Results:
        """The site, else decks/, else the folder: what is read where nothing is named."""
        settings = self.settings
        folder = settings.docs_dir or settings.root / DEFAULT_FOLDER
        if not folder.is_dir():
            folder = settings.root
        base = posix(os.path.relpath(folder, settings.names_from))
        is_site = settings.site is not None
        return self._in_folder(folder, ".", base=base, is_site=is_site)

    def _in_folder(
        self, folder: Path, path: str, *, is_site: bool, base: str = ""
    ) -> Results:
        """The sources of a folder; an empty one, and links not followed, are Problems.

        ``path`` is the folder that their paths are written from.
        """
        walked = self._walked(folder)
        for link in walked.links:
            message = "a link that leads outside the project or nowhere, or to a folder"
            yield problem("MK111", message, Span(os.path.relpath(link)))
        files = walked.files
        if is_site:
            files = [
                file for file in files if file.suffix.lower() in _SITE_ENDINGS
            ]
        if not files:
            message = "the folder holds no source: " + " ".join(self.endings)
            yield problem("MK403", message, Span(os.path.relpath(folder)))
        given = Path(path)
        for file in files:
            written = given / os.path.relpath(file, given)
            yield self._source(
                file, os.path.normpath(written), given, base=base
            )

    def _walked(self, folder: Path) -> Walk:
        return walk(folder, self.settings, self.endings)

    def _below_root(self, file: Path) -> str:
        return file.relative_to(self.settings.root).as_posix()

    def _source(
        self,
        file: Path,
        path: str,
        given: Path,
        *,
        rule: DeckRule = NO_RULE,
        base: str = "",
    ) -> SourceFile:
        """A file as a source; ``given`` is the folder that the user or the config named."""
        settings = self.settings
        file = absolute(file)
        name = name_of(file, settings, given)
        page = page_of(settings, file)
        base = base or self._base(file, name, page, given)
        nav = settings.nav.get(page, ())
        return SourceFile(path, name, file, rule, base, page, nav)

    def _base(self, file: Path, name: str, page: str, given: Path) -> str:
        """The folders of a name that deck names leave out: those above what was named."""
        named = page
        if not page and not self.settings.config_file:
            named = below(file, given) or file.name
        return name.removesuffix(named).rstrip("/") if named else ""


_SITE_ENDINGS = frozenset({".md", ".markdown", ".mdx"})


def _nearest_sibling(given: Path) -> str:
    """A hint at the file that a mistyped path may have meant; "" where none is near."""
    siblings = sorted(path.name for path in given.parent.glob("*"))
    if given.name in siblings:
        return ""
    return did_you_mean(given.name, siblings)
