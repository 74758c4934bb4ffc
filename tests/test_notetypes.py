"""The note types are frozen: a change of ids, fields or templates would orphan every learner's notes."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from mkdecks.cards.notetypes import LOOK, NOTE_TYPES, css

FROZEN = Path(__file__).parent / "notetypes_v1.json"


def test_ids_fields_and_templates_are_those_of_v1() -> None:
    described = {
        kind: {
            "id": note_type.id,
            "name": note_type.name,
            "fields": [[field.id, field.name] for field in note_type.fields],
            "templates": [
                [template.id, template.name] for template in note_type.templates
            ],
            "cloze": note_type.cloze,
        }
        for kind, note_type in NOTE_TYPES.items()
    }
    assert described == json.loads(FROZEN.read_text("utf-8"))


def test_no_id_stands_for_two_things() -> None:
    ids = [t.id for t in NOTE_TYPES.values()]
    ids += [field.id for t in NOTE_TYPES.values() for field in t.fields]
    ids += [
        template.id for t in NOTE_TYPES.values() for template in t.templates
    ]
    assert len(ids) == len(set(ids))


def test_a_new_look_comes_with_a_new_time() -> None:
    """Anki takes templates and CSS only from a newer note type: set LOOK and MODIFIED in ``notetypes`` together."""
    sides = [
        part
        for t in NOTE_TYPES.values()
        for template in t.templates
        for part in (template.front, template.back)
    ]
    assert (
        hashlib.sha256("\0".join([css(), *sides]).encode()).hexdigest()[:16]
        == LOOK
    )
