"""Whether two words are one: in two forms, by two names, or one of them mistyped."""

from __future__ import annotations

from functools import lru_cache

from .english import GROUPS, IRREGULAR, PREFIXES

# How long a word is that may be mistyped, that may have a wrong letter, and that may be
# mistyped twice.
MIN_SLIP, MIN_WRONG_LETTER, MIN_TWO_SLIPS = 3, 6, 9


@lru_cache(maxsize=100_000)
def is_form(one: str, other: str) -> bool:
    """Whether two words are one in two forms: of number, of tense.

    A digit or a sign makes a difference, and so does a prefix: IPv4 and IPv6, ``==``
    and ``===``, mutable, immutable.
    """
    if not (_is_plain(one) and _is_plain(other)):
        return one.removesuffix("'s") == other.removesuffix("'s")
    short, long = sorted((one, other), key=len)
    if long in (short + "s", short + "es"):
        return True
    return stem(IRREGULAR.get(one, one)) == stem(IRREGULAR.get(other, other))


@lru_cache(maxsize=100_000)
def is_slip(one: str, other: str) -> bool:
    """Whether two words are one with a slip of the fingers.

    A slip is a letter too many, too few or wrong, or two swapped. A wrong letter in a
    short word makes another word, and so does a prefix.
    """
    from rapidfuzz.distance import OSA

    short, long = sorted((one, other), key=len)
    if len(short) < MIN_SLIP or len(long) - len(short) > 1:
        return False
    if not (_is_plain(one) and _is_plain(other)):
        return False
    if long.endswith(short) and long.removesuffix(short) in PREFIXES:
        return False
    slips = OSA.distance(short, long, score_cutoff=2)
    if slips > 1:
        return slips == 2 and len(short) >= MIN_TWO_SLIPS
    is_wrong_letter = len(short) == len(long) and sorted(short) != sorted(long)
    return not is_wrong_letter or len(short) >= MIN_WRONG_LETTER


def _is_plain(word: str) -> bool:
    return word.replace("-", "").isalpha()


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A word without the endings of number and tense."""
    for ending in ("ing", "ies", "ied", "es", "ed", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending)
            break
    is_doubled = len(word) > 3 and word[-1] == word[-2]
    return word[:-1] if is_doubled else word


_SAME = {
    form: group.split()[0]
    for group in GROUPS.split(";")
    for word in group.split()
    for form in (word, stem(word))
}


def are_synonyms(one: str, other: str) -> bool:
    """Whether two words ask for the same thing."""
    group = _group(one)
    return group is not None and group == _group(other)


def _group(word: str) -> str | None:
    """The first of the words that ask for the same thing as this."""
    return _SAME.get(word) or _SAME.get(stem(word))
