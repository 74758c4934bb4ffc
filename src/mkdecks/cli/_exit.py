"""The exit codes of every command."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from ..model.records import Problem, Severity


class ExitCode(IntEnum):
    """What a script can rely on."""

    FINE = 0
    PROBLEMS = 1
    USAGE = 2
    INTERRUPTED = 130


def exit_code(problems: Sequence[Problem], *, strict: bool = False) -> ExitCode:
    """2 where settings, a PATH or the output are at fault, 1 for other errors.

    With ``strict``, warnings give 1 too.
    """
    if is_decisive(problems):
        return ExitCode.USAGE
    severities = {item.severity for item in problems}
    is_warned = strict and Severity.WARNING in severities
    is_wrong = is_warned or Severity.ERROR in severities
    return ExitCode.PROBLEMS if is_wrong else ExitCode.FINE


def is_decisive(problems: Sequence[Problem]) -> bool:
    """Whether settings, a PATH or the output are at fault.

    Then no build gives any cards, whatever the sources hold.
    """
    errors = [p.code for p in problems if p.severity is Severity.ERROR]
    return any(code.startswith(("MK5", "MK9")) for code in errors)
