"""Containers between fences of colons: ``::: name`` and ``:::{name}``.

Pandoc, Docusaurus and Quarto have the first, MyST has the second.
A fence of colons with a name opens, one without closes the innermost that is open: the
lengths vary and say nothing of the nesting
(https://pandoc.org/MANUAL.html#divs-and-spans).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from markdown_it.rules_block import StateBlock

from .blocks import Opener, Reading, opened_by
from .directive import (
    DIRECTIVE_RE,
    MAX_LINE,
    PROSE,
    Directive,
    Options,
    push_directive,
    read_options,
)

_COLONS_RE = re.compile(r":{3,}(?P<written>.*)")
_FENCE_RE = re.compile(r"(?P<fence>`{3,}|~{3,})(?P<info>.*)")
_ATTRIBUTES_RE = re.compile(
    r"(?:\{(?P<directive>[\w:-]+)\}|\{[^}\n]*?\.(?P<class>[\w-]+)[^}\n]*\}|(?P<name>[\w.-]+))"
    r"[ \t]*(?P<title>[^\n]*?)[ \t:]*$"
)
_BRACKETED_RE = re.compile(r"\[(?P<title>[^\n]*)\][ \t]*(?:\{[^}\n]*\})?$")
_TITLE_ATTRIBUTE_RE = re.compile(r"\btitle=[\"'](?P<title>[^\"'\n]+)[\"']")


@opened_by(_COLONS_RE)
def container(
    state: StateBlock,
    line: int,
    end_line: int,
    opener: Opener,
) -> Reading:
    """The rule for a container between fences of colons."""
    written = opener["written"].strip()
    if len(written) > MAX_LINE:
        return
    named = _ATTRIBUTES_RE.match(written)
    last = _pairs(state.src).get(line, end_line)
    if not named or last >= end_line:
        return
    yield last + 1
    name = (named["directive"] or named["class"] or named["name"]).lower()
    titled = (
        _BRACKETED_RE.match(named["title"])
        or _TITLE_ATTRIBUTE_RE.search(written)
        or named
    )
    first = line + 1
    options: Options = {}
    if named["directive"]:
        first, options = read_options(state, first, last)
    part = Directive(name, titled["title"], ":::", line, first, last, options)
    yield push_directive(state, part, end_line)


@lru_cache(maxsize=1)
def _pairs(text: str) -> dict[int, int]:
    """Line of an opening fence of colons, from 0 -> line of its closing fence."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for line, written in _fences_of_colons(text):
        sign = written[:1]
        if sign.isalnum() or sign in ("{", ".", "_"):
            opened.append(line)
        elif opened and not sign:
            pairs[opened.pop()] = line
    return pairs


def _fences_of_colons(text: str) -> Iterator[tuple[int, str]]:
    """The fences of colons outside code: the line, and what is behind the colons."""
    fences: list[str] = []
    is_code = False
    for number, line in enumerate(text.split("\n")):
        written = line.lstrip(" \t>")
        if written.startswith(":::") and not is_code:
            yield number, written.lstrip(":").strip()
        opener = _FENCE_RE.match(written)
        if not opener:
            continue
        fence, info = opener["fence"], opener["info"].strip()
        if fences and fence.startswith(fences[-1]) and not info:
            fences.pop()
            is_code = False
        elif not is_code and "`" not in info:
            fences.append(fence)
            # The content of some directives of MyST is read as markdown.
            named = DIRECTIVE_RE.match(fence + info[:MAX_LINE])
            is_code = not named or named["name"].lower() not in PROSE
