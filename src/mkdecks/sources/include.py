"""Includes, expanded inside the project's folder, with a map of every line back to where it was written.

Read as mkdocs reads them: ``{% include-markdown "x.md" %}`` and ``{% include "x" %}``
of mkdocs-include-markdown, and ``--8<-- "x"`` of pymdownx.snippets. A file is looked
for beside the page, then in docs_dir, then in the root.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..config.files import absolute
from ..model.problems import problem
from ..model.records import Problem, Run, Source, Span
from .decode import clean, decode, split_front_matter
from .library import Library

MAX_DEPTH = 10
MAX_INCLUDES = 1_000
MAX_CHARACTERS = 50_000_000

_INCLUDE = (
    r"""\{%[ \t\n]*(?P<kind>include-markdown|include)[ \t\n]+"""
    r"""(?P<args>(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^%"'])*?)[ \t\n]*%\}"""
)
_INCLUDE_RE = re.compile(_INCLUDE)
_ANY_RE = re.compile(
    _INCLUDE
    + r"""|^(?P<indent>[ \t]*)-+8<-+[ \t]+(?P<quote>["'])(?P<snippet>[^\n]*)(?P=quote)[ \t]*$"""
    r"""|^(?P<blockindent>[ \t]*)-+8<-+[ \t]*\n(?P<files>(?:[^\n]*\n)*?)[ \t]*-+8<-+[ \t]*$""",
    re.M,
)
_ESCAPED_RE = re.compile(r"^([ \t]*);(?=-+8<-+)")
# Jekyll never quotes the name of what it includes, mkdocs always does.
_BARE_NAME_RE = re.compile(r"\s*[\w./-]+\.\w{2,5}(?:\s|$)")
_PATH_RE = re.compile(r"""\s*(?:"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)')""")
_OPTION_RE = re.compile(
    r"""([\w-]+)\s*=\s*(?:"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|([^\s"']+))"""
)
_ADDRESS_RE = re.compile(r"^(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//|\\\\)")
_FENCED_RE = re.compile(
    r"^([ \t>]*)(`{3,}|~{3,})[^\n]*\n.*?^[ \t>]*\2[`~]*[ \t]*$", re.M | re.S
)
_HEADING_RE = re.compile(r"^(#{1,6})(?=[ \t])", re.M)


@dataclass(slots=True)
class _Passage:
    """Lines put together from several files, and the runs that say which; the last line is still open."""

    lines: list[str]
    runs: list[Run]

    def add(self, text: str) -> None:
        """Text of the file that the open line's run names."""
        first, *rest = text.split("\n")
        self.lines[-1] += first
        self.lines += rest

    def insert(self, included: _Passage, indent: str) -> None:
        """Another passage, its lines indented as the directive was."""
        base = len(self.lines) - 1
        alone = not self.lines[-1].strip()
        self.lines[-1] = (self.lines[-1] or indent) + included.lines[0]
        self.lines += [
            indent + line if line else "" for line in included.lines[1:]
        ]
        for start, path, line, _ in included.runs:
            if start or alone:
                self.mark(Run(base + start, path, line))
            elif len(included.lines) > 1:
                self.mark(Run(base + 1, path, line + 1))

    def mark(self, run: Run) -> None:
        """From here on another file, or another part of one, is the origin."""
        if self.runs and self.runs[-1].start == run.start:
            self.runs.pop()
        self.runs.append(run)


@dataclass(slots=True)
class _Expansion:
    """One page's includes: where to look, what was read so far, what went wrong."""

    library: Library
    excerpts: dict[str, Sequence[str]]
    problems: list[Problem] = field(default_factory=list)
    count: int = 0
    characters: int = 0
    exhausted: bool = False


def expand(
    source: Source, library: Library
) -> tuple[Source, tuple[Problem, ...]]:
    """The Source with its includes in place. Nothing outside the library is read, and nothing from the network."""
    excerpts = dict(source.excerpts)
    if "{%" not in source.text and "-8<-" not in source.text:
        return source, ()
    state = _Expansion(library, excerpts)
    passage = _expand_text(
        source.text, source.path, source.file, (absolute(source.file),), state
    )
    text, runs = "\n".join(passage.lines), tuple(passage.runs)
    return replace(
        source, text=text, runs=runs, excerpts=state.excerpts
    ), tuple(state.problems)


def _expand_text(
    text: str, path: str, file: Path, chain: tuple[Path, ...], state: _Expansion
) -> _Passage:
    """A text with every directive replaced by the lines of what it names."""
    passage = _Passage([""], [Run(0, path, 1)])
    position, number = 0, 1
    fences = (
        [match.span() for match in _FENCED_RE.finditer(text)]
        if "{%" in text or "-8<-" in text
        else []
    )
    for match in _directives(text):
        told = len(state.problems)
        before = text[position : match.start()]
        passage.add(before)
        number += before.count("\n")
        position = match.end()
        indent = (
            match.groupdict().get("indent")
            or match.groupdict().get("blockindent")
            or ""
        )
        if not indent and not passage.lines[-1].strip():
            indent = passage.lines[-1]
        column = len(before) - before.rfind("\n")
        passages = list(
            _included(
                match, Span(path, number, number, column), file, chain, state
            )
        )
        if not passages and any(
            start < match.start() < stop for start, stop in fences
        ):
            del state.problems[
                told:
            ]  # a sample of the syntax, shown in a block of code
            passage.add(match[0])
        for place, included in enumerate(passages):
            if place:
                passage.lines.append("")
            passage.insert(included, indent)
        number += match[0].count("\n")
        passage.mark(Run(len(passage.lines), path, number + 1))
    passage.add(text[position:])
    if "8<" in text:
        passage.lines = [_ESCAPED_RE.sub(r"\1", line) for line in passage.lines]
    return passage


def _directives(text: str) -> Iterator[re.Match[str]]:
    pattern = _ANY_RE if "-8<-" in text else _INCLUDE_RE
    return (
        match
        for match in pattern.finditer(text)
        if text[match.start() - 1 : match.start()] != "`"
    )


def _included(
    match: re.Match[str],
    span: Span,
    file: Path,
    chain: tuple[Path, ...],
    state: _Expansion,
) -> Iterator[_Passage]:
    """What one directive stands for; nothing when it cannot be followed, and a Problem says why."""
    groups = match.groupdict()
    if groups["kind"]:
        path_match = _PATH_RE.match(groups["args"])
        if not path_match and _BARE_NAME_RE.match(groups["args"]):
            return  # an include of Jekyll's, which the site's theme resolves
        if not path_match:
            help = 'write {% include-markdown "file.md" %}'
            state.problems.append(
                problem("MK204", "the include names no file", span, help=help)
            )
            return
        name = re.sub(r"\\(.)", r"\1", path_match[1] or path_match[2] or "")
        written = {
            m[1]: m[2] or m[3] or m[4] or ""
            for m in _OPTION_RE.finditer(groups["args"], path_match.end())
        }
        options = {
            key: value
            for key, value in written.items()
            if key in ("start", "end", "heading-offset")
        }
        yield from _one_file(name, options, span, file, chain, state)
    elif groups["snippet"] is not None:
        name, section = _snippet_parts(groups["snippet"])
        yield from _one_file(name, section, span, file, chain, state)
    else:
        names = [line.strip() for line in groups["files"].split("\n")]
        for line in names:
            if line and not line.startswith(";"):
                name, section = _snippet_parts(line)
                yield from _one_file(name, section, span, file, chain, state)


def _snippet_parts(text: str) -> tuple[str, dict[str, str]]:
    """``file.md:3:7`` and ``file.md:section`` as a name and what to take of the file."""
    if lines := re.fullmatch(r"(.+?):(\d{0,7})(?::(\d{0,7}))?", text):
        return lines[1], {
            "first": str(max(int(lines[2] or 1), 1)),
            "last": lines[3] or "",
        }
    section = re.fullmatch(r"(.+):([\w-]+)", text)
    if section and (not _ADDRESS_RE.match(text) or "." in section[1]):
        return section[1], {"section": section[2]}
    return text, {}


def _one_file(
    name: str,
    options: Mapping[str, str],
    span: Span,
    file: Path,
    chain: tuple[Path, ...],
    state: _Expansion,
) -> Iterator[_Passage]:
    target = _resolve(name, span, file, state)
    if target is None:
        return
    if target in chain or len(chain) > MAX_DEPTH:
        steps = " -> ".join(_shown(step) for step in (*chain, target))
        what = (
            "files include each other"
            if target in chain
            else f"includes nested deeper than {MAX_DEPTH}"
        )
        state.problems.append(
            problem(
                "MK203",
                f"{what}: {steps}",
                span,
                help="take one of these includes out",
            )
        )
        return
    text = _read(target, span, state)
    if text is None:
        return
    shown = _shown(target)
    state.excerpts.setdefault(shown, text.split("\n"))
    _, text = split_front_matter(text, shown, [])
    text, skipped = _part(text, options, name, span, state)
    passage = _expand_text(text, shown, target, (*chain, target), state)
    runs = [
        Run(start, path, line + (skipped if path == shown else 0))
        for start, path, line, _ in passage.runs
    ]
    yield _Passage(passage.lines, runs)


def _shown(target: Path) -> str:
    """The path of an included file for messages, as from the current folder."""
    return os.path.relpath(target)


def _resolve(
    name: str, span: Span, file: Path, state: _Expansion
) -> Path | None:
    """The file that a name stands for, inside the root; None and a Problem when there is none to be had."""
    if _ADDRESS_RE.match(name):
        state.problems.append(
            problem(
                "MK202",
                f"'{name}' is an address; only files of the project are included",
                span,
            )
        )
        return None
    if not name.strip() or "\0" in name or any(c in name for c in "*?"):
        state.problems.append(
            problem(
                "MK204",
                f"'{name}' does not name one file",
                span,
                help="include each file by its name",
            )
        )
        return None
    target, outside = state.library.find(name, file.parent)
    if target:
        return target
    if outside or Path(name).is_absolute():
        state.problems.append(
            problem(
                "MK202",
                f"'{name}' is outside the project's folder",
                span,
                help="copy the file into the project",
            )
        )
    else:
        state.problems.append(
            problem("MK201", f"include not found: {name}", span)
        )
    return None


def _read(target: Path, span: Span, state: _Expansion) -> str | None:
    state.count += 1
    if state.count > MAX_INCLUDES or state.characters > MAX_CHARACTERS:
        if not state.exhausted:
            limit = f"{MAX_INCLUDES:,} includes or {MAX_CHARACTERS:,} included characters"
            state.problems.append(
                problem("MK203", f"more than {limit} on one page", span)
            )
        state.exhausted = True
        return None
    try:
        data = state.library.read(target)
        if data is None:
            state.problems.append(
                problem(
                    "MK107",
                    f"the included file {target.name} is too large",
                    span,
                )
            )
            return None
        text = decode(data, _shown(target), state.problems)
    except OSError as error:
        state.problems.append(
            problem("MK101", f"{target.name}: {error.strerror or error}", span)
        )
        return None
    if text is not None:
        text = clean(text, _shown(target), state.problems)
        state.characters += len(text)
    return text


def _part(
    text: str,
    options: Mapping[str, str],
    name: str,
    span: Span,
    state: _Expansion,
) -> tuple[str, int]:
    """The part of a file that an include asks for, and how many of its lines come before."""
    skipped = 0
    for marker, before in (("start", True), ("end", False)):
        wanted = _unescape(options.get(marker, ""))
        at = text.find(wanted) if wanted else -1
        if wanted and at < 0:
            message = f"{marker} marker {wanted!r} is not in {name}; the {marker} of the file is used"
            state.problems.append(problem("MK204", message, span))
        elif wanted and before:
            skipped += text.count("\n", 0, at + len(wanted))
            text = text[at + len(wanted) :]
        elif wanted:
            text = text[:at]
    if options.get("first") or options.get("last"):
        lines = text.split("\n")
        first, last = (
            int(options.get("first") or 1),
            int(options.get("last") or len(lines)),
        )
        skipped += first - 1
        text = "\n".join(lines[max(first - 1, 0) : last])
    if section := options.get("section"):
        found = re.search(
            rf"--8<--[ \t]+\[start:{re.escape(section)}\][^\n]*\n(.*?)^[^\n]*--8<--[ \t]+\[end:{re.escape(section)}\]",
            text,
            re.S | re.M,
        )
        if found:
            skipped += text.count("\n", 0, found.start(1))
            text = found[1]
        else:
            state.problems.append(
                problem(
                    "MK204",
                    f"section '{section}' is not in {name}; the whole file is used",
                    span,
                )
            )
    offset = options.get("heading-offset", "")
    if re.fullmatch(r"[+-]?\d{1,2}", offset):
        text = _HEADING_RE.sub(
            lambda m: "#" * max(1, min(6, len(m[1]) + int(offset))), text
        )
    return text.rstrip("\n"), skipped


def _unescape(text: str) -> str:
    return (
        text.replace("\\n", "\n")
        .replace("\\t", "\t")
        .replace('\\"', '"')
        .replace("\\'", "'")
    )
