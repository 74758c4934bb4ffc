"""What a mkdocs.yml tells: the site's name and address, where its pages lie, and their titles in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..model.problems import problem
from ..model.records import FrontMatterValue, Problem, Span
from .strict_yaml import YamlError, load_yaml

FILE_NAMES = ("mkdocs.yml", "mkdocs.yaml")


@dataclass(frozen=True, slots=True)
class Site:
    """A mkdocs site. ``nav`` maps a page, as a path below ``docs_dir``, to its titles from the top of the nav down."""

    file: Path
    docs_dir: Path
    name: str = ""
    url: str = ""
    nav: Mapping[str, tuple[str, ...]] | None = None


def find_site(folder: Path) -> Path | None:
    """The mkdocs.yml of a folder, if it has one."""
    return next(
        (folder / name for name in FILE_NAMES if (folder / name).is_file()),
        None,
    )


def load_site(
    file: Path, shown: str
) -> tuple[Site | None, tuple[Problem, ...]]:
    """Read a mkdocs.yml; ``shown`` is its path for messages. Hooks, plugins and tags in it are never run."""
    try:
        values = load_yaml(file.read_text("utf-8-sig"), tolerant=True)
    except (OSError, UnicodeDecodeError) as error:
        return None, (
            problem(
                "MK904", f"cannot read the file: {error}", Span(shown, 1, 1)
            ),
        )
    except YamlError as error:
        return None, (
            problem(
                "MK904", error.message, Span(shown, error.line, error.line)
            ),
        )
    if not isinstance(values, Mapping):
        return None, (
            problem(
                "MK904", "the file is not a map of settings", Span(shown, 1, 1)
            ),
        )
    docs_dir = file.parent / (_text(values.get("docs_dir")) or "docs")
    if not docs_dir.is_dir() or not docs_dir.resolve().is_relative_to(
        file.parent.resolve()
    ):
        message = f"docs_dir is not a folder beside this file: {_text(values.get('docs_dir')) or 'docs'}"
        return None, (
            problem(
                "MK904",
                message,
                Span(shown, 1, 1),
                help="name the folder that holds the pages",
            ),
        )
    nav = dict(_nav_entries(values.get("nav", ""), ()))
    return Site(
        file,
        docs_dir,
        _text(values.get("site_name")),
        _text(values.get("site_url")),
        nav,
    ), ()


def _text(value: FrontMatterValue | None) -> str:
    if (
        isinstance(value, list) and value
    ):  # !ENV [NAME, default]: the variable is not read, the default is
        value = value[-1]
    return value.strip() if isinstance(value, str) else ""


def _nav_entries(
    value: FrontMatterValue, titles: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    if isinstance(value, str):
        if value and "://" not in value:
            yield str(PurePosixPath(value)), titles
    elif isinstance(value, Mapping):
        for title, below in value.items():
            yield from _nav_entries(below, (*titles, title))
    else:
        for entry in value:  # a page listed without a title goes by its own
            yield from _nav_entries(
                entry, (*titles, "") if isinstance(entry, str) else titles
            )
