"""Letters, numbers and signs that a page sets as icons beside its questions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token

from ...language.labels import ANSWERS, QUESTIONS, label_of
from .elements import Element, Piece, all_text

_LETTER_RE = re.compile(r"\s*([^\W\d_a-z])\s*[.:\uff1a]?\s*")
_NUMBER_RE = re.compile(r"\s*(\d{1,3})\s*[.:)]?\s*")
_NUMBER_NAME_RE = re.compile(
    r"(?:^|[\s_-])(?:num(?:ber)?|no|count(?:er)?|index)\b", re.I
)
# The name of a picture in a font of icons: "expand_more".
_LIGATURE_RE = re.compile(r"\s*[a-z]+(?:_[a-z]+)*\s*")
_ICON_NAME_RE = re.compile(
    r"(?:^|[\s_-])(?:icons?|material|glyph|fa|fas)\b", re.I
)
_SIGNS = (
    r"[+\u2212\u00d7\u203a\u2039\u00bb\u2228\u2227\u2304\u25b2\u25b4\u25b6\u25b8\u25ba"
    r"\u25bc\u25be\u2715\u2716\u276f\ufe0f]"
)
_SIGN_END_RE = re.compile(rf"(?:(?<=[?\uff1f\u061f])|^)\s*{_SIGNS}+\s*\Z")


def with_label(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """Pieces with the label "Q: " or "1. " for a first one that is an icon of it."""
    places = (i for i, piece in enumerate(pieces) if _has_text(piece))
    start = next(places, len(pieces))
    label = _label_of(pieces[start:])
    return [label, *pieces[start + 1 :]] if label else pieces


def _label_of(pieces: Sequence[Piece]) -> str:
    """The label that the first of some pieces is; "" where it is none.

    A drop cap goes on with the letters of its word.
    """
    first, *others = pieces or ("",)
    if isinstance(first, str) or not others:
        return ""
    following = "".join(
        other if isinstance(other, str) else all_text(other) for other in others
    )
    text = all_text(first)
    if not following.strip() or following[:1].islower():
        return ""
    number = _NUMBER_RE.fullmatch(text)
    if number and _NUMBER_NAME_RE.search(first.get("class", "")):
        return f"{number[1]}. "
    letter = _LETTER_RE.fullmatch(text)
    label = label_of(f"{letter[1]}:") if letter else None
    is_label = label is not None and label.names(QUESTIONS | ANSWERS)
    return f"{letter[1]}: " if letter and is_label else ""


def _has_text(piece: Piece) -> bool:
    return not isinstance(piece, str) or bool(piece.strip())


def is_picture(element: Element) -> bool:
    """Whether an element shows a picture by the name that a font of icons has for it."""
    is_icon = _ICON_NAME_RE.search(element.get("class", "")) is not None
    return is_icon and _LIGATURE_RE.fullmatch(all_text(element)) is not None


def without_signs(tokens: Sequence[Token]) -> list[Token]:
    """Inline tokens without the sign behind a question that says it can be opened."""
    kept = list(tokens)
    if len(kept) > 1 and kept[-1].type == "text" and kept[-2].type == "text":
        sign = kept[-1].content
        if (
            _SIGN_END_RE.fullmatch(sign)
            and kept[-2].content.rstrip()[-1:] in "?\uff1f"
        ):
            kept.pop()
    if kept and kept[-1].type == "text":
        kept[-1].content = _SIGN_END_RE.sub("", kept[-1].content)
    return kept
