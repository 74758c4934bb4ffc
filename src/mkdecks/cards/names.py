"""Deck names and tags that Anki keeps as they are, and where a card's come from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import PurePosixPath

from ..config.settings import Settings
from ..language.question_text import is_question, question_label_length
from ..model.characters import INVISIBLE_RE, one_line
from ..model.records import Page
from ..sources.front_matter import front_matter_list
from ..sources.source_file import SourceFile

# Anki refuses a package with about a hundred levels; nobody studies beyond a few.
MAX_DECK_LEVELS = 12
MAX_PART, MAX_TAG = 100, 60
MAX_HEADING_WORDS = 5
_NOT_IN_TAG_RE = re.compile(r"(?:[^\w.+#/]|_)+")


def clean_deck_name(parts: Iterable[str]) -> str:
    """Deck levels joined with ``::``; a part never adds a level, and none is empty."""
    levels = list(filter(None, map(_deck_level, parts)))
    return "::".join(levels[:MAX_DECK_LEVELS])


def _deck_level(part: str) -> str:
    one_level = re.sub(r":{2,}", ": ", _visible(part))
    text = one_line(one_level).strip(": ")
    return text[:MAX_PART].rstrip(": ")


@lru_cache(maxsize=4096)
def clean_tag(text: str) -> str:
    """A tag in lower case, with hyphens for spaces; ``::`` makes levels.

    It is "" where nothing is left of it.
    """
    levels = map(_tag_level, text.split("::"))
    return "::".join(filter(None, levels))


def _tag_level(part: str) -> str:
    hyphenated = _NOT_IN_TAG_RE.sub("-", _visible(part).lower())
    return hyphenated.strip("-./")[:MAX_TAG]


def _visible(text: str) -> str:
    """The characters that a reader sees, each written in the same way everywhere."""
    return unicodedata.normalize("NFC", INVISIBLE_RE.sub("", text))


class PageNames:
    """What the place of a page gives to all its cards: their decks and tags.

    ``place`` is its folder and its title, which its topics are read from.
    """

    def __init__(
        self, page: Page, found: SourceFile, settings: Settings
    ) -> None:
        """``settings.name`` is the root of decks that nothing else names."""
        self._page = page
        self._found = found
        self._settings = settings
        path = PurePosixPath(found.name)
        base = PurePosixPath(found.base)
        self._folders = path.parts[len(base.parts) : -1]
        self._is_index = path.stem.lower() in ("index", "readme")
        self._titles = {page.title, _first_title(page)}
        self.place = f"{'/'.join(path.parts[:-1])}\n{page.title}"

    def below_title(self, section: Sequence[str]) -> list[str]:
        """A section path without the headings that only repeat what page this is."""
        return [title for title in section if title not in self._titles]

    def deck(self, section: Sequence[str]) -> str:
        """A card's deck.

        The front matter names it, else the config, else the nav under the site's name,
        else the page's folders and title do.
        """
        return clean_deck_name(self._deck_parts(section)) or "Cards"

    def _deck_parts(self, section: Sequence[str]) -> list[str]:
        written = self._page.source.front_matter.get("deck")
        if isinstance(written, str) and written.strip():
            return written.split("::")
        rule, title = self._found.rule, self._page.title
        if rule.name:
            own = rule.name.split("::")
            return own + self._levels(rule.split or "none", section)
        root = self._settings.name.split("::")
        if self._found.nav:
            return root + [name or title for name in self._found.nav]
        return root + self._levels(rule.split or "file", section)

    def _levels(self, split: str, section: Sequence[str]) -> list[str]:
        """The levels below a deck's own name; an index page stands for its folder."""
        if split == "none":
            return []
        title = self._page.title
        if split == "heading":
            return [title, *self.below_title(section)[:1]]
        folders = [re.sub("[-_]", " ", folder) for folder in self._folders]
        if split == "folder":
            return folders
        if self._is_index:
            folders = folders[:-1]
        return [*folders, title]

    def tags(
        self,
        section: Sequence[str],
        own: Sequence[str],
        topics: Sequence[str],
    ) -> tuple[str, ...]:
        """A card's tags, each once.

        They are those of the front matter, the config, the folders, the headings, then
        its ``own``, and then its topics.
        """
        written = map(clean_tag, [*self._written_tags(section), *own])
        return tuple(dict.fromkeys([*filter(None, written), *topics]))

    def _written_tags(self, section: Sequence[str]) -> Iterator[str]:
        origins = self._settings.tags_from
        if "front-matter" in origins:
            written = self._page.source.front_matter.get("tags", "")
            yield from front_matter_list(written)
        yield from self._found.rule.tags
        if "folders" in origins:
            yield from self._folders
        if "headings" in origins:
            yield from filter(_is_topic, self.below_title(section))


def _first_title(page: Page) -> str:
    """The first heading of level 1 of a page, "" where it has none."""
    titles = (block.text for block in page.blocks if block.level == 1)
    return one_line(next(titles, ""))


@lru_cache(maxsize=4096)
def _is_topic(heading: str) -> bool:
    """Whether a heading may be a tag: a few words that ask nothing."""
    if len(heading.split()) > MAX_HEADING_WORDS:
        return False
    return not (is_question(heading) or question_label_length(heading))
