"""Drafts: pages that ``mkdecks draft`` wrote, and that stand for their sources."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from ..model.records import FrontMatterValue, Texts

# The key of a draft's front matter that names the sources it was made from.
SOURCES_KEY = "drafted-from"


def drafted_sources(
    front_matter: Mapping[str, FrontMatterValue], name: str
) -> Texts:
    """The names of the sources that the page ``name`` was drafted from.

    The page names them from its own folder. () for a page that is no draft.
    """
    written = front_matter.get(SOURCES_KEY, ())
    values = [written] if isinstance(written, str) else written
    folder = posixpath.dirname(name)
    paths = [value for value in values if isinstance(value, str)]
    return tuple(
        posixpath.normpath(posixpath.join(folder, path)) for path in paths
    )
