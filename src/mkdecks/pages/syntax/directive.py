"""Containers between fences: ``::: name`` of pandoc, Docusaurus and Quarto, and the directives of MyST.

A fence of colons with a name opens, one without closes the innermost that is open: the
lengths vary and say nothing of the nesting
(https://pandoc.org/MANUAL.html#divs-and-spans). A fence of backticks that is followed
by ``{name}`` ends at the first fence of at least its length
(https://mystmd.org/guide/syntax-overview#directives); the directives that hold prose
are containers, the others stay code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from markdown_it.rules_block import StateBlock

from .admonition import push_title
from .glossary import push_glossary

_PROSE = frozenset(
    "admonition answer attention callout caution challenge checklist danger demo details discussion dropdown error"
    " example exercise hint homework important instructor-note keypoints margin note objectives prereq problem question"
    " questions seealso sidebar solution tab tab-item tab-set tabs group-tab tip topic type-along warning".split()
)
_TABS = frozenset("tab tab-item group-tab".split())
_CODE = frozenset("code code-block code-cell sourcecode".split())
_PICTURES = frozenset("figure image".split())

# Those of sphinx-exercise that may be written as a pair of gates, so that they can hold
# code that is run.
_GATED = frozenset(("exercise", "solution"))

# A longer line opens nothing: no title is that long, and patterns take their time.
MAX_LINE, MAX_FENCE = 400, 40

_DIRECTIVE_RE = re.compile(
    r"(?P<fence>`{3,}|~{3,})[ \t]*\{(?P<name>[\w:.-]+)\}[ \t]*(?P<title>[^`\n]*)$"
)
_ATTRIBUTES_RE = re.compile(
    r"(?:\{(?P<directive>[\w:-]+)\}|\{[^}\n]*?\.(?P<class>[\w-]+)[^}\n]*\}|(?P<name>[\w.-]+))"
    r"[ \t]*(?P<title>[^\n]*?)[ \t:]*$"
)
_BRACKETED_RE = re.compile(r"\[(?P<title>[^\n]*)\][ \t]*(?:\{[^}\n]*\})?$")
_TITLE_ATTRIBUTE_RE = re.compile(r"\btitle=[\"'](?P<title>[^\"'\n]+)[\"']")
_OPTION_RE = re.compile(r":(?P<key>[\w-]+):(?P<value>[^\n]*)$")


def directive(
    state: StateBlock, start_line: int, end_line: int, silent: bool
) -> bool:
    """The rule for a MyST directive between backticks or tildes."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    if state.is_code_block(start_line):
        return False
    line = state.src[start : state.eMarks[start_line]]
    match = (
        _DIRECTIVE_RE.match(line)
        if "{" in line[:MAX_FENCE] and len(line) <= MAX_LINE
        else None
    )
    if not match:
        return False
    name = match["name"].lower()
    gated = name.removesuffix("-start") in _GATED and name.endswith("-start")
    if name not in _PROSE | _CODE | _PICTURES | {"glossary"} and not gated:
        return False
    fence = match["fence"]
    last = _closing(state, start_line, end_line, fence)
    if last >= end_line:
        return False
    if silent:
        return True
    first, options = _options(state, start_line + 1, last)
    title = match["title"].strip()
    if gated:
        last = _push_gated(
            state, start_line, last, end_line, name, title, fence, options
        )
    elif name == "glossary":
        push_glossary(state, start_line, first, last)
    elif name in _CODE:
        _push_code(state, (start_line, first, last), fence, title)
    elif name in _PICTURES:
        _push_picture(state, (start_line, first, last), title, options)
    else:
        _push_container(
            state, (start_line, first, last), name, title, fence, options
        )
    state.line = min(last + 1, end_line)
    return True


def _push_gated(
    state: StateBlock,
    start_line: int,
    last: int,
    end_line: int,
    written: str,
    title: str,
    fence: str,
    options: Mapping[str, str],
) -> int:
    """What stands between a pair of gates; the last line of the second, whose fence is like the first's."""
    name = written.removesuffix("-start")
    first, gate = (
        min(last + 1, end_line),
        re.compile(rf"[ \t]*[`~:]{{3,}}[ \t]*\{{{name}-end\}}"),
    )
    end = next(
        (
            line
            for line in range(first, end_line)
            if gate.match(_line(state, line))
        ),
        end_line,
    )
    _push_container(
        state, (start_line, first, end), name, title, fence, options
    )
    return _closing(state, end, end_line, fence) if end < end_line else end_line


def _closing(
    state: StateBlock, start_line: int, end_line: int, fence: str
) -> int:
    """The line of the fence that closes the one on a line, ``end_line`` where there is none."""
    for line in range(start_line + 1, end_line):
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            break
        written = _line(state, line).strip()
        if written.startswith(fence) and not written.strip(fence[0]):
            return line
    return end_line


def container(
    state: StateBlock, start_line: int, end_line: int, silent: bool
) -> bool:
    """The rule for a container between fences of colons."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    if not state.src.startswith(":::", start) or state.is_code_block(
        start_line
    ):
        return False
    written = state.src[start : state.eMarks[start_line]].lstrip(":").strip()
    match = _ATTRIBUTES_RE.match(written) if len(written) <= MAX_LINE else None
    if not match:
        return False
    if "colons" not in state.env:
        state.env["colons"] = pair_colons(state.src)
    last = state.env["colons"].get(start_line, end_line)
    if last >= end_line:
        return False
    if silent:
        return True
    name = (match["directive"] or match["class"] or match["name"]).lower()
    titled = _BRACKETED_RE.match(match["title"]) or _TITLE_ATTRIBUTE_RE.search(
        written
    )
    title = titled["title"] if titled else match["title"]
    first, options = (
        _options(state, start_line + 1, last)
        if match["directive"]
        else (start_line + 1, {})
    )
    if name.removesuffix("-start") in _GATED and name.endswith("-start"):
        last = _push_gated(
            state, start_line, last, end_line, name, title, ":::", options
        )
    elif name == "glossary":
        push_glossary(state, start_line, first, last)
    else:
        _push_container(
            state, (start_line, first, last), name, title, ":::", options
        )
    state.line = min(last + 1, end_line)
    return True


def pair_colons(text: str) -> dict[int, int]:
    """The line of each opening fence of colons -> the line of the fence that closes it, counted from 0."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    fences: list[
        tuple[str, bool]
    ] = []  # those that are open, and whether code is inside
    for number, line in enumerate(text.split("\n")):
        written = line.lstrip(" \t>")
        if written.startswith(("```", "~~~")):
            sign = written[0]
            info = written.lstrip(sign).strip()
            fence = sign * (len(written) - len(written.lstrip(sign)))
            if fences and fence.startswith(fences[-1][0]) and not info:
                fences.pop()
            elif not (fences and fences[-1][1]) and "`" not in info:
                name = _DIRECTIVE_RE.match(fence + info[:MAX_LINE])
                fences.append(
                    (fence, not (name and name["name"].lower() in _PROSE))
                )
        elif written.startswith(":::") and not (fences and fences[-1][1]):
            name_of = written.lstrip(":").strip()[:1]
            if name_of.isalnum() or name_of in tuple("{._"):
                opened.append(number)
            elif opened and not name_of:
                pairs[opened.pop()] = number
    return pairs


def _line(state: StateBlock, line: int) -> str:
    return state.src[
        state.bMarks[line]
        + min(
            state.tShift[line], state.eMarks[line] - state.bMarks[line]
        ) : state.eMarks[line]
    ]


def _options(
    state: StateBlock, first: int, last: int
) -> tuple[int, Mapping[str, str]]:
    """Where the content of a directive begins, below its options: ``:key: value`` lines, or YAML between rules."""
    options: dict[str, str] = {}
    line = first
    if line < last and _line(state, line).strip() == "---":
        end = next(
            (
                i
                for i in range(line + 1, last)
                if _line(state, i).strip() == "---"
            ),
            None,
        )
        if end is not None:
            for i in range(line + 1, end):
                key, _, value = _line(state, i).partition(":")
                options[key.strip()] = value.strip()
            return end + 1, options
    while line < last and (match := _OPTION_RE.match(_line(state, line))):
        options[match["key"]] = match["value"].strip()
        line += 1
    return line, options


def _push_container(
    state: StateBlock,
    lines: tuple[int, int, int],
    name: str,
    title: str,
    mark: str,
    options: Mapping[str, str],
) -> None:
    start, first, last = lines
    kind = "tab" if name in _TABS else "admonition"
    opening = state.push(f"{kind}_open", "div", 1)
    opening.map, opening.markup, opening.info = (
        [start, min(last + 1, state.lineMax)],
        mark,
        name,
    )
    opening.meta = {
        "broken": False,
        "collapsible": name in ("details", "dropdown"),
        "name": options.get("label", ""),
    }
    push_title(state, f"{kind}_title", title, start)
    parse_lines(state, first, last)
    state.push(f"{kind}_close", "div", -1)


def parse_lines(state: StateBlock, first: int, last: int) -> None:
    """Parse the lines of a container as blocks, less the indent that all of them share."""
    indents = [
        state.sCount[line]
        for line in range(first, last)
        if not state.isEmpty(line)
    ]
    if not indents:
        return
    parent, line_max, indent, tight = (
        state.parentType,
        state.lineMax,
        state.blkIndent,
        state.tight,
    )
    state.parentType, state.lineMax, state.blkIndent = (
        "directive",
        last,
        max(min(indents), indent),
    )
    state.md.block.tokenize(state, first, last)
    state.parentType, state.lineMax, state.blkIndent, state.tight = (
        parent,
        line_max,
        indent,
        tight,
    )


def _push_code(
    state: StateBlock, lines: tuple[int, int, int], fence: str, language: str
) -> None:
    start, first, last = lines
    token = state.push("fence", "code", 0)
    token.map, token.markup, token.info = (
        [start, min(last + 1, state.lineMax)],
        fence,
        language,
    )
    indent = min(
        (
            state.sCount[line]
            for line in range(first, last)
            if not state.isEmpty(line)
        ),
        default=0,
    )
    token.content = (
        state.getLines(first, last, indent, True) if first < last else ""
    )


def _push_picture(
    state: StateBlock,
    lines: tuple[int, int, int],
    target: str,
    options: Mapping[str, str],
) -> None:
    start, first, last = lines
    alternative = options.get("alt", "").replace("[", "(").replace("]", ")")
    state.push("paragraph_open", "p", 1).map = [start, start + 1]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = (
        f"![{alternative}](<{target}>)",
        [start, start + 1],
        [],
    )
    state.push("paragraph_close", "p", -1)
    parse_lines(state, first, last)
