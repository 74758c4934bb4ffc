"""Cards as JSON lines: the contract that other programs rely on, keys in a fixed order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from ...cards.notetypes import NOTE_TYPES
from ...model.records import Card


def lines(cards: Iterable[Card]) -> Iterator[str]:
    """One JSON object a card, without line ends."""
    for card in cards:
        yield json.dumps(_record(card), ensure_ascii=False)


def _record(card: Card) -> dict[str, object]:
    note_type = NOTE_TYPES[card.kind]
    return {
        "id": card.id,
        "kind": card.kind,
        "question": card.question,
        "answer": card.answer,
        "options": list(card.options),
        "correct": list(card.correct),
        "question_html": card.fields[note_type.front_field],
        "answer_html": card.fields[note_type.back_field],
        "deck": card.deck,
        "tags": list(card.tags),
        "section": list(card.section),
        "source": card.span.path,
        "line": card.span.line,
        "dialect": card.dialect,
        "derived": card.derived,
    }
