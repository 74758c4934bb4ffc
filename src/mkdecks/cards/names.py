"""Deck names and tags that Anki keeps as they are, and where a card's come from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from ..config.settings import Settings
from ..language.question_text import is_question, question_label_length
from ..model.characters import INVISIBLE_RE
from ..model.records import FrontMatterValue, Page
from ..sources.find import SourceFile

# Anki refuses a package with about a hundred levels; nobody studies beyond a few.
MAX_DECK_LEVELS = 12
MAX_PART, MAX_TAG = 100, 60
MAX_HEADING_WORDS = 5
_NOT_IN_TAG_RE = re.compile(r"[^\w.+#/-]+")


def clean_deck_name(parts: Iterable[str]) -> str:
    """Deck levels joined with ``::``; a part never adds a level, and none is empty."""
    cleaned = []
    for part in parts:
        text = unicodedata.normalize("NFC", INVISIBLE_RE.sub("", part))
        text = " ".join(re.sub(r":{2,}", ": ", text).split()).strip(": ")
        if text:
            cleaned.append(text[:MAX_PART].rstrip(": "))
    return "::".join(cleaned[:MAX_DECK_LEVELS])


def clean_tag(text: str) -> str:
    """A tag in lower case, with hyphens for spaces; ``::`` makes levels; "" when nothing is left."""
    parts = []
    for part in text.split("::"):
        plain = (
            unicodedata.normalize("NFC", INVISIBLE_RE.sub("", part))
            .lower()
            .replace("_", "-")
        )
        slug = re.sub(r"-{2,}", "-", _NOT_IN_TAG_RE.sub("-", plain)).strip(
            "-./"
        )
        if slug:
            parts.append(slug[:MAX_TAG])
    return "::".join(parts)


class PageNames:
    """What the place of a page gives to all its cards: deck, tags, and the words that its topics are read by."""

    def __init__(
        self, page: Page, found: SourceFile, settings: Settings
    ) -> None:
        """``settings.name`` is the root of decks that nothing else names."""
        self._page, self._rule, self._nav = page, found.rule, found.nav
        self._root = settings.name.split("::") if settings.name else []
        self._origins = settings.tags_from
        path = PurePosixPath(found.name)
        base = len(PurePosixPath(found.base).parts) if found.base else 0
        self._folders = path.parts[base:-1]
        self._is_index = path.stem.lower() in ("index", "readme")
        first = next(
            (
                b.text
                for b in page.blocks
                if b.kind == "heading" and b.level == 1
            ),
            "",
        )
        self._titles = {page.title, " ".join(first.split())}
        self._deck_of: dict[tuple[str, ...], str] = {}
        self._tags_of: dict[tuple[str, ...], list[str]] = {}
        self.place = f"{'/'.join(path.parts[:-1])}\n{page.title}"

    def below_title(self, section: Sequence[str]) -> list[str]:
        """A section path without the headings that only repeat what page this is."""
        return [title for title in section if title not in self._titles]

    def deck(self, section: tuple[str, ...]) -> str:
        """A card's deck: the front matter's, the config's, the nav's under the site's name, or folders and title."""
        if section not in self._deck_of:
            self._deck_of[section] = (
                clean_deck_name(self._deck_parts(section)) or "Cards"
            )
        return self._deck_of[section]

    def _deck_parts(self, section: Sequence[str]) -> list[str]:
        written = self._page.source.front_matter.get("deck")
        if isinstance(written, str) and written.strip():
            return written.split("::")
        if self._rule.name:
            return [
                *self._rule.name.split("::"),
                *self._split(self._rule.split or "none", section),
            ]
        if self._nav:
            return [
                *self._root,
                *(title or self._page.title for title in self._nav),
            ]
        return [*self._root, *self._split(self._rule.split or "file", section)]

    def _split(self, split: str, section: Sequence[str]) -> list[str]:
        """The levels below a deck's own name; an index page stands for its folder."""
        if split == "none":
            return []
        if split == "heading":
            return [self._page.title, *self.below_title(section)[:1]]
        folders = [
            folder.replace("-", " ").replace("_", " ")
            for folder in self._folders
        ]
        if split == "folder":
            return folders
        return [
            *(folders[:-1] if self._is_index else folders),
            self._page.title,
        ]

    def tags(
        self, section: tuple[str, ...], topics: Sequence[str]
    ) -> tuple[str, ...]:
        """A card's tags, each once, in the order front matter, config, folders, headings, topics."""
        if section not in self._tags_of:
            tags = map(clean_tag, self._written_tags(section))
            self._tags_of[section] = [tag for tag in tags if tag]
        return tuple(dict.fromkeys((*self._tags_of[section], *topics)))

    def _written_tags(self, section: Sequence[str]) -> Iterator[str]:
        if "front-matter" in self._origins:
            yield from front_matter_list(
                self._page.source.front_matter.get("tags", "")
            )
        yield from self._rule.tags
        if "folders" in self._origins:
            yield from self._folders
        if "headings" in self._origins:
            yield from filter(_is_topic, self.below_title(section))


def front_matter_list(value: FrontMatterValue) -> list[str]:
    """The entries of a front matter's key: a list, or one line with commas."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return [entry for entry in value if isinstance(entry, str)]


def is_true(value: FrontMatterValue) -> bool:
    """Whether a front matter's key is switched on."""
    return isinstance(value, str) and value.strip().lower() in (
        "true",
        "yes",
        "on",
        "1",
    )


def _is_topic(heading: str) -> bool:
    """Whether a heading may be a tag: a few words that ask nothing."""
    asks = is_question(heading) or question_label_length(heading)
    return len(heading.split()) <= MAX_HEADING_WORDS and not asks
