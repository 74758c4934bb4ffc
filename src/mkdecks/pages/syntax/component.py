"""``<FAQ question="..."> ... </FAQ>``: a component of an MDX page that has a title, and holds markdown.

https://mdxjs.com/docs/what-is-mdx/: a component's name begins with a capital. One
without a title says nothing of its own, and stays HTML.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from .admonition import push_title
from .details import parse_region
from .directive import parse_lines
from .div import push_html_line

MAX_TAG = 600
_OPEN_RE = re.compile(
    r"<(?P<name>[A-Z][\w.]*)(?P<attributes>(?:[^<>\"'{}]|\"[^\"]*\"|'[^']*'|\{[^{}]*\})*)>"
)
_TAG_RE = re.compile(
    r"<(?P<closes>/?)(?P<name>[A-Z][\w.]*)(?:[^<>\"']|\"[^\"\n]{0,400}\"|'[^'\n]{0,400}'){0,600}?(?P<alone>/?)>"
)
_LONE_RE = re.compile(
    r"</?[A-Z][\w.]*(?:[^<>\"'{}]|\"[^\"]*\"|'[^']*'|\{[^{}]*\})*>[ \t]*$"
)
_TITLE_RE = re.compile(
    r"\s(?P<attribute>question|q|title|header|heading|summary)\s*=\s*"
    r"(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|\{\s*(?P<quote>[\"'`])(?P<braced>.*?)(?P=quote)\s*\})",
    re.S,
)


def component(
    state: StateBlock, start_line: int, end_line: int, silent: bool
) -> bool:
    """The rule for a component with a title that is closed within what holds it."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    if not state.src[start + 1 : start + 3].lstrip("/")[
        :1
    ].isupper() or state.is_code_block(start_line):
        return False
    limit = state.eMarks[end_line - 1]
    opener = _OPEN_RE.match(state.src, start, min(limit, start + MAX_TAG))
    titled = _TITLE_RE.search(opener["attributes"]) if opener else None
    if not opener or not titled or opener["attributes"].rstrip().endswith("/"):
        return _lone_tag(state, start_line, silent)
    if "components" not in state.env:
        state.env["components"] = pair_components(state.src)
    close_start, close_end = state.env["components"].get(start, (-1, -1))
    if not 0 <= close_start <= limit:
        return _lone_tag(state, start_line, silent)
    if silent:
        return True
    stop = start_line + state.src.count("\n", start, close_end) + 1
    opening = state.push("component_open", "div", 1)
    opening.map, opening.markup, opening.info = (
        [start_line, stop],
        f"<{opener['name']}>",
        opener["name"],
    )
    opening.meta = {"attribute": titled["attribute"]}
    title = titled["double"] or titled["single"] or titled["braced"] or ""
    push_title(state, "component_title", " ".join(title.split()), start_line)
    own_lines = (
        "\n" not in opener[0]
        and not state.src[opener.end() : state.eMarks[start_line]].strip()
    )
    if (
        own_lines
        and not state.src[state.bMarks[stop - 1] : close_start].strip()
    ):
        parse_lines(state, start_line + 1, stop - 1)
    else:
        parse_region(state, opener.end(), close_start)
    state.push("component_close", "div", -1)
    state.line = stop
    return True


def _lone_tag(state: StateBlock, start_line: int, silent: bool) -> bool:
    """A tag without a title on a line of its own is HTML of one line; CommonMark would take in what follows."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    end = state.eMarks[start_line]
    if end - start > MAX_TAG or not _LONE_RE.match(state.src[start:end]):
        return False
    if not silent:
        push_html_line(state, start_line)
    return True


def mdx_comment(
    state: StateBlock, start_line: int, end_line: int, silent: bool
) -> bool:
    """The rule for ``{/* ... */}``, which nobody sees."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    if not state.src.startswith("{/*", start) or state.is_code_block(
        start_line
    ):
        return False
    limit = state.eMarks[end_line - 1]
    if state.env.get("comment_open_to", -1) >= limit:
        return False
    close = state.src.find("*/}", start, limit)
    if close < 0:
        state.env["comment_open_to"] = (
            limit  # so that a page of opening signs is not searched again for each
        )
        return False
    if not silent:
        state.line = start_line + state.src.count("\n", start, close) + 1
    return True


def pair_components(text: str) -> dict[int, tuple[int, int]]:
    """Where each component of a page ends: position of its opening tag -> start and end of its closing tag."""
    pairs: dict[int, tuple[int, int]] = {}
    opened: dict[str, list[int]] = {}
    for match in _TAG_RE.finditer(text):
        if not match["closes"]:
            if not match["alone"]:
                opened.setdefault(match["name"], []).append(match.start())
        elif opened.get(match["name"]):
            pairs[opened[match["name"]].pop()] = match.span()
    return pairs
