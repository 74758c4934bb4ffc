"""Exercises with a solution: ``:::: challenge`` ... ``::: solution``, and ``{exercise}`` and ``{solution}`` of MyST.

The divs of the Carpentries and the directives of MyST and sphinx-exercise. The question
is the title and the body, the answer what the solution holds. A solution may stand
inside its exercise, below it, or name it by its label.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from ..language.question_text import is_answer_label
from ..model.problems import problem
from ..model.records import Block, Page, Pair, Problem
from ..pages.inline import as_paragraph, cut, has_content
from ..pages.tree import body_of, outermost, title_of, walk
from .kit.answer import is_answered, pin_near, trim

ORDER = 4
EXERCISES = frozenset(
    "exercise challenge problem question discussion homework demo".split()
)
SOLUTIONS = frozenset("solution answer".split())
HINTS, FOR_TEACHERS = (
    frozenset(("hint",)),
    frozenset(("instructor", "instructor-note")),
)
_OPTIONAL_RE = re.compile(
    r"\s*\((?:optional|bonus|advanced|extra)\)\s*[:-]?\s*", re.I
)


def recognise(page: Page) -> Iterator[Pair | Problem]:
    """One Pair for each exercise that has a solution."""
    exercises = []
    solutions: list[Block] = []
    inside: set[Block] = set()
    for block, siblings in walk(page):
        if block in inside:
            inside.update(block.children)
        elif _is_one_of(block, EXERCISES):
            inside.update(block.children)
            exercises.append((block, siblings))
        elif _is_one_of(block, SOLUTIONS):
            solutions.append(block)
    for block, siblings in exercises:
        yield from _pair(block, siblings, solutions)
    for block, siblings in outermost(page, "blockquote"):
        yield from _quoted(block, siblings)


def _quoted(block: Block, siblings: Sequence[Block]) -> Iterator[Pair]:
    """An exercise in a quote whose solution is a quote inside it, as older lessons have them."""
    solutions = [
        child
        for child in block.children
        if child.kind == "blockquote" and _solved(child)
    ]
    task = [
        child
        for child in block.children
        if child not in solutions and has_content([child])
    ]
    answer = trim([part for child in solutions for part in _solved(child)])
    if task and is_answered(answer):
        question = (as_paragraph(task[0]), *task[1:])
        pin = pin_near(block, siblings, block.children[:1])
        reason = "a quote with a solution inside"
        yield Pair(
            question,
            answer,
            block.span,
            "exercise",
            (block,),
            block.section,
            pin=pin,
            reason=reason,
        )


def _solved(quote: Block) -> tuple[Block, ...]:
    """What a quote says below a heading that says that it is the solution; () without one."""
    first = quote.children[0] if quote.children else None
    if first is None:
        return ()
    titled = first.kind == "heading" and is_answer_label(first.text)
    marked = any(
        token.content.lstrip().startswith("<solution-title")
        for token in first.tokens
    )
    return quote.children[1:] if titled or marked else ()


def _is_one_of(block: Block, names: frozenset[str]) -> bool:
    return (
        block.kind == "admonition"
        and block.mark[:1] in ":`~"
        and block.label in names
    )


def _holds_solution(block: Block) -> bool:
    pending = [block]
    while pending:
        one = pending.pop()
        if _is_one_of(one, SOLUTIONS):
            return True
        pending.extend(one.children)
    return False


def _pair(
    block: Block, siblings: Sequence[Block], solutions: Sequence[Block]
) -> Iterator[Pair | Problem]:
    title = title_of(block)
    body = body_of(block)
    within = [child for child in body if _holds_solution(child)]
    outside = [] if within else _solutions_of(block, siblings, solutions)
    hints = [child for child in body if _is_one_of(child, HINTS)]
    hidden = [
        *within,
        *hints,
        *(child for child in body if _is_one_of(child, FOR_TEACHERS)),
    ]
    task = [
        child for child in body if child not in hidden and has_content([child])
    ]
    question = (*((_shown_title(title),) if title else ()), *task)
    if not question:
        return
    shown = (as_paragraph(question[0]), *question[1:])
    answer = trim(
        [part for child in (*within, *outside) for part in _content(child)]
    )
    answer = (*answer, *hints) if answer else ()
    if is_answered(answer):
        pin = pin_near(block, siblings, body[:1])
        reason = f"a {block.label} with a solution"
        claims = (block, *outside)
        yield Pair(
            shown,
            answer,
            block.span,
            "exercise",
            claims,
            block.section,
            pin=pin,
            reason=reason,
        )
    elif block.label in ("exercise", "challenge", "problem"):
        yield problem(
            "MK309",
            f"no solution in a block of type {block.label}: {' '.join(shown[0].text.split())}",
            block.span,
        )


def _solutions_of(
    block: Block, siblings: Sequence[Block], solutions: Sequence[Block]
) -> list[Block]:
    """The solutions outside an exercise: those that name its label, else those that follow it."""
    label = block.tokens[0].meta.get("name", "")
    if label:
        return [
            one
            for one in solutions
            if (title := title_of(one)) and title.text.strip() == label
        ]
    following: list[Block] = []
    if block.label == "discussion" or not solutions:
        return []
    place = next(i for i, one in enumerate(siblings) if one is block)
    for one in itertools.islice(siblings, place + 1, None):
        if has_content([one]) and not (
            _is_one_of(one, SOLUTIONS) and one in solutions
        ):
            break
        following += [one] if _is_one_of(one, SOLUTIONS) else []
    return following


def _shown_title(title: Block) -> Block:
    match = _OPTIONAL_RE.match(title.text)
    return (
        cut(title, match.end())
        if match and match.end() < len(title.text)
        else title
    )


def _content(block: Block) -> tuple[Block, ...]:
    """What a solution says, without the heading that only says that it is one."""
    if not _is_one_of(block, SOLUTIONS):
        return (block,)
    body = body_of(block)
    shown = [one for one in body if has_content([one])]
    if shown and shown[0].kind == "heading" and is_answer_label(shown[0].text):
        return tuple(shown[1:])
    return tuple(body)
