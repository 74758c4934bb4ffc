"""Lines that a page labels alike, in turn: ``Q) ...``, then ``A) ...``, again and again.

One such line may be an option or a speaker's; that they take turns tells what they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from ..language.labels import ANSWERS, QUESTIONS, label_of
from ..language.question_text import is_prompt, is_question
from ..model.records import Source

MIN_PAIRS = 2
# The share of the lines with the label of a question that may be one.
MIN_SHARE = 0.8
_MARK_RE = re.compile(
    r"(?P<lead>[ \t]*(?:[-*+\u2022][ \t]+)?(?:\*\*|__)?)"
    r"(?P<open>[(\[]?)(?P<word>[^\W\d_]{1,12}[.\u0970]?)[ ]?(?P<number>\d{0,3})"
    r"(?P<sign>[:\uff1a.)\]]|[ ]?[-\u2013\u2014](?=[ ]))(?=\*\*|__|\s)"
)
_COLONS = (":", "\uff1a")
_SENTENCE_ENDS = (".", "!", "\u3002")

# The word of a label with the signs around it.
_Form = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class _Mark:
    """A label at the start of a line: where it stands, its form, and what follows."""

    place: int
    form: _Form
    text: str

    def names(self, roles: frozenset[str]) -> bool:
        """Whether the label is one of a question, or of an answer."""
        label = label_of(f"{self.form[1]}:")
        return label is not None and label.names(roles)


def questions_in_turn(text: str) -> frozenset[int]:
    """The lines of a text, counted from 0, labelled as questions with answers in turn.

    Empty where none do.
    """
    marks = _in_turn(text)
    return frozenset(mark.place for mark in marks[::2])


def with_colons(source: Source) -> Source:
    """The source with a colon behind the labels that take turns, whatever sign they had."""
    marks = _in_turn(source.text)
    if not marks or all(mark.form[2] in _COLONS for mark in marks):
        return source
    lines = source.text.split("\n")
    for mark in marks:
        lines[mark.place] = _MARK_RE.sub(
            _with_colon, lines[mark.place], count=1
        )
    return replace(source, text="\n".join(lines))


def _with_colon(mark: re.Match[str]) -> str:
    return f"{mark['lead']}{mark['word'].rstrip('.')}{mark['number']}:"


@lru_cache(maxsize=4)
def _in_turn(text: str) -> Sequence[_Mark]:
    """The labelled lines that take turns, a question first; empty where none do."""
    marks = list(_marks(text.split("\n")))
    following = Counter(
        (above.form, below.form) for above, below in pairwise(marks)
    )
    for (asks, answers), count in following.most_common():
        if count < MIN_PAIRS:
            return ()
        turns = _turns(marks, asks, answers)
        if _take_turns(turns, asks, answers) and _stand_alone(turns, marks):
            return turns[: len(turns) // 2 * 2]
    return ()


def _turns(marks: Sequence[_Mark], asks: _Form, answers: _Form) -> list[_Mark]:
    """The marks of two forms, from the first question on."""
    found = [mark for mark in marks if mark.form in (asks, answers)]
    forms = [mark.form for mark in found]
    return found[forms.index(asks) :]


def _marks(lines: Sequence[str]) -> Iterator[_Mark]:
    for place, line in enumerate(lines):
        match = _MARK_RE.match(line)
        if match:
            form = (
                match["open"],
                match["word"].casefold(),
                match["sign"].strip(),
            )
            yield _Mark(place, form, line[match.end() :].strip("*_ \t"))


def _take_turns(turns: Sequence[_Mark], asks: _Form, answers: _Form) -> bool:
    """Whether a question comes first, an answer next, and so on, and the first may ask."""
    questions, replies = turns[::2], turns[1::2]
    if asks == answers:
        return False
    if any(mark.form != asks for mark in questions):
        return False
    if any(mark.form != answers for mark in replies):
        return False
    if not questions[0].names(QUESTIONS):
        return False
    if not replies[0].names(ANSWERS):
        return False
    may_ask = sum(map(_may_ask, questions))
    is_asked = any(
        is_question(mark.text) or is_prompt(mark.text) for mark in questions
    )
    return is_asked and may_ask >= MIN_SHARE * len(questions)


def _may_ask(mark: _Mark) -> bool:
    """Whether a line asks, puts a task, or is a topic and no sentence."""
    text = mark.text
    if is_question(text) or is_prompt(text):
        return True
    return not text.endswith(_SENTENCE_ENDS)


def _stand_alone(turns: Sequence[_Mark], marks: Sequence[_Mark]) -> bool:
    """Whether no other letters have the sign of labels that are none with a colon."""
    forms = {mark.form for mark in turns}
    signs = {mark.form[2] for mark in turns}
    if signs <= set(_COLONS):
        return True
    for mark in marks:
        _, word, sign = mark.form
        is_other = mark.form not in forms
        is_letter = len(word) == 1
        if is_other and is_letter and sign in signs:
            return False
    return True
