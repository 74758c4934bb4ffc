"""Which options of a question a text names as right: by letter, by number or by what they say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ...language.answer_words import ANSWER_WORDS
from ...model.characters import one_line
from ...model.records import Block
from ...pages.inline import as_paragraph, cut
from .option import ALPHABETS, LETTER, Option, plain_letter

MAX_LABEL_WORDS, MIN_SHORTENED, MAX_COMPARED = 4, 3, 40
_ANSWER_WORD = (
    r"(?:(?:本题|参考|正确|正確|标准)*(?:答案|答|解答)"
    r"|answers?|ans|key|solutions?|soluci[oó]n|options?|choices?"
    rf"|{ANSWER_WORDS}|correct(?=\s*[:\uff1a]))"
)
_RIGHT_WORD = (
    r"(?:the|your|right|corr(?:ect[aoe]?|ett[ao]|eta)s?|best|true"
    r"|richtige|bonne|правильны[йе]|正确|正確|la|las|es|son|الصحيح[ةه])"
)
_IS = r"(?:is|are|was|would be|should be|es|son|est|ist|sind|is:)"
_SIGNS = r"[\s:\uff1a=\u2013\u2014*_\u2705\u2714\ufe0f\u27a1>-]{0,20}"
# What announces a key: "Answer:", "The correct answer is".
_LABEL_RE = re.compile(
    rf"{_SIGNS}(?:{_RIGHT_WORD}\s+){{0,3}}"
    rf"{_ANSWER_WORD}(?:\s*\(s\))?(?:\s*{_RIGHT_WORD}){{0,2}}"
    r"(?:\s*#?\d+(?=\s*[:.)]))?"
    rf"(?:\s+{_IS}\b|\s*[:\uff1a=.)\u2013\u2014-]"
    rf"|\s+(?={LETTER}(?![\w'\u2019]))|\s*\n)+{_SIGNS}",
    re.I,
)
# Capital letters of several right options that are written together or with spaces: BD,
# A C.
_TOGETHER_RE = re.compile(
    r"[A-F](?:[ \t]*[A-F]){1,4}(?=[ \t]*(?:[.;:)]|$|\n))", re.M
)
_KEY = rf"[(\[]?(?:{LETTER}|\d{{1,2}})(?![\w'\u2019]|[.:]\d)[)\]]?"
_AND = r"(?:,|;|/|\+|&|\band\b|\by\b|\bet\b|\bund\b|и|\u3001|و)\s*(?:and\s+)?"
_KEYS = (
    r"(?:(?:both|options?|choices?|letters?)\s+)?"
    rf"(?P<keys>{_KEY}(?:\s*{_AND}{_KEY}){{0,8}})"
)
_KEYS_RE = re.compile(_KEYS, re.I)
_BARE_KEYS_RE = re.compile(_SIGNS + _KEYS, re.I)
# A sentence that begins with the key: "B is the correct answer".
_STATED_RE = re.compile(
    rf"{_SIGNS}(?:(?:options?|choices?|answers?|number)\s+)?"
    rf"(?P<keys>{_KEY}(?:\s*(?:,|&|\band\b)\s*{_KEY}){{0,5}})"
    r"\s+(?:is|are)\s+(?:the\s+)?(?:correct|right|true|best)"
    r"(?:\s+(?:answers?|options?|choices?|ones?))?\b",
    re.I,
)
_ONE_KEY_RE = re.compile(rf"{LETTER}|\d{{1,2}}", re.I)
# Words between letters that have a letter of their own.
_AND_WORD_RE = re.compile(r"\b(?:and|et|und|y)\b", re.I)
_VERB_RE = re.compile(rf"\b{_IS}\b", re.I)
# An article, which is no letter of an option: "the answer is a tree".
_ARTICLE_RE = re.compile(r"a\s+\w")
_LETTER_A_RE = re.compile(r"a\b", re.I)
_REASON_RE = re.compile(r"\s*,?\s*(?:because|since|as|due|which|for)\b", re.I)
# What follows letters that are a key and no words.
_KEY_END_RE = re.compile(
    r"\s*\Z|[\n.:;,)\]\uff1a\u3002]|\s*(?:[\u2013\u2014(-]|is\b|are\b)"
)
_LINE_RE = re.compile(
    rf"[ \t]*[(\[]?(?P<key>{LETTER})[.):\]][ \t]*(?P<text>[^\n]+)(?:\n|$)"
)
# What may stand behind an option that is said again, so that it is no part of a
# sentence.
_END_RE = re.compile(r"\s*(?:$|\n|[.:;\u3002\uff1a](?!\w)|[\u2013\u2014]|-\s)")
_TAIL_RE = re.compile(r"[\s.:;,)\]\uff1a\u3002\u2013\u2014*-]+")
_EXPLANATION_LABEL_RE = re.compile(
    r"\s*(?:explanations?|explication|explicaci[oó]n|erklärung|rationale|reason|why"
    r"|пояснение|解析|解说|解説|说明|الشرح)\s*[:\uff1a]\s*",
    re.I,
)


class _Key(NamedTuple):
    """What a text says of options: the places of the right ones, and how many characters that takes."""

    correct: tuple[int, ...]
    length: int


class Answer(NamedTuple):
    """The places of the right options, and what explains them."""

    correct: tuple[int, ...]
    explanation: tuple[Block, ...]


def is_lone_label(text: str) -> bool:
    """Whether a text only announces the answer that follows it: "Answer:"."""
    text = text.strip()
    label = _LABEL_RE.match(f"{text}\n")
    if label is None or text[label.end() :].strip():
        return False
    return len(text.split()) <= MAX_LABEL_WORDS


def key_line(text: str, start: int) -> int:
    """Where a line begins, below a position of a text, with the words that name a key.

    Without such a line it is the end of the text.
    """
    for line_feed in re.compile("\n").finditer(text, start):
        position = line_feed.end()
        if _LABEL_RE.match(text, position) or _STATED_RE.match(text, position):
            return position
    return len(text)


def answer_in(
    blocks: Sequence[Block], options: Sequence[Option], *, bare: bool = False
) -> Answer | None:
    """The right options that the first of some blocks names at its start, and the rest as what explains them.

    ``bare``: the blocks are known to be the answer, so that they may begin with the
    letter itself.
    """
    key = _key_of(blocks[0].text, options, bare=bare)
    if key is None or not key.correct:
        return None
    paragraph = as_paragraph(blocks[0])
    explanation = _without_start([paragraph, *blocks[1:]], key.length)
    return Answer(key.correct, explanation)


def without_explanation_label(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """An explanation without the word that says it is one."""
    first = blocks[0] if blocks else None
    if first is None or first.kind not in ("paragraph", "heading"):
        return tuple(blocks)
    colon = ":" if first.kind == "heading" else ""
    label = _EXPLANATION_LABEL_RE.match(first.text + colon)
    return _without_start(blocks, label.end()) if label else tuple(blocks)


def _without_start(blocks: Sequence[Block], length: int) -> tuple[Block, ...]:
    """Blocks without the first characters of their text."""
    first, *rest = blocks
    if first.text[length:].strip():
        return (cut(first, length), *rest)
    return tuple(rest)


def _key_of(text: str, options: Sequence[Option], *, bare: bool) -> _Key | None:
    """The key that a text begins with, if any; it names no option where a letter is none's."""
    stated = _STATED_RE.match(text)
    if stated:
        correct = _places(stated["keys"], options)
        return _Key(
            correct, _past_sentence(text, stated.end(), options, correct)
        )
    label = _LABEL_RE.match(text)
    if label is None:
        keys = _BARE_KEYS_RE.match(text) if bare else None
        return _key_of_letters(text, keys, options)
    start = label.end()
    together = _TOGETHER_RE.match(text, start)
    if together and _rises(together[0]):
        correct = _places(together[0], options)
        return _Key(correct, _past(text, together.end(), options, correct))
    keys = _KEYS_RE.match(text, start)
    return _key_of_letters(
        text, keys, options, label=label[0]
    ) or _repeated_option(text, start, options)


def _rises(letters: str) -> bool:
    """Whether letters stand in the order of the alphabet, each once, unlike those of a word."""
    plain = "".join(letters.split())
    return list(plain) == sorted(set(plain))


def _key_of_letters(
    text: str,
    keys: re.Match[str] | None,
    options: Sequence[Option],
    *,
    label: str = "",
) -> _Key | None:
    """The key in letters or numbers, behind a label; None where they may be words."""
    correct = _places(keys["keys"], options) if keys else ()
    if not keys or not correct:
        return None
    end = keys.end()
    if _REASON_RE.match(text, end):
        return _Key(correct, 0)
    is_article = _ARTICLE_RE.match(text, keys.start())
    if _VERB_RE.search(label) and not is_article:
        return _Key(correct, _past_sentence(text, end, options, correct))
    is_letter = bool(label) and not _LETTER_A_RE.match(keys["keys"])
    if is_letter or _ends_key(text, keys, options, correct):
        key = _Key(correct, _past(text, end, options, correct))
        return _with_lines_below(text, key, options)
    return None


def _ends_key(
    text: str,
    keys: re.Match[str],
    options: Sequence[Option],
    correct: Sequence[int],
) -> bool:
    """Whether a bracket behind letters, or what follows them, shows that they are no words."""
    end = keys.end()
    if keys["keys"].endswith((")", "]")) or _KEY_END_RE.match(text, end):
        return True
    rest = text[end:].strip().casefold()
    texts = [options[place].text.casefold() for place in correct]
    return rest.startswith(tuple(said[:MAX_COMPARED] for said in texts))


def _repeated_option(text: str, start: int, options: Sequence[Option]) -> _Key:
    """The options that the rest of a line repeats, and where the line ends."""
    line = _line_at(text, start)
    words = _words(line)
    correct = [
        place
        for place, option in enumerate(options)
        if words and _words(option.text) == words
    ]
    return _Key(tuple(correct), start + len(line))


def _with_lines_below(text: str, key: _Key, options: Sequence[Option]) -> _Key:
    """A key with further right options on lines below it, each with its letter and its text again."""
    correct, end = key
    while line := _LINE_RE.match(text, end):
        places = _places(line["key"], options)
        texts = [_words(options[place].text) for place in places]
        if texts != [_words(line["text"])] or places[0] in correct:
            break
        correct, end = (*correct, *places), line.end()
    return _Key(correct, end)


def _past_sentence(
    text: str, position: int, options: Sequence[Option], correct: Sequence[int]
) -> int:
    """Past a sentence that names the key; 0 where its paragraph goes on, so that it explains."""
    end = _past(text, position, options, correct)
    return 0 if text[end:].strip() else end


def _past(
    text: str, position: int, options: Sequence[Option], correct: Sequence[int]
) -> int:
    """Past a key's own signs, and past the only right option where it is said again."""
    position = _past_signs(text, position)
    if len(correct) != 1:
        return position
    repeated = _past_repeated(text, position, options[correct[0]].text)
    return _past_signs(text, repeated)


def _past_signs(text: str, position: int) -> int:
    signs = _TAIL_RE.match(text, position)
    return signs.end() if signs else position


def _past_repeated(text: str, position: int, option: str) -> int:
    """Past the words of an option, or past a line that holds the first of them."""
    words = map(re.escape, option.split())
    repeated = re.compile(r"\s+".join(words), re.I).match(text, position)
    if repeated and _END_RE.match(text, repeated.end()):
        return repeated.end()
    line = _line_at(text, position)
    is_long = len(line.strip()) >= MIN_SHORTENED
    if is_long and _words(option).startswith(_words(line)):
        return position + len(line)
    return position


def _line_at(text: str, position: int) -> str:
    return text[position:].partition("\n")[0]


def _words(text: str) -> str:
    return one_line(_TAIL_RE.sub(" ", text)).casefold()


def _places(keys: str, options: Sequence[Option]) -> tuple[int, ...]:
    """The places of the options that letters or numbers name; empty where one names no option."""
    labels = [option.label for option in options]
    names = _ONE_KEY_RE.findall(_AND_WORD_RE.sub(",", keys))
    places = [_place(plain_letter(name), labels) for name in names]
    if not all(0 <= place < len(options) for place in places):
        return ()
    return tuple(dict.fromkeys(places))


def _place(name: str, labels: Sequence[str]) -> int:
    """The place of the option with a letter or number; -1 where there can be none."""
    if name in labels:
        return labels.index(name)
    if not name.isdigit():
        return max(alphabet.find(name) for alphabet in ALPHABETS)
    return -1 if labels[0].isalpha() else int(name) - 1
