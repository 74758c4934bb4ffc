"""Characters that nobody sees, and that Anki and terminals must not be given."""

from __future__ import annotations

import re

_CONTROLS = (
    "\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
    "\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff"
)
_DIRECTIONS = "\u200e\u200f\u2028-\u202e\u2066-\u2069"
_INVISIBLE = "\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff"

# Controls but tab, line feed and next line, noncharacters, halves of surrogate pairs.
# U+001F ends a field in Anki.
CONTROL_RE = re.compile(f"[{_CONTROLS}]")
# Signs that some scripts write on letters, for a class of characters in a pattern.
WRITTEN_ON_LETTERS = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0dff"
    "\u0e31-\u0e4e"
)
# What leads in to what follows.
COLONS = (":", "\uff1a")
# What makes two texts differ that look the same.
INVISIBLE_RE = re.compile(f"[{_CONTROLS}{_INVISIBLE}]")
# What could move a terminal's cursor, turn its text round or start a line of its own.
UNPRINTABLE_RE = re.compile(f"[{_CONTROLS}{_DIRECTIONS}\t\n\x85]")


def one_line(text: str) -> str:
    """A text on one line: each run of white space is one blank."""
    return " ".join(text.split())
