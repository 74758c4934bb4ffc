"""The files inside the project's folder, by the names that authors include them by."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from .read import MAX_BYTES

# A file inside the root; where there is none, None and whether there is one outside.
Located = tuple[Path | None, bool]


@dataclass(slots=True)
class Library:
    """The files inside ``root``, by the names that pages include them by.

    It is an object of one run, and keeps what it has looked up and read, as pages share
    their partials. It may be dropped at will: what it keeps can be read again.
    """

    root: Path
    docs_dir: Path | None
    _files: dict[str, Located] = field(default_factory=dict)
    _data: dict[Path, bytes] = field(default_factory=dict)

    def find(self, name: str, beside: Path) -> Located:
        """The file that a name stands for on a page in the folder ``beside``.

        Where there is none inside the root, None and whether there is one outside.
        """
        folders = (beside, self.docs_dir or self.root, self.root)
        return first_inside(self._located(folder, name) for folder in folders)

    def _located(self, folder: Path, name: str) -> Located:
        path = os.path.normpath(os.path.join(folder, name))  # noqa: PTH118 - two thousand times a build
        if path not in self._files:
            self._files[path] = file_inside(self.root, Path(path))
        return self._files[path]

    def read(self, target: Path) -> bytes | None:
        """The bytes of a file, None when it is too large. Raises OSError."""
        if target not in self._data:
            if target.stat().st_size > MAX_BYTES:
                return None
            self._data[target] = target.read_bytes()
        return self._data[target]


def first_inside(files: Iterable[Located]) -> Located:
    """The first of some files that lies inside; else whether one lies outside."""
    is_any_outside = False
    for file, is_file in files:
        if file:
            return file, False
        is_any_outside = is_any_outside or is_file
    return None, is_any_outside


def file_inside(root: Path, path: Path) -> Located:
    """The file itself, links followed, when it lies inside the root.

    Where it does not, None and whether there is a file at all.
    """
    try:
        target = path.resolve()
        is_file = target.is_file()
    # RuntimeError is for links in a circle, before Python 3.13.
    except (OSError, RuntimeError, ValueError):
        return None, False
    is_inside = is_file and target.is_relative_to(root.resolve())
    return target if is_inside else None, is_file
