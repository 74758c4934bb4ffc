"""One memory for every way of building: the lock, and packages where it is missing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from . import command
from .learner import Imported, Learner

pytestmark = pytest.mark.slow


LAMBDA = """# AWS Lambda Questions

??? question "1. How long may a Lambda function run?"
    At most **15 minutes** for one invocation.

??? question "2. What is a cold start?"
    The time that Lambda needs to prepare a new execution environment.
"""
QUEUE = '# Queues\n\n??? question "What is a queue?"\n    A line of jobs.\n'
UNCHANGED = (0, 0)


class Folder:
    """A folder in which mkdecks is run, an hour later each time."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.clock = 1_800_000_000

    def write(self, files: dict[str, str]) -> None:
        for name, text in files.items():
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_text(text, "utf-8")

    def run(
        self, *words: str, cwd: str | Path = ""
    ) -> subprocess.CompletedProcess[str]:
        self.clock += 3600
        environment = {
            **os.environ,
            "SOURCE_DATE_EPOCH": str(self.clock),
            "PATH": "",
        }
        return command.run(*words, cwd=self.root / cwd, environment=environment)

    def build(self, *words: str, cwd: str | Path = "") -> str:
        run = self.run("build", *words, cwd=cwd)
        assert run.returncode == 0, run.stderr
        return run.stderr

    def ids(self, *words: str, cwd: str | Path = "") -> dict[str, str]:
        run = self.run("cards", "--format", "jsonl", *words, cwd=cwd)
        cards = [json.loads(line) for line in run.stdout.splitlines()]
        return {card["question"]: card["id"] for card in cards}

    def packages(self) -> list[Path]:
        return sorted(self.root.rglob("*.apkg"))


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    (tmp_path / "notes").mkdir()
    return Folder(tmp_path / "notes")


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    return Learner(tmp_path / "anki")


def news(learner: Learner, packages: list[Path]) -> tuple[int, int]:
    """How many notes an import adds, and how many it updates."""
    imported: list[Imported] = [
        learner.import_package(file) for file in packages
    ]
    return sum(i.new for i in imported), sum(i.updated for i in imported)


def test_an_ad_hoc_deck_that_becomes_a_project_adds_no_note(
    folder: Folder, learner: Learner
) -> None:
    folder.write({"decks/lambda.md": LAMBDA})
    folder.build("decks/lambda.md")
    assert news(learner, folder.packages()) == (2, 0)
    assert folder.run("init").returncode == 0
    (folder.root / "decks/example.md").unlink()
    said = folder.build()
    assert "MK609" in said
    assert (
        "the ids of 2 notes were taken from dist/AWS Lambda Questions.apkg"
        in said
    )
    assert news(learner, folder.packages())[0] == 0
    assert "MK609" not in folder.build()
    assert news(learner, folder.packages()) == UNCHANGED


def test_a_missing_lock_doubles_nothing(
    folder: Folder, learner: Learner
) -> None:
    folder.write(
        {"mkdecks.toml": '[project]\nname = "N"\n', "decks/l.md": LAMBDA}
    )
    folder.build()
    news(learner, folder.packages())
    (folder.root / "mkdecks.lock").unlink()
    folder.write({"mkdecks.toml": '[project]\nname = "Renamed"\n'})
    folder.build()
    assert news(learner, folder.packages())[0] == 0


def test_ids_hang_on_no_folder_that_one_stands_in(folder: Folder) -> None:
    for files in (
        {"a/l.md": LAMBDA},
        {"mkdecks.toml": "", "decks/q.md": QUEUE},
    ):
        folder.write(files)
        page = str(folder.root / "a/l.md")
        found = [
            folder.ids("a/l.md"),
            folder.ids("l.md", cwd="a"),
            folder.ids(page, cwd="/"),
        ]
        assert len(found[0]) == 2
        assert found[0] == found[1] == found[2]


def test_the_root_of_a_project_as_a_path_is_the_whole_of_it(
    folder: Folder,
) -> None:
    config = '[[deck]]\nsources = ["decks/**/*.md"]\n'
    folder.write({"mkdecks.toml": config, "decks/l.md": LAMBDA, "x.md": QUEUE})
    for words, cwd in (
        ((".",), ""),
        ((str(folder.root),), "/"),
        (("..",), "decks"),
    ):
        said = folder.build(*words, cwd=cwd)
        assert "2 cards in 1 deck from 1 source" in said
        assert (folder.root / "mkdecks.lock").exists()
        (folder.root / "mkdecks.lock").unlink()
        shutil.rmtree(folder.root / "dist", ignore_errors=True)


def test_paths_that_cover_a_project_are_the_whole_of_it(folder: Folder) -> None:
    config = '[[deck]]\nsources = ["decks/**/*.md"]\n'
    folder.write(
        {"mkdecks.toml": config, "decks/l.md": LAMBDA, "decks/q.md": QUEUE}
    )
    folder.build("decks/l.md", "-o", "dist")
    assert not (folder.root / "mkdecks.lock").exists()
    folder.build("decks", "-o", "dist")
    assert (folder.root / "mkdecks.lock").exists()


def test_one_lock_beside_the_packages_remembers_each_page(
    folder: Folder,
) -> None:
    folder.write({"a/l.md": LAMBDA, "b/q.md": QUEUE})
    folder.build("a/l.md")
    folder.build("b/q.md")
    lock = (folder.root / "dist/mkdecks.lock").read_text("utf-8")
    assert lock.count('"kind":"qa"') == 3
    assert '"retired"' not in lock
    reworded = LAMBDA.replace(
        "What is a cold start?", "What is a cold start in Lambda?"
    )
    before = folder.ids("a/l.md")
    folder.write({"a/l.md": reworded})
    after = folder.ids("a/l.md")
    assert list(before.values()) == list(after.values())
    assert list(before) != list(after)


def test_a_package_that_mkdecks_has_not_written_is_kept(folder: Folder) -> None:
    folder.write({"l.md": LAMBDA})
    foreign = folder.root / "dist" / "AWS Lambda Questions.apkg"
    foreign.parent.mkdir()
    foreign.write_bytes(b"PK somebody else's")
    run = folder.run("build", "l.md")
    assert run.returncode == 1
    assert "dist/AWS Lambda Questions.apkg" in run.stderr
    assert "MK605" in run.stderr
    assert foreign.read_bytes() == b"PK somebody else's"
    assert not (folder.root / "dist/mkdecks.lock").exists()
    folder.build("l.md", "--force")
    assert foreign.read_bytes() != b"PK somebody else's"
    folder.build("l.md")


def test_a_question_that_stands_twice_is_two_cards(folder: Folder) -> None:
    page = (
        "# Container FAQ\n\n## Docker\n\n### How do you list them?\n\nWith docker ps.\n\n"
        "## Kubernetes\n\n### How do you list them?\n\nWith kubectl get pods.\n\n"
    )
    folder.write({"c.md": page, "d.md": page.replace("Docker", "Podman")})
    run = folder.run("cards", "--format", "jsonl", ".")
    cards = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(cards) == 4
    assert len({card["id"] for card in cards}) == 4
    assert "MK401" not in run.stderr


def test_text_for_anki_lands_on_the_notes_of_the_package(
    folder: Folder, learner: Learner
) -> None:
    root = Path(__file__).parent.parent
    decks = str(root / "decks")
    folder.build(decks, "-o", "all.apkg")
    (package,) = folder.packages()
    new, _ = news(learner, [package])
    run = folder.run("cards", "--format", "tsv", decks)
    assert run.returncode == 0, run.stderr
    text = folder.root / "notes.tsv"
    text.write_text(run.stdout, "utf-8")
    log = learner.import_text(text)
    assert new > 200
    assert log.new == 0
    assert log.updated + log.duplicate == new


@pytest.mark.parametrize("ending", ["", ".txt", ".md", ".markdown"])
@pytest.mark.parametrize(
    "sample", ["aws/lambda/basics.md", "devops/terraform-article.txt"]
)
def test_a_page_is_read_by_what_it_holds(
    folder: Folder, sample: str, ending: str
) -> None:
    source = Path(__file__).parent.parent / "decks" / sample
    outcomes = []
    for name in (source.name, source.stem + ending):
        shutil.rmtree(folder.root)
        folder.root.mkdir()
        shutil.copy(source, folder.root / name)
        run = folder.run("cards", "--format", "jsonl", name)
        cards = [json.loads(line) for line in run.stdout.splitlines()]
        for card in cards:
            del card["source"]
        outcomes.append(cards)
    assert outcomes[0] == outcomes[1]
    assert outcomes[0]


def test_a_web_page_is_one_whatever_its_ending_says(folder: Folder) -> None:
    page = (
        "<!doctype html><html><head><title>Bread FAQ</title></head><body><main>"
        "<h1>Bread FAQ</h1><details><summary>What is crumb?</summary><p>The inside."
        "</p></details></main></body></html>"
    )
    folder.write({"page.md": page, "page.txt": page})
    assert folder.ids("page.md") == folder.ids("page.txt")
    assert list(folder.ids("page.md")) == ["What is crumb?"]


def test_a_mistake_stands_on_the_line_of_its_own_table(folder: Folder) -> None:
    config = (
        '[project]\nname = "N"\n\n[[deck]]\nname = "A"\nsources = ["*.md"]\n\n'
        '[[deck]]\nname = 3\nsources = ["*.md"]\nsplt = "file"\n'
    )
    folder.write({"mkdecks.toml": config, "l.md": LAMBDA})
    said = folder.run("build", "--output-format", "concise").stderr
    assert "mkdecks.toml:9:1: error MK902 'name' is 3" in said
    assert (
        "mkdecks.toml:11:1: error MK901 'splt' is not a setting of [deck]"
        in said
    )
