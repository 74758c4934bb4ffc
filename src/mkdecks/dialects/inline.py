"""Lines such as ``front::back``, and question, ``?``, answer on lines of their own; off until asked for.

``front:::back`` asks both ways, as does a ``??`` between question and answer (RemNote,
the spaced repetition plugin of Obsidian). A path (``std::vector``), an address and a
property (``key:: value``) are no cards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..model.records import Block, Kind, Page, Pair, Problem
from ..pages.cloze import text_outside_code
from ..pages.inline import cut, has_content
from ..pages.tree import walk
from .kit.answer import is_answered, pin_near, trim

ORDER = 50
ON = False
MAX_PARAGRAPH = 20_000  # nobody writes a longer one, and each card of it is cut out of the whole
_LINE_RE = re.compile(
    r"(?P<front>[^\s:][^\n]*?)[ \t]*(?<!:)(?P<sign>:::?)(?!:)[ \t]*(?P<back>[^\s:][^\n]*)"
)
# What stands right at a separator without a space: names of modules and classes,
# hexadecimal groups of an address.
_PATH_RE = re.compile(
    r"(?:\b(?:std|crate|self|super|core|alloc|boost|static|parent|System|Test)|\b[A-Z]\w*|\w*_\w*|\w+[a-z][A-Z]\w*"
    r"|\b[\da-f]{1,4})"
    r"::~?\w|\w::(?:[A-Z]\w*[a-z][A-Z]|\w+(?:\(|::|_|<)|[\da-f]{1,4}(?![\w ]))|\s::\S"
)
_PROPERTY_RE = re.compile(r"[\w.-]+::(?:\s|$)|\.\. ")


def recognise(page: Page) -> Iterator[Pair | Problem]:
    """One Pair for each line with a separator, and for each question and answer around a lone mark."""
    text = page.source.text
    if "::" not in text and "\n?" not in text:
        return
    for block, siblings in walk(page):
        if block.kind == "paragraph" and len(block.text) <= MAX_PARAGRAPH:
            yield from _split(block, siblings) or _lines(block, siblings)


def _split(block: Block, siblings: tuple[Block, ...]) -> list[Pair]:
    """The pair of a paragraph with a line that is only ``?`` or ``??``."""
    lines = block.text.split("\n")
    place = next(
        (i for i, line in enumerate(lines) if line.strip() in ("?", "??")), 0
    )
    if place == 0:
        return []
    end = sum(len(line) + 1 for line in lines[:place])
    below = next(iter(siblings[siblings.index(block) + 1 :]), None)
    if place < len(lines) - 1:
        below = cut(block, end + len(lines[place]) + 1)
    elif below is not None and below.start > block.stop:
        below = None
    question, answer = cut(block, 0, end - 1), trim([below] if below else [])
    if not is_answered(answer):
        return []
    pair = _pair(
        block, siblings, question, answer, both=lines[place].strip() == "??"
    )
    return [
        replace(
            pair, claims=(block, *(one for one in siblings if one is below))
        )
    ]


def _lines(block: Block, siblings: tuple[Block, ...]) -> Iterator[Pair]:
    position = 0
    for line in text_outside_code(block).split("\n"):
        match = _LINE_RE.fullmatch(line.rstrip())
        around = (
            line[max(match.start("sign") - 40, 0) : match.end("sign") + 40]
            if match
            else ""
        )
        if (
            match
            and not _PROPERTY_RE.match(line)
            and not _is_path(around, match["sign"])
        ):
            front, back = (
                cut(
                    block,
                    position + match.start(side),
                    position + match.end(side),
                )
                for side in ("front", "back")
            )
            if has_content([front]) and has_content([back]):
                yield _pair(
                    block, siblings, front, (back,), both=match["sign"] == ":::"
                )
        position += len(line) + 1


def _is_path(around: str, sign: str) -> bool:
    spaced = f" {sign} " in around or sign == ":::"
    return not spaced and bool(_PATH_RE.search(around))


def _pair(
    block: Block,
    siblings: tuple[Block, ...],
    front: Block,
    back: tuple[Block, ...],
    *,
    both: bool,
) -> Pair:
    kind: Kind = "term" if both else "qa"
    reason, pin = "a line with a separator", pin_near(block, siblings, ())
    return Pair(
        (front,),
        back,
        front.span,
        "inline",
        (block,),
        block.section,
        kind,
        pin=pin,
        reason=reason,
        reverse=both,
    )
