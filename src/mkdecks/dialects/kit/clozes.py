"""Deletions as people write them: {{c1::x}} of Anki, ==x== and {x} of note apps; and what only looks like one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from ...model.problems import problem
from ...model.records import Block, Page, Pair, Problem
from ...pages.cloze import MAX_NUMBER, Deletion, delete, text_outside_code
from ...pages.tree import walk
from .answer import pin_near

_ANKI_RE = re.compile(
    r"\{\{c(?P<number>\d{1,20})::(?P<inner>(?:(?!\{\{|\}\}|::).)+)(?:::(?P<hint>(?:(?!\{\{|\}\}|::).)*))?\}\}",
    re.S,
)
_HIGHLIGHT_RE = re.compile(
    r"(?<![=A-Za-z0-9_)\]])==(?=[^\s=])(?P<inner>[^=\n]{1,400}?)(?<=\S)==(?![=A-Za-z0-9_(])"
)
# A brace behind a letter, a dollar or a slash belongs to a name, a variable or a path;
# one before a slash too.
_BRACE_RE = re.compile(
    r"(?<![\w$\\/{%=&?\0.-])\{(?:c?(?P<number>\d{1,3})[:|])?(?P<inner>[^{}\n|]{1,400})\}(?![}/\0\w])"
)
# What stands in braces and is no text: an anchor, a class, a template, JSON, an
# attribute.
_NO_TEXT_RE = re.compile(r"\s*(?:[#.:%\"'!/<]|[\w-]+\s*=|[\W\d_]*$)")


def is_nested(text: str) -> bool:
    """Whether a deletion of Anki stands inside another."""
    return bool(re.search(r"\{\{c\d+::(?:(?!\}\}).)*\{\{c\d+::", text, re.S))


def with_deletions(block: Block, *, marks: bool) -> Block | None:
    """The block with its deletions, None where it has none. ``marks`` takes ``==x==`` and ``{x}`` for some too.

    A number that is not stated counts on from 1.
    """
    text = text_outside_code(block)
    found = list(_anki(text, block.text))
    if marks:
        found += list(_marked(text, found))
    return (
        delete(block, sorted(found, key=lambda item: item.start))
        if found
        else None
    )


def _anki(text: str, shown: str) -> Iterator[Deletion]:
    if "{{c" not in text:
        return
    for match in _ANKI_RE.finditer(text):
        number = int(match["number"])
        if (
            1 <= number <= MAX_NUMBER
            and shown[match.start("inner") : match.end("inner")].strip()
        ):
            hint = (
                " ".join(shown[match.start("hint") : match.end("hint")].split())
                if match["hint"]
                else ""
            )
            yield Deletion(
                match.start(),
                match.start("inner"),
                match.end("inner"),
                match.end(),
                number,
                hint,
            )


def _marked(text: str, found: list[Deletion]) -> Iterator[Deletion]:
    number = last = 0
    starts = [item.start for item in found]
    matches = sorted(
        [*_HIGHLIGHT_RE.finditer(text), *_BRACE_RE.finditer(text)],
        key=lambda match: match.start(),
    )
    for match in matches:
        before = bisect_left(starts, match.end()) - 1
        if match.start() < last or (
            before >= 0 and match.start() < found[before].stop
        ):
            continue
        is_brace = match[0].startswith("{")
        if (is_brace and _NO_TEXT_RE.match(match["inner"])) or not match[
            "inner"
        ].strip():
            continue
        stated = match["number"] if is_brace else None
        number += stated is None
        if 1 <= (place := int(stated) if stated else number) <= MAX_NUMBER:
            last = match.end()
            yield Deletion(
                match.start(),
                match.start("inner"),
                match.end("inner"),
                match.end(),
                place,
            )


def cloze_notes(
    page: Page, dialect: str, *, marks: bool
) -> Iterator[Pair | Problem]:
    """One Pair for each paragraph of a page, also in lists and quotes, that holds deletions."""
    for block, siblings in walk(page):
        if block.kind != "paragraph":
            continue
        if is_nested(text_outside_code(block)):
            yield problem(
                "MK302",
                f"a deletion inside another: {' '.join(block.text.split())[:80]}",
                block.span,
            )
        elif shown := with_deletions(block, marks=marks):
            pin = pin_near(block, siblings, ())
            reason = "deletions in a paragraph"
            yield Pair(
                (shown,),
                (),
                block.span,
                dialect,
                (block,),
                block.section,
                "cloze",
                pin=pin,
                reason=reason,
            )
