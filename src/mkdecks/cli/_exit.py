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
    errors = [p.code for p in problems if p.severity is Severity.ERROR]
    if any(code.startswith(("MK5", "MK9")) for code in errors):
        return ExitCode.USAGE
    warned = strict and any(p.severity is Severity.WARNING for p in problems)
    return ExitCode.PROBLEMS if errors or warned else ExitCode.FINE
