"""Collapsible question blocks: ``??? question "..."``, ``!!! question "..."``, ``> [!question]- Title``.

mkdocs-material's admonitions and Obsidian's callouts of the types question, faq, help
and flashcard. The title is the question, whatever the block holds is the answer. A
title such as "Show answer" is the answer to what stands above it instead.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from ..language.question_text import (
    is_prompt,
    is_question,
    is_reveal_label,
    number_of,
    question_label_length,
)
from ..model.problems import problem
from ..model.records import Block, Page, Pair, Problem
from ..pages.inline import as_paragraph, has_content, text_of
from ..pages.tree import body_of, title_of, walk
from .kit.answer import is_answered, is_reveal, pin_near, reveal, trim
from .kit.page_gate import is_announced
from .kit.stem import shown_stem

ORDER = 10
STATIC = (
    "!!!",
    ">",
)  # blocks that are always open, whose title may as well name a box
TYPES = frozenset({"question", "faq", "help", "flashcard"})


def recognise(page: Page) -> Iterator[Pair | Problem]:
    """One Pair for each admonition of a question type that has a title and an answer."""
    inside: set[Block] = set()
    for block, siblings in walk(page):
        if block in inside:
            inside.update(block.children)
            continue
        if block.kind != "admonition":
            continue
        title = title_of(block)
        if block.label.lower() not in TYPES:
            if title and is_question(title.text) and block.mark != "!!!":
                message = f"'{title.text}' is the title of a block of type {block.label or 'none'}, not question"
                yield problem("MK302", message, block.span)
            continue
        inside.update(block.children)
        follower = _follower(block, siblings)
        if follower is not None and (
            title is None or block.mark in STATIC or not body_of(block)
        ):
            yield from _divided(block, follower, siblings)
        elif title is None or not has_content([title]):
            yield problem(
                "MK302", f"a {block.label} block without a title", block.span
            )
        elif (
            block.mark in STATIC
            and not _asks(title.text)
            and not is_announced(page, block)
        ):
            yield problem(
                "MK309",
                f"a {block.label} block whose title does not ask: {title.text}",
                block.span,
            )
        elif not is_reveal_label(text_of([title])):
            yield from _pair(block, title, siblings)


def _follower(block: Block, siblings: tuple[Block, ...]) -> Block | None:
    """The fold right below a block that says that it holds the answer."""
    below = itertools.islice(siblings, siblings.index(block) + 1, None)
    following = next((one for one in below if has_content([one])), None)
    return following if following is not None and is_reveal(following) else None


def _asks(text: str) -> bool:
    numbered = number_of(text) is not None or question_label_length(text)
    return bool(is_question(text) or is_prompt(text) or numbered)


def _divided(
    block: Block, follower: Block, siblings: tuple[Block, ...]
) -> Iterator[Pair | Problem]:
    """A block that holds the question, and a fold below it that holds the answer."""
    title = title_of(block)
    question = shown_stem([*((title,) if title else ()), *body_of(block)])
    answer = trim(body_of(follower))
    if (
        question
        and is_answered(answer)
        and not (title and is_reveal_label(title.text))
    ):
        pin = pin_near(block, siblings, body_of(block))
        reason = f"a block of type {block.label}, and a fold with its answer"
        claims = (block, follower)
        yield Pair(
            question,
            answer,
            block.span,
            "collapsible",
            claims,
            block.section,
            pin=pin,
            reason=reason,
        )


def _pair(
    block: Block, title: Block, siblings: tuple[Block, ...]
) -> Iterator[Pair | Problem]:
    more_question, answer = reveal(body_of(block))
    trimmed = trim(answer)
    if block.tokens[0].meta.get("broken"):
        yield problem(
            "MK303",
            "the title has no closing quote",
            block.span,
            help='end the title with "',
        )
    if not is_answered(trimmed):
        yield problem(
            "MK301",
            f"no answer to: {' '.join(text_of([title]).split())}",
            block.span,
        )
        return
    yield Pair(
        (*(title.children or (as_paragraph(title),)), *more_question),
        trimmed,
        block.span,
        "collapsible",
        (block,),
        block.section,
        pin=pin_near(block, siblings, body_of(block)),
        reason=f"a block of type {block.label}",
    )
