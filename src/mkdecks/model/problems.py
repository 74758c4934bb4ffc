"""Problems: making them, putting them in order, showing the line they point at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from .codes import CODES
from .records import Problem, Problems, Severity, Span


def problem(
    code: str,
    message: str,
    span: Span | None = None,
    *,
    help: str = "",
    excerpt: str = "",
) -> Problem:
    """A Problem of a known code, with the severity that the table gives it."""
    known = CODES[code]
    help = help or known.help
    return Problem(code, known.severity, message, span, help, excerpt)


def has_errors(items: Sequence[Problem]) -> bool:
    """Whether any of the problems stops a build."""
    return any(item.severity is Severity.ERROR for item in items)


def with_excerpt(item: Problem, lines: Mapping[str, Sequence[str]]) -> Problem:
    """The same Problem with the source line it points at, where that is known.

    A problem of a whole line points at its first character that is not white space.
    """
    span = item.span
    if span is None or item.excerpt:
        return item
    of_file = lines.get(span.path, ())
    if not 0 < span.line <= len(of_file):
        return item
    text = of_file[span.line - 1]
    if span.column == 1 and text.strip():
        indent = len(text) - len(text.lstrip())
        span = replace(span, column=indent + 1)
    excerpt = text if CODES[item.code].excerpt else ""
    return replace(item, span=span, excerpt=excerpt)


def in_order(items: Sequence[Problem]) -> Problems:
    """Problems by file and line, the ones without a place first, each once."""
    return tuple(sorted(dict.fromkeys(items), key=_place))


def _place(item: Problem) -> tuple[str, int]:
    """The file and the line of a Problem; without a place, what sorts before them all."""
    return (item.span.path, item.span.line) if item.span else ("", -1)
