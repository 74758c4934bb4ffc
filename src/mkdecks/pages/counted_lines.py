"""Paragraphs in which several counted questions stand, one right below the other.

Question banks leave no blank line between them: ``1、... A. ... B. ...``, and ``2、...`` on
the next line. Others have the answer there. Each is a paragraph of its own to a reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ..language.labels import QUESTIONS, label_of
from ..language.option_letters import LETTER
from ..language.question_text import is_prompt, is_question
from ..model.records import Block
from .inline import cut

MIN_COUNTED, MIN_OPTIONS, MIN_SHARE_ASKING = 2, 2, 0.6
# A number at the start of a line, behind the letter of the right option or without.
_COUNT_RE = re.compile(
    r"[ \t]*(?:[(\uff08][^()\uff08\uff09\n]{1,5}[)\uff09][ \t]*)?"
    r"(?P<number>\d{1,3})[ \t]?[.)\u3001\uff0e](?!\d)"
)
_OPTION_RE = re.compile(
    rf"(?:^|(?<=\s))[(\[\uff08]?{LETTER}[.)\]\uff09\uff0e\u3001]", re.I | re.M
)


def apart(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks, with a paragraph for each question of such paragraphs.

    A single one is divided where its number goes on from the question above it.
    """
    last = 0
    for block in blocks:
        parts = (
            list(_questions(block, last))
            if block.kind == "paragraph"
            else [block]
        )
        for part in parts:
            last = _number(part.text.partition("\n")[0]) or last
        yield from parts


def _questions(block: Block, last: int) -> Iterator[Block]:
    starts = list(_starts(block.text))
    places = [*starts, len(block.text)]
    parts = list(pairwise(places))
    texts = [block.text[start:stop] for start, stop in parts]
    if not starts or not _are_questions(texts, block.text[: starts[0]], last):
        yield block
        return
    if starts[0] > 0:
        yield cut(block, 0, starts[0])
    for start, stop in parts:
        yield cut(block, start, stop)


def _are_questions(texts: Sequence[str], above: str, last: int) -> bool:
    """Whether counted texts have options each, or most of them ask and are answered.

    ``above`` is what stands above them in their paragraph, ``last`` the number of the
    question above that.
    """
    asking = sum(map(_is_answered, texts))
    if len(texts) >= MIN_COUNTED:
        ask = asking >= max(MIN_COUNTED, MIN_SHARE_ASKING * len(texts))
        return ask or all(map(_has_options, texts))
    goes_on = last > 0 and _number(texts[0]) == last + 1
    ask = bool(above) and goes_on and asking > 0
    return ask or (_has_options(above) and _has_options(texts[0]))


def _is_answered(text: str) -> bool:
    """Whether the first line of a text asks, and further lines stand below it."""
    line, _, below = text.partition("\n")
    return bool(below.strip()) and (is_question(line) or is_prompt(line))


def _has_options(text: str) -> bool:
    return len(_OPTION_RE.findall(text)) >= MIN_OPTIONS


def _starts(text: str) -> Iterator[int]:
    """Where lines begin whose numbers go on by one."""
    last = None
    place = 0
    for line in text.split("\n"):
        number = _number(line)
        is_next = last is None or number == last + 1
        if number is not None and is_next:
            yield place
            last = number
        place += len(line) + 1


def _number(line: str) -> int | None:
    """What a line counts, by its number or by the label of a question."""
    if mark := _COUNT_RE.match(line):
        return int(mark["number"])
    label = label_of(line)
    return label.number if label and label.names(QUESTIONS) else None
