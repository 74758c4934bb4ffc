"""What is known of one kind of problem."""

from __future__ import annotations

from dataclasses import dataclass

from ..records import Severity

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of problem: how much it weighs, its name in three or four words, and what a user should know of it.

    ``help`` is what to do, in one line, where the place of the problem does not suggest something better.
    ``excerpt`` is whether its source line is worth showing.
    """

    severity: Severity
    title: str
    explanation: str
    help: str
    excerpt: bool = True
