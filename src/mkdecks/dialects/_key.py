"""The key of a multiple choice question: which options a text names, by letter, by number or by what they say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..inlines import cut, has_content
from ..model import Block
from ..wording import ANSWER_WORDS
from ._letters import ALPHABETS, LETTER, plain_letter

if TYPE_CHECKING:
    from ._options import Option

_ANSWER_WORD = rf"(?:answers?|ans|key|solutions?|options?|choices?|{ANSWER_WORDS}|答)"
_RIGHT_WORD = (
    r"(?:the|your|right|correct[ao]?s?|best|true|richtige|bonne|правильны[йе]"
    r"|正确|正確|la|las|es|son|الصحيح[ةه])"
)
_IS = r"(?:is|are|was|would be|should be|es|son|est|ist|sind|is:)"
_SIGNS = r"[\s:\uff1a=\u2013\u2014*_\u2705\u2714\ufe0f\u27a1>-]*"
_LABEL_RE = re.compile(
    rf"{_SIGNS}(?:{_RIGHT_WORD}\s+){{0,3}}{_ANSWER_WORD}(?:\s*\(s\))?(?:\s*{_RIGHT_WORD}){{0,2}}(?:\s*#?\d+(?=\s*[:.)]))?"
    rf"(?P<sign>\s+{_IS}\b|\s*[:\uff1a=.)\u2013\u2014-]|\s+(?={LETTER}(?![\w'\u2019]))|\s*\n)+{_SIGNS}",
    re.I,
)
_KEY = rf"[(\[]?(?:{LETTER}|\d{{1,2}})(?![\w'\u2019]|[.:]\d)[)\]]?"
_KEYS_RE = re.compile(
    rf"(?:(?:both|options?|choices?|letters?)\s+)?(?P<keys>{_KEY}(?:\s*(?:,|;|/|\+|&|\band\b|\by\b|\bet\b|\bund\b|и|\u3001|و)"
    rf"\s*(?:and\s+)?{_KEY}){{0,8}})",
    re.I,
)
_STATED_RE = re.compile(
    rf"{_SIGNS}(?:(?:options?|choices?|answers?|number)\s+)?(?P<keys>{_KEY}(?:\s*(?:,|&|\band\b)\s*{_KEY}){{0,5}})"
    rf"(?:\s+(?:is|are)\s+(?:the\s+)?(?:correct|right|true|best)(?:\s+(?:answers?|options?|choices?|ones?))?\b)",
    re.I,
)
_ONE_KEY_RE = re.compile(rf"{LETTER}|\d{{1,2}}", re.I)
_VERB_RE = re.compile(rf"\b{_IS}\b", re.I)
_REASON_RE = re.compile(r"\s*,?\s*(?:because|since|as|due|which|for)\b", re.I)
_TAIL_RE = re.compile(r"[\s.:;,)\]\uff1a\u3002\u2013\u2014*-]+")
_EXPLANATION_LABEL_RE = re.compile(
    r"\s*(?:explanations?|explication|explicaci[oó]n|erklärung|rationale|reason|why|пояснение"
    r"|解析|解说|解説|说明|الشرح)\s*[:\uff1a]\s*",
    re.I,
)


def begins_key(text: str, position: int) -> bool:
    """Whether the words that name a key begin at a position of a text."""
    return bool(_LABEL_RE.match(text, position) or _STATED_RE.match(text, position))


def key_of(text: str, options: Sequence[Option], *, bare: bool = False) -> tuple[tuple[int, ...], int] | None:
    """Which options a text names as right at its start, and how many characters that takes.

    ``bare``: the text is known to be the answer, so that it may begin with the letter itself.
    """
    if stated := _STATED_RE.match(text):
        places = _places(stated["keys"], options)
        return (places, _past_sentence(text, stated.end(), options, places)) if places else None
    label = _LABEL_RE.match(text)
    if not label and not bare:
        return None
    start = label.end() if label else len(text) - len(text.lstrip())
    if keys := _KEYS_RE.match(text, start):
        rest = text[keys.end() :]
        places = _places(keys["keys"], options)
        if places and _REASON_RE.match(rest):
            return places, 0
        if places and label and _VERB_RE.search(label[0]) and not re.match(r"a\s+\w", text[keys.start() :]):
            return places, _past_sentence(text, keys.end(), options, places)
        if places and (_ends_key(rest, options, places) or (label and not re.match(r"a\b", keys["keys"], re.I))):
            return places, _past(text, keys.end(), options, places)
    return _said_again(text, start, options) if label else None


def _said_again(text: str, start: int, options: Sequence[Option]) -> tuple[tuple[int, ...], int] | None:
    """The option that the rest of a line repeats, and where the line ends."""
    stop = text.find("\n", start)
    end = len(text) if stop < 0 else stop
    said = _words(text[start:end])
    places = tuple(place for place, option in enumerate(options) if said and _words(option.text) == said)
    return (places, end) if places else None


def _words(text: str) -> str:
    return " ".join(_TAIL_RE.sub(" ", text).split()).casefold()


def _ends_key(rest: str, options: Sequence[Option], places: Sequence[int]) -> bool:
    """Whether what follows letters shows that they were the key and no words."""
    return (
        not rest.strip()
        or rest[0] in "\n.:;,)]\uff1a\u3002"
        or bool(re.match(r"\s*(?:[\u2013\u2014(-]|is\b|are\b)", rest))
        or any(rest.strip().casefold().startswith(options[i].text.casefold()[:40]) for i in places)
    )


def _past_sentence(text: str, position: int, options: Sequence[Option], places: Sequence[int]) -> int:
    """Past a sentence that names the key, where nothing else follows in its paragraph; else it is an explanation."""
    end = _past(text, position, options, places)
    return end if not text[end:].strip() else 0


def _past(text: str, position: int, options: Sequence[Option], places: Sequence[int]) -> int:
    """Past the key's own signs, and past the right option's text where it is said again."""
    position = match.end() if (match := _TAIL_RE.match(text, position)) else position
    for place in places[:1] if len(places) == 1 else ():
        said = options[place].text
        if said and " ".join(text[position:].split()).casefold().startswith(said.casefold()):
            words = re.compile(r"\s+".join(re.escape(word) for word in said.split()), re.I).match(text, position)
            if words and not text[words.end() : words.end() + 1].isalnum():
                position = words.end()
                position = match.end() if (match := _TAIL_RE.match(text, position)) else position
    return position


def _places(keys: str, options: Sequence[Option]) -> tuple[int, ...]:
    """The places of the options that letters or numbers name; none where one of them names no option."""
    labels = [option.label for option in options]
    places = []
    for match in _ONE_KEY_RE.finditer(re.sub(r"\b(?:and|et|und|y)\b", ",", keys, flags=re.I)):
        key = plain_letter(match[0])
        if key in labels:
            places.append(labels.index(key))
        elif not key.isdigit():
            places.append(next((a.index(key) for a in ALPHABETS if key in a), -1))
        else:
            places.append(-1 if labels[0].isalpha() else int(key) - 1)
    return tuple(dict.fromkeys(places)) if places and all(0 <= place < len(options) for place in places) else ()


def without_explanation_label(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """An explanation without the word that says it is one."""
    first = blocks[0] if blocks else None
    if first is None or first.kind not in ("paragraph", "heading"):
        return tuple(blocks)
    if match := _EXPLANATION_LABEL_RE.match(first.text if first.kind == "paragraph" else f"{first.text}:"):
        rest = cut(first, match.end()) if match.end() < len(first.text) else None
        return (*((rest,) if rest and has_content([rest]) else ()), *blocks[1:])
    return tuple(blocks)
