"""The key of a multiple choice question: which options a text names, by letter, by number or by what they say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...language.answer_words import ANSWER_WORDS
from ...model.records import Block
from ...pages.inline import cut, has_content
from .option_label import ALPHABETS, LETTER, Option, plain_letter

MAX_LABEL_WORDS, MIN_SHORTENED = 4, 3
_ANSWER_WORD = (
    rf"(?:(?:本题|参考|正确|正確|标准)*(?:答案|答|解答)|answers?|ans|key|solutions?|soluci[oó]n|options?|choices?|{ANSWER_WORDS}"
    r"|correct(?=\s*[:\uff1a]))"
)
_RIGHT_WORD = (
    r"(?:the|your|right|corr(?:ect[aoe]?|ett[ao]|eta)s?|best|true|richtige|bonne|правильны[йе]"
    r"|正确|正確|la|las|es|son|الصحيح[ةه])"
)
_IS = r"(?:is|are|was|would be|should be|es|son|est|ist|sind|is:)"
_SIGNS = r"[\s:\uff1a=\u2013\u2014*_\u2705\u2714\ufe0f\u27a1>-]{0,20}"
_SIGNS_RE = re.compile(_SIGNS)
_LABEL_RE = re.compile(
    rf"{_SIGNS}(?:{_RIGHT_WORD}\s+){{0,3}}{_ANSWER_WORD}(?:\s*\(s\))?(?:\s*{_RIGHT_WORD}){{0,2}}(?:\s*#?\d+(?=\s*[:.)]))?"
    rf"(?P<sign>\s+{_IS}\b|\s*[:\uff1a=.)\u2013\u2014-]|\s+(?={LETTER}(?![\w'\u2019]))|\s*\n)+{_SIGNS}",
    re.I,
)
# Capital letters of several right options that are written together or with spaces: BD,
# A C.
_TOGETHER_RE = re.compile(
    r"[A-F](?:[ \t]*[A-F]){1,4}(?=[ \t]*(?:[.;:)]|$|\n))", re.M
)
_KEY = rf"[(\[]?(?:{LETTER}|\d{{1,2}})(?![\w'\u2019]|[.:]\d)[)\]]?"
_KEYS_RE = re.compile(
    rf"(?:(?:both|options?|choices?|letters?)\s+)?(?P<keys>{_KEY}(?:\s*(?:,|;|/|\+|&|\band\b|\by\b|\bet\b|\bund\b|и"
    rf"|\u3001|و)"
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
_LINE_RE = re.compile(
    rf"[ \t]*[(\[]?(?P<key>{LETTER})[.):\]][ \t]*(?P<said>[^\n]+)(?:\n|$)"
)
# What may stand behind an option that is said again, so that it is no part of a
# sentence.
_END_RE = re.compile(r"\s*(?:$|\n|[.:;\u3002\uff1a](?!\w)|[\u2013\u2014]|-\s)")
_TAIL_RE = re.compile(r"[\s.:;,)\]\uff1a\u3002\u2013\u2014*-]+")
_EXPLANATION_LABEL_RE = re.compile(
    r"\s*(?:explanations?|explication|explicaci[oó]n|erklärung|rationale|reason|why|пояснение"
    r"|解析|解说|解説|说明|الشرح)\s*[:\uff1a]\s*",
    re.I,
)


def is_lone_label(text: str) -> bool:
    """Whether a text only announces the answer that follows it: "Answer:"."""
    label = _LABEL_RE.match(f"{text.strip()}\n")
    return (
        label is not None
        and not text.strip()[label.end() :].strip()
        and len(text.split()) <= MAX_LABEL_WORDS
    )


def begins_key(text: str, position: int) -> bool:
    """Whether the words that name a key begin at a position of a text."""
    return bool(
        _LABEL_RE.match(text, position) or _STATED_RE.match(text, position)
    )


def key_of(  # noqa: PLR0911 - one return for each way to name a key
    text: str, options: Sequence[Option], *, bare: bool = False
) -> tuple[tuple[int, ...], int] | None:
    """Which options a text names as right at its start, and how many characters that takes.

    ``bare``: the text is known to be the answer, so that it may begin with the letter
    itself.
    """
    if stated := _STATED_RE.match(text):
        places = _places(stated["keys"], options)
        return (
            (places, _past_sentence(text, stated.end(), options, places))
            if places
            else None
        )
    label = _LABEL_RE.match(text)
    if not label and not bare:
        return None
    signs = _SIGNS_RE.match(text)
    start = label.end() if label else signs.end() if signs else 0
    if (
        (together := _TOGETHER_RE.match(text, start))
        and label
        and _rises(together[0])
    ):
        places = _places(",".join(together[0].replace(" ", "")), options)
        return (
            (places, _past(text, together.end(), options, places))
            if places
            else None
        )
    if keys := _KEYS_RE.match(text, start):
        rest = text[keys.end() :]
        places = _places(keys["keys"], options)
        if places and _REASON_RE.match(rest):
            return places, 0
        if (
            places
            and label
            and _VERB_RE.search(label[0])
            and not re.match(r"a\s+\w", text[keys.start() :])
        ):
            return places, _past_sentence(text, keys.end(), options, places)
        if places and (
            _ends_key(keys["keys"], rest, options, places)
            or (label and not re.match(r"a\b", keys["keys"], re.I))
        ):
            return _with_more(
                text, _past(text, keys.end(), options, places), options, places
            )
    return _said_again(text, start, options) if label else None


def _rises(letters: str) -> bool:
    """Whether letters stand in the order of the alphabet, each once, as those of a key do and a word's do not."""
    plain = letters.replace(" ", "").replace("\t", "")
    return list(plain) == sorted(set(plain))


def _said_again(
    text: str, start: int, options: Sequence[Option]
) -> tuple[tuple[int, ...], int] | None:
    """The option that the rest of a line repeats, and where the line ends."""
    stop = text.find("\n", start)
    end = len(text) if stop < 0 else stop
    said = _words(text[start:end])
    places = tuple(
        place
        for place, option in enumerate(options)
        if said and _words(option.text) == said
    )
    return (places, end) if places else None


def _words(text: str) -> str:
    return " ".join(_TAIL_RE.sub(" ", text).split()).casefold()


def _ends_key(
    keys: str, rest: str, options: Sequence[Option], places: Sequence[int]
) -> bool:
    """Whether what follows letters, or a bracket behind them, shows that they were the key and no words."""
    if (
        not rest.strip()
        or keys.endswith((")", "]"))
        or rest[0] in "\n.:;,)]\uff1a\u3002"
    ):
        return True
    if re.match(r"\s*(?:[\u2013\u2014(-]|is\b|are\b)", rest):
        return True
    return any(
        rest.strip().casefold().startswith(options[place].text.casefold()[:40])
        for place in places
    )


def _with_more(
    text: str, position: int, options: Sequence[Option], places: tuple[int, ...]
) -> tuple[tuple[int, ...], int]:
    """Further right options on lines of their own below the first, each with its letter and its text again."""
    while match := _LINE_RE.match(text, position):
        more = _places(match["key"], options)
        if (
            not more
            or more[0] in places
            or _words(options[more[0]].text) != _words(match["said"])
        ):
            break
        places, position = (*places, *more), match.end()
    return places, position


def _past_sentence(
    text: str, position: int, options: Sequence[Option], places: Sequence[int]
) -> int:
    """Past a sentence that names the key, where nothing else follows in its paragraph; else it is an explanation."""
    end = _past(text, position, options, places)
    return end if not text[end:].strip() else 0


def _past(
    text: str, position: int, options: Sequence[Option], places: Sequence[int]
) -> int:
    """Past the key's own signs, and past the right option's text where a line or a sentence says it again."""
    position = (
        match.end() if (match := _TAIL_RE.match(text, position)) else position
    )
    if len(places) != 1 or not (said := options[places[0]].text):
        return position
    line = text[position:].split("\n", maxsplit=1)[0]
    words = re.compile(
        r"\s+".join(re.escape(word) for word in said.split()), re.I
    ).match(text, position)
    if words and _END_RE.match(text, words.end()):
        position = words.end()
    elif len(line.strip()) >= MIN_SHORTENED and _words(said).startswith(
        _words(line)
    ):
        position += len(line)
    return (
        match.end() if (match := _TAIL_RE.match(text, position)) else position
    )


def _places(keys: str, options: Sequence[Option]) -> tuple[int, ...]:
    """The places of the options that letters or numbers name; none where one of them names no option."""
    labels = [option.label for option in options]
    places = []
    for match in _ONE_KEY_RE.finditer(
        re.sub(r"\b(?:and|et|und|y)\b", ",", keys, flags=re.I)
    ):
        key = plain_letter(match[0])
        if key in labels:
            places.append(labels.index(key))
        elif not key.isdigit():
            places.append(
                next((a.index(key) for a in ALPHABETS if key in a), -1)
            )
        else:
            places.append(-1 if labels[0].isalpha() else int(key) - 1)
    return (
        tuple(dict.fromkeys(places))
        if places and all(0 <= place < len(options) for place in places)
        else ()
    )


def without_explanation_label(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """An explanation without the word that says it is one."""
    first = blocks[0] if blocks else None
    if first is None or first.kind not in ("paragraph", "heading"):
        return tuple(blocks)
    if match := _EXPLANATION_LABEL_RE.match(
        first.text if first.kind == "paragraph" else f"{first.text}:"
    ):
        rest = (
            cut(first, match.end()) if match.end() < len(first.text) else None
        )
        return (*((rest,) if rest and has_content([rest]) else ()), *blocks[1:])
    return tuple(blocks)
