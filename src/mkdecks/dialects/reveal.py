"""A question and its answer in a fold: ``### Create a pod``, then ``<details><summary>show</summary>``.

The question is a heading, a list item or a paragraph, with all that stands above the
fold; the fold's title only says that an answer is there ("Answer", "Solution"). Titles
such as "show" and "click to expand" count below what asks, and where a page has several.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ..language.counts import is_lone_question_label
from ..language.page_titles import is_section_title
from ..language.question_text import is_prompt, is_question
from ..model.characters import one_line
from ..model.problems import problem
from ..model.records import Block, Page, Pair, Problem, Results
from ..pages.inline import has_content, text_of
from ..pages.tree import body_of, title_of
from ..pages.walk import containers
from .kit.answer import (
    is_answered,
    is_bare_fold,
    is_reveal,
    may_ask_on,
    trim,
)
from .kit.blocks import LISTS, TEXTS
from .kit.refusals import no_answer
from .kit.stem import puts_question, shown_stem, stem_start
from .kit.steps import begins_step

ORDER = 35
# From so many folds of one title on, each answers what stands right above it.
MIN_ALIKE = 3
MIN_VAGUE = 2


class _Fold(NamedTuple):
    """A fold with an answer: its place among its siblings, and that of the next.

    The next answers another question; behind the last it is the end of the siblings.
    ``is_followed`` is whether that question stands below the same heading.
    """

    place: int
    next: int
    is_followed: bool


def recognise(page: Page) -> Results:
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
) -> Results:
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
    if has_number or _puts(text):
        yield from _pair(siblings, after[:1], is_item=is_item)


def _is_free(page: Page, block: Block) -> bool:
    """Whether a block is a fold that holds an answer, and that no dialect has taken."""
    return is_reveal(block) and block not in page.claims


def _folds(page: Page, siblings: Sequence[Block]) -> list[_Fold]:
    """The folds with an answer, also those that say nothing below what may ask."""
    places = [
        place
        for place, block in enumerate(siblings)
        if _is_free(page, block)
        or (
            is_bare_fold(block)
            and block not in page.claims
            and _may_ask(siblings[:place])
        )
    ]
    firsts = places[:1]
    are_alike = _stand_alike(siblings, places)
    firsts += [
        place
        for above, place in pairwise(places)
        if are_alike or _parts(siblings[above + 1 : place])
    ]
    folds = []
    for place, following in pairwise([*firsts, len(siblings)]):
        between = siblings[place + 1 : following]
        is_followed = following < len(siblings) and not _has_heading(between)
        folds.append(_Fold(place, following, is_followed))
    return folds


def _stand_alike(siblings: Sequence[Block], places: Sequence[int]) -> bool:
    """Whether several folds of one title have something of their own above, no heading."""
    texts = set()
    for place in places:
        title = title_of(siblings[place])
        texts.add(title.text if title else "")
    gaps = [siblings[above + 1 : place] for above, place in pairwise(places)]
    are_apart = all(map(has_content, gaps)) and not any(map(_has_heading, gaps))
    return len(places) >= MIN_ALIKE and len(texts) == 1 and are_apart


def _parts(between: Sequence[Block]) -> bool:
    """Whether the fold below some blocks answers another question than that above."""
    return _has_heading(between) or begins_step(between)


def _has_heading(blocks: Sequence[Block]) -> bool:
    return any(block.kind == "heading" for block in blocks)


def _may_ask(above: Sequence[Block]) -> bool:
    """Whether the last block that is neither code nor a picture may be a question."""
    texts = [block for block in above if not may_ask_on(block)]
    if not texts or texts[-1].kind not in TEXTS:
        return False
    last = texts[-1]
    is_heading = last.kind == "heading"
    return is_question(last.text) or (is_heading and _puts(last.text))


def _start(page: Page, siblings: Sequence[Block], low: int, fold: _Fold) -> int:
    """Where the question above a fold begins, below what another dialect has taken."""
    start = _stem_start(siblings, low, fold.place, many=fold.is_followed)
    for place in range(start, fold.place):
        if siblings[place] in page.claims:
            start = place + 1
    return start


def _stem_start(
    siblings: Sequence[Block], low: int, fold: int, *, many: bool = False
) -> int:
    """Where the question above a fold begins, with the line that only calls it one."""
    start = stem_start(siblings, low, fold, many=many)
    label = siblings[start - 1 : start] if start > low else ()
    if any(is_lone_question_label(block.text) for block in label):
        return start - 1
    return start


def _stop(
    page: Page, siblings: Sequence[Block], start: int, fold: _Fold
) -> int:
    """Where the answer ends: at the question of the next fold, or before.

    Where no fold follows, the answer to a heading goes on to what ends it.
    """
    level = siblings[start].level
    first = fold.place + 1
    limit = len(siblings) if level else first
    if fold.next < len(siblings):
        limit = _stem_start(siblings, first, fold.next)
    for place in range(first, limit):
        if _ends_answer(page, siblings[place], level):
            return place
    return limit


def _ends_answer(page: Page, block: Block, level: int) -> bool:
    """Whether a block ends an answer: a rule, or a heading not below the question's.

    ``level`` is that of the question's heading, 0 where it is none.
    """
    if block.kind == "hr" or block in page.claims or _holds_folds(block):
        return True
    is_deeper = 0 < level < block.level
    return block.kind == "heading" and not is_deeper


def _holds_folds(block: Block) -> bool:
    """Whether a block is a list of tasks with folds of their own."""
    if block.kind not in LISTS:
        return False
    parts = (part for item in block.children for part in item.children)
    return any(is_reveal(part) or is_bare_fold(part) for part in parts)


def _pair(
    stem: Sequence[Block], answered: Sequence[Block], *, is_item: bool
) -> Results:
    question = shown_stem(stem)
    says_answer = is_reveal(answered[0])
    if not question or not (says_answer or all(map(may_ask_on, stem[1:]))):
        return
    is_heading = stem[0].kind == "heading"
    if is_heading and is_section_title(stem[0].text):
        return
    answer = trim(_opened(answered))
    if not is_answered(answer):
        yield no_answer(question[:1])
        return
    is_put = is_heading or is_item or _is_marked(stem[0]) or _any_puts(question)
    text = one_line(text_of(question[:1]))
    is_clear = is_question(text) or not is_bare_fold(answered[0])
    if is_put or says_answer:
        is_sure = is_put and is_clear
        reason = "a fold below says that it holds the answer" if is_sure else ""
        yield Pair.of(question, answer, (*stem, *answered), reason=reason)


def _opened(blocks: Sequence[Block]) -> list[Block]:
    """Blocks, with what the folds among them hold in place of these."""
    parts: list[Block] = []
    for block in blocks:
        is_fold = is_reveal(block) or is_bare_fold(block)
        parts += body_of(block) if is_fold else [block]
    return parts


def _is_marked(first: Block) -> bool:
    """Whether the first block above a fold is a list, or the label of a question."""
    return first.kind in LISTS or is_lone_question_label(first.text)


def _any_puts(question: Sequence[Block]) -> bool:
    return any(_puts(one_line(text_of([block]))) for block in question)


def _puts(text: str) -> bool:
    return puts_question(text) or is_prompt(text)
