"""A question and its answer in a fold: ``### Create a pod``, then ``<details><summary>show</summary>``.

The question is a heading, a list item or a paragraph, with all that stands above the
fold; the fold's title only says that an answer is there ("Answer", "Solution"). Titles
such as "show" count where a page has several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..language.page_titles import is_section_title
from ..language.question_text import is_prompt, is_question
from ..model.characters import one_line
from ..model.problems import problem
from ..model.records import Block, Page, Pair, Problem
from ..pages.inline import text_of
from ..pages.tree import body_of, containers, title_of
from .kit.answer import is_answered, is_reveal, trim
from .kit.refusals import no_answer
from .kit.stem import puts_question, shown_stem, stem_start

ORDER = 35
MIN_VAGUE, MAX_JOINING_WORDS = 3, 4
_VAGUE_RE = re.compile(
    r"[\W_]*(?:(?:click|tap|here|to|for|show|reveal|view|see|open|expand|toggle|display|me|it)\b[\W_]*)*",
    re.I,
)


class _Fold(NamedTuple):
    """A fold with an answer: its place among its siblings, and that of the next.

    Behind the last fold the next place is the end of the siblings. ``is_followed`` is
    whether the next has a question of its own, below this fold.
    """

    place: int
    next: int
    is_followed: bool


def recognise(page: Page) -> Iterator[Pair | Problem]:
    """One Pair for each question above such a fold."""
    taken: set[Block] = set()
    vague: list[Pair] = []
    for parent, siblings, after in containers(page, taken):
        item = None
        if parent is not None and parent.kind == "list_item":
            item = parent
        for found in _among(page, siblings, after, item):
            if isinstance(found, Pair):
                taken.update(found.claims)
            if isinstance(found, Pair) and not found.reason:
                vague.append(found)
            else:
                yield found
    yield from vague if len(vague) >= MIN_VAGUE else map(_vague, vague)


def _vague(pair: Pair) -> Problem:
    text = one_line(text_of(pair.question[:1]))
    message = f"the fold below does not say that it holds an answer: {text}"
    return problem("MK309", message, pair.span)


def _among(
    page: Page,
    siblings: Sequence[Block],
    after: Sequence[Block],
    item: Block | None,
) -> Iterator[Pair | Problem]:
    """The pairs among siblings, which may be the blocks of a list item.

    The reason of a pair is "" where its fold is vague.
    """
    is_item = item is not None
    folds = _folds(page, siblings)
    stop = 0
    for fold in folds:
        if fold.place < stop:
            continue
        start = _start(page, siblings, stop, fold)
        stop = _stop(page, siblings, start, fold)
        stem = siblings[start : fold.place]
        yield from _pair(stem, siblings[fold.place : stop], is_item=is_item)
    if folds or not siblings or not after or not _is_free(page, after[0]):
        return
    text = siblings[0].text
    has_number = item is not None and item.label
    if has_number or puts_question(text) or is_prompt(text):
        yield from _pair(siblings, after[:1], is_item=is_item)


def _is_free(page: Page, block: Block) -> bool:
    """Whether a block is a fold that holds an answer, and that no dialect has taken."""
    return is_reveal(block) and block not in page.claims


def _folds(page: Page, siblings: Sequence[Block]) -> list[_Fold]:
    places = [i for i, block in enumerate(siblings) if _is_free(page, block)]
    folds = []
    for place, following in pairwise([*places, len(siblings)]):
        between = siblings[place + 1 : following]
        has_heading = any(block.kind == "heading" for block in between)
        has_question = not has_heading and any(map(_is_new, between))
        is_last = following == len(siblings)
        folds.append(_Fold(place, following, has_question and not is_last))
    return folds


def _is_new(block: Block) -> bool:
    """Whether a paragraph between two folds asks, rather than joins answers: "or"."""
    is_long = len(block.text.split()) > MAX_JOINING_WORDS
    return block.kind == "paragraph" and is_long


def _start(page: Page, siblings: Sequence[Block], low: int, fold: _Fold) -> int:
    """Where the question above a fold begins, below what another dialect has taken."""
    start = stem_start(siblings, low, fold.place, many=fold.is_followed)
    for place in range(start, fold.place):
        if siblings[place] in page.claims:
            start = place + 1
    return start


def _stop(
    page: Page, siblings: Sequence[Block], start: int, fold: _Fold
) -> int:
    """Where the answer ends: at the question of the next fold, or before.

    Where no question follows, the answer to a heading goes on to what ends it.
    """
    level = siblings[start].level
    first = fold.place + 1
    limit = first
    if level and not fold.is_followed:
        limit = len(siblings)
    elif fold.next < len(siblings):
        limit = stem_start(siblings, first, fold.next)
    for place in range(first, limit):
        if _ends_answer(page, siblings[place], level):
            return place
    return limit


def _ends_answer(page: Page, block: Block, level: int) -> bool:
    """Whether a block ends an answer: a rule, or a heading not below the question's.

    ``level`` is that of the question's heading, 0 where it is none.
    """
    if block.kind == "hr" or block in page.claims:
        return True
    is_deeper = 0 < level < block.level
    return block.kind == "heading" and not is_deeper


def _pair(
    stem: Sequence[Block], answered: Sequence[Block], *, is_item: bool
) -> Iterator[Pair | Problem]:
    question = shown_stem(stem)
    if not question:
        return
    is_heading = stem[0].kind == "heading"
    if is_heading and is_section_title(stem[0].text):
        return
    parts: list[Block] = []
    for block in answered:
        parts += body_of(block) if is_reveal(block) else [block]
    answer = trim(parts)
    if not is_answered(answer):
        yield no_answer(question[:1])
        return
    text = one_line(text_of(question[:1]))
    is_put = is_heading or is_item or puts_question(text) or is_prompt(text)
    is_clear = is_question(text) or not _is_vague(answered[0])
    reason = ""
    if is_put and is_clear:
        reason = "a fold below says that it holds the answer"
    yield Pair.of(question, answer, (*stem, *answered), reason=reason)


def _is_vague(fold: Block) -> bool:
    """Whether the title of a fold says that something is inside, and not what."""
    title = title_of(fold)
    return title is None or bool(_VAGUE_RE.fullmatch(title.text))
