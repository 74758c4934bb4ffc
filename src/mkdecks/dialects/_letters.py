"""The letters that options are counted by, in the alphabets of several languages."""

from __future__ import annotations

# The alphabets that options are lettered by, in their order.
ALPHABETS = (
    "abcdefghijkl",
    "أبجدهو",
    "абвгде",
    "אבגדהו",
)
LETTER = r"(?:[A-La-l]|[أابجدو]|هـ?|[А-Еа-е]|[א-ו])"


def plain_letter(letter: str) -> str:
    """A letter as its alphabet has it, small and without the signs that some write it with."""
    return letter.lower().replace("ا", "أ").replace("ـ", "")
