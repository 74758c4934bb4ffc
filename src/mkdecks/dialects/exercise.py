"""Exercises with a solution: ``:::: challenge`` ... ``::: solution``, and of MyST.

The divs of the Carpentries and the directives of MyST and sphinx-exercise. The question
is the title and the body, the answer what the solution holds. A solution may stand
inside its exercise, below it, or name it by its label.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from ..language.question_text import is_answer_label
from ..model.characters import one_line
from ..model.problems import problem
from ..model.records import Block, Page, Pair, Problem
from ..pages.inline import as_paragraph, cut, has_content
from ..pages.tree import body_of, outermost, title_of
from .kit.answer import is_answered, trim
from .kit.places import outside

ORDER = 4
EXERCISES = frozenset(
    "exercise challenge problem question discussion homework demo".split()
)
SOLUTIONS = frozenset({"solution", "answer"})
HINTS = frozenset({"hint"})
FOR_TEACHERS = frozenset({"instructor", "instructor-note"})
# Exercises that somebody is expected to solve.
_EXPECTING = frozenset({"exercise", "challenge", "problem"})
_OPTIONAL_RE = re.compile(
    r"\s*\((?:optional|bonus|advanced|extra)\)\s*[:-]?\s*", re.I
)


def recognise(page: Page) -> Iterator[Pair | Problem]:
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
) -> Iterator[Pair | Problem]:
    within = [child for child in body_of(block) if _holds_solution(child)]
    outside_it = [] if within else _solutions_of(block, siblings, solutions)
    hints = [child for child in block.children if _is_of_type(child, HINTS)]
    question = _task(block, {*within, *hints})
    if not question:
        return
    solution = [_content(child) for child in (*within, *outside_it)]
    answer = trim(list(itertools.chain(*solution)))
    answer = (*answer, *hints) if answer else ()
    if is_answered(answer):
        yield Pair.of(
            question,
            answer,
            (block, *outside_it),
            span=block.span,
            reason=f"a {block.label} with a solution",
        )
    elif block.label in _EXPECTING:
        message = f"no solution in a block of type {block.label}"
        text = one_line(question[0].text)
        yield problem("MK309", f"{message}: {text}", block.span)


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


def _task(block: Block, hidden: set[Block]) -> tuple[Block, ...]:
    """The title and body of an exercise as its question; () where they are empty."""
    title = title_of(block)
    task = [_shown_title(title)] if title else []
    task += [
        child
        for child in body_of(block)
        if child not in hidden
        and not _is_of_type(child, FOR_TEACHERS)
        and has_content([child])
    ]
    return (as_paragraph(task[0]), *task[1:]) if task else ()


def _shown_title(title: Block) -> Block:
    """A title without the word that says that the exercise is optional."""
    match = _OPTIONAL_RE.match(title.text)
    if match and match.end() < len(title.text):
        return cut(title, match.end())
    return title


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
