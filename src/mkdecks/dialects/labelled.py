"""Labelled pairs: ``Q: ...`` and ``A: ...``, Question / Answer, numbered or bold, on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..language.counts import is_lone_question_label
from ..language.question_text import (
    answer_label_length,
    is_initial_label,
    is_prompt,
    is_question,
    question_label_length,
)
from ..model.characters import one_line
from ..model.problems import problem
from ..model.records import Block, Page, Pair, Results
from ..pages.inline import begins_in_code, cut, has_content
from ..pages.tree import body_of
from ..pages.walk import is_taken, walk
from .kit.answer import is_answered, is_reveal, trim
from .kit.blocks import CODE
from .kit.footer import without_footer
from .kit.label_starts import Start, pieces
from .kit.lists import taken_apart
from .kit.option_groups import lacks_key
from .kit.question_lines import begins_question
from .kit.refusals import no_answer

ORDER = 30
MIN_UNLABELLED = 2
# A longer heading that has a label is no title, but a part of the question.
MAX_TITLE_WORDS = 5
# What counts the parts of a question.
_PART_RE = re.compile(r"\s*\(?[a-z]\)\s+")


@dataclass(slots=True)
class _Labelled:
    """A labelled question, what follows it, and the answer once its label has come.

    ``claims`` are the blocks that its pieces stand in, one each.
    """

    label: Block
    question: list[Block]
    claims: list[Block]
    is_certain: bool
    number: str = ""
    answer: list[Block] | None = None

    @property
    def waits(self) -> bool:
        """Whether a question of several words waits for its answer."""
        return self.answer is None and has_content(self.question)

    def part(self) -> _Labelled | None:
        """The next part of the question, "b) Why?", that stands below the answer.

        It takes what the answer has from there on. None where no part begins there.
        """
        answer = self.answer or []
        for place in range(1, len(answer)):
            if _PART_RE.match(answer[place].text):
                break
        else:
            return None
        question = answer[place:]
        claims = self.claims[-len(question) :]
        del answer[place:]
        del self.claims[-len(question) :]
        question[0] = _without_part(question[0])
        return _Labelled(claims[0], question, claims, is_certain=True)

    def take_fold(self, block: Block) -> bool:
        """Take a fold that holds the answer.

        False where a block is no such fold, or where there is an answer already.
        """
        if self.answer is not None or not is_reveal(block):
            return False
        self.answer = list(body_of(block))
        self.claims.append(block)
        return True

    def take(self, piece: Block, block: Block, role: str) -> None:
        """Take a piece that begins the answer, or goes on with what is there."""
        self.claims.append(block)
        if self.answer is not None:
            self.answer.append(piece)
        elif role == "answer":
            self.answer = [piece]
        else:
            self.question.append(piece)


def _without_part(block: Block) -> Block:
    mark = _PART_RE.match(block.text)
    return cut(block, mark.end()) if mark else block


def recognise(page: Page) -> Results:
    """Pairs among the children of each container, the page itself first."""
    if page.source.format == "text":
        return
    seen: set[int] = set()
    taken: set[Block] = set()
    for _, siblings in walk(page):
        if id(siblings) in seen or taken.intersection(siblings):
            continue
        seen.add(id(siblings))
        for item in _among(page, siblings):
            if isinstance(item, Pair):
                taken.update(item.claims)
            yield item


def _among(page: Page, siblings: Sequence[Block]) -> Results:
    groups = _groups(page, siblings)
    if all(group.answer is None for group in groups):
        divided = [_divided(group) for group in groups]
        whole = list(filter(None, divided))
        if len(whole) >= MIN_UNLABELLED and not all(map(_shows_code, whole)):
            pairs = zip(divided, groups, strict=True)
            groups = [new or old for new, old in pairs]
    for group in groups:
        yield from _finish(group, is_last=group is groups[-1])


def _shows_code(group: _Labelled) -> bool:
    """Whether only code stands below a question, which it may be about."""
    shown = [block for block in group.answer or () if has_content([block])]
    return all(block.kind in CODE for block in shown)


def _groups(page: Page, siblings: Sequence[Block]) -> list[_Labelled]:
    """Each labelled question with what follows it."""
    groups: list[_Labelled] = []
    is_open = False
    for block in taken_apart(siblings, _has_label):
        is_whole = is_open and not groups[-1].waits
        is_other = is_whole and _begins_other(block)
        if is_other or _ends_group(page, block):
            is_open = False
            continue
        if is_open and groups[-1].take_fold(block):
            continue
        for piece, start in pieces(block):
            is_due = is_open and groups[-1].answer is None
            number = _number(block, start)
            if start.may_answer and is_due and number == groups[-1].number:
                groups[-1].take(piece, block, "answer")
            elif start.role == "question":
                group = _Labelled(
                    block, [piece], [block], start.is_certain, number
                )
                groups.append(group)
                is_open = True
            elif is_open:
                _open_part(groups, start)
                groups[-1].take(piece, block, start.role)
    return groups


def _number(block: Block, start: Start) -> str:
    """The number in a label, "" without one."""
    label = block.text[start.place : start.place + start.length]
    return "".join(filter(str.isdigit, label))


def _open_part(groups: list[_Labelled], start: Start) -> None:
    """Begin a group for the part of a question whose answer a label begins."""
    part = groups[-1].part() if start.role == "answer" else None
    if part:
        groups.append(part)


def _begins_other(block: Block) -> bool:
    """Whether a block begins a question in another form than by a label."""
    return not _has_label(block) and begins_question(block)


def _has_label(block: Block) -> bool:
    is_labelled = question_label_length(block.text) > 0
    return is_labelled and not begins_in_code(block)


def _ends_group(page: Page, block: Block) -> bool:
    """Whether a block ends what is above it.

    So does a section, a rule, another dialect's block, or one that holds labels.
    """
    if is_taken(page, block) or block.kind == "hr":
        return True
    if block.kind == "heading":
        return not (
            _has_label(block)
            or is_lone_question_label(block.text)
            or answer_label_length(block.text, letters=True)
        )
    return any(map(_has_label, block.children))


def _divided(group: _Labelled) -> _Labelled | None:
    """A question whose answer has no label: ``**Q1. What ...?**`` and what is below.

    None where the first line does not ask, or nothing stands below it.
    """
    first, *rest = group.question
    line, sign, more = first.text.partition("\n")
    if not more.strip() and not has_content(rest):
        return None
    if not group.is_certain or group.label.kind == "heading":
        return None
    if sign:
        rest.insert(0, cut(first, len(line) + 1))
        first = cut(first, 0, len(line))
    return (
        replace(group, question=[first], answer=rest) if _asks(line) else None
    )


def _finish(group: _Labelled, *, is_last: bool) -> Results:
    question = _shown_question(group)
    if not question:
        return
    text = one_line(question[0].text)
    written: Sequence[Block] = group.answer or ()
    answer = trim(without_footer(written) if is_last else written)
    is_initial = is_initial_label(group.label.text) and not _asks(text)
    claims = tuple(dict.fromkeys(group.claims))
    above = len(group.question)
    is_open = not is_initial and lacks_key(claims, above, answer=written)
    if not group.is_certain and not is_open and (is_initial or not answer):
        return
    if is_open:
        message = f"lettered options, not an answer, follow: {text}"
        yield problem("MK302", message, question[0].span)
    elif is_answered(answer):
        reason = "labels of question and answer"
        yield Pair.of(question, answer, claims, reason=reason)
    elif group.answer is not None or _asks(text):
        yield no_answer(question[:1])


def _shown_question(group: _Labelled) -> list[Block]:
    """What a labelled group asks, without the title of its heading where more asks."""
    question = [block for block in group.question if has_content([block])]
    if group.label.kind != "heading" or len(question) < 2:
        return question
    first, *others = (block.text for block in question)
    is_title = len(first.split()) <= MAX_TITLE_WORDS and not _asks(first)
    return question[1:] if is_title and any(map(_asks, others)) else question


def _asks(text: str) -> bool:
    return is_question(text) or is_prompt(text)
