"""Which headings of a page are questions: those that ask, and their siblings.

A heading that only looks like a task ("2. Create a table") is a question among
questions, and a step of a guide elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from operator import attrgetter

from ..language.question_text import (
    is_prompt,
    is_sure_prompt,
    question_label_length,
)
from .heading_bank import entries_of_bank
from .kit.headings import Heading, Run, is_marked
from .kit.page_gate import asks_by_itself, bank

MIN_RUN, MIN_ASKING = 3, 2
MIN_SHARE_OF_LEVEL, MIN_SHARE_OF_RUN = 0.5, 0.6
# Of a level whose headings are nearly all counted, fewer need ask for all to be
# questions.
MIN_OF_LEVEL, MIN_COUNTED, MIN_SHARE_OF_COUNTED = 5, 0.8, 0.4
MIN_SHARE_OF_LEVEL_ASKING = 0.7
_QUOTED_RE = re.compile(
    '\\W*(?:"[^"]+"|[\u201c\u201d\u201e][^\u201c\u201d]+[\u201c\u201d]|\u00ab[^\u00bb]+\u00bb'
    "|\u00bb[^\u00ab]+\u00ab|\u300c[^\u300d]+\u300d)\\W*"
)


def accepted(headings: Sequence[Heading]) -> list[Heading]:
    """The headings of a page that are questions, in its order.

    Those that pass by themselves, what joins them in their runs, and whole levels.
    """
    passed = set(_passed(headings))
    passed.update(_deeper(headings, passed))
    announced = [
        heading
        for heading in headings
        if heading.is_announced and heading.may_be_question
    ]
    chosen = {
        *passed,
        *_joining(headings, passed),
        *_of_whole_levels(announced, passed),
        *_solved(headings),
        *bank(partial(entries_of_bank, headings), attrgetter("asks")),
    }
    return [heading for heading in headings if heading in chosen]


def _passed(headings: Sequence[Heading]) -> Iterator[Heading]:
    """The headings that need no sibling.

    They were cards, they ask where questions are expected, or they are tasks in a run
    of announced questions and tasks.
    """
    remembered = {heading.level for heading in headings if heading.was_card}
    levels = remembered | _levels_of_questions(headings)
    opening = filter(_opens_as_question, headings)
    runs = _runs_mostly_of(opening, headings, MIN_ASKING)
    labelled = _labelled(headings)
    tasks = {item for item in _clear(headings) if not is_marked(item.text)}
    for heading in headings:
        is_task = heading.run in runs and _opens_as_task(heading)
        is_put = heading.asks or heading in tasks
        is_expected = is_put and heading.level in levels
        is_certain = heading.was_card or heading in labelled
        if (
            is_certain
            or is_expected
            or _asks_where_announced(heading)
            or (is_task and heading.may_be_question)
        ):
            yield heading


def _asks_where_announced(heading: Heading) -> bool:
    return heading.asks and heading.is_announced


def _solved(headings: Sequence[Heading]) -> Iterator[Heading]:
    """The headings that count tasks, or put them, with code that solves them.

    None where those of a kind are few.
    """
    for is_solved in map(attrgetter, ("is_solved", "has_coded_solution")):
        solved = list(filter(is_solved, headings))
        if len(solved) >= MIN_RUN:
            yield from solved


def _opens_as_question(heading: Heading) -> bool:
    """Whether a heading asks, or opens as a task, where questions are announced."""
    asks = heading.asks or _opens_as_task(heading)
    return heading.is_announced and asks


def _opens_as_task(heading: Heading) -> bool:
    """Whether a heading opens as a task, or quotes what is asked: "Tell me of you"."""
    return is_prompt(heading.text) or bool(_QUOTED_RE.fullmatch(heading.text))


def _labelled(headings: Sequence[Heading]) -> set[Heading]:
    """The headings below which a label says that the answer follows, if several."""
    labelled = {heading for heading in headings if heading.has_label}
    return labelled if len(labelled) >= MIN_ASKING else set()


def _deeper(
    headings: Sequence[Heading], passed: Iterable[Heading]
) -> Iterator[Heading]:
    """The headings that ask by themselves below others that ask."""
    below = {
        block for heading in passed if heading.asks for block in heading.below
    }
    for heading in headings:
        is_clear = heading.asks and asks_by_itself(heading.text)
        if is_clear and heading.block in below:
            yield heading


def _levels_of_questions(headings: Sequence[Heading]) -> set[int]:
    """The levels on which many headings ask, and several can be understood alone."""
    sizes = Counter(heading.level for heading in headings)
    sure = _clear(headings)
    tasks = Counter(heading.level for heading in sure if not heading.asks)
    asking = tasks + Counter(
        heading.level for heading in headings if heading.asks
    )
    different = {
        (heading.level, heading.text)
        for heading in sure
        if asks_by_itself(heading.text)
    }
    clear = Counter(level for level, _ in different)
    below_title = {level for level in sizes if level > 1}
    if _mostly_ask(below_title, sizes, asking, clear):
        return below_title
    least = _least_asking(headings)
    return {
        level
        for level in sizes
        if clear[level] >= MIN_RUN and asking[level] >= least[level]
    }


def _least_asking(headings: Sequence[Heading]) -> dict[int, float]:
    """How many headings of each level ask at the least: fewer where all are counted."""
    sizes = Counter(heading.level for heading in headings)
    counted = Counter(
        heading.level for heading in headings if heading.has_number
    )
    least = {}
    for level, size in sizes.items():
        is_count = size >= MIN_OF_LEVEL and counted[level] >= MIN_COUNTED * size
        share = MIN_SHARE_OF_COUNTED if is_count else MIN_SHARE_OF_LEVEL
        least[level] = share * size
    return least


def _mostly_ask(
    levels: Iterable[int],
    sizes: Counter[int],
    asking: Counter[int],
    clear: Counter[int],
) -> bool:
    """Whether nearly all headings of several levels ask, taken together."""
    size = sum(sizes[level] for level in levels)
    asks = sum(asking[level] for level in levels)
    is_clear = sum(clear[level] for level in levels) >= MIN_RUN
    return is_clear and asks >= MIN_COUNTED * size


def _clear(headings: Sequence[Heading]) -> list[Heading]:
    """The headings that surely ask, or put a task to a learner."""
    levels = {heading.level for heading in headings if heading.asks}
    return [
        heading
        for heading in headings
        if _is_clear(heading, asks_beside=heading.level in levels)
    ]


def _is_clear(heading: Heading, *, asks_beside: bool) -> bool:
    """Whether a heading asks by its sign or label, or puts a task to a learner.

    Such a task has a number, or another heading asks beside it.
    """
    if is_marked(heading.text):
        return True
    may_be_task = heading.has_number or asks_beside
    return may_be_task and is_sure_prompt(heading.text)


def _runs_mostly_of(
    chosen: Iterable[Heading],
    headings: Sequence[Heading],
    least: int = MIN_RUN,
) -> set[Run]:
    """The runs of which most headings, and several, are among the chosen."""
    sizes = Counter(heading.run for heading in headings)
    counts = Counter(heading.run for heading in chosen)
    return {
        run
        for run, count in counts.items()
        if count >= max(least, MIN_SHARE_OF_RUN * sizes[run])
    }


def _joining(
    headings: Sequence[Heading], passed: set[Heading]
) -> Iterator[Heading]:
    """The other headings of runs of which most have passed.

    Where only two have, these are whole sentences, as those write who have a problem,
    or they stand among announced tasks.
    """
    many = _runs_mostly_of(passed, headings)
    for run in _runs_mostly_of(passed, headings, MIN_ASKING):
        siblings = [heading for heading in headings if heading.run == run]
        are_counted = all(
            heading.has_number or question_label_length(heading.block.text)
            for heading in passed.intersection(siblings)
        )
        are_tasks = not any(heading.asks for heading in siblings)
        nearly_all_ask = _nearly_all(siblings, passed)
        for heading in siblings:
            is_expected = run in many or heading.is_sentence
            is_expected = is_expected or (are_tasks and heading.is_announced)
            joins = is_expected and _joins(heading, are_counted=are_counted)
            is_odd = nearly_all_ask and heading.is_statement
            if joins or is_odd:
                yield heading


def _nearly_all(siblings: Sequence[Heading], passed: set[Heading]) -> bool:
    """Whether of many headings all but a few are questions."""
    count = len(passed.intersection(siblings))
    return count >= max(MIN_OF_LEVEL, MIN_COUNTED * len(siblings))


def _joins(heading: Heading, *, are_counted: bool) -> bool:
    """Whether a heading that does not ask is one of the questions around it.

    A sibling without a number is none of those that are counted.
    """
    if are_counted and not heading.has_number:
        return False
    belongs = (
        heading.is_announced or heading.has_number or _opens_as_task(heading)
    )
    return belongs and heading.may_be_question


def _of_whole_levels(
    headings: Sequence[Heading], passed: set[Heading]
) -> Iterator[Heading]:
    """The headings of levels on which all are questions.

    On such a level most headings ask, or nearly all are counted and many ask.
    """
    for level in {heading.level for heading in headings}:
        siblings = [heading for heading in headings if heading.level == level]
        counted = [heading for heading in siblings if heading.has_number]
        asking = len(passed.intersection(siblings))
        share = asking / len(siblings)
        if len(counted) >= MIN_COUNTED * len(siblings):
            if asking >= MIN_ASKING and share >= MIN_SHARE_OF_COUNTED:
                yield from counted
        elif asking >= MIN_OF_LEVEL and share >= MIN_SHARE_OF_LEVEL_ASKING:
            yield from siblings
