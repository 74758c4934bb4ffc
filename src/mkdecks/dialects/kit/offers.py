"""What a dialect that is off would read of a page without a card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...model.characters import one_line
from ...model.problems import problem
from ...model.records import Page, Pair, Problem
from ...pages.inline import text_of
from .dialect import Dialect

# One alone says little of how a page is written, and a few say enough.
MIN_OFFERED, MAX_OFFERED = 2, 5
MAX_SHOWN = 80


def offers(page: Page, off: Iterable[Dialect]) -> Iterator[Problem]:
    """An info for the first questions that each dialect would read, with its name."""
    if page.claims:
        return
    for dialect in off:
        items = dialect.recognise(page)
        pairs = [item for item in items if isinstance(item, Pair)]
        if len(pairs) < MIN_OFFERED:
            continue
        for pair in pairs[:MAX_OFFERED]:
            text = one_line(text_of(pair.question[:1]))[:MAX_SHOWN]
            message = f"a card with --enable {dialect.name}: {text}"
            yield problem("MK309", message, pair.span)
