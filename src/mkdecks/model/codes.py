"""What is known of each kind of problem: the records of ``codes.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .records import Severity


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of problem.

    ``help`` is what to do about it, in one line, and "" where only the message of the
    problem itself can say that. ``excerpt`` is whether its source line is worth
    showing.
    """

    severity: Severity
    title: str
    explanation: str
    help: str = ""
    excerpt: bool = True


def _read_codes() -> Mapping[str, Code]:
    text = Path(__file__).with_name("codes.toml").read_text("utf-8")
    tables = tomllib.loads(text)
    return {name: _code(**table) for name, table in tables.items()}


def _code(severity: str, explanation: str, **others: Any) -> Code:
    explanation = explanation.rstrip()
    return Code(Severity(severity), explanation=explanation, **others)


CODES = _read_codes()
