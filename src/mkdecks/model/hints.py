"""Hints at the name that somebody may have meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches


def did_you_mean(
    written: str, names: Iterable[str], *, cutoff: float = 0.6
) -> str:
    """``did you mean 'heading'?`` with the nearest of the names, "" where none is near.

    ``cutoff`` says how alike two names have to be, from 0 to 1.
    """
    close = get_close_matches(written, names, 1, cutoff)
    return f"did you mean '{close[0]}'?" if close else ""


def nearest_or_all(
    written: str, names: Sequence[str], *, cutoff: float = 0.6
) -> str:
    """``did you mean ...``, or a list of the names where none is near."""
    hint = did_you_mean(written, names, cutoff=cutoff)
    return hint or "there are: " + ", ".join(names)
