"""Cards that no source of this build has, made from what the lock knows of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from ..cards.make import CardMaker
from ..cards.safe_html import plain_field
from ..config.settings import Settings
from ..dialects.kit.clozes import with_deletions
from ..model.notes import Card, Entry, Lock
from ..model.records import Source, Span
from ..pages.card_text import read_back
from ..sources.names import is_there, page_of
from ..sources.source_file import SourceFile
from .coverage import Coverage
from .packages import RETIRED_TAG


def retired_cards(
    lock: Lock, cards: Sequence[Card], maker: CardMaker, coverage: Coverage
) -> Iterator[Card]:
    """A card for each entry that the packages of a build hold beside its own cards.

    These are the retired, for as many releases as the settings say, and those of
    sources that could not be read. A retired card has a tag, so that a learner finds it
    by one search. It says what it said when it was last there.
    """
    present = {card.id for card in cards}
    for entry in lock.entries:
        if entry.id in present or not coverage.is_part(entry):
            continue
        if not entry.retired or _is_due(entry, lock, maker.settings):
            yield _card(entry, maker)


def _is_due(entry: Entry, lock: Lock, settings: Settings) -> bool:
    """Whether a retired card still belongs into the packages."""
    age = lock.release - entry.retired
    return settings.retired == "tag" and age < settings.retired_releases


def _card(entry: Entry, maker: CardMaker) -> Card:
    settings = maker.settings
    file = settings.names_from / entry.source
    title = entry.titles[0] if entry.titles else ""
    source = Source(entry.source, entry.source, file, "", {"title": title})
    page, pair = read_back(
        entry.text, source, partial(with_deletions, marks=False)
    )
    below_site = page_of(settings, file)
    source_file = SourceFile(entry.source, entry.source, file, page=below_site)
    card = maker.make_again(page, source_file, pair, entry.media)
    tags = (*entry.tags, RETIRED_TAG) if entry.retired else entry.tags
    return replace(
        card,
        id=entry.id,
        key=entry.key,
        deck=entry.deck,
        tags=tags,
        titles=entry.titles,
        span=Span(entry.source),
        text=entry.text,
        modified=entry.modified,
        fields={**card.fields, **_place_fields(entry, settings)},
    )


def _place_fields(entry: Entry, settings: Settings) -> dict[str, str]:
    """Where a card stood; a link to a page that is gone would lead nowhere."""
    fields = {"Section": plain_field(" \u203a ".join(entry.titles))}
    if not is_there(settings, entry.source):
        fields["Source"] = plain_field(entry.source)
    return fields
