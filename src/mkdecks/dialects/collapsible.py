"""Question blocks: ``??? question "..."``, ``!!! faq "..."``, ``> [!question]- Title``.

mkdocs-material's admonitions and Obsidian's callouts of the types question, faq, help
and flashcard; where several titles ask, those of other types too. The title is the
question, whatever the block holds is the answer. A title such as "Show answer" is the
answer to what stands above it instead, and one whose title is only "Question" holds
both.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from ..language.fold_titles import is_reveal_label
from ..language.question_text import (
    is_prompt,
    is_question,
    number_of,
    question_label_length,
)
from ..model.problems import problem
from ..model.records import Block, Page, Pair, Problem, Results
from ..pages.inline import has_content, text_of
from ..pages.tree import body_of, title_of
from .kit.answer import is_answered, is_reveal, trim
from .kit.answered import MIN_RUN, titled
from .kit.page_gate import is_announced
from .kit.places import outside
from .kit.question_inside import has_question_inside, question_inside
from .kit.stem import shown_stem

ORDER = 10
# Blocks that are always open, whose title may as well name a box.
STATIC = ("!!!", ">")
TYPES = frozenset({"question", "faq", "help", "flashcard"})


def recognise(page: Page) -> Results:
    """One Pair for each block of a question type that has a title and an answer."""
    others = []
    for block, siblings in outside(page, "admonition", _is_for_questions):
        if _is_for_questions(block):
            yield from _read(page, block, siblings)
        elif _title_asks(block):
            others.append(block)
    are_questions = len(others) >= MIN_RUN
    for block in others:
        read = _whole if are_questions else _of_another_type
        yield from read(block)


def _is_for_questions(block: Block) -> bool:
    return block.label.lower() in TYPES


def _title_asks(block: Block) -> bool:
    title = title_of(block)
    return title is not None and is_question(title.text)


def _of_another_type(block: Block) -> Iterator[Problem]:
    """A problem where a block whose title asks is of no question type, and foldable."""
    title = title_of(block)
    if title and block.mark != "!!!":
        written = f"a block of type {block.label or 'none'}, not question"
        message = f"'{title.text}' is the title of {written}"
        yield problem("MK302", message, block.span)


def _read(page: Page, block: Block, siblings: Sequence[Block]) -> Results:
    title = title_of(block)
    is_static = block.mark in STATIC
    fold = _answer_below(block, siblings)
    if fold and (title is None or is_static or not body_of(block)):
        yield from _divided(block, title, fold)
    elif has_question_inside(block):
        reason = f"a block of type {block.label} that holds its question"
        yield from filter(None, [question_inside(page, block, reason=reason)])
    elif _is_other(page, block, title):
        message = f"a {block.label} block whose title does not ask"
        text = text_of([title]) if title else ""
        yield problem("MK309", f"{message}: {text}", block.span)
    elif title and not is_reveal_label(text_of([title])):
        yield from _whole(block)


def _answer_below(block: Block, siblings: Sequence[Block]) -> Block | None:
    """The fold right below a block that says that it holds the answer."""
    below = itertools.islice(siblings, siblings.index(block) + 1, None)
    visible = (sibling for sibling in below if has_content([sibling]))
    following = next(visible, None)
    return following if following and is_reveal(following) else None


def _is_other(page: Page, block: Block, title: Block | None) -> bool:
    """Whether a block is always open, and its title is no question."""
    if title is None or block.mark not in STATIC:
        return False
    return not _asks(title.text) and not is_announced(page, block)


def _asks(text: str) -> bool:
    if is_question(text) or is_prompt(text):
        return True
    return number_of(text) is not None or question_label_length(text) > 0


def _divided(block: Block, title: Block | None, fold: Block) -> Results:
    """A block that holds the question, and a fold below it that holds the answer."""
    if title and is_reveal_label(title.text):
        return
    question = shown_stem(block.children)
    answer = trim(body_of(fold))
    if question and is_answered(answer):
        reason = f"a block of type {block.label}, and a fold with its answer"
        claims = (block, fold)
        yield Pair.of(question, answer, claims, span=block.span, reason=reason)


def _whole(block: Block) -> Results:
    """A block whose title is the question and that holds the answer."""
    title = title_of(block)
    if title is None:
        return
    if block.tokens[0].meta.get("broken"):
        yield problem(
            "MK303",
            "the title has no closing quote",
            block.span,
            help='end the title with "',
        )
    reason = f"a block of type {block.label}"
    yield titled(block, title, reason=reason, span=block.span)
