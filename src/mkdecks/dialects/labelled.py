"""Labelled pairs: Q: ... and A: ..., Question / Answer, numbered or bold, on lines or paragraphs of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..blocks import cut, has_content, walk
from ..model import Block, Page, Pair, Problem
from ..problems import problem
from ..wording import answer_label_length, question_label_length
from ._answer import is_answered, pin_near, trim

ORDER = 30
_OPTION_RE = re.compile(r"\s*[Bb]\s*[.):]\s")


@dataclass(slots=True)
class _Labelled:
    """A question label met, what follows it, and the answer once its label has come."""

    question: list[Block]
    claims: list[Block]
    answer: list[Block] | None = None
    siblings: Sequence[Block] = field(default_factory=tuple)


def recognise(page: Page) -> Iterator[Pair | Problem]:
    """Pairs among the children of each container, the page itself first."""
    if page.source.format != "markdown":
        return
    seen: set[int] = set()
    for block, siblings in walk(page):
        if id(siblings) not in seen and block.kind in ("paragraph", "heading"):
            seen.add(id(siblings))
            yield from _among(page, siblings)


def _among(page: Page, siblings: tuple[Block, ...]) -> Iterator[Pair | Problem]:
    current: _Labelled | None = None
    for block in siblings:
        if block in page.claims or block.kind == "hr" or _is_section(block):
            yield from _finish(current)
            current = None
            continue
        for piece, role in _pieces(block):
            if role == "question":
                yield from _finish(current)
                current = _Labelled([piece], [block], siblings=siblings)
                continue
            if current is None:
                continue
            current.claims.append(block)
            if role == "answer" and current.answer is None:
                current.answer = [piece]
            elif current.answer is None:
                current.question.append(piece)
            else:
                current.answer.append(piece)
    yield from _finish(current)


def _is_section(block: Block) -> bool:
    return block.kind == "heading" and not question_label_length(block.text) and not answer_label_length(block.text)


def _pieces(block: Block) -> Iterator[tuple[Block, str]]:
    """A paragraph as the pieces that its labels divide it into, each with what it starts."""
    if block.kind not in ("paragraph", "heading"):
        yield block, ""
        return
    starts: list[tuple[int, int, str]] = []
    position = 0
    for line in block.text.split("\n"):
        if length := question_label_length(line):
            starts.append((position, length, "question"))
        elif length := answer_label_length(line, letters=True):
            starts.append((position, length, "answer"))
        position += len(line) + 1
    if not starts or starts[0][0] > 0:
        starts.insert(0, (0, 0, ""))
    for (start, length, role), (stop, _, _) in zip(starts, [*starts[1:], (len(block.text), 0, "")], strict=True):
        piece = cut(block, start + length, stop)
        if role == "question" or has_content([piece]):
            yield piece, role
        elif role == "answer":
            yield piece, role


def _finish(current: _Labelled | None) -> Iterator[Pair | Problem]:
    if current is None:
        return
    first = current.question[0]
    question = [block for block in current.question if has_content([block])]
    text = " ".join(first.text.split())
    if not question:
        return
    answer = [block for block in current.answer or () if block.kind != "html_block" or has_content([block])]
    if any(_OPTION_RE.match(line) for block in answer[:3] for line in block.text.split("\n")):
        yield problem("MK302", f"lettered options, not an answer, follow: {text}", first.span)
    elif not is_answered(trim(answer)):
        if current.answer is not None or text.endswith("?"):
            yield problem("MK301", f"no answer to: {text}", first.span)
    else:
        pin = pin_near(current.claims[0], current.siblings, answer)
        claims = tuple(dict.fromkeys(current.claims))
        yield Pair(tuple(question), trim(answer), first.span, "labelled", claims, first.section, pin=pin)
