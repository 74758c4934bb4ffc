"""Cards as they become notes, and as the lock remembers them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, TypeVar

from msgspec import Meta, Struct

from .records import Kind, Span, Texts

T = TypeVar("T")
# The bounds of what a lock may say: whoever may propose a change may propose a lock.
MAX_TIME, MAX_RELEASE = 2**33, 10**9
Id = Annotated[str, Meta(pattern=r"^[0-9a-f]{20}\Z")]
Tag = Annotated[str, Meta(pattern=r"^[^\s\x00-\x1f\x7f]+\Z")]
Words = Annotated[str, Meta(pattern=r"\S")]


class CardText(
    Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True
):
    """What the source says on a card, as markdown.

    A note's modified time rests on it. ``correct`` are the places of the right options,
    ``labels`` how the source counts the options, ``feedback`` what its author says of
    each. ``reverse`` asks for a second card from the answer to the question,
    ``derived`` is the rule that made the question. A picture is named as in the
    package.
    """

    kind: Kind
    question: str
    answer: str = ""
    options: Texts = ()
    correct: tuple[int, ...] = ()
    feedback: Texts = ()
    labels: Texts = ()
    reverse: bool = False
    derived: Words | None = None

    def is_sound(self) -> bool:
        """Whether a card can say this: options, and what is said of them, fit together."""
        count = len(self.options)
        has_right_kind = bool(count) == (self.kind == "mcq")
        has_feedback_for_each = len(self.feedback) in (0, count)
        are_there = all(0 <= place < count for place in self.correct)
        return has_right_kind and has_feedback_for_each and are_there


class Entry(
    Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
):
    """A card as the lock knows it.

    ``source`` is the name of its source, ``id`` that of its note, ``own_key`` the id
    that its present words give where that is another one. ``titles`` are the headings
    it stands under, ``media`` the files of its pictures by their names in the package,
    "" where a picture has no file. ``modified`` is in seconds since 1970, ``retired``
    the release that it was gone in, 0 for a card that is there. ``dialect`` is the one
    that read it, ``pin`` the id that its author wrote.
    """

    source: str
    id: Id
    text: CardText
    deck: Words
    tags: tuple[Tag, ...] = ()
    titles: Texts = ()
    media: Mapping[str, str] = {}
    modified: Annotated[int, Meta(ge=1, le=MAX_TIME)] = 1
    own_key: Id | None = None
    dialect: str = ""
    pin: str = ""
    retired: Annotated[int, Meta(ge=0, le=MAX_RELEASE)] = 0

    @property
    def kind(self) -> Kind:
        """The kind of its note, which Anki lets nobody change."""
        return self.text.kind

    @property
    def key(self) -> str:
        """The id that its present words give."""
        return self.own_key or self.id


@dataclass(frozen=True, slots=True)
class Lock:
    """What earlier builds made.

    ``release`` counts the builds that changed something for a learner, ``rendering`` is
    the version of the HTML that the last of them wrote.
    """

    entries: tuple[Entry, ...] = ()
    release: int = 0
    rendering: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """What becomes one note.

    ``key`` is the id that its present words give, ``id`` the one that the learners'
    notes have; they differ once it has been reworded. ``fields`` are HTML by field
    name, ``question``, ``answer`` and ``options`` plain text. ``pin`` is the id that
    its author wrote, ``source`` the name of its source, ``titles`` the page's title and
    the headings that it shows. ``position`` is its place in the study order,
    ``modified`` is in seconds since 1970. ``media`` maps names inside the package to
    files, or to what a saved page holds.
    """

    key: str
    kind: Kind
    fields: Mapping[str, str]
    question: str
    answer: str
    deck: str
    tags: Texts
    section: Texts
    span: Span
    dialect: str
    source: str
    text: CardText
    pin: str = ""
    titles: Texts = ()
    options: Texts = ()
    correct: tuple[int, ...] = ()
    derived: str | None = None
    media: Mapping[str, Path | bytes] = field(default_factory=dict)
    id: str = ""
    position: int = 0
    modified: int = 0


def boxed(
    options: Iterable[T], correct: Container[int]
) -> Iterator[tuple[str, T]]:
    """Each option with its box: ``[x]`` where it is right, ``[ ]`` where it is not."""
    for index, option in enumerate(options):
        yield "[x]" if index in correct else "[ ]", option


@dataclass(frozen=True, slots=True)
class Deck:
    """One Anki deck: its full name (``A::B``) and its cards in study order."""

    name: str
    cards: tuple[Card, ...]
