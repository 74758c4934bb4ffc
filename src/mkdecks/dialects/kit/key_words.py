"""The words around a key: what announces it, the letters themselves, what states it."""

from __future__ import annotations

import re
from typing import NamedTuple

from ...language.lexicon import phrase_at
from ...language.option_letters import CIRCLED, LETTER, WORD

_SIGNS_RE = re.compile(
    r"[\s\u2192\u21d2(\[:\uff1a=\u2013\u2014*_\u2705\u2714\ufe0f\u27a1\U0001f449>-]{0,20}"
)
_KEY_RE = re.compile(
    rf"[(\[\uff08]?(?:(?:{LETTER}|\d{{1,2}})(?!{WORD}|[.:=\u2013-]\d)|[{CIRCLED}])"
    r"[)\]\uff09]?",
    re.I,
)
# Capital letters of several right options that are written together or with spaces: BD,
# A C.
_TOGETHER_RE = re.compile(
    r"[A-F](?:[ \t]*[A-F]){1,4}(?=[ \t]*(?:[.;:)]|$|\n))", re.M
)
_JOINT_RE = re.compile(r"\s*[,;/+&\u3001]\s*")
_BLANKS_RE = re.compile(r"\s*")
_PLURAL_RE = re.compile(r"\s*\(s\)", re.I)
_COUNT_RE = re.compile(r"\s*#?\d+(?=\s*[:.)])")
_COLON_RE = re.compile(r"\s*[:\uff1a]")
# What may stand between an announcement and its key.
_BETWEEN_RE = re.compile(
    rf"\s*[:\uff1a=.)\u2013\u2014-]|\s+(?={LETTER}(?!{WORD}))|\s*\n", re.I
)
_NOUNS = frozenset({"answer", "solution", "key", "option"})
_AROUND = frozenset({"correct", "article", "kind_of_answer"})
_BEHIND = frozenset({"correct", "kind_of_answer"})
_VERB = frozenset({"is"})
_JOINTS = frozenset({"and"})
MAX_KEYS = 9


class Announcement(NamedTuple):
    """What announces a key: "Answer:", "The correct answer is".

    ``end`` is where the key may begin, ``has_verb`` whether it makes a sentence,
    ``is_right`` whether it has the word for right.
    """

    end: int
    has_verb: bool
    is_right: bool


class Keys(NamedTuple):
    """Letters or numbers of options in a text, and where they stand."""

    text: str
    start: int
    end: int
    names: tuple[str, ...]

    @property
    def behind(self) -> str:
        """What the text says behind them."""
        return self.text[self.end :]


def announcement_at(text: str, start: int = 0) -> Announcement | None:
    """What announces a key at a place of a text; None where nothing does."""
    place, roles = _nouns(text, _after(_SIGNS_RE, text, start))
    if not roles & _NOUNS:
        is_said = _COLON_RE.match(text, place) or _verb_end(text, place)
        if "correct" not in roles or not is_said:
            return None
    place = _after(_PLURAL_RE, text, place)
    place, behind = _phrases(text, place, _BEHIND)
    place = _after(_COUNT_RE, text, place)
    end, has_verb = _between(text, place)
    if end == place:
        return None
    is_right = "correct" in roles | behind
    return Announcement(_after(_SIGNS_RE, text, end), has_verb, is_right)


def _nouns(text: str, place: int) -> tuple[int, frozenset[str]]:
    """Where the words end that name an answer, and what they are used for.

    An article stands before the noun alone: behind it "a" is a letter.
    """
    place, before = _phrases(text, place, _AROUND - {"correct"})
    place, noun = _phrases(text, place, _NOUNS | {"correct"})
    return place, before | noun


def _phrases(
    text: str, place: int, roles: frozenset[str]
) -> tuple[int, frozenset[str]]:
    """Where the phrases of some roles end that stand at a place, and their roles."""
    found: set[str] = set()
    while True:
        start = _after(_BLANKS_RE, text, place)
        end, its_roles = phrase_at(text, start, roles)
        if end == start:
            return place, frozenset(found)
        found |= its_roles & roles
        place = end


def _between(text: str, place: int) -> tuple[int, bool]:
    """Where signs and verbs end that stand at a place, and whether a verb is there."""
    has_verb = False
    start = place
    while True:
        end = _verb_end(text, place)
        # In some languages the word is a letter, and the key where it stands alone.
        is_alone = place > start and not text[end:].partition("\n")[0].strip()
        if end and not is_alone:
            place, has_verb = end, True
            continue
        sign = _BETWEEN_RE.match(text, place)
        if sign is None:
            return place, has_verb
        place = sign.end()


def _verb_end(text: str, place: int) -> int:
    """Where the verb "is" ends that stands at a place; 0 where none does."""
    start = _after(_BLANKS_RE, text, place)
    end, _ = phrase_at(text, start, _VERB)
    return end if end > start else 0


def _after(pattern: re.Pattern[str], text: str, place: int) -> int:
    """Where a pattern ends that matches at a place, else the place."""
    match = pattern.match(text, place)
    return match.end() if match else place


def keys_at(text: str, start: int, *, after_signs: bool = False) -> Keys | None:
    """The letters or numbers at a place of a text; None where there are none."""
    place = _after(_SIGNS_RE, text, start) if after_signs else start
    place, _ = _phrases(text, place, frozenset({"option", "both"}))
    place = _after(_BLANKS_RE, text, place) if place > start else place
    key = _KEY_RE.match(text, place)
    if key is None:
        return None
    names = [key[0]]
    end = key.end()
    while len(names) < MAX_KEYS:
        key = _KEY_RE.match(text, _after_joint(text, end))
        if key is None or key.start() == end:
            break
        names.append(key[0])
        end = key.end()
    return Keys(text, place, end, tuple(names))


def _after_joint(text: str, place: int) -> int:
    """Where a comma or the word "and" ends that stands at a place, else the place.

    In some languages that word is a letter, which another letter must follow.
    """
    end = _after(_JOINT_RE, text, place)
    start = _after(_BLANKS_RE, text, end)
    word_end, _ = phrase_at(text, start, _JOINTS)
    if word_end > start:
        behind = _after(_BLANKS_RE, text, word_end)
        if _KEY_RE.match(text, behind):
            return behind
    return end


def together_at(text: str, start: int) -> Keys | None:
    """Capital letters that are written together: BD; None where they may be a word."""
    match = _TOGETHER_RE.match(text, start)
    names = tuple("".join(match[0].split())) if match else ()
    is_rising = list(names) == sorted(set(names))
    if match is None or not is_rising:
        return None
    return Keys(text, start, match.end(), names)


def stated_at(text: str, start: int = 0) -> Keys | None:
    """The letters that a sentence calls right: "B is the correct answer".

    What stands behind them is what follows the sentence.
    """
    place = _after(_SIGNS_RE, text, start)
    place, _ = _phrases(text, place, frozenset({"option", "answer", "count"}))
    keys = keys_at(text, _after(_BLANKS_RE, text, place))
    if keys is None:
        return None
    verb_end, verb = _phrases(text, keys.end, _VERB)
    end, roles = _phrases(text, verb_end, frozenset({"article", "correct"}))
    if not verb or "correct" not in roles:
        return None
    end, _ = _phrases(text, end, frozenset({"answer", "option", "one"}))
    return keys._replace(end=end)


def surest_line(text: str) -> int:
    """Where a lower line begins that calls its key right, if the first only has one.

    "Your answer: A" stands above "Correct answer: B". 0 without such a line.
    """
    label = announcement_at(text)
    if label is None or label.is_right:
        return 0
    for line_feed in re.finditer("\n", text):
        lower = announcement_at(text, line_feed.end())
        if lower and lower.is_right:
            return line_feed.end()
    return 0
