"""Where the question begins that stands above options or above a fold with its answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...language.question_text import (
    is_question,
    number_of,
    question_label_length,
)
from ...model.records import Block
from ...pages.inline import as_paragraph, cut, has_content, is_bold_line
from .answer import FOLDS

# A line that only counts the question below it, and one that only announces its
# options.
_LONE_NUMBER_RE = re.compile(
    r"[^\w]*(?:(?:question|ques|q|pregunta|pergunta|frage|domanda|вопрос|problem|p)[\s.#№]*\d{1,4}"
    r"|第\s*\d{1,4}\s*[题題問问]|"
    r"(?:question|pregunta|frage|вопрос|题目|問題|问题))[^\w]*",
    re.I,
)
_LABEL_RE = re.compile(
    r"(?:(?:answer )?(?:options?|choices?|opciones|opções|antworten|варианты(?: ответов?)?|选项|選項))\s*[:\uff1a]?",
    re.I,
)
Q_NUMBER_RE = re.compile(
    r"\s*(?:[qpf]\s?\d{1,4}\s?[.:)]|(?:question|pregunta|frage|вопрос)\s+\d)",
    re.I,
)


def stem_start(
    siblings: Sequence[Block],
    low: int,
    first: int,
    *,
    text: str = "",
    many: bool = False,
) -> int:
    """The place among siblings, ``low`` at the least, where the question above the sibling ``first`` begins.

    Its heading, else the last paragraph with a number, a label or in bold that asks,
    else the last that asks, else the paragraph right above. ``text`` is what ``first``
    itself begins with. ``many`` is whether further questions stand below the heading,
    so that it names a section unless it asks.
    """
    place = first
    while place > low and siblings[place - 1].kind not in (
        "hr",
        "heading",
        *FOLDS,
    ):
        place -= 1
    headed = place > low and siblings[place - 1].kind == "heading"
    between = siblings[place:first]
    starts = [i for i, block in enumerate(between) if _starts_question(block)]
    asking = [
        i
        for i, block in enumerate(between)
        if block.kind == "paragraph" and is_question(block.text)
    ]
    asks_itself = bool(text) and (
        puts_question(text) or not (between or headed)
    )
    is_section = headed and not puts_question(siblings[place - 1].text)
    if headed and not (
        is_section and (starts or asks_itself or (many and between))
    ):
        return place - 1
    if asks_itself:
        return first
    for places in (
        starts,
        asking,
        [i for i, block in enumerate(between) if block.kind == "paragraph"],
    ):
        if places:
            return place + places[-1]
    return place - 1 if headed else max(first - 1, place)


def _starts_question(block: Block) -> bool:
    if block.kind != "paragraph":
        return False
    marked = (
        number_of(block.text) is not None
        or question_label_length(block.text)
        or Q_NUMBER_RE.match(block.text)
    )
    return bool(marked) or (is_bold_line(block) and is_question(block.text))


def puts_question(text: str) -> bool:
    """Whether a heading asks, or has the number or the label of a question."""
    marked = (
        question_label_length(text)
        or Q_NUMBER_RE.match(text)
        or number_of(text) is not None
    )
    return bool(is_question(text) or marked)


def shown_stem(stem: Sequence[Block]) -> tuple[Block, ...]:
    """A stem as the front shows it: its heading or title as a paragraph; labels, rules and empty blocks left out."""
    shown = [
        block for block in stem if block.kind != "hr" and has_content([block])
    ]
    while len(shown) > 1 and _LONE_NUMBER_RE.fullmatch(shown[0].text):
        shown.pop(0)
    shown = [
        block
        for i, block in enumerate(shown)
        if i == 0 or not _LABEL_RE.fullmatch(block.text.strip())
    ]
    rest = [
        cut(block, length) if (length := _label(block)) else block
        for block in shown[1:]
    ]
    return (as_paragraph(shown[0]), *rest) if shown else ()


def _label(block: Block) -> int:
    return question_label_length(block.text) if block.kind == "paragraph" else 0
