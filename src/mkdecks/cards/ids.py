"""A note's id: a stable hash of what names the card, never of what it looks like.

Namespace, the page's path inside the project and the normalised question; or an id that
the author wrote. Every part comes from the source text, so that a new release of a
renderer changes no id.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Container

from ..language.question_text import front_of
from ..model.characters import INVISIBLE_RE

_NOTE_RE = re.compile(r"note-([0-9a-f]{20})")


def normalise_question(text: str) -> str:
    """A question as its id sees it: NFKC, case folded, white space, numbering and invisible characters dropped."""
    plain = unicodedata.normalize("NFKC", INVISIBLE_RE.sub("", text))
    return "".join((front_of(plain) or plain).split()).casefold()


def note_id(namespace: str, name: str, question: str, pin: str = "") -> str:
    """Twenty characters that identify a note for ever.

    ``pin`` is an explicit id: ``#name`` counts within the page ``name``, any other
    within the whole namespace, and ``note-`` with an id is that id itself, as a draft
    names the notes of its source.
    """
    if match := _NOTE_RE.fullmatch(pin):
        return match[1]
    if pin.startswith("#"):
        parts = (namespace, name, pin)
    elif pin:
        parts = (namespace, "", pin)
    else:
        parts = (namespace, name, "?" + normalise_question(question))
    digest = hashlib.sha256(
        "\0".join(parts).encode("utf-8", "replace")
    ).hexdigest()
    return digest[:20]


def salted(identity: str, taken: Container[str]) -> str:
    """An id for a note whose own is that of another: the same on every build from the same ledger."""
    number = 1
    while True:
        digest = hashlib.sha256(f"{identity}\0{number}".encode()).hexdigest()[
            :20
        ]
        if digest not in taken:
            return digest
        number += 1
