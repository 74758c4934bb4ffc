"""The patterns of a config that name sources, written as those of .gitignore."""

from __future__ import annotations

from functools import cache
from itertools import takewhile
from pathlib import PurePosixPath

import pathspec

_WILD = frozenset("*?[")
Spec = pathspec.PathSpec[pathspec.Pattern]


def fixed_part(pattern: str) -> str:
    """The folders of a pattern before its first wildcard.

    ``decks/aws`` of ``decks/aws/**/*.md``.
    """
    parts = PurePosixPath(pattern).parts
    fixed = tuple(takewhile(lambda part: not _WILD.intersection(part), parts))
    if fixed == parts:
        fixed = fixed[:-1]
    return "/".join(fixed)


@cache
def spec(*patterns: str) -> Spec:
    """Patterns as .gitignore has them, each counted from the config's folder."""
    anchored = ["/" + pattern.removeprefix("./") for pattern in patterns]
    return pathspec.PathSpec.from_lines("gitignore", anchored)
