"""Questions that stand out in plain text: ``1. What ...?``, ``Q1: ...``, or a line that ends in a question mark.

Scraped articles and hand-kept notes in .txt files, and web pages on which nothing else
marks a question. Lines that merely end in a question mark count where the title
announces questions or at least three lines do; a list of questions is a table of
contents, unless a list of as many answers follows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import filterfalse

from ..language.question_text import is_question
from ..model.problems import problem
from ..model.records import Block, Page, Pair, Problem, Results
from ..pages.inline import as_paragraph, cut, text_of
from ..pages.links import leads_elsewhere
from ..pages.text.numbering import follows, path_of
from ..pages.text.questions import QUESTION_LEVEL, question_lines
from .asking_lines import Line, ends_anywhere, has_lost_questions, is_bank
from .kit.answer import trim
from .kit.footer import without_footer
from .kit.option_groups import lacks_key
from .kit.refusals import no_answer, no_key, only_a_link
from .kit.refused_pages import refusal
from .lone_answers import first_answer

ORDER = 70
MIN_LISTED = 2


def recognise(page: Page) -> Results:
    """One Pair for each question line that something answers."""
    lines = _lines(page)
    if lines and (refused := refusal(page)):
        yield refused
        return
    places = frozenset(line.place for line in lines)
    for line in lines:
        line.answer = _answer(page.blocks, line, places)
    if has_lost_questions(page, lines):
        for line in lines:
            line.answer = tuple(first_answer(line.answer))
        yield from map(_unclear, filter(ends_anywhere, lines))
        lines = list(filterfalse(ends_anywhere, lines))
    if not is_bank(page, lines):
        asking = (line for line in lines if is_question(line.text))
        yield from map(_lone, asking)
        return
    yield from _results(page, lines)


def _results(page: Page, lines: Sequence[Line]) -> Results:
    """The pairs of the questions of a page, and the problems of those without answer."""
    for line in _behind_lists(lines):
        line.answer = ()
    answered = {line.key for line in lines if line.is_answered}
    for line in _without_contents(lines):
        if lacks_key(line.answer):
            yield no_key([line.question])
        elif leads_elsewhere(line.answer):
            yield only_a_link([line.question])
        elif line.is_answered:
            question = as_paragraph(line.question)
            claims = (page.blocks[line.place], *line.answer)
            yield Pair.of(
                [question], line.answer, claims, reason="a line that asks"
            )
        elif line.key not in answered:
            yield no_answer([line.question])


def _lone(line: Line) -> Problem:
    message = f"a lone line that asks: {line.text}"
    return problem("MK302", message, line.question.span)


def _unclear(line: Line) -> Problem:
    message = f"it is not clear where the answer ends: {line.text}"
    return problem("MK310", message, line.question.span)


def _lines(page: Page) -> list[Line]:
    """The lines that ask, of plain text or of a web page on which nothing else does.

    Empty for markdown.
    """
    if page.source.format == "text":
        return _lines_of_text(page)
    if page.source.format == "html" and not page.claims:
        return _lines_of_web_page(page)
    return []


def _lines_of_text(page: Page) -> list[Line]:
    """The lines of plain text that ask: they are headings of a level of their own."""
    return [
        Line(place, block)
        for place, block in enumerate(page.blocks)
        if block.level == QUESTION_LEVEL and block not in page.claims
    ]


def _lines_of_web_page(page: Page) -> list[Line]:
    """The paragraphs of a web page whose first line asks, told as in plain text."""
    text: list[str] = []
    for block in page.blocks:
        is_text = block.kind == "paragraph"
        text += [block.text.partition("\n")[0] if is_text else "", ""]
    lines = []
    for number in sorted(question_lines(text)):
        place, end = number // 2, len(text[number])
        block = page.blocks[place]
        rest = (cut(block, end + 1),) if block.text[end:].strip() else ()
        lines.append(Line(place, cut(block, 0, end), rest))
    return lines


def _answer(
    blocks: Sequence[Block], line: Line, places: frozenset[int]
) -> tuple[Block, ...]:
    """What the block of a question says behind it, and what stands below.

    It ends at the next question or heading, and at what has the next number.
    """
    stop = line.place + 1
    while stop < len(blocks) and stop not in places:
        if blocks[stop].kind == "heading" or _is_next(line, blocks[stop]):
            break
        stop += 1
    answer = (*line.answer, *blocks[line.place + 1 : stop])
    if stop == len(blocks):
        answer = without_footer(answer)
    return trim(answer, letters=line.has_label)


def _is_next(line: Line, block: Block) -> bool:
    """Whether a block has the number that follows that of a question."""
    is_list = block.kind == "ordered_list"
    text = f"{block.children[0].label}. ..." if is_list else block.text
    path = path_of(line.text)
    return bool(path) and follows(path, path_of(text))


def _behind_lists(lines: Sequence[Line]) -> Iterator[Line]:
    """The last question of each list of questions without answers.

    What comes below it answers none of them.
    """
    for place in range(MIN_LISTED, len(lines)):
        run = lines[place - MIN_LISTED : place + 1]
        starts = [line.question.start for line in run]
        is_list = starts == list(range(starts[0], starts[0] + len(run)))
        has_answers = any(line.is_answered for line in run[:-1])
        if is_list and not has_answers:
            yield run[-1]


def _without_contents(lines: Sequence[Line]) -> list[Line]:
    """The lines without those of a table of contents.

    Of lines that ask the same, it is the one with the longest answer.
    """
    best: dict[str, Line] = {}
    for line in lines:
        other = best.setdefault(line.key, line)
        if len(text_of(line.answer)) > len(text_of(other.answer)):
            best[line.key] = line
    return [line for line in lines if best[line.key] is line]
