"""What a build says of itself: the totals, and every block of a page with what became of it."""

from __future__ import annotations

from pathlib import Path

from mkdecks.config.settings import Settings
from mkdecks.pipeline import build
from mkdecks.report.listing import Listing
from mkdecks.report.outline import Outline
from mkdecks.report.summary import summary

from .learner import build_of

QUESTION = '??? question "What is a keel?"\n    The lowest timber.\n'
UNANSWERED = '??? question "What is a jib?"\n'


def listing(text: str, folder: Path) -> list[str]:
    """The lines that are shown of a page."""
    (folder / "page.md").write_text(text, "utf-8")
    settings = Settings(folder, (str(folder / "page.md"),), name="T")
    read = build(settings, 1, keeps_pages=True).pages[0]
    assert read.page
    lines = Listing(Outline(read, read.page), 100).lines()
    return ["".join(text for text, _ in line) for line in lines]


def test_a_summary_ends_with_the_totals(tmp_path: Path) -> None:
    one = build_of({"a.md": QUESTION}, tmp_path / "one")
    assert summary(one, [("dist/a.apkg", 1)]) == (
        "dist/a.apkg: 1 card\n1 card in 1 deck from 1 source\n"
    )
    other = build_of(
        {"a.md": QUESTION, "b.md": QUESTION + "\n" + UNANSWERED},
        tmp_path / "other",
    )
    assert summary(other, []).splitlines() == [
        "2 cards in 2 decks from 2 sources; 1 warning"
    ]


def test_a_problem_is_listed_once_where_its_block_stands(
    tmp_path: Path,
) -> None:
    lines = listing(f"# Boats\n\n{UNANSWERED}\n{QUESTION}", tmp_path)
    told = [line for line in lines if "no answer to: What is a jib?" in line]
    assert len(told) == 1
    assert lines.index(told[0]) < len(lines) - 1
