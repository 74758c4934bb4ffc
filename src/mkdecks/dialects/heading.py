"""Questions as headings, the prose below as the answer, on pages that are about questions.

A heading is a question where the page, or the section it stands in, announces questions
("FAQ", "Interview questions"), or where at least three headings of its level, and half
of them, are questions. So ordinary documentation with a rhetorical heading here and
there yields nothing. Where most headings of a run are questions, the rest are taken
too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..model.problems import problem
from ..model.records import Block, Page, Pair, Problem, Results
from ..pages.inline import as_paragraph, has_content
from ..pages.links import leads_elsewhere
from ..pages.walk import is_taken
from .heading_gate import accepted
from .kit.answer import is_answered, reveal, trim
from .kit.footer import opens_with_questions, without_footer, without_terms
from .kit.headings import (
    Heading,
    answer_heading,
    counts_question,
    headings_of,
)
from .kit.option_groups import lacks_key
from .kit.page_gate import asks_by_itself
from .kit.refusals import no_answer, no_key, only_a_link
from .kit.refused_pages import refusal
from .kit.solutions import task_and_code
from .kit.stem import is_metadata

ORDER = 60
# So many questions with options and no key, and half of all, make a page an exam: what
# stands below the others answers them no more.
MIN_KEYLESS = 3

# Each question with what stands below it and is its own.
Owns = Mapping[Block, tuple[Block, ...]]


def recognise(page: Page) -> Results:
    """One Pair for each heading that passes the gate and has an answer."""
    if page.source.format == "text":
        return
    if refused := refusal(page):
        yield refused
        return
    results = list(_results(page))
    keyless = sum(map(_is_keyless, results))
    pairs = sum(isinstance(item, Pair) for item in results)
    is_exam = keyless >= max(MIN_KEYLESS, pairs) and not page.questions
    for item in results:
        if is_exam and isinstance(item, Pair):
            yield no_answer(item.question, item.span)
        else:
            yield item


def _is_keyless(item: Pair | Problem) -> bool:
    return isinstance(item, Problem) and item.code == "MK308"


def _results(page: Page) -> Results:
    """What the headings of a page yield, each by itself."""
    headings = headings_of(page)
    questions = accepted(headings)
    owns = _owns(questions, page)
    linking = _linking(owns)
    taken: set[Block] = set()
    for heading in headings:
        block = heading.block
        if block in taken or block in page.claims:
            continue
        if block not in owns:
            if heading.asks:
                yield _out_of_place(heading)
        elif block in linking:
            yield only_a_link([block])
        elif not _is_section(heading, owns[block]):
            taken.update(owns[block])
            is_last = heading is questions[-1]
            yield _pair(heading, owns[block], is_last=is_last)


def _out_of_place(heading: Heading) -> Problem:
    code = "MK302" if asks_by_itself(heading.text) else "MK309"
    message = f"a heading that asks on a page of other things: {heading.text}"
    return problem(code, message, heading.block.span)


def _owns(questions: Sequence[Heading], page: Page) -> Owns:
    blocks = {question.block for question in questions}
    owns = {
        question.block: _own(question, blocks, page) for question in questions
    }
    if questions:
        last = questions[-1].block
        owns[last] = without_terms(owns[last])
    return owns


def _own(
    heading: Heading, questions: set[Block], page: Page
) -> tuple[Block, ...]:
    """What is below a question and is its own.

    It ends at a block of another dialect, and at the first deeper question where most
    of the deeper headings are questions.
    """
    deeper = [block for block in heading.below if block.kind == "heading"]
    asking = questions.intersection(deeper)
    ends = asking if len(asking) > len(deeper) / 2 else set()
    for place, block in enumerate(heading.below):
        if is_taken(page, block) or block in ends:
            return heading.below[:place]
    return heading.below


def _linking(owns: Owns) -> set[Block]:
    """The questions that only lead to another page, where most do so.

    Such a page is an index. Empty on other pages.
    """
    linking = {
        question
        for question, own in owns.items()
        if leads_elsewhere(own) and has_content(own)
    }
    is_index = len(linking) > max(1, len(owns) / 2)
    return linking if is_index else set()


def _is_section(heading: Heading, own: Sequence[Block]) -> bool:
    """Whether a heading only groups the questions below it."""
    if opens_with_questions(own):
        return True
    return len(own) < len(heading.below) and not is_answered(trim(own))


def _pair(
    heading: Heading, own: Sequence[Block], *, is_last: bool
) -> Pair | Problem:
    block = heading.block
    more_question, below = _divided(heading, own)
    answer = trim(without_footer(below) if is_last else below)
    if not is_answered(answer):
        return no_answer([block])
    if lacks_key(answer):
        return no_key([block])
    if leads_elsewhere(answer) and not heading.asks:
        return only_a_link([block])
    reason = "a heading that asks"
    if not heading.asks:
        reason = "a heading among others that ask"
    question = (as_paragraph(block), *trim(more_question))
    if counts_question(block, own):
        question = question[1:]
        reason = "a heading that counts the question below it"
    return Pair.of(question, answer, (block, *own), reason=reason)


def _divided(
    heading: Heading, own: Sequence[Block]
) -> tuple[Sequence[Block], Sequence[Block]]:
    """What stands below a heading as the rest of the question, and its answer."""
    place = answer_heading(heading.block, own)
    if place is not None:
        return [b for b in own[:place] if not is_metadata(b)], own[place:]
    parts = task_and_code(own) if heading.is_solved else None
    if parts:
        return parts
    if not counts_question(heading.block, own):
        return reveal(own)
    first, *rest = (block for block in own if has_content([block]))
    more_question, below = reveal(rest)
    return (first, *more_question), below
