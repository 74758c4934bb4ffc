"""Pair -> Card: what goes on the front and the back, in which deck, with which tags and id; equal questions."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from urllib.parse import quote

from ..config.settings import Settings
from ..language.question_text import front_bounds
from ..model.characters import CONTROL_RE
from ..model.problems import problem
from ..model.records import Block, Card, Kind, Page, Pair, Problem
from ..pages.card_text import written
from ..pages.cloze import deletions_in, shown_text
from ..pages.inline import cut, has_content, key_text, text_of
from ..sources.find import Found
from .choices import LETTERS, Shown, options_html, order
from .ids import note_id
from .media import MediaFinder
from .names import PageNames, clean_tag, is_true
from .render import Renderer
from .safe_html import neutralise, plain_field, sanitise
from .topics import Vocabulary, choose_vocabularies, find_topics

DERIVED_TAGS = ("mkdecks::derived", "mkdecks::needs-review")
_DERIVED_NOTE = "<hr><p><small>The question was derived from this answer and waits for a review.</small></p>"
# The fields without which a note is no card, or one that asks nothing.
_SHOWN: Mapping[Kind, tuple[str, ...]] = {
    "qa": ("Question", "Answer"),
    "mcq": ("Question", "Options"),
    "term": ("Term", "Definition"),
    "cloze": ("Text",),
}


@dataclass(frozen=True, slots=True)
class CardMaker:
    """What the cards of all pages share: settings, vocabularies and the time of this build, in seconds since 1970."""

    settings: Settings
    vocabularies: Sequence[Vocabulary]
    now: int

    def make(
        self, page: Page, found: Found, pairs: Sequence[Pair]
    ) -> tuple[tuple[Card, ...], tuple[Problem, ...]]:
        """The cards of one page in its order; a pair whose id is taken by an earlier one is a Problem instead."""
        if not pairs:
            return (), ()
        writer = _PageWriter(self, page, found)
        problems: list[Problem] = []
        cards: dict[str, Card] = {}
        for pair in pairs:
            question = front(pair.question)
            if not has_content(question):
                problems.append(
                    problem(
                        "MK302",
                        "nothing is left of the question without its number",
                        pair.span,
                    )
                )
                continue
            card = writer.card(pair, question)
            if blank := next(
                (
                    name
                    for name in _SHOWN[pair.kind]
                    if _is_blank(card.fields[name])
                ),
                None,
            ):
                code = "MK302" if blank in ("Question", "Term") else "MK301"
                problems.append(
                    problem(
                        code,
                        f"nothing to show as the {blank.lower()}: {card.question[:80]}",
                        pair.span,
                    )
                )
                continue
            if (
                card.id in cards
                and pair.kind == "mcq"
                and card.options != cards[card.id].options
            ):
                card = writer.card(pair, question, with_options=True)
            if card.id in cards:
                problems.append(_doubled(card, cards[card.id], pair))
            else:
                cards[card.id] = card
        return tuple(cards.values()), (
            *problems,
            *writer.media.problems,
            *writer.renderer.problems,
        )

    def remake(
        self,
        page: Page,
        found: Found,
        pair: Pair,
        key: str,
        images: Mapping[str, Path | None],
    ) -> Card:
        """The card of a pair that no source holds any longer; ``images`` are those that learners have of it."""
        writer = _PageWriter(self, page, found)
        writer.media.kept = images
        return writer.card(pair, pair.question, key=key)


class _PageWriter:
    """Makes the cards of one page; what is the same for all of them is worked out once."""

    def __init__(self, maker: CardMaker, page: Page, found: Found) -> None:
        settings = maker.settings
        self._page = page
        self.media = MediaFinder(
            settings.root,
            settings.site.docs_dir if settings.site else None,
            page.source.embedded,
        )
        self.renderer = Renderer(
            page,
            self.media,
            lambda target: _address_of_link(target, found.page, settings),
        )
        self._names = PageNames(page, found, settings)
        self._project, self._namespace = (
            settings.name,
            settings.name or page.title,
        )
        self._name, self._title, self._now = found.name, page.title, maker.now
        self._reverse = (
            is_true(page.source.front_matter.get("reverse", ""))
            or found.rule.reverse
        )
        shown, url = plain_field(found.name), page_address(found.page, settings)
        self._source = (
            neutralise(sanitise(f'<a href="{escape(url)}">{shown}</a>'))
            if url
            else shown
        )
        vocabularies = (
            maker.vocabularies if "topics" in settings.tags_from else ()
        )
        if settings.vocabularies is None:
            vocabularies = choose_vocabularies(vocabularies, self._names.place)
        self._vocabularies = vocabularies

    def card(
        self,
        pair: Pair,
        question: Sequence[Block],
        *,
        with_options: bool = False,
        key: str = "",
    ) -> Card:
        """The card of a pair whose question has been stripped of its number.

        ``with_options`` makes the options part of its id: of two with one stem, the
        second is told apart by them. ``key`` is its id where that is known.
        """
        self.media.files, self.media.names = {}, {}
        options = tuple(plain(option) for option in pair.options)
        namespace = (
            self._project
            if pair.pin and not pair.pin.startswith("#")
            else self._namespace
        )
        said = key_text(question) + (
            "\n" + "\n".join(options) if with_options else ""
        )
        identity = key or note_id(namespace, self._name, said, pair.pin)
        titles = tuple(
            CONTROL_RE.sub("", title)
            for title in (self._title, *self._names.below_title(pair.section))
        )
        is_cloze = pair.kind == "cloze"
        plain_question = shown_text(question) if is_cloze else plain(question)
        hidden = "; ".join(text for _, text, _ in deletions_in(question))
        answer = hidden if is_cloze else plain(pair.answer)
        others = [*options, *(plain(blocks) for blocks in pair.feedback)]
        topics = find_topics(
            "\n".join([plain(question), plain(pair.answer), *others]),
            self._vocabularies,
            self._names.place,
        )
        own_tags = map(
            clean_tag, (*pair.tags, *(DERIVED_TAGS if pair.derived else ()))
        )
        return Card(
            identity,
            pair.kind,
            {
                **self._fields(pair, question, identity, options),
                "Section": plain_field(" \u203a ".join(titles)),
                "Source": self._source,
                "Id": identity,
            },
            plain_question,
            answer,
            self._names.deck(pair.section),
            self._names.tags(
                pair.section, [*(tag for tag in own_tags if tag), *topics]
            ),
            pair.section,
            pair.span,
            pair.dialect,
            position=0,
            modified=self._now,
            key=identity,
            pin=pair.pin,
            source=self._name,
            titles=titles,
            written=written(
                pair,
                question,
                self._page,
                self.media.names,
                reverse=self._is_reverse(pair),
            ),
            options=options,
            correct=pair.correct,
            derived=pair.derived,
            media=self.media.files,
        )

    def _fields(
        self,
        pair: Pair,
        question: Sequence[Block],
        identity: str,
        options: Sequence[str],
    ) -> dict[str, str]:
        """The fields that differ by kind."""
        render = self.renderer.render_blocks
        if pair.kind == "cloze":
            return {
                "Text": self.renderer.render_cloze(question),
                "Extra": render(pair.answer),
            }
        if pair.kind == "term":
            switch = "1" if self._is_reverse(pair) else ""
            return {
                "Term": render(question),
                "Definition": render(pair.answer),
                "Reverse": switch,
            }
        if pair.kind == "mcq":
            shown = self._options(pair, question, identity, options)
            front_side, back = (
                options_html(shown, answered=answered)
                for answered in (False, True)
            )
            explanation = render(pair.answer)
            return {
                "Question": render(question),
                "Options": front_side,
                "Answer": back,
                "Explanation": explanation,
            }
        said = _DERIVED_NOTE if pair.derived else ""
        return {
            "Question": render(question),
            "Answer": render(pair.answer) + said,
        }

    def _is_reverse(self, pair: Pair) -> bool:
        return pair.kind == "term" and (pair.reverse or self._reverse)

    def _options(
        self,
        pair: Pair,
        question: Sequence[Block],
        identity: str,
        options: Sequence[str],
    ) -> list[Shown]:
        """The options of a multiple choice card in the order in which it shows them."""
        feedback = pair.feedback or ((),) * len(options)
        texts = [plain(question), plain(pair.answer), *map(plain, feedback)]
        places = order(identity, options, texts)
        labels = (
            pair.labels
            if places == tuple(range(len(options))) and pair.labels
            else LETTERS
        )
        render = self.renderer.render_blocks
        return [
            Shown(
                label,
                _untagged(render(pair.options[i])),
                i in pair.correct,
                render(feedback[i]),
            )
            for label, i in zip(labels, places, strict=False)
        ]


def _untagged(html: str) -> str:
    """A lone paragraph without its tag, so that an option stands on the line of its letter."""
    inner = html.removeprefix("<p>").removesuffix("</p>")
    return (
        inner
        if "<p>" not in inner and len(inner) == len(html) - len("<p></p>")
        else html
    )


def _is_blank(html: str) -> bool:
    return "<img" not in html and not re.sub(r"<[^>]*>|&nbsp;|\s", "", html)


def _doubled(card: Card, first: Card, pair: Pair) -> Problem:
    """Two cards of a page with one id: by the same question, or because an author wrote the same id twice."""
    if pair.pin and card.question != first.question:
        return problem(
            "MK402",
            f"the id '{pair.pin}' is that of the card on line {first.span.line}",
            pair.span,
        )
    return problem(
        "MK401",
        f"the same question as on line {first.span.line}: {card.question[:80]}",
        pair.span,
    )


def page_address(page: str, settings: Settings) -> str:
    """The address of a page on its site as mkdocs builds it; ``page`` is its path below docs_dir, "" for none."""
    if not settings.site_url or not page:
        return ""
    folder, _, name = page.removesuffix(".md").rpartition("/")
    path = folder if name in ("index", "README") else f"{folder}/{name}"
    return (
        settings.site_url.rstrip("/")
        + "/"
        + quote(path.strip("/") + "/").lstrip("/")
    )


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
    return tuple(
        replace(card, position=place) for place, card in enumerate(cards, 1)
    )


def without_equal_ids(
    cards: Sequence[Card],
) -> tuple[tuple[Card, ...], tuple[Problem, ...]]:
    """Cards of all pages, each id once. Two pages share one only where an author wrote the same id twice."""
    kept: dict[str, Card] = {}
    problems = []
    for card in cards:
        if card.id in kept:
            first = kept[card.id].span
            message = (
                f"this card has the id of the one at {first.path}:{first.line}"
            )
            problems.append(problem("MK402", message, card.span))
        else:
            kept[card.id] = card
    return tuple(kept.values()), tuple(problems)
