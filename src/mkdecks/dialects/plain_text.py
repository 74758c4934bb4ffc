"""Questions that stand out in plain text: ``1. What ...?``, ``Q1: ...``, or a line that ends in a question mark.

Scraped articles and hand-kept notes in .txt files. Lines that merely end in a question mark count where the title
announces questions or at least three lines do; a list of questions that nothing answers is a table of contents.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..inlines import as_paragraph
from ..model import Block, Page, Pair, Problem
from ..problems import problem
from ..wording import announces_questions, front_of, is_question, number_of, question_label_length
from ._answer import is_answered, trim, without_footer

ORDER = 70
QUESTION_LEVEL = 6
MIN_QUESTIONS, MIN_MARKED = 3, 2


def recognise(page: Page) -> Iterator[Pair | Problem]:
    """One Pair for each question line that something answers."""
    if page.source.format != "text":
        return
    blocks = page.blocks
    places = [
        i for i, b in enumerate(blocks) if b.kind == "heading" and b.level == QUESTION_LEVEL and b not in page.claims
    ]
    marked = [i for i in places if number_of(blocks[i].text) is not None or question_label_length(blocks[i].text)]
    asked = [i for i in places if is_question(blocks[i].text) or question_label_length(blocks[i].text)]
    labelled = [i for i in places if i not in marked and i not in asked]
    enough = len(asked) >= MIN_QUESTIONS or (len(marked) >= MIN_MARKED and len(asked) > len(marked) / 2)
    if not (enough or labelled or (asked and announces_questions(page.title))):
        for i in asked:
            yield problem("MK302", f"a lone line that asks: {blocks[i].text}", blocks[i].span)
        return
    answers = {i: _answer(blocks, i) for i in places}
    answered = {front_of(blocks[i].text).casefold() for i, answer in answers.items() if is_answered(answer)}
    for i, answer in answers.items():
        question = blocks[i]
        if is_answered(answer):
            claims = (question, *answer)
            front, reason = as_paragraph(question), "a line that asks"
            yield Pair((front,), answer, question.span, "plain-text", claims, question.section, reason=reason)
        elif front_of(question.text).casefold() not in answered:
            yield problem("MK301", f"no answer to: {question.text}", question.span)


def _answer(blocks: tuple[Block, ...], place: int) -> tuple[Block, ...]:
    stop = next((i for i in range(place + 1, len(blocks)) if blocks[i].kind == "heading"), len(blocks))
    answer = blocks[place + 1 : stop]
    letters = bool(question_label_length(blocks[place].text))
    return trim(without_footer(answer) if stop == len(blocks) else answer, letters=letters)
