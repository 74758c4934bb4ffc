"""Questions that a web page asks outright: quizzes, and those of its linked data."""

from __future__ import annotations

from collections.abc import Sequence

from .elements import Element, all_text, parse_fragment, pieces_of, select
from .page_writer import PageWriter
from .structured_data import LinkedQuestion

_CHOICES = ".//input[@type='radio' or @type='checkbox']"


def quiz(writer: PageWriter, element: Element) -> None:
    """A quiz of mkdocs-quiz: its question, its options or blanks, and its explanation.

    Another box that is called a quiz is what it holds.
    """
    question = element.find("./div[@class='quiz-question']")
    choices = select(element, _CHOICES)
    blank = element.find(".//input[@data-answer]")
    if question is None or (not choices and blank is None):
        writer.contents(element)
        return
    with writer.container("quiz", "div"):
        writer.add_lines("<quiz>")
        writer.contents(question)
        if choices:
            _options(writer, element, choices)
        else:
            writer.rule()
        for section in element.iterfind("./section"):
            writer.contents(section)


def _options(
    writer: PageWriter, element: Element, choices: Sequence[Element]
) -> None:
    """Write a list of options, those that the page marks as right ticked."""
    labels = {
        label.get("for"): label for label in select(element, ".//label[@for]")
    }
    with writer.container("bullet_list", "ul"):
        for choice in choices:
            label = labels.get(choice.get("id", ""), choice)
            is_right = "data-correct" in choice.attrib
            sign = "\u2611 " if is_right else "\u2610 "
            with writer.container("list_item", "li") as opening:
                opening.meta = {"checked": is_right}
                writer.stand_at(choice)
                items = [sign, *pieces_of(label)]
                writer.paragraph(items, is_tight=True)


def linked_question(writer: PageWriter, linked: LinkedQuestion) -> None:
    """A question of the page's linked data, for the dialect that reads them."""
    writer.stand_at(linked.script)
    with writer.container("linked_question", "div"):
        question = all_text(parse_fragment(linked.question))
        writer.title("summary", "p", [question])
        with writer.container("linked_answer", "div"):
            writer.contents(parse_fragment(linked.answer))
