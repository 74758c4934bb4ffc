"""A labelled answer below what asks in any form: ``2. Name the gates.``, then ``Answer: ...``.

Also a statement and the line below that judges it: ``**True**``.

The label says that something is answered, so that a task without a question mark is a
question too: a numbered line, a list item, a line in bold, or a heading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..language.counts import counts_task, only_counts
from ..language.lexicon import consists_of
from ..language.question_text import (
    is_initial_label,
    is_prompt,
    is_question,
    number_of,
)
from ..model.characters import COLONS
from ..model.records import Block, Page, Pair, Results
from ..pages.inline import bold_length, cut, is_bold_line
from ..pages.label_pairs import questions_in_turn
from ..pages.walk import containers, is_taken
from .kit.answer import is_answered, trim
from .kit.blocks import Blocks, contents
from .kit.footer import without_footer
from .kit.label_starts import Start, pieces
from .kit.option_groups import find_options, lacks_key
from .kit.page_gate import MIN_FOUND, is_announced
from .kit.refused_pages import refusal
from .kit.stem import opened, puts_question, shown_stem, stem_start
from .kit.task_parts import begins_part, part_start

ORDER = 71
MIN_PAIRS = 2
MAX_LETTER = 2
# So many lines that judge, and this share of them right below a statement set off.
MIN_VERDICTS, MIN_SHARE = 3, 0.8
_REASON = "a label says that the answer follows"


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a block; the label of a question or of an answer may begin it."""

    piece: Block
    block: Block
    is_question: bool
    is_answer: bool

    @property
    def is_verdict(self) -> bool:
        """Whether it says "True" or "Wrong", and nothing else."""
        text = self.piece.text.strip()
        is_line = self.piece.kind == "paragraph" and text[-1:] not in COLONS
        return is_line and bool(consists_of(text, "correct", "wrong"))


def recognise(page: Page) -> Results:
    """One Pair for each question above a labelled answer, where the page has several.

    So is one for each statement above a line that only judges it.
    """
    if refused := refusal(page):
        yield refused
        return
    in_turn = questions_in_turn(page.source.text)
    pairs: list[Pair] = []
    taken: set[Block] = set()
    for parent, siblings, _ in containers(page, taken):
        item = parent if parent and parent.kind == "list_item" else None
        for run in _runs(page, siblings, in_turn):
            for pair in _pairs(page, run, item):
                pairs.append(pair)
                taken.update(pair.claims)
    if len(pairs) >= MIN_PAIRS or page.questions + len(pairs) >= MIN_FOUND:
        yield from pairs


def _runs(
    page: Page, siblings: Sequence[Block], in_turn: frozenset[int]
) -> Iterator[list[_Part]]:
    """The parts of siblings that no dialect has taken, run by run between the others.

    ``in_turn`` are the lines of questions whose labels take turns with those of answers.
    """
    run: list[_Part] = []
    for block in siblings:
        if block.kind == "hr" or is_taken(page, block):
            yield run
            run = []
            continue
        for part in _opened(block):
            for piece, start in pieces(part):
                is_sure = part.start in in_turn or _is_word(part, start)
                asks = start.role == "question" and is_sure
                run.append(_Part(piece, block, asks, _is_answer(part, start)))
    yield run


def _is_word(block: Block, start: Start) -> bool:
    """Whether a label is no letter, which may be an initial."""
    return not is_initial_label(block.text[start.place :])


def _opened(block: Block) -> Blocks:
    """What a quotation holds that begins with the label of an answer; else the block."""
    inner = contents(block)
    begins = [start for _, start in pieces(inner[0])][:1] if inner else []
    is_answer = any(_is_answer(inner[0], start) for start in begins)
    return inner if is_answer else (block,)


def _is_answer(block: Block, start: Start) -> bool:
    """Whether a label begins an answer, and no option of the block.

    It is a word, or a letter with a colon: "A." may be an option.
    """
    if start.role != "answer":
        return False
    label = block.text[start.place : start.place + start.length].strip()
    is_sure = len(label) > MAX_LETTER or label.endswith(COLONS)
    return is_sure and not any(find_options([block]))


def _pairs(
    page: Page, run: Sequence[_Part], item: Block | None
) -> Iterator[Pair]:
    """The pairs of a run: each labelled answer, with the question right above it.

    ``item`` is the item of a list that holds the run, None where none does.
    """
    stems = _stems(run, is_item=item is not None)
    stops = [*(stem.start for stem in stems[1:]), len(run)]
    lead: Sequence[Block] = ()
    for stem, stop in zip(stems, stops, strict=False):
        above = [run[place].piece for place in stem]
        if begins_part(above[0]):
            above = [*lead, *above]
        else:
            lead = _lead(above)
        is_put = run[stem.start].is_question or run[stem.stop].is_verdict
        end = _end(run, stem.stop, stop)
        below = [part.piece for part in run[stem.stop : end]]
        answer = trim(without_footer(below) if end == len(run) else below)
        asks = is_put or _asks(page, above, answer, item)
        if asks and is_answered(answer):
            claims = dict.fromkeys(part.block for part in run[stem.start : end])
            yield Pair.of(
                shown_stem(above), answer, tuple(claims), reason=_REASON
            )


def _lead(stem: Sequence[Block]) -> Sequence[Block]:
    """What stands above the first lettered part of a task; () where it has no parts."""
    start = part_start(stem)
    if start is None:
        return ()
    place, length = start
    above = stem[place]
    return (*stem[:place], *([cut(above, 0, length)] if length else ()))


def _stems(run: Sequence[_Part], *, is_item: bool) -> list[range]:
    """Where in a run the questions stand that a labelled answer is right below.

    All that an item of a list begins with is its question.
    """
    parts = [part.piece for part in run]
    answers = [place for place, part in enumerate(run) if part.is_answer]
    answers = sorted({*answers, *_verdicts(run)})
    stems: list[range] = []
    low = 0
    for place in answers:
        many = place != answers[-1]
        is_first = is_item and low == 0
        start = 0 if is_first else stem_start(parts, low, place, many=many)
        if start < place:
            stems.append(range(start, place))
        low = place + 1
    return stems


def _verdicts(run: Sequence[_Part]) -> list[int]:
    """Where lines judge what is right above them.

    Empty where they are few, or judge examples: "Wrong" and "Right" below one heading.
    """
    places = [place for place, part in enumerate(run) if part.is_verdict]
    above = [run[place - 1].piece for place in places if place]
    are_statements = sum(map(_is_set_off, above)) >= MIN_SHARE * len(places)
    return places if are_statements and len(places) >= MIN_VERDICTS else []


def _is_set_off(block: Block) -> bool:
    """Whether a block is a heading, a counted line, or one in bold."""
    if block.kind in ("heading", "ordered_list") or is_bold_line(block):
        return True
    return block.kind == "paragraph" and number_of(block.text) is not None


def _asks(
    page: Page,
    stem: Sequence[Block],
    answer: Sequence[Block],
    item: Block | None,
) -> bool:
    """Whether what stands above a labelled answer asks, by its form or by its words."""
    question = shown_stem(stem)
    if not question or lacks_key(question, answer=answer):
        return False
    if item and item.label.isdigit():
        return True
    first = stem[0]
    held = opened(first)[0] if first.kind == "bullet_list" else first
    if any(_puts(block) for block in (held, *question[1:])):
        return True
    is_titled = item is not None or first.kind == "heading"
    return is_titled and is_announced(page, first)


def _puts(block: Block) -> bool:
    """Whether a block is a counted line, asks, or opens as a task."""
    is_counted = only_counts(block.text) or counts_task(block.text)
    if block.kind == "heading" and not is_counted:
        return is_question(block.text) or is_prompt(block.text)
    is_counted = block.kind == "ordered_list" or puts_question(block.text)
    is_counted = is_counted or only_counts(block.text[: bold_length(block)])
    return is_counted or is_prompt(block.text)


def _end(run: Sequence[_Part], first: int, stop: int) -> int:
    """Where an answer ends: before the next heading, or at ``stop``."""
    below = range(first + 1, stop)
    return next((i for i in below if run[i].piece.kind == "heading"), stop)
