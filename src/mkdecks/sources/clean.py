"""Decoded text without what no author wrote: control characters and mojibake."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..model.characters import CONTROL_RE
from ..model.problems import problem
from ..model.records import Problem, Problems, Span

# UTF-8 read as Windows-1252: a lead byte's letter followed by what a continuation byte
# turns into.
_MOJIBAKE_RE = re.compile(
    "[\u00c2-\u00f4][\x80-\xbf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
_FENCE_RE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
# A line that closes a block holds nothing else.
_FENCE = " \t>`~"
_INLINE_CODE_RE = re.compile(r"(`+[^`]*`+)")


def clean(text: str, path: str) -> tuple[str, Problems]:
    """A text without control characters and with its mojibake repaired.

    ``path`` is how messages call the file.
    """
    text, controls = _without_controls(text, path)
    text, mojibake = _without_mojibake(text, path)
    return text, (*controls, *mojibake)


def _without_controls(text: str, path: str) -> tuple[str, Iterable[Problem]]:
    match = CONTROL_RE.search(text)
    if not match:
        return text, ()
    line = text.count("\n", 0, match.start()) + 1
    message = f"U+{ord(match[0]):04X} and its like removed"
    wrong = problem("MK104", message, Span(path, line))
    return CONTROL_RE.sub("", text), (wrong,)


def _without_mojibake(text: str, path: str) -> tuple[str, Iterable[Problem]]:
    """A text with UTF-8 that was read as another encoding repaired, but not in code."""
    if not _MOJIBAKE_RE.search(text):
        return text, ()
    lines: list[str] = []
    repaired: list[int] = []
    for number, line, is_code in with_fences(text.split("\n")):
        is_wrong = not is_code and _MOJIBAKE_RE.search(line)
        lines.append(_repaired(line) if is_wrong else line)
        if lines[-1] != line:
            repaired.append(number)
    if not repaired:
        return text, ()
    where = "this line"
    if len(repaired) > 1:
        where = f"{len(repaired)} lines, the last of them {repaired[-1]}"
    message = f"letters that had been decoded wrongly were repaired on {where}"
    first, last = repaired[0], repaired[-1]
    span = Span(path, first, more=last - first)
    return "\n".join(lines), (problem("MK103", message, span),)


def _repaired(line: str) -> str:
    import ftfy

    parts = _INLINE_CODE_RE.split(line)
    return "".join(
        part if part.startswith("`") else ftfy.fix_encoding(part)
        for part in parts
    )


def with_fences(lines: Iterable[str]) -> Iterator[tuple[int, str, bool]]:
    """Each line with its number, counted from 1, and whether it is of a block of code.

    The lines that open and close a block are of it.
    """
    fence = ""
    for number, line in enumerate(lines, 1):
        match = _FENCE_RE.match(line)
        yield number, line, bool(fence or match)
        if match and not fence:
            fence = match[1]
        elif match and match[1].startswith(fence) and not line.strip(_FENCE):
            fence = ""
