"""Options that a key says again, by their words rather than by their letters."""

from __future__ import annotations

import re

from ...language.lexicon import phrase_at
from ...model.characters import one_line
from .option import Options

MIN_SHORTENED = 3
# What may stand behind an option that is said again, so that it is no part of a
# sentence.
_END_RE = re.compile(r"\s*(?:$|\n|[.:;\u3002\uff1a](?!\w)|[\u2013\u2014]|-\s)")
_TAIL = r"[\s.:;,)\]\uff1a\u3002\u2013\u2014*-]+"
_TAIL_RE = re.compile(_TAIL)
# What joins two options that a line says: a sign, or white space and a word.
_JOINT_RE = re.compile(r"\s*[;&+/\u3001\uff0c]\s*|\s+|$")
_SIGNS_BEHIND_RE = re.compile(rf"\A{_TAIL}")
_JOINTS = frozenset({"and"})


def repeated_options(text: str, group: Options) -> tuple[tuple[int, ...], str]:
    """The options that the first line of a text repeats, and what stands below it.

    () where it says anything else.
    """
    line = first_line(text)
    words = plain_words(line)
    options = enumerate(group.options)
    correct = [
        place
        for place, option in options
        if words and plain_words(option.text) == words
    ]
    places = tuple(correct) or _several_repeated(words, group)
    return places, text[len(line) :]


def _several_repeated(words: str, group: Options) -> tuple[int, ...]:
    """The options that a line says one behind the other; () where it says more."""
    options = sorted(
        enumerate(plain_words(option.text) for option in group.options),
        key=lambda entry: -len(entry[1]),
    )
    places: list[int] = []
    start = 0
    while start < len(words):
        said = next(
            (entry for entry in options if words.startswith(entry[1], start)),
            (-1, ""),
        )
        joint = _JOINT_RE.match(words, start + len(said[1]))
        if not said[1] or joint is None or said[0] in places:
            return ()
        places.append(said[0])
        start, _ = phrase_at(words, joint.end(), _JOINTS)
        start += words[start : start + 1] == " "
    return tuple(sorted(places))


def without_option(text: str, option: str) -> str:
    """A text without signs at its start, and without the option that it says again."""
    text = _SIGNS_BEHIND_RE.sub("", text)
    words = r"\s+".join(map(re.escape, option.split()))
    repeated = re.compile(words, re.I).match(text)
    line = first_line(text)
    is_long = len(line.strip()) >= MIN_SHORTENED
    if repeated and _END_RE.match(text, repeated.end()):
        text = text[repeated.end() :]
    elif is_long and plain_words(option).startswith(plain_words(line)):
        text = text[len(line) :]
    return _SIGNS_BEHIND_RE.sub("", text)


def first_line(text: str) -> str:
    """A text up to its first line break."""
    return text.partition("\n")[0]


def plain_words(text: str) -> str:
    """A text in small letters on one line, without the signs that end a sentence."""
    return one_line(_TAIL_RE.sub(" ", text)).casefold()
