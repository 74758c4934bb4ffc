"""Every golden case comes out as it is written, and every dialect and format has cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdecks.dialects import builtin
from mkdecks.output import formats as output_formats
from mkdecks.pages import formats

from .golden import (
    Case,
    cases_in,
    dialect_files,
    file_of_dialect,
    file_of_format,
    format_files,
    language_files,
    outcome,
    output_file,
    written,
)

GOLDEN = Path(__file__).parent
CASES = [
    case
    for file in (
        *dialect_files().values(),
        *format_files().values(),
        *language_files().values(),
    )
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
    assert bool(cards) is not case.is_negative, (
        'only a case titled "not: ..." yields no card'
    )


@pytest.mark.parametrize("name", [dialect.name for dialect in builtin().known])
def test_each_dialect_has_as_much_that_must_not_match(name: str) -> None:
    cases = cases_in(file_of_dialect(name))
    negative = sum(case.is_negative for case in cases)
    positive = len(cases) - negative
    assert positive >= MIN_CASES, "too few cases that are read"
    assert negative >= positive, 'fewer cases "not: ..." than are read'


@pytest.mark.parametrize("name", [entry.name for entry in formats.known()])
def test_each_format_that_is_read_has_golden_pages(name: str) -> None:
    cases = cases_in(file_of_format(name))
    assert {case.is_negative for case in cases} == {True, False}, (
        'one case that is read, and one titled "not: ...", are needed'
    )


@pytest.mark.parametrize("name", output_formats.text_names())
def test_each_format_that_is_written_writes_its_golden_file(name: str) -> None:
    file = output_file(name)
    assert file.is_file(), "run `make golden`"
    assert written(name) == file.read_bytes()


def test_each_golden_file_is_that_of_a_dialect_or_format() -> None:
    dialects = {dialect.name for dialect in builtin().known}
    assert set(dialect_files()) <= dialects
    assert set(format_files()) <= {entry.name for entry in formats.known()}
    outputs = set((GOLDEN / "outputs").iterdir())
    assert outputs <= set(map(output_file, output_formats.text_names()))
