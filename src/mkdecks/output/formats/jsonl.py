"""JSON lines for other programs: an object a card, with its keys in a fixed order."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import BinaryIO

from ...cards.notetypes import NOTE_TYPES
from ...model.notes import Card, Deck

ENDING = ".jsonl"


def write(decks: Sequence[Deck], stream: BinaryIO) -> None:
    """One line a card, as UTF-8."""
    for deck in decks:
        for card in deck.cards:
            line = json.dumps(_record(card), ensure_ascii=False)
            stream.write(line.encode("utf-8", "backslashreplace") + b"\n")


def _record(card: Card) -> dict[str, object]:
    note_type = NOTE_TYPES[card.kind]
    return {
        "id": card.id,
        "kind": card.kind,
        "question": card.question,
        "answer": card.answer,
        "options": card.options,
        "correct": card.correct,
        "question_html": card.fields[note_type.front_field],
        "answer_html": card.fields[note_type.back_field],
        "deck": card.deck,
        "tags": card.tags,
        "section": card.section,
        "source": card.span.path,
        "line": card.span.line,
        "dialect": card.dialect,
        "derived": card.derived,
    }
