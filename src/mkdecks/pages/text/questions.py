"""Which lines of plain text put a question to the reader.

This is decided over the whole text, since a line that ends in a question mark may as
well be rhetoric inside an answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ...language.counts import only_counts
from ...language.option_letters import LETTER_MARK_RE
from ...language.question_text import (
    answer_label_length,
    is_call_to_action,
    is_prompt,
    is_question,
    number_of,
    question_label_length,
)
from .lines import (
    Lines,
    Places,
    filled_below,
    has_answer_label,
    has_label,
    has_number_or_label,
    indent,
    is_at_edge,
    is_comment,
    is_led_in,
    is_list_item,
    is_short,
    opens_paragraph,
)

# The level of the headings that such lines become.
QUESTION_LEVEL = 6
MAX_QUESTION = 400
# How much further than the questions code is indented.
CODE_INDENT = 4
# How many words a title has at the most that stands right above a question.
MAX_TITLE_WORDS = 5
# A text with a smaller share of blank lines has questions in the middle of paragraphs.
TIGHT_SHARE = 0.25
# So many marked questions, and a quarter of the bare ones, make the bare ones rhetoric.
MIN_MARKED = 3
MIN_MARKED_SHARE = 0.25
# What opens speech in a story.
_DASH_RE = re.compile(r"\s*[\u2013\u2014\u2015]\s*\S")
_BRACKETED_RE = re.compile(r"\s*[(\uff08](\d{1,2})[)\uff09]")
_SPEAKER_RE = re.compile(r"\s*[A-Z][\w.-]*(?: [A-Z][\w.-]*)?:\s")


def question_lines(
    lines: Lines,
    whole: Places = frozenset(),
    titles: Places = frozenset(),
) -> Places:
    """The lines that put a question to the reader, counted from 0.

    ``whole`` are lines that are known to be questions, ``titles`` those that a sign of
    their own makes titles.
    """
    blank = sum(not line.strip() for line in lines)
    search = _Search(lines, whole, titles, blank < TIGHT_SHARE * len(lines))
    margin = _margin(lines)
    for index, line in enumerate(lines):
        text = line.strip()
        is_code = indent(line) >= margin + CODE_INDENT
        is_apart = is_code or line.startswith(">")
        may_ask = len(text) <= MAX_QUESTION and not is_apart
        if text and (may_ask or index in whole):
            search.read(index)
    marked, bare = search.marked, search.bare
    least = max(MIN_MARKED, MIN_MARKED_SHARE * len(bare))
    return frozenset(marked if len(marked) >= least else marked | bare)


@dataclass(slots=True)
class _Search:
    """Reads a text from its first line to its last.

    ``marked`` are the questions that a number or a label marks, ``bare`` those that
    only their sign marks. ``last`` is the number of the last question, ``last_item``
    that of the last item of a list inside an answer, which starts again at 1.
    """

    lines: Lines
    whole: Places
    titles: Places
    is_tight: bool
    marked: set[int] = field(default_factory=set)
    bare: set[int] = field(default_factory=set)
    last: int = 0
    last_item: int = 0

    def read(self, index: int) -> None:
        """Read a line that may ask."""
        number = number_of(self.lines[index].strip())
        if index in self.whole or self._is_marked(index, number):
            self.marked.add(self._below_label(index))
            self.last = number or self.last
            self.last_item = 0
        elif number is None and self._asks_by_its_sign(index):
            self.bare.add(index)

    def _below_label(self, index: int) -> int:
        """The line below one that only counts it: "Question 3"; others themselves."""
        if not only_counts(self.lines[index].strip()):
            return index
        below = filled_below(self.lines, index)
        return index if below is None else below

    def _is_marked(self, index: int, number: int | None) -> bool:
        text = self.lines[index].strip()
        if has_label(text):
            return True
        is_counted = number is not None or question_label_length(text) > 0
        if is_counted and is_question(text):
            return True
        opens = self._opens(index)
        if opens and _is_answered_by_label(self.lines, index):
            return True
        if number is None or not self._is_next(number):
            return False
        if self.lines[index].startswith(" ") or is_led_in(self.lines, index):
            return False
        return opens and is_prompt(text)

    def _opens(self, index: int) -> bool:
        """Whether a question may begin on a line."""
        if self.is_tight or index - 1 in self.marked:
            return True
        if opens_paragraph(self.lines, index) or index - 1 in self.titles:
            return True
        return _stands_below_title(self.lines, index)

    def _is_next(self, number: int) -> bool:
        """Whether a number goes on with those of the questions, not with a list's."""
        may_begin_list = number == 1 and self.last > 0
        if number == self.last_item + 1 and (self.last_item or may_begin_list):
            self.last_item = number
            return False
        return number == self.last + 1

    def _asks_by_its_sign(self, index: int) -> bool:
        line = self.lines[index]
        text = line.strip()
        if not self._opens(index) or not is_question(text):
            return False
        if is_comment(line) or is_list_item(line) or is_call_to_action(text):
            return False
        return not (_SPEAKER_RE.match(line) or _DASH_RE.match(line))


def _margin(lines: Lines) -> int:
    """How far the questions of a text are indented: the least of the lines that ask.

    On a page of a manual all text is.
    """
    asking = (
        indent(line)
        for index, line in enumerate(lines)
        if is_question(line) and is_at_edge(lines, index)
    )
    return min(asking, default=0)


def _stands_below_title(lines: Lines, index: int) -> bool:
    """Whether the line right above is the title of a section.

    It is short and opens a paragraph; it stands further out, or has a few words and
    both begin with a capital.
    """
    above = lines[index - 1]
    if not opens_paragraph(lines, index - 1) or answer_label_length(above):
        return False
    if indent(above) < indent(lines[index]):
        return is_short(above.rstrip(":"))
    if has_number_or_label(above) or not is_short(above):
        return False
    if len(above.split()) > MAX_TITLE_WORDS or is_prompt(above):
        return False
    starts = (above.strip()[:1], lines[index].strip()[:1])
    return not any(map(str.islower, starts))


def _goes_on(above: str, line: str) -> bool:
    """Whether a line has the next number in brackets to the line above: an option."""
    first, second = _BRACKETED_RE.match(above), _BRACKETED_RE.match(line)
    return bool(first and second and int(first[1]) + 1 == int(second[1]))


def _is_answered_by_label(lines: Lines, index: int) -> bool:
    """Whether the label of an answer follows a line.

    "Answer:" makes a question of any line, "A:" only of one that asks, and a label
    without a colon only of one that has a number and opens as a question.
    """
    line = lines[index]
    following = next(filter(str.strip, lines[index + 1 : index + 3]), "")
    if not answer_label_length(following) or answer_label_length(line):
        return False
    if is_list_item(line) or LETTER_MARK_RE.match(line):
        return False
    if _goes_on(lines[index - 1], line):
        return False
    if number_of(line) is not None and is_prompt(line):
        return True
    is_word = len(following.split(":")[0].strip()) > 2
    return has_answer_label(following) and (is_word or is_question(line))
