"""The headings of a page, and of each whether it asks and is announced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from ...language.counts import counts_task, only_counts
from ...language.labels import KEYS, is_answer_word, is_title_for, label_of
from ...language.lexicon import holds
from ...language.page_titles import (
    announces_questions,
    is_section_title,
    may_be_question,
)
from ...language.question_text import (
    answer_label_length,
    is_call_to_action,
    is_initial_label,
    is_prompt,
    is_question,
    number_of,
    question_label_length,
)
from ...model.characters import one_line
from ...model.records import Block, Page
from ...pages.inline import begins_in_code, has_content
from .answer import begins_answer
from .blocks import CODE, Blocks, contents
from .lists import firsts_of, taken_apart
from .page_gate import (
    MIN_FOUND,
    asks_by_itself,
    page_announces,
    titles_above,
    was_card,
)
from .places import parts_of
from .solutions import is_code

_ANSWER = frozenset({"answer"})
_TASK = frozenset({"task"})
# So many words make a sentence.
MIN_SENTENCE = 5
# A question and its answer.
MIN_PARTS = 2

# A run is the headings of one level below one heading: that heading, and the level.
Run = tuple[Block | None, int]


@dataclass(frozen=True, slots=True, eq=False)
class Heading:
    """A heading of a page, the blocks below it, and its run.

    The blocks go up to the next heading of its level or a higher one.

    ``text`` is the question: the heading's own, or the one that it counts.
    ``asks`` is whether it is a question by itself, ``is_announced`` whether the page,
    or a section it stands in, announces questions, ``titles`` are those that may,
    ``was_card`` says whether it was a card when the page was last built, ``has_label``
    whether a label below says that its answer follows.
    """

    block: Block
    below: tuple[Block, ...]
    run: Run
    text: str
    asks: bool
    is_announced: bool
    titles: tuple[str, ...]
    was_card: bool
    has_label: bool

    @property
    def level(self) -> int:
        """The level of the heading: 1 is that of the page's title."""
        return self.block.level

    @property
    def has_number(self) -> bool:
        """Whether the heading begins with a number."""
        return number_of(self.block.text) is not None

    @property
    def is_sentence(self) -> bool:
        """Whether the heading has as many words as a sentence."""
        return len(self.text.split()) >= MIN_SENTENCE

    @property
    def is_statement(self) -> bool:
        """Whether the heading is a sentence with its full stop: "It is all wet."."""
        return self.is_sentence and self.text.endswith((".", "!", "\u3002"))

    @property
    def is_solved(self) -> bool:
        """Whether the heading counts a task that code solves, as its titles say.

        "Exercise 3" stands on a page of solutions. Below "3. Sort a list", on one of
        exercises, stands nothing but code.
        """
        if counts_task(self.block.text):
            has_code = any(block.kind in CODE for block in self.below)
            may_be = has_code and self.names_titles(KEYS)
        else:
            is_named = self.has_number and self.names_titles(_TASK)
            may_be = is_named and is_code(self.below)
        return may_be and not any(map(_is_labelled, self.below))

    def names_titles(self, roles: Iterable[str]) -> bool:
        """Whether a title above the heading has a word for one of some things."""
        return any(holds(title, *roles) for title in self.titles)

    @property
    def has_coded_solution(self) -> bool:
        """Whether "Solution" and code stand right below the heading, as in exercises."""
        if not self.names_titles(_TASK):
            return False
        shown = [block for block in self.below if has_content([block])]
        if len(shown) < MIN_PARTS or not is_answer_word(shown[0].text):
            return False
        return shown[1].kind in CODE or begins_in_code(shown[1])

    @property
    def may_be_question(self) -> bool:
        """Whether the heading may be a question among questions."""
        return may_be_question(self.text)


def _is_labelled(block: Block) -> bool:
    """Whether a block, or a quotation, begins with the label of an answer."""
    first = (contents(block) or (block,))[0]
    return answer_label_length(first.text) > 0


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
        counts = counts_question(block, below)
        text = one_line(_counted(below) if counts else block.text)
        has_label = _is_answered_by_label(block, below)
        has_label = has_label or answer_heading(block, below) is not None
        titles = titles_above(page, block)
        yield Heading(
            block=block,
            below=below,
            run=run,
            text=text,
            asks=_asks(block, is_item=block in numbered) or has_label or counts,
            is_announced=_is_announced(page, block, titles),
            titles=titles,
            was_card=was_card(page, "heading", [text]),
            has_label=has_label,
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
    if is_marked(text):
        return True
    return is_prompt(text) and (is_item or number_of(text) is not None)


def is_marked(text: str) -> bool:
    """Whether a text has a question mark or the label of a question.

    A letter with a number, "P1:", counts other things too. What has a worth, "(2 points)",
    is the title of a task in an exam.
    """
    label = label_of(text)
    is_rank = is_initial_label(text) and number_of(text) is not None
    is_title = is_rank or (label is not None and label.has_worth)
    is_labelled = question_label_length(text) > 0 and not is_title
    return is_question(text) or is_labelled


def _is_answered_by_label(block: Block, below: Sequence[Block]) -> bool:
    """Whether the text right below begins with "Answer:", or is a heading that says so.

    That makes a question of any heading.
    """
    if not below or block.level == 1 or not may_be_question(block.text):
        return False
    first = below[0]
    if first.kind == "blockquote" and first.children:
        first = first.children[0]
    return first.kind == "paragraph" and begins_answer(first.text)


def answer_heading(block: Block, below: Sequence[Block]) -> int | None:
    """Where below a heading its first sub-heading stands that is titled "Answer".

    None without one, and where that belongs to another heading.
    """
    if block.level == 1 or not may_be_question(block.text):
        return None
    titled = (
        place
        for place, part in enumerate(below)
        if part.level and is_title_for(part.text, _ANSWER)
    )
    place = next(titled, len(below))
    level = below[place].level if place < len(below) else 0
    above = [part for part in below[:place] if part.level]
    is_own = level and not any(
        part.level < level or only_counts(part.text) for part in above
    )
    return place if is_own else None


def counts_question(block: Block, below: Sequence[Block]) -> bool:
    """Whether a heading only counts the question that stands right below it."""
    has_number = any(map(str.isdigit, block.text))
    if not only_counts(block.text) or (block.level == 1 and not has_number):
        return False
    shown = [part for part in below if has_content([part])]
    if len(shown) < MIN_PARTS or shown[0].kind != "paragraph":
        return False
    return is_question(shown[0].text) or is_prompt(shown[0].text)


def _counted(below: Sequence[Block]) -> str:
    return next(part.text for part in below if has_content([part]))


def _is_announced(page: Page, block: Block, titles: Iterable[str]) -> bool:
    """Whether the page, or one of the ``titles`` above a heading, announces questions."""
    asks = is_question(block.text) and asks_by_itself(block.text)
    if page.questions >= MIN_FOUND and asks:
        return True
    return page_announces(page) or any(map(announces_questions, titles))
