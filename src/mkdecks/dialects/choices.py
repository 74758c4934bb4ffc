"""Multiple choice: options with boxes, ``- [x]``, or letters, ``A.``, and a key, ``Answer: B``, below or in a fold.

The question is the heading, the list item, the title of a fold or the paragraph above
the options, with all that stands between. Boxes need a question that asks, since most
ticked lists are things to do; letters and numbers need a key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..language.answer_words import ANSWER_WORDS
from ..language.question_text import (
    is_prompt,
    is_question,
    is_reveal_label,
    number_of,
    question_label_length,
)
from ..model.problems import problem
from ..model.records import Block, Page, Pair, Problem
from ..pages.inline import text_of
from ..pages.tree import containers, title_of
from .kit.answer import is_reveal, pin_near, trim
from .kit.answer_key import without_explanation_label
from .kit.answer_keys import Key, PageKeys, key_below, key_of_page, page_keys
from .kit.options import Options, find_options
from .kit.page_gate import is_announced
from .kit.stem import Q_NUMBER_RE, shown_stem, stem_start

ORDER = 8
MIN_GROUPS = 3
_TASKS_RE = re.compile(
    r"\b(?:to[- ]?dos?|left|done|remain\w*|missing|next|check\s?list|road\s?map|planned|finished)\b",
    re.I,
)
_BLANK_RE = re.compile(r"_{3,}|\u2026{1,2}\s*$|\.{3,}\s*$|:\s*$")
_CHOOSE_RE = re.compile(
    r"\((?:choose|select|pick)\s[^)]{1,30}\)|\b(?:choose|select|pick)\s+(?:all|the|one|two|three|an?)\b",
    re.I,
)
_MAY_HOLD_RE = re.compile(
    rf"\[[xX]\]|answer|ans\b|correct|key|solution|答|{ANSWER_WORDS}",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Choice:
    """Options with their key, and where their stem starts among the siblings."""

    group: Options
    key: Key | None
    stem: int


def recognise(page: Page) -> Iterator[Pair | Problem]:
    """One Pair for each group of options with a question above it and a key."""
    if not _MAY_HOLD_RE.search(page.source.text):
        return
    keys = page_keys(page)
    taken: set[Block] = set()
    for parent, siblings, after in containers(page, taken):
        for found in _among(page, parent, siblings, after, keys):
            if isinstance(found, Pair):
                taken.update(found.claims)
            yield found


def _among(
    page: Page,
    parent: Block | None,
    siblings: tuple[Block, ...],
    after: tuple[Block, ...],
    keys: PageKeys,
) -> Iterator[Pair | Problem]:
    groups = [
        group
        for group in find_options(siblings)
        if not page.claims.keys() & set(siblings[group.start : group.stop])
    ]
    choices: list[_Choice] = []
    low = 0
    for place, group in enumerate(groups):
        high = (
            groups[place + 1].start
            if place + 1 < len(groups)
            else len(siblings)
        )
        key = key_below(
            group, siblings, high, after if high == len(siblings) else ()
        )
        if key or keys or group.kind == "boxes":
            stem = stem_start(
                siblings,
                low,
                group.start,
                text=group.before[0].text if group.before else "",
            )
            key = key or key_of_page(
                keys, _number(parent, siblings[stem : stem + 1], group), group
            )
        low = key.stop if key else group.stop
        if key is None and group.kind != "boxes":
            continue
        choices.append(_Choice(group, key, stem))
    asked = sum(
        _is_asked(_stem_blocks(choice, parent, siblings), page, sure=False)
        for choice in choices
    )
    many = asked >= MIN_GROUPS and asked * 2 > len(choices)
    for place, choice in enumerate(choices):
        end = (
            choices[place + 1].stem
            if place + 1 < len(choices)
            else len(siblings)
        )
        yield from _finish(page, parent, siblings, choice, end, many=many)


def _number(
    parent: Block | None, stem: Sequence[Block], group: Options
) -> int | None:
    """The number of a question: that of its first line, or of its item in a numbered list."""
    first = (
        stem[0].text
        if stem and group.start
        else "".join(block.text for block in group.before[:1])
    )
    number = number_of(first) if first else None
    if number is None and (match := Q_NUMBER_RE.match(first)):
        number = int("".join(filter(str.isdigit, match[0])) or 0)
    if (
        number is None
        and parent is not None
        and parent.kind == "list_item"
        and parent.label.isdigit()
    ):
        number = int(parent.label)
    return number


def _stem_blocks(
    choice: _Choice, parent: Block | None, siblings: Sequence[Block]
) -> tuple[Block, ...]:
    blocks = (*siblings[choice.stem : choice.group.start], *choice.group.before)
    title = title_of(parent) if parent is not None else None
    headed = bool(blocks) and blocks[0].kind == "heading"
    if (
        title is not None
        and not headed
        and not is_reveal_label(title.text)
        and choice.group is not None
    ):
        rest = [
            block
            for block in siblings[: choice.group.start]
            if block is not title
        ]
        return (title, *rest, *choice.group.before)
    return blocks


def _is_asked(stem: Sequence[Block], page: Page, *, sure: bool) -> bool:
    """Whether a stem puts a question; ``sure`` on a page of questions, where a number or an opening word is enough."""
    if not stem:
        return False
    texts = [
        " ".join(block.text.split())
        for block in stem
        if block.kind not in ("fence", "code_block")
    ]
    if any(
        is_question(text)
        or question_label_length(text)
        or Q_NUMBER_RE.match(text)
        for text in texts
        if text
    ):
        return True
    if any(
        _CHOOSE_RE.search(text) or (_BLANK_RE.search(text) and "__" in text)
        for text in texts
    ):
        return True
    if not (sure or is_announced(page, stem[0])):
        return False
    return (
        any(
            is_prompt(text)
            or number_of(text) is not None
            or _BLANK_RE.search(text)
            for text in texts
            if text
        )
        or stem[0].kind == "heading"
    )


def _finish(
    page: Page,
    parent: Block | None,
    siblings: tuple[Block, ...],
    choice: _Choice,
    end: int,
    *,
    many: bool,
) -> Iterator[Pair | Problem]:
    group, key = choice.group, choice.key
    stem = _stem_blocks(choice, parent, siblings)
    question = shown_stem(stem)
    if not question:
        return
    text = " ".join(text_of(question[:1]).split())
    asked = _is_asked(stem, page, sure=many)
    if key is None:
        if asked and many:
            yield problem(
                "MK308",
                f"no option is marked as right: {text}",
                question[0].span,
            )
        return
    asked = asked and not (
        group.kind == "boxes" and not many and _TASKS_RE.search(text)
    )
    if not asked and (
        group.kind == "boxes" or (not key.closed and group.kind == "numbers")
    ):
        yield problem(
            "MK309",
            f"a ticked list below what does not ask: {text}",
            question[0].span,
        )
        return
    stop, rest = _explanation_end(siblings, choice, key, end)
    explanation = without_explanation_label(trim((*key.explanation, *rest)))
    titled = parent is not None and bool(stem) and stem[0] is title_of(parent)
    claims = (
        (parent,)
        if titled and parent is not None
        else (*siblings[choice.stem : stop], *key.claims)
    )
    yield Pair(
        question,
        explanation,
        parent.span if titled and parent is not None else question[0].span,
        "choices",
        tuple(claims),
        (parent if titled and parent is not None else stem[0]).section,
        "mcq",
        options=tuple(option.blocks for option in group.options),
        correct=key.correct,
        feedback=tuple(option.feedback for option in group.options),
        labels=tuple(
            option.label.upper() for option in group.options if option.label
        ),
        pin=pin_near(
            stem[0], siblings, siblings[choice.stem + 1 : choice.stem + 2]
        ),
        reason=f"options, and {key.reason}",
    )


def _is_of_others(block: Block) -> bool:
    """Whether a block holds a card of its own, written in another way."""
    asks = block.kind == "admonition" and block.label in (
        "question",
        "faq",
        "flashcard",
        "exercise",
        "challenge",
    )
    return block.kind in ("quiz", "card_block", "component") or (
        asks and not is_reveal(block)
    )


def _explanation_end(
    siblings: Sequence[Block], choice: _Choice, key: Key, end: int
) -> tuple[int, tuple[Block, ...]]:
    """Where the explanation below the key ends: a rule, the next question, a heading that is not below the stem's."""
    if key.closed:
        return key.stop, ()
    stem = siblings[choice.stem]
    level = stem.level if stem.kind == "heading" else 0
    stop = key.stop
    while stop < end and siblings[stop].kind != "hr":
        block = siblings[stop]
        if (
            block.kind == "heading" and (not level or block.level <= level)
        ) or _is_of_others(block):
            break
        stop += 1
    return stop, tuple(siblings[key.stop : stop])
