"""Which topics of a field a card speaks of: "EC2 and S3" gives ("ec2", "s3").

A field's topics stand in a vocabulary, a text file with a line per topic. The simplest
one is

    docker: Docker, Dockerfile

which gives the tag `docker` for "docker", "Docker", "Dockers" or "Dockerfile", as whole
words. A topic without aliases is known by its own name. `#` starts a comment; an
indented line continues the one above; spaces, hyphens and underscores within an alias
are equal. `alb + elb: ALB` gives two tags. The marks:

    Docker       always, in any case
    =Git         always, but words with a capital must stand exactly so
    ?Lambda      capitals as with `=`, and only where the text or its place is clearly about the field
    ??Translate  as `?`, but also a word to begin a sentence with: there its capital proves nothing
    @sqs         a name in code, counts within one of the templates of `!code`

Directives, all optional, hold lists too:

    !field: AWS, Amazon Web Services  names of the field itself; the first one is also its tag
    !context: availability zone       shows a text or place to be about the field, as its topics do
    !brand: Amazon                    words before which a `?` alias is certain
    !ordinary: glue code              phrases that are never a topic, though a shorter alias is in them
    !general: python                  topics known far outside the field: they say nothing about it
    !code: arn:aws:{}, {}:*           what stands round a name in code; `*` is any capitalised word
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import chain
from typing import Final, NamedTuple, TypeAlias

_WORD: Final = re.compile(r"([^\W_]+(?:\+\+|#)?)")
_PLAIN_WORD: Final = re.compile(
    r"([^\W_]+)"
)  # twice as fast, for texts without C++ or C#
_MARKED: Final = re.compile(r"(\?\??|=|@|)(.*)", re.DOTALL)
_SLUG: Final = re.compile(r"[^\W_]+(?:[-.+#][^\W_]+)*")
_COMMENT: Final = re.compile(r"(?:^|\s)#.*")
_DIRECTIVES: Final = (
    "field",
    "context",
    "brand",
    "ordinary",
    "general",
    "code",
)
_ENDS_SENTENCE: Final = tuple(".!?:;\"“”'\u2018«»`*|>•")

# What follows a name at the start of a sentence, and hardly ever an order: "Glue is",
# but "Glue the parts".
_AFTER_A_NAME: Final = frozenset(
    _WORD.findall(
        """is isn was has can cannot could does doesn will would should may must lets allows provides offers
        uses supports helps gives requires automatically also scans stores detects records tracks
        monitors protects converts makes works enables handles runs vs versus itself only keeps checks"""
    )
)
# Words of folders and titles that tell what kind of page it is, not what it is about.
_PAGE_KIND: Final = frozenset(
    _WORD.findall(
        """a and the of on for to in with docs site content pages src topics topic interview questions
        question qa quiz flashcards cards deck exam practice tutorial guide faq notes cheat commands basics
        sheet basic beginner intermediate advanced introduction fundamentals part answers senior"""
    )
)


class VocabularyError(NamedTuple):
    """What is wrong with a line of a vocabulary; the rest of the file still counts."""

    line: int
    message: str
    hint: str


class Alias(NamedTuple):
    """One way to write a topic. Without topics it only says something about the text around it."""

    words: tuple[str, ...]  # in lower case
    gaps: tuple[str, ...]  # what stands between the words
    cased: tuple[tuple[int, str], ...]  # words that must be written exactly so
    mark: str
    topics: tuple[str, ...]
    shows_field: bool


_Match: TypeAlias = tuple[
    int, Alias, bool
]  # where, what, and whether it is certain
_Table: TypeAlias = Mapping[
    str, Mapping[str, Sequence[Alias]]
]  # by first and second word, longest first


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """A field's topics, ready to be looked for."""

    name: str
    topics: tuple[str, ...]
    field_topic: str
    aliases: _Table
    brands: frozenset[str]
    ordinary_words: Mapping[str, Alias]
    code: re.Pattern[str]
    code_anchors: frozenset[
        str
    ]  # a text without any of them needs no search for code
    code_names: Mapping[str, Alias]


class _Text(NamedTuple):
    words: list[str]
    lowered: list[str]
    gaps: list[str]  # one before each word, and one after the last


def _cut(text: str) -> _Text:
    parts = (_WORD if "#" in text or "++" in text else _PLAIN_WORD).split(text)
    return _Text(
        parts[1::2], "\n".join(parts[1::2]).lower().split("\n"), parts[0::2]
    )


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines without comments, continued ones joined, each with the number of its first line."""
    joined: list[tuple[int, list[str]]] = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        bare = _COMMENT.sub("", line).strip()
        if bare and joined and line[0].isspace():
            joined[-1][1].append(bare)
        elif bare:
            joined.append((number, [bare]))
    return ((number, ",".join(parts)) for number, parts in joined)


def _complaint(
    line: str, name: str, values: Sequence[str]
) -> tuple[str, str] | None:
    """Say what is wrong with a line, and what to do about it."""
    if ":" not in line:
        return (
            f"no colon in {line[:60]!r}",
            "write a topic and its aliases: docker: Docker, Dockerfile",
        )
    if line.startswith("!") and name not in _DIRECTIVES:
        return (
            f"unknown directive !{name[:60]}",
            f"known are {', '.join(_DIRECTIVES)}",
        )
    if not line.startswith("!") and not all(
        map(_SLUG.fullmatch, name.split(" + "))
    ):
        return (
            f"{name[:60]!r} cannot be a tag",
            f"write {'-'.join(_WORD.findall(name[:60])) or 'a name'}",
        )
    for value in values:
        if line.startswith("!code") and value.count("{}") != 1:
            return (
                f"{value[:60]!r} is not a template",
                "put one {} where the name stands: import {}",
            )
        if not line.startswith("!code") and not _WORD.search(value):
            return (
                f"{value[:60]!r} has no word in it",
                "write a name, or remove it",
            )
    return None


def _alias(
    written: str, topics: tuple[str, ...] = (), shows_field: bool = True
) -> Alias:
    mark, bare = _MARKED.findall(written)[0]
    parts = _WORD.split(bare)
    words = parts[1::2]
    lowered = tuple([word.lower() for word in words])
    cased = (
        tuple([(n, word) for n, word in enumerate(words) if word != lowered[n]])
        if mark
        else ()
    )
    return Alias(
        lowered, tuple(parts[2:-1:2]), cased, mark, topics, shows_field
    )


def _table(aliases: Iterable[Alias]) -> _Table:
    table: dict[str, dict[str, list[Alias]]] = {}
    # A certain alias goes before a doubtful one as long: "git" may be doubtful where
    # "Git" is certain.
    for alias in sorted(
        aliases, key=lambda alias: (-len(alias.words), "?" in alias.mark)
    ):
        for first in (alias.words[0], alias.words[0] + "s"):
            table.setdefault(first, {}).setdefault(
                "".join(alias.words[1:2]), []
            ).append(alias)
    return table


def parse_vocabulary(
    text: str, name: str
) -> tuple[Vocabulary, tuple[VocabularyError, ...]]:
    """Read the vocabulary in a file's text, and say what in it could not be used."""
    said: dict[str, list[str]] = {directive: [] for directive in _DIRECTIVES}
    topic_lines: list[tuple[tuple[str, ...], list[str]]] = []
    errors: list[VocabularyError] = []
    for number, line in _lines(text):
        left, _, right = line.partition(":")
        subject = left.removeprefix("!").strip().lower()
        values = [value for part in right.split(",") if (value := part.strip())]
        if complaint := _complaint(line, subject, values):
            errors.append(VocabularyError(number, *complaint))
        elif line.startswith("!"):
            said[subject] += values
        else:
            topic_lines.append((tuple(subject.split(" + ")), values))
    field = "-".join(_cut(said["field"][0]).lowered) if said["field"] else ""
    aliases = [
        *(_alias(written, (field,)) for written in said["field"]),
        *map(_alias, said["context"]),
    ]
    aliases += [_alias(written, (), False) for written in said["ordinary"]]
    code_names: dict[str, Alias] = {}
    for topics, values in topic_lines:
        names, shows_field = (
            values or [topics[0].replace("-", " ")],
            topics[0] not in said["general"],
        )
        found = [_alias(written, topics, shows_field) for written in names]
        aliases += [alias for alias in found if alias.mark != "@"]
        code_names |= {
            "-".join(alias.words): alias for alias in found if alias.mark == "@"
        }
    # A name that begins its template has nothing before it to vouch for it, so it must
    # be in lower case.
    cut = [
        (t.partition("{}"), "a-z" if t.startswith("{}") else "A-Za-z")
        for t in said["code"]
    ]
    code = [
        rf"{re.escape(t[0])}([{letters}0-9]+(?:-[a-z0-9]+)*){re.escape(t[2])}"
        for t, letters in cut
    ]
    vocabulary = Vocabulary(
        name=name,
        topics=tuple(
            dict.fromkeys(
                chain(
                    *(
                        alias.topics
                        for alias in (*aliases, *code_names.values())
                    )
                )
            )
        ),
        field_topic=field,
        aliases=_table(aliases),
        brands=frozenset(brand.lower() for brand in said["brand"]),
        ordinary_words={
            " ".join(alias.words): alias
            for alias in aliases
            if "?" in alias.mark
        },
        code=re.compile(
            rf"(?<![\w-])(?:{'|'.join(code)})".replace(r"\*", "[A-Z][A-Za-z]")
        ),
        code_anchors=frozenset(
            max(re.split(r"\{\}|\*", template), key=len)
            for template in said["code"]
        ),
        code_names=code_names,
    )
    return vocabulary, tuple(errors)


def packaged_names() -> tuple[str, ...]:
    """List the vocabularies that come with mkdecks."""
    files = (resources.files("mkdecks.cards") / "vocabularies").iterdir()
    return tuple(
        sorted(
            file.name.removesuffix(".txt")
            for file in files
            if file.name.endswith(".txt")
        )
    )


@cache
def packaged_vocabulary(name: str) -> Vocabulary:
    """Read a vocabulary that comes with mkdecks; KeyError when there is none of that name."""
    file = {
        n: resources.files("mkdecks.cards") / "vocabularies" / f"{n}.txt"
        for n in packaged_names()
    }[name]
    return parse_vocabulary(file.read_text("utf-8"), name)[0]


def _fits(alias: Alias, text: _Text, at: int, any_case: bool) -> bool:
    """Whether the alias stands here, as a whole, with a plural's "s" or not."""
    last = len(alias.words) - 1
    if at + last >= len(text.words):
        return False
    for n, word in enumerate(alias.words):
        if word != (there := text.lowered[at + n]) and (
            n < last or there != word + "s"
        ):
            return False
        gap = text.gaps[at + n]
        if (
            n
            and gap not in (" ", "-", "_", alias.gaps[n - 1])
            and (not gap.isspace() or "\n\n" in gap)
        ):
            return False
    return any_case or all(
        text.words[at + n] in (word, word + "s") for n, word in alias.cased
    )


def _is_written_as_a_name(text: _Text, at: int, length: int) -> bool:
    """Whether the capital of a word that often begins a sentence shows that it is a name."""
    before, after = text.gaps[at], text.gaps[at + length]
    if at == 0 or "\n" in before or before.rstrip(" ").endswith(_ENDS_SENTENCE):
        alone = at + length == len(text.words) or "\n" in after
        verb_follows = (
            not alone
            and after == " "
            and text.lowered[at + length] in _AFTER_A_NAME
        )
        return alone or verb_follows or after.strip() in ("/", "'", "\u2019")
    # Among Words In Title Case a capital says nothing, unless the word before it begins
    # the line.
    return (
        before != " "
        or not text.words[at - 1].istitle()
        or at == 1
        or "\n" in text.gaps[at - 1]
    )


def _matches(
    table: _Table, brands: frozenset[str], text: _Text, any_case: bool = False
) -> Iterator[_Match]:
    """Find the longest aliases that stand in the text, without overlap."""
    free = 0
    for at in [at for at, word in enumerate(text.lowered) if word in table]:
        found = table[text.lowered[at]] if at >= free else {}
        following = text.lowered[at + 1] if at + 1 < len(text.words) else "."
        longer = found.get(following) or found.get(following.removesuffix("s"))
        for alias in (
            (*longer, *found.get("", ())) if longer else found.get("", ())
        ):
            if not _fits(alias, text, at, any_case):
                continue
            branded = (
                at > 0
                and text.lowered[at - 1] in brands
                and text.gaps[at] == " "
            )
            certain = branded or "?" not in alias.mark
            if (
                certain
                or any_case
                or alias.mark == "?"
                or _is_written_as_a_name(text, at, len(alias.words))
            ):
                yield at, alias, certain
                free = at + len(alias.words)
                break


def _matches_in_code(vocabulary: Vocabulary, text: str) -> Iterator[_Match]:
    at = seen = 0
    for found in (
        vocabulary.code.finditer(text)
        if any(a in text for a in vocabulary.code_anchors)
        else ()
    ):
        if alias := vocabulary.code_names.get(
            next(filter(None, found.groups()), "").lower()
        ):
            at, seen = (
                at + len(_WORD.findall(text, seen, found.start())),
                found.start(),
            )
            yield at, alias, True


@lru_cache(maxsize=4096)
def _read_place(
    vocabulary: Vocabulary, place: str
) -> tuple[bool, tuple[str, ...]]:
    """Whether a page's folder and title are about the field, and the topics they say of all its cards."""
    folder, _, title = place.rpartition("\n")
    found = [
        _matches(vocabulary.aliases, vocabulary.brands, _cut(part), True)
        for part in (title, folder)
    ]
    named = [
        [alias for _, alias, certain in matches if certain] for matches in found
    ]
    # An ordinary word is a topic where a part of the place says nothing else, such as
    # "helm" in helm/basics, and the other parts are either about the field or that same
    # word.
    page_words = _PAGE_KIND | vocabulary.brands
    parts = [
        [w for w in _cut(part).lowered if w not in page_words]
        for part in re.split(r"[/\\\n]", place)
    ]
    subjects = [
        " ".join(part)
        for part in parts
        if part and not "".join(part).isdecimal()
    ]
    if any(alias.shows_field for alias in chain(*named)) or (
        len(subjects) > 1 and len(set(subjects)) == 1
    ):
        named[1] += [
            alias
            for word in subjects
            if (alias := vocabulary.ordinary_words.get(word))
        ]
    on_field = any(alias.shows_field for alias in chain(*named))
    field = [
        alias.topics[0]
        for alias in chain(*named)
        if vocabulary.field_topic in alias.topics
    ]
    for aliases in named:
        # A page on two topics does not say which of them a card is about.
        if topics := {
            a.topics[0]: a.topics
            for a in aliases
            if a.topics and a.topics[0] not in field
        }:
            return on_field, (
                *(next(iter(topics.values())) if len(topics) == 1 else ()),
                *field,
            )
    return on_field, tuple(field)


def choose_vocabularies(
    available: Sequence[Vocabulary], place: str
) -> tuple[Vocabulary, ...]:
    """Choose the vocabularies whose field a page's folder and title name."""
    return tuple(
        vocabulary
        for vocabulary in available
        if _read_place(vocabulary, place)[0]
    )


def find_topics(
    text: str, vocabularies: Sequence[Vocabulary], place: str = ""
) -> tuple[str, ...]:
    """Find the topics that a text names, in order, then those of its place: folder path, newline, title."""
    cut = _cut(text)
    named: list[tuple[int, str]] = []
    implied: list[str] = []
    for vocabulary in vocabularies:
        on_field, said = _read_place(vocabulary, place)
        found = [
            *_matches(vocabulary.aliases, vocabulary.brands, cut),
            *_matches_in_code(vocabulary, text),
        ]
        on_field = on_field or any(
            certain and alias.shows_field for _, alias, certain in found
        )
        named += [
            (at, slug)
            for at, alias, certain in found
            if certain or on_field
            for slug in alias.topics
        ]
        implied += said
    in_order = sorted(named, key=lambda positioned: positioned[0])
    return tuple(dict.fromkeys(chain((slug for _, slug in in_order), implied)))
