"""The names of sources: their paths as the lock, cards and messages write them."""

from __future__ import annotations

import os
from pathlib import Path

from ..config.files import absolute
from ..config.settings import Settings


def name_of(file: Path, settings: Settings, given: Path) -> str:
    """A source's path below the folder that names count from, else below what was named."""
    for folder in (settings.names_from, given):
        if name := below(file, folder):
            return name
    return file.name


def below(file: Path, folder: Path) -> str:
    """The posix path of a file from a folder; "" where it does not lie below it."""
    top = absolute(folder)
    if not file.is_relative_to(top):
        return ""
    return posix(str(file.relative_to(top)))


def posix(path: str) -> str:
    """A path with slashes; bytes that are no text in it are spelt out."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return path.replace(os.sep, "/") if text == path else text


def page_of(settings: Settings, file: Path) -> str:
    """The path below docs_dir of a source, there or not; "" outside a site."""
    docs_dir = settings.docs_dir
    return below(absolute(file), docs_dir) if docs_dir else ""


def is_there(settings: Settings, name: str) -> bool:
    """Whether a source still exists, read or not, by its name."""
    try:
        file = (settings.names_from / name).resolve()
        return file.is_relative_to(settings.root.resolve()) and file.is_file()
    except (OSError, ValueError):  # a name that no file can have
        return False
