"""Collapsible question blocks: ``??? question "..."``, ``!!! question "..."``, ``> [!question]- ...``.

mkdocs-material's admonitions and Obsidian's callouts of the types question, faq, help and flashcard. The title is the
question, whatever the block holds is the answer. A title such as "Show answer" is the answer to what stands above it
instead.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..blocks import body_of, title_of, walk
from ..inlines import as_paragraph
from ..model import Block, Page, Pair, Problem
from ..problems import problem
from ..wording import is_question, is_reveal_label
from ._answer import is_answered, is_reveal, pin_near, reveal, trim

ORDER = 10
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
        if title is None or not title.text.strip():
            yield problem("MK302", f"a {block.label} block without a title", block.span)
        elif not is_reveal_label(title.text):
            yield from _pair(block, title, siblings)


def _pair(block: Block, title: Block, siblings: tuple[Block, ...]) -> Iterator[Pair | Problem]:
    claims: tuple[Block, ...] = (block,)
    body = body_of(block)
    place = siblings.index(block)
    if not body and (follower := siblings[place + 1 : place + 2]) and is_reveal(follower[0]):
        body, claims = follower, (block, *follower)
    more_question, answer = reveal(body)
    trimmed = trim(answer)
    if block.tokens[0].meta.get("broken"):
        yield problem("MK303", "the title has no closing quote", block.span, help='end the title with "')
    if not is_answered(trimmed):
        yield problem("MK301", f"no answer to: {title.text}", block.span)
        return
    yield Pair(
        (as_paragraph(title), *more_question),
        trimmed,
        block.span,
        "collapsible",
        claims,
        block.section,
        pin=pin_near(block, siblings, body_of(block)),
        reason=f"a block of type {block.label}",
    )
