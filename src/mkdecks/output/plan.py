"""Which packages a build writes, and what they are called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..model.records import Deck

MAX_NAME_BYTES = (
    180  # file systems take 255, and the name of the temporary file is longer
)
_RESERVED_RE = re.compile(
    r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.I
)  # names that Windows keeps for itself
_UNSAFE_NAME_RE = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


@dataclass(frozen=True, slots=True)
class Package:
    """A file to write and the decks that go into it."""

    file: Path
    decks: tuple[Deck, ...]


def plan(decks: Sequence[Deck], mode: str, out: Path) -> tuple[Package, ...]:
    """The packages to write: one per top deck, one per deck, or one for all.

    ``out`` is a folder, or a file ending in .apkg that takes everything.
    """
    if out.suffix.lower() == ".apkg":
        return (Package(out, tuple(decks)),)
    groups: dict[str, list[Deck]] = {}
    for deck in decks:
        name = {"deck": deck.name.replace("::", " - "), "single": "decks"}.get(
            mode, deck.name.split("::")[0]
        )
        groups.setdefault(_file_name(name).casefold(), []).append(deck)
    packages = []
    for group in groups.values():
        first = group[0].name
        name = {"deck": first.replace("::", " - "), "single": "decks"}.get(
            mode, first.split("::")[0]
        )
        packages.append(Package(out / f"{_file_name(name)}.apkg", tuple(group)))
    return tuple(packages)


def _file_name(name: str) -> str:
    plain = (
        _UNSAFE_NAME_RE.sub("-", name)
        .strip(" .-")[:80]
        .encode()[:MAX_NAME_BYTES]
        .decode(errors="ignore")
        .rstrip(" .-")
        or "deck"
    )
    return f"{plain}_" if _RESERVED_RE.fullmatch(plain) else plain
