"""What a run speaks for: which entries its cards may be, and which are gone."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from ..config.files import absolute
from ..config.settings import Settings
from ..model.notes import Entry, Lock
from ..sources.find import Sources
from ..sources.names import is_there


class Coverage(NamedTuple):
    """The sources of the lock, seen from one run.

    ``outside`` are no part of the run, ``failed`` could not be read: their entries
    match no card and stay as they are. ``uncertain`` were read, but what is missing on
    them may still be there: their entries are not retired.
    """

    outside: Collection[str] = ()
    failed: Collection[str] = ()
    uncertain: Collection[str] = ()

    def may_match(self, entry: Entry) -> bool:
        """Whether a card of this run may be the card of an entry."""
        return (
            entry.source not in self.outside and entry.source not in self.failed
        )

    def is_gone(self, entry: Entry) -> bool:
        """Whether an entry that no card is has left the sources."""
        return self.may_match(entry) and entry.source not in self.uncertain

    def is_part(self, entry: Entry) -> bool:
        """Whether the packages of this run hold the card of an entry that no source has."""
        return entry.source not in self.outside


def coverage(
    settings: Settings,
    sources: Sources,
    lock: Lock,
    *,
    failed: Collection[str],
    uncertain: Collection[str],
    has_errors: bool,
) -> Coverage:
    """What a run over ``sources`` speaks for; after an error nothing is gone."""
    known = {entry.source for entry in lock.entries}
    elsewhere = known.difference(item.name for item in sources.files)
    outside, not_named = set[str](), set[str]()
    if not settings.is_project:
        outside = {name for name in elsewhere if _is_foreign(settings, name)}
        own = elsewhere - outside
        not_named = {name for name in own if not _is_named(settings, name)}
    elif not sources.is_whole:
        outside = {name for name in elsewhere if is_there(settings, name)}
    doubted = known if has_errors else {*uncertain, *not_named}
    return Coverage(outside, set(failed), doubted)


def _is_foreign(settings: Settings, name: str) -> bool:
    """Whether a source lies below another root, or is there and was not named."""
    is_of_root = name.startswith(f"{settings.root.name}/")
    return not is_of_root or is_there(settings, name)


def _is_named(settings: Settings, name: str) -> bool:
    """Whether the PATHs of a run would have read a source, had it been there."""
    file = settings.names_from / name
    paths = settings.paths or [settings.root]
    return any(file.is_relative_to(absolute(Path(path))) for path in paths)
