"""Problems: making them, putting them in order, showing the line they point at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from .codes import CODES
from .records import Problem, Severity, Span


def problem(
    code: str,
    message: str,
    span: Span | None = None,
    *,
    help: str = "",
    excerpt: str = "",
) -> Problem:
    """A Problem of a known code, with the severity that the table gives it."""
    return Problem(
        code,
        CODES[code].severity,
        message,
        span,
        help or CODES[code].help,
        excerpt,
    )


def has_errors(items: Sequence[Problem]) -> bool:
    """Whether any of the problems stops a build."""
    return any(item.severity is Severity.ERROR for item in items)


def with_excerpt(item: Problem, lines: Mapping[str, Sequence[str]]) -> Problem:
    """The same Problem with the source line it points at, where that is known.

    A problem of a whole line points at its first character that is not white space.
    """
    span = item.span
    if (
        span is None
        or item.excerpt
        or span.path not in lines
        or not 0 < span.line <= len(lines[span.path])
    ):
        return item
    text = lines[span.path][span.line - 1]
    if span.column == 1:
        span = replace(
            span,
            column=len(text) - len(text.lstrip()) + 1 if text.strip() else 1,
        )
    return replace(
        item, span=span, excerpt=text if CODES[item.code].excerpt else ""
    )


def in_order(items: Sequence[Problem]) -> tuple[Problem, ...]:
    """Problems by file and line, the ones without a place first, each once."""
    unique = dict.fromkeys(items)
    return tuple(
        sorted(
            unique,
            key=lambda p: (
                p.span is not None,
                p.span.path if p.span else "",
                p.span.line if p.span else 0,
            ),
        )
    )
