"""Problems and summaries as text, concise, json or github annotations; nothing here prints."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from ..model.characters import UNPRINTABLE_RE
from ..model.records import Problem, Severity

FORMATS = ("text", "concise", "json", "github")
MAX_EXCERPT = 160
_STYLES = {
    Severity.ERROR: "bold red",
    Severity.WARNING: "yellow",
    Severity.INFO: "cyan",
}


def visible_problems(
    problems: Iterable[Problem], *, quiet: bool = False, verbose: bool = False
) -> tuple[Problem, ...]:
    """The problems that a user asked to see: errors only, errors and warnings, or all."""
    hidden = (
        {Severity.WARNING, Severity.INFO}
        if quiet
        else set()
        if verbose
        else {Severity.INFO}
    )
    return tuple(p for p in problems if p.severity not in hidden)


def problems_text(
    problems: Sequence[Problem], output_format: str, *, colour: bool = False
) -> str:
    """The problems in one of FORMATS, ending in a line feed unless there are none."""
    if output_format == "json":
        return (
            json.dumps(
                [_record(p) for p in problems], ensure_ascii=False, indent=2
            )
            + "\n"
        )
    write = {"concise": _concise, "github": _github}.get(output_format)
    if write:
        return "".join(write(p) + "\n" for p in problems)
    return "".join(_full(p, colour) for p in problems)


def clean(text: str) -> str:
    """Text from a source or a file name with what could steer a terminal made visible."""
    return UNPRINTABLE_RE.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def _head(p: Problem) -> str:
    if p.span is None:
        return ""
    return (
        f"{clean(p.span.path)}:{p.span.line}:{p.span.column}: "
        if p.span.line
        else f"{clean(p.span.path)}: "
    )


def _concise(p: Problem) -> str:
    return f"{_head(p)}{p.severity} {p.code} {one_line_of(p.message)}"


def one_line_of(text: str) -> str:
    """Text on one line, with what could steer a terminal made visible."""
    return clean(" ".join(text.split()))


def _full(p: Problem, colour: bool) -> str:
    parts: list[tuple[str, str]] = [
        (_head(p), "bold"),
        (str(p.severity), _STYLES[p.severity]),
        (f" {p.code} ", "bold"),
        (one_line_of(p.message) + "\n", ""),
    ]
    if p.excerpt.strip() and p.span:
        margin = len(str(p.span.line))
        line = p.excerpt.rstrip()
        cut = (
            max(p.span.column - MAX_EXCERPT // 2, 0)
            if p.span.column > MAX_EXCERPT
            else 0
        )
        indent = max(p.span.column - 1 - cut, 0)
        text = clean(line.expandtabs(1)[cut:])[:MAX_EXCERPT]
        parts.append((f"  {p.span.line} | ", "cyan"))
        parts.append((text + "\n", ""))
        parts.append(
            (f"  {' ' * margin} | {' ' * min(indent, len(text))}", "cyan")
        )
        parts.append(("^\n", _STYLES[p.severity]))
    if p.help:
        first, *rest = p.help.split("\n")
        parts += [("  help: ", "bold cyan"), (one_line_of(first) + "\n", "")]
        parts += [(f"        {one_line_of(line)}\n", "") for line in rest]
    return styled(parts, colour)


def styled(parts: Sequence[tuple[str, str]], colour: bool) -> str:
    """Pieces of text with their styles, as one string for a terminal or a file."""
    if not colour:
        return "".join(text for text, _ in parts)
    import io

    from rich.console import Console
    from rich.text import Text

    console = Console(
        file=io.StringIO(),
        force_terminal=True,
        color_system="standard",
        width=10_000,
        no_color=False,
    )
    with console.capture() as captured:
        console.print(Text.assemble(*parts), end="", soft_wrap=True)
    return captured.get()


def _github(p: Problem) -> str:
    """A workflow command of GitHub Actions; what it may not hold is escaped as its documentation says."""
    level = {
        Severity.ERROR: "error",
        Severity.WARNING: "warning",
        Severity.INFO: "notice",
    }[p.severity]
    place = ""
    if p.span:
        lines = (
            f"line={p.span.line},col={p.span.column},endLine={max(p.span.end, p.span.line)},"
            if p.span.line
            else ""
        )
        place = f"file={_property(p.span.path)},{lines}"
    message = p.message + (f" ({p.help})" if p.help else "")
    escaped = (
        message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    )
    return f"::{level} {place}title={p.code}::{clean(escaped)}"


def _property(text: str) -> str:
    return (
        clean(text).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
    )


def _record(p: Problem) -> dict[str, object]:
    return {
        "code": p.code,
        "severity": str(p.severity),
        "message": p.message,
        "path": p.span.path if p.span else None,
        "line": p.span.line or None if p.span else None,
        "end_line": p.span.end or None if p.span else None,
        "column": p.span.column if p.span else None,
        "help": p.help or None,
        "excerpt": p.excerpt or None,
    }


def count(number: int, noun: str) -> str:
    """``1 card``, ``1,166 cards``."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def totals(problems: Iterable[Problem]) -> str:
    """How many errors and warnings there are, "" where there are none."""
    severities = [p.severity for p in problems]
    parts = [
        count(severities.count(s), str(s))
        for s in (Severity.ERROR, Severity.WARNING)
        if s in severities
    ]
    return " and ".join(parts)
