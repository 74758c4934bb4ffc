"""What a mkdocs.yml says of a site: name, address, its pages and their titles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from ..model.problems import problem
from ..model.records import FrontMatterValue, Problems, Span, Texts

FILE_NAMES = ("mkdocs.yml", "mkdocs.yaml")


class Site(NamedTuple):
    """A mkdocs site.

    ``nav`` maps a page, as a path below ``docs_dir``, to its titles from the top of the
    nav down. Its pages stand in reading order.
    """

    file: Path
    docs_dir: Path
    name: str
    url: str
    nav: Mapping[str, Texts]


def find_site(folder: Path) -> Path | None:
    """The mkdocs.yml of a folder, if it has one."""
    files = (folder / name for name in FILE_NAMES)
    return next((file for file in files if file.is_file()), None)


def load_site(file: Path, shown: str) -> tuple[Site | None, Problems]:
    """The site of a mkdocs.yml; None and a Problem where it is not usable.

    ``shown`` is the path of the file for messages. Hooks, plugins and tags in it are
    never run.
    """
    from .strict_yaml import YamlError, load_yaml

    try:
        values = load_yaml(file.read_text("utf-8-sig"), tolerant=True)
    except (OSError, UnicodeDecodeError) as error:
        return _unusable(f"cannot read the file: {error}", shown)
    except YamlError as error:
        return _unusable(error.message, shown, error.line)
    if not isinstance(values, Mapping):
        return _unusable("the file is not a map of settings", shown)
    named = _text(values.get("docs_dir", "")) or "docs"
    folder = file.parent / named
    beside = file.parent.resolve()
    if not folder.is_dir() or not folder.resolve().is_relative_to(beside):
        message = f"docs_dir is not a folder beside this file: {named}"
        help = "name the folder that holds the pages"
        return _unusable(message, shown, help=help)
    name = _text(values.get("site_name", ""))
    url = _text(values.get("site_url", ""))
    nav = dict(_nav_entries(values.get("nav", ""), ()))
    return Site(file, folder, name, url, nav), ()


def _unusable(
    message: str, shown: str, line: int = 1, *, help: str = ""
) -> tuple[None, Problems]:
    span = Span(shown, line)
    return None, (problem("MK904", message, span, help=help),)


def _text(value: FrontMatterValue) -> str:
    """The text of a setting, "" where it has none.

    Of ``!ENV [NAME, default]`` that is the default: variables are not read.
    """
    if isinstance(value, list) and value:
        value = value[-1]
    return value.strip() if isinstance(value, str) else ""


def _nav_entries(
    value: FrontMatterValue, titles: Texts
) -> Iterator[tuple[str, Texts]]:
    """Each page below an entry of the nav, with its titles from the top down."""
    if isinstance(value, Mapping):
        for title, below in value.items():
            yield from _nav_entries(below, (*titles, title))
    elif not isinstance(value, str):
        for entry in value:
            # A page that is listed without a title goes by its own.
            above = (*titles, "") if isinstance(entry, str) else titles
            yield from _nav_entries(entry, above)
    elif value and "://" not in value:
        yield str(PurePosixPath(value)), titles
