"""The options of a multiple choice card: their order, their letters and their HTML.

Sources put the right option first too often, so the order is drawn from the note's id:
the same on every build. It stays as it was written where a text speaks of letters or
positions; "all of the above" stays last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

LETTERS = "ABCDEFGHIJKL"
_NOUN = (
    r"(?:options?|answers?|choices?|statements?|alternatives?|items?|letters?"
    r"|respuestas?|opci[oó]n(?:es)?|réponses?|antwort(?:en)?|ответ[ыа]?|вариант[ыа]?"
    r"|选项|選項|選択肢)"
)
_PLACE = (
    r"(?:first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|previous|next|preceding"
    r"|following|other)"
)
_SPEAKS_RE = re.compile(
    rf"\b{_NOUN}\s*(?:is\s+|are\s+|es\s+)?[(\[\"'*`]*(?:[A-H]|[1-9])(?!\w|\.\w)"
    r"|(?<![\w'\u2019])[(\[][A-Ha-h][)\]](?!\w)"
    r"|(?<![\w'\u2019.])[A-H]\s?(?:,\s?[A-H]\s?){0,10}(?:,\s?)?(?:and|or|&|y|und|et"
    r"|и)\s+(?:both\s+)?[A-H](?![\w'\u2019+#])"
    r"|\b(?:both|either|neither|only)\s+(?:[A-H]|[1-9])\b(?!\s*(?:%|\w+s\b))"
    r"|(?<![\w'\u2019])[A-H]\s*(?:is|are|was|would be)\s+(?:the\s+)?"
    r"(?:correct|right|wrong|incorrect|false|true|also|not)\b"
    rf"|\b{_PLACE}\s+(?:{_NOUN}|one|two|three)\b|\b{_NOUN}\s+(?:one|two|three|four)\b"
    r"|\b(?:1|2|3)\s*(?:and|&)\s*(?:2|3|4)\s+(?:are|only|both)\b",
    re.I,
)
# Letters that stand for an option are written as capitals; as small ones only in
# brackets.
_SMALL_RE = re.compile(r"(?:^|\s)[a-h]\s+(?:and|or|&)\s+[a-h](?!\w)")
_ABOVE_RE = re.compile(
    r"\b(?:all|none|any|both|neither|each|two|some|either)\s+(?:of\s+)?(?:the\s+)?"
    r"(?:above|these|those|them|other\s+\w+|options?|answers?)\b"
    r"|\ball\s+(?:are|of\s+it)\b.{0,20}$"
    r"|\b(?:todas|ninguna)\b.{0,20}\b(?:anteriores|respuestas)\b"
    r"|\balle\s+(?:genannten|oben)\b"
    r"|\b(?:toutes|aucune)\b.{0,20}\b(?:réponses|ci-dessus)\b"
    r"|以上|Вс[её]\s+перечисл|لا\s+شيء|كل\s+ما\s+سبق|جميع",
    re.I,
)


class Shown(NamedTuple):
    """An option as a card shows it.

    ``label`` is its letter, ``feedback`` what its author says of it.
    """

    label: str
    html: str
    correct: bool
    feedback: str


def order(
    identity: str, options: Sequence[str], others: Sequence[str]
) -> tuple[int, ...]:
    """The places of the options in the order in which a card shows them.

    ``options`` are their texts, ``others`` the texts of question, explanation and
    feedback; ``identity`` is the note's.
    """
    written = tuple(range(len(options)))
    above = [place for place in written if _ABOVE_RE.search(options[place])]
    has_above_amid = above not in ([], [len(options) - 1])
    if has_above_amid or any(map(speaks_of_places, (*options, *others))):
        return written

    def lot(place: int) -> bytes:
        drawn = f"{identity}\0{options[place]}\0{place}"
        return sha256(drawn.encode("utf-8", "replace")).digest()

    free = written[: len(written) - len(above)]
    return (*sorted(free, key=lot), *above)


def speaks_of_places(text: str) -> bool:
    """Whether a text names options by letter, number or position.

    "Option B", "both A and C" and "the first one" do.
    """
    for match in _SPEAKS_RE.finditer(text):
        letters = re.findall(r"(?<![A-Za-z])[A-Ha-h](?![A-Za-z])", match[0])
        is_small = "".join(letters).islower()
        if not is_small or match[0].startswith(("(", "[")):
            return True
    return bool(_SMALL_RE.fullmatch(f" {text.strip(' .')}"))


def options_html(shown: Sequence[Shown], *, answered: bool) -> str:
    """The options as HTML; ``answered`` marks the right ones and adds the feedback."""
    html = ""
    for option in shown:
        kind, sign, text = "choice", "", option.html
        if answered and option.correct:
            kind, sign = "choice correct", " \u2713"
        if answered and option.feedback:
            text += f'<div class="feedback">{option.feedback}</div>'
        html += (
            f'<div class="{kind}"><div class="label">{option.label}.{sign}</div> '
            f'<div class="text">{text}</div></div>'
        )
    return html
