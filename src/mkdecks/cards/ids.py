"""The ids of notes: a stable hash of what names a card, never of what it looks like.

An id rests on the namespace, the kind and the question, or on an id that the author
wrote. So it is the same from whatever folder mkdecks is run, and a page may be moved,
renamed or given another title. Every part comes from the source text, so that a new
release of a renderer changes no id.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

from ..language.question_text import front_of
from ..model.characters import INVISIBLE_RE
from ..model.groups import grouped
from ..model.notes import Card
from ..model.problems import problem
from ..model.records import Kind, Problem, Problems

LENGTH = 20
MAX_SHOWN = 80
_NOTE_RE = re.compile(r"note-([0-9a-f]{20})")


def normalise_question(text: str) -> str:
    """A question as its id sees it.

    NFKC, case folded, without white space, numbering and invisible characters.
    """
    plain = unicodedata.normalize("NFKC", INVISIBLE_RE.sub("", text))
    asked = front_of(plain) or plain
    return "".join(asked.split()).casefold()


def note_id(namespace: str, kind: Kind, question: str) -> str:
    """The twenty characters that identify the note of a question for ever."""
    return _digest(namespace, kind, "?" + normalise_question(question))


def pinned_id(namespace: str, page: str, pin: str) -> str:
    """The id of a note whose author wrote ``pin``.

    ``#name`` counts within its page, any other within the whole namespace, and
    ``note-`` with an id is that id itself, as a draft names the notes of its source.
    """
    if match := _NOTE_RE.fullmatch(pin):
        return match[1]
    scope = page if pin.startswith("#") else ""
    return _digest(namespace, scope, pin)


def salted(note: str, taken: Container[str]) -> str:
    """Another id for a note: the same on every build from the same lock."""
    number = 1
    while (other := _digest(note, str(number))) in taken:
        number += 1
    return other


def _digest(*parts: str) -> str:
    text = "\0".join(parts).encode("utf-8", "replace")
    return hashlib.sha256(text).hexdigest()[:LENGTH]


def each_id_once(
    cards: Sequence[Card],
) -> tuple[tuple[Card, ...], Problems]:
    """The cards of all pages, each with a key of its own.

    A question that occurs twice is told apart by its options, then its section, then
    its page. What is equal in all of them is one card, and a Problem for the others.
    """
    counts = Counter(card.key for card in cards)
    shared = [card for card in cards if counts[card.key] > 1 and not card.pin]
    groups = grouped(shared, attrgetter("key"))
    told_apart = {
        id(card): key for group in groups.values() for card, key in _keys(group)
    }
    kept: dict[str, Card] = {}
    problems = []
    for card in cards:
        own = replace(card, key=told_apart.get(id(card), card.key))
        first = kept.setdefault(own.key, own)
        if first is not own:
            problems.append(_doubled(card, first))
    return tuple(kept.values()), tuple(problems)


def _keys(group: Sequence[Card]) -> Iterator[tuple[Card, str]]:
    """The cards of one question, each with the key that tells it from the others."""
    names = [_names(card) for card in group]
    counts = [Counter(level) for level in zip(*names, strict=True)]
    for card, own in zip(group, names, strict=True):
        levels = zip(own, counts, strict=True)
        unique = (name for name, count in levels if count[name] == 1)
        yield card, _digest(card.key, *next(unique, own[-1]))


def _names(card: Card) -> Sequence[tuple[str, ...]]:
    """What may tell a card from others of its question; each says more than the last."""
    options = ("options", *card.options)
    section = (*options, "section", *card.section)
    page = (*section, "page", card.source)
    return options, section, page


def _doubled(card: Card, first: Card) -> Problem:
    """The Problem of a card that has the id of another, by its question or by a pin."""
    where = f"line {first.span.line}"
    is_elsewhere = first.span.path != card.span.path
    if is_elsewhere:
        where += f" of {first.span.path}"
    if card.pin and (is_elsewhere or card.question != first.question):
        message = f"the id '{card.pin}' is that of the card on {where}"
        return problem("MK402", message, card.span)
    question = card.question[:MAX_SHOWN]
    return problem(
        "MK401", f"the same question as on {where}: {question}", card.span
    )
