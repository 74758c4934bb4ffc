"""Cards whose source is gone or broken, made from what the ledger knows of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from ..cards.make import CardMaker
from ..cards.media import kept_images
from ..cards.safe_html import plain_field
from ..config.settings import DeckRule
from ..dialects.kit.clozes import with_deletions
from ..model.records import Card, Entry, Source, Span
from ..pages.card_text import read_back
from ..sources.find import Found, is_there, page_of
from .settle import RETIRED_TAG


def revived(entries: Iterable[Entry], maker: CardMaker) -> Iterator[Card]:
    """A card for each entry; a retired one is tagged, so that a learner finds it with one search.

    It says what it said when it was last there. A picture that is gone too stays the
    one that the learner has.
    """
    for entry in entries:
        yield _revived(entry, maker)


def _revived(entry: Entry, maker: CardMaker) -> Card:
    settings = maker.settings
    file = settings.root / entry.source
    title = entry.titles[0] if entry.titles else ""
    source = Source(entry.source, entry.source, file, "", {"title": title})
    page, pair = read_back(
        entry.written, source, partial(with_deletions, marks=False)
    )
    found = Found(
        entry.source,
        entry.source,
        file,
        "markdown",
        DeckRule(),
        page=page_of(settings, entry.source),
    )
    card = maker.remake(
        page, found, pair, entry.key, kept_images(settings.root, entry.media)
    )
    own = {
        "Id": entry.id,
        "Section": plain_field(" \u203a ".join(entry.titles)),
    }
    if not is_there(
        settings, entry.source
    ):  # a link to a page that is gone leads nowhere
        own["Source"] = plain_field(entry.source)
    return replace(
        card,
        id=entry.id,
        key=entry.key,
        deck=entry.deck,
        tags=(*entry.tags, RETIRED_TAG) if entry.retired else entry.tags,
        titles=entry.titles,
        span=Span(entry.source, 0, 0),
        written=entry.written,
        modified=entry.modified,
        fields={**card.fields, **own},
    )
