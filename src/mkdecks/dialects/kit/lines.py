"""Lines of a text that begin with marks, and the parts that they divide it into."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence


def with_stops(
    marks: Sequence[re.Match[str]], stop: int
) -> Iterator[tuple[re.Match[str], int]]:
    """Each mark of a text with where its part ends: at the next mark, at last at ``stop``."""
    starts = [mark.start() for mark in marks[1:]]
    return zip(marks, [*starts, stop], strict=False)
