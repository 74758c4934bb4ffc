"""Lines such as ``front::back``, and a lone ``?`` between lines; off until asked for.

``front:::back`` asks both ways, as does a ``??`` between question and answer (RemNote,
the spaced repetition plugin of Obsidian). A path (``std::vector``), an address and a
property (``key:: value``) are no cards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..model.records import Block, Page, Pair
from ..pages.cloze import text_outside_code
from ..pages.inline import cut, has_content
from ..pages.tree import walk
from .kit.answer import is_answered, trim

ORDER = 50
ON = False
# Nobody writes a longer one, and each card of it is cut out of the whole.
MAX_PARAGRAPH = 20_000
# How much of a line shows whether a separator belongs to a path.
MAX_AROUND = 40
_LINE_RE = re.compile(
    r"(?P<front>[^\s:][^\n]*?)[ \t]*"
    r"(?<!:)(?P<sign>:::?)(?!:)"
    r"[ \t]*(?P<back>[^\s:][^\n]*)"
)
# What stands right at a separator without a space: names of modules and classes,
# hexadecimal groups of an address.
_PATH_RE = re.compile(
    r"(?:\b(?:std|crate|self|super|core|alloc|boost|static|parent|System|Test)|\b[A-Z]\w*|\w*_\w*|\w+[a-z][A-Z]\w*"
    r"|\b[\da-f]{1,4})"
    r"::~?\w|\w::(?:[A-Z]\w*[a-z][A-Z]|\w+(?:\(|::|_|<)|[\da-f]{1,4}(?![\w ]))|\s::\S"
)
# A line that stands between question and answer, with one sign or, for both ways, two.
_DIVIDER_RE = re.compile(r"^[^\S\n]*(?P<sign>\?\??)[^\S\n]*$", re.M)
_PROPERTY_RE = re.compile(r"[\w.-]+::(?:\s|$)|\.\. ")


def recognise(page: Page) -> Iterator[Pair]:
    """One Pair for each line with a separator, and for what is around a lone mark."""
    text = page.source.text
    if "::" not in text and "\n?" not in text:
        return
    for block, siblings in walk(page):
        if block.kind == "paragraph" and len(block.text) <= MAX_PARAGRAPH:
            around_mark = _around_mark(block, siblings)
            if around_mark:
                yield around_mark
            else:
                yield from _lines(block)


def _around_mark(block: Block, siblings: Sequence[Block]) -> Pair | None:
    """The pair of a paragraph with a line that is only ``?`` or ``??``."""
    mark = _DIVIDER_RE.search(block.text)
    if not mark or mark.start() == 0:
        return None
    claims = [block]
    if mark.end() < len(block.text):
        answer = trim([cut(block, mark.end() + 1)])
    else:
        place = siblings.index(block) + 1
        below = siblings[place : place + 1]
        claims += [other for other in below if other.start <= block.stop]
        answer = trim(claims[1:])
    if not is_answered(answer):
        return None
    question = cut(block, 0, mark.start() - 1)
    return _pair(question, answer, claims, both_ways=mark["sign"] == "??")


def _lines(block: Block) -> Iterator[Pair]:
    """The pairs of a paragraph's lines with a separator."""
    start = 0
    for line in text_outside_code(block).split("\n"):
        match = _LINE_RE.fullmatch(line.rstrip())
        if match and not _PROPERTY_RE.match(line) and not _is_path(line, match):
            front, back = (
                cut(block, start + match.start(side), start + match.end(side))
                for side in ("front", "back")
            )
            if has_content([front]) and has_content([back]):
                both_ways = match["sign"] == ":::"
                yield _pair(front, [back], [block], both_ways=both_ways)
        start += len(line) + 1


def _is_path(line: str, match: re.Match[str]) -> bool:
    """Whether the separator of a line stands in a path or an address."""
    sign = match["sign"]
    first = max(match.start("sign") - MAX_AROUND, 0)
    around = line[first : match.end("sign") + MAX_AROUND]
    if sign == ":::" or f" {sign} " in around:
        return False
    return bool(_PATH_RE.search(around))


def _pair(
    front: Block,
    back: Sequence[Block],
    claims: Sequence[Block],
    *,
    both_ways: bool,
) -> Pair:
    return Pair.of(
        [front],
        back,
        claims,
        kind="term" if both_ways else "qa",
        reason="a line with a separator",
        reverse=both_ways,
    )
