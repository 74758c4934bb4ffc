"""Labelled pairs: ``Q: ...`` and ``A: ...``, Question / Answer, numbered or bold, on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..language.question_text import (
    answer_label_length,
    is_initial_label,
    is_lone_question_label,
    is_prompt,
    is_question,
    question_label_length,
)
from ..model.problems import problem
from ..model.records import Block, Page, Pair, Problem
from ..pages.inline import cut, has_content
from ..pages.tree import body_of, walk
from .kit.answer import is_answered, is_reveal, pin_near, trim, without_footer

ORDER = 30
MIN_UNLABELLED = 2
MAX_PARAGRAPH = (
    50_000  # nobody writes a longer one, and each piece is cut out of the whole
)
# What labels begin with; most lines of a page begin otherwise, and need no closer look.
_FIRST_LETTERS = frozenset("qpfdarstcmво問问質答回")
# A page where no line can begin with a question's label needs no closer look.
_ANY_LABEL_RE = re.compile(
    r"^[ \t>*_#+\d.)-]{0,40}(?:<[^>\n]{0,80}>){0,4}[ \t*_]{0,8}"
    r"(?:ques(?:tion)?|pregunta|pergunta|frage|domanda|вопрос|問題?|问题?|質問|[qpf])"
    r"[ \t]{0,4}[.#]?[ \t]{0,4}\d{0,4}[ \t*_]{0,8}(?:[:：.)\u2013\u2014-]|$)",
    re.I | re.M,
)
_OPTION_RE = re.compile(r"\s*[Bb]\s*[.):]\s")
_ANSWER_ON_LINE_RE = re.compile(r"(?<=[?.!])\s+(?=(?:A|Ans|Answer)\s*[:：])")


@dataclass(slots=True)
class _Labelled:
    """A question label met, what follows it, and the answer once its label has come."""

    label: Block
    siblings: Sequence[Block]
    question: list[Block]
    claims: list[Block]
    certain: bool
    answer: list[Block] | None = None


def recognise(page: Page) -> Iterator[Pair | Problem]:
    """Pairs among the children of each container, the page itself first."""
    if page.source.format == "text" or not _ANY_LABEL_RE.search(
        page.source.text
    ):
        return
    seen: set[int] = set()
    taken: set[Block] = set()
    for _, siblings in walk(page):
        if id(siblings) in seen or taken.intersection(siblings):
            continue
        seen.add(id(siblings))
        for found in _among(page, siblings):
            if isinstance(found, Pair):
                taken.update(found.claims)
            yield found


def _among(page: Page, siblings: tuple[Block, ...]) -> Iterator[Pair | Problem]:
    groups = list(_groups(page, siblings))
    if (
        not any(group.answer is not None for group in groups)
        and sum(map(_has_more, groups)) >= MIN_UNLABELLED
    ):
        groups = [_without_answer_label(group) for group in groups]
    for group in groups:
        yield from _finish(group, is_last=group is groups[-1])


def _groups(page: Page, siblings: tuple[Block, ...]) -> Iterator[_Labelled]:
    """Each question label with what follows it, up to the next one, a section, a rule or another dialect's block."""
    current: _Labelled | None = None
    for block in _flat(siblings):
        holds_others = any(
            question_label_length(child.text) for child in block.children
        )
        if (
            block in page.claims
            or block.kind == "hr"
            or _is_section(block)
            or holds_others
        ):
            if current:
                yield current
            current = None
            continue
        if current and current.answer is None and is_reveal(block):
            current.answer = list(body_of(block))
            current.claims.append(block)
            continue
        for piece, role, certain in _pieces(block):
            if role == "question":
                if current:
                    yield current
                current = _Labelled(block, siblings, [piece], [block], certain)
            elif current is not None:
                current.claims.append(block)
                if role == "answer" and current.answer is None:
                    current.answer = [piece]
                else:
                    (
                        current.question
                        if current.answer is None
                        else current.answer
                    ).append(piece)
    if current:
        yield current


def _has_more(group: _Labelled) -> bool:
    """Whether a labelled question asks in its first line and something stands below, though no label says answer."""
    line, _, more = group.question[0].text.partition("\n")
    return (
        group.certain
        and group.label.kind != "heading"
        and _asks(line)
        and (bool(more.strip()) or has_content(group.question[1:]))
    )


def _without_answer_label(group: _Labelled) -> _Labelled:
    """``**Q1. What ...?**`` and the answer right below it: the first line asks, the rest answers."""
    if not _has_more(group):
        return group
    first, *rest = group.question
    end = first.text.find("\n")
    if end < 0:
        return replace(group, question=[first], answer=rest)
    return replace(
        group,
        question=[cut(first, 0, end)],
        answer=[cut(first, end + 1), *rest],
    )


def _flat(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks with lists taken apart whose items are labelled: ``- Q: ...`` and ``- A: ...``."""
    for block in blocks:
        firsts = [
            item.children[0].text
            for item in block.children
            if block.kind.endswith("_list") and item.children
        ]
        if any(map(question_label_length, firsts)):
            yield from (
                child for item in block.children for child in item.children
            )
        else:
            yield block


def _is_section(block: Block) -> bool:
    labelled = (
        question_label_length(block.text)
        or is_lone_question_label(block.text)
        or answer_label_length(block.text, letters=True)
    )
    return block.kind == "heading" and not labelled


def _pieces(block: Block) -> Iterator[tuple[Block, str, bool]]:
    """A paragraph as the pieces that its labels divide it into: each with what it starts, and whether that is certain.

    A letter that may be an initial, and a label with nothing behind it, are certain
    only once an answer follows.
    """
    if (
        block.kind not in ("paragraph", "heading")
        or len(block.text) > MAX_PARAGRAPH
    ):
        yield block, "", True
        return
    starts = list(_starts(block.text))
    if not starts or starts[0][0] > 0:
        starts.insert(0, (0, 0, "", True))
    stops = [start for start, *_ in starts[1:]] + [len(block.text)]
    for (start, length, role, certain), stop in zip(starts, stops, strict=True):
        piece = cut(block, start + length, stop)
        if role or has_content([piece]):
            yield piece, role, certain


def _starts(text: str) -> Iterator[tuple[int, int, str, bool]]:
    """Where labels stand in a text, how long they are, what they start, and whether they are certain."""
    position = 0
    for line in text.split("\n"):
        if line.lstrip()[:1].lower() not in _FIRST_LETTERS:
            position += len(line) + 1
            continue
        if length := question_label_length(line):
            yield position, length, "question", not is_initial_label(line)
            if answer := _ANSWER_ON_LINE_RE.search(line, length):
                yield (
                    position + answer.end(),
                    answer_label_length(line[answer.end() :]),
                    "answer",
                    True,
                )
        elif is_lone_question_label(line):
            yield position, len(line), "question", False
        elif length := answer_label_length(line, letters=True):
            yield position, length, "answer", True
        position += len(line) + 1


def _finish(current: _Labelled, *, is_last: bool) -> Iterator[Pair | Problem]:
    question = [block for block in current.question if has_content([block])]
    if not question:
        return
    first = question[0]
    text = " ".join(first.text.split())
    written: Sequence[Block] = current.answer or ()
    answer = trim(without_footer(written) if is_last else written)
    if not current.certain and (
        not answer or (is_initial_label(current.label.text) and not _asks(text))
    ):
        return
    if any(
        _OPTION_RE.match(line)
        for block in answer[:3]
        for line in block.text.split("\n")
    ):
        yield problem(
            "MK302",
            f"lettered options, not an answer, follow: {text}",
            first.span,
        )
    elif not is_answered(answer):
        if current.answer is not None or _asks(text):
            yield problem("MK301", f"no answer to: {text}", first.span)
    else:
        pin = pin_near(current.label, current.siblings, written)
        claims = tuple(dict.fromkeys(current.claims))
        yield Pair(
            tuple(question),
            answer,
            first.span,
            "labelled",
            claims,
            current.label.section,
            pin=pin,
            reason="labels of question and answer",
        )


def _asks(text: str) -> bool:
    return is_question(text) or is_prompt(text)
