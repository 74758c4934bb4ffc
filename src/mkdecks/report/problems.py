"""Problems as text, concise lines, JSON, or annotations of GitHub."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..model.records import Problem, Problems, Severity, Span
from .text import Lines, clean, clean_line, count, joined, json_text, styled

MAX_EXCERPT = 160
_STYLES = {
    Severity.ERROR: "bold red",
    Severity.WARNING: "yellow",
    Severity.INFO: "cyan",
}
_GITHUB_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
}
# What a workflow command of GitHub Actions may not hold, and what stands for it.
_MESSAGE_ESCAPES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY_ESCAPES = str.maketrans({"%": "%25", ":": "%3A", ",": "%2C"})
# The keys of a JSON record that say where a problem is, and the fields of its span.
_SPAN_FIELDS = {
    "path": "path",
    "line": "line",
    "end_line": "end",
    "column": "column",
}


def visible_problems(
    problems: Iterable[Problem], *, quiet: bool, verbose: bool
) -> Problems:
    """Errors alone where a run is quiet, all where it is verbose, else no infos."""
    hidden: set[Severity] = set()
    if quiet:
        hidden = {Severity.WARNING, Severity.INFO}
    elif not verbose:
        hidden = {Severity.INFO}
    return tuple(item for item in problems if item.severity not in hidden)


def problems_text(
    problems: Sequence[Problem], output_format: str, *, colour: bool
) -> str:
    """The problems as ``text``, ``concise``, ``json`` or ``github``.

    It ends in a line feed, and is "" for no problems, but for JSON.
    """
    if output_format == "json":
        return json_text([_record(item) for item in problems])
    if output_format == "text":
        lines = (line for item in problems for line in _full(item))
        return styled(lines, colour=colour)
    write = _github if output_format == "github" else _concise
    return joined(map(write, problems))


def totals(problems: Iterable[Problem]) -> str:
    """How many errors and warnings there are, "" where there are none."""
    severities = [item.severity for item in problems]
    parts = [
        count(severities.count(severity), str(severity))
        for severity in (Severity.ERROR, Severity.WARNING)
        if severity in severities
    ]
    return " and ".join(parts)


def _head(item: Problem) -> str:
    """Where a problem is, in front of what it says."""
    span = item.span
    if span is None:
        return ""
    path = clean(span.path)
    # A problem of a whole file has the line 0.
    return f"{path}:{span.line}:{span.column}: " if span.line else f"{path}: "


def _concise(item: Problem) -> str:
    message = clean_line(item.message)
    return f"{_head(item)}{item.severity} {item.code} {message}"


def _full(item: Problem) -> Lines:
    """What a problem says, its source line with a caret, and its help."""
    style = _STYLES[item.severity]
    yield (
        (_head(item), "bold"),
        (str(item.severity), style),
        (f" {item.code} ", "bold"),
        (clean_line(item.message), ""),
    )
    if item.excerpt.strip() and item.span:
        yield from _excerpt(item.excerpt, item.span, style)
    if item.help:
        first, *others = item.help.split("\n")
        yield ("  help: ", "bold cyan"), (clean_line(first), "")
        for line in others:
            yield ((f"        {clean_line(line)}", ""),)


def _excerpt(line: str, span: Span, style: str) -> Lines:
    """A source line and a caret; a long line is cut around the column."""
    start = 0
    if span.column > MAX_EXCERPT:
        start = span.column - MAX_EXCERPT // 2
    text = clean(line.rstrip().expandtabs(1)[start:])[:MAX_EXCERPT]
    indent = min(span.column - 1 - start, len(text))
    number = str(span.line)
    yield (f"  {number} | ", "cyan"), (text, "")
    yield (f"  {' ' * len(number)} | {' ' * indent}", "cyan"), ("^", style)


def _github(item: Problem) -> str:
    """A workflow command of GitHub Actions, escaped as its documentation says."""
    location = ""
    if span := item.span:
        location = f"file={clean(span.path).translate(_PROPERTY_ESCAPES)},"
        if span.line:
            end = max(span.end, span.line)
            location += f"line={span.line},col={span.column},endLine={end},"
    message = item.message + (f" ({item.help})" if item.help else "")
    message = clean(message.translate(_MESSAGE_ESCAPES))
    level = _GITHUB_LEVELS[item.severity]
    return f"::{level} {location}title={item.code}::{message}"


def _record(item: Problem) -> dict[str, object]:
    """A problem for JSON; what it does not have is null."""
    location = {
        key: getattr(item.span, name, None) or None
        for key, name in _SPAN_FIELDS.items()
    }
    return {
        "code": item.code,
        "severity": str(item.severity),
        "message": item.message,
        **location,
        "help": item.help or None,
        "excerpt": item.excerpt or None,
    }
