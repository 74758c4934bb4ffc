"""Exercises with a solution: ``:::: challenge`` ... ``::: solution``, and of MyST.

The divs of the Carpentries and the directives of MyST and sphinx-exercise. The question
is the title and the body, the answer what the solution holds. A solution may stand
inside its exercise, below it, or name it by its label.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from ..language.fold_titles import is_answer_label
from ..language.lexicon import says
from ..model.characters import one_line
from ..model.problems import problem
from ..model.records import Block, Page, Pair, Results, Span
from ..pages.inline import as_paragraph, cut, has_content
from ..pages.tree import body_of, title_of
from ..pages.walk import outermost
from .kit.answer import is_answered, trim
from .kit.places import outside
from .kit.steps import begins_step

ORDER = 4
EXERCISES = frozenset(
    "exercise challenge problem question discussion homework demo".split()
)
SOLUTIONS = frozenset({"solution", "answer"})
HINTS = frozenset({"hint"})
FOR_TEACHERS = frozenset({"instructor", "instructor-note"})
# Exercises that somebody is expected to solve.
_EXPECTING = frozenset({"exercise", "challenge", "problem"})


_REMARK_RE = re.compile(r"\s*\(([^()]{1,30})\)\s*[:-]?\s*")


def recognise(page: Page) -> Results:
    """One Pair for each exercise that has a solution."""
    blocks = list(outside(page, "admonition", _is_exercise))
    solutions = [block for block, _ in blocks if _is_solution(block)]
    for block, siblings in blocks:
        if _is_exercise(block):
            yield from _exercise(block, siblings, solutions)
    for block, _ in outermost(page, "blockquote"):
        yield from _quoted(block)


def _is_exercise(block: Block) -> bool:
    return _is_of_type(block, EXERCISES)


def _is_solution(block: Block) -> bool:
    return _is_of_type(block, SOLUTIONS)


def _is_of_type(block: Block, types: frozenset[str]) -> bool:
    return (
        block.kind == "admonition"
        and block.mark[:1] in ":`~"
        and block.label in types
    )


def _exercise(
    block: Block, siblings: Sequence[Block], solutions: Sequence[Block]
) -> Results:
    title = title_of(block)
    task = [_shown_title(title)] if title else []
    body = [child for child in body_of(block) if has_content([child])]
    if not any(map(_holds_solution, body)):
        outside_it = _solutions_of(block, siblings, solutions)
        yield from _step(block, [*task, *body], outside_it, block.span)
        return
    heading = list(itertools.takewhile(_is_heading, body))
    steps = list(_steps(body[len(heading) :]))
    for step, within in steps:
        is_only = len(steps) == 1 or not step
        span = block.span if is_only else step[0].span
        yield from _step(block, [*task, *heading, *step], within, span)


def _is_heading(block: Block) -> bool:
    return block.kind == "heading"


def _steps(
    body: Sequence[Block],
) -> Iterator[tuple[Sequence[Block], Sequence[Block]]]:
    """What an exercise holds as its steps: a task each, and the solutions of it.

    A solution belongs to the task above it; what only joins two solutions is no task.
    """
    step: list[Block] = []
    within: list[Block] = []
    between: list[Block] = []
    for block in body:
        if not _holds_solution(block):
            between.append(block)
            continue
        if within and begins_step(_without_remarks(between)):
            yield step, within
            step, within = [], []
        (within or step).extend(between)
        within.append(block)
        between = []
    yield [*step, *between], within


def _without_remarks(blocks: Sequence[Block]) -> list[Block]:
    """Blocks without hints, and without what only teachers see."""
    return [
        block
        for block in blocks
        if not _is_of_type(block, HINTS | FOR_TEACHERS)
    ]


def _step(
    block: Block,
    task: Sequence[Block],
    solutions: Sequence[Block],
    span: Span,
) -> Results:
    """The pair of a task and its solutions, or that it has none."""
    hints = [child for child in task if _is_of_type(child, HINTS)]
    shown = _without_remarks(task)
    if not shown:
        return
    question = (as_paragraph(shown[0]), *shown[1:])
    answer = trim(list(itertools.chain(*map(_content, solutions))))
    if is_answered(answer):
        yield Pair.of(
            question,
            (*answer, *hints),
            (block, *solutions),
            span=span,
            reason=f"a {block.label} with a solution",
        )
    elif block.label in _EXPECTING:
        message = f"no solution in a block of type {block.label}"
        text = one_line(question[0].text)
        yield problem("MK309", f"{message}: {text}", span)


def _holds_solution(block: Block) -> bool:
    pending = [block]
    while pending:
        current = pending.pop()
        if _is_solution(current):
            return True
        pending.extend(current.children)
    return False


def _solutions_of(
    block: Block, siblings: Sequence[Block], solutions: Sequence[Block]
) -> list[Block]:
    """The solutions outside an exercise that name its label, else follow it."""
    name = block.tokens[0].meta.get("name", "")
    if name:
        return [block for block in solutions if _title_text(block) == name]
    if block.label == "discussion":
        return []
    below = itertools.islice(siblings, siblings.index(block) + 1, None)
    visible = (sibling for sibling in below if has_content([sibling]))
    return list(itertools.takewhile(lambda block: block in solutions, visible))


def _title_text(block: Block) -> str:
    title = title_of(block)
    return title.text.strip() if title else ""


def _shown_title(title: Block) -> Block:
    """A title without the word that says that the exercise is optional."""
    remark = _REMARK_RE.match(title.text)
    if remark is None or not says(remark[1], "optional"):
        return title
    is_all = remark.end() >= len(title.text)
    return title if is_all else cut(title, remark.end())


def _content(block: Block) -> Sequence[Block]:
    """What a solution says, without the heading that only says that it is one."""
    if not _is_solution(block):
        return (block,)
    body = body_of(block)
    visible = [child for child in body if has_content([child])]
    if visible and _says_solution(visible[0]):
        return visible[1:]
    return body


def _says_solution(block: Block) -> bool:
    """Whether a block is a heading that only says that the solution follows."""
    return block.kind == "heading" and is_answer_label(block.text)


def _quoted(block: Block) -> Iterator[Pair]:
    """An exercise in a quote with its solution in an inner one, as in older lessons."""
    solved = {child: _solved(child) for child in block.children}
    task = [
        child
        for child, solution in solved.items()
        if not solution and has_content([child])
    ]
    answer = trim(list(itertools.chain(*solved.values())))
    if task and is_answered(answer):
        question = (as_paragraph(task[0]), *task[1:])
        reason = "a quote with a solution inside"
        yield Pair.of(question, answer, [block], span=block.span, reason=reason)


def _solved(quote: Block) -> Sequence[Block]:
    """What a quote says below a heading that calls it the solution; () without one."""
    if quote.kind != "blockquote" or not quote.children:
        return ()
    first, *rest = quote.children
    if _says_solution(first):
        return rest
    is_marked = any(
        token.content.lstrip().startswith("<solution-title")
        for token in first.tokens
    )
    return rest if is_marked else ()
