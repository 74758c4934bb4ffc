"""Dialects of a project's own: patterns in its config, and modules of other packages."""

from __future__ import annotations

import pytest

from .test_commands import Project, project

pytestmark = pytest.mark.slow


__all__ = ["project"]

CONFIG = """
[project]
name = "Notes"

[[dialect]]
name = "frage"
question = '^Frage \\d+: (.+)$'
answer = '^Antwort: '
end = '^---$'
"""
PAGE = """# Segeln

Frage 1: Was ist ein Lot?
Wie tief ist es?
Antwort: Ein Gewicht an einer Leine.

- aus Blei

---

Nachwort.

Frage 2: Was ist ein Log?

Antwort: Es misst die Fahrt.
"""


def with_dialect(project: Project, body: str, page: str = PAGE) -> None:
    project.write(
        {
            "mkdecks.toml": f'[project]\nname = "Notes"\n\n[[dialect]]\n{body}\n',
            "page.md": page,
        }
    )


def test_a_pattern_finds_questions_and_where_their_answers_end(
    project: Project,
) -> None:
    project.write({"mkdecks.toml": CONFIG, "page.md": PAGE})
    cards = project.cards("page.md")
    assert [(card["question"], card["answer"]) for card in cards] == [
        (
            "Was ist ein Lot? Wie tief ist es?",
            "Ein Gewicht an einer Leine. aus Blei",
        ),
        ("Was ist ein Log?", "Es misst die Fahrt."),
    ]
    assert {card["dialect"] for card in cards} == {"frage"}
    assert [card["line"] for card in cards] == [3, 13]


def test_a_heading_may_be_matched_and_the_next_one_ends_the_answer(
    project: Project,
) -> None:
    with_dialect(
        project,
        "name = 'karte'\nquestion = '^K(?P<number>\\d+) (?P<question>.+)'",
        "## K1 red\n\nA colour.\n\n## End\n\nx\n",
    )
    (card,) = project.cards("page.md")
    assert (card["question"], card["answer"]) == ("red", "A colour.")


def test_a_page_can_forbid_a_pattern(project: Project) -> None:
    project.write(
        {
            "mkdecks.toml": CONFIG,
            "page.md": f"---\ndialects: -frage\n---\n{PAGE}",
        }
    )
    assert {card["dialect"] for card in project.cards("page.md")} == {
        "labelled"
    }


def test_what_matches_and_is_not_answered_is_reported(project: Project) -> None:
    project.write(
        {
            "mkdecks.toml": CONFIG,
            "page.md": PAGE + "\n---\n\nFrage 3: Wer?\n\n---\n",
        }
    )
    assert (
        "19:1: warning MK301 no answer to: Wer?"
        in project.run("check", "page.md").out
    )


@pytest.mark.parametrize(
    ("body", "line", "said"),
    [
        ("name = 'x'\nquestion = '('", 6, "is no regular expression"),
        ("name = 'x'\nquestion = '.*'", 6, "matches every line"),
        (
            "name = 'x'\nquestion = '^a'\nend = '['",
            7,
            "'end' is no regular expression",
        ),
        ("name = 'Two words'\nquestion = '^a'", 5, "is no name for a dialect"),
        (
            "name = 'heading'\nquestion = '^a'",
            5,
            "there is a dialect 'heading' already",
        ),
        ("name = 'x'", 4, "needs question"),
        ("question = '^a'", 4, "needs name"),
        ("name = 'x'\nquestion = 3", 6, "takes text in quotes"),
        (
            "name = 'x'\nquestion = '^a'\nanswr = 'b'",
            7,
            "did you mean 'answer'?",
        ),
    ],
)
def test_a_mistake_in_a_table_is_named_with_its_line(
    project: Project, body: str, line: int, said: str
) -> None:
    with_dialect(project, body)
    outcome = project.run("cards", "page.md")
    assert outcome.code == 2
    assert f"mkdecks.toml:{line}:" in outcome.err
    assert said in outcome.err


def test_a_pattern_that_backtracks_without_end_is_stopped(
    project: Project,
) -> None:
    with_dialect(
        project,
        "name = 'slow'\nquestion = '^((a|a)+)+$'",
        "# A\n\n" + "a" * 60 + "b\n",
    )
    outcome = project.run("cards", "page.md")
    assert outcome.code == 1
    assert (
        "page.md:1:1: error MK112 the patterns of 'slow' take longer than 2 seconds"
        in outcome.err
    )


PLUGIN = '''"""Lines that begin with a star."""
from mkdecks.model.records import Pair
from mkdecks.pages.walk import walk

def recognise(page):
    for block, _ in walk(page):
        if block.text.startswith("Star"):
            {body}
'''
FOUND = 'yield Pair((block,), (block,), block.span, "star", (block,), block.section)'


def with_plugin(
    project: Project,
    body: str,
    config: str = '[[deck]]\nsources = ["page.md"]\ndialects = ["+star"]\n',
) -> None:
    project.write(
        {
            "packages/star_dialect.py": PLUGIN.format(body=body),
            "packages/star_dialect-1.dist-info/METADATA": "Metadata-Version: 2.1\nName: star-dialect\nVersion: 1\n",
            "packages/star_dialect-1.dist-info/entry_points.txt": "[mkdecks.dialects]\nstar = star_dialect\n",
            "mkdecks.toml": config,
            "page.md": "# A\n\nStar of the sea\n",
        }
    )


def run(project: Project, *words: str) -> tuple[int, str, str]:
    return tuple(project.run(*words, PYTHONPATH=str(project.root / "packages")))  # type: ignore[return-value]


def test_a_plugin_is_used_when_the_config_names_it(project: Project) -> None:
    with_plugin(project, FOUND)
    code, out, _ = run(project, "cards", "--format", "jsonl")
    assert code == 0
    assert '"dialect": "star"' in out


def test_a_plugin_that_nobody_names_is_not_even_loaded(
    project: Project,
) -> None:
    with_plugin(project, FOUND, config="")
    (project.root / "packages" / "star_dialect.py").write_text(
        "raise SystemExit('loaded')\n"
    )
    code, _, err = run(project, "cards", "page.md")
    assert (code, "loaded" in err) == (1, False)
    code, _, err = run(project, "cards", "page.md", "--enable", "stra")
    assert (code, "there is no dialect 'stra'" in err) == (2, True)


def test_a_plugin_that_fails_on_a_page_costs_that_page_only(
    project: Project,
) -> None:
    with_plugin(
        project,
        "raise KeyError('x')",
        '[[deck]]\nsources = ["*.md"]\ndialects = ["+star"]\n',
    )
    project.write({"other.md": '??? question "What?"\n    That.\n'})
    code, out, err = run(project, "cards", "--keep-going")
    assert code == 1
    assert "page.md:1:1: error MK113 the dialect 'star' failed: KeyError" in err
    assert "other.md:1: What?" in out


def test_a_plugin_that_cannot_be_loaded_is_a_mistake_of_the_config(
    project: Project,
) -> None:
    with_plugin(project, FOUND)
    (project.root / "packages" / "star_dialect.py").write_text(
        "import nothing_there\n"
    )
    code, _, err = run(project, "cards")
    assert code == 2
    assert "MK907" in err
    assert "nothing_there" in err
