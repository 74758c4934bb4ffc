"""Options of a multiple choice question, and the letters that count them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ...language.option_letters import ALPHABETS, CIRCLED
from ...model.characters import one_line
from ...model.records import Block
from ...pages.inline import cut, has_content, text_of
from .blocks import Blocks

# The number that an item of a list with bullets begins with: "- 1: the first".
NUMBER_MARK_RE = re.compile(
    r"[ \t]*[(\[]?(?P<number>\d{1,2})[)\]]?[:.)\uff1a]\s+"
)


def letter_of(mark: re.Match[str]) -> str:
    """The letter or the number of an option's mark, as ``plain_letter`` has it."""
    groups = mark.groupdict()
    return groups.get("number") or plain_letter(
        groups["letter"] or groups["circled"]
    )


def plain_letter(letter: str) -> str:
    """A letter as its alphabet has it: small, and without signs that some add to it.

    A number in a circle is that number.
    """
    if letter in CIRCLED:
        return str(CIRCLED.index(letter) + 1)
    return letter.lower().replace("ا", "أ").replace("\u0640", "")


def begins_alphabet(letters: Sequence[str]) -> bool:
    """Whether letters are the first of an alphabet, each once and in order.

    So are the numbers from 1 on.
    """
    numbers = tuple(str(number) for number in range(1, len(letters) + 1))
    orders = (numbers, *_plain_alphabets())
    return any(tuple(letters) == order[: len(letters)] for order in orders)


@cache
def _plain_alphabets() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(map(plain_letter, letters)) for letters in ALPHABETS)


def place_of_letter(letter: str) -> int:
    """Where a letter stands in the alphabet that has it first; -1 where none has it."""
    places = (
        alphabet.index(letter)
        for alphabet in _plain_alphabets()
        if letter in alphabet
    )
    return min(places, default=-1)


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
    def first_line(self) -> str:
        """What the option begins with, up to a line break."""
        return text_of(self.blocks[:1]).partition("\n")[0]

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
        first = self.options[0]
        if first.checked is not None and not first.label.isalpha():
            return "boxes"
        return "numbers" if first.label.isdigit() else "letters"

    @property
    def ticked(self) -> tuple[int, ...]:
        """The places of the options whose box is ticked."""
        places = enumerate(self.options)
        return tuple(place for place, option in places if option.checked)


def without_start(blocks: Sequence[Block], length: int) -> Blocks:
    """Blocks without the first characters of their text.

    The first block is left out where it shows nothing else.
    """
    first, *rest = blocks
    shorter = cut(first, length)
    return (shorter, *rest) if has_content([shorter]) else tuple(rest)
