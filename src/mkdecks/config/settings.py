"""The settings of a run, and where each value came from.

``mkdecks.toml``, or the same tables under [tool.mkdecks] in pyproject.toml: the nearest
file upward from the first PATH, else from the current folder. The command line
overrides the config, the config overrides mkdocs.yml, and mkdocs.yml overrides the
defaults.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, Literal, get_args

from ..model.problems import problem
from ..model.records import Problems, Span, Texts
from .files import (
    FILE_NAME,
    absolute,
    find_config,
    find_root,
    find_site_of,
    folder_of,
    read_config,
)
from .keys import Table, key, keys_of
from .rules import DeckRule, DialectRule
from .schema import checked
from .site import Site

LOCK_NAME = "mkdecks.lock"
_ADDRESS_RE = re.compile(r"https?://[^\s\"<>]+$")

TagOrigin = Literal["front-matter", "folders", "headings", "topics"]
TAG_ORIGINS: tuple[TagOrigin, ...] = get_args(TagOrigin)

_project_key = partial(key, "project")
_tags_key = partial(key, "tags")


@dataclass(frozen=True, slots=True)
class Settings:
    """All that a run needs to know.

    ``root`` is the folder that nothing is read outside of. ``origins`` says where a
    value came from, by attribute; a default has none.
    """

    root: Path
    paths: Texts = ()
    name: str = _project_key(
        "the root deck, and part of every note's id: keep it once decks are in use",
        default="",
        example='"AWS interview"',
    )
    out: str = _project_key("the folder of the packages", default="dist")
    package: Literal["top", "deck", "single"] = _project_key(
        'one .apkg per: "top" deck | "deck" | "single"', default="top"
    )
    site_url: str = _project_key(
        "each card links to its page below this address",
        default="",
        example='"https://docs.example.org/"',
    )
    derived: Literal["tag", "skip", "draft"] = _project_key(
        'questions derived from answers: "tag" | "skip" | "draft"',
        default="tag",
    )
    retired: Literal["tag", "drop"] = _project_key(
        'removed cards: "tag" keeps them in the package, tagged | "drop"',
        default="tag",
    )
    retired_releases: int = _project_key(
        "for how many releases a removed card is kept", default=10
    )
    decks: tuple[DeckRule, ...] = ()
    dialects: tuple[DialectRule, ...] = ()
    tags_from: tuple[TagOrigin, ...] = _tags_key(
        "where a card's tags come from", default=TAG_ORIGINS, name="from"
    )
    vocabularies: tuple[str, ...] | None = _tags_key(
        "which topics are looked for; without it, those that suit each page",
        default=None,
        example='["aws", "devops", "my-topics.txt"]',
    )
    enable: Texts = ()
    keep_going: bool = False
    site: Site | None = None
    config_file: Path | None = None
    origins: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_project(self) -> bool:
        """Whether there is a config or a mkdocs.yml; else the sources are read ad hoc."""
        return self.config_file is not None or self.site is not None

    @property
    def namespace(self) -> str:
        """What every id rests on: the project's name, else that of the root folder."""
        return self.name or self.root.name

    @property
    def names_from(self) -> Path:
        """The folder that the names of sources count from.

        In a project that is its root. Outside one, the packages of several roots may
        lie in one folder, so a name begins with that of its root.
        """
        return self.root if self.is_project else self.root.parent

    @property
    def docs_dir(self) -> Path | None:
        """The folder of the site's pages; None without a site."""
        return self.site.docs_dir if self.site else None

    @property
    def nav(self) -> Mapping[str, Texts]:
        """The titles of the site's pages, as ``Site`` has them; empty without a site."""
        return self.site.nav if self.site else {}

    @property
    def out_path(self) -> Path:
        """Where packages go: a folder, or a file that ends in .apkg.

        A config's ``out`` counts from the config's folder, that of the command line
        from the current folder.
        """
        is_written = self.origins.get("out") not in (None, "command line")
        is_default_of_config = "out" not in self.origins and self.config_file
        if is_written or (is_default_of_config and not self.paths):
            return self.root / self.out
        return Path(self.out)

    @property
    def lock_file(self) -> Path:
        """The lock: in a project beside its config, else beside the packages.

        A config of another name, as --config takes it, has a lock of its own.
        """
        if not self.is_project:
            return self.out_folder / LOCK_NAME
        file = self.config_file
        if file is None or file.name in (FILE_NAME, "pyproject.toml"):
            return self.root / LOCK_NAME
        return self.root / f"{file.stem}.lock"

    @property
    def out_folder(self) -> Path:
        """The folder that the packages lie in."""
        out = self.out_path
        return out.parent if out.suffix.lower() == ".apkg" else out


def load_settings(
    paths: Sequence[str],
    config_file: str | None = None,
    *,
    overrides: Mapping[str, Any] = {},
) -> tuple[Settings, Problems]:
    """The merged settings for a run over ``paths``, and every mistake in their files.

    ``overrides`` are values of the command line by attribute; None is "not given".
    """
    start = folder_of(Path(paths[0])) if paths else Path.cwd()
    file = Path(config_file) if config_file else find_config(start)
    config = read_config(file) if file else None
    tables, problems = checked(config, _RECORDS) if config else ({}, ())
    stop = file.parent if file else None
    site, site_problems = find_site_of(start, stop, is_upward=bool(paths))
    root = _root(file, site, paths)
    given = {k: v for k, v in overrides.items() if v is not None}
    layers = {
        "mkdocs.yml": _values_of_site(site),
        file.name if file else "": _values_of_tables(tables),
        "command line": given,
    }
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for origin, layer in layers.items():
        values |= layer
        origins |= dict.fromkeys(layer, origin)
    settings = Settings(
        root,
        _without_root(paths, root, file, site),
        site=site,
        config_file=file,
        origins=origins,
        **values,
    )
    settings, address_problems = _with_usable_address(settings)
    return settings, (*problems, *site_problems, *address_problems)


_RECORDS: Mapping[str, type] = {
    "project": Settings,
    "deck": DeckRule,
    "dialect": DialectRule,
    "tags": Settings,
}


def _root(file: Path | None, site: Site | None, paths: Sequence[str]) -> Path:
    """The root: the folder of the config or the site, else of a repository or a vault.

    Without any of them it is the folder that the PATHs share.
    """
    if file:
        return absolute(file.parent)
    if site:
        return absolute(site.file.parent)
    folders = [str(absolute(folder_of(Path(path)))) for path in paths]
    shared = Path(os.path.commonpath(folders)) if folders else Path.cwd()
    return find_root(shared) or shared


def _without_root(
    paths: Sequence[str], root: Path, file: Path | None, site: Site | None
) -> Texts:
    """The PATHs; () where they only name the root of a project: that is all of it."""
    is_root = paths and all(absolute(Path(path)) == root for path in paths)
    return () if is_root and (file or site) else tuple(paths)


def _with_usable_address(
    settings: Settings,
) -> tuple[Settings, Problems]:
    """The settings without a site_url that is no address, and the Problem of it."""
    address = settings.site_url
    if not address or _ADDRESS_RE.match(address):
        return settings, ()
    span, line = place_in_config(settings, address)
    help = 'write it with its scheme: "https://docs.example.org/"'
    message = f"site_url is {address!r}"
    wrong = problem("MK902", message, span, help=help, excerpt=line)
    return replace(settings, site_url=""), (wrong,)


def place_in_config(settings: Settings, written: str) -> tuple[Span, str]:
    """The line of the config that holds a value, and its text.

    It is the first line of the file where the value is not found there.
    """
    file = settings.config_file
    lines: list[str] = []
    if file is not None:
        with contextlib.suppress(OSError, UnicodeDecodeError):
            lines = file.read_text("utf-8-sig").splitlines()
    for quoted in (f'"{written}"', f"'{written}'"):
        for number, line in enumerate(lines, 1):
            if quoted in line:
                column = line.find(quoted) + 1
                return Span(str(file), number, column), line
    path = str(file or (settings.site and settings.site.file) or FILE_NAME)
    return Span(path, 1), lines[0] if lines else ""


def _values_of_site(site: Site | None) -> Table:
    values = {"name": site.name, "site_url": site.url} if site else {}
    return {attribute: value for attribute, value in values.items() if value}


def _values_of_tables(tables: Table) -> Table:
    """The values of a config by the attributes of Settings."""
    values: dict[str, Any] = {}
    for entry in keys_of(Settings):
        table = tables.get(entry.table, {})
        if entry.name in table:
            values[entry.attribute] = table[entry.name]
    for name, rule in (("deck", DeckRule), ("dialect", DialectRule)):
        if name in tables:
            values[f"{name}s"] = tuple(rule(**table) for table in tables[name])
    return values
