"""Questions of quizzes and forms whose options nobody marks: they are no answers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...language.lexicon import holds
from ...model.records import Block, Page, Pair, Problem
from ...pages.inline import nested, text_of
from .blocks import LISTS
from .refusals import no_key

MIN_PAIRS, MIN_SHARE, MIN_SHARE_OF_QUIZ = 3, 0.8, 0.6
MIN_ITEMS, MAX_ITEMS, MAX_WORDS = 2, 6, 5
_BOXES = "\u25a1\u25a2\u25cb\u25ef"
_BOXED_RE = re.compile(rf"\s*[{_BOXES}]\s*\S")
_ENDS = (".", "!", "\u3002", ":", "\u0964")


def without_keyless(
    page: Page, pairs: Sequence[Pair]
) -> tuple[list[Pair], list[Problem]]:
    """The pairs without those whose answers are options, and a Problem for each of these.

    Empty boxes are options. So are short items where nearly all answers of a page are
    such lists: counted as "1)", or of a page that is a quiz, which has no answers then.
    """
    asked = [pair for pair in pairs if pair.kind == "qa"]
    listed = {pair for pair in asked if _is_list(page, pair.answer)}
    is_quiz = holds(page.title, "quiz")
    share = MIN_SHARE_OF_QUIZ if is_quiz else MIN_SHARE
    is_exam = len(listed) >= max(MIN_PAIRS, share * len(asked))
    if is_exam and is_quiz:
        listed = set(asked)
    kept: list[Pair] = []
    problems: list[Problem] = []
    for pair in pairs:
        if _is_boxed(pair.answer) or (is_exam and pair in listed):
            problems.append(no_key(pair.question, pair.span))
        else:
            kept.append(pair)
    return kept, problems


def _is_list(page: Page, answer: Sequence[Block]) -> bool:
    """Whether an answer is a list of a few short items, as options are written."""
    if len(answer) != 1 or answer[0].kind not in LISTS:
        return False
    block = answer[0]
    is_counted = block.kind == "ordered_list" and block.mark == ")"
    if not (is_counted or holds(page.title, "quiz")):
        return False
    items = block.children
    is_sized = MIN_ITEMS <= len(items) <= MAX_ITEMS
    return is_sized and all(_is_short(item) for item in items)


def _is_short(item: Block) -> bool:
    text = text_of([item]).strip()
    is_line = "\n" not in text and not text.endswith(_ENDS)
    return is_line and len(text.split()) <= MAX_WORDS


def _is_boxed(answer: Sequence[Block]) -> bool:
    """Whether each line of an answer has an empty box."""
    texts = [block.text for block in nested(answer) if block.text.strip()]
    lines = [
        line for text in texts for line in text.split("\n") if line.strip()
    ]
    return len(lines) >= MIN_ITEMS and all(map(_BOXED_RE.match, lines))
