"""mkdecks show: every block of a page, who claimed it and why, the card it became, or why it became none."""

from __future__ import annotations

import pytest

from .test_commands import ESCAPE, Project, project

pytestmark = pytest.mark.slow


__all__ = ["project"]

PAGE = """# Boats

A page on boats.

??? question "1. What is a keel?"
    The lowest timber.

??? question "What is a jib?"

## Is this rhetorical?

The ==mast== is tall.

<quiz>
Which one floats?
- [ ] stone
- [x] cork
</quiz>
"""


@pytest.fixture
def page(project: Project) -> Project:
    project.write({"boats.md": PAGE})
    return project


def test_each_block_is_shown_with_its_lines_and_its_dialect(
    page: Project,
) -> None:
    outcome = page.run("show", "boats.md")
    assert (outcome.code, outcome.err) == (0, "")
    lines = [line.split() for line in outcome.out.splitlines()]
    assert lines[0] == ["boats.md", "Boats:", "2", "cards"]
    assert lines[1] == ["1", "heading", "Boats"]
    assert ["3", "paragraph", "A", "page", "on", "boats."] in lines
    assert ["front", "What", "is", "a", "keel?"] in lines
    assert ["back", "The", "lowest", "timber."] in lines
    assert ["[x]", "cork"] in lines
    assert "quiz: multiple choice, as a <quiz> with options" in outcome.out


def test_what_was_left_out_has_its_reason(page: Project) -> None:
    out = page.run("show", "boats.md").out
    assert "line 8: warning MK301 no answer to: What is a jib?" in out
    assert (
        "line 10: info MK302 a heading that asks on a page of other things"
        in out
    )


def test_a_line_shows_its_block_alone_and_its_card_in_full(
    page: Project,
) -> None:
    out = page.run("show", "boats.md:6").out
    assert "What is a keel?" in out
    assert "jib" not in out
    for name in ("deck", "tags", "id"):
        assert f"\n               {name}" in out


def test_the_id_that_an_author_wrote_is_shown(project: Project) -> None:
    comment = "<!-- mkdecks: id=cold-start -->\n"
    project.write({"page.md": comment + '??? question "Why?"\n    So.\n'})
    row = f"\n{' ' * 15}id     cold-start\n"
    assert row in project.run("show", "page.md").out
    in_full = project.run("show", "page.md:2").out
    assert row in in_full
    assert f"\n{' ' * 15}note   " in in_full


def test_a_line_that_is_no_card_says_what_would_make_it_one(
    page: Project,
) -> None:
    assert (
        "--enable cloze makes a card of it: The [...] is tall."
        in page.run("show", "boats.md:12").out
    )
    assert "no dialect reads this" in page.run("show", "boats.md:3").out
    assert (
        "the next block begins on line 5" in page.run("show", "boats.md:4").out
    )


def test_a_dialect_can_be_switched_on(page: Project) -> None:
    assert (
        "cloze: cloze, as deletions in a paragraph"
        in page.run("show", "boats.md", "--enable", "cloze").out
    )


def test_a_row_of_a_table_shows_its_own_card(project: Project) -> None:
    project.write(
        {
            "t.md": "| Term | Meaning |\n| - | - |\n| bow | front |\n| stern | back end |\n"
        }
    )
    out = project.run("show", "t.md:4").out
    assert "front  stern" in out
    assert "bow\n" not in out


def test_a_card_that_was_lost_later_says_so(project: Project) -> None:
    project.write(
        {
            "t.md": '??? question "What?"\n    One.\n\n??? question "What?"\n    Two.\n'
        }
    )
    out = project.run("show", "t.md").out
    assert "no card of its own, see below" in out
    assert "MK401 the same question as on line 1" in out


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("boats.md:99", "there is no line 99 in boats.md, which has 19"),
        ("boats.md:0", "there is no line 0"),
        ("gone.md", "there is no such file"),
        ("gone.md:3", "there is no such file"),
    ],
)
def test_a_place_that_is_not_there_is_a_mistake_of_usage(
    page: Project, target: str, said: str
) -> None:
    outcome = page.run("show", target)
    assert outcome.code == 2
    assert said in outcome.err


def test_a_file_may_be_called_like_a_line(project: Project) -> None:
    project.write({"a.md:3": "x", "notes.txt": "1. What is it?\n\nA thing.\n"})
    assert "A thing." in project.run("show", "notes.txt").out


def test_blocks_of_an_included_file_name_it(project: Project) -> None:
    project.write(
        {
            "page.md": "# P\n\n{% include 'part.md' %}\n",
            "part.md": '??? question "What?"\n    That.\n',
        }
    )
    assert "part.md:1-2" in project.run("show", "page.md").out


def test_colour_is_for_terminals(page: Project) -> None:
    assert ESCAPE not in page.run("show", "boats.md").out
    assert ESCAPE in page.run("show", "boats.md", "--color", "always").out


def test_no_row_is_wider_than_the_terminal(page: Project) -> None:
    page.write({"long.md": "# L\n\n" + "word " * 200 + "\n"})
    out = page.run("show", "long.md", COLUMNS="60").out
    assert max(map(len, out.splitlines())) <= 60
