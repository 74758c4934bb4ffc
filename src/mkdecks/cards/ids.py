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
from collections.abc import Container, Sequence
from dataclasses import replace

from ..language.question_text import front_of
from ..model.characters import INVISIBLE_RE
from ..model.notes import Card
from ..model.problems import problem
from ..model.records import Kind, Problem, Problems

LENGTH = 20
MAX_SHOWN = 80
Level = tuple[str, ...]
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
    loose = [card for card in cards if not card.pin]
    uses = Counter(use for card in loose for use in enumerate(_levels(card)))
    kept: dict[str, Card] = {}
    problems = []
    for card in cards:
        own = card
        if counts[card.key] > 1 and not card.pin:
            own = replace(card, key=_own_key(card, uses))
        first = kept.setdefault(own.key, own)
        if first is not own:
            problems.append(_doubled(card, first))
    return tuple(kept.values()), tuple(problems)


def _own_key(card: Card, uses: Counter[tuple[int, Level]]) -> str:
    """The key that tells a card from the others of its question."""
    levels = _levels(card)
    unique = (use[1] for use in enumerate(levels) if uses[use] == 1)
    return _digest(*next(unique, levels[-1]))


def _levels(card: Card) -> Sequence[Level]:
    """What may tell a card from others of its question; each says more than the last."""
    options = (card.key, "options", *card.options)
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
