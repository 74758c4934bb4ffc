"""The part of a file that an include takes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_HEADING_RE = re.compile(r"^(#{1,6})(?=[ \t])", re.M)


class Part(NamedTuple):
    """A part of a text, and how many lines of the text come before it.

    ``missing`` names what the text was to hold and does not, each with what is taken
    instead.
    """

    text: str
    skipped: int = 0
    missing: Sequence[tuple[str, str]] = ()


def between(text: str, start: str, end: str, heading_offset: int) -> Part:
    """What stands between two markers; "" is the start of the text, or its end.

    ``heading_offset`` moves its headings that many levels down.
    """
    skipped = 0
    missing: list[tuple[str, str]] = []
    if start:
        before, marker, after = text.partition(start)
        if marker:
            skipped = f"{before}{marker}".count("\n")
            text = after
        else:
            missing.append((f"start marker {start!r}", "start of the file"))
    if end:
        text, marker, _ = text.partition(end)
        if not marker:
            missing.append((f"end marker {end!r}", "end of the file"))

    def moved(heading: re.Match[str]) -> str:
        level = len(heading[1]) + heading_offset
        return "#" * max(1, min(6, level))

    return Part(_HEADING_RE.sub(moved, text), skipped, missing)


def lines(text: str, first: int, last: int | None) -> Part:
    """The lines from the first to the last wanted, counted from 1; None is the end."""
    wanted = text.split("\n")[first - 1 : last]
    return Part("\n".join(wanted), first - 1)


def section(text: str, name: str) -> Part:
    """What stands between ``--8<-- [start:name]`` and ``--8<-- [end:name]``."""
    mark = rf"--8<--[ \t]+\[%s:{re.escape(name)}\]"
    pattern = mark % "start" + r"[^\n]*\n(.*?)^[^\n]*" + mark % "end"
    match = re.search(pattern, text, re.S | re.M)
    if not match:
        return Part(text, 0, ((f"section '{name}'", "whole file"),))
    return Part(match[1], text.count("\n", 0, match.start(1)))
