"""Deletions as people write them, and what only looks like one.

Anki has ``{{c1::x}}``, note apps have ``==x==`` and ``{x}``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from operator import attrgetter

from ...model.characters import one_line
from ...model.problems import problem
from ...model.records import Block, Page, Pair, Results
from ...pages.cloze import MAX_NUMBER, Deletion, delete, text_outside_code
from ...pages.walk import walk

MAX_SHOWN = 80
_ANKI_RE = re.compile(
    r"\{\{c(?P<number>\d{1,20})::(?P<inner>(?:(?!\{\{|\}\}|::).)+)"
    r"(?:::(?P<hint>(?:(?!\{\{|\}\}|::).)*))?\}\}",
    re.S,
)
# A deletion of Anki inside another.
_NESTED_RE = re.compile(r"\{\{c\d+::(?:(?!\}\}).)*\{\{c\d+::", re.S)
_HIGHLIGHT_RE = re.compile(
    r"(?<![=A-Za-z0-9_)\]])==(?=[^\s=])"
    r"(?P<inner>[^=\n]{1,400}?)(?<=\S)==(?![=A-Za-z0-9_(])"
)
# A brace behind a letter, a dollar or a slash belongs to a name, a variable or a path;
# one before a slash too.
_BRACE_RE = re.compile(
    r"(?<![\w$\\/{%=&?\0.-])\{(?:c?(?P<number>\d{1,3})[:|])?"
    r"(?P<inner>[^{}\n|]{1,400})\}(?![}/\0\w])"
)
# What stands in braces and is no text: an anchor, a class, a template, JSON, an
# attribute.
_NO_TEXT_RE = re.compile(r"\s*(?:[#.:%\"'!/<]|[\w-]+\s*=|[\W\d_]*$)")


def with_deletions(block: Block, *, marks: bool) -> Block | None:
    """A block with its deletions; None where it has none.

    ``marks``: ``==x==`` and ``{x}`` are deletions too. Those that state no number count
    on from 1.
    """
    text = text_outside_code(block)
    deletions = list(_of_anki(text, block.text))
    if marks:
        deletions += _of_marks(text, deletions)
    if not deletions:
        return None
    return delete(block, sorted(deletions, key=attrgetter("start")))


def _of_anki(text: str, shown: str) -> Iterator[Deletion]:
    """The deletions of Anki; ``shown`` is the text with the code that they may hide."""
    if "{{c" not in text:
        return
    for match in _ANKI_RE.finditer(text):
        number = int(match["number"])
        is_empty = not _part(shown, match, "inner").strip()
        if 1 <= number <= MAX_NUMBER and not is_empty:
            hint = one_line(_part(shown, match, "hint"))
            yield _deletion(match, number, hint)


def _part(text: str, match: re.Match[str], group: str) -> str:
    """What a text has where a group matched; "" where it did not."""
    start, stop = match.span(group)
    return text[start:stop]


def _of_marks(text: str, others: Sequence[Deletion]) -> Iterator[Deletion]:
    """The deletions of note apps that overlap no other."""
    taken = {
        position
        for other in others
        for position in range(other.start, other.stop)
    }
    matches = [*_HIGHLIGHT_RE.finditer(text), *_BRACE_RE.finditer(text)]
    last_number = 0
    for match in sorted(matches, key=re.Match.start):
        positions = range(match.start(), match.end())
        if not taken.isdisjoint(positions) or not _hides_text(match):
            continue
        stated = match.groupdict().get("number")
        if not stated:
            last_number += 1
        number = int(stated or last_number)
        if 1 <= number <= MAX_NUMBER:
            taken.update(positions)
            yield _deletion(match, number)


def _hides_text(match: re.Match[str]) -> bool:
    if match[0].startswith("{") and _NO_TEXT_RE.match(match["inner"]):
        return False
    return bool(match["inner"].strip())


def _deletion(match: re.Match[str], number: int, hint: str = "") -> Deletion:
    start, stop = match.span()
    inner, end = match.span("inner")
    return Deletion(start, inner, end, stop, number, hint)


def cloze_notes(page: Page, *, marks: bool) -> Results:
    """One Pair for each paragraph with deletions, also in lists and quotations."""
    for block, _ in walk(page):
        if block.kind != "paragraph":
            continue
        if _NESTED_RE.search(text_outside_code(block)):
            text = one_line(block.text)[:MAX_SHOWN]
            message = f"a deletion inside another: {text}"
            yield problem("MK302", message, block.span)
            continue
        shown = with_deletions(block, marks=marks)
        if shown:
            reason = "deletions in a paragraph"
            yield Pair.of([shown], (), [block], kind="cloze", reason=reason)
