"""Options of a multiple choice question, and the letters that count them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...model.characters import one_line
from ...pages.inline import text_of
from .blocks import Blocks

# The alphabets of several languages that options are lettered by, in their order.
ALPHABETS = (
    "abcdefghijkl",
    "أبجدهو",
    "абвгде",
    "אבגדהו",
)
LETTER = r"(?:[A-La-l]|[أابجدو]|هـ?|[А-Еа-е]|[א-ו])"

# The letter that an option begins with, as people mark it: A) (a) B. C:
LETTER_MARK = (
    rf"[ \t]*[(\[]?(?P<letter>{LETTER})"
    r"(?:[)\]\uff09][.:]?|[.:\uff1a\u3001\uff0e])[ \t]*(?=\S|$)"
)
LETTER_MARK_RE = re.compile(LETTER_MARK)


def plain_letter(letter: str) -> str:
    """A letter as its alphabet has it: small, and without signs that some add to it."""
    return letter.lower().replace("ا", "أ").replace("ـ", "")


def begins_alphabet(letters: Sequence[str]) -> bool:
    """Whether letters are the first of an alphabet, each once and in order."""
    joined = "".join(letters)
    return any(joined == alphabet[: len(letters)] for alphabet in ALPHABETS)


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a question.

    ``label`` is its letter or its number. ``checked`` is whether its box is ticked, or
    None where it has no box. ``feedback`` is what the author says to who chooses it.
    """

    blocks: Blocks
    label: str = ""
    checked: bool | None = None
    feedback: Blocks = ()

    @property
    def text(self) -> str:
        """What the option says, on one line."""
        return one_line(text_of(self.blocks))


@dataclass(frozen=True, slots=True)
class Options:
    """Options that stand together, in the siblings from ``start`` up to ``stop``.

    ``before`` is the part of their first paragraph that stands above them, ``after``
    the part of their last one that stands below them.
    """

    options: tuple[Option, ...]
    start: int
    stop: int
    before: Blocks = ()
    after: Blocks = ()

    @property
    def kind(self) -> str:
        """How they are marked: "boxes", "letters" or "numbers"."""
        if self.options[0].checked is not None:
            return "boxes"
        return "numbers" if self.options[0].label.isdigit() else "letters"

    @property
    def ticked(self) -> tuple[int, ...]:
        """The places of the options whose box is ticked."""
        places = enumerate(self.options)
        return tuple(place for place, option in places if option.checked)
