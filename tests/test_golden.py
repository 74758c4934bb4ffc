"""Every golden case comes out as it is written, and every dialect and format has cases."""

from __future__ import annotations

import pytest

from mkdecks.dialects import builtin
from mkdecks.output import formats as output_formats
from mkdecks.pages import formats

from .golden import (
    Case,
    cases_in,
    dialect_files,
    format_files,
    outcome,
    output_file,
    written,
)

CASES = [
    case
    for file in (*dialect_files().values(), *format_files().values())
    for case in cases_in(file)
]
MIN_CASES = 5


@pytest.mark.parametrize(
    "case", CASES, ids=lambda case: f"{case.name}: {case.title}"
)
def test_a_golden_case_comes_out_as_written(case: Case) -> None:
    result = outcome(case)
    assert result == case.expected
    cards = [line for line in result.splitlines() if not line.startswith("!")]
    assert bool(cards) is not case.is_negative


@pytest.mark.parametrize("name", [dialect.name for dialect in builtin().known])
def test_each_dialect_has_as_much_that_must_not_match(name: str) -> None:
    cases = cases_in(dialect_files()[name])
    negative = [case for case in cases if case.is_negative]
    assert len(negative) >= len(cases) - len(negative) >= MIN_CASES


@pytest.mark.parametrize("name", [entry.name for entry in formats.known()])
def test_each_format_that_is_read_has_golden_pages(name: str) -> None:
    cases = cases_in(format_files()[name])
    assert {case.is_negative for case in cases} == {True, False}


@pytest.mark.parametrize("name", output_formats.text_names())
def test_each_format_that_is_written_writes_its_golden_file(name: str) -> None:
    assert written(name) == output_file(name).read_bytes()
