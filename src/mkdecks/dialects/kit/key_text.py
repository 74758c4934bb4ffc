"""Which options a text names as right: by letter, by number or by what they say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from ...language.labels import label_of
from ...language.lexicon import MAX_REMEMBERED, begins_with
from ...language.option_letters import LETTER
from ...model.records import Block
from ...pages.inline import as_paragraph, cut
from .blocks import TEXTS, Blocks
from .key_words import (
    Announcement,
    Keys,
    announcement_at,
    keys_at,
    stated_at,
    surest_line,
    together_at,
)
from .option import Options, place_of_letter, plain_letter
from .said_again import (
    plain_words,
    repeated_options,
    without_option,
)
from .task_parts import answers_parts

MAX_LABEL_WORDS, MAX_COMPARED = 4, 40
# What may stand behind a lone label, with white space.
_RIGHT_SIGNS = " \t\n\u2705\u2714\ufe0f"
_EXPLANATIONS = frozenset({"explanation"})
_LINE_FEED_RE = re.compile("\n")
# An article, which is no letter of an option: "the answer is a tree".
_ARTICLE_RE = re.compile(r"a\s+\w")
_LONE_KEY_RE = re.compile(
    r"(?:[a-z]{1,2}\s?[:\uff1a]\s?|[\u2192\u2705\u2714\u2713>]\ufe0f?\s?|=>\s?)?"
    rf"[(\[\uff08]?{LETTER}[)\]\uff09]?\.?",
    re.I,
)
_LETTER_A_RE = re.compile(r"[(\[]?a\b", re.I)
_LINE_RE = re.compile(
    rf"[ \t]*[(\[]?(?P<key>{LETTER})[.):\]][ \t]*(?P<text>[^\n]+)(?:\n|$)",
    re.I,
)
# What ends letters that are a key and no words: a bracket, or what follows them.
_KEY_END_RE = re.compile(
    r"(?<=[)\]])|\s*\Z|[ \t]*\n|[.:;,)\]\uff1a\u3002]|\s*[\u2013\u2014(-]"
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
    text = text.strip(_RIGHT_SIGNS)
    label = announcement_at(f"{text}\n")
    if label is None or text[label.end :].strip():
        return False
    return len(text.split()) <= MAX_LABEL_WORDS


def key_line(text: str, start: int) -> int:
    """Where a line begins, below a position of a text, with the words that name a key.

    The last line may be the letter alone. Without such a line it is the end of the text.
    """
    for line_feed in _LINE_FEED_RE.finditer(text, start):
        position = line_feed.end()
        if names_key(text, position):
            return position
    last = text.rfind("\n", start) + 1
    return last if last and is_lone_key(text[last:]) else len(text)


def is_lone_key(text: str) -> bool:
    """Whether a text is but the letter of an option: "(b)", "→ b", "A: b"."""
    return _LONE_KEY_RE.fullmatch(text.strip()) is not None


# Each paragraph is asked again from those above it.
@lru_cache(maxsize=MAX_REMEMBERED)
def names_key(text: str, place: int = 0) -> bool:
    """Whether the words that name a key stand at a place of a text."""
    return bool(announcement_at(text, place) or stated_at(text, place))


def repeats_option(text: str, group: Options) -> bool:
    """Whether a text says one of the options again behind "Answer:"."""
    label = announcement_at(text)
    return bool(
        label and _Key(*repeated_options(text[label.end :], group)).correct
    )


def answer_in(
    blocks: Sequence[Block], group: Options, *, bare: bool = False
) -> Answer | None:
    """The right options that blocks name at their start, and the rest, which explains.

    ``bare``: the blocks are known to be the answer, so that they may begin with the
    letter itself.
    """
    if answers_parts(blocks, group):
        return None
    first, *below = blocks
    if sure := surest_line(first.text):
        first = cut(as_paragraph(first), sure)
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
    stated = stated_at(text)
    if stated:
        return _sentence(_key(stated, group), text)
    label = announcement_at(text)
    if label is None:
        return _bare_key(text, group) if bare else None
    together = together_at(text, label.end)
    if together:
        return _key(together, group)
    repeated = _Key(*repeated_options(text[label.end :], group))
    if repeated.correct:
        return repeated
    keys = keys_at(text, label.end)
    key = _lettered_key(keys, group, label) if keys else None
    return key or repeated


def _bare_key(text: str, group: Options) -> _Key | None:
    """The key of a text that is known to be one: letters, or an option said again."""
    repeated = _Key(*repeated_options(text, group))
    if repeated.correct:
        return repeated
    keys = together_at(text, 0) or keys_at(text, 0, after_signs=True)
    return _lettered_key(keys, group) if keys else None


def _key(keys: Keys, group: Options) -> _Key:
    """The key in letters or numbers, and the text behind it."""
    correct = _places(keys.names, group)
    option = group.options[correct[0]].text if len(correct) == 1 else ""
    return _Key(correct, without_option(keys.behind, option))


def _sentence(key: _Key, text: str) -> _Key:
    """A key in a sentence: all of the text explains it where it says anything else."""
    return _Key(key.correct, text) if key.rest.strip() else key


def _lettered_key(
    keys: Keys, group: Options, label: Announcement | None = None
) -> _Key | None:
    """The key in letters or numbers behind a label; None where they may be words."""
    key = _key(keys, group)
    if not key.correct:
        return None
    text, behind = keys.text, keys.behind
    if begins_with(behind.lstrip(" ,"), "because"):
        return _Key(key.correct, text)
    is_article = _ARTICLE_RE.match(text, keys.start)
    if label and label.has_verb and not is_article:
        return _sentence(key, text)
    is_letter = label is not None and not _LETTER_A_RE.match(text, keys.start)
    is_end = bool(
        _KEY_END_RE.match(text, keys.end) or begins_with(behind, "is")
    )
    if is_letter or is_end or _begins_with_option(behind, key, group):
        return _with_lines_below(key, group)
    return None


def _begins_with_option(text: str, key: _Key, group: Options) -> bool:
    """Whether a text says one of the right options again."""
    options = [group.options[place].text for place in key.correct]
    beginnings = [option.casefold()[:MAX_COMPARED] for option in options]
    return text.strip().casefold().startswith(tuple(beginnings))


def _with_lines_below(key: _Key, group: Options) -> _Key:
    """A key with further right options on lines below it.

    Each of those lines says the letter and the text of an option again.
    """
    correct, rest = key
    while line := _LINE_RE.match(rest):
        places = _places([line["key"]], group)
        texts = [plain_words(group.options[place].text) for place in places]
        if texts != [plain_words(line["text"])] or places[0] in correct:
            break
        correct, rest = (*correct, *places), rest[line.end() :]
    return _Key(correct, rest)


def _places(names: Sequence[str], group: Options) -> tuple[int, ...]:
    """The places of the options that letters or numbers name; () where one has none."""
    labels = [option.label for option in group.options]
    plain = [plain_letter(name.strip("()[]\uff08\uff09")) for name in names]
    places = [_place(name, labels) for name in plain]
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
