"""Where the config, the site and the root of a run lie, and reading the config."""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from ..model.problems import problem
from ..model.records import Problems, Span
from .keys import Table
from .places import line_of
from .site import Site, find_site, load_site

FILE_NAME = "mkdecks.toml"
# What marks the top folder of somebody's notes.
_ROOT_MARKS = (".git", ".obsidian")
_POSITION_RE = re.compile(r"line (\d+), column (\d+)")
_POSITION_IN_MESSAGE_RE = re.compile(r"\s*\(at .*\)$")


@dataclass(frozen=True, slots=True)
class Config:
    """A config file: its path for messages, its text, and its tables as they are written.

    ``prefix`` stands before the names of the tables: ``tool.mkdecks.`` in
    pyproject.toml. ``problems`` is what kept the file from being read.
    """

    path: str
    text: str = ""
    tables: Table = field(default_factory=dict)
    prefix: str = ""
    problems: Problems = ()


def absolute(path: Path) -> Path:
    """The path from the top of the disk, without ``..``, links kept."""
    # Path.absolute() keeps "..", and with it the wrong parents.
    return Path(os.path.abspath(path))  # noqa: PTH100


def as_typed(file: Path) -> Path:
    """A path as people write it.

    It counts from the current folder, unless that takes more than one step up.
    """
    relative = Path(os.path.relpath(file))
    return relative if ".." not in relative.parts[1:] else absolute(file)


def folder_of(path: Path) -> Path:
    """The folder that a path names, or that its file lies in."""
    return path if path.is_dir() else path.parent


def find_config(start: Path) -> Path | None:
    """The nearest config upward; a pyproject.toml counts where it has a [tool.mkdecks]."""
    for folder in _upward(start):
        if (folder / FILE_NAME).is_file():
            return as_typed(folder / FILE_NAME)
        pyproject = folder / "pyproject.toml"
        if pyproject.is_file() and _has_tool_table(pyproject):
            return as_typed(pyproject)
    return None


def find_root(start: Path) -> Path | None:
    """The nearest folder upward that is a repository or a vault; None where none is."""
    for folder in _upward(start):
        if any((folder / mark).exists() for mark in _ROOT_MARKS):
            return folder
    return None


def _upward(start: Path) -> tuple[Path, ...]:
    start = absolute(start)
    return (start, *start.parents)


def _has_tool_table(pyproject: Path) -> bool:
    try:
        tables = tomllib.loads(pyproject.read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return _tool_table(tables) is not None


def _tool_table(tables: Table) -> Table | None:
    tool = tables.get("tool")
    table = tool.get("mkdecks") if isinstance(tool, dict) else None
    return table if isinstance(table, dict) else None


def read_config(file: Path) -> Config:
    """A config file as it is written; its mistakes are the affair of ``schema``."""
    path = str(file)
    try:
        text = file.read_text("utf-8-sig")
    except OSError as error:
        message = f"cannot read: {error.strerror or error}"
        help = "name a file that is there"
        return _unreadable(path, message, Span(path), help=help)
    except UnicodeDecodeError:
        return _unreadable(path, "the file is not UTF-8", Span(path, 1))
    try:
        tables = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        message = _POSITION_IN_MESSAGE_RE.sub("", str(error))
        span = _span_of(error, text, path)
        return _unreadable(
            path, message, span, excerpt=line_of(text, span.line)
        )
    if file.name == "pyproject.toml":
        table = _tool_table(tables) or {}
        return Config(path, text, table, prefix="tool.mkdecks.")
    return Config(path, text, tables)


def _unreadable(
    path: str, message: str, span: Span, *, help: str = "", excerpt: str = ""
) -> Config:
    wrong = problem("MK903", message, span, help=help, excerpt=excerpt)
    return Config(path, problems=(wrong,))


def _span_of(error: Exception, text: str, path: str) -> Span:
    """Where tomllib says that a mistake stands; the last line where it says nothing."""
    match = _POSITION_RE.search(str(error))
    if match is None:
        last = len(text.splitlines()) or 1
        return Span(path, last)
    line, column = int(match[1]), int(match[2])
    return Span(path, line, column)


def find_site_of(
    start: Path, stop: Path | None, *, is_upward: bool
) -> tuple[Site | None, Problems]:
    """The mkdocs site of the sources in a folder: there, or above it.

    ``is_upward`` looks above the folder too, up to ``stop``: a PATH may name a page
    inside a site.
    """
    here = absolute(start)
    for folder in _upward(here) if is_upward else (here,):
        if file := find_site(folder):
            site, problems = load_site(file, os.path.relpath(file))
            if here == folder:
                return site, problems
            if site and start.resolve().is_relative_to(site.docs_dir.resolve()):
                return site, problems
            return None, ()
        if stop and folder == absolute(stop):
            break
    return None, ()
