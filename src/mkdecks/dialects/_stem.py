"""Where the question begins that stands above options or above a fold with its answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..inlines import as_paragraph, has_content, is_bold_line
from ..model import Block
from ..wording import is_question, number_of, question_label_length
from ._answer import FOLDS

Q_NUMBER_RE = re.compile(r"\s*(?:[qpf]\s?\d{1,4}\s?[.:)]|(?:question|pregunta|frage|вопрос)\s+\d)", re.I)


def stem_start(siblings: Sequence[Block], low: int, first: int, *, has_text: bool = False) -> int:
    """The place among siblings, ``low`` at the least, where the question above the sibling ``first`` begins.

    Its heading, else the last paragraph with a number, a label or in bold that asks, else the last that asks, else the
    block right above. ``has_text``: ``first`` itself begins with the question.
    """
    place = first
    while place > low and siblings[place - 1].kind not in ("hr", "heading", *FOLDS):
        place -= 1
    headed = place > low and siblings[place - 1].kind == "heading"
    between = siblings[place:first]
    starts = [i for i, block in enumerate(between) if _starts_question(block)]
    if headed and (puts_question(siblings[place - 1].text) or not starts):
        return place - 1
    if has_text and not between:
        return first
    if starts:
        return place + starts[-1]
    asking = [i for i, block in enumerate(between) if block.kind == "paragraph" and is_question(block.text)]
    if asking:
        return place + asking[-1]
    return place - 1 if headed else max(first - 1, place)


def _starts_question(block: Block) -> bool:
    if block.kind != "paragraph":
        return False
    marked = number_of(block.text) is not None or question_label_length(block.text) or Q_NUMBER_RE.match(block.text)
    return bool(marked) or (is_bold_line(block) and is_question(block.text))


def puts_question(text: str) -> bool:
    """Whether a heading asks, or has the number or the label of a question."""
    marked = question_label_length(text) or Q_NUMBER_RE.match(text) or number_of(text) is not None
    return bool(is_question(text) or marked)


def shown_stem(stem: Sequence[Block]) -> tuple[Block, ...]:
    """A stem as the front shows it: its heading or title as a paragraph, rules and empty blocks left out."""
    shown = [block for block in stem if block.kind != "hr" and has_content([block])]
    return (as_paragraph(shown[0]), *shown[1:]) if shown else ()
