"""Settings -> the source files of a run, sorted, each with what its place tells: its name, its rule, its nav titles."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path, PurePosixPath

from .config import DeckRule, Settings, absolute, place_in_config
from .model import Problem, SourceFormat, Span
from .problems import problem

FORMATS: dict[str, SourceFormat] = {".md": "markdown", ".markdown": "markdown", ".mdx": "markdown", ".txt": "text"}
NOT_READ_YET = (".html", ".htm", ".mhtml")
DEFAULT_FOLDER = "decks"
SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "site-packages", "venv"})


_NO_RULE = DeckRule()


@dataclass(frozen=True, slots=True)
class Found:
    """A source file before it is read. ``name`` is its posix path inside the project, ``nav`` its titles in mkdocs.yml.

    ``base`` is the folder that the deck names count from, as a part of ``name``.
    """

    path: str
    name: str
    file: Path
    format: SourceFormat
    rule: DeckRule
    nav: tuple[str, ...] = ()
    base: str = ""


def discover(settings: Settings) -> tuple[tuple[Found, ...], tuple[Problem, ...]]:
    """The files to read in study order: the order of the nav first, then by path."""
    problems: list[Problem] = []
    if settings.paths:
        ruled = {absolute(item.file): item for item in _from_rules(settings, [])}
        given = (item for path in settings.paths for item in _given(path, settings, problems))
        found = [_as_ruled(item, ruled.get(absolute(item.file))) for item in given]
    elif any(rule.sources for rule in settings.decks):
        found = list(_from_rules(settings, problems))
    else:
        found = _default(settings, problems)
    order = {name: place for place, name in enumerate(settings.site.nav or ())} if settings.site else {}
    unique = {absolute(item.file): item for item in reversed(found)}
    return tuple(sorted(unique.values(), key=lambda item: _study_order(item, settings, order))), tuple(problems)


def _as_ruled(item: Found, ruled: Found | None) -> Found:
    """A source given by PATH with the rule that the config has for it."""
    return replace(item, rule=ruled.rule, base=ruled.base) if ruled else item


def _study_order(item: Found, settings: Settings, order: dict[str, int]) -> tuple[int, int, tuple[str, ...]]:
    rule = settings.decks.index(item.rule) if item.rule in settings.decks else len(settings.decks)
    page = _below_docs(item.file, settings)
    return rule, order.get(page, len(order)), PurePosixPath(item.name).parts


def _given(path: str, settings: Settings, problems: list[Problem]) -> Iterator[Found]:
    """The sources under one PATH of the command line."""
    given = Path(path)
    span = Span(path, 0, 0)
    if given.is_dir():
        site = settings.site
        whole_site = site is not None and absolute(given) == absolute(site.file.parent)
        folder = site.docs_dir if site and whole_site else given
        files = [f for f in _walk(folder, settings) if not whole_site or FORMATS[f.suffix.lower()] == "markdown"]
        problems += _links_outward(folder, settings)
        if not files:
            problems.append(_empty(path))
        for file in files:
            yield _found(file, os.path.normpath(Path(path, os.path.relpath(file, given))), settings, given)
    elif given.suffix.lower() in NOT_READ_YET:
        message = "web pages are not read yet"
        problems.append(problem("MK905", message, span, help="save the page's text as a .txt or .md file"))
    elif given.is_file() and given.suffix.lower() not in FORMATS:
        problems.append(
            problem(
                "MK905", f"files of the kind '{given.suffix}' are not read", span, help="read are: " + " ".join(FORMATS)
            )
        )
    elif given.is_file():
        yield _found(given, os.path.normpath(path), settings, given.parent)
    else:
        siblings = sorted(p.name for p in given.parent.glob("*")) if given.parent.is_dir() else []
        problems.append(
            problem("MK905", "there is no such file or folder", span, help=_did_you_mean(given.name, siblings))
        )


def _empty(folder: str) -> Problem:
    return problem("MK403", "the folder holds no .md, .markdown or .txt file", Span(folder, 0, 0))


def _did_you_mean(name: str, names: Sequence[str]) -> str:
    import difflib

    close = difflib.get_close_matches(name, names, 1)
    return f"did you mean '{close[0]}'?" if close and close[0] != name else ""


def _from_rules(settings: Settings, problems: list[Problem]) -> Iterator[Found]:
    for rule in settings.decks:
        for pattern in rule.sources:
            files = _matching(pattern, rule, settings)
            if not files:
                span, line = place_in_config(settings, pattern)
                problems.append(
                    problem("MK905", f"no source matches '{pattern}'", span, excerpt=line, help="mend the pattern")
                )
            for file in files:
                yield _found(file, os.path.relpath(file), settings, settings.root, rule, _fixed_part(pattern))


def _fixed_part(pattern: str) -> str:
    """The folders of a pattern before its first wildcard: ``decks/aws`` of ``decks/aws/**/*.md``."""
    parts = PurePosixPath(pattern).parts
    fixed = [p for i, p in enumerate(parts[:-1]) if not any(c in "".join(parts[: i + 1]) for c in "*?[")]
    return "/".join(fixed)


def _matching(pattern: str, rule: DeckRule, settings: Settings) -> list[Path]:
    root = settings.root
    if PurePosixPath(pattern).is_absolute() or ".." in PurePosixPath(pattern).parts:
        return []
    folder = root / pattern
    candidates = (
        _walk(folder, settings) if folder.is_dir() else (f for f in root.glob(pattern) if _is_source(f, settings))
    )
    names = {file: file.relative_to(root).as_posix() for file in candidates}
    return sorted(f for f, name in names.items() if not any(_excludes(pattern, name) for pattern in rule.exclude))


def _excludes(pattern: str, name: str) -> bool:
    return fnmatchcase(name, pattern) or fnmatchcase("/" + name, pattern)


def _default(settings: Settings, problems: list[Problem]) -> list[Found]:
    """No PATH and no [[deck]] sources: the site, else the decks/ folder."""
    if settings.site:
        folder = settings.site.docs_dir
    elif (settings.root / DEFAULT_FOLDER).is_dir():
        folder = settings.root / DEFAULT_FOLDER
    else:
        config = f"{settings.config_file.name} names no sources" if settings.config_file else "here is no mkdecks.toml"
        message = f"no PATH given, {config}, and there is no mkdocs.yml and no {DEFAULT_FOLDER}/ folder"
        help = "name what to read: mkdecks build notes.md, or mkdecks build . for this folder"
        problems.append(problem("MK905", message, help=help))
        return []
    base = folder.relative_to(settings.root).as_posix()
    rule = settings.decks[0] if settings.decks else DeckRule()
    suffix = None if folder.name == DEFAULT_FOLDER and not settings.site else "markdown"
    files = [f for f in _walk(folder, settings) if suffix in (None, FORMATS[f.suffix.lower()])]
    problems += _links_outward(folder, settings)
    if not files:
        problems.append(_empty(os.path.relpath(folder)))
    return [_found(f, os.path.relpath(f), settings, settings.root, rule, base) for f in files]


def _walk(folder: Path, settings: Settings) -> list[Path]:
    """Every source below a folder, sorted; hidden and vendored folders, the output and links outward left out."""
    out = (settings.root / settings.out).resolve()
    files = []
    for top, folders, names in os.walk(folder):
        folders[:] = sorted(
            f for f in folders if not f.startswith(".") and f not in SKIPPED_FOLDERS and Path(top, f).resolve() != out
        )
        files += [Path(top, name) for name in sorted(names) if _is_source(Path(top, name), settings)]
    return files


def _links_outward(folder: Path, settings: Settings) -> tuple[Problem, ...]:
    """A Problem for each link in a folder that is not followed."""
    links = [
        Path(top, name) for top, _, names in os.walk(folder) for name in sorted(names) if Path(top, name).is_symlink()
    ]
    skipped = [link for link in links if link.suffix.lower() in FORMATS and not _is_source(link, settings)]
    return tuple(
        problem("MK111", "a link that leads outside the project or nowhere", Span(str(link), 0, 0)) for link in skipped
    )


def _is_source(file: Path, settings: Settings) -> bool:
    if file.suffix.lower() not in FORMATS or file.name.startswith(".") or not file.is_file():
        return False
    return not file.is_symlink() or file.resolve().is_relative_to(settings.root.resolve())


def _found(file: Path, path: str, settings: Settings, given: Path, rule: DeckRule = _NO_RULE, base: str = "") -> Found:
    name = _name(file, settings, given)
    page = _below_docs(file, settings)
    if settings.site and not base and page:
        base = name.removesuffix(page).rstrip("/")
    if not base and not settings.config_file and not settings.site:
        below = absolute(file).relative_to(absolute(given)).as_posix()
        base = name.removesuffix(below).rstrip("/")
    nav = (settings.site.nav or {}).get(page, ()) if settings.site else ()
    return Found(path, name, file, FORMATS.get(file.suffix.lower(), "text"), rule, nav, base)


def _name(file: Path, settings: Settings, given: Path) -> str:
    """A page's path inside the project. Without one it counts from the current folder, however the PATH was written."""
    known = settings.config_file or settings.site
    path = os.path.abspath(file)  # noqa: PTH100
    for folder in map(_absolute_folder, (settings.root, given) if known else (Path.cwd(), given)):
        if path.startswith(folder):
            return path.removeprefix(folder).replace(os.sep, "/")
    return file.name


def _below_docs(file: Path, settings: Settings) -> str:
    """The path of a page below docs_dir, as the nav names it; "" for a file that is not below it."""
    if settings.site is None:
        return ""
    folder = _absolute_folder(settings.site.docs_dir)
    path = os.path.abspath(file)  # noqa: PTH100
    return path.removeprefix(folder).replace(os.sep, "/") if path.startswith(folder) else ""


@lru_cache(maxsize=64)
def _absolute_folder(folder: Path) -> str:
    return os.path.join(absolute(folder), "")  # noqa: PTH118 - with the separator at its end
