"""Two states of the decks -> what changed for a learner, by card and by word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import takewhile
from operator import attrgetter, eq
from typing import Literal, NamedTuple, get_args

from msgspec import structs

from ..model.notes import CardText, Entry, boxed

Kind = Literal[
    "added",
    "restored",
    "reworded",
    "changed",
    "retagged",
    "moved",
    "retired",
    "removed",
]
# In the order in which changes are reported.
KINDS: tuple[Kind, ...] = get_args(Kind)
# Words that both texts have, that only the old one has, or only the new one.
Sign = Literal["=", "-", "+"]
Piece = tuple[Sign, str]
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
    """What a learner gets who has ``before`` and imports ``after``.

    Added cards come first, then the other kinds, each by source. A card is the same on
    both sides when its id is. A retired one that only stays retired is no change.
    """
    old = {entry.id: entry for entry in before}
    new = {entry.id: entry for entry in after}
    changed = []
    for id in new | old:
        was, now = old.get(id), new.get(id)
        kinds = tuple(_kinds(was, now))
        if kinds:
            changed.append(Change(kinds, was, now))
    return tuple(sorted(changed, key=_rank))


def _rank(change: Change) -> tuple[int, str]:
    return KINDS.index(change.kinds[0]), change.entry.source


def _kinds(old: Entry | None, new: Entry | None) -> Iterator[Kind]:
    """How a card changed, the weightiest first; nothing where it did not."""
    if old is None or new is None:
        if new and not new.retired:
            yield "added"
        if old and not old.retired:
            yield "removed"
        return
    if bool(old.retired) != bool(new.retired):
        yield "retired" if new.retired else "restored"
    for kind, part in _PARTS.items():
        if part(old) != part(new):
            yield kind


def _content(entry: Entry) -> tuple[CardText, list[str]]:
    """What a card says beside its question, and its pictures."""
    return structs.replace(entry.text, question=""), sorted(entry.media)


# What of a card differs in a change of each kind.
_PARTS: Mapping[Kind, Callable[[Entry], object]] = {
    "reworded": attrgetter("text.question"),
    "changed": _content,
    "retagged": lambda entry: sorted(entry.tags),
    "moved": attrgetter("deck", "source"),
}


def parts_of(entry: Entry | None) -> Mapping[str, str]:
    """The parts of a card that can change in words, by name; no empty ones."""
    if entry is None:
        return {}
    text = entry.text
    options = map(" ".join, boxed(text.options, text.correct))
    parts = {
        "question": text.question,
        "options": "\n".join(options),
        "answer": text.answer,
        "feedback": "\n".join(text.feedback),
        "tags": " ".join(sorted(entry.tags)),
        "deck": entry.deck,
        "source": entry.source,
    }
    return {name: part for name, part in parts.items() if part}


def differing(
    change: Change,
) -> Iterator[tuple[str, Sequence[Piece]]]:
    """The parts of a changed card that differ, each with its name and its pieces."""
    old, new = parts_of(change.old), parts_of(change.new)
    for name in {**new, **old}:
        before, after = old.get(name, ""), new.get(name, "")
        if before != after:
            yield name, word_diff(before, after)


def word_diff(before: str, after: str) -> Sequence[Piece]:
    """Two texts as pieces of whole words, none of them empty.

    The pieces without ``+`` are the first text, those without ``-`` the second.
    """
    old, new = _WORD_RE.findall(before), _WORD_RE.findall(after)
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    middle = _compared(old[start : len(old) - end], new[start : len(new) - end])
    pieces = [("=", old[:start]), *middle, ("=", old[len(old) - end :])]
    return [(sign, "".join(words)) for sign, words in pieces if words]


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many words two texts begin with alike."""
    return sum(takewhile(bool, map(eq, old, new)))


def _compared(
    old: Sequence[str], new: Sequence[str]
) -> Iterator[tuple[Sign, Sequence[str]]]:
    """The words that both texts have, and those that only one has."""
    if len(old) * len(new) > MAX_COMPARED:
        yield "-", old
        yield "+", new
        return
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            yield "=", old[start:end]
        else:
            yield "-", old[start:end]
            yield "+", new[new_start:new_end]


def change_counts(changed: Sequence[Change]) -> str:
    """``2 added, 1 reworded, 1 retired``; "" for no change.

    A card that changed in several ways counts in each.
    """
    kinds = [kind for change in changed for kind in change.kinds]
    return ", ".join(
        f"{kinds.count(kind):,} {kind}" for kind in KINDS if kind in kinds
    )
