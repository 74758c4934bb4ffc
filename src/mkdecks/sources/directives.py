"""What a page writes to include other files, and what of them it wants.

Read as mkdocs reads them: ``{% include-markdown "x.md" %}`` and ``{% include "x" %}``
of mkdocs-include-markdown, and ``--8<-- "x"`` of pymdownx.snippets. What a shortcode of
Hugo (``{{% include "x" %}}``) shows is for the theme to say, and is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from . import parts

_DIRECTIVE_RE = re.compile(
    r"""(?<!\{)\{%[ \t\n]*(?P<kind>include-markdown|include)[ \t\n]+"""
    r"""(?P<args>(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^%"'])*?)[ \t\n]*%\}"""
    r"""|^(?P<indent>[ \t]*)-+8<-+(?:"""
    r"""[ \t]+(?P<quote>["'])(?P<snippet>[^\n]*)(?P=quote)[ \t]*$"""
    r"""|[ \t]*\n(?P<files>(?:[^\n]*\n)*?)[ \t]*-+8<-+[ \t]*$)""",
    re.M,
)
_ESCAPED_RE = re.compile(r"^([ \t]*);(?=-+8<-+)")
_FENCED_RE = re.compile(
    r"^([ \t>]*)(`{3,}|~{3,})[^\n]*\n.*?^[ \t>]*\2[`~]*[ \t]*$", re.M | re.S
)
# Jekyll never quotes the name of what it includes, mkdocs always does.
_BARE_NAME_RE = re.compile(r"\s*[\w./-]+\.\w{2,5}(?:\s|$)")
_QUOTED = r"""(["'])((?:\\.|(?!\%d)[^\\])*)\%d"""
_NAME_RE = re.compile(r"\s*" + _QUOTED % (1, 1))
_OPTION_RE = re.compile(
    rf"""([\w-]+)\s*=\s*(?:{_QUOTED % (2, 2)}|([^\s"']+))"""
)
_ESCAPES = {r"\n": "\n", r"\t": "\t", r"\"": '"', r"\'": "'"}
_LINES_RE = re.compile(r"(.+?):(\d{0,7})(?::(\d{0,7}))?")
_SECTION_RE = re.compile(r"(.+):([\w-]+)")
_OFFSET_RE = re.compile(r"[+-]?\d{1,2}")
ADDRESS_RE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|\\\\")


class Wanted(NamedTuple):
    """A file that a page includes, as it is named, and what is taken of its text."""

    name: str
    part: Callable[[str], parts.Part]


class Directive(NamedTuple):
    """An include as it is written.

    ``before`` is the text since the last directive, ``stop`` where the next begins.
    ``is_in_code`` tells what may be a sample of the syntax.
    """

    before: str
    written: str
    line: int
    column: int
    stop: int
    is_in_code: bool
    files: tuple[Wanted, ...]


def may_include(text: str) -> bool:
    """Whether a text may hold directives."""
    return "{%" in text or "-8<-" in text


def unescaped(line: str) -> str:
    """A line as a reader sees it, with ``--8<--`` for the escaped ``;--8<--``."""
    return _ESCAPED_RE.sub(r"\1", line)


def directives(text: str, line: int) -> Iterator[Directive]:
    """The directives of a text; ``line`` is the number of its first line."""
    blocks = [match.span() for match in _FENCED_RE.finditer(text)]
    position = 0
    for match in _DIRECTIVE_RE.finditer(text):
        start = max(match.start(), match.end("indent"))
        if text[start - 1 : start] == "`":
            continue
        before = text[position:start]
        line += before.count("\n")
        column = len(before) - before.rfind("\n")
        written = text[start : match.end()]
        is_in_code = any(first < start < last for first, last in blocks)
        position = match.end()
        files = _files(match)
        yield Directive(
            before, written, line, column, position, is_in_code, files
        )
        line += written.count("\n")


def _files(match: re.Match[str]) -> tuple[Wanted, ...]:
    """The files that a directive names; one without a name where it names none."""
    if match["kind"]:
        return _of_include(match["args"])
    if not match["files"]:
        return (_of_snippet(match["snippet"] or ""),)
    names = (line.strip() for line in match["files"].split("\n"))
    return tuple(
        _of_snippet(name) for name in names if name and not name.startswith(";")
    )


def _of_include(written: str) -> tuple[Wanted, ...]:
    """The file of ``{% include %}``; none where it is of Jekyll, whose theme has it."""
    name = _NAME_RE.match(written)
    if not name:
        is_of_jekyll = _BARE_NAME_RE.match(written)
        return () if is_of_jekyll else (Wanted("", parts.Part),)
    options = {
        option[1]: option[3] or option[4] or ""
        for option in _OPTION_RE.finditer(written, name.end())
    }
    offset = options.get("heading-offset", "")
    part = partial(
        parts.between,
        start=_unescaped(options.get("start", "")),
        end=_unescaped(options.get("end", "")),
        heading_offset=int(offset) if _OFFSET_RE.fullmatch(offset) else 0,
    )
    return (Wanted(re.sub(r"\\(.)", r"\1", name[2]), part),)


def _of_snippet(written: str) -> Wanted:
    """The file of ``x.md``, of ``x.md:3:7`` (lines) or of ``x.md:name`` (a section)."""
    lines = _LINES_RE.fullmatch(written)
    if lines:
        first = max(int(lines[2] or 1), 1)
        last = int(lines[3]) if lines[3] else None
        return Wanted(lines[1], partial(parts.lines, first=first, last=last))
    section = _SECTION_RE.fullmatch(written)
    if section and ("." in section[1] or not ADDRESS_RE.match(written)):
        return Wanted(section[1], partial(parts.section, name=section[2]))
    return Wanted(written, parts.Part)


def _unescaped(marker: str) -> str:
    for escape, character in _ESCAPES.items():
        marker = marker.replace(escape, character)
    return marker
