"""Lines tagged ``#flashcard`` with the answer below, and ``Front : back`` on one line with a mark behind it.

NeuraCache and Obsidian_to_Anki. The answer goes on up to a rule where one follows
before the next card, else it is the next block. Further ``#tags`` on the line are the
card's tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..model.problems import problem
from ..model.records import Block, Page, Pair, Problem
from ..pages.cloze import text_outside_code
from ..pages.inline import as_paragraph, cut, has_content
from ..pages.tree import containers
from .kit.answer import is_answered, pin_near, trim

ORDER = 42
MAX_PARAGRAPH = 20_000  # nobody writes a longer one, and each card of it is cut out of the whole
_TAG = r"#[^\W\d_][\w/-]*"
_MARK = r"(?:\u26a1\ufe0f?|\U0001f9e0|#flashcards?(?![\w/-])|#cards?(?![\w/-]))"
_TAIL_RE = re.compile(
    rf"(?:[ \t]{{0,20}}(?:\u26a1\ufe0f?|\U0001f9e0)|(?:^|[ \t]{{1,20}}|(?<=\ufe0f)){_TAG})+[ \t]*$"
)
_MARK_RE = re.compile(_MARK)
_TAGGED_RE = re.compile(r"#(?:flashcards?|cards?)(?![\w/-])")
_DIVIDER_RE = re.compile(r"\s{1,20}:\s{1,20}|(?<!:)::(?=\s)")
_OWN_TAG_RE = re.compile(r"flashcards?|cards?")


def recognise(page: Page) -> Iterator[Pair | Problem]:
    """One Pair for each tagged line that has an answer."""
    if page.source.format == "text" or not _MARK_RE.search(page.source.text):
        return
    taken: set[Block] = set()
    for _, siblings, _ in containers(page, taken):
        for place, block in enumerate(siblings):
            if (
                block.kind not in ("paragraph", "heading")
                or block in page.claims
                or block in taken
            ):
                continue
            if len(block.text) > MAX_PARAGRAPH:
                continue
            for found in _in_block(page, block, siblings, place):
                if isinstance(found, Pair):
                    taken.update(found.claims)
                yield found


def _in_block(
    page: Page, block: Block, siblings: Sequence[Block], place: int
) -> Iterator[Pair | Problem]:
    text = text_outside_code(block)
    lines = text.split("\n")
    starts = [
        sum(len(line) + 1 for line in lines[:i]) for i in range(len(lines))
    ]
    tails = [_TAIL_RE.search(line) for line in lines]
    marked = [
        bool(tail and _MARK_RE.search(tail[0]) and line[: tail.start()].strip())
        for line, tail in zip(lines, tails, strict=True)
    ]
    last = -1
    for i, line in enumerate(lines):
        tail = tails[i]
        if not marked[i] or tail is None or i <= last:
            continue
        tags = tuple(
            tag[1:]
            for tag in re.findall(_TAG, tail[0])
            if not _OWN_TAG_RE.fullmatch(tag[1:])
        )
        end = starts[i] + tail.start()
        if divider := _DIVIDER_RE.search(line, 0, tail.start()):
            front = cut(block, starts[i], starts[i] + divider.start())
            back = cut(block, starts[i] + divider.end(), end)
            if has_content([front]) and has_content([back]):
                yield _pair(front, (back,), (block,), tags, "")
            continue
        if not _TAGGED_RE.search(tail[0]):
            continue
        first = _first_line(lines, marked, i, last)
        question = cut(block, starts[first], end)
        last = (
            next((j for j in range(i + 1, len(lines)) if marked[j]), len(lines))
            - 1
        )
        rest = (
            cut(block, starts[i + 1], starts[last] + len(lines[last]))
            if last > i
            else None
        )
        is_end = last == len(lines) - 1
        below = (
            _answer(page, siblings, place, block, alone=rest is None)
            if is_end
            else ()
        )
        answer = trim([*((rest,) if rest else ()), *below])
        if is_answered(answer):
            pin = pin_near(block, siblings, below)
            yield _pair(
                as_paragraph(question), answer, (block, *below), tags, pin
            )
        else:
            yield problem(
                "MK301",
                f"no answer to: {' '.join(question.text.split())}",
                block.span,
            )


def _pair(
    front: Block,
    answer: tuple[Block, ...],
    claims: tuple[Block, ...],
    tags: tuple[str, ...],
    pin: str,
) -> Pair:
    return Pair(
        (front,),
        answer,
        front.span,
        "flashcard-tag",
        claims,
        front.section,
        pin=pin,
        reason="a tagged line",
        tags=tags,
    )


def _first_line(
    lines: Sequence[str], marked: Sequence[bool], place: int, last: int
) -> int:
    """The line where a question of several lines begins: below a line that announces it, or another card."""
    first = place
    while (
        first - 1 > last
        and not marked[first - 1]
        and not lines[first - 1].rstrip().endswith(":")
    ):
        first -= 1
    return first


def _answer(
    page: Page,
    siblings: Sequence[Block],
    place: int,
    block: Block,
    *,
    alone: bool,
) -> tuple[Block, ...]:
    """The blocks below a tagged one: up to the rule that ends the card, else the first of them."""
    if block.kind == "heading":
        stop = place + 1
        while stop < len(siblings) and not (
            siblings[stop].kind == "heading"
            and (
                siblings[stop].level <= block.level
                or _is_tagged(siblings[stop])
            )
        ):
            stop += 1
        return tuple(siblings[place + 1 : stop])
    below: list[Block] = []
    for one in siblings[place + 1 :]:
        if one.kind == "hr":
            return tuple(below)
        if one.kind == "heading" or one in page.claims or _is_tagged(one):
            break
        below.append(one)
    shown = [one for one in below if has_content([one])]
    return tuple(shown[:1]) if alone else ()


def _is_tagged(block: Block) -> bool:
    if block.kind not in ("paragraph", "heading"):
        return False
    lines = text_outside_code(block).split("\n")
    return any(
        (tail := _TAIL_RE.search(line)) and _MARK_RE.search(tail[0])
        for line in lines
    )
