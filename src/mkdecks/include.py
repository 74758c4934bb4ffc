"""Includes, expanded inside the project's folder, with a map of every line back to where it was written.

Read as mkdocs reads them: ``{% include-markdown "x.md" %}`` and ``{% include "x" %}`` of mkdocs-include-markdown, and
``--8<-- "x"`` of pymdownx.snippets. A file is looked for beside the page, then in docs_dir, then in the root.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from .model import Place, Problem, Source, Span
from .problems import problem
from .read import MAX_BYTES, decode, split_front_matter

MAX_DEPTH = 10
MAX_INCLUDES = 1_000
MAX_CHARACTERS = 50_000_000

_DIRECTIVE_RE = re.compile(
    r"""(?<!`)\{%[ \t\n]*(?P<kind>include-markdown|include)[ \t\n]+(?P<args>(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^%"'])*?)[ \t\n]*%\}"""
    r"""|^(?P<indent>[ \t]*)--8<--[ \t]+(?P<quote>["'])(?P<snippet>[^\n]*)(?P=quote)[ \t]*$"""
    r"""|^(?P<blockindent>[ \t]*)--8<--[ \t]*\n(?P<files>(?:[^\n]*\n)*?)[ \t]*--8<--[ \t]*$""",
    re.M,
)
_PATH_RE = re.compile(r"""\s*(?:"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)')""")
_OPTION_RE = re.compile(r"""([\w-]+)\s*=\s*(?:"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|([^\s"']+))""")
_ADDRESS_RE = re.compile(r"^(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//|\\\\)")
_HEADING_RE = re.compile(r"^(#{1,6})(?=[ \t])", re.M)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    place: Place


@dataclass(slots=True)
class _Expansion:
    """One page's includes: where to look, what was read so far, what went wrong."""

    root: Path
    docs_dir: Path | None
    excerpts: dict[str, Sequence[str]]
    problems: list[Problem] = field(default_factory=list)
    count: int = 0
    characters: int = 0


def expand(source: Source, root: Path, docs_dir: Path | None = None) -> tuple[Source, tuple[Problem, ...]]:
    """The Source with its includes in place. Nothing outside ``root`` is read, and nothing from the network."""
    excerpts = {source.path: source.text.split("\n")}
    if "{%" not in source.text and "--8<--" not in source.text:
        return replace(source, excerpts=excerpts), ()
    state = _Expansion(root.resolve(), docs_dir, excerpts)
    lines = _expand_text(source.text, source.path, source.file, (source.file.resolve(),), state)
    text = "\n".join(line.text for line in lines)
    places = tuple(line.place for line in lines)
    return replace(source, text=text, places=places, excerpts=state.excerpts), tuple(state.problems)


def _expand_text(text: str, path: str, file: Path, chain: tuple[Path, ...], state: _Expansion) -> list[_Line]:
    """The lines of a text with every directive replaced by the lines of what it names."""
    out: list[_Line] = []
    open_line: list[str] = [""]
    position, number = 0, 1

    def plain(piece: str, number: int) -> int:
        first, *rest = piece.split("\n")
        open_line[0] += first
        for part in rest:
            out.append(_Line(open_line[0], Place(path, number)))
            open_line[0] = part
            number += 1
        return number

    for match in _DIRECTIVE_RE.finditer(text):
        number = plain(text[position : match.start()], number)
        position = match.end()
        included = list(_included(match, Span(path, number, number), file, chain, state))
        indent = match["indent"] or match["blockindent"] or ""
        if not indent and not open_line[0].strip():
            indent = open_line[0]
        prefix = open_line[0] or indent
        if included:
            first, *rest = included
            texts = [prefix + first.text, *(indent + line.text if line.text else "" for line in rest)]
            out += [_Line(t, line.place) for t, line in zip(texts[:-1], included[:-1], strict=True)]
            open_line[0] = texts[-1]
        number += match[0].count("\n")
    number = plain(text[position:], number)
    out.append(_Line(open_line[0], Place(path, number)))
    return out


def _included(
    match: re.Match[str], span: Span, file: Path, chain: tuple[Path, ...], state: _Expansion
) -> Iterator[_Line]:
    """The lines that one directive stands for; none when it cannot be followed, and a Problem says why."""
    if match["kind"]:
        path_match = _PATH_RE.match(match["args"])
        if not path_match:
            state.problems.append(
                problem("MK204", "the include names no file", span, help='write {% include-markdown "file.md" %}')
            )
            return
        name = re.sub(r"\\(.)", r"\1", path_match[1] or path_match[2] or "")
        options = {m[1]: m[2] or m[3] or m[4] or "" for m in _OPTION_RE.finditer(match["args"], path_match.end())}
        yield from _one_file(name, options, span, file, chain, state)
    elif match["snippet"] is not None:
        name, section = _snippet_parts(match["snippet"])
        yield from _one_file(name, section, span, file, chain, state)
    else:
        for line in match["files"].split("\n"):
            if line.strip() and not line.strip().startswith(";"):
                name, section = _snippet_parts(line.strip())
                yield from _one_file(name, section, span, file, chain, state)


def _snippet_parts(text: str) -> tuple[str, dict[str, str]]:
    """``file.md:3:7`` and ``file.md:section`` as a name and what to take of the file."""
    if lines := re.fullmatch(r"(.+?):(\d*)(?::(\d*))?", text):
        return lines[1], {"first": lines[2] or "1", "last": lines[3] if lines[3] is not None else lines[2]}
    if section := re.fullmatch(r"(.+):([\w-]+)", text):
        if not _ADDRESS_RE.match(text) or "." in section[1]:
            return section[1], {"section": section[2]}
    return text, {}


def _one_file(
    name: str, options: Mapping[str, str], span: Span, file: Path, chain: tuple[Path, ...], state: _Expansion
) -> Iterator[_Line]:
    target = _resolve(name, span, file, state)
    if target is None:
        return
    if target in chain or len(chain) > MAX_DEPTH:
        steps = " -> ".join(_shown(step) for step in (*chain, target))
        what = "files include each other" if target in chain else f"includes nested deeper than {MAX_DEPTH}"
        state.problems.append(problem("MK203", f"{what}: {steps}", span, help="take one of these includes out"))
        return
    text = _read(target, span, state)
    if text is None:
        return
    shown = _shown(target)
    state.excerpts.setdefault(shown, text.split("\n"))
    _, text = split_front_matter(text, shown, [])
    text, skipped = _part(text, options, name, span, state)
    for line in _expand_text(text, shown, target, (*chain, target), state):
        place = line.place if line.place.path != shown else Place(shown, line.place.line + skipped)
        yield replace(line, place=place)


def _shown(target: Path) -> str:
    """The path of an included file for messages, as from the current folder."""
    return os.path.relpath(target)


def _resolve(name: str, span: Span, file: Path, state: _Expansion) -> Path | None:
    """The file that a name stands for, inside the root; None and a Problem when there is none to be had."""
    if _ADDRESS_RE.match(name):
        state.problems.append(problem("MK202", f"'{name}' is an address; only files of the project are included", span))
        return None
    if not name.strip() or "\0" in name or any(c in name for c in "*?"):
        state.problems.append(
            problem("MK204", f"'{name}' does not name one file", span, help="include each file by its name")
        )
        return None
    outside = False
    for folder in dict.fromkeys((file.parent, state.docs_dir or state.root, state.root)):
        try:
            target = (folder / name).resolve()
            if target.is_file():
                if target.is_relative_to(state.root):
                    return target
                outside = True
        except OSError:
            continue
    if outside or Path(name).is_absolute():
        state.problems.append(
            problem("MK202", f"'{name}' is outside the project's folder", span, help="copy the file into the project")
        )
    else:
        state.problems.append(problem("MK201", f"include not found: {name}", span))
    return None


def _read(target: Path, span: Span, state: _Expansion) -> str | None:
    state.count += 1
    if state.count > MAX_INCLUDES or state.characters > MAX_CHARACTERS:
        if state.count == MAX_INCLUDES + 1 or state.characters <= MAX_CHARACTERS:
            state.problems.append(problem("MK203", f"more than {MAX_INCLUDES:,} includes on one page", span))
        return None
    try:
        if target.stat().st_size > MAX_BYTES:
            state.problems.append(problem("MK107", f"the included file {target.name} is too large", span))
            return None
        text = decode(target.read_bytes(), _shown(target), state.problems)
    except OSError as error:
        state.problems.append(problem("MK101", f"{target.name}: {error.strerror or error}", span))
        return None
    state.characters += len(text or "")
    return text


def _part(text: str, options: Mapping[str, str], name: str, span: Span, state: _Expansion) -> tuple[str, int]:
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
        first, last = int(options.get("first") or 1), int(options.get("last") or len(lines))
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
                problem("MK204", f"section '{section}' is not in {name}; the whole file is used", span)
            )
    offset = options.get("heading-offset", "")
    if re.fullmatch(r"[+-]?\d{1,2}", offset):
        text = _HEADING_RE.sub(lambda m: "#" * max(1, min(6, len(m[1]) + int(offset))), text)
    return text.rstrip("\n"), skipped


def _unescape(text: str) -> str:
    return text.replace("\\n", "\n").replace("\\t", "\t").replace('\\"', '"').replace("\\'", "'")
