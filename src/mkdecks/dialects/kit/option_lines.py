"""Options in running text: on lines of their own, or one behind the other on a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ...language.option_letters import LETTER_MARK
from ...model.records import Block
from ...pages.inline import cut, text_block
from .blocks import Blocks
from .key_text import key_line
from .option import Option, Options, begins_alphabet, letter_of

# On one line fewer letters may as well count the parts of a sentence.
MIN_ON_LINE = 3
# What some put around the right one where it does not mean bold.
WRAP = r"\*\*|__|=="
_TICKS = "xX\u2611\u2612"
# An asterisk, a plus or a tick before the letter marks the right one, as question banks
# export it.
# A number behind the letter counts a question, which the letter answers. A number in
# brackets counts options, too.
_NUMBER_MARK = r"[ \t]*[(\uff08](?P<number>\d{1,2})[)\uff09][ \t]*(?=\S)"
_LINE_RE = re.compile(
    rf"^(?P<star>[xX][ \t]+|{WRAP}|[*+\u221a\u2705\u2714\u2713]\ufe0f?[ \t]?"
    rf"|[ \t]*(?:[-=]>|[\u2192\u2794\u279c\u27a1]\ufe0f?)[ \t]*)?"
    rf"(?:[\u274c\u2717\u2718]\ufe0f?[ \t]?)?(?:{_NUMBER_MARK}"
    rf"|{LETTER_MARK}(?!\d{{1,3}}[.\u3001]\s*[^\W\d]))",
    re.M,
)
_ON_LINE_RE = re.compile(rf"(?:^|(?<=\s)){LETTER_MARK}", re.M)
_BOX_LINE_RE = re.compile(
    rf"^[ \t]*(?P<box>\[?[(\[][ \u00a0]{{0,2}}[{_TICKS}]?[ \u00a0]{{0,2}}[)\]]\]?"
    r"|[\u2610\u2611\u2612])[ \t]+(?=\S)",
    re.M,
)

Marks = list[re.Match[str]]


def options_of_lines(siblings: Sequence[Block], start: int) -> Options | None:
    """The options in the paragraph at a place, and in those that go on below it."""
    first = siblings[start]
    if first.kind != "paragraph":
        return None
    boxes = list(_BOX_LINE_RE.finditer(first.text))
    if len(boxes) > 1:
        return _of_marks(first, boxes, start)
    lines = _in_order(_LINE_RE.finditer(first.text))
    on_line = _in_order(_ON_LINE_RE.finditer(first.text))
    if len(lines) <= 1 and len(on_line) >= MIN_ON_LINE:
        return _of_marks(first, on_line, start)
    return _of_lines(siblings, start) if lines else None


def options_of_code(siblings: Sequence[Block], start: int) -> Options | None:
    """The options that fill a block of code, as those write them who want them as typed.

    None where a list with boxes below has the options.
    """
    below = siblings[start + 1 : start + 2]
    if any("checked" in i.tokens[0].meta for b in below for i in b.children):
        return None
    text = siblings[start].tokens[0].content.strip()
    written = text_block(text, siblings[start].source)
    group = options_of_lines([written], 0)
    if group is None or group.before or group.after:
        return None
    return replace(group, start=start, stop=start + 1)


def _of_lines(siblings: Sequence[Block], start: int) -> Options:
    """The options that lines begin with, in paragraphs from ``start`` on."""
    group = Options((), start, start)
    while group.stop < len(siblings) and not group.after:
        block = siblings[group.stop]
        labels = [option.label for option in group.options]
        is_text = block.kind == "paragraph"
        lines = _LINE_RE.finditer(block.text) if is_text else ()
        marks = _in_order(lines, labels)
        has_text_above = bool(marks) and marks[0].start() > 0
        if not marks or (group.options and has_text_above):
            break
        part = _of_marks(block, marks, group.stop)
        group = Options(
            (*group.options, *part.options),
            start,
            part.stop,
            group.before or part.before,
            part.after,
        )
    return group


def _in_order(
    marks: Iterable[re.Match[str]], labels: Sequence[str] = ()
) -> Marks:
    """The marks whose letters come next in the alphabet to those before them."""
    letters = list(labels)
    chosen = []
    for mark in marks:
        letter = letter_of(mark)
        if begins_alphabet([*letters, letter]):
            letters.append(letter)
            chosen.append(mark)
    return chosen


def _of_marks(block: Block, marks: Marks, place: int) -> Options:
    """The options that marks in a paragraph begin, and the text around them."""
    start = marks[0].start()
    end = key_line(block.text, marks[-1].end())
    options = tuple(_options(block, marks, end))
    before = _part(block, 0, start)
    after = _part(block, end, len(block.text))
    return Options(options, place, place + 1, before, after)


def _part(block: Block, start: int, stop: int) -> Blocks:
    """A part of a block, () where it says nothing."""
    if not block.text[start:stop].strip():
        return ()
    return (cut(block, start, stop),)


def _options(block: Block, marks: Marks, end: int) -> Iterator[Option]:
    """One option for each mark; it has no block where its line shows nothing else."""
    stops = [*(mark.start() for mark in marks[1:]), end]
    for mark, stop in zip(marks, stops, strict=True):
        start = mark.end()
        groups = mark.groupdict()
        text = _unwrapped(block.text[start:stop], groups.get("star") or "")
        is_empty = not text.strip()
        blocks = () if is_empty else (cut(block, start, start + len(text)),)
        box = groups.get("box")
        if box is None:
            is_starred = groups.get("star") or groups.get("starred")
            is_right = True if is_starred else None
            yield Option(blocks, letter_of(mark), is_right)
        else:
            yield Option(blocks, checked=any(tick in box for tick in _TICKS))


def _unwrapped(text: str, sign: str) -> str:
    """The text of an option without the sign at its end that also begins it."""
    is_wrap = re.fullmatch(WRAP, sign) is not None
    return text.rstrip().removesuffix(sign) if is_wrap else text
