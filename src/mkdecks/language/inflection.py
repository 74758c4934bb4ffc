"""Whether two words are one: in two forms, by two names, or with a slip of the fingers."""

from __future__ import annotations

from functools import lru_cache

from .english import GROUPS, IRREGULAR, PREFIXES


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
    """Whether two words are one with a slip of the fingers: a letter too many, too few or wrong, or two swapped.

    A wrong letter in a short word makes another word, and so does a prefix.
    """
    from rapidfuzz.distance import OSA

    short, long = sorted((one, other), key=len)
    if (
        len(short) < 3
        or len(long) - len(short) > 1
        or not (_is_plain(one) and _is_plain(other))
    ):
        return False
    if any(long == prefix + short for prefix in PREFIXES):
        return False
    distance = OSA.distance(short, long, score_cutoff=2)
    is_wrong_letter = len(short) == len(long) and sorted(short) != sorted(long)
    return (distance <= 1 and (not is_wrong_letter or len(short) >= 6)) or (
        distance == 2 and len(short) >= 9
    )


def _is_plain(word: str) -> bool:
    return word.replace("-", "").isalpha()


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A word without the endings of number and tense."""
    for ending in ("ing", "ies", "ied", "es", "ed", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending)
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


_SAME = {
    form: group.split()[0]
    for group in GROUPS.strip().splitlines()
    for word in group.split()
    for form in (word, stem(word))
}


def are_synonyms(one: str, other: str) -> bool:
    """Whether two words ask for the same thing."""
    group = _SAME.get(one) or _SAME.get(stem(one))
    return group is not None and group == (
        _SAME.get(other) or _SAME.get(stem(other))
    )
