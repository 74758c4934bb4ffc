"""mkdecks.toml, or the same tables under [tool.mkdecks] in pyproject.toml -> Settings.

The nearest file upward from the first PATH counts, else upward from the current folder.
The command line overrides the config, the config overrides mkdocs.yml, which overrides
the defaults; ``origins`` says where each value came from.
"""

from __future__ import annotations

import contextlib
import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ..model.problems import problem
from ..model.records import Problem, Span
from .schema import TAG_ORIGINS, Checker, line_of
from .site import Site, find_site, load_site

FILE_NAME = "mkdecks.toml"
LOCK_NAME = "mkdecks.lock"
_ADDRESS_RE = re.compile(r"https?://[^\s\"<>]+$")


@dataclass(frozen=True, slots=True)
class DeckRule:
    """One [[deck]] table: which sources it takes and what their decks are called."""

    name: str = ""
    sources: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    split: str = ""
    tags: tuple[str, ...] = ()
    dialects: tuple[str, ...] = ()
    reverse: bool = False


@dataclass(frozen=True, slots=True)
class DialectRule:
    """One [[dialect]] table: patterns of a question, of the label of its answer and of what ends the answer."""

    name: str
    question: str
    answer: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """All that a run needs to know. ``root`` is the folder that nothing is read outside of."""

    root: Path
    paths: tuple[str, ...] = ()
    name: str = ""
    out: str = "dist"
    package: str = "top"
    site_url: str = ""
    derived: str = "tag"
    retired: str = "tag"
    retired_releases: int = 10
    decks: tuple[DeckRule, ...] = ()
    dialects: tuple[DialectRule, ...] = ()
    tags_from: tuple[str, ...] = TAG_ORIGINS
    vocabularies: tuple[str, ...] | None = None
    enable: tuple[str, ...] = ()
    keep_going: bool = False
    site: Site | None = None
    config_file: Path | None = None
    origins: Mapping[str, str] = field(default_factory=dict)

    @property
    def lock_file(self) -> Path | None:
        """The ledger of a project: beside its config, or beside mkdocs.yml; None outside a project.

        A config of another name, as --config takes it, has a lock of its own.
        """
        if self.config_file and self.config_file.name not in (
            FILE_NAME,
            "pyproject.toml",
        ):
            return self.root / f"{self.config_file.stem}.lock"
        return self.root / LOCK_NAME if self.config_file or self.site else None

    @property
    def is_whole(self) -> bool:
        """Whether a run reads a project as its config has it, so that what it doesn't find is gone."""
        return self.lock_file is not None and not self.paths and not self.enable


def load_settings(
    paths: Sequence[str],
    config_file: str | None = None,
    *,
    overrides: Mapping[str, Any] | None = None,
) -> tuple[Settings, tuple[Problem, ...]]:
    """The merged settings for a run over ``paths``, and every mistake in the files they come from."""
    start = _folder_of(Path(paths[0])) if paths else Path.cwd()
    shared = (
        Path(
            os.path.commonpath(
                [absolute(_folder_of(Path(path))) for path in paths]
            )
        )
        if paths
        else start
    )
    file = Path(config_file) if config_file else _find_config(start)
    tables, problems = _read_config(file) if file else ({}, [])
    site, site_problems = _find_site(
        start, file.parent if file else None, bool(paths)
    )
    problems.extend(site_problems)
    root = absolute(
        file.parent if file else site.file.parent if site else shared
    )
    settings = Settings(root, tuple(paths), site=site, config_file=file)
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for origin, found in (
        ("mkdocs.yml", _from_site(site)),
        (file.name if file else "", _from_tables(tables)),
        (
            "command line",
            {k: v for k, v in (overrides or {}).items() if v is not None},
        ),
    ):
        values.update(found)
        origins.update(dict.fromkeys(found, origin))
    if values.get("site_url") and not _ADDRESS_RE.match(values["site_url"]):
        problems.append(
            _unusable_address(values.pop("site_url"), origins, file)
        )
    return replace(settings, **values, origins=origins), tuple(problems)


def _unusable_address(
    written: str, origins: dict[str, str], file: Path | None
) -> Problem:
    origin = origins.pop("site_url")
    place = Span(str(file) if file and origin == file.name else origin, 1, 1)
    return problem(
        "MK902",
        f"site_url is {written!r}",
        place,
        help='write it with its scheme: "https://docs.example.org/"',
    )


def place_in_config(settings: Settings, written: str) -> tuple[Span, str]:
    """The line of the config that holds a value, and its text; its first line when it is not found there."""
    file = settings.config_file
    lines: list[str] = []
    if file is not None:
        with contextlib.suppress(OSError, UnicodeDecodeError):
            lines = file.read_text("utf-8-sig").splitlines()
    for quoted in (f'"{written}"', f"'{written}'"):
        for number, line in enumerate(lines, 1):
            if quoted in line:
                return Span(
                    str(file), number, number, line.find(quoted) + 1
                ), line
    return Span(str(file or FILE_NAME), 1, 1), lines[0] if lines else ""


def absolute(path: Path) -> Path:
    """The path from the top of the disk, without ``..``, links kept."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - Path.absolute() keeps "..", and with it the wrong parents


def _folder_of(path: Path) -> Path:
    return path if path.is_dir() else path.parent


def _find_config(start: Path) -> Path | None:
    for folder in (absolute(start), *absolute(start).parents):
        if (folder / FILE_NAME).is_file():
            return as_typed(folder / FILE_NAME)
        pyproject = folder / "pyproject.toml"
        if pyproject.is_file() and _has_tool_table(pyproject):
            return as_typed(pyproject)
    return None


def as_typed(file: Path) -> Path:
    """A path as people write it: from the current folder, unless that takes more than one step up."""
    relative = Path(os.path.relpath(file))
    return relative if ".." not in relative.parts[1:] else absolute(file)


def _has_tool_table(pyproject: Path) -> bool:
    try:
        tool = tomllib.loads(pyproject.read_text("utf-8")).get("tool", {})
        return isinstance(tool, dict) and isinstance(tool.get("mkdecks"), dict)
    except (OSError, ValueError):
        return False


def _find_site(
    start: Path, stop: Path | None, upward: bool
) -> tuple[Site | None, tuple[Problem, ...]]:
    """The mkdocs site of the sources: in their folder, or above it when a PATH names a page inside a site."""
    folders = [absolute(start), *(absolute(start).parents if upward else ())]
    for folder in folders:
        if file := find_site(folder):
            site, problems = load_site(file, os.path.relpath(file))
            inside = site is not None and (
                absolute(start) == folder or _is_below(start, site.docs_dir)
            )
            if inside or (problems and absolute(start) == folder):
                return site, problems
            return None, ()
        if stop and folder == absolute(stop):
            break
    return None, ()


def _is_below(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def _from_site(site: Site | None) -> dict[str, Any]:
    if site is None:
        return {}
    return {
        key: value
        for key, value in (("name", site.name), ("site_url", site.url))
        if value
    }


def _from_tables(tables: Mapping[str, Any]) -> dict[str, Any]:
    values = dict(tables.get("project", {}))
    if "deck" in tables:
        values["decks"] = tuple(_rule(rule) for rule in tables["deck"])
    if "dialect" in tables:
        values["dialects"] = tuple(
            DialectRule(**table) for table in tables["dialect"]
        )
    tags = tables.get("tags", {})
    if "from" in tags:
        values["tags_from"] = tuple(tags["from"])
    if "vocabularies" in tags:
        values["vocabularies"] = tuple(tags["vocabularies"])
    return values


def _rule(table: Mapping[str, Any]) -> DeckRule:
    values: dict[str, Any] = {
        key: tuple(v) if isinstance(v, list) else v for key, v in table.items()
    }
    return DeckRule(**values)


def _read_config(file: Path) -> tuple[dict[str, Any], list[Problem]]:
    """The tables of a config file with every unusable entry taken out and reported."""
    try:
        text = file.read_text("utf-8-sig")
        tables = tomllib.loads(text)
    except OSError as error:
        help = "name a file that is there"
        return {}, [
            problem(
                "MK903",
                f"cannot read: {error.strerror or error}",
                Span(str(file), 0, 0),
                help=help,
            )
        ]
    except UnicodeDecodeError:
        return {}, [
            problem("MK903", "the file is not UTF-8", Span(str(file), 1, 1))
        ]
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        line, column = (
            (int(place[1]), int(place[2]))
            if place
            else (len(text.splitlines()) or 1, 1)
        )
        message = re.sub(r"\s*\(at .*\)$", "", str(error))
        excerpt = line_of(text, line)
        return {}, [
            problem(
                "MK903",
                message,
                Span(str(file), line, line, column),
                excerpt=excerpt,
            )
        ]
    if file.name == "pyproject.toml":
        tool = tables.get("tool", {})
        tables = tool.get("mkdecks", {}) if isinstance(tool, dict) else {}
    return Checker(str(file), text).check(tables)
