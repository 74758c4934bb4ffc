"""The contract of the command line, from the outside: what a user types, what comes back, and where it goes."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import tomllib
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from mkdecks.cli import _progress

from .command import run, started

pytestmark = pytest.mark.slow


CARD_KEYS = [
    "id", "kind", "question", "answer", "options", "correct", "question_html", "answer_html",
    "deck", "tags", "section", "source", "line", "dialect", "derived",
]  # fmt: skip
PROBLEM = re.compile(
    r"^(?P<place>[^\n:]+:\d+:\d+): (?P<severity>error|warning|info) (?P<code>MK\d{3}) \S.*$",
    re.MULTILINE,
)
ESCAPE = "\x1b["
COLD_START = '??? question "1. What is a cold start?"\n\n    The wait for a new sandbox.\n'
UNANSWERED = '??? question "Who answers this one?"\n'
ENDLESS = (
    "A page that includes itself.\n\n{% include-markdown 'endless.md' %}\n"
)


class Run(NamedTuple):
    """How one command ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def cards(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def said(self) -> str:
        return self.out + self.err


class Package(NamedTuple):
    """What lies in one .apkg: the decks that hold cards, and each note's guid, modified time and tags."""

    decks: set[str]
    notes: list[tuple[str, int, str]]


class Project:
    """A folder of sources, and mkdecks run inside it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, files: dict[str, str | bytes]) -> None:
        for name, content in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(
                content.encode() if isinstance(content, str) else content
            )

    def run(self, *words: str, cwd: str = ".", **variables: str) -> Run:
        done = run(
            *words, cwd=self.root / cwd, environment=environment(**variables)
        )
        outcome = Run(done.returncode, done.stdout, done.stderr)
        assert "Traceback" not in outcome.said
        assert outcome.code in {0, 1, 2}
        return outcome

    def cards(self, *words: str, cwd: str = ".") -> list[dict[str, Any]]:
        outcome = self.run("cards", *words, "--format", "jsonl", cwd=cwd)
        assert outcome.code == 0, outcome.err
        return outcome.cards

    def card(self, *words: str, cwd: str = ".") -> dict[str, Any]:
        (card,) = self.cards(*words, cwd=cwd)
        return card

    def files(self) -> set[str]:
        return {
            path.relative_to(self.root).as_posix()
            for path in self.root.rglob("*")
            if path.is_file()
        }

    def packages(self, folder: str = "dist") -> dict[str, Package]:
        return {
            path.name: unpack(path)
            for path in sorted((self.root / folder).glob("*.apkg"))
        }


@pytest.fixture
def project(tmp_path: Path) -> Project:
    root = tmp_path / "project"
    root.mkdir()
    return Project(root)


def environment(**variables: str) -> dict[str, str]:
    unwanted = {
        "NO_COLOR",
        "FORCE_COLOR",
        "SOURCE_DATE_EPOCH",
        "PYTHONUTF8",
        "COLUMNS",
    }
    return {
        name: value
        for name, value in os.environ.items()
        if name not in unwanted
    } | variables


def question(text: str, answer: str = "Because.") -> str:
    return f'??? question "{text}"\n\n    {answer}\n\n'


def unpack(path: Path) -> Package:
    with zipfile.ZipFile(path) as package:
        database = package.read("collection.anki2")
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(database)
        names = {
            int(key): deck["name"]
            for key, deck in json.loads(
                one(connection, "select decks from col")
            ).items()
        }
        used = {
            names[did]
            for (did,) in connection.execute("select distinct did from cards")
        }
        notes = [
            (guid, mod, tags)
            for guid, mod, tags in connection.execute(
                "select guid, mod, tags from notes"
            )
        ]
    finally:
        connection.close()
    return Package(used, notes)


def one(connection: sqlite3.Connection, query: str) -> str:
    return str(connection.execute(query).fetchone()[0])


def decks(cards: list[dict[str, Any]]) -> dict[str, str]:
    """The deck of each card by its question."""
    return {card["question"]: card["deck"] for card in cards}


# --- the command itself
# ---------------------------------------------------------------------------


def test_help_and_version_answer_on_stdout(project: Project) -> None:
    assert re.fullmatch(r"mkdecks \d+\.\d+\S*\n", project.run("--version").out)
    shown = project.run("--help")
    assert (shown.code, shown.err) == (0, "")
    for name in (
        "build",
        "cards",
        "check",
        "dialects",
        "topics",
        "explain",
        "config",
    ):
        assert f"\n  {name} " in shown.out
    assert "130" in shown.out, "exit codes are listed in the help"


def test_a_mistyped_command_or_option_is_a_usage_error_on_stderr(
    project: Project,
) -> None:
    for words in (
        ["biuld"],
        ["build", "--kep-going"],
        ["cards", "--format", "yaml"],
        ["completion", "tcsh"],
        ["--", "-x"],
    ):
        outcome = project.run(*words)
        assert (outcome.code, outcome.out) == (2, ""), words
        assert words[-1] in outcome.err
        assert "internal error" not in outcome.err


def test_completion_prints_a_script_for_each_shell(project: Project) -> None:
    for shell in ("bash", "zsh", "fish"):
        outcome = project.run("completion", shell)
        assert (outcome.code, outcome.err) == (0, "")
        assert "_MKDECKS_COMPLETE" in outcome.out


def test_dialects_lists_each_recogniser_with_a_line_about_it(
    project: Project,
) -> None:
    outcome = project.run("dialects")
    assert (outcome.code, outcome.err) == (0, "")
    rows = dict(line.split(maxsplit=1) for line in outcome.out.splitlines())
    assert {"collapsible", "details", "heading", "labelled"} <= rows.keys()
    assert all(rows.values())


def test_explain_tells_a_code_in_full(project: Project) -> None:
    project.write({"page.md": COLD_START + UNANSWERED})
    codes = {
        problem["code"]
        for problem in PROBLEM.finditer(project.run("check", "page.md").out)
    }
    assert codes
    for code in codes:
        outcome = project.run("explain", code)
        assert (outcome.code, outcome.err) == (0, "")
        assert code in outcome.out
        assert len(outcome.out.split()) > 15, "more than the message says"


def test_explain_of_an_unknown_code_is_a_usage_error(project: Project) -> None:
    outcome = project.run("explain", "MK999")
    assert (outcome.code, outcome.out) == (2, "")
    assert "MK999" in outcome.err


def test_topics_counts_the_cards_of_each_topic(project: Project) -> None:
    project.write(
        {
            "aws/page.md": "# AWS\n\n"
            + question(
                "What starts an AWS Lambda function?", "An event from SQS."
            )
        }
    )
    outcome = project.run("topics", "aws")
    assert outcome.code == 0
    assert re.search(
        r"^.*\blambda\b.*\b1\b|^.*\b1\b.*\blambda\b", outcome.out, re.MULTILINE
    )
    assert "sqs" in outcome.out
    assert "dynamodb" in project.run("topics", "--list").out


# --- streams, exit codes, quiet and loud
# ----------------------------------------------------------


def test_build_says_nothing_on_stdout_and_its_summary_on_stderr(
    project: Project,
) -> None:
    project.write({"docs/page.md": COLD_START})
    outcome = project.run("build", "docs")
    assert (outcome.code, outcome.out) == (0, "")
    assert "1 card" in outcome.err
    assert "\r" not in outcome.err, "no progress but on a terminal"
    assert len(project.packages("dist")) == 1, (
        "in dist/ of the folder one stands in"
    )


def test_build_quietly_says_nothing_on_success(project: Project) -> None:
    project.write({"page.md": COLD_START + UNANSWERED})
    assert project.run("build", "-q", "page.md") == (0, "", "")


def test_quiet_still_shows_errors(project: Project) -> None:
    project.write({"page.md": COLD_START, "endless.md": ENDLESS})
    outcome = project.run("build", "-q", "page.md", "endless.md")
    assert outcome.code == 1
    assert "error MK" in outcome.err


def test_check_is_quiet_where_there_is_nothing_to_say_and_builds_nothing(
    project: Project,
) -> None:
    project.write({"page.md": COLD_START})
    assert project.run("check", "page.md") == (0, "", "")
    assert project.files() == {"page.md"}


def test_check_writes_problems_to_stdout_and_cards_writes_them_to_stderr(
    project: Project,
) -> None:
    project.write({"page.md": COLD_START + UNANSWERED})
    checked, listed = (
        project.run("check", "page.md"),
        project.run("cards", "page.md"),
    )
    assert "warning MK" in checked.out
    assert "warning MK" in listed.err
    assert "warning MK" not in listed.out
    assert "What is a cold start?" in listed.out


def test_warnings_exit_0_and_with_strict_1(project: Project) -> None:
    project.write({"page.md": COLD_START + UNANSWERED})
    for name in ("check", "cards", "build"):
        assert project.run(name, "page.md").code == 0, name
        assert project.run(name, "--strict", "page.md").code == 1, name


def test_an_error_in_a_source_exits_1(project: Project) -> None:
    project.write({"page.md": COLD_START, "endless.md": ENDLESS})
    for name in ("check", "cards", "build"):
        assert project.run(name, ".").code == 1, name


def test_verbose_shows_what_looked_like_a_question_and_why_it_was_refused(
    project: Project,
) -> None:
    install = "# Install guide\n\n## Steps\n\nUnpack it.\n\n## Settings\n\nEdit it.\n\n## How do I upgrade?\n\nRun it.\n"
    project.write({"page.md": COLD_START, "install.md": install})
    assert project.run("check", ".") == (0, "", "")
    loud = project.run("check", "-v", ".")
    assert loud.code == 0
    assert re.search(
        r"^install\.md:11:\d+: info MK\d{3} \S.*$", loud.out, re.MULTILINE
    )


def test_cards_are_shown_as_text_json_lines_or_markdown(
    project: Project,
) -> None:
    project.write({"page.md": COLD_START})
    text, lines, markdown = (
        project.run("cards", "page.md", *f)
        for f in ([], ["--format", "jsonl"], ["--format", "markdown"])
    )
    assert {text.code, lines.code, markdown.code} == {0}
    assert {text.err, lines.err, markdown.err} == {""}
    assert "page.md:1" in text.out
    assert len(lines.cards) == 1
    assert "What is a cold start?" in markdown.out
    assert "The wait for a new sandbox." in markdown.out
    assert project.files() == {"page.md"}, "cards writes nothing"


# --- how a problem reads
# --------------------------------------------------------------------------


def test_a_problem_is_its_place_then_the_source_line_with_a_caret_then_help(
    project: Project,
) -> None:
    project.write({"page.md": COLD_START + "\n" + UNANSWERED})
    first, *rest = project.run("check", "page.md").out.splitlines()
    assert re.fullmatch(r"page\.md:5:1: warning MK\d{3} \S.*", first)
    assert rest[0].endswith(UNANSWERED.strip())
    assert rest[1].index("^") == rest[0].index("???")
    assert rest[2].strip().startswith("help: ")


def test_the_caret_stands_under_the_column_that_the_place_names(
    project: Project,
) -> None:
    page = (
        "# Lists\n\n- item\n\n    "
        + UNANSWERED
        + "\n{% include-markdown 'a.md' %}\n\nText {% include 'b.md' %}\n"
    )
    project.write({"page.md": page})
    lines = project.run("check", "page.md").out.splitlines()
    for number, line in enumerate(lines):
        if found := PROBLEM.match(line):
            row, column = (int(part) for part in found["place"].split(":")[1:])
            excerpt, caret = lines[number + 1 : number + 3]
            source = page.splitlines()[row - 1]
            assert excerpt.endswith(source)
            assert caret.index("^") - excerpt.index(source) + 1 == column, line
    assert sum(PROBLEM.match(line) is not None for line in lines) == 3


def test_concise_is_one_line_a_problem(project: Project) -> None:
    project.write(
        {
            "page.md": COLD_START
            + UNANSWERED
            + "\n"
            + UNANSWERED.replace("one", "other")
        }
    )
    outcome = project.run("check", "page.md", "--output-format", "concise")
    lines = outcome.out.splitlines()
    assert len(lines) == 2
    assert all(
        re.match(r"page\.md:\d+:1: (warning )?MK\d{3} \S", line)
        for line in lines
    )


def test_json_problems_are_data_even_with_colour_or_without_problems(
    project: Project,
) -> None:
    project.write({"page.md": COLD_START + UNANSWERED, "fine.md": COLD_START})
    outcome = project.run(
        "check", "page.md", "--output-format", "json", "--color", "always"
    )
    (problem,) = json.loads(outcome.out)
    assert {"warning", "page.md", 4} <= {
        value for value in flat(problem) if isinstance(value, str | int)
    }
    assert any(str(value).startswith("MK3") for value in flat(problem))
    assert (
        json.loads(
            project.run("check", "fine.md", "--output-format", "json").out
        )
        == []
    )


def flat(value: object) -> list[object]:
    """Every value inside a JSON object, however deep."""
    if isinstance(value, dict):
        return [leaf for inner in value.values() for leaf in flat(inner)]
    if isinstance(value, list):
        return [leaf for inner in value for leaf in flat(inner)]
    return [value]


def test_github_problems_are_annotations(project: Project) -> None:
    project.write(
        {
            "page.md": COLD_START + UNANSWERED,
            "endless.md": ENDLESS,
            "50%, a:b.md": UNANSWERED,
        }
    )
    lines = project.run(
        "check", ".", "--output-format", "github"
    ).out.splitlines()
    assert any(
        re.match(
            r"::warning (?=\S*.*file=page\.md\b)(?=.*line=4\b)(?=.*MK\d{3}).*::\S",
            line,
        )
        for line in lines
    )
    assert any(
        line.startswith("::error ") and "endless.md" in line for line in lines
    )
    assert any("file=50%25%2C a%3Ab.md" in line for line in lines), (
        "values are escaped as GitHub has it"
    )
    assert all(line.startswith("::") for line in lines)


def test_colour_is_for_terminals_unless_asked_for(project: Project) -> None:
    project.write({"page.md": COLD_START + UNANSWERED})
    assert ESCAPE not in project.run("check", "page.md").out
    assert ESCAPE in project.run("check", "page.md", "--color", "always").out
    assert ESCAPE in project.run("check", "page.md", FORCE_COLOR="1").out
    assert (
        ESCAPE
        not in project.run(
            "check", "page.md", "--color", "never", FORCE_COLOR="1"
        ).out
    )
    assert (
        ESCAPE
        not in project.run(
            "check", "page.md", "--color", "auto", NO_COLOR="1"
        ).out
    )


def test_a_terminal_sees_colour_and_no_color_is_heeded_there(
    project: Project,
) -> None:
    project.write({"page.md": COLD_START + UNANSWERED})
    assert ESCAPE in on_a_terminal(project, "check", "page.md")
    assert ESCAPE not in on_a_terminal(
        project, "check", "page.md", NO_COLOR="1"
    )


def on_a_terminal(project: Project, *words: str, **variables: str) -> str:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        started(*words),
        cwd=project.root,
        env=environment(TERM="xterm-256color", **variables),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ):
        os.close(theirs)
        shown = b""
        try:
            while more := os.read(ours, 4096):
                shown += more
        except OSError:
            pass  # the other end is closed: all is read
        os.close(ours)
    return shown.decode()


# --- endings
# --------------------------------------------------------------------------------------


def test_a_reader_that_goes_away_ends_cards_quietly(project: Project) -> None:
    project.write(
        {
            "page.md": "".join(
                question(f"What is thing {n}?", "It is long. " * 20)
                for n in range(400)
            )
        }
    )
    with subprocess.Popen(
        started("cards", "page.md", "--format", "jsonl"),
        cwd=project.root,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""


def test_ctrl_c_ends_with_130_at_most_one_line_and_nothing_written(
    project: Project,
) -> None:
    page = "".join(
        question(
            f"What is thing {n}?",
            "It is `so`.\n\n    ```python\n    x = 1\n    ```",
        )
        for n in range(600)
    )
    project.write({f"docs/page{n}.md": page for n in range(20)})
    before = project.files()
    with subprocess.Popen(
        started("build", "docs"),
        cwd=project.root,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        time.sleep(1.2)
        assert running.poll() is None, "it ended before it could be interrupted"
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=20)
    assert running.returncode in {130, -signal.SIGINT}, (
        "a shell shows 130 for both"
    )
    assert out == b""
    assert len(err.decode().strip().splitlines()) <= 1
    assert project.files() == before


# --- settings
# -------------------------------------------------------------------------------------


def test_an_unknown_setting_is_refused_with_its_line_and_a_suggestion(
    project: Project,
) -> None:
    project.write(
        {
            "page.md": COLD_START,
            "mkdecks.toml": '[project]\nname = "A"\npakage = "deck"\n',
        }
    )
    for name in ("build", "cards", "check", "config"):
        outcome = project.run(name, "page.md")
        assert outcome.code == 2, name
        assert re.search(
            r"^mkdecks\.toml:3:\d+: error MK\d{3} .*pakage",
            outcome.said,
            re.MULTILINE,
        ), name
        assert "did you mean 'package'" in outcome.said, name
    assert project.files() == {"page.md", "mkdecks.toml"}


def test_a_setting_of_the_wrong_kind_names_what_it_takes(
    project: Project,
) -> None:
    project.write({"page.md": COLD_START})
    wrong = {
        '[project]\npackage = "each"\n': [
            "mkdecks.toml:2:",
            "top",
            "deck",
            "single",
        ],
        "[project]\nname = 3\n": ["mkdecks.toml:2:", "name"],
        '[[deck]]\nsources = ["*.md"]\nsplit = "page"\n': [
            "mkdecks.toml:3:",
            "folder",
            "file",
            "heading",
            "none",
        ],
        '[project\nname = "A"\n': ["mkdecks.toml:1:"],
    }
    for text, expected in wrong.items():
        project.write({"mkdecks.toml": text})
        outcome = project.run("cards", "page.md")
        assert (outcome.code, outcome.out) == (2, ""), text
        for words in expected:
            assert words in outcome.err, text


def test_an_unknown_dialect_in_the_config_is_pointed_at_there(
    project: Project,
) -> None:
    config = (
        '[[deck]]\nname = "A"\nsources = ["*.md"]\ndialects = ["-headng"]\n'
    )
    project.write(
        {"a.md": COLD_START, "b.md": COLD_START, "mkdecks.toml": config}
    )
    outcome = project.run("cards")
    assert outcome.code == 2
    assert "did you mean 'heading'" in outcome.err
    (problem,) = PROBLEM.finditer(outcome.err)
    assert problem["place"].startswith("mkdecks.toml:4:")


def test_an_unknown_dialect_to_enable_gets_a_suggestion(
    project: Project,
) -> None:
    project.write({"page.md": COLD_START})
    outcome = project.run("cards", "page.md", "--enable", "collapsable")
    assert (outcome.code, outcome.out) == (2, "")
    assert "did you mean 'collapsible'" in outcome.err


def test_pyproject_holds_the_same_tables(project: Project) -> None:
    project.write(
        {
            "page.md": COLD_START,
            "pyproject.toml": '[tool.mkdecks.project]\nname = "From pyproject"\n',
        }
    )
    assert project.card("page.md")["deck"].startswith("From pyproject")
    project.write(
        {
            "pyproject.toml": '[tool.other]\nx = 1\n\n[tool.mkdecks.project]\nnmae = "A"\n'
        }
    )
    outcome = project.run("cards", "page.md")
    assert outcome.code == 2
    assert "pyproject.toml:5:" in outcome.err
    assert "did you mean 'name'" in outcome.err


def test_the_nearest_config_upward_from_the_first_path_counts(
    project: Project,
) -> None:
    project.write(
        {
            "mkdecks.toml": '[project]\nname = "Outer"\n',
            "inner/mkdecks.toml": '[project]\nname = "Inner"\n',
            "inner/deep/page.md": COLD_START,
            "other/page.md": COLD_START,
            "other/pyproject.toml": "[tool.other]\nx = 1\n",
        }
    )
    assert project.card("inner/deep")["deck"].startswith("Inner")
    assert project.card("page.md", cwd="inner/deep")["deck"].startswith("Inner")
    assert project.card("other/page.md")["deck"].startswith("Outer"), (
        "a pyproject.toml without our table is passed over"
    )
    first, second = project.cards("inner/deep/page.md", "other/page.md")
    assert {first["deck"].split("::")[0], second["deck"].split("::")[0]} == {
        "Inner"
    }


def test_a_named_config_file_wins_and_must_exist(project: Project) -> None:
    project.write(
        {"mkdecks.toml": '[project]\nname = "Near"\n', "page.md": COLD_START}
    )
    project.write({"special.toml": '[project]\nname = "Special"\n'})
    assert project.card("page.md", "--config", "special.toml")[
        "deck"
    ].startswith("Special")
    missing = project.run("cards", "page.md", "--config", "absent.toml")
    assert (missing.code, missing.out) == (2, "")
    assert "absent.toml" in missing.err


def test_config_prints_each_setting_as_toml_with_the_place_it_came_from(
    project: Project,
) -> None:
    project.write(
        {
            "mkdecks.toml": '[project]\nname = "Mine"\n\n[[deck]]\nname = "D"\nsources = ["docs/*.md"]\n',
            "mkdocs.yml": "site_name: Site\nsite_url: https://docs.example.org/\n",
            "docs/page.md": COLD_START,
        }
    )
    outcome = project.run("config")
    assert (outcome.code, outcome.err) == (0, "")
    settings = tomllib.loads(outcome.out)
    assert settings["project"]["name"] == "Mine"
    assert settings["project"]["package"] == "top"
    assert settings["project"]["site_url"] == "https://docs.example.org/"
    assert settings["deck"][0]["sources"] == ["docs/*.md"]
    lines = {line.split(" = ")[0]: line for line in outcome.out.splitlines()}
    assert (
        "mkdecks.toml" in lines["name"]
        or "mkdecks.toml" in outcome.out.split("name = ")[1].splitlines()[0]
    )
    assert "mkdocs.yml" in lines["site_url"]
    assert "default" in lines["package"]


def test_front_matter_chooses_the_dialects_of_its_page(
    project: Project,
) -> None:
    both = (
        COLD_START
        + "\n<details><summary>What is a fold?</summary>\n\nThis.\n\n</details>\n"
    )
    project.write(
        {
            "page.md": both,
            "less.md": f'---\ndialects: ["-details"]\n---\n{both}',
        }
    )
    project.write({"only.md": f"---\ndialects: [details]\n---\n{both}"})
    assert {card["dialect"] for card in project.cards("page.md")} == {
        "collapsible",
        "details",
    }
    assert {card["dialect"] for card in project.cards("less.md")} == {
        "collapsible"
    }
    assert {card["dialect"] for card in project.cards("only.md")} == {"details"}


def test_an_unknown_dialect_in_front_matter_is_an_error_of_that_page_alone(
    project: Project,
) -> None:
    project.write(
        {
            "page.md": f"---\ntitle: A\ndialects: [-heding]\n---\n{COLD_START}",
            "fine.md": question("Is it?"),
        }
    )
    outcome = project.run("check", ".")
    assert outcome.code == 1
    assert re.search(
        r"^page\.md:3:\d+: error MK\d{3} .*heding", outcome.out, re.MULTILINE
    )
    assert "did you mean 'heading'" in outcome.out
    kept = project.run("cards", ".", "--keep-going", "--format", "jsonl")
    assert "Is it?" in {card["question"] for card in kept.cards}


def test_without_path_the_config_is_built_else_mkdocs_else_decks(
    project: Project,
) -> None:
    project.write({"decks/a.md": question("From decks?")})
    assert set(decks(project.cards())) == {"From decks?"}
    project.write(
        {
            "mkdocs.yml": "site_name: Site\ndocs_dir: pages\n",
            "pages/b.md": question("From mkdocs?"),
        }
    )
    assert set(decks(project.cards())) == {"From mkdocs?"}
    project.write(
        {
            "mkdecks.toml": '[[deck]]\nname = "C"\nsources = ["c.md"]\n',
            "c.md": question("From config?"),
        }
    )
    assert set(decks(project.cards())) == {"From config?"}
    assert project.run("build").code == 0
    assert set(project.packages()) == {"C.apkg"}


def test_without_path_and_with_nothing_to_read_it_says_what_to_do(
    project: Project,
) -> None:
    for name in ("build", "cards", "check"):
        outcome = project.run(name)
        assert outcome.code == 1, name
        assert "holds no source" in outcome.said, name
    assert project.files() == set()


# --- packages
# -------------------------------------------------------------------------------------


def test_output_goes_to_the_folder_or_the_one_file_that_is_named(
    project: Project,
) -> None:
    project.write({"page.md": COLD_START})
    assert project.run("build", "page.md", "-o", "new/folder").code == 0
    assert len(project.packages("new/folder")) == 1
    assert project.run("build", "page.md", "-o", "one.apkg").code == 0
    assert len(unpack(project.root / "one.apkg").notes) == 1
    assert not (project.root / "dist").exists()


def test_a_package_is_made_for_each_top_deck_each_deck_or_all_in_one(
    project: Project,
) -> None:
    names = {"a.md": "Cloud::Lambda", "b.md": "Cloud::Kinesis", "c.md": "Shell"}
    project.write(
        {
            f"docs/{file}": f"---\ndeck: {deck}\n---\n{question(deck + '?')}"
            for file, deck in names.items()
        }
    )
    found = {}
    for choice in ("top", "deck", "single"):
        project.write(
            {
                "mkdecks.toml": f'[project]\nname = "All"\npackage = "{choice}"\nout = "{choice}"\n'
            }
        )
        assert project.run("build", "docs").code == 0
        found[choice] = sorted(
            sorted(package.decks)
            for package in project.packages(choice).values()
        )
    assert found["top"] == [["Cloud::Kinesis", "Cloud::Lambda"], ["Shell"]]
    assert found["deck"] == [["Cloud::Kinesis"], ["Cloud::Lambda"], ["Shell"]]
    assert found["single"] == [["Cloud::Kinesis", "Cloud::Lambda", "Shell"]]


def test_the_same_sources_make_the_same_bytes_and_leave_no_temporary_file(
    project: Project,
) -> None:
    project.write(
        {
            f"docs/{n}.md": f"# Page {n}\n\n" + question(f"What is {n}?")
            for n in range(4)
        }
    )
    for seed in ("1", "2"):
        outcome = project.run(
            "build",
            "docs",
            "-o",
            f"out{seed}.apkg",
            SOURCE_DATE_EPOCH="1700000000",
            PYTHONHASHSEED=seed,
        )
        assert outcome.code == 0
    assert (project.root / "out1.apkg").read_bytes() == (
        project.root / "out2.apkg"
    ).read_bytes()
    assert {
        file for file in project.files() if not file.startswith("docs/")
    } == {"out1.apkg", "out2.apkg", "mkdecks.lock"}
    assert {mod for _, mod, _ in unpack(project.root / "out1.apkg").notes} == {
        1700000000
    }


def test_source_date_epoch_of_0_or_rubbish_is_refused(project: Project) -> None:
    project.write({"page.md": COLD_START})
    for value in ("0", "-1", "yesterday", "1.5"):
        outcome = project.run("build", "page.md", SOURCE_DATE_EPOCH=value)
        assert (outcome.code, outcome.out) == (2, ""), value
        assert "SOURCE_DATE_EPOCH" in outcome.err
    assert project.files() == {"page.md"}


def test_an_error_in_any_source_leaves_the_old_deck_untouched(
    project: Project,
) -> None:
    project.write(
        {"docs/a.md": COLD_START, "mkdecks.toml": '[project]\nname = "A"\n'}
    )
    assert project.run("build", "docs", "-o", "out").code == 0
    before = (project.root / "out/A.apkg").read_bytes()
    project.write(
        {"docs/b.md": question("Is it new?"), "docs/endless.md": ENDLESS}
    )
    outcome = project.run("build", "docs", "-o", "out")
    assert (outcome.code, outcome.out) == (1, "")
    assert (project.root / "out/A.apkg").read_bytes() == before
    assert [path.name for path in (project.root / "out").iterdir()] == [
        "A.apkg"
    ]


def test_keep_going_builds_the_sound_sources_and_still_exits_1(
    project: Project,
) -> None:
    project.write(
        {
            "docs/a.md": COLD_START,
            "docs/endless.md": question("Is it lost?") + ENDLESS,
        }
    )
    outcome = project.run("build", "--keep-going", "docs", "-o", "one.apkg")
    assert outcome.code == 1
    assert "endless.md" in outcome.err
    assert len(unpack(project.root / "one.apkg").notes) == 1
    listed = project.run("cards", "--keep-going", "docs", "--format", "jsonl")
    assert [card["question"] for card in listed.cards] == [
        "What is a cold start?"
    ]


def test_no_cards_is_an_error_that_names_what_was_looked_for_and_the_nearest_misses(
    project: Project,
) -> None:
    install = "# Install guide\n\n## Steps\n\nUnpack it.\n\n## Settings\n\nEdit it.\n\n## How do I upgrade?\n\nRun it.\n"
    project.write(
        {"docs/install.md": install, "docs/other.md": "# Other\n\nProse.\n"}
    )
    for name in ("build", "cards"):
        outcome = project.run(name, "docs")
        assert (outcome.code, outcome.out) == (1, ""), name
        assert re.search(r"error MK\d{3} .*no cards", outcome.err), name
        assert "collapsible" in outcome.err, name
        assert re.search(r"docs/install\.md:11\b", outcome.err), name
    assert project.files() == {"docs/install.md", "docs/other.md"}


def test_output_that_cannot_be_written_exits_2_and_names_it(
    project: Project,
) -> None:
    project.write({"page.md": COLD_START, "taken": "a file"})
    for target in (
        "taken",
        "taken/one.apkg",
        "/proc/nowhere",
        "/proc/nowhere/one.apkg",
    ):
        outcome = project.run("build", "page.md", "-o", target)
        assert (outcome.code, outcome.out) == (2, ""), target
        assert re.search(
            r"error MK\d{3} .*(taken|proc/nowhere)", outcome.err
        ), target
    assert (project.root / "taken").read_text() == "a file"
    assert project.files() == {"page.md", "taken"}


# --- a card as JSON
# -------------------------------------------------------------------------------


def test_a_json_card_has_its_keys_in_the_order_of_the_contract(
    project: Project,
) -> None:
    project.write({"docs/page.md": "# Lambda\n\n## Start\n\n" + COLD_START})
    card = project.card("docs/page.md")
    assert list(card) == CARD_KEYS
    assert card["kind"] == "qa"
    assert (card["options"], card["correct"], card["derived"]) == ([], [], None)
    assert card["section"][-1] == "Start"
    assert (card["source"], card["line"], card["dialect"]) == (
        "docs/page.md",
        5,
        "collapsible",
    )
    assert isinstance(card["id"], str)
    assert card["id"]


def test_question_and_answer_are_plain_text_without_numbering_and_with_code_kept(
    project: Project,
) -> None:
    page = question(
        "12) Is `a == b`  the **same**  as `a === b`?",
        "No: `==` & *coercion*.\n\n        x = 1\n    ",
    )
    project.write(
        {
            "page.md": page
            + question(
                "Q3: Why [so](http://x.example)?", "A **sure** thing é ü."
            )
        }
    )
    first, second = project.cards("page.md")
    assert first["question"] == "Is a == b the same as a === b?"
    assert first["answer"] == "No: == & coercion. x = 1"
    assert "<code>" in first["question_html"]
    assert second["question"] == "Why so?"
    assert second["answer"] == "A sure thing é ü."


def test_plain_text_holds_only_what_a_reader_sees(project: Project) -> None:
    block = "Block. \n\n    <style>.x { color: red }</style>\n\n    <script>\n    spy(2)\n    </script>\n\n    End."
    project.write(
        {
            "page.md": question(
                "One?", "Seen <script>spy(1)</script><!-- unseen --> too."
            )
            + question("Two?", block)
        }
    )
    first, second = project.cards("page.md")
    assert first["answer"] == "Seen too."
    assert second["answer"] == "Block. End."
    assert not re.search(
        "spy|unseen|color", first["answer_html"] + second["answer_html"]
    )


def test_json_lines_are_utf8_whatever_the_locale(project: Project) -> None:
    project.write({"page.md": question("Was heißt „größer“?", "雪 → ✓")})
    outcome = project.run(
        "cards",
        "page.md",
        "--format",
        "jsonl",
        LC_ALL="C",
        PYTHONIOENCODING="ascii",
        PYTHONUTF8="0",
    )
    assert outcome.code == 0
    (card,) = outcome.cards
    assert (card["question"], card["answer"]) == (
        "Was heißt „größer“?",
        "雪 → ✓",
    )


def test_the_source_is_the_path_as_given(project: Project) -> None:
    project.write({"docs/a/page.md": COLD_START})
    assert project.card("docs")["source"] == "docs/a/page.md"
    assert (
        project.card("../docs/a/page.md", cwd="docs")["source"]
        == "../docs/a/page.md"
    )
    assert project.card(".", cwd="docs")["source"] in {
        "a/page.md",
        "./a/page.md",
    }
    absolute = str(project.root / "docs")
    assert project.card(absolute)["source"] == f"{absolute}/a/page.md"


def test_line_and_source_stay_right_through_includes_and_front_matter(
    project: Project,
) -> None:
    page = (
        "---\ntitle: Page\n---\n\n{% include-markdown 'part.md' %}\n\n"
        + question("After it?")
    )
    project.write(
        {
            "mkdocs.yml": "site_name: S\n",
            "docs/page.md": page,
            "docs/part.md": "Intro.\n\n" + question("Inside it?"),
        }
    )
    places = {
        card["question"]: (card["source"], card["line"])
        for card in project.cards("docs/page.md")
    }
    assert places == {
        "Inside it?": ("docs/part.md", 3),
        "After it?": ("docs/page.md", 7),
    }


# --- deck names and tags
# --------------------------------------------------------------------------


def test_a_deck_is_named_by_front_matter_then_config_then_nav_then_folders(
    project: Project,
) -> None:
    mkdocs = "site_name: My Site\nnav:\n  - Cloud:\n      - Functions: aws/lambda.md\n      - aws/own.md\n      - cfg/c.md\n"
    project.write(
        {
            "mkdocs.yml": mkdocs,
            "docs/aws/lambda.md": "# Title\n\n" + question("By nav?"),
            "docs/aws/own.md": "---\ndeck: Own::Name\n---\n"
            + question("By front matter?"),
            "docs/stray/page.md": "# Stray title\n\n" + question("By folder?"),
            "docs/cfg/c.md": question("By config?"),
        }
    )
    by_site = decks(project.cards())
    assert by_site["By nav?"] == "My Site::Cloud::Functions"
    assert by_site["By front matter?"] == "Own::Name"
    assert by_site["By folder?"].casefold().endswith("stray::stray title")
    assert by_site["By config?"].startswith("My Site::Cloud")
    project.write(
        {
            "mkdecks.toml": '[[deck]]\nname = "Set"\nsources = ["docs/cfg/*.md", "docs/aws/own.md"]\nsplit = "none"\n'
        }
    )
    assert decks(project.cards()) == {
        "By front matter?": "Own::Name",
        "By config?": "Set",
    }


def test_a_deck_is_split_by_folder_file_heading_or_not_at_all(
    project: Project,
) -> None:
    project.write(
        {
            "docs/a.md": "# Alpha\n\n## Red\n\n"
            + question("One?")
            + "## Blue\n\n"
            + question("Two?"),
            "docs/sub/b.md": "# Beta\n\n" + question("Three?"),
        }
    )
    named: dict[str, dict[str, str]] = {}
    for choice in ("none", "folder", "file", "heading"):
        project.write(
            {
                "mkdecks.toml": f'[[deck]]\nname = "D"\nsources = ["docs/**/*.md"]\nsplit = "{choice}"\n'
            }
        )
        named[choice] = decks(project.cards())
    assert set(named["none"].values()) == {"D"}
    assert (
        named["folder"]["One?"]
        == named["folder"]["Two?"]
        != named["folder"]["Three?"]
    )
    assert named["folder"]["Three?"].casefold().endswith("::sub")
    assert (
        named["file"]["One?"]
        == named["file"]["Two?"]
        != named["file"]["Three?"]
    )
    assert named["heading"]["One?"].endswith("::Red")
    assert named["heading"]["Two?"].endswith("::Blue")
    assert all(
        deck.startswith("D")
        for decks_of in named.values()
        for deck in decks_of.values()
    )


def test_exclude_leaves_sources_out(project: Project) -> None:
    config = '[[deck]]\nname = "D"\nsources = ["docs/**/*.md"]\nexclude = ["**/drafts/**"]\n'
    project.write(
        {
            "mkdecks.toml": config,
            "docs/a.md": question("In?"),
            "docs/drafts/b.md": question("Out?"),
        }
    )
    assert set(decks(project.cards())) == {"In?"}


def test_tags_come_from_front_matter_config_folders_and_topics_in_lower_case(
    project: Project,
) -> None:
    page = "---\ntags: [Big Data, second]\n---\n# Page\n\n" + question(
        "What starts an AWS Lambda function?"
    )
    config = '[[deck]]\nname = "D"\nsources = ["**/*.md"]\ntags = ["Exam C01"]\n\n[tags]\n'
    project.write(
        {
            "mkdecks.toml": config + 'vocabularies = ["aws"]\n',
            "My Notes/page.md": page,
        }
    )
    tags = project.card()["tags"]
    assert {"big-data", "second", "exam-c01", "my-notes", "lambda"} <= set(tags)
    assert all(tag == tag.lower() and " " not in tag for tag in tags)
    assert len(tags) == len(set(tags))
    project.write({"mkdecks.toml": config + 'from = ["front-matter"]\n'})
    assert set(project.card()["tags"]) == {"big-data", "second", "exam-c01"}


# --- a note's identity
# ----------------------------------------------------------------------------


def test_an_id_survives_new_answers_new_numbers_new_neighbours_and_another_place_on_disk(
    project: Project,
) -> None:
    project.write(
        {
            "mkdecks.toml": '[project]\nname = "Fixed"\n',
            "docs/page.md": COLD_START,
        }
    )
    first = project.card("docs/page.md")["id"]
    project.write(
        {
            "docs/page.md": question(
                "7) What is a  COLD start?", "Another answer."
            )
        }
    )
    assert project.card("docs/page.md")["id"] == first, (
        "new answer, number, case and white space"
    )
    project.write(
        {
            "docs/page.md": "# Title\n\n" + question("Before it?") + COLD_START,
            "docs/aaa.md": question("Above?"),
        }
    )
    assert first in {card["id"] for card in project.cards("docs")}, (
        "new neighbours, and read with its folder"
    )
    project.write({"docs/page.md": COLD_START})
    elsewhere = Project(project.root.parent / "elsewhere")
    shutil.copytree(project.root, elsewhere.root)
    assert elsewhere.card("docs/page.md")["id"] == first, (
        "another place on disk"
    )


def test_an_id_does_not_depend_on_the_folder_one_stands_in(
    project: Project,
) -> None:
    project.write(
        {
            "mkdecks.toml": '[project]\nname = "Fixed"\n',
            "docs/aws/page.md": COLD_START,
        }
    )
    from_root = project.card("docs/aws/page.md")
    for words, cwd in (
        (["page.md"], "docs/aws"),
        (["."], "docs/aws"),
        (["aws"], "docs"),
        ([str(project.root)], ".."),
    ):
        found = project.card(*words, cwd=cwd)
        assert (found["id"], found["deck"]) == (
            from_root["id"],
            from_root["deck"],
        ), (words, cwd)


def test_ids_differ_by_page_by_namespace_and_by_symbol(
    project: Project,
) -> None:
    project.write({"mkdecks.toml": '[project]\nname = "One"\n'})
    project.write(
        {
            "a.md": question("What is `==`?") + question("What is `===`?"),
            "b.md": question("What is `==`?"),
        }
    )
    ids = [card["id"] for card in project.cards("a.md", "b.md")]
    project.write({"mkdecks.toml": '[project]\nname = "Two"\n'})
    ids += [card["id"] for card in project.cards("a.md", "b.md")]
    assert len(set(ids)) == 6


def test_the_same_question_twice_on_a_page_is_a_problem_and_the_first_is_the_card(
    project: Project,
) -> None:
    project.write(
        {"page.md": question("Why?", "First.") + question("2. why?", "Second.")}
    )
    outcome = project.run("cards", "page.md", "--format", "jsonl")
    assert [card["answer"] for card in outcome.cards] == ["First."]
    (problem,) = PROBLEM.finditer(outcome.err)
    assert problem["place"].startswith("page.md:5:")
    assert project.run("cards", "page.md", "--strict").code == 1


def test_an_explicit_id_in_a_comment_outlives_rewording_and_moving(
    project: Project,
) -> None:
    project.write(
        {
            "mkdecks.toml": '[project]\nname = "P"\n',
            "a.md": "<!-- mkdecks: id=cold -->\n\n" + COLD_START,
        }
    )
    first = project.card("a.md")["id"]
    project.write(
        {
            "sub/b.md": "<!-- mkdecks: id=cold -->\n\n"
            + question("Why is the first call slow?")
        }
    )
    assert project.card("sub/b.md")["id"] == first
    outcome = project.run("cards", "a.md", "sub/b.md")
    assert outcome.code == 1
    assert re.search(
        r"^(a|sub/b)\.md:\d+:\d+: error MK\d{3} ", outcome.err, re.MULTILINE
    )


def test_one_explicit_id_on_two_questions_of_a_page_is_told_as_what_it_is(
    project: Project,
) -> None:
    project.write(
        {
            "page.md": "".join(
                f"<!-- mkdecks: id=k -->\n\n{question(text)}"
                for text in ("Why?", "What?")
            )
        }
    )
    outcome = project.run("check", "page.md")
    assert re.search(
        r"^page\.md:\d+:\d+: (error|warning) MK\d{3} .*\bid\b",
        outcome.out,
        re.MULTILINE,
    )
    assert "same question" not in outcome.out


def test_an_explicit_id_on_the_question_holds_within_its_page_and_is_not_shown(
    project: Project,
) -> None:
    page = "# Interview questions\n\n## What is a cold start? {#cold}\n\nThe wait.\n\n## What is a warm start?\n\nNone.\n"
    project.write(
        {"mkdecks.toml": '[project]\nname = "P"\n', "a.md": page, "b.md": page}
    )
    first, _ = project.cards("a.md")
    assert first["question"] == "What is a cold start?"
    project.write(
        {
            "a.md": page.replace(
                "What is a cold start?", "Why is the first call slow?"
            )
        }
    )
    reworded, _ = project.cards("a.md")
    assert reworded["question"] == "Why is the first call slow?"
    assert reworded["id"] == first["id"]
    both = project.cards("a.md", "b.md")
    assert len({card["id"] for card in both}) == len(both) == 4, (
        "the same {#id} on another page is another card"
    )


# --- sources that are hard to find or to read
# -----------------------------------------------------


def test_a_path_that_is_not_there_gets_a_suggestion(project: Project) -> None:
    project.write({"lambda.md": COLD_START})
    for name in ("build", "check"):
        outcome = project.run(name, "lamdba.md")
        assert outcome.code == 2, name
        assert "lamdba.md" in outcome.said
        assert "lambda.md" in outcome.said
        assert "MK" in outcome.said


def test_an_empty_folder_and_a_folder_named_like_a_page_hold_no_cards(
    project: Project,
) -> None:
    (project.root / "empty").mkdir()
    (project.root / "page.md").mkdir()
    for name, path in (("build", "empty"), ("cards", "page.md")):
        outcome = project.run(name, path)
        assert (outcome.code, outcome.out) == (1, ""), (name, path)
        assert re.search(
            rf"\b{re.escape(path)}\b.*error MK\d{{3}}", outcome.err
        )
    assert project.files() == set()
    project.write({"page.md/inner.md": COLD_START})
    assert project.card(".")["source"] == "page.md/inner.md"


def test_a_file_that_cannot_be_read_is_a_problem_and_hides_no_other(
    project: Project,
) -> None:
    project.write({"docs/a.md": COLD_START + UNANSWERED})
    (project.root / "docs/loop.md").symlink_to("loop.md")
    if os.geteuid():
        project.write({"docs/closed.md": COLD_START})
        (project.root / "docs/closed.md").chmod(0)
    outcome = project.run("check", "docs", "docs/loop.md")
    assert outcome.code in {1, 2}
    assert "loop.md" in outcome.said
    assert os.geteuid() == 0 or re.search(
        r"^docs/closed\.md:\d+:\d+: error MK", outcome.out, re.MULTILINE
    )


def test_bytes_that_are_no_text_at_all_never_end_in_a_traceback(
    project: Project,
) -> None:
    project.write(
        {
            "noise.md": bytes(range(256)) * 40,
            "nul.md": b"\0" * 100,
            "empty.md": b"",
            "odd.md": "??? question",
        }
    )
    project.write({"utf16.md": b"\xff\xfe\x41", "page.md": COLD_START})
    outcome = project.run("cards", ".", "--keep-going", "--format", "jsonl")
    assert "What is a cold start?" in {
        card["question"] for card in outcome.cards
    }


def test_byte_order_marks_and_line_ends_do_not_matter(project: Project) -> None:
    text = (
        "# Größe\n\n" + question("Größer?", "Ja — sehr.") + "```\ncode\n```\n"
    )
    project.write(
        {
            "bom8.md": b"\xef\xbb\xbf" + text.encode(),
            "le.md": b"\xff\xfe" + text.encode("utf-16-le"),
        }
    )
    project.write(
        {
            "be.md": b"\xfe\xff" + text.encode("utf-16-be"),
            "crlf.md": text.replace("\n", "\r\n"),
        }
    )
    project.write({"cr.md": text.replace("\n", "\r")})
    outcome = project.run("cards", ".", "--format", "jsonl")
    assert (outcome.code, outcome.err) == (0, "")
    assert {
        (card["question"], card["answer"], card["line"])
        for card in outcome.cards
    } == {("Größer?", "Ja — sehr.", 3)}
    assert len(outcome.cards) == 5


def test_cp1252_is_read_as_a_last_resort_with_a_warning(
    project: Project,
) -> None:
    project.write(
        {
            "page.md": question(
                "What is a “café”?", "A place — with coffee."
            ).encode("cp1252")
        }
    )
    outcome = project.run("cards", "page.md", "--format", "jsonl")
    assert outcome.code == 0
    (card,) = outcome.cards
    assert (card["question"], card["answer"]) == (
        "What is a “café”?",
        "A place — with coffee.",
    )
    assert re.search(
        r"^page\.md:1:\d+: warning MK\d{3} ", outcome.err, re.MULTILINE
    )


def test_mojibake_is_repaired_outside_code_only(project: Project) -> None:
    broken = "donâ€™t"
    project.write(
        {
            "page.md": question(
                f"Why {broken} we?", f"We {broken}, but `{broken}` stays."
            )
        }
    )
    card = project.card("page.md")
    assert card["question"] in {"Why don\u2019t we?", "Why don't we?"}
    assert card["answer"] in {
        f"We don\u2019t, but {broken} stays.",
        f"We don't, but {broken} stays.",
    }


def test_faults_of_front_matter_are_reported_with_their_file(
    project: Project,
) -> None:
    faults = {
        "twice": "deck: A\ndeck: B",
        "alias": "x: &a [1]\ny: *a",
        "tag": "x: !!python/object/apply:os.system ['touch pwned']",
        "open": "title: [a, b",
    }
    project.write(
        {
            f"{name}.md": f"---\n{text}\n---\n{COLD_START}"
            for name, text in faults.items()
        }
    )
    project.write(
        {
            "doubled.md": f"---\ntitle: A\n---\n\n---\ntitle: B\n---\n\n{COLD_START}"
        }
    )
    outcome = project.run("check", ".")
    assert outcome.code == 1
    assert {
        problem["place"].split(":")[0]
        for problem in PROBLEM.finditer(outcome.out)
    } == {
        *(f"{name}.md" for name in faults),
        "doubled.md",
    }
    assert "deck: B\n" in outcome.out, "with the line itself"
    assert not (project.root / "pwned").exists()
    assert re.search(r"^twice\.md:3:", outcome.out, re.MULTILINE), (
        "the line of the second key"
    )


def test_mkdocs_yml_with_odd_tags_is_read_and_never_executed(
    project: Project,
) -> None:
    config = (
        "site_name: Odd Site\n"
        "copyright: !ENV [COPYRIGHT, '']\n"
        "markdown_extensions:\n"
        "  - pymdownx.emoji:\n"
        "      emoji_index: !!python/name:material.extensions.emoji.twemoji\n"
        "hooks: !!python/object/apply:os.system ['touch pwned']\n"
        "extra: !relative $config_dir\n"
        "nav:\n  - Start: index.md\n"
    )
    project.write({"mkdocs.yml": config, "docs/index.md": COLD_START})
    outcome = project.run("cards", "--format", "jsonl")
    assert outcome.code == 0, outcome.err
    assert outcome.cards[0]["deck"] == "Odd Site::Start"
    assert not any(path.name == "pwned" for path in project.root.rglob("*"))
    project.write({"mkdocs.yml": "site_name: [unclosed\n"})
    broken = project.run("cards")
    assert broken.code in {1, 2}
    assert re.search(
        r"^mkdocs\.yml:\d+:\d+: error MK\d{3} ", broken.err, re.MULTILINE
    )


# --- includes
# -------------------------------------------------------------------------------------


def test_a_missing_include_is_a_warning_and_never_text_on_a_card(
    project: Project,
) -> None:
    page = (
        question("Why?", "Because.\n\n    {% include-markdown 'gone.md' %}")
        + '--8<-- "gone.txt"\n\n{% include "no.md" %}\n'
    )
    project.write({"page.md": page})
    outcome = project.run("cards", "page.md", "--format", "jsonl")
    assert outcome.code == 0
    assert (
        len(
            re.findall(
                r"^page\.md:\d+:\d+: warning MK\d{3} ",
                outcome.err,
                re.MULTILINE,
            )
        )
        == 3
    )
    (card,) = outcome.cards
    assert card["answer"] == "Because."
    assert "gone" not in json.dumps(card)
    assert "{%" not in json.dumps(card)


def test_an_include_outside_the_root_or_from_the_network_is_an_error(
    project: Project,
) -> None:
    project.write(
        {
            "inner/mkdocs.yml": "site_name: S\n",
            "secret.md": question("Is this a secret?"),
        }
    )
    (project.root / "inner/docs").mkdir()
    (project.root / "inner/docs/link.md").symlink_to(project.root / "secret.md")
    targets = [
        "../../secret.md",
        str(project.root / "secret.md"),
        "https://example.org/page.md",
        "file:///etc/hostname",
    ]
    for target in targets:
        project.write(
            {
                "inner/docs/page.md": COLD_START
                + f'\n{{% include-markdown "{target}" %}}\n'
            }
        )
        outcome = project.run("cards", "inner/docs/page.md")
        assert outcome.code == 1, target
        assert re.search(
            r"^inner/docs/page\.md:5:\d+: error MK\d{3} ",
            outcome.err,
            re.MULTILINE,
        ), target
        assert "secret?" not in outcome.said, target


def test_an_include_that_a_link_leads_outside_is_refused_too(
    project: Project,
) -> None:
    project.write(
        {
            "inner/mkdocs.yml": "site_name: S\n",
            "secret.md": question("Is this a secret?"),
        }
    )
    project.write(
        {
            "inner/docs/page.md": COLD_START
            + '\n{% include-markdown "link.txt" %}\n'
        }
    )
    (project.root / "inner/docs/link.txt").symlink_to(
        project.root / "secret.md"
    )
    outcome = project.run("cards", "inner/docs/page.md")
    assert outcome.code == 1
    assert "error MK" in outcome.err
    assert "secret?" not in outcome.said


def test_includes_in_a_circle_are_an_error_that_shows_the_chain(
    project: Project,
) -> None:
    project.write(
        {
            "a.md": COLD_START + "\n{% include-markdown 'b.md' %}\n",
            "b.md": "{% include-markdown 'c.md' %}\n",
        }
    )
    project.write({"c.md": "{% include-markdown 'a.md' %}\n"})
    outcome = project.run("cards", "a.md")
    assert outcome.code == 1
    assert re.search(r"error MK\d{3} .*a\.md.*b\.md.*c\.md.*a\.md", outcome.err)


def test_includes_are_expanded_with_start_end_and_snippets(
    project: Project,
) -> None:
    part = "Left out?\n\n<!--start-->\nKept **words**.\n<!--end-->\n\nAlso left out.\n"
    include = (
        "{% include-markdown 'part.md' start='<!--start-->' end='<!--end-->' %}"
    )
    project.write(
        {
            "page.md": question("One?", include)
            + question("Two?", '--8<-- "snippet.txt"')
        }
    )
    project.write({"part.md": part, "snippet.txt": "From a snippet.\n"})
    assert {
        card["question"]: card["answer"] for card in project.cards("page.md")
    } == {
        "One?": "Kept words.",
        "Two?": "From a snippet.",
    }


def is_shown(bar: _progress._Bar) -> bool:
    """Whether a bar stands on the terminal and has not ended."""
    return bar._progress is not None and not bar._progress.finished


def test_a_bar_appears_only_after_a_second_and_never_where_there_is_no_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with _progress.progress_bar() as none:
        assert none is None
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with _progress.progress_bar() as bar:
        assert bar is not None
        bar(1, 10)
        assert not is_shown(bar)
        monkeypatch.setattr(_progress, "DELAY", 0.0)
        bar(2, 10)
        assert is_shown(bar)


def test_a_file_that_two_decks_name_is_in_the_first_however_it_is_given(
    project: Project,
) -> None:
    decks = "".join(
        f'[[deck]]\nname = "{name}"\nsources = ["a.md"]\nsplit = "none"\n\n'
        for name in ("First", "Second")
    )
    project.write(
        {"mkdecks.toml": decks, "a.md": "Q: What is red?\n\nA: A colour.\n"}
    )
    assert project.card("a.md")["deck"] == project.card()["deck"] == "First"
