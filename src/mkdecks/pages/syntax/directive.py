"""The directives of MyST: a fence of backticks that is followed by ``{name}``.

It ends at the first fence of at least its length
(https://mystmd.org/guide/syntax-overview#directives). Directives that hold prose are
containers, and the others stay code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from markdown_it.rules_block import StateBlock

from .blocks import (
    Opener,
    Reading,
    block,
    indented_lines,
    line_text,
    line_with,
    opened_by,
    parse_lines,
    push_text,
    shared_indent,
)
from .glossary import push_glossary

PROSE = frozenset(
    "admonition answer attention callout caution challenge checklist danger demo"
    " details discussion dropdown error example exercise hint homework important"
    " instructor-note keypoints margin note objectives prereq problem question"
    " questions seealso sidebar solution tab tab-item tab-set tabs group-tab tip topic"
    " type-along warning".split()
)
_TABS = frozenset("tab tab-item group-tab".split())
_CODE = frozenset("code code-block code-cell sourcecode".split())
_PICTURES = frozenset("figure image".split())
# Those of sphinx-exercise that may be written as a pair of gates, so that they can hold
# code that is run.
_GATES = frozenset(("exercise-start", "solution-start"))
_READ = PROSE | _CODE | _PICTURES | _GATES | {"glossary"}

# A longer line opens nothing: no title is that long, and patterns take their time.
MAX_LINE, MAX_FENCE = 400, 40

DIRECTIVE_RE = re.compile(
    r"(?P<fence>`{3,}|~{3,})[ \t]*\{(?P<name>[\w:.-]+)\}[ \t]*(?P<title>[^`\n]*)$"
)
_MARKUP_RE = re.compile(r"(?:`{3,}|~{3,}|:{3,})[ \t]*\{")
_OPTION_RE = re.compile(r":(?P<key>[\w-]+):(?P<value>[^\n]*)$")
_RULE_RE = re.compile(r"\s*---\s*$")


# What a directive is told beside its title, by name.
Options = Mapping[str, str]


class Directive(NamedTuple):
    """A directive as it is written.

    ``start`` is the line of its opening fence, ``first`` the first line of its content
    and ``last`` the line of its closing fence.
    """

    name: str
    title: str
    fence: str
    start: int
    first: int
    last: int
    options: Options


@opened_by(DIRECTIVE_RE, MAX_LINE)
def directive(
    state: StateBlock,
    line: int,
    end_line: int,
    opener: Opener,
) -> Reading:
    """The rule for a directive between backticks or tildes."""
    name, fence = opener["name"].lower(), opener["fence"]
    is_long_fence = opener.start("name") - opener.start() > MAX_FENCE
    if is_long_fence or name not in _READ:
        return
    last = _closing_line(state, line, end_line, fence)
    if last == end_line:
        return
    yield last + 1
    title = opener["title"].strip()
    first, options = read_options(state, line + 1, last)
    part = Directive(name, title, fence, line, first, last, options)
    if name in _CODE:
        _push_code(state, part)
    elif name in _PICTURES:
        _push_picture(state, part)
    else:
        yield push_directive(state, part, end_line)


def _closing_line(
    state: StateBlock, line: int, end_line: int, fence: str
) -> int:
    """The line of the fence that closes the one on ``line``, else ``end_line``."""
    inside = indented_lines(state, line + 1, end_line, state.blkIndent)
    for candidate in inside:
        written = line_text(state, candidate).strip()
        if written.startswith(fence) and not written.strip(fence[0]):
            return candidate
    return end_line


def read_options(
    state: StateBlock, first: int, last: int
) -> tuple[int, Options]:
    """The line that the content of a directive begins on, and the options above it.

    Options are ``:key: value`` lines, or YAML between rules.
    """
    options: dict[str, str] = {}
    if _RULE_RE.match(line_text(state, first)):
        end = line_with(state, _RULE_RE, first + 1, last)
        if end < last:
            for line in range(first + 1, end):
                key, _, value = line_text(state, line).partition(":")
                options[key.strip()] = value.strip()
            return end + 1, options
    for line in range(first, last):
        option = _OPTION_RE.match(line_text(state, line))
        if not option:
            return line, options
        options[option["key"]] = option["value"].strip()
    return last, options


def push_directive(state: StateBlock, part: Directive, end_line: int) -> int:
    """Write the tokens of a directive that holds prose; return the line behind it."""
    behind = part.last + 1
    opening = part
    if part.name in _GATES:
        part = _between_gates(state, part, end_line)
        close = _closing_line(state, part.last, end_line, part.fence)
        behind = min(close + 1, end_line)
    if part.name == "example" and _shows_markup(state, part):
        _push_code(state, part)
        return behind
    if part.name == "glossary":
        push_glossary(state, part.start, part.first, part.last)
        return behind
    with block(
        state,
        "tab" if part.name in _TABS else "admonition",
        (part.start, min(part.last + 1, state.lineMax)),
        title=part.title,
        markup=part.fence,
        info=part.name,
        name=part.options.get("label", ""),
    ):
        if opening is not part:
            parse_lines(state, opening.first, opening.last)
        parse_lines(state, part.first, part.last)
    return behind


def _shows_markup(state: StateBlock, part: Directive) -> bool:
    """Whether a directive holds others to show how they are written."""
    shown = (
        line for line in range(part.first, part.last) if not state.isEmpty(line)
    )
    # The last line closes the directive, so that it opens no other.
    first = next(shown, part.last)
    return bool(_MARKUP_RE.match(line_text(state, first)))


def _between_gates(
    state: StateBlock, part: Directive, end_line: int
) -> Directive:
    """What stands between a pair of gates, of which the directive is the first."""
    name = part.name.removesuffix("-start")
    gate = re.compile(rf"[ \t]*[`~:]{{3,}}[ \t]*\{{{name}-end\}}")
    first = part.last + 1
    last = line_with(state, gate, first, end_line)
    return part._replace(name=name, first=first, last=last)


def _push_code(state: StateBlock, part: Directive) -> None:
    indent = shared_indent(state, part.first, part.last)
    token = state.push("fence", "code", 0)
    token.map = [part.start, part.last + 1]
    token.info = part.title
    token.content = state.getLines(part.first, part.last, indent, True)


def _push_picture(state: StateBlock, part: Directive) -> None:
    alternative = part.options.get("alt", "")
    alternative = alternative.replace("[", "(").replace("]", ")")
    picture = f"![{alternative}](<{part.title}>)"
    lines = part.start, part.start + 1
    push_text(state, "paragraph", "p", picture, lines)
    parse_lines(state, part.first, part.last)
