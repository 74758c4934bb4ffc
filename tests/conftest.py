"""The options of the test command."""

from __future__ import annotations

import pytest
from hypothesis import settings

from .golden import update_all

# A slow machine is no failure: timings are for the bench.
settings.register_profile("mkdecks", deadline=None)
settings.load_profile("mkdecks")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what the code does into the golden files",
    )
    parser.addoption(
        "--all-histories",
        action="store_true",
        help="run all 300 simulated histories, not only 12",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Rewrite the golden files before anything is collected, in one process only."""
    is_worker = hasattr(config, "workerinput")
    if config.getoption("--update-golden") and not is_worker:
        update_all()
