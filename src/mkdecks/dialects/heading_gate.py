"""Which headings of a page are questions: those that ask, and their siblings.

A heading that only looks like a task ("2. Create a table") is a question among
questions, and a step of a guide elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from ..language.page_titles import (
    announces_questions,
    is_section_title,
    may_be_question,
)
from ..language.question_text import (
    is_call_to_action,
    is_prompt,
    is_question,
    number_of,
    only_counts,
    question_label_length,
)
from ..model.characters import one_line
from ..model.records import Block, Page
from ..pages.inline import has_content
from .kit.answer import begins_answer
from .kit.blocks import Blocks
from .kit.lists import firsts_of, taken_apart
from .kit.page_gate import (
    MIN_FOUND,
    asks_by_itself,
    page_announces,
    was_card,
)
from .kit.places import parts_of

MIN_RUN, MIN_ASKING, MIN_SENTENCE = 3, 2, 5
MIN_SHARE_OF_LEVEL, MIN_SHARE_OF_RUN = 0.5, 0.6
# Of a level whose headings are nearly all counted, fewer need ask for all to be
# questions.
MIN_OF_LEVEL, MIN_COUNTED, MIN_SHARE_OF_COUNTED = 5, 0.8, 0.4
MIN_SHARE_OF_LEVEL_ASKING = 0.7
# A question and its answer.
MIN_PARTS = 2

# A run is the headings of one level below one heading: that heading, and the level.
Run = tuple[Block | None, int]


@dataclass(frozen=True, slots=True, eq=False)
class Heading:
    """A heading of a page, the blocks below it, and its run.

    The blocks go up to the next heading of its level or a higher one.

    ``asks`` is whether it is a question by itself, ``is_announced`` whether the page,
    or a section it stands in, announces questions, ``was_card`` whether it was a card
    when the page was last built.
    """

    block: Block
    below: tuple[Block, ...]
    run: Run
    text: str
    asks: bool
    is_announced: bool
    was_card: bool

    @property
    def level(self) -> int:
        """The level of the heading: 1 is that of the page's title."""
        return self.block.level

    @property
    def has_number(self) -> bool:
        """Whether the heading begins with a number."""
        return number_of(self.text) is not None

    @property
    def is_sentence(self) -> bool:
        """Whether the heading has as many words as a sentence."""
        return len(self.text.split()) >= MIN_SENTENCE

    @property
    def may_be_question(self) -> bool:
        """Whether the heading may be a question among questions."""
        return may_be_question(self.text)


def headings_of(page: Page) -> list[Heading]:
    """The headings of a page, also those that begin the items of its lists."""
    return [
        heading
        for part in parts_of(page)
        for heading in _headings_of_part(page, part)
    ]


def _headings_of_part(page: Page, part: Blocks) -> Iterator[Heading]:
    numbered = {
        first
        for block in part
        if block.kind == "ordered_list"
        for first in firsts_of(block)
    }
    blocks = tuple(taken_apart(part, _is_heading))
    for place, run in _runs(blocks):
        block = blocks[place]
        below = _below(block, blocks[place + 1 :])
        text = one_line(block.text)
        yield Heading(
            block=block,
            below=below,
            run=run,
            text=text,
            asks=_asks(block, is_item=block in numbered)
            or _is_answered_by_label(block, below)
            or counts_question(block, below),
            is_announced=_is_announced(page, block, text),
            was_card=was_card(page, "heading", [text]),
        )


def _is_heading(block: Block) -> bool:
    return block.kind == "heading"


def _runs(blocks: Sequence[Block]) -> Iterator[tuple[int, Run]]:
    """The place of each heading, and its run."""
    path: list[int] = []
    for place, block in enumerate(blocks):
        if block.kind != "heading":
            continue
        while path and blocks[path[-1]].level >= block.level:
            path.pop()
        above = blocks[path[-1]] if path else None
        yield place, (above, block.level)
        path.append(place)


def _below(heading: Block, following: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks up to the next heading of the same level or a higher one."""

    def is_below(block: Block) -> bool:
        return block.kind != "heading" or block.level > heading.level

    return tuple(takewhile(is_below, following))


def _asks(block: Block, *, is_item: bool) -> bool:
    """Whether a heading asks: by its mark, its label, or a number before a task."""
    text = block.text
    if is_call_to_action(text) or is_section_title(text):
        return False
    if _is_marked(text):
        return True
    return is_prompt(text) and (is_item or number_of(text) is not None)


def _is_marked(text: str) -> bool:
    """Whether a text has a question mark or the label of a question."""
    return is_question(text) or bool(question_label_length(text))


def _is_answered_by_label(block: Block, below: Sequence[Block]) -> bool:
    """Whether the text right below begins with "Answer:".

    That makes a question of any heading.
    """
    if not below or below[0].kind != "paragraph" or block.level == 1:
        return False
    return begins_answer(below[0].text) and may_be_question(block.text)


def counts_question(block: Block, below: Sequence[Block]) -> bool:
    """Whether a heading only counts the question that stands right below it."""
    if block.level == 1 or not only_counts(block.text):
        return False
    shown = [part for part in below if has_content([part])]
    if len(shown) < MIN_PARTS or shown[0].kind != "paragraph":
        return False
    return is_question(shown[0].text) or is_prompt(shown[0].text)


def _is_announced(page: Page, block: Block, text: str) -> bool:
    """Whether the page, or a section that a heading stands in, announces questions."""
    if page.questions >= MIN_FOUND:
        return True
    sections = [title for title in block.section if title != text]
    return page_announces(page) or any(map(announces_questions, sections))


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
    }
    return [heading for heading in headings if heading in chosen]


def _passed(headings: Sequence[Heading]) -> Iterator[Heading]:
    """The headings that need no sibling.

    They were cards, they ask where questions are expected, or they are tasks in a run
    of announced questions and tasks.
    """
    remembered = {heading.level for heading in headings if heading.was_card}
    levels = remembered | _levels_of_questions(headings)
    opening = [
        heading
        for heading in headings
        if heading.is_announced and (heading.asks or is_prompt(heading.text))
    ]
    runs = _runs_mostly_of(opening, headings)
    for heading in headings:
        is_expected = heading.is_announced or heading.level in levels
        is_task = heading.run in runs and is_prompt(heading.text)
        if (
            heading.was_card
            or (heading.asks and is_expected)
            or (is_task and heading.may_be_question)
        ):
            yield heading


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
    asking = Counter(heading.level for heading in headings if heading.asks)
    different = {
        (heading.level, heading.text)
        for heading in headings
        if _is_marked(heading.text) and asks_by_itself(heading.text)
    }
    clear = Counter(level for level, _ in different)
    return {
        level
        for level, size in sizes.items()
        if clear[level] >= MIN_RUN
        and asking[level] >= MIN_SHARE_OF_LEVEL * size
    }


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

    Where only two have, these are whole sentences, as those write who have a problem.
    """
    many = _runs_mostly_of(passed, headings)
    for run in _runs_mostly_of(passed, headings, MIN_ASKING):
        siblings = [heading for heading in headings if heading.run == run]
        are_counted = all(
            heading.has_number or question_label_length(heading.text)
            for heading in passed.intersection(siblings)
        )
        for heading in siblings:
            is_expected = run in many or heading.is_sentence
            if is_expected and _joins(heading, are_counted=are_counted):
                yield heading


def _joins(heading: Heading, *, are_counted: bool) -> bool:
    """Whether a heading that does not ask is one of the questions around it.

    A sibling without a number is none of those that are counted.
    """
    if are_counted and not heading.has_number:
        return False
    belongs = (
        heading.is_announced or heading.has_number or is_prompt(heading.text)
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
        if asking < MIN_OF_LEVEL:
            continue
        if len(counted) >= MIN_COUNTED * len(siblings):
            if share >= MIN_SHARE_OF_COUNTED:
                yield from counted
        elif share >= MIN_SHARE_OF_LEVEL_ASKING:
            yield from siblings
