"""A source before it is read: what its place tells of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..config.rules import DeckRule
from ..model.records import Texts

NO_RULE = DeckRule()


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A source before it is read.

    ``path`` is written as the user wrote it, ``name`` is its posix path below the
    folder that names count from. ``base`` is the part of the name that deck names leave
    out, ``page`` its path below docs_dir, "" outside a site, and ``nav`` its titles in
    mkdocs.yml. ``remembered`` are the questions that were cards of it when it was last
    built, each behind the dialect that read it.
    """

    path: str
    name: str
    file: Path
    rule: DeckRule = NO_RULE
    base: str = ""
    page: str = ""
    nav: Texts = ()
    remembered: frozenset[tuple[str, str]] = frozenset()

    @property
    def nav_title(self) -> str:
        """Its own title in mkdocs.yml; "" where there is none."""
        return self.nav[-1] if self.nav else ""
