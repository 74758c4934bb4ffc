"""Pair -> Card: what goes on the front and the back, in which deck, with which tags and id; equal questions."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from urllib.parse import quote

from .config import Settings
from .discover import Found
from .identity import note_id
from .inlines import cut, has_content, key_text, source_text, text_of
from .media import MediaFinder
from .model import Block, Card, Page, Pair, Problem
from .naming import PageNames
from .problems import problem
from .render import Renderer
from .sanitise import neutralise, plain_field, sanitise
from .topics import Vocabulary, choose_vocabularies, find_topics
from .wording import front_bounds


@dataclass(frozen=True, slots=True)
class CardMaker:
    """What the cards of all pages share: settings, vocabularies and the time of this build, in seconds since 1970."""

    settings: Settings
    vocabularies: Sequence[Vocabulary]
    now: int

    def make(self, page: Page, found: Found, pairs: Sequence[Pair]) -> tuple[tuple[Card, ...], tuple[Problem, ...]]:
        """The cards of one page in its order; a pair whose id is taken by an earlier one is a Problem instead."""
        if not pairs:
            return (), ()
        writer = _PageWriter(self, page, found)
        problems: list[Problem] = []
        cards: dict[str, Card] = {}
        for pair in pairs:
            question = front(pair.question)
            if not has_content(question):
                problems.append(problem("MK302", "nothing is left of the question without its number", pair.span))
                continue
            card = writer.card(pair, question)
            if blank := next((side for side in ("Question", "Answer") if _is_blank(card.fields[side])), None):
                code = "MK302" if blank == "Question" else "MK301"
                problems.append(
                    problem(code, f"nothing to show as the {blank.lower()}: {card.question[:80]}", pair.span)
                )
                continue
            if card.id in cards:
                problems.append(_doubled(card, cards[card.id], pair))
            else:
                cards[card.id] = card
        return tuple(cards.values()), (*problems, *writer.media.problems, *writer.renderer.problems)


class _PageWriter:
    """Makes the cards of one page; what is the same for all of them is worked out once."""

    def __init__(self, maker: CardMaker, page: Page, found: Found) -> None:
        settings = maker.settings
        self.media = MediaFinder(settings.root, settings.site.docs_dir if settings.site else None)
        self.renderer = Renderer(page, self.media, lambda target: _address_of_link(target, found.page, settings))
        self._names = PageNames(page, found, settings)
        self._project, self._namespace = settings.name, settings.name or page.title
        self._name, self._title, self._now = found.name, page.title, maker.now
        shown, url = plain_field(found.name), page_address(found.page, settings)
        self._source = neutralise(sanitise(f'<a href="{escape(url)}">{shown}</a>')) if url else shown
        vocabularies = maker.vocabularies if "topics" in settings.tags_from else ()
        if settings.vocabularies is None:
            vocabularies = choose_vocabularies(vocabularies, self._names.place)
        self._vocabularies = vocabularies

    def card(self, pair: Pair, question: Sequence[Block]) -> Card:
        """The card of a pair whose question has been stripped of its number."""
        plain_question, answer_text = plain(question), text_of(pair.answer)
        self.media.files = {}
        namespace = self._project if pair.pin and not pair.pin.startswith("#") else self._namespace
        identity = note_id(namespace, self._name, key_text(question), pair.pin)
        fields = {
            "Question": self.renderer.render_blocks(question),
            "Answer": self.renderer.render_blocks(pair.answer),
            "Section": plain_field(" \u203a ".join([self._title, *self._names.below_title(pair.section)])),
            "Source": self._source,
            "Id": identity,
        }
        topics = find_topics(f"{plain_question}\n{answer_text}", self._vocabularies, self._names.place)
        return Card(
            identity,
            pair.kind,
            fields,
            plain_question,
            " ".join(answer_text.split()),
            self._names.deck(pair.section),
            self._names.tags(pair.section, topics),
            pair.section,
            pair.span,
            pair.dialect,
            position=0,
            modified=self._now,
            content=source_text((*question, *pair.answer)),
            derived=pair.derived,
            media=self.media.files,
        )


def _is_blank(html: str) -> bool:
    return "<img" not in html and not re.sub(r"<[^>]*>|&nbsp;|\s", "", html)


def _doubled(card: Card, first: Card, pair: Pair) -> Problem:
    """Two cards of a page with one id: by the same question, or because an author wrote the same id twice."""
    if pair.pin and card.question != first.question:
        return problem("MK402", f"the id '{pair.pin}' is that of the card on line {first.span.line}", pair.span)
    return problem("MK401", f"the same question as on line {first.span.line}: {card.question[:80]}", pair.span)


def page_address(page: str, settings: Settings) -> str:
    """The address of a page on its site as mkdocs builds it; ``page`` is its path below docs_dir, "" for none."""
    if not settings.site_url or not page:
        return ""
    folder, _, name = page.removesuffix(".md").rpartition("/")
    path = folder if name in ("index", "README") else f"{folder}/{name}"
    return settings.site_url.rstrip("/") + "/" + quote(path.strip("/") + "/").lstrip("/")


def _address_of_link(target: str, page: str, settings: Settings) -> str:
    """The address of the page that a link on ``page`` leads to, "" where it leads to none."""
    path, _, anchor = target.partition("#")
    if not path or not page or path.startswith("/"):
        return ""
    below = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    if below.startswith(".."):
        return ""
    address = page_address(below, settings) if below.endswith(".md") else ""
    return address + (f"#{anchor}" if anchor and address else "")


def front(question: Sequence[Block]) -> tuple[Block, ...]:
    """A question's blocks without number, label and difficulty marks."""
    first, *rest = question
    if first.kind != "paragraph":
        return tuple(question)
    start, stop = front_bounds(first.text)
    return (cut(first, start, stop), *rest)


def plain(blocks: Sequence[Block]) -> str:
    """The visible text of blocks on one line."""
    return " ".join(text_of(blocks).split())


def numbered(cards: Sequence[Card]) -> tuple[Card, ...]:
    """Cards with their study positions, 1, 2, 3 ... in the order given."""
    return tuple(replace(card, position=place) for place, card in enumerate(cards, 1))


def without_equal_ids(cards: Sequence[Card]) -> tuple[tuple[Card, ...], tuple[Problem, ...]]:
    """Cards of all pages, each id once. Two pages share one only where an author wrote the same id twice."""
    kept: dict[str, Card] = {}
    problems = []
    for card in cards:
        if card.id in kept:
            first = kept[card.id].span
            message = f"this card has the id of the one at {first.path}:{first.line}"
            problems.append(problem("MK402", message, card.span))
        else:
            kept[card.id] = card
    return tuple(kept.values()), tuple(problems)
