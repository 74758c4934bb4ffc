"""Questions as headings, the prose below as the answer, on pages that are about questions.

A heading is a question where the page, or the section it stands in, announces questions ("FAQ", "Interview questions"),
or where at least three headings of its level, and half of them, are questions. So ordinary documentation with a
rhetorical heading here and there yields nothing. Where most headings of a run are questions, the rest are taken too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..blocks import as_paragraph
from ..model import Block, Page, Pair, Problem
from ..problems import problem
from ..wording import (
    announces_questions,
    is_call_to_action,
    is_prompt,
    is_question,
    is_reveal_label,
    is_section_title,
    number_of,
    pin_of,
    question_label_length,
)
from ._answer import is_answered, is_link_only, pin_near, reveal, trim, without_footer

ORDER = 60
MIN_RUN, MIN_SHARE_OF_LEVEL, MIN_SHARE_OF_RUN = 3, 0.5, 0.6


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading of the page, the blocks below it up to the next of its level or higher, and the heading above it."""

    block: Block
    below: tuple[Block, ...]
    parent: Block | None

    @property
    def text(self) -> str:
        return self.block.text

    @property
    def is_asked(self) -> bool:
        """A question by itself: its mark, its label, or a number before a task."""
        if is_call_to_action(self.text) or is_section_title(self.text):
            return False
        labelled = bool(question_label_length(self.text))
        return is_question(self.text) or labelled or (number_of(self.text) is not None and is_prompt(self.text))


def recognise(page: Page) -> Iterator[Pair | Problem]:
    """One Pair for each heading that passes the gate and has an answer."""
    if page.source.format != "markdown":
        return
    headings = _headings(page.blocks)
    accepted = [h for h in headings if _passes(h, headings, page)]
    accepted = _with_run(accepted, headings, page)
    questions = {h.block for h in accepted}
    taken: set[Block] = set()
    answers = 0
    for heading in headings:
        if heading.block in taken or heading.block in page.claims:
            continue
        if heading.block not in questions:
            if heading.is_asked:
                yield problem(
                    "MK302", f"a heading that asks on a page of other things: {heading.text}", heading.block.span
                )
            continue
        if _is_section(heading, questions, page):
            continue
        answers += 1
        taken.update(heading.below)
        yield from _pair(heading, page, is_last=heading.block is accepted[-1].block)


def _headings(blocks: Sequence[Block]) -> list[_Heading]:
    found: list[_Heading] = []
    above: list[Block] = []
    for place, block in enumerate(blocks):
        if block.kind != "heading":
            continue
        while above and above[-1].level >= block.level:
            above.pop()
        stop = next(
            (
                i
                for i in range(place + 1, len(blocks))
                if blocks[i].kind == "heading" and blocks[i].level <= block.level
            ),
            len(blocks),
        )
        found.append(_Heading(block, tuple(blocks[place + 1 : stop]), above[-1] if above else None))
        above.append(block)
    return found


def _passes(heading: _Heading, headings: Sequence[_Heading], page: Page) -> bool:
    """The page gate. What a more explicit dialect has found explains the page's title, so then only numbers count."""
    if not heading.is_asked:
        return False
    level = [h for h in headings if h.block.level == heading.block.level]
    asked = [h for h in level if h.is_asked]
    if len(asked) >= MIN_RUN and len(asked) >= MIN_SHARE_OF_LEVEL * len(level):
        return True
    if page.claims:
        return False
    titles = [page.title, *(heading.block.section)]
    return any(announces_questions(title) for title in titles if title != heading.text)


def _with_run(accepted: list[_Heading], headings: Sequence[_Heading], page: Page) -> list[_Heading]:
    """The accepted headings and, where they are most of a run of siblings, the run's other headings."""
    blocks = {h.block for h in accepted}
    result = []
    for heading in headings:
        run = [h for h in headings if h.parent is heading.parent and h.block.level == heading.block.level]
        asked = sum(h.block in blocks for h in run)
        is_run = asked >= MIN_RUN and asked >= MIN_SHARE_OF_RUN * len(run)
        plain = not is_section_title(heading.text) and not is_call_to_action(heading.text)
        if heading.block in blocks or (is_run and plain and not is_reveal_label(heading.text)):
            result.append(heading)
    return result


def _is_section(heading: _Heading, questions: set[Block], page: Page) -> bool:
    """Whether a heading only groups the questions below it: other dialects' questions, or headings with no prose before."""
    if any(block in page.claims for block in heading.below):
        first = next((b for b in heading.below if b in page.claims), None)
        before = [b for b in heading.below[: heading.below.index(first)]] if first else []
        return not is_answered(trim(before)) or not heading.is_asked
    place = next((i for i, b in enumerate(heading.below) if b.kind == "heading"), None)
    if place is None or heading.below[place] not in questions:
        return False
    deeper = [b for b in heading.below if b.kind == "heading"]
    return not is_answered(trim(heading.below[:place])) or sum(b in questions for b in deeper) > len(deeper) / 2


def _pair(heading: _Heading, page: Page, *, is_last: bool) -> Iterator[Pair | Problem]:
    below = list(heading.below)
    for place, block in enumerate(below):
        if block in page.claims:
            below = below[:place]
            break
    more_question, answer = reveal(below)
    if is_last:
        answer = without_footer(answer)
    trimmed = trim(answer)
    text = " ".join(heading.text.split())
    if not is_answered(trimmed):
        yield problem("MK301", f"no answer to: {text}", heading.block.span)
    elif is_link_only(trimmed) and not heading.is_asked:
        yield problem("MK302", f"only a link follows: {text}", heading.block.span)
    else:
        yield Pair(
            (as_paragraph(heading.block), *trim(more_question)),
            trimmed,
            heading.block.span,
            "heading",
            (heading.block, *below),
            heading.block.section,
            pin=pin_near(heading.block, page.blocks, below) or pin_of(heading.text),
        )
