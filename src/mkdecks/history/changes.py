"""Two states of the decks -> what changed for a learner, card by card and word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from msgspec import structs

from ..model.notes import CardText, Entry

Kind = Literal[
    "added",
    "restored",
    "retired",
    "removed",
    "reworded",
    "changed",
    "moved",
    "retagged",
]
KINDS: tuple[Kind, ...] = (
    "added",
    "restored",
    "reworded",
    "changed",
    "retagged",
    "moved",
    "retired",
    "removed",
)
Sign = Literal["=", "-", "+"]
# Texts of which more words than these would be put side by side are shown one after the
# other.
MAX_COMPARED = 1_000_000
_WORD_RE = re.compile(r"\s+|\w+|[^\w\s]")


class Change(NamedTuple):
    """What changed of one card; ``old`` or ``new`` is None where there is none."""

    kinds: tuple[Kind, ...]
    old: Entry | None
    new: Entry | None

    @property
    def entry(self) -> Entry:
        """The card as it is now, or as it was."""
        entry = self.new or self.old
        assert entry is not None  # noqa: S101 - a change has one side at least
        return entry


def changes(
    before: Iterable[Entry], after: Iterable[Entry]
) -> tuple[Change, ...]:
    """What a learner gets that has ``before`` and imports ``after``: added cards first, then by source.

    A card is the same on both sides when its id is. A retired one that only stays
    retired is no change.
    """
    old = {entry.id: entry for entry in before}
    new = {entry.id: entry for entry in after}
    found = [
        Change(kinds, old.get(identity), new.get(identity))
        for identity in dict.fromkeys([*new, *old])
        if (kinds := tuple(_kinds(old.get(identity), new.get(identity))))
    ]
    return tuple(
        sorted(
            found,
            key=lambda change: (
                KINDS.index(change.kinds[0]),
                change.entry.source,
            ),
        )
    )


def _kinds(old: Entry | None, new: Entry | None) -> Iterator[Kind]:
    if old is None or new is None:
        if new and not new.retired:
            yield "added"
        elif old and not old.retired:
            yield "removed"
        return
    if bool(old.retired) != bool(new.retired):
        yield "retired" if new.retired else "restored"
    if old.text.question != new.text.question:
        yield "reworded"
    if _answer(old) != _answer(new) or sorted(old.media) != sorted(new.media):
        yield "changed"
    if sorted(old.tags) != sorted(new.tags):
        yield "retagged"
    if old.deck != new.deck or old.source != new.source:
        yield "moved"


def _answer(entry: Entry) -> CardText:
    return structs.replace(entry.text, question="")


def said(entry: Entry) -> tuple[tuple[str, str], ...]:
    """The parts of a card that words can change in, each with its name."""
    text = entry.text
    options = [
        f"[{'x' if place in text.correct else ' '}] {option}"
        for place, option in enumerate(text.options)
    ]
    parts = (
        ("question", text.question),
        ("options", "\n".join(options)),
        ("answer", text.answer),
        ("feedback", "\n".join(text.feedback)),
        ("tags", " ".join(sorted(entry.tags))),
        ("deck", entry.deck),
        ("source", entry.source),
    )
    return tuple(part for part in parts if part[1])


def differing(
    change: Change,
) -> Iterator[tuple[str, tuple[tuple[Sign, str], ...]]]:
    """The parts of a changed card that differ, each with its name and its pieces: kept, lost or gained."""
    old = dict(said(change.old)) if change.old else {}
    new = dict(said(change.new)) if change.new else {}
    for name in dict.fromkeys([*new, *old]):
        before, after = old.get(name, ""), new.get(name, "")
        if before != after:
            yield name, word_diff(before, after)


def word_diff(before: str, after: str) -> tuple[tuple[Sign, str], ...]:
    """Two texts as pieces of whole words: ``=`` what both have, ``-`` what only the first, ``+`` what only the second.

    The pieces without ``+`` are the first text, those without ``-`` the second.
    """
    one, other = _WORD_RE.findall(before), _WORD_RE.findall(after)
    shorter = min(len(one), len(other))
    start = next((i for i in range(shorter) if one[i] != other[i]), shorter)
    shorter -= start
    end = next(
        (i for i in range(shorter) if one[-1 - i] != other[-1 - i]), shorter
    )
    middle, rest = one[start : len(one) - end], other[start : len(other) - end]
    pieces: list[tuple[Sign, str]] = [("=", "".join(one[:start]))]
    if len(middle) * len(rest) > MAX_COMPARED:
        pieces += [("-", "".join(middle)), ("+", "".join(rest))]
    else:
        for _, low, high, first, last in SequenceMatcher(
            None, middle, rest, autojunk=False
        ).get_opcodes():
            lost, gained = "".join(middle[low:high]), "".join(rest[first:last])
            pieces += (
                [("=", lost)]
                if lost == gained
                else [("-", lost), ("+", gained)]
            )
    pieces.append(("=", "".join(one[len(one) - end :])))
    return tuple((sign, text) for sign, text in pieces if text)


def change_counts(found: Sequence[Change]) -> str:
    """``2 added, 1 reworded, 1 retired``; "" for no change. A card that changed in several ways counts in each."""
    numbers = {
        kind: sum(kind in change.kinds for change in found) for kind in KINDS
    }
    return ", ".join(
        f"{number:,} {kind}" for kind, number in numbers.items() if number
    )
