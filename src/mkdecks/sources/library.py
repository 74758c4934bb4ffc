"""The files that pages may include: those inside the project's folder, found by the names that authors write."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from .decode import MAX_BYTES


@dataclass(slots=True)
class Library:
    """The files inside ``root``. Keeps what it has found and read, as pages share their partials."""

    root: Path
    docs_dir: Path | None = None
    _targets: dict[tuple[Path, str], tuple[Path | None, bool]] = field(
        default_factory=dict
    )
    _files: dict[str, tuple[Path | None, bool]] = field(default_factory=dict)
    _texts: dict[Path, bytes] = field(default_factory=dict)

    def find(self, name: str, beside: Path) -> tuple[Path | None, bool]:
        """The file that ``name`` stands for on a page in the folder ``beside``; else whether there is one outside."""
        key = (beside, name)
        if key not in self._targets:
            self._targets[key] = self._find(name, beside)
        return self._targets[key]

    def _find(self, name: str, beside: Path) -> tuple[Path | None, bool]:
        outside = False
        for folder in dict.fromkeys(
            (beside, self.docs_dir or self.root, self.root)
        ):
            path = os.path.normpath(os.path.join(folder, name))  # noqa: PTH118 - two thousand times a build
            if path not in self._files:
                self._files[path] = file_inside(self.root, Path(path))
            target, is_file = self._files[path]
            if target:
                return target, False
            outside = outside or is_file
        return None, outside

    def read(self, target: Path) -> bytes | None:
        """The bytes of a file, None when it is too large. Raises OSError."""
        if target not in self._texts:
            if target.stat().st_size > MAX_BYTES:
                return None
            self._texts[target] = target.read_bytes()
        return self._texts[target]


def file_inside(root: Path, path: Path) -> tuple[Path | None, bool]:
    """The file itself, links followed, when it lies inside the root; else whether there is a file at all."""
    try:
        target = path.resolve()
        is_file = target.is_file()
    except (
        OSError,
        RuntimeError,
        ValueError,
    ):  # RuntimeError: links in a circle, before Python 3.13
        return None, False
    return (
        target if is_file and target.is_relative_to(root.resolve()) else None
    ), is_file
