"""Drafts: pages that ``mkdecks draft`` wrote, and that stand for their sources."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence

from ..model.problems import problem
from ..model.records import FrontMatterValue, Problem, Span

# The key of a draft's front matter that names the sources it was made from.
SOURCES_KEY = "drafted-from"


def drafted_sources(
    front_matter: Mapping[str, FrontMatterValue], name: str = ""
) -> tuple[str, ...]:
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


def superseded(
    paths: Mapping[str, str], drafts: Sequence[tuple[str, Sequence[str]]]
) -> Iterator[tuple[str, Problem]]:
    """The names of the sources that a draft of the same run stands for, and a Problem each.

    ``paths`` are those of the sources by name, ``drafts`` the path of each page with
    the names of the sources that it was drafted from.
    """
    replaced: set[str] = set()
    for draft, sources in drafts:
        for name in sources:
            is_read = name in paths and paths[name] != draft
            if not is_read or name in replaced:
                continue
            replaced.add(name)
            message = f"the cards of its draft {draft} are used instead"
            yield name, problem("MK114", message, Span(paths[name], 0, 0))
