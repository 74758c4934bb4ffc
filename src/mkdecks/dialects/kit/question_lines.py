"""Questions that are lines of their own among the blocks of a page, answers below them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from ...language.question_text import (
    is_call_to_action,
    is_question,
    is_task,
    question_label_length,
)
from ...model.characters import one_line
from ...model.problems import problem
from ...model.records import Block, Page, Pair, Problem, Results
from ...pages.inline import bold_length, cut, has_content
from ...pages.walk import is_taken
from .answer import trim
from .answered import MIN_RUN, answered, is_run
from .blocks import Blocks
from .footer import without_footer, without_terms
from .option_groups import lacks_key
from .page_gate import is_announced, was_card
from .places import is_part, parts_of
from .refusals import no_key

_WORD_RE = re.compile(r"\w")


@dataclass(slots=True)
class Line:
    """A block that begins with a question, or with a task, and what stands below it.

    ``rest`` is what the block itself says behind the question. ``holder`` is the block of
    the page that it is a part of, None where it is one itself.
    """

    block: Block
    question: Blocks
    rest: Blocks = ()
    is_task: bool = False
    below: list[Block] = field(default_factory=list)
    holder: Block | None = None

    @property
    def answer(self) -> Blocks:
        """What may answer: the rest of the block, and what stands below it."""
        return (*self.rest, *self.below)

    def pair(
        self, question: Sequence[Block], answer: Sequence[Block], reason: str
    ) -> Pair:
        """The pair that claims the block and all below it."""
        return Pair.of(
            question,
            answer,
            (self.holder or self.block, *self.below),
            reason=reason,
        )


def line_up_to(block: Block, end: int) -> Line:
    """The line of a paragraph whose text asks up to a position; the rest may answer."""
    is_all = not block.text[end:].strip()
    rest = () if is_all else (cut(block, end + 1),)
    return Line(block, (cut(block, 0, end),), rest)


Begin = Callable[[Block], Line | None]
# Blocks, each with the parts of it that stand for themselves.
Opened = Mapping[Block, Sequence[Block]]


def lines_of(
    page: Page, begin: Begin, opened: Opened = MappingProxyType({})
) -> list[Line]:
    """The questions of a page that ``begin`` knows, each with what stands below it.

    That ends at the next of them, at a question of another form, at a heading, a rule
    and what is a card already. Of blocks that are ``opened`` each part stands for itself.
    """
    return [
        line
        for part in parts_of(page)
        for line in _lines_of_part(page, _with_parts(part, opened), begin)
    ]


def parts_of_blocks(blocks: Iterable[Block], opened: Opened) -> Iterator[Block]:
    """Blocks, with the parts of those that are opened in their place."""
    for block in blocks:
        yield from opened.get(block, (block,))


def _with_parts(
    part: Blocks, opened: Opened
) -> Iterator[tuple[Block, Block | None]]:
    """The blocks, or their parts, each with the block that holds it."""
    for block in part:
        if block not in opened:
            yield block, None
        for piece in opened.get(block, ()):
            yield piece, piece if piece.kind == "list_item" else block


def _lines_of_part(
    page: Page, part: Iterable[tuple[Block, Block | None]], begin: Begin
) -> list[Line]:
    lines: list[Line] = []
    is_below = False
    for block, holder in part:
        if is_taken(page, holder or block) or block.kind in ("heading", "hr"):
            is_below = False
        elif line := begin(block):
            line.holder = holder
            lines.append(line)
            is_below = True
        elif begins_question(block):
            is_below = False
        elif is_below and not is_part(block):
            lines[-1].below.append(block)
    if lines:
        lines[-1].below = list(without_terms(lines[-1].below))
    return lines


def tasks_alike(
    page: Page, end_of: Callable[[Block], int]
) -> Mapping[Block, Line]:
    """The tasks among the first lines that look alike, where questions are announced.

    ``end_of`` tells where such a line ends, 0 for others. Empty where few of them ask
    or put a task.
    """
    free = [block for block in page.blocks if block not in page.claims]
    ends = {block: end for block in free if (end := end_of(block))}
    texts = {block: block.text[:end] for block, end in ends.items()}
    asking = {block for block, text in texts.items() if is_question(text)}
    tasks = {block for block, text in texts.items() if is_task(text)}
    if not is_run(len(asking | tasks), len(texts)):
        return {}
    return {
        block: line_up_to(block, ends[block])
        for block in tasks - asking
        if is_announced(page, block)
    }


def begins_question(block: Block) -> bool:
    """Whether a block begins with a question that is a line of its own, in any form."""
    if bold_question_end(block) or numbered_question(block):
        return True
    return block.kind == "paragraph" and question_label_length(block.text) > 0


def bold_question_end(block: Block) -> int:
    """Where the question in bold ends that fills a paragraph's first line, else 0."""
    length = bold_length(block) if block.kind == "paragraph" else 0
    if not length:
        return 0
    rest_of_line = block.text[length:].split("\n")[0]
    if _WORD_RE.search(rest_of_line):
        return 0
    end = length + len(rest_of_line)
    asks = is_question(block.text[:end])
    return end if asks and not is_call_to_action(block.text[:length]) else 0


def numbered_question(block: Block) -> Line | None:
    """The question of a numbered list of one item, whose first line asks."""
    item = lone_item(block)
    if item is None:
        return None
    first, *rest = item.children
    line = first.text.partition("\n")[0]
    if not is_question(line) or is_call_to_action(line):
        return None
    return numbered_line(block, first, rest)


def lone_item(block: Block) -> Block | None:
    """The only item of a numbered list, or an item itself, if it begins with text."""
    is_lone = block.kind == "ordered_list" and len(block.children) == 1
    item = block.children[0] if is_lone else block
    if item.kind != "list_item":
        return None
    is_text = bool(item.children) and item.children[0].kind == "paragraph"
    return item if is_text else None


def numbered_line(block: Block, first: Block, rest: Sequence[Block]) -> Line:
    """The line of a numbered item: its first line asks, the others may answer.

    A question that goes on over several lines is all of its paragraph.
    """
    line = first.text.partition("\n")[0]
    goes_on = is_question(first.text) and not is_question(line)
    end = len(first.text) if goes_on else len(line)
    question = cut(first, 0, end)
    if not first.text[end:].strip():
        return Line(block, (question,), tuple(rest))
    return Line(block, (question,), (cut(first, end + 1), *rest))


@dataclass(frozen=True, slots=True)
class Form:
    """A form of question lines: its dialect, and what messages and reasons call it."""

    dialect: str
    reason: str
    elsewhere: str
    task: Callable[[Line], Pair | Problem] | None = None


def results(page: Page, lines: Sequence[Line], form: Form) -> Results:
    """One Pair for each answered line, where the page has several or announces them."""
    answers = sum(
        has_content(line.answer) for line in lines if not line.is_task
    )
    texts = (line.question[0].text for line in lines)
    is_open = answers >= MIN_RUN or was_card(page, form.dialect, texts)
    for line in lines:
        if not is_open and not is_announced(page, line.block):
            text = one_line(line.question[0].text)
            message = f"{form.elsewhere}: {text}"
            yield problem("MK302", message, line.block.span)
        elif line.is_task and form.task:
            yield form.task(line)
        else:
            yield _asked(line, form, is_last=line is lines[-1])


def _asked(line: Line, form: Form, *, is_last: bool) -> Pair | Problem:
    answer = trim(without_footer(line.answer) if is_last else line.answer)
    pair = line.pair(line.question, answer, form.reason)
    if lacks_key(answer):
        return no_key(pair.question)
    return answered(pair, may_link=False)
