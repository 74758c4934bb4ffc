"""Pair -> Card: what goes on the front and the back, in which deck, with which tags and id; equal questions on a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from urllib.parse import quote

from .blocks import cut, has_content, key_text, source_text, text_of
from .config import Settings
from .discover import Found
from .identity import note_id
from .media import MediaFinder
from .model import Block, Card, Page, Pair, Problem
from .naming import below_title, deck_name, tags_of
from .problems import problem
from .render import Renderer
from .sanitise import plain_field
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
        settings = self.settings
        media = MediaFinder(settings.root, settings.site.docs_dir if settings.site else None)
        renderer = Renderer(page, media, self._page_url(found))
        problems: list[Problem] = []
        cards: dict[str, Card] = {}
        for pair in pairs:
            question = front(pair.question)
            if not has_content(question):
                problems.append(problem("MK302", "nothing is left of the question without its number", pair.span))
                continue
            card = self._card(page, found, pair, question, renderer)
            if card.id in cards:
                first = cards[card.id].span
                message = f"the same question as on line {first.line}: {card.question[:80]}"
                problems.append(problem("MK401", message, pair.span, help="reword it, or give it an id of its own"))
                continue
            cards[card.id] = card
        return tuple(cards.values()), (*problems, *media.problems, *renderer.problems)

    def _card(self, page: Page, found: Found, pair: Pair, question: Sequence[Block], renderer: Renderer) -> Card:
        plain_question, plain_answer = plain(question), plain(pair.answer)
        renderer.media.files = {}
        question_html, answer_html = renderer.render(question), renderer.render(pair.answer)
        namespace = self.settings.name or page.title
        identity = note_id(namespace, page.source.name, key_text(question), pair.pin)
        sections = [page.title, *below_title(page, pair.section)]
        fields = {
            "Question": question_html,
            "Answer": answer_html,
            "Section": plain_field(" \u203a ".join(sections)),
            "Source": self._source_field(found),
            "Id": identity,
        }
        topics = find_topics(f"{plain_question}\n{text_of(pair.answer)}", *self._topic_context(page, found))
        return Card(
            identity,
            pair.kind,
            fields,
            plain_question,
            plain_answer,
            deck_name(page, found, self.settings.name, pair.section),
            tags_of(page, found, self.settings.tags_from, pair.section, topics),
            pair.section,
            pair.span,
            pair.dialect,
            position=0,
            modified=self.now,
            content=source_text((*question, *pair.answer)),
            derived=pair.derived,
            media=renderer.media.files,
        )

    def _topic_context(self, page: Page, found: Found) -> tuple[Sequence[Vocabulary], str]:
        place = f"{Path(found.name).parent.as_posix().strip('.')}\n{page.title}"
        if "topics" not in self.settings.tags_from:
            return (), place
        if self.settings.vocabularies is None:
            return choose_vocabularies(self.vocabularies, place), place
        return self.vocabularies, place

    def _page_url(self, found: Found) -> str:
        settings = self.settings
        if not settings.site_url or not settings.site:
            return ""
        page = found.name.removeprefix(found.base + "/") if found.base else found.name
        for ending in ("/index.md", "/README.md"):
            page = page.removesuffix(ending[1:]) if page == ending[1:] else page.replace(ending, "/")
        return settings.site_url.rstrip("/") + "/" + quote(page.removesuffix(".md").rstrip("/") + "/").lstrip("/")

    def _source_field(self, found: Found) -> str:
        name, url = plain_field(found.name), self._page_url(found)
        return f'<a href="{escape(url)}">{name}</a>' if url else name


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
            problems.append(problem("MK402", message, card.span, help="an id names one card: change one of them"))
        else:
            kept[card.id] = card
    return tuple(kept.values()), tuple(problems)
