"""Quiz blocks of mkdocs-quiz: ``<quiz>`` a question, ``- [ ]`` and ``- [x]`` options, an explanation ``</quiz>``.

With ``[[blanks]]`` in place of options the text is a cloze, and what follows a rule its
explanation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..model.problems import problem
from ..model.records import Block, Page, Pair, Problem
from ..pages.cloze import Deletion, delete, wiki_links
from ..pages.inline import has_content, text_of
from ..pages.tree import outermost
from .kit.answer import pin_near, trim
from .kit.answer_key import without_explanation_label
from .kit.options import Options, boxes_among, find_options

ORDER = 5


def recognise(page: Page) -> Iterator[Pair | Problem]:
    """One Pair for each quiz with a right option or a blank."""
    if "<quiz" not in page.source.text.lower():
        return
    for block, siblings in outermost(page, "quiz"):
        yield _read(block, siblings)


def _read(block: Block, siblings: tuple[Block, ...]) -> Pair | Problem:
    content = block.children
    found = next(
        (group for group in find_options(content) if group.kind == "boxes"),
        None,
    ) or _some_boxes(content)
    pin = pin_near(block, siblings, content)
    if found:
        return _choice(block, found, pin)
    rule = next(
        (place for place, child in enumerate(content) if child.kind == "hr"),
        len(content),
    )
    question = with_blanks(content[:rule])
    if question:
        explanation = trim(content[rule + 1 :])
        return Pair(
            question,
            explanation,
            block.span,
            "quiz",
            (block,),
            block.section,
            "cloze",
            pin=pin,
            reason="[[blanks]] in a quiz",
        )
    text = " ".join(text_of(content[:1]).split())[:80]
    return problem("MK301", f"a quiz without options: {text}", block.span)


def _some_boxes(content: Sequence[Block]) -> Options | None:
    """The options of a list in which not every item has a box."""
    for place, child in enumerate(content):
        if child.kind == "bullet_list" and (found := boxes_among(child)):
            return replace(found, start=place, stop=place + 1)
    return None


def _choice(block: Block, found: Options, pin: str) -> Pair | Problem:
    question = (*block.children[: found.start], *found.before)
    text = " ".join(text_of(question).split())[:80]
    correct = tuple(
        place for place, option in enumerate(found.options) if option.checked
    )
    if not has_content(question):
        return problem("MK302", "a quiz without a question", block.span)
    if not correct:
        return problem(
            "MK308", f"no option is marked as right: {text}", block.span
        )
    explanation = without_explanation_label(
        trim((*found.after, *block.children[found.stop :]))
    )
    return Pair(
        question,
        explanation,
        block.span,
        "quiz",
        (block,),
        block.section,
        "mcq",
        options=tuple(option.blocks for option in found.options),
        correct=correct,
        feedback=tuple(option.feedback for option in found.options),
        pin=pin,
        reason="a <quiz> with options",
    )


def with_blanks(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks with their ``[[blanks]]`` taken out as deletions, numbered as they come; () where there are none."""
    number = 0
    shown = []
    for block in blocks:
        deletions = []
        for start, stop in wiki_links(block):
            number += 1
            deletions.append(Deletion(start, start, stop, stop, number))
        shown.append(delete(block, deletions))
    return tuple(shown) if number else ()
