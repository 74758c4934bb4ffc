"""Pair -> Card: its front and back, its deck, its tags and its id."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from html import escape
from typing import NamedTuple

from ..config.settings import Settings
from ..language.question_text import front_bounds
from ..model.characters import CONTROL_RE, one_line
from ..model.notes import Card
from ..model.problems import problem
from ..model.records import Block, Page, Pair, Problem, Problems
from ..pages.card_text import card_text
from ..pages.cloze import deletions_in, shown_text
from ..pages.inline import cut, has_content, key_text, text_of
from ..sources.front_matter import is_true
from ..sources.source_file import SourceFile
from .choices import LETTERS, Shown, options_html, order
from .ids import note_id, pinned_id
from .links import address_of_link, page_address
from .media import MediaFinder, kept_images
from .names import PageNames
from .notetypes import NOTE_TYPES
from .render import Renderer
from .safe_html import neutralise, plain_field, sanitise
from .topics import Vocabulary, choose_vocabularies, find_topics

MAX_SHOWN = 80
DERIVED_TAGS = ("mkdecks::derived", "mkdecks::needs-review")
_DERIVED_NOTE = (
    "<hr><p><small>The question was derived from this answer"
    " and waits for a review.</small></p>"
)
_LONE_PARAGRAPH_RE = re.compile("<p>((?:(?!<p>).)*)</p>", re.S)
_MARKUP_RE = re.compile(r"<[^>]*>|&nbsp;|\s")


class CardMaker(NamedTuple):
    """What the cards of all pages share: the settings and the vocabularies of topics."""

    settings: Settings
    vocabularies: Sequence[Vocabulary]

    def make(
        self, page: Page, file: SourceFile, pairs: Sequence[Pair]
    ) -> tuple[tuple[Card, ...], Problems]:
        """The cards of one page, in its order; a pair that makes none is a Problem."""
        if not pairs:
            return (), ()
        writer = _PageWriter(self, page, file)
        made = list(map(writer.card_or_problem, pairs))
        cards = tuple(item for item in made if isinstance(item, Card))
        without = [item for item in made if isinstance(item, Problem)]
        on_the_way = writer.media.problems + writer.renderer.problems
        return cards, (*without, *on_the_way)

    def make_again(
        self,
        page: Page,
        file: SourceFile,
        pair: Pair,
        media: Mapping[str, str],
    ) -> Card:
        """The card of a pair that no source holds any longer.

        ``media`` are the pictures that learners have of it: their names in the package
        with their paths below the root.
        """
        writer = _PageWriter(self, page, file)
        writer.media.kept = kept_images(self.settings.root, media)
        return writer.card(pair)


class _PageWriter:
    """Makes the cards of one page; what all of them share is worked out once."""

    def __init__(self, maker: CardMaker, page: Page, file: SourceFile) -> None:
        settings = maker.settings
        self._page, self._file, self._settings = page, file, settings
        pictures = page.source.embedded
        self.media = MediaFinder(settings.root, settings.docs_dir, pictures)
        address_of = partial(address_of_link, page=file.page, settings=settings)
        self.renderer = Renderer(page, self.media, address_of)
        self._names = PageNames(page, file, settings)
        is_reverse_page = is_true(page.source.front_matter.get("reverse", ""))
        self._is_reverse_page = is_reverse_page or file.rule.reverse
        self._source_html = self._source_link()
        self._vocabularies = self._chosen_vocabularies(maker.vocabularies)

    def _source_link(self) -> str:
        """The name of the page as HTML, with a link where the page has an address."""
        name = plain_field(self._file.name)
        address = page_address(self._file.page, self._settings)
        if not address:
            return name
        return neutralise(sanitise(f'<a href="{escape(address)}">{name}</a>'))

    def _chosen_vocabularies(
        self, vocabularies: Sequence[Vocabulary]
    ) -> Sequence[Vocabulary]:
        """The vocabularies of this page: those of the config, else those that suit it."""
        if "topics" not in self._settings.tags_from:
            return ()
        if self._settings.vocabularies is None:
            return choose_vocabularies(vocabularies, self._names.place)
        return vocabularies

    def card_or_problem(self, pair: Pair) -> Card | Problem:
        """The card of a pair, or the reason why it makes none."""
        question = front(pair.question)
        if not has_content(question):
            message = "nothing is left of the question without its number"
            return problem("MK302", message, pair.span)
        is_reverse = pair.reverse or self._is_reverse_page
        asked = replace(pair, question=question, reverse=is_reverse)
        card = self.card(asked)
        for field in NOTE_TYPES[pair.kind].needed_fields:
            if _is_blank(card.fields[field]):
                return _blank(card, field)
        return card

    def card(self, pair: Pair) -> Card:
        """The card of a pair whose question has been stripped of its number.

        Its ``reverse`` is what the pair and the page say of it.
        """
        self.media.files, self.media.names = {}, {}
        titles = self._titles(pair)
        section = plain_field(" \u203a ".join(titles))
        fields = self._fields(pair)
        fields |= {"Section": section, "Source": self._source_html}
        asked, answered = _plain_sides(pair)
        text = card_text(
            pair,
            pair.question,
            self._page,
            self.media.names,
            is_reverse=pair.reverse and pair.kind == "term",
        )
        return Card(
            key=self._key(pair),
            kind=pair.kind,
            fields=fields,
            question=asked,
            answer=answered,
            deck=self._names.deck(pair.section),
            tags=self._tags(pair),
            section=pair.section,
            span=pair.span,
            dialect=pair.dialect,
            source=self._file.name,
            text=text,
            pin=pair.pin,
            titles=titles,
            options=tuple(map(plain, pair.options)),
            correct=pair.correct,
            derived=pair.derived,
            media=self.media.files,
        )

    def _key(self, pair: Pair) -> str:
        namespace = self._settings.namespace
        if pair.pin:
            return pinned_id(namespace, self._file.name, pair.pin)
        return note_id(namespace, pair.kind, key_text(pair.question))

    def _titles(self, pair: Pair) -> tuple[str, ...]:
        """The page's title and the headings above a question, as a card shows them."""
        titles = (self._page.title, *self._names.below_title(pair.section))
        return tuple(CONTROL_RE.sub("", title) for title in titles)

    def _tags(self, pair: Pair) -> tuple[str, ...]:
        parts = [pair.question, pair.answer, *pair.options, *pair.feedback]
        text = "\n".join(map(plain, parts))
        topics = find_topics(text, self._vocabularies, self._names.place)
        derived = DERIVED_TAGS if pair.derived else ()
        own = (*pair.tags, *derived)
        return self._names.tags(pair.section, own, topics)

    def _fields(self, pair: Pair) -> dict[str, str]:
        """The fields that differ by kind."""
        render = self.renderer.render_blocks
        if pair.kind == "cloze":
            text = self.renderer.render_cloze(pair.question)
            return {"Text": text, "Extra": render(pair.answer)}
        shown = render(pair.question)
        if pair.kind == "term":
            switch = "1" if pair.reverse else ""
            definition = render(pair.answer)
            return {"Term": shown, "Definition": definition, "Reverse": switch}
        if pair.kind == "mcq":
            options = list(self._options(pair))
            return {
                "Question": shown,
                "Options": options_html(options, answered=False),
                "Answer": options_html(options, answered=True),
                "Explanation": render(pair.answer),
            }
        note = _DERIVED_NOTE if pair.derived else ""
        return {"Question": shown, "Answer": render(pair.answer) + note}

    def _options(self, pair: Pair) -> Iterator[Shown]:
        """The options of a multiple choice card, in the order in which it shows them."""
        options = tuple(map(plain, pair.options))
        feedback = pair.feedback or ((),) * len(options)
        other_texts = [
            plain(pair.question),
            plain(pair.answer),
            *map(plain, feedback),
        ]
        places = order("\n".join(sorted(options)), options, other_texts)
        is_as_written = places == tuple(range(len(options)))
        labels = pair.labels if is_as_written and pair.labels else LETTERS
        render = self.renderer.render_blocks
        for label, place in zip(labels, places, strict=False):
            html = _untagged(render(pair.options[place]))
            is_right = place in pair.correct
            yield Shown(label, html, is_right, render(feedback[place]))


def _plain_sides(pair: Pair) -> tuple[str, str]:
    """Question and answer as text; the answer of a cloze is what its deletions hide."""
    if pair.kind != "cloze":
        return plain(pair.question), plain(pair.answer)
    hidden = [text for _, text, _ in deletions_in(pair.question)]
    return shown_text(pair.question), "; ".join(hidden)


def _blank(card: Card, field: str) -> Problem:
    """The Problem of a card whose question or answer shows nothing."""
    is_front = field == NOTE_TYPES[card.kind].front_field
    code = "MK302" if is_front and card.kind != "cloze" else "MK301"
    question = card.question[:MAX_SHOWN]
    message = f"nothing to show as the {field.lower()}: {question}"
    return problem(code, message, card.span)


def _untagged(html: str) -> str:
    """A lone paragraph without its tag: an option stands on the line of its letter."""
    lone = _LONE_PARAGRAPH_RE.fullmatch(html)
    return lone[1] if lone else html


def _is_blank(html: str) -> bool:
    return "<img" not in html and not _MARKUP_RE.sub("", html)


def front(question: Sequence[Block]) -> tuple[Block, ...]:
    """A question's blocks without number, label and difficulty marks."""
    first, *rest = question
    if first.kind not in ("paragraph", "heading"):
        return tuple(question)
    start, stop = front_bounds(first.text)
    return (cut(first, start, stop), *rest)


def plain(blocks: Sequence[Block]) -> str:
    """The visible text of blocks on one line."""
    return one_line(text_of(blocks))
