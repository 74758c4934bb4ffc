"""A question and its answer in a fold: ``### Create a pod``, then ``<details><summary>show</summary>``.

The question is a heading, a list item or a paragraph, with all that stands above the
fold; the fold's title only says that an answer is there ("Answer", "Solution"). Titles
such as "show" count where a page has several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..language.page_titles import is_section_title
from ..language.question_text import is_prompt, is_question
from ..model.problems import problem
from ..model.records import Block, Page, Pair, Problem
from ..pages.inline import text_of
from ..pages.tree import body_of, containers, title_of
from .kit.answer import is_answered, is_reveal, pin_near, trim
from .kit.stem import puts_question, shown_stem, stem_start

ORDER = 35
MIN_VAGUE, MAX_JOINING_WORDS = 3, 4
_VAGUE_RE = re.compile(
    r"[\W_]*(?:(?:click|tap|here|to|for|show|reveal|view|see|open|expand|toggle|display|me|it)\b[\W_]*)*",
    re.I,
)


def recognise(page: Page) -> Iterator[Pair | Problem]:
    """One Pair for each question above such a fold."""
    taken: set[Block] = set()
    vague: list[Pair] = []
    for parent, siblings, after in containers(page, taken):
        item = (
            parent.label
            if parent is not None and parent.kind == "list_item"
            else None
        )
        for found in _among(page, siblings, after, item):
            if isinstance(found, Problem):
                yield found
                continue
            taken.update(found.claims)
            if found.reason:
                yield found
            else:
                vague.append(found)
    for pair in vague:
        if len(vague) >= MIN_VAGUE:
            yield pair
        else:
            text = " ".join(text_of(pair.question[:1]).split())
            yield problem(
                "MK309",
                f"the fold below does not say that it holds an answer: {text}",
                pair.span,
            )


def _among(
    page: Page,
    siblings: tuple[Block, ...],
    after: tuple[Block, ...],
    item: str | None,
) -> Iterator[Pair | Problem]:
    """The pairs among siblings; ``item`` is the number of the list item that they are in, "" for a bullet."""
    in_item = item is not None
    folds = [
        place
        for place, block in enumerate(siblings)
        if is_reveal(block) and block not in page.claims
    ]
    low = 0
    for place in folds:
        if place < low:
            continue
        start = stem_start(
            siblings, low, place, many=_is_followed(siblings, place, folds)
        )
        claimed = [i for i in range(start, place) if siblings[i] in page.claims]
        start = claimed[-1] + 1 if claimed else start
        stop = _stop(page, siblings, start, place, folds)
        low = stop
        yield from _pair(
            siblings, start, place, siblings[place:stop], in_item=in_item
        )
    asks = bool(siblings) and (
        puts_question(siblings[0].text)
        or is_prompt(siblings[0].text)
        or bool(item)
    )
    if (
        asks
        and not folds
        and after
        and is_reveal(after[0])
        and after[0] not in page.claims
    ):
        yield from _pair(siblings, 0, len(siblings), after[:1], in_item=in_item)


def _is_followed(
    siblings: Sequence[Block], fold: int, folds: Sequence[int]
) -> bool:
    """Whether a question of its own, with a fold, follows a fold before the next heading."""
    following = next((place for place in folds if place > fold), None)
    between = siblings[fold + 1 : following] if following is not None else ()
    return (
        bool(between)
        and all(block.kind != "heading" for block in between)
        and any(map(_is_new, between))
    )


def _is_new(block: Block) -> bool:
    """Whether a paragraph between two folds puts a question rather than joins two answers: "or"."""
    return (
        block.kind == "paragraph"
        and len(block.text.split()) > MAX_JOINING_WORDS
    )


def _stop(
    page: Page,
    siblings: Sequence[Block],
    start: int,
    fold: int,
    folds: Sequence[int],
) -> int:
    """Where the answer ends: a rule, a heading that is not below the question's, or the question of the next fold."""
    level = siblings[start].level if siblings[start].kind == "heading" else 0
    following = next((place for place in folds if place > fold), len(siblings))
    limit = fold + 1
    if level and not _is_followed(siblings, fold, folds):
        limit = len(siblings)
    elif following < len(siblings):
        limit = stem_start(siblings, fold + 1, following)
    stop = fold + 1
    while (
        stop < limit
        and siblings[stop].kind != "hr"
        and siblings[stop] not in page.claims
    ):
        if siblings[stop].kind == "heading" and (
            not level or siblings[stop].level <= level
        ):
            break
        stop += 1
    return stop


def _pair(
    siblings: Sequence[Block],
    start: int,
    fold: int,
    answered: Sequence[Block],
    *,
    in_item: bool,
) -> Iterator[Pair | Problem]:
    question = shown_stem(siblings[start:fold])
    if not question or (
        siblings[start].kind == "heading"
        and is_section_title(siblings[start].text)
    ):
        return
    parts = [
        part
        for block in answered
        for part in (body_of(block) if is_reveal(block) else (block,))
    ]
    answer = trim(parts)
    text = " ".join(text_of(question[:1]).split())
    if not is_answered(answer):
        yield problem("MK301", f"no answer to: {text}", question[0].span)
        return
    title = title_of(answered[0])
    puts = (
        siblings[start].kind == "heading"
        or in_item
        or puts_question(text)
        or is_prompt(text)
    )
    says = (
        puts
        and title is not None
        and (is_question(text) or not _VAGUE_RE.fullmatch(title.text))
    )
    yield Pair(
        question,
        answer,
        question[0].span,
        "reveal",
        (*siblings[start:fold], *answered),
        siblings[start].section,
        pin=pin_near(siblings[start], siblings, siblings[start + 1 : fold]),
        reason="a fold below says that it holds the answer" if says else "",
    )
