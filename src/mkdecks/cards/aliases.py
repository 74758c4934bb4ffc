"""How topics are written, and where a text writes them: "EC2 and S3" mentions both.

A text is cut into words. An alias stands where its words do, in any case unless it says
otherwise, with or without a plural's "s".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from ..model.groups import grouped

WORD_RE = re.compile(r"([^\W_]+(?:\+\+|#)?)")
_MARKED_RE = re.compile(r"(\?\??|=|@|)(.*)", re.S)
_ENDS_OF_SENTENCES = tuple(".!?:;\"“”'\u2018«»`*|>•")
# What follows a name at the start of a sentence, and hardly ever an order: "Glue is",
# but "Glue the parts".
_AFTER_A_NAME = frozenset(
    """is isn was has can cannot could does doesn will would should may must lets allows
    provides offers uses supports helps gives requires automatically also scans stores
    detects records tracks monitors protects converts makes works enables handles runs
    vs versus itself only keeps checks""".split()
)


class Words(NamedTuple):
    """A text, cut into words. ``gaps`` stand before each word and after the last."""

    written: Sequence[str]
    lowered: Sequence[str]
    gaps: Sequence[str]


def words_of(text: str) -> Words:
    """The words of a text; ``C++`` and ``C#`` are words too."""
    parts = WORD_RE.split(text)
    written = parts[1::2]
    return Words(written, [word.lower() for word in written], parts[0::2])


class Alias(NamedTuple):
    """One way to write a topic.

    A word of ``words`` that has capitals must be written exactly so. ``gaps`` stand
    between them, and ``phrase`` are the words in lower case, joined by blanks. An alias
    without topics only says something about the text around it.
    """

    words: Sequence[str]
    gaps: Sequence[str]
    phrase: str
    mark: str
    topics: tuple[str, ...]
    shows_field: bool

    @property
    def is_doubtful(self) -> bool:
        """Whether it counts only where the text or its place is about the field."""
        return "?" in self.mark


def alias_of(
    written: str, topics: tuple[str, ...] = (), *, shows_field: bool = True
) -> Alias:
    """The alias that a vocabulary writes: a mark, and words."""
    mark, bare = _MARKED_RE.findall(written)[0]
    words = words_of(bare)
    return Alias(
        words=words.written if mark else words.lowered,
        gaps=words.gaps[1:-1],
        phrase=" ".join(words.lowered),
        mark=mark,
        topics=topics,
        shows_field=shows_field,
    )


class Mention(NamedTuple):
    """An alias in a text, at the word of index ``at``."""

    at: int
    alias: Alias
    is_certain: bool


class AliasTable(NamedTuple):
    """The aliases of a vocabulary, ready to be looked for.

    ``aliases`` are known by their phrase, and by its plural where that is no alias
    itself. ``longest`` gives the number
    of words of the longest alias that begins with a word. Behind one of the ``brands``
    even a doubtful alias is certain.
    """

    aliases: Mapping[str, Sequence[Alias]]
    longest: Mapping[str, int]
    brands: frozenset[str]

    def mentions(
        self, text: Words, *, any_case: bool = False
    ) -> Iterator[Mention]:
        """The longest aliases that stand in a text, in its order, without overlap."""
        end = 0
        for at, word in enumerate(text.lowered):
            if at < end or word not in self.longest:
                continue
            mention = self._mention(text, at, any_case)
            if mention:
                yield mention
                end = at + len(mention.alias.words)

    def _mention(self, text: Words, at: int, any_case: bool) -> Mention | None:
        """The longest alias that stands at the word of index ``at``."""
        is_branded = (
            at > 0
            and text.lowered[at - 1] in self.brands
            and text.gaps[at] == " "
        )
        for alias in self._candidates(text.lowered, at):
            end = at + len(alias.words)
            if not all(map(_joins, text.gaps[at + 1 : end], alias.gaps)):
                continue
            is_certain = is_branded or not alias.is_doubtful
            mention = Mention(at, alias, is_certain)
            if any_case or _is_meant(mention, text, end):
                return mention
        return None

    def _candidates(self, words: Sequence[str], at: int) -> Iterator[Alias]:
        """The aliases whose words stand at index ``at``, longest first."""
        for length in range(self.longest[words[at]], 0, -1):
            phrase = " ".join(words[at : at + length])
            yield from self.aliases.get(phrase, ())


def table_of(aliases: Iterable[Alias], brands: Iterable[str]) -> AliasTable:
    """The table of a vocabulary's aliases."""
    # "git" may be doubtful where "Git" is certain: the certain one goes first.
    certain_first = sorted(aliases, key=attrgetter("is_doubtful"))
    singular = grouped(certain_first, attrgetter("phrase"))
    plural = {phrase + "s": group for phrase, group in singular.items()}
    by_phrase = plural | singular
    longest: dict[str, int] = {}
    for words in map(str.split, by_phrase):
        longest[words[0]] = max(len(words), longest.get(words[0], 0))
    return AliasTable(by_phrase, longest, frozenset(map(str.lower, brands)))


def _joins(gap: str, own_gap: str) -> bool:
    """Whether a gap joins two words of an alias, which are written with ``own_gap``."""
    is_blank = gap.isspace() and "\n\n" not in gap
    return is_blank or gap in ("-", "_", own_gap)


def _is_meant(mention: Mention, text: Words, end: int) -> bool:
    """Whether the words up to index ``end`` have the capitals of the alias."""
    at, alias, is_certain = mention
    has_capitals = all(
        own == own.lower() or word in (own, own + "s")
        for own, word in zip(alias.words, text.written[at:end], strict=True)
    )
    if not has_capitals:
        return False
    return is_certain or alias.mark == "?" or _is_name(text, at, end)


def _is_name(text: Words, at: int, end: int) -> bool:
    """Whether the capital of the words ``at`` to ``end`` shows that they are a name."""
    before = text.gaps[at]
    begins_line = at == 0 or "\n" in before
    if begins_line or before.rstrip(" ").endswith(_ENDS_OF_SENTENCES):
        return _is_name_before(text, end)
    # Among Words In Title Case a capital says nothing, unless the word before it begins
    # the line.
    if before != " " or not text.written[at - 1].istitle():
        return True
    return at == 1 or "\n" in text.gaps[at - 1]


def _is_name_before(text: Words, end: int) -> bool:
    """Whether what follows the first words of a sentence shows that they are a name."""
    after = text.gaps[end]
    if end == len(text.written) or "\n" in after:
        return True
    if after == " ":
        return text.lowered[end] in _AFTER_A_NAME
    return after.strip() in ("/", "'", "\u2019")
