"""``<details><summary>...</summary> ... </details>``: a fold whose content is markdown.

CommonMark ends an HTML block at the first blank line, which tears a fold into pieces;
here the opening and the closing tag are paired over the whole page first, leaving out
what stands in code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from markdown_it.rules_block import StateBlock

from .blocks import (
    Match,
    Opener,
    Reading,
    TagPairs,
    block,
    end_above,
    line_of,
    opened_by,
    push_text,
)
from .regions import parse_region

# A longer summary is no title.
MAX_SUMMARY = 4_000

_OPEN_RE = re.compile(r"<details(?=[\s>])[^>]*>[ \t]*", re.I)
_SUMMARY_RE = re.compile(
    r"\s*<summary(?=[\s>])[^>]*>(?P<inner>.*?)</summary\s*>", re.I | re.S
)
_PAIRING_RE = re.compile(
    r"^[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?(?P<fence>`{3,}|~{3,})[^`\n]*$"
    r"|(?P<code>(?<!`)(?P<ticks>`+)(?!`)[^`\n]*(?P=ticks)(?!`))"
    r"|(?P<open><details(?=[\s>])[^>]*>)|(?P<close></details\s*>)|(?P<comment><!--)",
    re.I | re.M,
)
_NEXT_RE = re.compile(r"^[ \t]*(?:<details(?=[\s>])|#{1,6}[ \t])", re.I | re.M)
_BLOCKS_RE = re.compile(
    r"^[ \t]*(?:`{3,}|~{3,}|[-*+][ \t]|\d+[.)][ \t]|\|)", re.M
)
_HEADING_MARK_RE = re.compile(r"^#{1,6}[ \t]+")


@opened_by(_OPEN_RE)
def details(
    state: StateBlock,
    line: int,
    end_line: int,
    opener: Opener,
) -> Reading:
    """The rule for ``<details>``."""
    body, limit = opener.end(), end_above(state, state.lineMax)
    close_start, close_end = _pairs(state.src).get(opener.start(), (-1, -1))
    is_closed = 0 <= close_start <= limit
    if not is_closed:
        close_start = close_end = _end_of_unclosed(state, body, limit)
    stop = line_of(state, close_end) + 1
    yield stop
    with block(
        state,
        "details",
        (line, stop),
        broken=not is_closed,
    ):
        summary = _SUMMARY_RE.match(state.src, body, close_start)
        if summary and len(summary["inner"]) < MAX_SUMMARY:
            body = summary.end()
            _push_summary(state, summary)
        parse_region(state, body, close_start)
    parse_region(state, close_end, end_above(state, stop))


def _end_of_unclosed(state: StateBlock, position: int, limit: int) -> int:
    """Where an unclosed fold ends: above the next fold or heading, else at limit."""
    following = _NEXT_RE.search(state.src, position, limit)
    return following.start() - 1 if following else limit


def _push_summary(state: StateBlock, summary: Match) -> None:
    start, stop = summary.span("inner")
    lines = line_of(state, start), line_of(state, stop) + 1
    inner = summary["inner"].strip()
    if "\n" in inner and _BLOCKS_RE.search(summary["inner"]):
        with block(state, "summary", lines, tag="p"):
            parse_region(state, start, stop)
    else:
        text = "\n".join(map(_unquoted, inner.split("\n")))
        text = _HEADING_MARK_RE.sub("", text)
        push_text(state, "summary", "p", text, lines)


def _unquoted(line: str) -> str:
    """A line of a summary without the signs of the block quote that it stands in."""
    return line.strip(" \t>") if line.startswith(">") else line.strip()


@lru_cache(maxsize=1)
def _pairs(text: str) -> TagPairs:
    """The tags of the folds that are closed."""
    pairs: TagPairs = {}
    opened: list[int] = []
    for tag in _tags(text):
        if tag["open"]:
            opened.append(tag.start())
        elif opened:
            pairs[opened.pop()] = tag.span()
    return pairs


def _tags(text: str) -> Iterator[Match]:
    """The opening and closing tags that stand neither in code nor in a comment."""
    fence, position = "", 0
    while match := _PAIRING_RE.search(text, position):
        position = match.end()
        if match["fence"]:
            if not fence:
                fence = match["fence"]
            elif match["fence"].startswith(fence):
                fence = ""
        elif fence or match["code"]:
            continue
        elif match["comment"]:
            position = max(text.find("-->", position), position)
        else:
            yield match
