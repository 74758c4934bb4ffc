"""Compares the cards of a page with those that are wanted of it."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from mkdecks.config.settings import Settings
from mkdecks.model.notes import Card
from mkdecks.pipeline import build

from .texts import Case, Wanted

_LIST_MARK = re.compile(r"(?m)^\s*(?:[-*+•]|\d+[.)])\s+")


def squash(text: str) -> str:
    """Only the letters and digits of a text, without the numbers of a list."""
    text = _LIST_MARK.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return "".join(letter for letter in text if letter.isalnum())


def cards_of(case: Case) -> tuple[Card, ...]:
    """What ``mkdecks cards`` finds on a page that lies in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, case.name)
        file.write_text(case.text, "utf-8")
        settings = Settings(Path(folder), (str(file),), name="Matrix")
        return build(settings, 1).cards


@dataclass(frozen=True)
class Judged:
    """A page, its cards, and those that are what is wanted, in order."""

    case: Case
    cards: tuple[Card, ...]
    matched: tuple[tuple[Wanted, Card], ...]

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where nothing is wanted nor found."""
        total = len(self.cards) + len(self.case.wanted)
        return 2 * len(self.matched) / total if total else 1.0

    @property
    def bounds(self) -> tuple[int, int]:
        """How many of the found cards end where they should, and how many there are."""
        good = sum(has_right_answer(*pair) for pair in self.matched)
        return good, len(self.matched)

    @property
    def keys(self) -> tuple[int, int]:
        """How many of the multiple choice cards have the right options and key, and how many are wanted."""
        wanted = [card for card in self.case.wanted if card.options]
        good = [pair for pair in self.matched if has_right_key(*pair)]
        return len(good), len(wanted)

    @property
    def is_right(self) -> bool:
        """Whether all is as it should be."""
        bounds, keys = self.bounds, self.keys
        return self.f1 == 1 and bounds[0] == bounds[1] and keys[0] == keys[1]

    def differences(self) -> Iterator[str]:
        """A line for each thing that is wrong."""
        left = [card for card in self.cards if card not in self._taken]
        for want in self.case.wanted:
            card = next((c for w, c in self.matched if w is want), None)
            if card is None:
                yield f"missing    {want.question}"
                continue
            if want.options and not has_right_key(want, card):
                right = [card.options[place] for place in card.correct]
                yield f"key        {want.question}"
                yield f"    wanted {list(want.options)}, right: {want.correct}"
                yield f"    got    {list(card.options)}, right: {right}"
            if not has_right_answer(want, card):
                yield f"answer     {want.question}"
                yield f"    wanted {want.answer!r}"
                yield f"    got    {card.answer!r}"
        for card in left:
            yield f"too much   {card.question} => {card.answer!r} ({card.dialect})"

    @property
    def _taken(self) -> list[Card]:
        return [card for _, card in self.matched]


def judged(case: Case) -> Judged:
    """A page with its cards, each wanted one matched with one that asks the same."""
    cards = cards_of(case)
    left = list(cards)
    matched = []
    for want in case.wanted:
        asked = squash(want.question)
        card = next((c for c in left if squash(c.question) == asked), None)
        if card is not None:
            left.remove(card)
            matched.append((want, card))
    return Judged(case, cards, tuple(matched))


def has_right_answer(want: Wanted, card: Card) -> bool:
    """Whether a card says the whole answer and nothing else.

    The explanation of a multiple choice card may follow the right option and its letter.
    """
    got = squash(card.answer)
    if not want.options:
        return got == squash(want.answer)
    answer = squash(want.answer)
    letter, right = squash(want.letter), squash(want.correct)
    return got in {
        start + answer for start in ("", letter, right, letter + right)
    }


def has_right_key(want: Wanted, card: Card) -> bool:
    """Whether a card has the options, and marks the right one."""
    right = [card.options[place] for place in card.correct]
    options = sorted(map(squash, card.options))
    return bool(want.options) and (
        options == sorted(map(squash, want.options))
        and [squash(text) for text in right] == [squash(want.correct)]
    )


class Figures(NamedTuple):
    """The score of some pages; a figure without anything to count is 1."""

    pages: int
    f1: float
    bounds: float
    keys: float

    @property
    def worst(self) -> float:
        """The figure by which values are put in order."""
        return min(self.f1, self.bounds, self.keys)


def figures(pages: Iterable[Judged]) -> Figures:
    """The score of some pages together."""
    pages = list(pages)
    return Figures(
        len(pages),
        sum(page.f1 for page in pages) / len(pages) if pages else 1.0,
        _share(page.bounds for page in pages),
        _share(page.keys for page in pages),
    )


def _share(counts: Iterable[tuple[int, int]]) -> float:
    pairs = list(counts)
    total = sum(all_of_them for _, all_of_them in pairs)
    return sum(good for good, _ in pairs) / total if total else 1.0
