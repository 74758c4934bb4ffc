"""Includes, expanded inside the project's folder; every line knows its file.

A file is looked for beside the page, then in docs_dir, then in the root.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..config.files import absolute
from ..model.problems import problem
from ..model.records import Problem, Problems, Run, Source, Span
from .clean import clean
from .decode import Decoded, decode
from .directives import (
    ADDRESS_RE,
    Directive,
    Wanted,
    directives,
    may_include,
    unescaped,
)
from .front_matter_block import split_front_matter
from .library import Library

MAX_DEPTH = 10
MAX_INCLUDES = 1_000
MAX_CHARACTERS = 50_000_000

# The files that include each other, from the page to the one that is read.
Chain = tuple[Path, ...]


def expand(source: Source, library: Library) -> tuple[Source, Problems]:
    """A page with its includes in place, and what is wrong with them.

    Nothing outside the library is read, and nothing from the network.
    """
    if not may_include(source.text):
        return source, ()
    expansion = _Expansion(library, dict(source.excerpts))
    chain = (absolute(source.file),)
    passage = expansion.of(source.text, source.path, 1, chain)
    expanded = replace(
        source,
        text="\n".join(passage.lines),
        runs=tuple(passage.runs),
        excerpts=expansion.excerpts,
    )
    return expanded, tuple(passage.problems)


@dataclass(slots=True)
class _Passage:
    """Lines of several files, the runs that say of which, and what is wrong.

    The last line is still open.
    """

    runs: list[Run]
    lines: list[str] = field(default_factory=lambda: [""])
    problems: list[Problem] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Go on with text of the file that the open line's run names."""
        first, *rest = text.split("\n")
        self.lines[-1] += first
        self.lines += rest

    def insert(self, passages: Sequence[_Passage]) -> None:
        """Go on with other passages, one below the other, indented as the line is."""
        indent = "" if self.lines[-1].strip() else self.lines[-1]
        for number, passage in enumerate(passages):
            if number:
                self.lines.append(indent)
            self._insert(passage, indent)
            self.problems += passage.problems

    def _insert(self, passage: _Passage, indent: str) -> None:
        base = len(self.lines) - 1
        is_alone = not self.lines[-1].strip()
        first, *rest = passage.lines
        self.lines[-1] += first
        self.lines += [line and indent + line for line in rest]
        for start, path, line, _ in passage.runs:
            if start or is_alone:
                self.mark(Run(base + start, path, line))
            elif rest:
                self.mark(Run(base + 1, path, line + 1))

    def mark(self, run: Run) -> None:
        """Say of which file the lines from here on are."""
        if self.runs[-1].start == run.start:
            self.runs.pop()
        self.runs.append(run)


@dataclass(slots=True)
class _Expansion:
    """The expansion of one page: where to look, and what was read so far."""

    library: Library
    excerpts: dict[str, Sequence[str]]
    count: int = 0
    characters: int = 0
    is_exhausted: bool = False

    def of(self, text: str, path: str, line: int, chain: Chain) -> _Passage:
        """A text with every directive replaced by the lines of what it names.

        It stands in the last file of the chain from ``line`` on; ``path`` is how
        messages call that file.
        """
        passage = _Passage([Run(0, path, line)])
        position = 0
        for directive in directives(text, line):
            passage.add(directive.before)
            self._follow(directive, path, chain, passage)
            breaks = directive.written.count("\n")
            following = directive.line + breaks + 1
            passage.mark(Run(len(passage.lines), path, following))
            position = directive.stop
        passage.add(text[position:])
        passage.lines = [unescaped(line) for line in passage.lines]
        return passage

    def _follow(
        self, directive: Directive, path: str, chain: Chain, passage: _Passage
    ) -> None:
        """Go on in a passage with what a directive stands for."""
        span = Span(path, directive.line, directive.column)
        results = [
            result
            for wanted in directive.files
            for result in self._included(wanted, span, chain)
        ]
        passages = [item for item in results if isinstance(item, _Passage)]
        if directive.is_in_code and not passages:
            passage.add(directive.written)
            return
        passage.problems += [
            item for item in results if isinstance(item, Problem)
        ]
        passage.insert(passages)

    def _included(
        self, wanted: Wanted, span: Span, chain: Chain
    ) -> Iterator[_Passage | Problem]:
        """What a directive takes of one file; without it, the Problem that says why."""
        target = self._target(wanted.name, span, chain[-1].parent)
        if isinstance(target, Problem):
            yield target
            return
        if target in chain or len(chain) > MAX_DEPTH:
            yield _endless(target, span, chain)
            return
        text, problems = self._read(target, span)
        yield from problems
        if text is None:
            return
        path = _shown(target)
        self.excerpts.setdefault(path, text.split("\n"))
        part = wanted.part(split_front_matter(text, path).text)
        for what, instead in part.missing:
            message = f"{what} is not in {wanted.name}; the {instead} is used"
            yield problem("MK204", message, span)
        yield self.of(
            part.text.rstrip("\n"), path, part.skipped + 1, (*chain, target)
        )

    def _target(self, name: str, span: Span, beside: Path) -> Path | Problem:
        """The file that a name stands for, inside the root."""
        if ADDRESS_RE.match(name):
            message = f"'{name}' is an address; only files of the project are included"
            return problem("MK202", message, span)
        if not name.strip():
            help = 'write {% include-markdown "file.md" %}'
            message = "the include names no file"
            return problem("MK204", message, span, help=help)
        if any(sign in name for sign in "\0*?"):
            message = f"'{name}' does not name one file"
            help = "include each file by its name"
            return problem("MK204", message, span, help=help)
        target, is_outside = self.library.find(name, beside)
        if target:
            return target
        if is_outside:
            message = f"'{name}' is outside the project's folder"
            return problem("MK202", message, span)
        return problem("MK201", f"include not found: {name}", span)

    def _read(self, target: Path, span: Span) -> Decoded:
        """The text of a file, while there is room for it on the page."""
        self.count += 1
        if self.count > MAX_INCLUDES or self.characters > MAX_CHARACTERS:
            return self._exhausted(span)
        try:
            data = self.library.read(target)
        except OSError as error:
            message = f"{target.name}: {error.strerror or error}"
            return None, (problem("MK101", message, span),)
        if data is None:
            message = f"the included file {target.name} is too large"
            return None, (problem("MK107", message, span),)
        text, problems = decode(data, _shown(target))
        if text is None:
            return None, problems
        text, mended = clean(text, _shown(target))
        self.characters += len(text)
        return text, (*problems, *mended)

    def _exhausted(self, span: Span) -> Decoded:
        """No text, which is reported once for a page."""
        if self.is_exhausted:
            return None, ()
        self.is_exhausted = True
        limit = f"{MAX_INCLUDES:,} includes or {MAX_CHARACTERS:,} included characters"
        message = f"more than {limit} on one page"
        return None, (problem("MK203", message, span),)


def _endless(target: Path, span: Span, chain: Chain) -> Problem:
    reason = f"includes nested deeper than {MAX_DEPTH}"
    if target in chain:
        reason = "files include each other"
    steps = " -> ".join(_shown(step) for step in (*chain, target))
    return problem("MK203", f"{reason}: {steps}", span)


def _shown(file: Path) -> str:
    """How messages call an included file: its path from the current folder."""
    return os.path.relpath(file)
