"""Which options a text names as right: by letter, by number or by what they say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ...language.answer_words import ANSWER_WORDS
from ...model.characters import one_line
from ...model.records import Block
from ...pages.inline import as_paragraph, cut
from .blocks import TEXTS, Blocks
from .option import ALPHABETS, LETTER, Options, plain_letter

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
    r"(?P<keys>[A-F](?:[ \t]*[A-F]){1,4})(?=[ \t]*(?:[.;:)]|$|\n))", re.M
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
_LINE_FEED_RE = re.compile("\n")
_ONE_KEY_RE = re.compile(rf"{LETTER}|\d{{1,2}}", re.I)
# Words between letters that have a letter of their own.
_AND_WORD_RE = re.compile(r"\b(?:and|et|und|y)\b", re.I)
_VERB_RE = re.compile(rf"\b{_IS}\b", re.I)
# An article, which is no letter of an option: "the answer is a tree".
_ARTICLE_RE = re.compile(r"a\s+\w")
_LETTER_A_RE = re.compile(r"a\b", re.I)
_REASON_RE = re.compile(r"\s*,?\s*(?:because|since|as|due|which|for)\b", re.I)
# What ends letters that are a key and no words: a bracket, or what follows them.
_KEY_END_RE = re.compile(
    r"(?<=[)\]])|\s*\Z|[\n.:;,)\]\uff1a\u3002]|\s*(?:[\u2013\u2014(-]|is\b|are\b)"
)
_LINE_RE = re.compile(
    rf"[ \t]*[(\[]?(?P<keys>{LETTER})[.):\]][ \t]*(?P<text>[^\n]+)(?:\n|$)"
)
# What may stand behind an option that is said again, so that it is no part of a
# sentence.
_END_RE = re.compile(r"\s*(?:$|\n|[.:;\u3002\uff1a](?!\w)|[\u2013\u2014]|-\s)")
_TAIL = r"[\s.:;,)\]\uff1a\u3002\u2013\u2014*-]+"
_TAIL_RE = re.compile(_TAIL)
_SIGNS_BEHIND_RE = re.compile(rf"\A{_TAIL}")
_EXPLANATION_LABEL_RE = re.compile(
    r"\s*(?:explanations?|explication|explicaci[oó]n|erklärung|rationale|reason|why"
    r"|пояснение|解析|解说|解説|说明|الشرح)\s*[:\uff1a]\s*",
    re.I,
)


class Answer(NamedTuple):
    """The places of the right options, and what explains them."""

    correct: tuple[int, ...]
    explanation: Blocks


class _Key(NamedTuple):
    """The places of the right options, and what a text says behind that."""

    correct: tuple[int, ...]
    rest: str


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
    for line_feed in _LINE_FEED_RE.finditer(text, start):
        position = line_feed.end()
        if _LABEL_RE.match(text, position) or _STATED_RE.match(text, position):
            return position
    return len(text)


def answer_in(
    blocks: Sequence[Block], group: Options, *, bare: bool = False
) -> Answer | None:
    """The right options that blocks name at their start, and the rest, which explains.

    ``bare``: the blocks are known to be the answer, so that they may begin with the
    letter itself.
    """
    first, *below = blocks
    key = _key_of(first.text, group, bare=bare)
    if key is None or not key.correct:
        return None
    length = len(first.text) - len(key.rest)
    explanation = _without_start([as_paragraph(first), *below], length)
    return Answer(key.correct, explanation)


def without_explanation_label(blocks: Sequence[Block]) -> Blocks:
    """An explanation without the word that says it is one."""
    first = blocks[0] if blocks else None
    if first is None or first.kind not in TEXTS:
        return tuple(blocks)
    colon = ":" if first.kind == "heading" else ""
    label = _EXPLANATION_LABEL_RE.match(first.text + colon)
    return _without_start(blocks, label.end()) if label else tuple(blocks)


def _without_start(blocks: Sequence[Block], length: int) -> Blocks:
    """Blocks without the first characters of their text."""
    first, *below = blocks
    if first.text[length:].strip():
        return (cut(first, length), *below)
    return tuple(below)


def _key_of(text: str, group: Options, *, bare: bool) -> _Key | None:
    """The key that a text begins with; it is empty where a letter is no option's."""
    stated = _STATED_RE.match(text)
    if stated:
        return _sentence(_key(stated, group), text)
    label = _LABEL_RE.match(text)
    if label is None:
        keys = _BARE_KEYS_RE.match(text) if bare else None
        return _lettered_key(keys, group) if keys else None
    start = label.end()
    together = _TOGETHER_RE.match(text, start)
    if together and _rises(together[0]):
        return _key(together, group)
    keys = _KEYS_RE.match(text, start)
    key = _lettered_key(keys, group, label[0]) if keys else None
    return key or _repeated_option(text[start:], group)


def _key(keys: re.Match[str], group: Options) -> _Key:
    """The key in letters or numbers, and the text behind it."""
    correct = _places(keys["keys"], group)
    option = group.options[correct[0]].text if len(correct) == 1 else ""
    behind = keys.string[keys.end() :]
    return _Key(correct, _without_option(behind, option))


def _sentence(key: _Key, text: str) -> _Key:
    """A key in a sentence: all of the text explains it where it says anything else."""
    return _Key(key.correct, text) if key.rest.strip() else key


def _rises(letters: str) -> bool:
    """Whether letters stand in order, each once, unlike those of most words."""
    plain = "".join(letters.split())
    return list(plain) == sorted(set(plain))


def _lettered_key(
    keys: re.Match[str], group: Options, label: str = ""
) -> _Key | None:
    """The key in letters or numbers behind a label; None where they may be words."""
    key = _key(keys, group)
    if not key.correct:
        return None
    text, end = keys.string, keys.end()
    if _REASON_RE.match(text, end):
        return _Key(key.correct, text)
    is_article = _ARTICLE_RE.match(text, keys.start())
    if _VERB_RE.search(label) and not is_article:
        return _sentence(key, text)
    is_letter = bool(label) and not _LETTER_A_RE.match(keys["keys"])
    is_end = is_letter or _KEY_END_RE.match(text, end)
    if is_end or _begins_with_option(text[end:], key, group):
        return _with_lines_below(key, group)
    return None


def _begins_with_option(text: str, key: _Key, group: Options) -> bool:
    """Whether a text says one of the right options again."""
    options = [group.options[place].text for place in key.correct]
    beginnings = [option.casefold()[:MAX_COMPARED] for option in options]
    return text.strip().casefold().startswith(tuple(beginnings))


def _repeated_option(text: str, group: Options) -> _Key:
    """The options that the first line of a text repeats."""
    line = _first_line(text)
    words = _words(line)
    options = enumerate(group.options)
    correct = [
        place
        for place, option in options
        if words and _words(option.text) == words
    ]
    return _Key(tuple(correct), text[len(line) :])


def _with_lines_below(key: _Key, group: Options) -> _Key:
    """A key with further right options on lines below it.

    Each of those lines says the letter and the text of an option again.
    """
    correct, rest = key
    while line := _LINE_RE.match(rest):
        places = _places(line["keys"], group)
        texts = [_words(group.options[place].text) for place in places]
        if texts != [_words(line["text"])] or places[0] in correct:
            break
        correct, rest = (*correct, *places), rest[line.end() :]
    return _Key(correct, rest)


def _without_option(text: str, option: str) -> str:
    """A text without signs at its start, and without the option that it says again."""
    text = _SIGNS_BEHIND_RE.sub("", text)
    words = r"\s+".join(map(re.escape, option.split()))
    repeated = re.compile(words, re.I).match(text)
    line = _first_line(text)
    is_long = len(line.strip()) >= MIN_SHORTENED
    if repeated and _END_RE.match(text, repeated.end()):
        text = text[repeated.end() :]
    elif is_long and _words(option).startswith(_words(line)):
        text = text[len(line) :]
    return _SIGNS_BEHIND_RE.sub("", text)


def _first_line(text: str) -> str:
    return text.partition("\n")[0]


def _words(text: str) -> str:
    return one_line(_TAIL_RE.sub(" ", text)).casefold()


def _places(keys: str, group: Options) -> tuple[int, ...]:
    """The places of the options that letters or numbers name; () where one has none."""
    labels = [option.label for option in group.options]
    names = _ONE_KEY_RE.findall(_AND_WORD_RE.sub(",", keys))
    places = [_place(plain_letter(name), labels) for name in names]
    if not set(places) <= set(range(len(labels))):
        return ()
    return tuple(dict.fromkeys(places))


def _place(name: str, labels: Sequence[str]) -> int:
    """The place of the option with a letter or number; -1 where there can be none."""
    if name in labels:
        return labels.index(name)
    if not name.isdigit():
        return max(alphabet.find(name) for alphabet in ALPHABETS)
    return -1 if labels[0].isalpha() else int(name) - 1
