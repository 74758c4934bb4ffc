"""Which package holds which decks, and writing all files of a build, or none."""

from __future__ import annotations

import contextlib
import glob
import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from ..model.groups import grouped
from ..model.notes import Deck

PACKAGE_ENDING = ".apkg"
# What a package of ours ends in: the comment of its zip archive.
PACKAGE_MARK = b"mkdecks"
# File systems take 255 bytes, and the name of the temporary file is longer.
MAX_NAME_BYTES, MAX_NAME = 180, 80
# Names that Windows keeps for itself, and characters that it takes in none.
_RESERVED_RE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.I)
_UNSAFE_NAME_RE = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


class Package(NamedTuple):
    """A file to write and the decks that go into it."""

    file: Path
    decks: tuple[Deck, ...]

    @property
    def card_count(self) -> int:
        """How many notes it holds."""
        return sum(len(deck.cards) for deck in self.decks)


def plan(decks: Sequence[Deck], mode: str, out: Path) -> tuple[Package, ...]:
    """The packages to write: one per "top" deck, one per "deck", or a "single" one.

    ``out`` is a folder, or a file ending in .apkg that takes everything.
    """
    if is_package_name(out):
        return (Package(out, tuple(decks)),)

    def name_of(deck: Deck) -> str:
        return _file_name(_package_name(deck.name, mode))

    groups = grouped(decks, lambda deck: name_of(deck).casefold())
    return tuple(
        Package(out / f"{name_of(group[0])}{PACKAGE_ENDING}", tuple(group))
        for group in groups.values()
    )


def is_package_name(path: Path) -> bool:
    """Whether a path names a package, and not a folder."""
    return path.suffix.lower() == PACKAGE_ENDING


def _package_name(deck: str, mode: str) -> str:
    if mode == "single":
        return "decks"
    if mode == "deck":
        return deck.replace("::", " - ")
    return deck.split("::", maxsplit=1)[0]


def _file_name(name: str) -> str:
    """A name that every file system takes."""
    plain = _UNSAFE_NAME_RE.sub("-", name).strip(" .-")[:MAX_NAME]
    plain = plain.encode()[:MAX_NAME_BYTES].decode(errors="ignore")
    plain = plain.rstrip(" .-") or "deck"
    return f"{plain}_" if _RESERVED_RE.fullmatch(plain) else plain


def is_foreign(file: Path) -> bool:
    """Whether there is a file that mkdecks has not written. Raises OSError."""
    if not file.exists():
        return False
    with file.open("rb") as stream:
        stream.seek(0, os.SEEK_END)
        stream.seek(max(stream.tell() - len(PACKAGE_MARK), 0))
        return stream.read() != PACKAGE_MARK


class Staged(NamedTuple):
    """A file to write, and what it will hold."""

    file: Path
    data: bytes


def replace_together(files: Iterable[Staged]) -> None:
    """Write all files in this order, once every new one is whole. Raises OSError."""
    staged: list[tuple[Path, Path]] = []
    try:
        for file, data in files:
            file.parent.mkdir(parents=True, exist_ok=True)
            _sweep(file)
            temporary = file.with_name(
                f".{file.name}.{os.getpid()}.mkdecks-tmp"
            )
            staged.append((temporary, file))
            _write(temporary, data)
        for temporary, file in staged:
            temporary.replace(file)
        for folder in {file.parent for _, file in staged}:
            _sync_folder(folder)
    finally:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)


def _write(file: Path, data: bytes) -> None:
    """Write a file and wait until it is on the disk."""
    with file.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _sweep(file: Path) -> None:
    """Remove what a build that was killed left beside the target."""
    name = glob.escape(file.name)
    for stray in file.parent.glob(f".{name}.*.mkdecks-tmp"):
        process = stray.name.split(".")[-2]
        if not (process.isdigit() and _is_running(int(process))):
            stray.unlink(missing_ok=True)


def _is_running(process: int) -> bool:
    if process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # a process of somebody else
        pass
    return True


def _sync_folder(folder: Path) -> None:
    """Have a folder's new names on the disk; Windows has no handle of a folder."""
    with contextlib.suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
