"""Cards as JSON lines: the contract that other programs rely on, keys in a fixed order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from ...model.records import Card

_FRONTS = {"qa": "Question", "mcq": "Question", "term": "Term", "cloze": "Text"}
_BACKS = {
    "qa": "Answer",
    "mcq": "Explanation",
    "term": "Definition",
    "cloze": "Extra",
}


def lines(cards: Iterable[Card]) -> Iterator[str]:
    """One JSON object a card, without line ends."""
    for card in cards:
        yield json.dumps(_record(card), ensure_ascii=False)


def _record(card: Card) -> dict[str, object]:
    return {
        "id": card.id,
        "kind": card.kind,
        "question": card.question,
        "answer": card.answer,
        "options": list(card.options),
        "correct": list(card.correct),
        "question_html": card.fields[_FRONTS[card.kind]],
        "answer_html": card.fields[_BACKS[card.kind]],
        "deck": card.deck,
        "tags": list(card.tags),
        "section": list(card.section),
        "source": card.span.path,
        "line": card.span.line,
        "dialect": card.dialect,
        "derived": card.derived,
    }
