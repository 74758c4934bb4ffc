"""Dialects without code: the [[dialect]] tables of a config, each a pattern of a question and of where its answer ends.

Patterns are matched line by line against the visible text of headings, paragraphs and
list items. They are other people's, and one that backtracks without end would hang a
build: the ``regex`` package has a limit on time.
"""

from __future__ import annotations

import re
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from ...config.rules import DialectRule
from ...config.settings import Settings, place_in_config
from ...model.problems import problem
from ...model.records import Block, Page, Pair, Problem, Span
from ...pages.inline import as_paragraph, cut
from ...pages.tree import containers
from .answer import is_answered, pin_near, trim
from .dialect import Dialect

# Before all others: who writes a pattern for a page knows the page.
ORDER = 2
SECONDS_A_PAGE = 2.0
_NAME_RE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def dialects_of_config(
    settings: Settings, taken: Collection[str]
) -> tuple[list[Dialect], list[Problem]]:
    """The dialects that a config's tables define, and a Problem for each table that cannot be used."""
    made: list[Dialect] = []
    problems: list[Problem] = []
    for rule in settings.dialects:
        wrong = _mistake(rule, {*taken, *(dialect.name for dialect in made)})
        if wrong:
            written, message, help = wrong
            span, line = place_in_config(settings, written)
            problems.append(
                replace(
                    problem("MK902", message, span, help=help), excerpt=line
                )
            )
        else:
            patterns = _Patterns(
                rule.name,
                *(
                    _compiled(text)
                    for text in (rule.question, rule.answer, rule.end)
                ),
            )
            made.append(
                Dialect(
                    rule.name,
                    ORDER,
                    on=True,
                    summary=f"/{rule.question}/, of the config.",
                    recognise=patterns.recognise,
                )
            )
    return made, problems


def _compiled(pattern: str) -> regex.Pattern[str] | None:
    return regex.compile(pattern) if pattern else None


def _mistake(
    rule: DialectRule, taken: Collection[str]
) -> tuple[str, str, str] | None:
    """What is wrong with a table: the value, what is wrong with it, and what to do."""
    if not _NAME_RE.fullmatch(rule.name):
        return (
            rule.name,
            f"'{rule.name}' is no name for a dialect",
            "use lower case letters, digits and hyphens",
        )
    if rule.name in taken:
        return (
            rule.name,
            f"there is a dialect '{rule.name}' already",
            "give yours another name",
        )
    for key, pattern in (
        ("question", rule.question),
        ("answer", rule.answer),
        ("end", rule.end),
    ):
        try:
            compiled = _compiled(pattern)
        except regex.error as error:
            return (
                pattern,
                f"'{key}' is no regular expression: {error}",
                "write patterns in single quotes: '^Frage (.+)'",
            )
        if compiled and compiled.search("", timeout=SECONDS_A_PAGE):
            return (
                pattern,
                f"'{key}' matches every line, the empty one too",
                "name what the line begins with: '^Frage (.+)'",
            )
    return None


@dataclass(slots=True)
class _Found:
    """A question that was met, and what follows it so far."""

    question: list[Block]
    answer: list[Block]
    first: Block
    claims: list[Block]
    level: int
    answered: bool


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The compiled patterns of one table."""

    name: str
    question: regex.Pattern[str] | None
    answer: regex.Pattern[str] | None
    end: regex.Pattern[str] | None

    def recognise(self, page: Page) -> Iterator[Pair | Problem]:
        """One Pair for each line that the question's pattern matches and that something answers."""
        deadline = time.monotonic() + SECONDS_A_PAGE
        taken: set[Block] = set()
        try:
            for _, siblings, _ in containers(page, taken):
                for found in self._among(siblings, deadline):
                    yield from self._pair(found, siblings)
                    taken.update(found.claims)
        except TimeoutError:
            message = f"the patterns of '{self.name}' take longer than {SECONDS_A_PAGE:.0f} seconds on this page"
            yield problem("MK112", message, Span(page.source.path, 1, 1))

    def _among(
        self, siblings: Sequence[Block], deadline: float
    ) -> Iterator[_Found]:
        current: _Found | None = None
        for block in siblings:
            starts = self._starts(block, deadline)
            if current and (
                self._ends(current, block, deadline)
                or (starts and starts[0][0] == 0)
            ):
                yield current
                current = None
            if not starts:
                if current:
                    self._take(current, block, deadline)
                continue
            if current:
                self._take(current, cut(block, 0, starts[0][0]), deadline)
                yield current
            for place, (_, start, stop, below) in enumerate(starts):
                level = block.level if block.kind == "heading" else 0
                following = (
                    starts[place + 1][0]
                    if place + 1 < len(starts)
                    else len(block.text)
                )
                current = _Found(
                    [as_paragraph(cut(block, start, stop))],
                    [],
                    block,
                    [block],
                    level,
                    self.answer is None,
                )
                if block.text[below:following].strip():
                    self._take(current, cut(block, below, following), deadline)
                if place + 1 < len(starts):
                    yield current
        if current:
            yield current

    def _starts(
        self, block: Block, deadline: float
    ) -> list[tuple[int, int, int, int]]:
        """Lines that ask: start of the line, start and end of the question in the text, start of the line below."""
        if block.kind not in ("paragraph", "heading") or self.question is None:
            return []
        found = []
        position = 0
        for line in block.text.split("\n"):
            if match := _search(self.question, line, deadline):
                group: str | int = (
                    "question"
                    if "question" in self.question.groupindex
                    else min(self.question.groups, 1)
                )
                start, stop = match.span(group)
                if line[start:stop].strip():
                    found.append(
                        (
                            position,
                            position + start,
                            position + stop,
                            position + len(line) + 1,
                        )
                    )
            position += len(line) + 1
        return found

    def _ends(self, current: _Found, block: Block, deadline: float) -> bool:
        if self.end is not None:
            text = "---" if block.kind == "hr" else block.text
            if any(
                _search(self.end, line, deadline) for line in text.split("\n")
            ):
                return True
        elif block.kind == "hr":
            return True
        return block.kind == "heading" and (
            not current.level or block.level <= current.level
        )

    def _take(self, current: _Found, block: Block, deadline: float) -> None:
        """A block below a question: of the answer, or of the question as long as the answer's label has not come."""
        current.claims.append(block)
        if (
            not current.answered
            and self.answer is not None
            and (label := _first_line(self.answer, block, deadline))
        ):
            start, stop = label
            if block.text[:start].strip():
                current.question.append(cut(block, 0, start))
            current.answered = True
            if not block.text[stop:].strip():
                return
            block = cut(block, stop)
        (current.answer if current.answered else current.question).append(block)

    def _pair(
        self, found: _Found, siblings: Sequence[Block]
    ) -> Iterator[Pair | Problem]:
        answer = trim(found.answer)
        span = found.question[0].span
        if not is_answered(answer):
            yield problem(
                "MK301",
                f"no answer to: {' '.join(found.question[0].text.split())}",
                span,
            )
            return
        yield Pair(
            tuple(found.question),
            answer,
            span,
            self.name,
            tuple(dict.fromkeys(found.claims)),
            found.first.section,
            pin=pin_near(found.first, siblings, found.answer),
            reason=f"the pattern of '{self.name}' matches its first line",
        )


def _first_line(
    pattern: regex.Pattern[str], block: Block, deadline: float
) -> tuple[int, int] | None:
    """Where a pattern first matches a line of a block's text."""
    position = 0
    for line in block.text.split("\n"):
        if match := _search(pattern, line, deadline):
            return position + match.start(), position + match.end()
        position += len(line) + 1
    return None


def _search(
    pattern: regex.Pattern[str], text: str, deadline: float
) -> regex.Match[str] | None:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return pattern.search(text, timeout=left)
