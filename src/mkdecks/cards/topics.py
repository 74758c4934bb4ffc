"""Which topics of a field a card speaks of: "EC2 and S3" gives ("ec2", "s3").

A card's topics are those that its text mentions, and those that the folder and title of
its page imply. ``vocabulary_text`` reads the vocabularies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from .aliases import Alias, AliasTable, Mention, Words, words_of
from .code_names import CodeNames

# Words of folders and titles that tell what kind of page it is, not what it is about.
_PAGE_KIND = frozenset(
    """a and the of on for to in with docs site content pages src topics topic interview
    questions question qa quiz flashcards cards deck exam practice tutorial guide faq
    notes cheat commands basics sheet basic beginner intermediate advanced introduction
    fundamentals part answers senior""".split()
)


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """A field's topics, ready to be looked for.

    ``field_topic`` is the tag of the field itself, "" where it has none. ``ordinary``
    are the doubtful aliases by their phrase.
    """

    name: str
    topics: tuple[str, ...]
    field_topic: str
    table: AliasTable
    ordinary: Mapping[str, Alias]
    code: CodeNames


class _Place(NamedTuple):
    """What a page's folder and title say of all its cards."""

    is_about_field: bool
    topics: tuple[str, ...]


def choose_vocabularies(
    available: Sequence[Vocabulary], place: str
) -> tuple[Vocabulary, ...]:
    """The vocabularies whose field a page's folder and title name."""
    return tuple(
        vocabulary
        for vocabulary in available
        if _read_place(vocabulary, place).is_about_field
    )


def find_topics(
    text: str, vocabularies: Sequence[Vocabulary], place: str = ""
) -> tuple[str, ...]:
    """The topics that a text mentions, in its order, then those that its place implies.

    ``place`` is the folder of the page, a line feed, and its title.
    """
    words = words_of(text)
    mentions: list[Mention] = []
    implied: list[str] = []
    for vocabulary in vocabularies:
        where = _read_place(vocabulary, place)
        mentions += _mentions(vocabulary, text, words, where)
        implied += where.topics
    mentions.sort(key=attrgetter("at"))
    mentioned = [topic for item in mentions for topic in item.alias.topics]
    return tuple(dict.fromkeys(mentioned + implied))


def _mentions(
    vocabulary: Vocabulary, text: str, words: Words, where: _Place
) -> Sequence[Mention]:
    """The mentions of topics; doubtful ones only in a text or place of the field."""
    mentions = [
        *vocabulary.table.mentions(words),
        *vocabulary.code.mentions(text),
    ]
    certain = [mention for mention in mentions if mention.is_certain]
    shows_field = any(mention.alias.shows_field for mention in certain)
    return mentions if where.is_about_field or shows_field else certain


@lru_cache(maxsize=4096)
def _read_place(vocabulary: Vocabulary, place: str) -> _Place:
    folder, _, title = place.rpartition("\n")
    in_title = _certain_aliases(vocabulary, title)
    in_folder = _certain_aliases(vocabulary, folder)
    in_folder += _ordinary_aliases(vocabulary, place, in_title + in_folder)
    in_place = in_title + in_folder
    is_about_field = _shows_field(in_place)
    field = [
        alias.topics[0]
        for alias in in_place
        if vocabulary.field_topic in alias.topics
    ]
    own = _own_topics(in_title, field) or _own_topics(in_folder, field)
    # A page on two topics does not say which of them a card is about.
    implied = own[0] if len(own) == 1 else ()
    return _Place(is_about_field, (*implied, *field))


def _certain_aliases(vocabulary: Vocabulary, text: str) -> list[Alias]:
    mentions = vocabulary.table.mentions(words_of(text), any_case=True)
    return [mention.alias for mention in mentions if mention.is_certain]


def _ordinary_aliases(
    vocabulary: Vocabulary, place: str, certain: Sequence[Alias]
) -> list[Alias]:
    """The ordinary words that a place makes topics of.

    That is a word which is all that a part of the place says, such as "helm" in
    helm/basics, where the other parts are about the field or say the same.
    """
    subjects = list(_subjects(vocabulary, place))
    is_repeated = len(subjects) > 1 and len(set(subjects)) == 1
    if not is_repeated and not _shows_field(certain):
        return []
    ordinary = vocabulary.ordinary
    return [ordinary[word] for word in subjects if word in ordinary]


def _subjects(vocabulary: Vocabulary, place: str) -> Iterator[str]:
    """What each folder and the title speak of, where that is more than a number."""
    general = _PAGE_KIND | vocabulary.table.brands
    for part in re.split(r"[/\\\n]", place):
        words = words_of(part).lowered
        telling = [word for word in words if word not in general]
        if telling and not "".join(telling).isdecimal():
            yield " ".join(telling)


def _shows_field(aliases: Sequence[Alias]) -> bool:
    return any(alias.shows_field for alias in aliases)


def _own_topics(
    aliases: Sequence[Alias], field: Sequence[str]
) -> list[tuple[str, ...]]:
    """The tags of each topic that aliases name, without those of the field itself."""
    named = {alias.topics[0]: alias.topics for alias in aliases if alias.topics}
    return [tags for topic, tags in named.items() if topic not in field]
