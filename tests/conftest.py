"""What the tests share: pages in memory, the real Anki, and the flag that rewrites golden files."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdecks.model.records import Page, Source, SourceFormat
from mkdecks.pages.text.mark_up import mark_up
from mkdecks.pages.tree import parse
from mkdecks.pages.web.page import read_html


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


def page_of(
    text: str,
    *,
    name: str = "page.md",
    title: str = "",
    format: SourceFormat = "markdown",
) -> Page:
    """A page parsed from text, without a file."""
    front_matter = {"title": title} if title else {}
    source = Source(
        name, name, Path(name).absolute(), text, front_matter, format
    )
    if format == "html":
        return read_html(source)
    return parse(mark_up(source) if format == "text" else source)
