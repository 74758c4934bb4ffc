"""Settings -> the source files of a run, sorted, each with what its place tells: its name, its rule, its nav titles."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path, PurePosixPath

from ..config.settings import DeckRule, Settings, absolute, place_in_config
from ..model.problems import problem
from ..model.records import Problem, SourceFormat, Span

FORMATS: dict[str, SourceFormat] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdx": "markdown",
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mhtml": "html",
    ".mht": "html",
}
DEFAULT_FOLDER = "decks"
SKIPPED_FOLDERS = frozenset(
    {"node_modules", "__pycache__", "site-packages", "venv"}
)
_NO_RULE = DeckRule()


@dataclass(frozen=True, slots=True)
class Found:
    """A source file before it is read.

    ``name`` is its posix path inside the project, ``base`` the part of it that deck
    names leave out, ``page`` its path below docs_dir, "" outside a site, and ``nav``
    its titles in mkdocs.yml.
    """

    path: str
    name: str
    file: Path
    format: SourceFormat
    rule: DeckRule
    base: str = ""
    page: str = ""
    nav: tuple[str, ...] = ()


def is_there(settings: Settings, name: str) -> bool:
    """Whether a source of the project still exists, read or not; ``name`` is its path below the root."""
    try:
        file = (settings.root / name).resolve()
        return file.is_relative_to(settings.root.resolve()) and file.is_file()
    except (OSError, ValueError):  # a name that no file can have
        return False


def page_of(settings: Settings, name: str) -> str:
    """The path below docs_dir of a source, there or not, "" outside a site; ``name`` is its path below the root."""
    return (
        _below(absolute(settings.root / name), settings.site.docs_dir)
        if settings.site
        else ""
    )


def discover(
    settings: Settings,
) -> tuple[tuple[Found, ...], tuple[Problem, ...]]:
    """The files to read in study order: the order of the nav first, then by path."""
    problems: list[Problem] = []
    if settings.paths:
        ruled = {item.file: item for item in _from_rules(settings, [])}
        given = (
            item
            for path in settings.paths
            for item in _given(path, settings, problems)
        )
        found = [
            _as_ruled(item, ruled.get(item.file), settings) for item in given
        ]
    elif any(rule.sources for rule in settings.decks):
        found = list(_from_rules(settings, problems))
    else:
        found = [
            _as_ruled(item, None, settings)
            for item in _default(settings, problems)
        ]
    order = (
        {name: place for place, name in enumerate(settings.site.nav or ())}
        if settings.site
        else {}
    )
    rules = {id(rule): place for place, rule in enumerate(settings.decks)}

    def study_order(item: Found) -> tuple[int, int, tuple[str, ...]]:
        place = rules.get(id(item.rule), len(rules))
        return (
            place,
            order.get(item.page, len(order)),
            PurePosixPath(item.name).parts,
        )

    unique = {item.file: item for item in reversed(found)}
    return tuple(sorted(unique.values(), key=study_order)), tuple(problems)


def _as_ruled(item: Found, ruled: Found | None, settings: Settings) -> Found:
    """A source given by PATH with the rule that the config has for it, else with the one that names no sources."""
    if ruled:
        return replace(item, rule=ruled.rule, base=ruled.base)
    rule = next((rule for rule in settings.decks if not rule.sources), None)
    return replace(item, rule=rule) if rule else item


def _given(
    path: str, settings: Settings, problems: list[Problem]
) -> Iterator[Found]:
    """The sources under one PATH of the command line."""
    given = Path(path)
    ending = given.suffix.lower()
    if given.is_dir():
        site = settings.site
        whole_site = site is not None and absolute(given) == absolute(
            site.file.parent
        )
        folder = site.docs_dir if site and whole_site else given
        for file in _sources_in(
            folder, settings, problems, markdown_only=whole_site
        ):
            yield _found(
                file,
                os.path.normpath(Path(path, os.path.relpath(file, given))),
                settings,
                given,
            )
    elif not given.is_file():
        import difflib

        siblings = (
            sorted(p.name for p in given.parent.glob("*"))
            if given.parent.is_dir()
            else []
        )
        close = [
            name
            for name in difflib.get_close_matches(given.name, siblings, 1)
            if name != given.name
        ]
        help = f"did you mean '{close[0]}'?" if close else ""
        problems.append(
            problem(
                "MK905",
                "there is no such file or folder",
                Span(path, 0, 0),
                help=help,
            )
        )
    elif ending not in FORMATS:
        help = "read are: " + " ".join(FORMATS)
        problems.append(
            problem(
                "MK905",
                f"files of the kind '{ending}' are not read",
                Span(path, 0, 0),
                help=help,
            )
        )
    else:
        yield _found(given, os.path.normpath(path), settings, given.parent)


def _from_rules(settings: Settings, problems: list[Problem]) -> Iterator[Found]:
    for rule in settings.decks:
        excluded = [_glob_re(pattern) for pattern in rule.exclude]
        for pattern in rule.sources:
            files = [
                file
                for file in _matching(pattern, settings)
                if not _is_among(file, excluded, settings)
            ]
            if not files:
                span, line = place_in_config(settings, pattern)
                help = "mend the pattern; it counts from the config's folder"
                problems.append(
                    problem(
                        "MK905",
                        f"no source matches '{pattern}'",
                        span,
                        excerpt=line,
                        help=help,
                    )
                )
            for file in files:
                yield _found(
                    file,
                    os.path.relpath(file),
                    settings,
                    settings.root,
                    rule,
                    _fixed_part(pattern),
                )


def _fixed_part(pattern: str) -> str:
    """The folders of a pattern before its first wildcard: ``decks/aws`` of ``decks/aws/**/*.md``."""
    parts = PurePosixPath(pattern).parts
    wild = next(
        (
            place
            for place, part in enumerate(parts)
            if any(sign in part for sign in "*?[")
        ),
        len(parts),
    )
    return "/".join(parts[: wild if wild < len(parts) else wild - 1])


def _matching(pattern: str, settings: Settings) -> list[Path]:
    """The sources that a pattern of the config names: a folder, a file, or a glob below the config's folder."""
    if (
        PurePosixPath(pattern).is_absolute()
        or ".." in PurePosixPath(pattern).parts
    ):
        return []
    if (settings.root / pattern).is_dir():
        return _walk(settings.root / pattern, settings)
    top = settings.root / _fixed_part(pattern)
    return [
        file
        for file in _walk(top, settings)
        if _is_among(file, [_glob_re(pattern)], settings)
    ]


def _is_among(
    file: Path, patterns: Sequence[re.Pattern[str]], settings: Settings
) -> bool:
    name = file.relative_to(settings.root).as_posix()
    return any(pattern.fullmatch(name) for pattern in patterns)


@lru_cache(maxsize=256)
def _glob_re(pattern: str) -> re.Pattern[str]:
    """A glob as everybody writes it: ``*`` and ``?`` within a folder, ``**`` over any number of them."""
    signs = {
        "**/": "(?:.*/)?",
        "/**": "(?:/.*)?",
        "**": ".*",
        "*": "[^/]*",
        "?": "[^/]",
    }
    parts = re.split(r"(\*\*/|/\*\*$|\*\*|\*|\?)", pattern.removeprefix("./"))
    return re.compile(
        "".join(signs.get(part) or re.escape(part) for part in parts), re.S
    )


def _default(settings: Settings, problems: list[Problem]) -> list[Found]:
    """No PATH and no [[deck]] sources: the site, else the decks/ folder."""
    if settings.site:
        folder = settings.site.docs_dir
    elif (settings.root / DEFAULT_FOLDER).is_dir():
        folder = settings.root / DEFAULT_FOLDER
    else:
        config = (
            f"{settings.config_file.name} names no sources"
            if settings.config_file
            else "here is no mkdecks.toml"
        )
        message = f"no PATH given, {config}, and there is no mkdocs.yml and no {DEFAULT_FOLDER}/ folder"
        help = "name what to read: mkdecks build notes.md, or mkdecks build . for this folder"
        problems.append(problem("MK905", message, help=help))
        return []
    files = _sources_in(
        folder, settings, problems, markdown_only=settings.site is not None
    )
    base = _posix(os.path.relpath(folder, settings.root))
    return [
        _found(file, os.path.relpath(file), settings, settings.root, base=base)
        for file in files
    ]


def _sources_in(
    folder: Path,
    settings: Settings,
    problems: list[Problem],
    *,
    markdown_only: bool,
) -> list[Path]:
    """The sources of a folder; an empty one and links that are not followed are Problems."""
    skipped: list[Path] = []
    files = _walk(folder, settings, skipped)
    if markdown_only:
        files = [
            file for file in files if FORMATS[file.suffix.lower()] == "markdown"
        ]
    for link in skipped:
        message = (
            "a link that leads outside the project or nowhere, or to a folder"
        )
        problems.append(
            problem("MK111", message, Span(os.path.relpath(link), 0, 0))
        )
    if not files:
        message = "the folder holds no source: " + " ".join(FORMATS)
        problems.append(
            problem("MK403", message, Span(os.path.relpath(folder), 0, 0))
        )
    return files


def _walk(
    folder: Path, settings: Settings, skipped: list[Path] | None = None
) -> list[Path]:
    """Every source below a folder, absolute and sorted; hidden and vendored folders and the output left out."""
    out = absolute(settings.root / settings.out)
    root = settings.root.resolve()
    files: list[Path] = []
    for top, folders, names in os.walk(absolute(folder)):
        inner = Path(top)
        outside = not inner.resolve().is_relative_to(root)
        links = [
            name for name in (*folders, *names) if (inner / name).is_symlink()
        ]
        built = (
            {out, absolute(settings.site.file.parent) / "site"}
            if settings.site
            else {out}
        )
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".")
            and name not in SKIPPED_FOLDERS
            and inner / name not in built
            and not _is_of_saved_page(name, names)
        )
        for name in sorted(names):
            if PurePosixPath(
                name
            ).suffix.lower() not in FORMATS or name.startswith("."):
                continue
            file = inner / name
            if (
                outside
                or (name in links and not _leads_inside(file, root))
                or not file.is_file()
            ):
                links.append(name)
            else:
                files.append(file)
        if skipped is not None:
            wanted = [
                name
                for name in dict.fromkeys(links)
                if inner / name not in files and not name.startswith(".")
            ]
            skipped += [
                inner / name
                for name in wanted
                if name in folders
                or PurePosixPath(name).suffix.lower() in FORMATS
            ]
    return files


def _is_of_saved_page(folder: str, files: Sequence[str]) -> bool:
    """Whether a folder holds what a browser saved beside a page: its pictures and its frames."""
    stem = folder.removesuffix("_files")
    return stem != folder and any(
        f"{stem}{ending}" in files for ending in (".html", ".htm")
    )


def _leads_inside(link: Path, root: Path) -> bool:
    try:
        return link.resolve().is_relative_to(root)
    except (OSError, RuntimeError):  # links in a circle
        return False


def _found(
    file: Path,
    path: str,
    settings: Settings,
    given: Path,
    rule: DeckRule = _NO_RULE,
    base: str = "",
) -> Found:
    file = absolute(file)
    name = _name(file, settings, given)
    page = _below(file, settings.site.docs_dir) if settings.site else ""
    if not base and page:
        base = name.removesuffix(page).rstrip("/")
    elif not base and not settings.config_file:
        base = name.removesuffix(_below(file, given) or file.name).rstrip("/")
    nav = (settings.site.nav or {}).get(page, ()) if settings.site else ()
    return Found(
        path, name, file, FORMATS[file.suffix.lower()], rule, base, page, nav
    )


def _name(file: Path, settings: Settings, given: Path) -> str:
    """A page's path inside the project, which its ids rest on.

    Without a config or a site the project is the repository, else the current folder,
    else what the PATHs share: so the name is the same however a PATH is written.
    """
    if settings.config_file or settings.site:
        folders = [settings.root, given]
    else:
        folders = [*_repository(file.parent), Path.cwd(), settings.root, given]
    return next(
        (name for folder in folders if (name := _below(file, folder))),
        file.name,
    )


@lru_cache(maxsize=256)
def _repository(folder: Path) -> tuple[Path, ...]:
    return next(
        (
            (above,)
            for above in (folder, *folder.parents)
            if (above / ".git").exists()
        ),
        (),
    )


def _below(file: Path, folder: Path) -> str:
    """The posix path of a file from a folder, "" when it is not below it."""
    start = _with_separator(folder)
    return (
        _posix(str(file).removeprefix(start))
        if str(file).startswith(start)
        else ""
    )


@lru_cache(maxsize=256)
def _with_separator(folder: Path) -> str:
    return str(absolute(folder)).rstrip(os.sep) + os.sep


def _posix(path: str) -> str:
    return path.replace(os.sep, "/")
