"""Lines tagged ``#flashcard`` with the answer below, and ``Front : back`` on one line with a mark behind it.

NeuraCache and Obsidian_to_Anki. The answer goes on up to a rule where one follows
before the next card, else it is the next block. Further ``#tags`` on the line are the
card's tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from ..model.records import Block, Page, Pair, Results
from ..pages.cloze import text_outside_code
from ..pages.inline import as_paragraph, cut, has_content
from ..pages.walk import containers
from .kit.answer import is_answered, trim
from .kit.refusals import no_answer

ORDER = 42
# Nobody writes a longer paragraph, and each card of it is cut out of the whole.
MAX_PARAGRAPH = 20_000
_NAME = r"[^\W\d_][\w/-]*"
_MARK = r"(?:\u26a1\ufe0f?|\U0001f9e0|#flashcards?(?![\w/-])|#cards?(?![\w/-]))"
_TAIL_RE = re.compile(
    r"(?:[ \t]{0,20}(?:\u26a1\ufe0f?|\U0001f9e0)"
    rf"|(?:^|[ \t]{{1,20}}|(?<=\ufe0f))#{_NAME})+[ \t]*$"
)
_MARK_RE = re.compile(_MARK)
_TAGGED_RE = re.compile(r"#(?:flashcards?|cards?)(?![\w/-])")
_DIVIDER_RE = re.compile(r"\s{1,20}:\s{1,20}|(?<!:)::(?=\s)")
_TAG_NAME_RE = re.compile(rf"#({_NAME})")
_OWN_TAG_RE = re.compile(r"flashcards?|cards?")


class _Line(NamedTuple):
    """A line of a block: where it begins, what it says, and the tags at its end.

    The tags are "" where none of them marks a card.
    """

    start: int
    text: str
    tags: str

    @property
    def end(self) -> int:
        """Where what the line says ends in the text of its block."""
        return self.start + len(self.text)


def recognise(page: Page) -> Results:
    """One Pair for each tagged line that has an answer."""
    if page.source.format == "text" or not _MARK_RE.search(page.source.text):
        return
    taken: set[Block] = set()
    for _, siblings, _ in containers(page, taken):
        for place, block in enumerate(siblings):
            if block in page.claims or block in taken:
                continue
            if len(block.text) > MAX_PARAGRAPH:
                continue
            for item in _in_block(page, block, siblings[place + 1 :]):
                if isinstance(item, Pair):
                    taken.update(item.claims)
                yield item


def _in_block(page: Page, block: Block, following: Sequence[Block]) -> Results:
    lines = _lines(block)
    marked = [
        i for i, line in enumerate(lines) if line.tags and line.text.strip()
    ]
    free = 0  # the first line that belongs to no card
    for place, stop in pairwise([*marked, len(lines)]):
        line = lines[place]
        divider = _DIVIDER_RE.search(line.text)
        if divider:
            yield from _of_line(block, line, divider)
        if divider or not _TAGGED_RE.search(line.tags):
            free = place + 1
            continue
        start = _first_line(lines[free:place], line).start
        question = as_paragraph(cut(block, start, line.end))
        rest = lines[place + 1 : stop]
        parts = [cut(block, rest[0].start, rest[-1].end)] if rest else []
        below: tuple[Block, ...] = ()
        if stop == len(lines):
            below = _below(page, block, following, is_alone=not rest)
        answer = trim([*parts, *below])
        if is_answered(answer):
            yield _pair(question, answer, [block, *below], line)
        else:
            yield no_answer([question], block.span)
        free = stop


def _lines(block: Block) -> list[_Line]:
    """The lines of a paragraph or heading, each with the tags at its end.

    Empty for another block.
    """
    lines: list[_Line] = []
    if block.kind not in ("paragraph", "heading"):
        return lines
    start = 0
    for text in text_outside_code(block).split("\n"):
        tail = _TAIL_RE.search(text)
        tags = tail[0] if tail and _MARK_RE.search(tail[0]) else ""
        lines.append(_Line(start, text.removesuffix(tags), tags))
        start += len(text) + 1
    return lines


def _of_line(
    block: Block, line: _Line, divider: re.Match[str]
) -> Iterator[Pair]:
    """The card whose front and back stand on one line, where both say something."""
    front = cut(block, line.start, line.start + divider.start())
    back = cut(block, line.start + divider.end(), line.end)
    if has_content([front]) and has_content([back]):
        yield _pair(front, [back], [block], line)


def _pair(
    front: Block,
    answer: Sequence[Block],
    claims: Sequence[Block],
    line: _Line,
) -> Pair:
    names = _TAG_NAME_RE.findall(line.tags)
    tags = [name for name in names if not _OWN_TAG_RE.fullmatch(name)]
    return Pair.of([front], answer, claims, reason="a tagged line", tags=tags)


def _first_line(above: Sequence[_Line], line: _Line) -> _Line:
    """The line where the question begins whose last line is tagged.

    A line that ends in a colon announces the question below it.
    """
    first = line
    for candidate in reversed(above):
        if candidate.text.rstrip().endswith(":"):
            break
        first = candidate
    return first


def _below(
    page: Page, block: Block, following: Sequence[Block], *, is_alone: bool
) -> tuple[Block, ...]:
    """The blocks below a tagged one that belong to its card.

    They go up to the rule that ends the card. Where there is none, it is the first of
    them, if the tagged line ``is_alone`` in its block.
    """
    if block.kind == "heading":
        own = takewhile(
            lambda other: not _ends_section(other, block), following
        )
        return tuple(own)
    below: list[Block] = []
    for candidate in following:
        if candidate.kind == "hr":
            return tuple(below)
        is_other = candidate.kind == "heading" or candidate in page.claims
        if is_other or _is_tagged(candidate):
            break
        below.append(candidate)
    shown = [candidate for candidate in below if has_content([candidate])]
    return tuple(shown[:1]) if is_alone else ()


def _ends_section(block: Block, heading: Block) -> bool:
    """Whether a block is a heading that is not below another, or a card itself."""
    if block.kind != "heading":
        return False
    return block.level <= heading.level or _is_tagged(block)


def _is_tagged(block: Block) -> bool:
    return any(line.tags for line in _lines(block))
