"""Deck names and tags that Anki keeps as they are, and where a card's come from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from .discover import Found
from .model import FrontMatterValue, Page

# Anki refuses a package with about a hundred levels; nobody studies beyond a few.
MAX_DECK_LEVELS = 12
MAX_PART, MAX_TAG = 100, 60
MAX_HEADING_WORDS = 5
_INVISIBLE_RE = re.compile("[\0-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ud800-\udfff]")
_NOT_IN_TAG_RE = re.compile(r"[^\w.+#/&-]+")


def clean_deck_name(parts: Iterable[str]) -> str:
    """Deck levels joined with ``::``; a part never adds a level, and none is empty."""
    cleaned = []
    for part in parts:
        text = unicodedata.normalize("NFC", _INVISIBLE_RE.sub("", part))
        text = " ".join(re.sub(r":{2,}", ": ", text).split()).strip(": ")
        if text:
            cleaned.append(text[:MAX_PART].rstrip(": "))
    return "::".join(cleaned[:MAX_DECK_LEVELS])


def clean_tag(text: str) -> str:
    """A tag in lower case, with hyphens for spaces; ``::`` makes levels; "" when nothing is left."""
    parts = []
    for part in text.split("::"):
        plain = unicodedata.normalize("NFC", _INVISIBLE_RE.sub("", part)).lower().replace("_", "-")
        slug = re.sub(r"-{2,}", "-", _NOT_IN_TAG_RE.sub("-", plain)).strip("-./&")
        if slug:
            parts.append(slug[:MAX_TAG])
    return "::".join(parts)


def deck_name(page: Page, found: Found, name: str, section: Sequence[str]) -> str:
    """The deck of a card: the front matter's, the config's, the nav's under the site's name, or folders and title."""
    written = page.source.front_matter.get("deck")
    if isinstance(written, str) and written.strip():
        return clean_deck_name(written.split("::")) or page.title
    folders = _folders(found)
    rule = found.rule
    if rule.name:
        return clean_deck_name([*rule.name.split("::"), *_split(rule.split or "none", folders, page, section)])
    root = name.split("::") if name else []
    if found.nav:
        titles = [title or page.title for title in found.nav]
        return clean_deck_name([*root, *titles])
    split = rule.split or "file"
    return clean_deck_name([*root, *_split(split, folders, page, section)]) or clean_deck_name([page.title]) or "Cards"


def _split(split: str, folders: Sequence[str], page: Page, section: Sequence[str]) -> list[str]:
    if split == "none":
        return []
    if split == "folder":
        return list(folders)
    if split == "file":
        return [*folders, page.title]
    return [page.title, *below_title(page, section)[:1]]


def below_title(page: Page, section: Sequence[str]) -> list[str]:
    """A section path without the headings that only repeat what page this is."""
    heading = next((" ".join(b.text.split()) for b in page.blocks if b.kind == "heading" and b.level == 1), "")
    return [title for title in section if title not in (page.title, heading)]


def _folders(found: Found) -> list[str]:
    """The folders between the base of the sources and the page, as titles; an index page stands for its own folder."""
    path = PurePosixPath(found.name)
    base = PurePosixPath(found.base) if found.base else PurePosixPath()
    below = path.relative_to(base) if found.base and path.is_relative_to(base) else path
    folders = list(below.parts[:-1])
    if path.stem.lower() in ("index", "readme"):
        folders = folders[:-1]
    return [folder.replace("-", " ").replace("_", " ") for folder in folders]


def tags_of(
    page: Page, found: Found, origins: Sequence[str], section: Sequence[str], topics: Sequence[str]
) -> tuple[str, ...]:
    """A card's tags, each once, in the order front matter, config, folders, headings, topics."""
    written: list[str] = []
    if "front-matter" in origins:
        written += front_matter_tags(page.source.front_matter.get("tags", ""))
    written += found.rule.tags
    if "folders" in origins:
        base = len(PurePosixPath(found.base).parts) if found.base else 0
        written += PurePosixPath(found.name).parts[base:-1]
    if "headings" in origins:
        written += [heading for heading in below_title(page, section) if len(heading.split()) <= MAX_HEADING_WORDS]
    if "topics" in origins:
        written += topics
    tags = (clean_tag(text) for text in written)
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def front_matter_tags(value: FrontMatterValue) -> list[str]:
    """The tags of a front matter: a list, or one line with commas."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return [entry for entry in value if isinstance(entry, str)]
