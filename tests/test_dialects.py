"""Golden cases of each dialect: what it must read, and at least as much that it must leave alone.

A case in ``dialects/NAME.md`` is a title, the page, and what comes of it: a line ``3: question => answer`` a card,
``3: question [x] right [ ] wrong => explanation`` multiple choice, ``3: term := definition`` a term, deletions are
written as Anki writes them; a line ``! 3 MK301`` is a problem. A title that starts with "not:" names a page that
yields no card.
``pytest --update-golden`` writes what the code does; the review of that diff is the test.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it.utils import read_fixture_file

from mkdecks.cards import front, plain
from mkdecks.deletions import shown_text
from mkdecks.dialects import builtin, choose, recognise
from mkdecks.model import Page, Pair

from .conftest import page_of

FOLDER = Path(__file__).parent / "dialects"
NAMES = [dialect.name for dialect in builtin()]


def cases(name: str) -> list[tuple[int, str, str, str]]:
    return [
        (line, title.strip(), text, expected)
        for line, title, text, expected in read_fixture_file(FOLDER / f"{name}.md")
    ]


def parsed(name: str, text: str) -> Page:
    """The case's page; its title is that of its first heading, or ``title:`` in its front matter."""
    title = ""
    if text.startswith("title: "):
        first, _, rest = text.partition("\n")
        title, text = first.removeprefix("title: "), "\n" + rest
    return page_of(text, title=title or "", format="text" if name == "plain-text" else "markdown")


def described(pair: Pair) -> str:
    """What a reader of the card sees of a pair."""
    question, answer = plain(front(pair.question)), plain(pair.answer)
    if pair.kind == "cloze":
        return shown_text(pair.question, written=True) + (f" => {answer}" if answer else "")
    if pair.kind == "term":
        return f"{question} := {answer}"
    marks = ("[x]" if place in pair.correct else "[ ]" for place in range(len(pair.options)))
    options = "".join(f" {mark} {plain(option)}" for mark, option in zip(marks, pair.options, strict=True))
    return f"{question}{options} => {answer}".rstrip()


def outcome(name: str, text: str) -> str:
    """What all dialects make of a page, in the notation of the golden files."""
    _, pairs, problems = recognise(parsed(name, text), choose([f"+{name}"]))
    lines = []
    for pair in pairs:
        label = "" if pair.dialect == name else f" ({pair.dialect})"
        lines.append(f"{pair.span.line}: {described(pair)}{label}")
    lines += [f"! {p.span.line if p.span else 0} {p.code}" for p in problems]
    return "".join(line + "\n" for line in lines)


@pytest.mark.parametrize("name", NAMES)
def test_golden_cases_come_out_as_written(name: str, request: pytest.FixtureRequest) -> None:
    found = [(title, text, expected, outcome(name, text)) for _, title, text, expected in cases(name)]
    if request.config.getoption("--update-golden"):
        written = "\n".join(f"{title}\n.\n{text}.\n{new}.\n" for title, text, _, new in found)
        (FOLDER / f"{name}.md").write_text(written, "utf-8")
    for title, _, expected, new in found:
        assert new == expected, f"{name}: {title}"


@pytest.mark.parametrize("name", NAMES)
def test_each_dialect_has_as_much_that_must_not_match(name: str) -> None:
    titles = [title for _, title, _, _ in cases(name)]
    negative = [title for title in titles if title.startswith("not:")]
    assert len(negative) >= len(titles) - len(negative) >= 5


@pytest.mark.parametrize("name", NAMES)
def test_a_page_that_must_not_match_yields_no_card(name: str) -> None:
    for _, title, text, _ in cases(name):
        made = [line for line in outcome(name, text).splitlines() if not line.startswith("!")]
        assert title.startswith("not:") != bool(made), title


def test_every_dialect_says_in_one_line_what_it_reads() -> None:
    for dialect in builtin():
        assert (
            dialect.summary.endswith((".", "</details>", "...", "paragraphs of their own"), 0)
            or len(dialect.summary) > 20
        )
