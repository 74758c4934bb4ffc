"""Which options a text names as right: by letter, by number or by what they say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from ...language.labels import label_of
from ...language.lexicon import any_of
from ...model.characters import one_line
from ...model.records import Block
from ...pages.inline import as_paragraph, cut
from .blocks import TEXTS, Blocks
from .option import (
    CIRCLED,
    LETTER,
    Options,
    place_of_letter,
    plain_letter,
)

MAX_LABEL_WORDS, MIN_SHORTENED, MAX_COMPARED = 4, 3, 40
_SIGNS = r"[\s:\uff1a=\u2013\u2014*_\u2705\u2714\ufe0f\u27a1\U0001f449>-]{0,20}"
_EXPLANATIONS = frozenset({"explanation"})
_KEY = (
    rf"[(\[\uff08]?(?:(?:{LETTER}|\d{{1,2}})(?![\w'\u2019]|[.:]\d)|[{CIRCLED}])"
    r"[)\]\uff09]?"
)
# Capital letters of several right options that are written together or with spaces: BD,
# A C.
_TOGETHER_RE = re.compile(
    r"(?P<keys>[A-F](?:[ \t]*[A-F]){1,4})(?=[ \t]*(?:[.;:)]|$|\n))", re.M
)
_LINE_FEED_RE = re.compile("\n")
_ONE_KEY_RE = re.compile(rf"{LETTER}|\d{{1,2}}|[{CIRCLED}]", re.I)
# An article, which is no letter of an option: "the answer is a tree".
_ARTICLE_RE = re.compile(r"a\s+\w")
_LETTER_A_RE = re.compile(r"a\b", re.I)
_LINE_RE = re.compile(
    rf"[ \t]*[(\[]?(?P<keys>{LETTER})[.):\]][ \t]*(?P<text>[^\n]+)(?:\n|$)"
)
# What may stand behind an option that is said again, so that it is no part of a
# sentence.
_END_RE = re.compile(r"\s*(?:$|\n|[.:;\u3002\uff1a](?!\w)|[\u2013\u2014]|-\s)")
_TAIL = r"[\s.:;,)\]\uff1a\u3002\u2013\u2014*-]+"
_TAIL_RE = re.compile(_TAIL)
_SIGNS_BEHIND_RE = re.compile(rf"\A{_TAIL}")


class _Patterns(NamedTuple):
    """Patterns that are made of the words of all languages.

    ``label`` is what announces a key: "Answer:", "The correct answer is". ``keys`` are
    letters or numbers, ``bare`` the same behind signs, ``stated`` a sentence that
    begins with them: "B is the correct answer". ``joint`` are the words between them,
    ``verb`` is what makes a sentence of a label, ``reason`` what leads to a reason.
    ``end`` is what ends letters that are a key and no words: a bracket, or what
    follows them.
    """

    label: re.Pattern[str]
    keys: re.Pattern[str]
    bare: re.Pattern[str]
    stated: re.Pattern[str]
    joint: re.Pattern[str]
    verb: re.Pattern[str]
    reason: re.Pattern[str]
    end: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    around = any_of("correct", "article", "kind_of_answer")
    noun = any_of("answer", "solution", "key", "option")
    verb = any_of("is")
    also = rf"(?:,|;|/|\+|&|\u3001|{any_of('and')})\s*(?:{any_of('and')}\s*)?"
    before = any_of("option", "both")
    keys = rf"(?:{before}\s*)?(?P<keys>{_KEY}(?:\s*{also}{_KEY}){{0,8}})"
    behind_label = (
        rf"(?:\s*{verb}|\s*[:\uff1a=.)\u2013\u2014-]"
        rf"|\s+(?={LETTER}(?![\w'\u2019]))|\s*\n)+{_SIGNS}"
    )
    label = (
        rf"{_SIGNS}(?:(?:{around}\s*){{0,3}}{noun}(?:\s*\(s\))?"
        rf"(?:\s*{around}){{0,2}}(?:\s*#?\d+(?=\s*[:.)]))?"
        rf"|{any_of('correct')}(?=\s*[:\uff1a])){behind_label}"
    )
    stated = (
        rf"{_SIGNS}(?:{any_of('option', 'answer', 'count')}\s*)?"
        rf"(?P<keys>{_KEY}(?:\s*{also}{_KEY}){{0,5}})"
        rf"\s*{verb}\s*(?:{any_of('article')}\s*)?{any_of('correct')}"
        rf"(?:\s*{any_of('answer', 'option', 'one')})?(?![^\W\d_])"
    )
    return _Patterns(
        label=re.compile(label, re.I),
        keys=re.compile(keys, re.I),
        bare=re.compile(_SIGNS + keys, re.I),
        stated=re.compile(stated, re.I),
        joint=re.compile(any_of("and"), re.I),
        verb=re.compile(verb, re.I),
        reason=re.compile(rf"\s*,?\s*{any_of('because')}", re.I),
        end=re.compile(
            r"(?<=[)\]])|\s*\Z|[\n.:;,)\]\uff1a\u3002]"
            rf"|\s*(?:[\u2013\u2014(-]|{verb})",
            re.I,
        ),
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
    label = _patterns().label.match(f"{text}\n")
    if label is None or text[label.end() :].strip():
        return False
    return len(text.split()) <= MAX_LABEL_WORDS


def key_line(text: str, start: int) -> int:
    """Where a line begins, below a position of a text, with the words that name a key.

    Without such a line it is the end of the text.
    """
    for line_feed in _LINE_FEED_RE.finditer(text, start):
        position = line_feed.end()
        if _names_key(text, position):
            return position
    return len(text)


def _names_key(text: str, place: int) -> bool:
    patterns = _patterns()
    if patterns.label.match(text, place):
        return True
    return bool(patterns.stated.match(text, place))


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
    label = label_of(first.text)
    if label is None or not label.names(_EXPLANATIONS):
        return tuple(blocks)
    is_title = not label.end and first.kind != "heading"
    if is_title and label.length < len(first.text):
        return tuple(blocks)
    return _without_start(blocks, label.length)


def _without_start(blocks: Sequence[Block], length: int) -> Blocks:
    """Blocks without the first characters of their text."""
    first, *below = blocks
    if first.text[length:].strip():
        return (cut(first, length), *below)
    return tuple(below)


def _key_of(text: str, group: Options, *, bare: bool) -> _Key | None:
    """The key that a text begins with; it is empty where a letter is no option's."""
    patterns = _patterns()
    stated = patterns.stated.match(text)
    if stated:
        return _sentence(_key(stated, group), text)
    label = patterns.label.match(text)
    if label is None:
        return _bare_key(text, group) if bare else None
    start = label.end()
    together = _TOGETHER_RE.match(text, start)
    if together and _rises(together[0]):
        return _key(together, group)
    keys = patterns.keys.match(text, start)
    key = _lettered_key(keys, group, label[0]) if keys else None
    return key or _repeated_option(text[start:], group)


def _bare_key(text: str, group: Options) -> _Key | None:
    """The key of a text that is known to be one: letters, or an option said again."""
    keys = _patterns().bare.match(text)
    key = _lettered_key(keys, group) if keys else None
    repeated = None if key else _repeated_option(text, group)
    return repeated if repeated and repeated.correct else key


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
    if _patterns().reason.match(text, end):
        return _Key(key.correct, text)
    is_article = _ARTICLE_RE.match(text, keys.start())
    if _patterns().verb.search(label) and not is_article:
        return _sentence(key, text)
    is_letter = bool(label) and not _LETTER_A_RE.match(keys["keys"])
    is_end = is_letter or _patterns().end.match(text, end)
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
    names = _ONE_KEY_RE.findall(_patterns().joint.sub(",", keys))
    places = [_place(plain_letter(name), labels) for name in names]
    if not set(places) <= set(range(len(labels))):
        return ()
    return tuple(dict.fromkeys(places))


def _place(name: str, labels: Sequence[str]) -> int:
    """The place of the option with a letter or number; -1 where there can be none."""
    if name in labels:
        return labels.index(name)
    if not name.isdigit():
        return place_of_letter(name)
    return -1 if labels[0].isalpha() else int(name) - 1
