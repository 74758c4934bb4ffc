"""Questions of plain text that go on over several lines.

Some have a label, and some are paragraphs with a number. In a text whose numbered
paragraphs mostly ask, the others do too: "5. The compiler refuses this file." stands
for the question what to do about it, as an answer follows it like all the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise, takewhile
from typing import NamedTuple

from ...language.counts import is_lone_question_label
from ...language.phrases import sentences
from ...language.question_text import (
    answer_label_length,
    is_prompt,
    is_question,
    number_length,
)
from ...model.characters import one_line
from ...model.groups import grouped
from .lines import (
    RULE_RE,
    Lines,
    Places,
    ends_paragraph,
    first_filled,
    has_label,
    has_number_or_label,
    indent,
    is_list_item,
    opens_paragraph,
)
from .numbering import Path, follows, path_of
from .outline import Spans, all_questions, asking, hung_lines

MAX_LINES = 8
MAX_QUESTION = 500
# How many lines a question has at the most that ends in the middle of a paragraph.
MAX_WRAPPED = 4
# How much further such lines are indented at the most.
MAX_HANGING = 3
# How many numbered paragraphs a text has at the least, and which share of them asks,
# where the others are questions too; and the share of a run of numbers.
MIN_NUMBERED = 3
MIN_SHARE = 0.5
MIN_SHARE_OF_RUN = 0.4
_BULLET_RE = re.compile(r"\s*[-*+\u2022\u25cf]\s")


class _Paragraph(NamedTuple):
    """A paragraph with a number or a label: its lines, ``stop`` left out."""

    start: int
    stop: int
    path: Path
    is_labelled: bool
    asks: bool

    @property
    def is_question(self) -> bool:
        """Whether it is one whatever the other paragraphs are."""
        if self.is_labelled:
            return self.stop > self.start + 1
        return self.asks


def join_questions(lines: Lines) -> tuple[list[str], Places]:
    """The lines with each question on its first one, and which of them are questions.

    The lines that a question went on over are blank then.
    """
    hung = list(hung_lines(lines))
    whole = {**all_questions(lines, hung), **_whole_questions(lines)}
    wrapped = {**dict(_wrapped_questions(lines)), **asking(hung)}
    joined = list(lines)
    for start, stop in {**wrapped, **whole}.items():
        text = one_line(" ".join(joined[start:stop]))
        joined[start] = " " * indent(lines[start]) + text
        joined[start + 1 : stop] = [""] * (stop - start - 1)
    return joined, frozenset(whole)


def _wrapped_questions(lines: Lines) -> Iterator[tuple[int, int]]:
    """Where questions that end within a paragraph, or with it, start and stop."""
    for start, line in enumerate(lines):
        if not is_prompt(line) or is_question(line):
            continue
        stop = _stop_of_wrapped(lines, start)
        if stop:
            yield start, stop


def _stop_of_wrapped(lines: Lines, start: int) -> int:
    """Where the lines of a question stop that opens as one; 0 where it does not."""
    line = lines[start]
    length = _length_of_rest(line, lines[start + 1 : start + MAX_WRAPPED])
    stop = start + 1 + length
    is_whole = has_number_or_label(line) or _is_one_sentence(lines, start, stop)
    return stop if length and is_whole else 0


def _is_one_sentence(lines: Lines, start: int, stop: int) -> bool:
    """Whether lines are a whole paragraph, and one sentence."""
    if not opens_paragraph(lines, start) or not ends_paragraph(lines, stop - 1):
        return False
    return len(sentences(" ".join(lines[start:stop]))) == 1


def _length_of_rest(first: str, lines: Lines) -> int:
    """How many lines go on with the question above them; 0 where none ends it."""
    column = _column_of_text(first)
    for length, line in enumerate(lines, 1):
        is_hanging = indent(line) == column > indent(first)
        if not line.strip() or indent(line) > column + MAX_HANGING:
            return 0
        is_capital = line.strip()[:1].isupper()
        if not is_hanging and (is_capital or is_list_item(line)):
            return 0
        # A last word alone would be the name of a method.
        if is_question(f"{first} {line}"):
            return length
    return 0


def _column_of_text(line: str) -> int:
    """The column in which a line's text begins, behind its number."""
    start = indent(line)
    mark = line[: start + number_length(line[start:])]
    return len(mark.expandtabs())


def _whole_questions(lines: Lines) -> Spans:
    """Where questions that are whole paragraphs begin and stop."""
    paragraphs = list(_paragraphs(lines))
    numbered = [
        paragraph
        for paragraph in paragraphs
        if paragraph.path and not paragraph.is_labelled
    ]
    depths = grouped(numbered, lambda paragraph: len(paragraph.path))
    runs = chain.from_iterable(map(_runs, depths.values()))
    in_runs = {paragraph.start for run in runs for paragraph in run}
    return {
        paragraph.start: paragraph.stop
        for paragraph in paragraphs
        if paragraph.is_question or paragraph.start in in_runs
    }


def _runs(numbered: Sequence[_Paragraph]) -> Iterator[list[_Paragraph]]:
    """Paragraphs whose numbers follow each other, where enough of them ask.

    None where too few of all of them do.
    """
    asking = sum(paragraph.asks for paragraph in numbered)
    if len(numbered) < MIN_NUMBERED or asking < MIN_SHARE * len(numbered):
        return
    runs = [[numbered[0]]]
    for above, paragraph in pairwise(numbered):
        if not follows(above.path, paragraph.path):
            runs.append([])
        runs[-1].append(paragraph)
    for run in runs:
        asking = sum(paragraph.asks for paragraph in run)
        if asking > 1 and asking >= MIN_SHARE_OF_RUN * len(run):
            yield run


def _paragraphs(lines: Lines) -> Iterator[_Paragraph]:
    """The paragraphs with a number or a label that something answers."""
    is_tight = _are_answered_right_below(lines)
    for start, line in enumerate(lines):
        if not _opens_paragraph(lines, start) or not has_number_or_label(line):
            continue
        stop = _stop(lines, start)
        is_answered = _is_answered(lines, start, stop)
        if is_tight and not is_answered:
            stop = _stop_before_answer(lines, start, stop)
            is_answered = bool(lines[stop : stop + 1]) and _is_text(lines[stop])
        text = one_line(" ".join(lines[start:stop]))
        if not is_answered or len(text) > MAX_QUESTION:
            continue
        # Where a line before the last already asks, what follows it is its answer.
        if any(map(is_question, lines[start : stop - 1])):
            continue
        asks = is_question(text)
        yield _Paragraph(start, stop, path_of(line), has_label(line), asks)


def _are_answered_right_below(lines: Lines) -> bool:
    """Whether most questions with a number have their answers in the same paragraph."""
    places = [
        index
        for index, line in enumerate(lines)
        if has_number_or_label(line) and is_question(line)
    ]
    below = [lines[index + 1] for index in places if index + 1 < len(lines)]
    tight = [line for line in below if line.strip() and not path_of(line)]
    return 2 * len(tight) > len(places)


def _stop_before_answer(lines: Lines, start: int, limit: int) -> int:
    """Where a question stops that the paragraph of its answer begins with.

    A statement goes on over lines that begin with a small letter.
    """
    for index in range(start, limit):
        if is_question(lines[index]):
            return index + 1
    stop = start + 1
    while stop < limit and lines[stop].lstrip()[:1].islower():
        stop += 1
    return stop


def _is_text(line: str) -> bool:
    is_blank = not line.strip()
    return not (
        is_blank or has_number_or_label(line) or RULE_RE.fullmatch(line)
    )


def _opens_paragraph(lines: Lines, index: int) -> bool:
    """Whether no text but a rule stands right above a line."""
    if opens_paragraph(lines, index):
        return True
    return bool(RULE_RE.fullmatch(lines[index - 1]))


def _stop(lines: Lines, start: int) -> int:
    """Where a question that begins on a line stops at the latest.

    It stops before a blank line, a label of an answer or a list. One whose label has a
    line of its own begins in the next paragraph.
    """
    stop = start + 1
    if is_lone_question_label(lines[start].strip()):
        rest = range(stop, len(lines))
        below = first_filled(lines, rest)
        if below is None:
            return len(lines)
        stop = below + 1
        if is_question(lines[below]):
            return stop
    others = takewhile(_goes_on, lines[stop : start + MAX_LINES])
    return stop + len(list(others))


def _goes_on(line: str) -> bool:
    """Whether a line begins neither an answer nor a list, and is not blank."""
    if not line.strip() or _BULLET_RE.match(line) or path_of(line):
        return False
    return not answer_label_length(line, letters=True)


def _is_answered(lines: Lines, start: int, stop: int) -> bool:
    """Whether something else than a rule or the next question follows a question."""
    line = lines[start]
    following = next(filter(str.strip, lines[stop : stop + 3]), "")
    if not following or RULE_RE.fullmatch(following):
        return False
    goes_on = lines[stop].strip() and not answer_label_length(lines[stop])
    if goes_on and not is_lone_question_label(line.strip()):
        return False
    is_inside = indent(following) > indent(line)
    return is_inside or not has_number_or_label(following)
