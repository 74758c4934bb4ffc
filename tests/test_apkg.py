"""Packages, judged by the real Anki; each of genanki's known defects is pinned to the way around it."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import genanki
import pytest

from mkdecks.cards.notetypes import MODIFIED, NOTE_TYPES
from mkdecks.model.notes import Card, CardText, Deck
from mkdecks.model.records import Kind, Span
from mkdecks.output.files import plan

from .learner import (
    Imported,
    Learner,
    build_of,
    decks_of,
    package_of,
    sample_project,
)

pytestmark = pytest.mark.slow


ROOT = Path(__file__).parent.parent
PAGE = "# Questions\n" + "".join(
    f'\n??? question "What is {n}?"\n    It is **{n}**.\n'
    for n in ("red", "green", "blue")
)


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    made = Learner(tmp_path / "anki")
    yield made
    made.close()


def rows(package: Path, query: str) -> list[tuple[object, ...]]:
    with (
        zipfile.ZipFile(package) as archive,
        contextlib.closing(sqlite3.connect(":memory:")) as connection,
    ):
        connection.deserialize(archive.read("collection.anki2"))
        return connection.execute(query).fetchall()


def card(kind: Kind = "qa", **fields: str) -> Card:
    front = NOTE_TYPES[kind].field_names[0]
    return Card(
        key="some-id",
        kind=kind,
        fields={front: "front", **fields},
        question="front",
        answer="back",
        deck="A::B",
        tags=("tag",),
        section=(),
        span=Span("p.md", 1),
        dialect="x",
        source="p.md",
        text=CardText(kind, "front", "back"),
        id="some-id",
        position=1,
        modified=5,
    )


def test_the_projects_own_decks_import_whole_and_a_second_import_changes_nothing(
    tmp_path: Path, learner: Learner
) -> None:
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "mkdecks",
            "build",
            "-o",
            str(tmp_path / "all.apkg"),
        ],
        cwd=sample_project(tmp_path / "project"),
        capture_output=True,
        check=True,
    )
    assert run.stdout == b""
    first, second = (
        learner.import_package(tmp_path / "all.apkg") for _ in range(2)
    )
    assert first.found == first.new >= 60
    assert second == Imported(first.found, 0, 0, first.found, 0)
    sides = learner.sides()
    database = learner.collection.db
    assert database is not None
    assert (
        database.scalar(
            "select count() from notes where id not in (select nid from cards)"
        )
        == 0
    )
    for front, back in sides:
        assert "blank" not in front
        assert len(back) > len(front)
    assert any("<img src=" in back for _, back in sides)
    assert any("<table>" in back for _, back in sides)
    assert any('class="highlight"' in back for _, back in sides)


def test_an_edited_answer_reaches_the_learner_and_touches_no_other_note(
    tmp_path: Path, learner: Learner
) -> None:
    old = decks_of(PAGE, tmp_path / "a", now=1_800_000_000)
    learner.import_package(package_of(old, tmp_path, "old.apkg"))
    new = decks_of(
        PAGE.replace("**red**", "**a colour**"),
        tmp_path / "a",
        now=1_800_000_100,
    )
    kept = {c.id: c for c in old[0].cards}
    cards = [
        c if c.text != kept[c.id].text else kept[c.id] for c in new[0].cards
    ]
    log = learner.import_package(
        package_of([Deck(new[0].name, tuple(cards))], tmp_path, "new.apkg")
    )
    assert (log.new, log.updated, log.duplicate) == (0, 1, 2)
    assert "a colour" in learner.note_field(cards[0].id, "Answer")


def test_every_kind_of_note_makes_its_cards(
    tmp_path: Path, learner: Learner
) -> None:
    cards = [
        replace(card("qa", Answer="a"), id="1"),
        replace(
            card(
                "mcq",
                Options="<ol><li>x</li></ol>",
                Answer="<ol><li>x</li></ol>",
            ),
            id="2",
        ),
        replace(card("term", Definition="d"), id="3"),
        replace(card("term", Definition="d", Reverse="1"), id="4"),
        replace(card("cloze", Text="{{c1::a}} and {{c2::b}}"), id="5"),
    ]
    log = learner.import_package(
        package_of([Deck("Kinds", tuple(cards))], tmp_path)
    )
    assert log.new == 5
    assert len(learner.sides()) == 1 + 1 + 1 + 2 + 2


def test_the_same_decks_give_the_same_bytes_whatever_the_clock_and_the_hash_seed_say(
    tmp_path: Path,
) -> None:
    found = set()
    for seed in ("0", "1"):
        folder = tmp_path / f"seed{seed}"
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "SOURCE_DATE_EPOCH": "1800000000",
        }
        command = [
            sys.executable,
            "-m",
            "mkdecks",
            "build",
            "-q",
            "-o",
            str(folder / "x.apkg"),
        ]
        subprocess.run(
            command,
            cwd=sample_project(tmp_path / f"project{seed}"),
            env=environment,
            check=True,
        )
        found.add((folder / "x.apkg").read_bytes())
    assert len(found) == 1


def test_study_order_is_source_order(tmp_path: Path) -> None:
    package = package_of(decks_of(PAGE, tmp_path / "a"), tmp_path)
    assert rows(package, "select due from cards order by id") == [
        (1,),
        (2,),
        (3,),
    ]


def test_genanki_1_no_temporary_file_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    package_of(decks_of(PAGE, tmp_path / "a"), tmp_path / "out")
    assert list(temporary.iterdir()) == []
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["deck.apkg"]


def test_genanki_2_a_failure_leaves_the_old_package(tmp_path: Path) -> None:
    package = package_of(decks_of(PAGE, tmp_path / "a"), tmp_path / "out")
    before = package.read_bytes()
    broken = replace(card(), media={"x.png": tmp_path / "missing.png"})
    with pytest.raises(FileNotFoundError):
        package_of([Deck("Other", (broken,))], tmp_path / "out")
    assert package.read_bytes() == before
    assert [file.name for file in package.parent.iterdir()] == ["deck.apkg"]


def test_genanki_3_packages_are_deflated(tmp_path: Path) -> None:
    with zipfile.ZipFile(
        package_of(decks_of(PAGE, tmp_path / "a"), tmp_path)
    ) as archive:
        assert {entry.compress_type for entry in archive.infolist()} == {
            zipfile.ZIP_DEFLATED
        }


def test_genanki_4_entries_carry_no_time_and_no_mode_of_this_machine(
    tmp_path: Path,
) -> None:
    with zipfile.ZipFile(
        package_of(decks_of(PAGE, tmp_path / "a"), tmp_path)
    ) as archive:
        entries = archive.infolist()
    assert {
        (e.date_time, e.create_system, e.external_attr) for e in entries
    } == {((1980, 1, 1, 0, 0, 0), 3, 0o644 << 16)}


def test_genanki_5_each_note_and_each_note_type_has_a_time_of_its_own(
    tmp_path: Path,
) -> None:
    cards = (
        replace(card(), id="1", modified=11),
        replace(card(), id="2", modified=22),
    )
    package = package_of([Deck("D", cards)], tmp_path)
    assert rows(package, "select guid, mod from notes order by guid") == [
        ("1", 11),
        ("2", 22),
    ]
    models = json.loads(str(rows(package, "select models from col")[0][0]))
    assert {model["mod"] for model in models.values()} == {MODIFIED}


def test_genanki_6_an_empty_field_costs_no_card(
    tmp_path: Path, learner: Learner
) -> None:
    learner.import_package(
        package_of([Deck("D", (card("mcq", Options="o"),))], tmp_path)
    )
    assert len(learner.sides()) == 1


def test_genanki_7_its_quadratic_check_of_the_html_never_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(field: str) -> list[str]:
        raise AssertionError(field)

    monkeypatch.setattr(
        genanki.Note, "_find_invalid_html_tags_in_field", refuse
    )
    package_of([Deck("D", (card("qa", Answer="<" * 20_000),))], tmp_path)


def test_genanki_8_media_are_named_by_what_they_hold(tmp_path: Path) -> None:
    pixel = bytes.fromhex("89504e470d0a1a0a0000000d49484452")
    for folder, data in (("a", pixel), ("b", pixel + b"other")):
        (tmp_path / "p" / folder).mkdir(parents=True)
        (tmp_path / "p" / folder / "x y.png").write_bytes(data)
    page = '# Questions\n\n??? question "What is shown?"\n    ![one](<a/x y.png>) ![two](b/x%20y.png)\n'
    build = build_of({"page.md": page}, tmp_path / "p")
    names = sorted(build.cards[0].media)
    assert len(names) == 2
    assert all(
        f'src="{name}"' in build.cards[0].fields["Answer"] for name in names
    )
    with zipfile.ZipFile(package_of(build.decks, tmp_path)) as archive:
        assert sorted(json.loads(archive.read("media")).values()) == names


def test_deck_ids_are_unique_in_a_package_and_of_a_size_that_anki_takes(
    tmp_path: Path,
) -> None:
    decks = [Deck(f"D{n}", (replace(card(), id=str(n)),)) for n in range(50)]
    described = json.loads(
        str(rows(package_of(decks, tmp_path), "select decks from col")[0][0])
    )
    ids = [
        int(number)
        for number, deck in described.items()
        if deck["name"] != "Default"
    ]
    assert len(set(ids)) == 50
    assert all(1 << 30 <= number < 1 << 32 for number in ids)


@pytest.mark.parametrize(
    ("mode", "files"),
    [
        ("top", ["A", "B"]),
        ("deck", ["A - x", "A - y", "B"]),
        ("single", ["decks"]),
    ],
)
def test_packages_are_cut_as_the_settings_say(
    mode: str, files: list[str]
) -> None:
    decks = [Deck(name, ()) for name in ("A::x", "A::y", "B")]
    assert [
        package.file.stem for package in plan(decks, mode, Path("out"))
    ] == files


@pytest.mark.parametrize(
    ("deck", "file"),
    [("a/b:c?", "a-b-c.apkg"), ("CON", "CON_.apkg"), ("...", "deck.apkg")],
)
def test_package_names_are_names_that_every_system_takes(
    deck: str, file: str
) -> None:
    assert plan([Deck(deck, ())], "top", Path("out"))[0].file.name == file


def test_a_long_deck_name_in_any_script_is_cut_to_a_file_name(
    tmp_path: Path,
) -> None:
    package = plan([Deck("漢字" * 60, (card(),))], "top", tmp_path)[0]
    package.file.write_bytes(b"")
    assert package.file.exists()


def test_a_build_that_is_killed_leaves_the_old_package_whole_and_the_next_one_tidies_up(
    tmp_path: Path,
) -> None:
    target, samples = (
        tmp_path / "dist" / "x.apkg",
        sample_project(tmp_path / "project"),
    )
    command = [
        sys.executable,
        "-m",
        "mkdecks",
        "build",
        "-q",
        "-o",
        str(target),
    ]
    subprocess.run(command, cwd=samples, check=True)
    for wait in (0.1, 0.3, 0.5, 0.6, 0.7):
        process = subprocess.Popen(
            command, cwd=samples, stderr=subprocess.DEVNULL
        )
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.wait()
        with zipfile.ZipFile(target) as archive:
            assert archive.testzip() is None
    (target.parent / ".x.apkg.999999999.mkdecks-tmp").write_bytes(
        b"left by a build that was killed"
    )
    subprocess.run(command, cwd=samples, check=True)
    assert [file.name for file in target.parent.iterdir()] == ["x.apkg"]
