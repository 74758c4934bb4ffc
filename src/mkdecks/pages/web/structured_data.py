"""Questions that a page states for machines: schema.org's microdata and JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from .elements import Element, select
from .folds import Fold

_PROPERTY = (
    ".//*[contains(concat(' ', @itemprop, ' '), concat(' ', $name, ' '))]"
)


class LinkedQuestion(NamedTuple):
    """A question of JSON-LD: the script that states it, its text and answer as HTML."""

    script: Element
    question: str
    answer: str


def microdata_question(element: Element) -> Fold | None:
    """The question that an element is by its microdata, with its accepted answer."""
    if "schema.org/question" not in element.get("itemtype", "").lower():
        return None
    name = _property(element, "name")
    answer = _property(element, "acceptedAnswer")
    if name is None or answer is None:
        return None
    text = _property(answer, "text")
    return Fold(name, answer if text is None else text, asks=True)


def _property(element: Element, name: str) -> Element | None:
    return next(iter(select(element, _PROPERTY, name=name)), None)


def linked_questions(root: Element) -> Iterator[LinkedQuestion]:
    """The questions of a page's JSON-LD that have an accepted answer.

    Data that is broken is left out: what the page shows is read all the same.
    """
    for script in root.iter("script"):
        if "ld+json" not in script.get("type", "").lower() or not script.text:
            continue
        try:
            data = json.loads(script.text, strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _question_objects(data):
            name, text = item.get("name"), _accepted_text(item)
            if isinstance(name, str) and isinstance(text, str):
                yield LinkedQuestion(script, name, text)


def _question_objects(data: Any) -> Iterator[Mapping[str, Any]]:
    """Every Question of JSON-LD, wherever lists and graphs hold it."""
    pending = [data]
    while pending:
        item = pending.pop()
        if isinstance(item, dict):
            kinds = item.get("@type")
            if "Question" in (kinds if isinstance(kinds, list) else [kinds]):
                yield item
                continue
            item = list(item.values())
        if isinstance(item, list):
            pending.extend(reversed(item))


def _accepted_text(question: Mapping[str, Any]) -> Any:
    """The text of a Question's first accepted answer, "" where it has none."""
    answer = question.get("acceptedAnswer")
    if isinstance(answer, list) and answer:
        answer = answer[0]
    return answer.get("text", "") if isinstance(answer, dict) else ""
