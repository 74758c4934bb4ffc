"""The files below a folder that may be sources; no link leads out of the project."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from ..config.files import absolute
from ..config.settings import Settings

SKIPPED_FOLDERS = frozenset(
    {"node_modules", "__pycache__", "site-packages", "venv"}
)


class Walk(NamedTuple):
    """What a walk met: sources, absolute and sorted, and links that it did not follow."""

    files: list[Path]
    links: list[Path]


def walk(folder: Path, settings: Settings, endings: Sequence[str]) -> Walk:
    """Every source below a folder.

    Hidden and vendored folders are left out, and what the project itself has built.
    """
    root = settings.root.resolve()
    built = _built_folders(settings)
    files: list[Path] = []
    links: list[Path] = []
    for top, folders, names in os.walk(absolute(folder)):
        inner = Path(top)
        folders[:] = [
            name
            for name in sorted(folders)
            if _may_hold_sources(name, names) and inner / name not in built
        ]
        links += (inner / n for n in folders if (inner / n).is_symlink())
        is_inside = inner.resolve().is_relative_to(root)
        for name in sorted(names):
            if not _may_be_source(name, endings):
                continue
            file = inner / name
            if is_inside and _is_readable(file, root):
                files.append(file)
            else:
                links.append(file)
    return Walk(files, links)


def _built_folders(settings: Settings) -> Collection[Path]:
    """The folders that mkdecks and mkdocs write to."""
    built = {absolute(settings.root / settings.out)}
    if settings.site:
        built.add(absolute(settings.site.file.parent) / "site")
    return built


def _may_hold_sources(folder: str, siblings: Sequence[str]) -> bool:
    if folder.startswith(".") or folder in SKIPPED_FOLDERS:
        return False
    return not _is_of_saved_page(folder, siblings)


def _is_of_saved_page(folder: str, siblings: Sequence[str]) -> bool:
    """Whether a browser saved a folder beside a page, with its pictures and frames."""
    stem = folder.removesuffix("_files")
    pages = (f"{stem}.html", f"{stem}.htm")
    return stem != folder and any(page in siblings for page in pages)


def _may_be_source(name: str, endings: Sequence[str]) -> bool:
    ending = PurePosixPath(name).suffix.lower()
    return ending in endings and not name.startswith(".")


def _is_readable(file: Path, root: Path) -> bool:
    """Whether a file is a regular one inside the root, links followed."""
    try:
        is_inside = not file.is_symlink() or file.resolve().is_relative_to(root)
        return is_inside and file.is_file()
    except (OSError, RuntimeError):  # links in a circle
        return False
