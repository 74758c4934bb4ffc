"""One option of a multiple choice question, and the letters that options are counted by in several languages."""

from __future__ import annotations

from dataclasses import dataclass

from ...model.records import Block
from ...pages.inline import text_of

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


@dataclass(frozen=True, slots=True)
class Option:
    """One option: what it shows, its letter or number, and whether its box is ticked (None where there is no box)."""

    blocks: tuple[Block, ...]
    label: str = ""
    checked: bool | None = None
    feedback: tuple[Block, ...] = ()

    @property
    def text(self) -> str:
        """What the option says, on one line."""
        return " ".join(text_of(self.blocks).split())
