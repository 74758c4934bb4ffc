"""The options of a multiple choice card: in which order it shows them, by which letters, and as what HTML.

Sources put the right option first too often, so the order is drawn from the note's id:
the same on every build. It stays as it was written where a text speaks of letters or
positions; "all of the above" stays last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

LETTERS = "ABCDEFGHIJKL"
_NOUN = (
    r"(?:options?|answers?|choices?|statements?|alternatives?|items?|letters?|respuestas?|opci[oó]n(?:es)?|réponses?"
    r"|antwort(?:en)?|ответ[ыа]?|вариант[ыа]?|选项|選項|選択肢)"
)
_PLACE = r"(?:first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|previous|next|preceding|following|other)"
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
    r"\b(?:all|none|any|both|neither|each|two|some|either)\s+(?:of\s+)?(?:the\s+)?(?:above|these|those|them"
    r"|other\s+\w+|options?|answers?)\b"
    r"|\ball\s+(?:are|of\s+it)\b.{0,20}$|\b(?:todas|ninguna)\b.{0,20}\b(?:anteriores|respuestas)\b"
    r"|\balle\s+(?:genannten|oben)\b"
    r"|\b(?:toutes|aucune)\b.{0,20}\b(?:réponses|ci-dessus)\b|以上|Вс[её]\s+перечисл|لا\s+شيء|كل\s+ما\s+سبق|جميع",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One option as a card shows it: its letter, its HTML, whether it is right, and what its author says of it."""

    label: str
    html: str
    correct: bool
    feedback: str = ""


def order(
    identity: str, options: Sequence[str], others: Sequence[str]
) -> tuple[int, ...]:
    """The places of the options in the order in which a card shows them.

    ``options`` are their texts, ``others`` the texts of question, explanation and
    feedback; ``identity`` is the note's.
    """
    count = len(options)
    written = tuple(range(count))
    if any(speaks_of_places(text) for text in (*options, *others)):
        return written
    above = [place for place in written if _ABOVE_RE.search(options[place])]
    if above and above != [count - 1]:
        return written
    free = [place for place in written if place not in above]
    drawn = sorted(
        free,
        key=lambda place: sha256(
            f"{identity}\0{options[place]}\0{place}".encode("utf-8", "replace")
        ).digest(),
    )
    return (*drawn, *above)


def speaks_of_places(text: str) -> bool:
    """Whether a text names options by letter, number or position: "Option B", "both A and C", "the first one"."""
    for match in _SPEAKS_RE.finditer(text):
        letters = re.findall(r"(?<![A-Za-z])[A-Ha-h](?![A-Za-z])", match[0])
        if (
            not letters
            or any(letter.isupper() for letter in letters)
            or match[0][0] in "(["
        ):
            return True
    return bool(_SMALL_RE.fullmatch(f" {text.strip(' .')}"))


def options_html(shown: Sequence[Shown], *, answered: bool) -> str:
    """The options as HTML; ``answered`` marks the right ones and adds the feedback."""
    rows = []
    for option in shown:
        right = answered and option.correct
        sign = " \u2713" if right else ""
        feedback = (
            f'<div class="feedback">{option.feedback}</div>'
            if answered and option.feedback
            else ""
        )
        rows.append(
            f'<div class="choice{" correct" if right else ""}"><div class="label">{option.label}.{sign}</div> '
            f'<div class="text">{option.html}{feedback}</div></div>'
        )
    return "".join(rows)
