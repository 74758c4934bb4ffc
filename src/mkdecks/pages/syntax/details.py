"""``<details><summary>...</summary> ... </details>``: a fold whose content is markdown, however it is laid out.

CommonMark ends an HTML block at the first blank line, which tears a fold into pieces;
here the opening and the closing tag are paired over the whole page first, leaving out
what stands in code.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from markdown_it.rules_block import StateBlock

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
_BLOCKS_RE = re.compile(
    r"^[ \t]*(?:`{3,}|~{3,}|[-*+][ \t]|\d+[.)][ \t]|\|)", re.M
)
CODE_INDENT = 4
_BLANKS_RE = re.compile(r"[ \t]*")
_HEADING_MARK_RE = re.compile(r"^#{1,6}[ \t]+")


def pair_tags(text: str) -> dict[int, tuple[int, int]]:
    """Where each ``<details>`` of a page ends: position of the opening tag -> start and end of its closing tag."""
    pairs: dict[int, tuple[int, int]] = {}
    opened: list[int] = []
    fence, position = "", 0
    while match := _PAIRING_RE.search(text, position):
        position = match.end()
        if match["fence"]:
            if not fence:
                fence = match["fence"]
            elif match["fence"].startswith(fence):
                fence = ""
        elif fence:
            continue
        elif match["comment"]:
            end = text.find("-->", position)
            position = end if end >= 0 else position
        elif match["open"]:
            opened.append(match.start())
        elif match["close"] and opened:
            pairs[opened.pop()] = match.span()
    return pairs


def details(
    state: StateBlock, start_line: int, end_line: int, silent: bool
) -> bool:
    """The rule for ``<details>``."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    if not state.src.startswith("<", start) or state.is_code_block(start_line):
        return False
    opener = _OPEN_RE.match(state.src, start, state.eMarks[start_line])
    if not opener:
        return False
    if silent:
        return True
    if "details" not in state.env:
        state.env["details"] = pair_tags(state.src)
    limit = state.eMarks[state.lineMax - 1]
    close_start, close_end = state.env["details"].get(start, (-1, -1))
    closed = 0 <= close_start <= limit
    if not closed:
        close_start = close_end = _end_of_unclosed(state, opener.end(), limit)
    stop = _line_of(state, close_end) + 1

    opening = state.push("details_open", "div", 1)
    opening.map, opening.markup = [start_line, stop], "<details>"
    opening.meta = {"broken": not closed, "collapsible": True}
    body = opener.end()
    if (summary := _SUMMARY_RE.match(state.src, body, close_start)) and len(
        summary["inner"]
    ) < 4_000:
        body = summary.end()
        _push_summary(state, summary)
    parse_region(state, body, close_start)
    state.push("details_close", "div", -1)
    if closed and state.src[close_end : state.eMarks[stop - 1]].strip():
        parse_region(state, close_end, state.eMarks[stop - 1])
    state.line = stop
    return True


def _end_of_unclosed(state: StateBlock, position: int, limit: int) -> int:
    """An unclosed fold goes up to the next fold or heading, else to the end of what holds it."""
    following = re.compile(
        r"^[ \t]*(?:<details(?=[\s>])|#{1,6}[ \t])", re.I | re.M
    ).search(state.src, position, limit)
    return following.start() - 1 if following else limit


def _push_summary(state: StateBlock, summary: re.Match[str]) -> None:
    start, stop = summary.span("inner")
    first = _line_of(state, start)
    opening = state.push("summary_open", "p", 1)
    opening.map = [first, _line_of(state, stop) + 1]
    if "\n" in summary["inner"].strip() and _BLOCKS_RE.search(summary["inner"]):
        parse_region(state, start, stop)
    else:
        inline = state.push("inline", "", 0)
        text = "\n".join(
            line.strip(" \t>") if line.startswith(">") else line.strip()
            for line in summary["inner"].strip().split("\n")
        )
        inline.content, inline.map, inline.children = (
            _HEADING_MARK_RE.sub("", text),
            opening.map,
            [],
        )
    state.push("summary_close", "p", -1)


def parse_region(state: StateBlock, start: int, stop: int) -> None:
    """Parse what stands between two positions as blocks, though it may begin and end in the middle of a line."""
    first, last = _line_of(state, start), _line_of(state, stop)
    if not state.src[start : min(state.eMarks[first], stop)].strip():
        first, start = first + 1, -1
    if (
        last >= first
        and not state.src[max(state.bMarks[last], start) : stop].strip()
    ):
        last, stop = last - 1, -1
    if last < first:
        return
    kept = [
        (marks, marks[first : last + 1])
        for marks in (state.bMarks, state.eMarks, state.tShift, state.sCount)
    ]
    if start >= 0:
        blanks = _BLANKS_RE.match(state.src, start)
        state.bMarks[first], state.sCount[first] = start, state.blkIndent
        state.tShift[first] = blanks.end() - start if blanks else 0
    if stop >= 0:
        state.eMarks[last] = stop
    _take_off_indent(state, first, last)
    parent, line_max, tight, made = (
        state.parentType,
        state.lineMax,
        state.tight,
        len(state.tokens),
    )
    state.parentType, state.lineMax = "details", last + 1
    state.md.block.tokenize(state, first, last + 1)
    state.parentType, state.lineMax, state.tight = parent, line_max, tight
    for marks, values in kept:
        marks[first : last + 1] = values
    # A block that keeps its last line feed has taken the character behind the region
    # for one.
    if 0 <= stop < len(state.src):
        for token in state.tokens[made:]:
            if (
                token.content.endswith(state.src[stop])
                and token.map
                and token.map[1] == last + 1
                and not token.children
            ):
                token.content = (
                    token.content[:-1] + "\n"
                    if token.type != "inline"
                    else token.content
                )


def _take_off_indent(state: StateBlock, first: int, last: int) -> None:
    """Lines up to the first blank one are HTML to CommonMark, so their indent makes no code of them."""
    lines = []
    for line in range(first, last + 1):
        if state.isEmpty(line):
            break
        lines.append(line)
    common = (
        min((state.sCount[line] for line in lines), default=0) - state.blkIndent
    )
    if common >= CODE_INDENT:
        for line in lines:
            state.sCount[line] -= common


def _line_of(state: StateBlock, position: int) -> int:
    """The line that a position of the source stands on."""
    return min(bisect_left(state.eMarks, position), state.lineMax - 1)
