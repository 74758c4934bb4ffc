"""Dialects without code: the [[dialect]] tables of a config.

Each is a pattern of a question, of the label of its answer and of what ends the answer.
Patterns are matched line by line against the visible text of headings, paragraphs and
list items. They are other people's, and one that backtracks without end would hang a
build: the ``regex`` package has a limit on time.
"""

from __future__ import annotations

import re
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

import regex

from ...config.rules import DialectRule
from ...config.settings import Settings, place_in_config
from ...model.problems import problem
from ...model.records import Block, Page, Pair, Problem, Results, Span
from ...pages.inline import as_paragraph, cut
from ...pages.walk import containers
from .answer import is_answered, trim
from .blocks import TEXTS
from .dialect import Dialect
from .refusals import no_answer

# Before all others: who writes a pattern for a page knows the page.
ORDER = 2
SECONDS_A_PAGE = 2.0
_NAME_RE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_LINE_RE = re.compile(r"^.*", re.M)


def dialects_of_config(
    settings: Settings, taken: Collection[str]
) -> tuple[list[Dialect], list[Problem]]:
    """The dialects that a config's tables define, and the Problems of wrong tables."""
    dialects: dict[str, Dialect] = {}
    problems: list[Problem] = []
    for rule in settings.dialects:
        mistake = _mistake(rule, {*taken, *dialects})
        if mistake is None:
            dialects[rule.name] = _dialect(rule)
            continue
        written, message, help = mistake
        span, line = place_in_config(settings, written)
        problems.append(
            problem("MK902", message, span, help=help, excerpt=line)
        )
    return list(dialects.values()), problems


def _dialect(rule: DialectRule) -> Dialect:
    return Dialect(
        rule.name,
        ORDER,
        on=True,
        summary=f"/{rule.question}/, of the config.",
        recognise=partial(_recognise, rule),
    )


def _mistake(
    rule: DialectRule, taken: Collection[str]
) -> tuple[str, str, str] | None:
    """What is wrong with a table: the value, what is wrong with it, and what to do."""
    name = rule.name
    if not _NAME_RE.fullmatch(name):
        help = "use lower case letters, digits and hyphens"
        return name, f"'{name}' is no name for a dialect", help
    if name in taken:
        message = f"there is a dialect '{name}' already"
        return name, message, "give yours another name"
    for key in ("question", "answer", "end"):
        pattern = getattr(rule, key)
        mistake = _mistake_in_pattern(pattern)
        if mistake:
            reason, help = mistake
            return pattern, f"'{key}' {reason}", help
    return None


def _mistake_in_pattern(pattern: str) -> tuple[str, str] | None:
    """What is wrong with a pattern, and what to do."""
    if not pattern:
        return None
    try:
        compiled = regex.compile(pattern)
    except regex.error as error:
        help = "write patterns in single quotes: '^Frage (.+)'"
        return f"is no regular expression: {error}", help
    if compiled.search("", timeout=SECONDS_A_PAGE):
        help = "name what the line begins with: '^Frage (.+)'"
        return "matches every line, the empty one too", help
    return None


def _recognise(rule: DialectRule, page: Page) -> Results:
    """One Pair for each line that a pattern matches and that something answers."""
    reader = _Reader(rule, time.monotonic() + SECONDS_A_PAGE)
    taken: set[Block] = set()
    try:
        for _, siblings, _ in containers(page, taken):
            for question in reader.questions(siblings):
                taken.update(question.claims)
                yield _pair(question, rule)
    except TimeoutError:
        limit = f"{SECONDS_A_PAGE:.0f} seconds on this page"
        message = f"the patterns of '{rule.name}' take longer than {limit}"
        yield problem("MK112", message, Span(page.source.path, 1, 1))


@dataclass(slots=True)
class _Question:
    """A question that begins in the block ``first``, and what stands below it so far.

    ``is_labelled`` is whether the label of its answer has come.
    """

    first: Block
    text: list[Block]
    claims: list[Block]
    is_labelled: bool
    answer: list[Block] = field(default_factory=list)


def _pair(question: _Question, rule: DialectRule) -> Pair | Problem:
    answer = trim(question.answer)
    if not is_answered(answer):
        return no_answer(question.text[:1])
    claims = tuple(dict.fromkeys(question.claims))
    reason = f"the pattern of '{rule.name}' matches its first line"
    return Pair.of(question.text, answer, claims, reason=reason)


@dataclass(frozen=True, slots=True)
class _Reader:
    """The patterns of a table at work on one page, until their time is up."""

    rule: DialectRule
    deadline: float

    def questions(self, siblings: Sequence[Block]) -> Iterator[_Question]:
        """The questions among siblings, each with what stands below it."""
        current: _Question | None = None
        for block in siblings:
            if current and self._ends(current, block):
                yield current
                current = None
            for text, start, stop in self._parts(block):
                if text and current:
                    yield current
                if text:
                    is_labelled = not self.rule.answer
                    current = _Question(block, [text], [block], is_labelled)
                is_lone_question = text and not block.text[start:stop].strip()
                if current and not is_lone_question:
                    self._take(current, cut(block, start, stop))
        if current:
            yield current

    def _parts(self, block: Block) -> Iterator[tuple[Block | None, int, int]]:
        """A block divided at the lines that ask: each question, and the text below it.

        That text is given as its first and its last position in the block's. The text
        above the first question has None for a question.
        """
        question = None
        below = 0
        text = block.text if block.kind in TEXTS else ""
        for line, match in self._find(self.rule.question, text):
            start, stop = _question_in(match)
            if not match.string[start:stop].strip():
                continue
            if question or line > 0:
                yield question, below, line
            question = as_paragraph(cut(block, line + start, line + stop))
            below = line + len(match.string) + 1
        yield question, below, len(block.text)

    def _ends(self, question: _Question, block: Block) -> bool:
        """Whether a block ends the answer above it, by its kind or by the pattern."""
        level = question.first.level
        if block.kind == "heading" and (not level or block.level <= level):
            return True
        is_rule = block.kind == "hr"
        if not self.rule.end:
            return is_rule
        text = "---" if is_rule else block.text
        return any(self._find(self.rule.end, text))

    def _take(self, question: _Question, block: Block) -> None:
        """Add a block to a question, or to its answer once the label has come."""
        question.claims.append(block)
        if question.is_labelled:
            question.answer.append(block)
            return
        label = next(self._find(self.rule.answer, block.text), None)
        if label is None:
            question.text.append(block)
            return
        line, match = label
        start, stop = line + match.start(), line + match.end()
        if block.text[:start].strip():
            question.text.append(cut(block, 0, start))
        if block.text[stop:].strip():
            question.answer.append(cut(block, stop))
        question.is_labelled = True

    def _find(
        self, pattern: str, text: str
    ) -> Iterator[tuple[int, regex.Match[str]]]:
        """Each line of a text that a pattern matches: where it begins, and the match.

        Raises TimeoutError where the time of the page is up.
        """
        compiled = regex.compile(pattern)
        for line in _LINE_RE.finditer(text):
            left = self.deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            match = compiled.search(line[0], timeout=left)
            if match:
                yield line.start(), match


def _question_in(match: regex.Match[str]) -> tuple[int, int]:
    """Where the question is: the group of that name, else the first, else the match."""
    groups = match.re
    is_named = "question" in groups.groupindex
    return match.span("question" if is_named else min(groups.groups, 1))
