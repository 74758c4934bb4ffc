"""What a page shows on a click: which element holds the title of a fold, and which its content.

Accordions are told by their wiring (a control that names the panel's id), else by the
names that their makers give the parts; schema.org's microdata says outright what is a
question and what its accepted answer.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .document import classes, elements, found, said, text_length

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_TITLE = 600
_CONTROLS = (
    ".//*[@aria-controls or @data-bs-target or @data-target or @data-collapse-toggle or (self::a and starts-with(@href,"
    " '#') and (@data-toggle or @data-bs-toggle or @aria-expanded or @role='button'))]"
)
_TITLE_RE = re.compile(
    r"(?:^|[\s_-])(?:faqs?|accordion|collaps\w*|toggle|expand\w*|q-?a|qna|panel|disclosure)[-_]{0,2}(?:[^\W_]+[-_]{1,2}){0,4}"
    r"(?:question|title|header|heading|head|button|btn|trigger|toggle|summary|q)(?:$|[\s_-])"
    r"|(?:^|\s)(?:question(?:[-_](?:title|text|heading|name))?|collapsible|accordion|dt-question|spoiler-title)(?:$"
    r"|\s)",
    re.I,
)
_PANEL_RE = re.compile(
    r"answer|panel|content|body|collaps|accordion|text|detail|description|toggle|expand|hidden|(?:^|\s)a(?:$|\s)",
    re.I,
)
_HEADERS = frozenset("h1 h2 h3 h4 h5 h6 header div span dt p strong b".split())
_LOWER = "translate(@class, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"
# Elements that _TITLE_RE may find something in: told apart before Python sees them, as
# pages have thousands of classes.
_NAMED = ".//*[@class][{}]".format(
    " or ".join(
        f"contains({_LOWER}, '{word}')"
        for word in "faq accordion collaps toggle expand q-a qa qna panel disclosure question spoiler".split()
    )
)
_NO_FOLDS = frozenset("input select textarea label option body html".split())


@dataclass(frozen=True, slots=True)
class Fold:
    """A title and what it folds away; ``asks`` where the page itself calls it a question."""

    title: Element
    body: tuple[Element, ...]
    asks: bool = False


@dataclass(slots=True)
class Widgets:
    """The folds of a region by the element that a reader of its tree meets first, and the elements they hold."""

    region: Element
    folds: dict[Element, Fold] = field(default_factory=dict)
    _taken: set[Element] = field(default_factory=set)

    def find(self) -> None:
        """Look through the region once: wired controls first, then named parts."""
        controls = found(self.region, _CONTROLS)
        if controls:
            ids = {
                str(element.get("id")): element
                for element in found(self.region, ".//*[@id]")
            }
            for control in controls:
                self._add_wired(control, ids)
        for element in found(self.region, _NAMED):
            if (
                _TITLE_RE.search(element.get("class", ""))
                and element.tag not in _NO_FOLDS
            ):
                self._add_named(element)

    def is_taken(self, element: Element) -> bool:
        """Whether an element is the content of a fold, which shows it."""
        return element in self._taken

    def _add_wired(self, control: Element, ids: dict[str, Element]) -> None:
        names = [
            control.get(name, "")
            for name in (
                "aria-controls",
                "data-bs-target",
                "data-target",
                "data-collapse-toggle",
            )
        ]
        target = (
            next((name for name in names if name), control.get("href", ""))
            .lstrip("#.")
            .split(" ")[0]
        )
        panel = ids.get(target)
        if (
            panel is None
            or control.get("role") == "tab"
            or control.tag in _NO_FOLDS
        ):
            return
        title = _title_of(control)
        self._add(
            title,
            (panel,),
            asks=_is_question_name(title) or _is_question_name(control),
        )

    def _add_named(self, element: Element) -> None:
        above = itertools.islice(element.iterancestors(), 3)
        if element in self._taken or any(
            one in self._taken or one in self.folds for one in above
        ):
            return
        title = element
        panel = _next_element(title)
        if (
            panel is None
            and (parent := title.getparent()) is not None
            and sum(1 for _ in elements(parent)) == 1
        ):
            panel = _next_element(parent)
            title = parent
        if panel is None or not _PANEL_RE.search(
            panel.get("class", "") + " " + panel.get("itemprop", "")
        ):
            return
        if _TITLE_RE.search(panel.get("class", "")) and not re.search(
            "answer|content|body|panel", panel.get("class", ""), re.I
        ):
            return
        self._add(title, (panel,), asks=_is_question_name(element))

    def _add(
        self, title: Element, body: tuple[Element, ...], *, asks: bool
    ) -> None:
        inside = set(title.iterancestors())
        if title in self.folds or any(
            part in inside or part is title or part in self._taken
            for part in body
        ):
            return
        if (
            any(title in set(part.iterancestors()) for part in body)
            or not 0 < text_length(title) <= MAX_TITLE
        ):
            return
        self.folds[title] = Fold(title, body, asks)
        self._taken.update(body)


def _title_of(control: Element) -> Element:
    """The whole of what names a fold: its control, or the header around it that says no more."""
    parent = control.getparent()
    words = said(control).split()
    while (
        parent is not None
        and parent.tag in _HEADERS
        and _says_only(parent, words)
    ):
        control, parent = parent, parent.getparent()
    return control


def _says_only(element: Element, words: Sequence[str]) -> bool:
    """Whether an element says these words and no others; stops at the first that differs."""
    told = (word for text in element.itertext() for word in str(text).split())
    return all(
        one == other for one, other in itertools.zip_longest(words, told)
    )


def _is_question_name(element: Element) -> bool:
    return any(
        re.search(r"(?:^|[-_])(?:faq|question)s?(?:$|[-_])", name)
        for name in classes(element)
    )


def _next_element(element: Element) -> Element | None:
    following = element.getnext()
    while following is not None and not isinstance(following.tag, str):
        following = following.getnext()
    return following


def microdata_question(element: Element) -> Fold | None:
    """The question that an element is by its microdata, with its accepted answer."""
    if "schema.org/question" not in element.get("itemtype", "").lower():
        return None
    name = _property(element, "name")
    answer = _property(element, "acceptedAnswer")
    if name is None or answer is None:
        return None
    text = _property(answer, "text")
    return Fold(name, (text if text is not None else answer,), asks=True)


def _property(element: Element, name: str) -> Element | None:
    holders = found(
        element,
        ".//*[contains(concat(' ', @itemprop, ' '), concat(' ', $name, ' '))]",
        name=name,
    )
    return holders[0] if holders else None


def linked_data(root: Element) -> Iterator[tuple[Element, str, str]]:
    """The questions that a page's JSON-LD states: the script, the question and the answer, as HTML."""
    for script in root.iter("script"):
        if "ld+json" not in script.get("type", "").lower() or not script.text:
            continue
        try:
            data = json.loads(script.text, strict=False)
        except (ValueError, RecursionError):
            continue  # broken data is the site's affair; what the page shows is read all the same
        for question, answer in _questions(data):
            yield script, question, answer


def _questions(data: Any) -> Iterator[tuple[str, str]]:
    """Every Question of JSON-LD with an accepted answer, wherever lists and graphs hold it."""
    pending = [data]
    while pending:
        item = pending.pop()
        if isinstance(item, list):
            pending.extend(reversed(item))
        elif isinstance(item, dict):
            kinds = item.get("@type", "")
            if "Question" in (kinds if isinstance(kinds, list) else [kinds]):
                answer = item.get("acceptedAnswer")
                answer = (
                    answer[0] if isinstance(answer, list) and answer else answer
                )
                text = (
                    answer.get("text", "") if isinstance(answer, dict) else ""
                )
                if isinstance(item.get("name"), str) and isinstance(text, str):
                    yield item["name"], text
            else:
                pending.extend(
                    reversed(
                        [
                            value
                            for value in item.values()
                            if isinstance(value, (dict, list))
                        ]
                    )
                )
