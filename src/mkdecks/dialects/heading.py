"""Questions as headings, the prose below as the answer, on pages that are about questions.

A heading is a question where the page, or the section it stands in, announces questions
("FAQ", "Interview questions"), or where at least three headings of its level, and half
of them, are questions. So ordinary documentation with a rhetorical heading here and
there yields nothing. Where most headings of a run are questions, the rest are taken
too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

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
    question_label_length,
)
from ..model.problems import problem
from ..model.records import Block, Page, Pair, Problem
from ..pages.inline import as_paragraph, has_content, leads_elsewhere
from .kit.answer import (
    begins_answer,
    is_answered,
    pin_near,
    reveal,
    trim,
    without_footer,
)
from .kit.options import lacks_key
from .kit.page_gate import asks_by_itself, puts_questions_to_others, was_card

ORDER = 60
MIN_RUN, MIN_SHARE_OF_LEVEL, MIN_SHARE_OF_RUN = 3, 0.5, 0.6
# Of a level whose headings are nearly all counted, fewer need ask for all to be
# questions.
MIN_OF_LEVEL, MIN_COUNTED, MIN_SHARE_OF_COUNTED = 5, 0.8, 0.4
MIN_SHARE_OF_LEVEL_ASKING = 0.7


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading of the page, the blocks below it up to the next of its level or higher, and its run.

    ``run`` names the headings of one level below one heading. ``asked`` is whether it
    is a question by itself.
    """

    block: Block
    below: tuple[Block, ...]
    run: tuple[int, int]
    asked: bool

    @property
    def text(self) -> str:
        """What the heading says, on one line."""
        return " ".join(self.block.text.split())


def recognise(page: Page) -> Iterator[Pair | Problem]:
    """One Pair for each heading that passes the gate and has an answer."""
    if page.source.format == "text" or puts_questions_to_others(page):
        return
    blocks, numbered = _flat(page.blocks)
    headings = _headings(blocks, numbered)
    accepted = _accepted(headings, page)
    questions = {heading.block for heading in accepted}
    owns = {
        heading.block: _own(heading, questions, page) for heading in accepted
    }
    linking = _linking(owns)
    taken: set[Block] = set()
    for heading in headings:
        if heading.block in taken or heading.block in page.claims:
            continue
        if heading.block not in questions:
            if heading.asked:
                message = f"a heading that asks on a page of other things: {heading.text}"
                code = "MK302" if asks_by_itself(heading.text) else "MK309"
                yield problem(code, message, heading.block.span)
            continue
        own = owns[heading.block]
        if heading.block in linking:
            yield problem(
                "MK302",
                f"only a link follows: {heading.text}",
                heading.block.span,
            )
        elif not _is_section(heading, own):
            taken.update(block for block in own if block.kind == "heading")
            yield from _pair(
                heading,
                own,
                blocks,
                is_last=heading.block is accepted[-1].block,
            )


def _flat(
    blocks: Sequence[Block],
) -> tuple[tuple[Block, ...], frozenset[Block]]:
    """The page's blocks, with lists whose items begin with a heading (``1. ### What...``) taken apart.

    Also the headings that have the number of their item.
    """
    flat: list[Block] = []
    numbered: set[Block] = set()
    for block in blocks:
        firsts = [
            item.children[0]
            for item in block.children
            if block.kind.endswith("_list") and item.children
        ]
        headings = [first for first in firsts if first.kind == "heading"]
        if headings:
            flat += (
                child for item in block.children for child in item.children
            )
            numbered.update(headings if block.kind == "ordered_list" else ())
        else:
            flat.append(block)
    return tuple(flat), frozenset(numbered)


def _headings(
    blocks: Sequence[Block], numbered: frozenset[Block]
) -> list[_Heading]:
    places = [
        place for place, block in enumerate(blocks) if block.kind == "heading"
    ]
    ends: dict[int, int] = {}
    runs: dict[int, tuple[int, int]] = {}
    above: list[int] = []
    for place in places:
        while above and blocks[above[-1]].level >= blocks[place].level:
            ends[above.pop()] = place
        runs[place] = (above[-1] if above else -1, blocks[place].level)
        above.append(place)
    return [
        _Heading(
            blocks[p],
            tuple(blocks[p + 1 : ends.get(p, len(blocks))]),
            runs[p],
            _is_asked(blocks[p].text, is_numbered=blocks[p] in numbered)
            or _is_answered_by_label(blocks, p),
        )
        for p in places
    ]


def _is_answered_by_label(blocks: Sequence[Block], place: int) -> bool:
    """Whether the text right below a heading begins with "Answer:", which makes a question of any heading."""
    below = blocks[place + 1] if place + 1 < len(blocks) else None
    answered = (
        below is not None
        and below.kind == "paragraph"
        and begins_answer(below.text)
    )
    return (
        answered
        and blocks[place].level > 1
        and may_be_question(blocks[place].text)
    )


def _is_asked(text: str, *, is_numbered: bool) -> bool:
    """A question by itself: by its mark, its label, or a number before a task."""
    if is_call_to_action(text) or is_section_title(text):
        return False
    return (
        is_question(text)
        or bool(question_label_length(text))
        or ((is_numbered or number_of(text) is not None) and is_prompt(text))
    )


def _accepted(headings: Sequence[_Heading], page: Page) -> list[_Heading]:
    """The headings that pass the page gate and, where they are most of a run of siblings, the run's others.

    A heading that only looks like a task ("2. Create a table") is a question among
    questions, and a step of a guide elsewhere.
    """
    levels = Counter(heading.block.level for heading in headings)
    asked = Counter(
        heading.block.level for heading in headings if heading.asked
    )
    distinct = Counter(
        level
        for level, _ in {
            (h.block.level, h.text)
            for h in headings
            if _is_marked(h.text) and asks_by_itself(h.text)
        }
    )
    announced = {h.block for h in headings if _is_announced(h, page)}
    opening = Counter(
        h.run
        for h in headings
        if h.block in announced and (h.asked or is_prompt(h.text))
    )
    sizes = Counter(heading.run for heading in headings)
    prompts = {
        run
        for run, n in opening.items()
        if n >= MIN_RUN and n >= MIN_SHARE_OF_RUN * sizes[run]
    }
    remembered = {
        h.block for h in headings if was_card(page, "heading", [h.text])
    }
    known_levels = {block.level for block in remembered}
    passed = set(remembered)
    for heading in headings:
        level = heading.block.level
        is_many = (
            distinct[level] >= MIN_RUN
            and asked[level] >= MIN_SHARE_OF_LEVEL * levels[level]
        )
        prompt = (
            heading.run in prompts
            and is_prompt(heading.text)
            and may_be_question(heading.text)
        )
        if (
            heading.asked
            and (is_many or heading.block in announced or level in known_levels)
        ) or prompt:
            passed.add(heading.block)
    passed_of_run = Counter(
        heading.run for heading in headings if heading.block in passed
    )
    is_run = {
        run
        for run, n in passed_of_run.items()
        if n >= MIN_RUN and n >= MIN_SHARE_OF_RUN * sizes[run]
    }
    numbered = {
        run
        for run in is_run
        if _are_numbered(
            [h for h in headings if h.run == run and h.block in passed]
        )
    }
    may_ask = [
        h for h in headings if h.block in announced and may_be_question(h.text)
    ]
    whole = {heading.block for heading in _of_whole_levels(may_ask, passed)}
    return [
        h
        for h in headings
        if h.block in passed
        or (
            h.run in is_run and _joins(h, announced, numbered=h.run in numbered)
        )
        or h.block in whole
    ]


def _of_whole_levels(
    headings: Sequence[_Heading], passed: set[Block]
) -> Iterator[_Heading]:
    """The headings of levels on which all are questions: most ask, or nearly all are counted and many ask."""
    levels: dict[int, list[_Heading]] = {}
    for heading in headings:
        levels.setdefault(heading.block.level, []).append(heading)
    for found in levels.values():
        asking = sum(heading.block in passed for heading in found)
        counted = [
            heading for heading in found if number_of(heading.text) is not None
        ]
        is_counted = len(counted) >= MIN_COUNTED * len(found)
        share = (
            MIN_SHARE_OF_COUNTED if is_counted else MIN_SHARE_OF_LEVEL_ASKING
        )
        if asking >= max(MIN_OF_LEVEL, share * len(found)):
            yield from counted if is_counted else found


def _are_numbered(headings: Sequence[_Heading]) -> bool:
    """Whether questions are counted, so that a sibling without a number is none of them."""
    return all(
        number_of(h.text) is not None or question_label_length(h.text)
        for h in headings
    )


def _is_announced(heading: _Heading, page: Page) -> bool:
    """Whether the page, or a section that a heading stands in, announces questions."""
    sections = [
        title for title in heading.block.section if title != heading.text
    ]
    return any(map(announces_questions, (page.title, *sections)))


def _joins(heading: _Heading, announced: set[Block], *, numbered: bool) -> bool:
    """Whether a heading that does not ask is one of the questions around it; ``numbered`` if those are counted."""
    if numbered and number_of(heading.text) is None:
        return False
    belongs = (
        heading.block in announced
        or number_of(heading.text) is not None
        or is_prompt(heading.text)
    )
    return belongs and may_be_question(heading.text)


def _is_marked(text: str) -> bool:
    return is_question(text) or bool(question_label_length(text))


def _own(
    heading: _Heading, questions: set[Block], page: Page
) -> tuple[Block, ...]:
    """What is below a question up to another dialect's question, or to the headings below it where those ask too."""
    deeper = [block for block in heading.below if block.kind == "heading"]
    ends = (
        bool(deeper)
        and sum(block in questions for block in deeper) > len(deeper) / 2
    )
    for place, block in enumerate(heading.below):
        if block in page.claims or (ends and block in questions):
            return heading.below[:place]
    return heading.below


def _linking(owns: Mapping[Block, Sequence[Block]]) -> set[Block]:
    """The questions that only lead to another page, where most do: the page is an index."""
    found = {
        question
        for question, own in owns.items()
        if leads_elsewhere(own) and has_content(own)
    }
    return found if len(found) > 1 and len(found) > len(owns) / 2 else set()


def _is_section(heading: _Heading, own: tuple[Block, ...]) -> bool:
    """Whether a heading only groups the questions below it: nothing comes before the first of them."""
    return len(own) < len(heading.below) and not is_answered(trim(own))


def _pair(
    heading: _Heading,
    below: Sequence[Block],
    blocks: Sequence[Block],
    *,
    is_last: bool,
) -> Iterator[Pair | Problem]:
    more_question, answer = reveal(below)
    trimmed = trim(without_footer(answer) if is_last else answer)
    if not is_answered(trimmed):
        yield problem(
            "MK301", f"no answer to: {heading.text}", heading.block.span
        )
    elif lacks_key(trimmed):
        yield problem(
            "MK308",
            f"options, and nothing that says which is right: {heading.text}",
            heading.block.span,
        )
    elif leads_elsewhere(trimmed) and not heading.asked:
        yield problem(
            "MK302", f"only a link follows: {heading.text}", heading.block.span
        )
    else:
        yield Pair(
            (as_paragraph(heading.block), *trim(more_question)),
            trimmed,
            heading.block.span,
            "heading",
            (heading.block, *below),
            heading.block.section,
            pin=pin_near(heading.block, blocks, below),
            reason="a heading that asks"
            if heading.asked
            else "a heading among others that ask",
        )
