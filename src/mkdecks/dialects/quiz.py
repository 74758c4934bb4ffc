"""Quiz blocks of mkdocs-quiz: ``<quiz>`` a question, ``- [ ]`` and ``- [x]`` options, an explanation ``</quiz>``.

With ``[[blanks]]`` in place of options the text is a cloze, and what follows a rule its
explanation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count, takewhile

from ..model.problems import problem
from ..model.records import Block, Page, Pair, Problem, Results
from ..pages.cloze import Deletion, delete, wiki_links
from ..pages.inline import has_content
from ..pages.walk import outermost
from .kit.answer import trim
from .kit.key_text import without_explanation_label
from .kit.option import Options
from .kit.option_groups import find_options
from .kit.option_lists import boxes_among
from .kit.refusals import no_answer, no_key

ORDER = 5


def recognise(page: Page) -> Results:
    """One Pair for each quiz with a right option or a blank."""
    if "<quiz" not in page.source.text:
        return
    for quiz, _ in outermost(page, "quiz"):
        options = _options(quiz.children)
        yield _choice(quiz, options) if options else _cloze(quiz)


def _options(content: Sequence[Block]) -> Options | None:
    """The options with boxes; None where there are none.

    Of a list in which not every item has a box, the items with one are the options.
    """
    for group in find_options(content):
        if group.kind == "boxes":
            return group
    for place, child in enumerate(content):
        boxes = boxes_among(child) if child.kind == "bullet_list" else None
        if boxes:
            return replace(boxes, start=place, stop=place + 1)
    return None


def _choice(quiz: Block, group: Options) -> Pair | Problem:
    question = (*quiz.children[: group.start], *group.before)
    options = group.options
    if not has_content(question):
        return problem("MK302", "a quiz without a question", quiz.span)
    if not group.ticked:
        return no_key(question, quiz.span)
    below = trim((*group.after, *quiz.children[group.stop :]))
    return Pair.of(
        question,
        without_explanation_label(below),
        [quiz],
        reason="a <quiz> with options",
        span=quiz.span,
        kind="mcq",
        options=[option.blocks for option in options],
        correct=group.ticked,
        feedback=[option.feedback for option in options],
    )


def _cloze(quiz: Block) -> Pair | Problem:
    text = list(takewhile(lambda child: child.kind != "hr", quiz.children))
    question = _with_blanks(text)
    if not question:
        return no_answer(quiz.children[:1], quiz.span)
    return Pair.of(
        question,
        trim(quiz.children[len(text) + 1 :]),
        [quiz],
        reason="[[blanks]] in a quiz",
        span=quiz.span,
        kind="cloze",
    )


def _with_blanks(blocks: Sequence[Block]) -> list[Block]:
    """Blocks with their ``[[blanks]]`` as deletions, numbered as they come.

    Empty where there are none.
    """
    numbers = count(1)
    shown = []
    for block in blocks:
        deletions = [
            Deletion(start, start, stop, stop, next(numbers))
            for start, stop in wiki_links(block)
        ]
        shown.append(delete(block, deletions))
    return shown if next(numbers) > 1 else []
