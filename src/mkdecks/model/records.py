"""The frozen records of what is read and found, and of what went wrong."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from operator import itemgetter
from pathlib import Path
from typing import Any, Literal, NamedTuple

Kind = Literal["qa", "mcq", "term", "cloze"]
# The name of a module of pages/formats.
SourceFormat = str
# Several texts, such as the tags of a card.
Texts = tuple[str, ...]
FrontMatterValue = (
    str | Sequence["FrontMatterValue"] | Mapping[str, "FrontMatterValue"]
)


class Severity(StrEnum):
    """How much a Problem weighs: an error stops a build, an info is shown on request."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Span:
    """Lines of one file, counted from 1; line 0 stands for the file as a whole.

    ``path`` is written as the user wrote it. ``more`` counts the lines behind the first.
    """

    path: str
    line: int = 0
    column: int = 1
    more: int = 0

    @property
    def end(self) -> int:
        """The last line."""
        return self.line + self.more


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to tell the user: what is wrong, where, and what to do about it."""

    code: str
    severity: Severity
    message: str
    span: Span | None = None
    help: str = ""
    excerpt: str = ""


# What a stage returns beside its records.
Problems = tuple[Problem, ...]


class Run(NamedTuple):
    """Lines of a Source, from ``start`` on, that stand in ``path`` from ``line`` on.

    ``column`` is where the first of them begins in that line, counted from 1.
    """

    start: int
    path: str
    line: int
    column: int = 1


@dataclass(frozen=True, slots=True)
class Source:
    """One document, decoded, with its includes expanded.

    ``path`` is as the user wrote it, ``name`` the posix path inside the project
    (identity and deck names rest on it). Front matter is blanked in ``text``, so its
    lines count. ``runs`` say which file each line was written in; none means ``path``
    itself. ``excerpts`` holds the lines of each file the text came from, ``embedded``
    the pictures that a saved page brings along, by the address that it names them by.
    """

    path: str
    name: str
    file: Path
    text: str
    front_matter: Mapping[str, FrontMatterValue] = field(default_factory=dict)
    format: SourceFormat = "markdown"
    runs: tuple[Run, ...] = ()
    excerpts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    embedded: Mapping[str, bytes] = field(default_factory=dict)

    def place(self, index: int) -> tuple[str, int]:
        """Where a line of the text was written: its file, and its line, counted from 1.

        ``index`` counts the lines of the text from 0.
        """
        run = self._run(index)
        return run.path, run.line + index - run.start

    def span(self, start: int, stop: int | None = None) -> Span:
        """The span of the lines from ``start`` up to ``stop``, which is left out.

        Both count the lines of the text from 0.
        """
        path, first = self.place(start)
        last_index = start if stop is None else max(start, stop - 1)
        last_path, last = self.place(last_index)
        end = last if last_path == path else first
        run = self._run(start)
        column = run.column if run.start == start else 1
        return Span(path, first, column, end - first)

    def _run(self, index: int) -> Run:
        """The run that a line belongs to; the whole file is one where none is known."""
        if not self.runs:
            return Run(0, self.path, 1)
        following = bisect_right(self.runs, index, key=itemgetter(0))
        return self.runs[max(following - 1, 0)]


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A piece of a page: a paragraph, a list, an admonition.

    ``kind`` is markdown-it's name of the token (``paragraph``, ``bullet_list``,
    ``fence``) or that of one of our own syntax rules (``admonition``, ``details``,
    ``tab``). ``text`` is the visible text of a leaf, empty for a container. ``label``
    is the admonition's type or the fence's language, ``mark`` what opened it. ``start``
    and ``stop`` are lines of the page's text, counted from 0. Compared by identity: a
    block is one place in one page.
    """

    kind: str
    source: Source
    start: int
    stop: int
    tokens: tuple[Any, ...]
    children: Blocks = ()
    text: str = ""
    level: int = 0
    label: str = ""
    mark: str = ""
    section: Texts = ()

    @property
    def span(self) -> Span:
        """The lines of the block in the file they were written in."""
        return self.source.span(self.start, max(self.stop, self.start + 1))

    @property
    def content(self) -> str:
        """What its author wrote in a block of one token: code, a formula or HTML."""
        return str(self.tokens[0].content)


# Blocks that stand side by side.
Blocks = tuple[Block, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """A parsed Source.

    ``chapters`` are the titles of what the page is part of, as its site names them.
    ``footnotes`` are the definitions by id, ``claims`` the dialects of taken blocks.
    ``asked`` are the dialects that the page or the config names: a name opens their
    gate. ``remembered`` are the questions that were cards of this page when it was last
    built, each behind the dialect that read it. ``questions`` counts those that the
    dialects before have found.
    """

    source: Source
    title: str
    blocks: Blocks
    footnotes: Mapping[int, Block] = field(default_factory=dict)
    claims: Mapping[Block, str] = field(default_factory=dict)
    asked: frozenset[str] = frozenset()
    remembered: frozenset[tuple[str, str]] = frozenset()
    questions: int = 0
    chapters: Texts = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and its answer as a dialect found them: blocks of one page.

    ``claims`` are the blocks that no later dialect may take. ``span`` is the
    question's. ``reason`` says why this is a pair, ``labels`` how the source counts its
    options, ``feedback`` what its author says of each. The text of a cloze is its
    question, with deletions. ``reverse`` asks for a card from the answer to the
    question, as terms can have.
    """

    question: Blocks
    answer: Blocks
    span: Span
    dialect: str
    claims: Blocks
    section: Texts = ()
    kind: Kind = "qa"
    options: tuple[Blocks, ...] = ()
    correct: tuple[int, ...] = ()
    derived: str | None = None
    pin: str = ""
    reason: str = ""
    tags: Texts = ()
    feedback: tuple[Blocks, ...] = ()
    labels: Texts = ()
    reverse: bool = False

    @classmethod
    def of(
        cls,
        question: Sequence[Block],
        answer: Sequence[Block],
        claims: Sequence[Block],
        *,
        reason: str = "",
        span: Span | None = None,
        section: Sequence[str] | None = None,
        kind: Kind = "qa",
        options: Sequence[Blocks] = (),
        correct: Sequence[int] = (),
        feedback: Sequence[Blocks] = (),
        labels: Sequence[str] = (),
        tags: Sequence[str] = (),
        reverse: bool = False,
        pin: str = "",
        derived: str | None = None,
    ) -> Pair:
        """The pair that a dialect found.

        Its span is that of its question, and its section that of its first claim,
        unless they are given. Its dialect, and the pin of a comment beside it, are
        filled in by ``dialects.recognise``.
        """
        return cls(
            question=tuple(question),
            answer=tuple(answer),
            span=span or question[0].span,
            dialect="",
            claims=tuple(claims),
            section=claims[0].section if section is None else tuple(section),
            kind=kind,
            options=tuple(options),
            correct=tuple(correct),
            derived=derived,
            pin=pin,
            reason=reason,
            tags=tuple(tags),
            feedback=tuple(feedback),
            labels=tuple(labels),
            reverse=reverse,
        )


# What a dialect yields.
Results = Iterator[Pair | Problem]
