"""Files that are replaced together: each whole on disk before the first takes the place of its old self."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple


class Staged(NamedTuple):
    """A file to write, and what it will hold."""

    file: Path
    data: bytes


def replace_together(files: Iterable[Staged]) -> None:
    """Write all files, replacing the old ones, in this order, only once every new one is whole. Raises OSError."""
    staged: list[tuple[Path, Path]] = []
    try:
        for file, data in files:
            file.parent.mkdir(parents=True, exist_ok=True)
            _sweep(file)
            temporary = file.with_name(
                f".{file.name}.{os.getpid()}.mkdecks-tmp"
            )
            staged.append((temporary, file))
            with temporary.open("wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
        for temporary, file in staged:
            temporary.replace(file)
        for folder in {file.parent for _, file in staged}:
            _sync_folder(folder)
    finally:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)


def _sweep(file: Path) -> None:
    """Remove what a build that was killed left beside the target; one that still runs keeps its file."""
    for stray in file.parent.glob(f".{_glob_escape(file.name)}.*.mkdecks-tmp"):
        process = stray.name.split(".")[-2]
        if not (process.isdigit() and _is_running(int(process))):
            stray.unlink(missing_ok=True)


def _glob_escape(name: str) -> str:
    return re.sub(r"([*?\[])", r"[\1]", name)


def _is_running(process: int) -> bool:
    if process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _sync_folder(folder: Path) -> None:
    with contextlib.suppress(
        OSError, AttributeError
    ):  # Windows has no folder handles; the rename itself is enough
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
