"""Questions of plain text that go on over several lines: labelled ones, and paragraphs that are counted.

In a text whose counted paragraphs mostly ask, the others do too: "5. The compiler
refuses this file." stands for the question what to do about it, as an answer follows it
like all the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...language.question_text import (
    answer_label_length,
    is_lone_question_label,
    is_question,
    number_of,
)
from .chrome import WRITTEN_LABEL_RE

MAX_LINES, MAX_QUESTION = 8, 500
MIN_COUNTED, MIN_SHARE, MIN_SHARE_OF_RUN = 4, 0.5, 0.4
_BULLET_RE = re.compile(r"\s*[-*+\u2022\u25cf]\s")
RULE_RE = re.compile(r"\s*([-=_*#~+])\1{4,}\s*")


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph with a number or a label: its lines, ``stop`` left out, and whether it asks."""

    start: int
    stop: int
    number: int | None
    labelled: bool
    asks: bool


def whole_questions(lines: Sequence[str]) -> dict[int, int]:
    """Where each such question begins, and the line behind its last."""
    found = list(_paragraphs(lines))
    counted = [
        one for one in found if one.number is not None and not one.labelled
    ]
    most_ask = len(counted) >= MIN_COUNTED and sum(
        one.asks for one in counted
    ) >= MIN_SHARE * len(counted)
    joined = (
        {one.start for run in _runs(counted) for one in run}
        if most_ask
        else set()
    )
    return {
        one.start: one.stop
        for one in found
        if (one.labelled and one.stop > one.start + 1)
        or (one.asks and not one.labelled)
        or one.start in joined
    }


def _runs(counted: Sequence[_Paragraph]) -> Iterator[list[_Paragraph]]:
    """Paragraphs whose numbers follow each other, where enough of them ask."""
    run: list[_Paragraph] = []
    for one in [*counted, None]:
        if run and (one is None or one.number != (run[-1].number or 0) + 1):
            asking = sum(member.asks for member in run)
            if asking > 1 and asking >= MIN_SHARE_OF_RUN * len(run):
                yield run
            run = []
        run += [one] if one else []


def _paragraphs(lines: Sequence[str]) -> Iterator[_Paragraph]:
    """The counted and labelled paragraphs that something else than the next of them follows."""
    for start, line in enumerate(lines):
        above = lines[start - 1] if start else ""
        if not line.strip() or (above.strip() and not RULE_RE.fullmatch(above)):
            continue
        number, labelled = number_of(line), bool(WRITTEN_LABEL_RE.match(line))
        if number is None and not labelled:
            continue
        stop = _stop(lines, start)
        text = " ".join(" ".join(lines[start:stop]).split())
        follows = next(
            (one for one in lines[stop : stop + 3] if one.strip()), ""
        )
        ends = (
            stop >= len(lines)
            or not lines[stop].strip()
            or answer_label_length(lines[stop]) > 0
        )
        ends = ends or is_lone_question_label(line.strip())
        if (
            not ends
            or not follows
            or len(text) > MAX_QUESTION
            or RULE_RE.fullmatch(follows)
        ):
            continue
        indent = len(line) - len(line.lstrip())
        is_next = (
            number_of(follows) is not None or WRITTEN_LABEL_RE.match(follows)
        ) and (len(follows) - len(follows.lstrip()) <= indent)
        if is_next or _asks_within(lines[start : stop - 1]):
            continue
        yield _Paragraph(start, stop, number, labelled, is_question(text))


def _stop(lines: Sequence[str], start: int) -> int:
    """Where a question that begins on a line ends at the latest: a blank line, a label of an answer, a list."""
    stop = start + 1
    if is_lone_question_label(lines[start].strip()):
        while stop < len(lines) and not lines[stop].strip():
            stop += 1
        stop += 1
        if stop > len(lines) or is_question(lines[stop - 1]):
            return min(stop, len(lines))
    while stop < min(len(lines), start + MAX_LINES) and lines[stop].strip():
        if answer_label_length(lines[stop], letters=True) or _BULLET_RE.match(
            lines[stop]
        ):
            break
        stop += 1
    return stop


def _asks_within(lines: Sequence[str]) -> bool:
    """Whether a line before the last already ends a question, so that what follows in the paragraph answers it."""
    return any(is_question(line) for line in lines)
