"""What a project remembers: its lock, the ids and times of its cards, those that went, and what changed since.

To be added to conftest.py's ``pytest_addoption``:

    parser.addoption("--all-histories", action="store_true", help="run all 300 simulated histories, not only 12")
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from .history_simulation import (
    CONFIG,
    DAY,
    HOUR,
    RETIRED,
    PackedNote,
    Run,
    Simulation,
    mkdecks,
    notes_in,
)
from .learner import Imported, Learner

pytestmark = pytest.mark.slow


START = 1_800_000_000
LOCK = "mkdecks.lock"
BASICS, OBJECTS, CLOUD = (
    "python/basics.md",
    "python/objects.md",
    "cloud/services.md",
)
LIST = "What is a list comprehension good for?"
LOCKED = "What does the global interpreter lock prevent?"
DEFAULTS = "Why are default arguments evaluated only once?"
SLOTS = "What do slots save in a class?"
COLD = "What is a cold start of a function?"
ZONE = "What does an availability zone consist of?"
ANSWERS = {
    LIST: "It makes a list out of any iterable. A condition can filter the items.",
    LOCKED: "Two threads running bytecode at once. Reading from a socket releases it.",
    DEFAULTS: "The def statement runs once. It stores them with the function.",
    SLOTS: "The dictionary of each instance. Other attributes are then refused.",
    COLD: "The wait until a fresh sandbox is ready. Provisioned concurrency avoids it.",
    ZONE: "One or more data centres. Fast links join the zones of a region.",
}
PAGES = {
    BASICS: (LIST, LOCKED, DEFAULTS),
    OBJECTS: (SLOTS,),
    CLOUD: (COLD, ZONE),
}
ENDLESS = "\n{% include-markdown 'services.md' %}\n"
PROBLEM_OF_THE_LOCK = re.compile(
    r"mkdecks\.lock:(\d+)(?::\d+)?: error MK\d{3} \S"
)


# --- a project with a past
# ------------------------------------------------------------------------


def page(cards: Mapping[str, str], *, tags: str = "") -> str:
    """A page of interview questions."""
    front = f"---\ntags: [{tags}]\n---\n" if tags else ""
    asked = "".join(
        f"\n## {question}\n\n{answer}\n" for question, answer in cards.items()
    )
    return f"{front}# Interview questions\n{asked}"


class Project:
    """A folder with a config, its pages as mappings of questions to answers, and a clock."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.clock = START
        self.pages = {
            path: {question: ANSWERS[question] for question in asked}
            for path, asked in PAGES.items()
        }
        self.tags: dict[str, str] = {}

    def configure(self, settings: str = "") -> None:
        self.root.mkdir(parents=True, exist_ok=True)
        config = CONFIG.replace("[project]\n", f"[project]\n{settings}", 1)
        (self.root / "mkdecks.toml").write_text(
            config.replace('"folders"', '"front-matter"'), "utf-8"
        )

    def write(self) -> None:
        for old in [
            *self.root.glob("python/*.md"),
            *self.root.glob("cloud/*.md"),
        ]:
            old.unlink()
        for path, cards in self.pages.items():
            (self.root / path).parent.mkdir(exist_ok=True)
            (self.root / path).write_text(
                page(cards, tags=self.tags.get(path, "")), "utf-8"
            )

    def run(self, *words: str) -> Run:
        self.write()
        return mkdecks(self.root, *words, clock=self.clock)

    def build(self, *words: str) -> dict[str, PackedNote]:
        """A build an hour later that must succeed; its notes by their questions."""
        self.clock += HOUR
        outcome = self.run("build", *words)
        assert outcome.code == 0, outcome.said
        return self.notes()

    def notes(self, *packages: Path) -> dict[str, PackedNote]:
        found = notes_in(packages or (self.root / "dist").glob("*.apkg"))
        assert len({note.guid for note in found}) == len(found), (
            "no id lies in two places"
        )
        return {note.question: note for note in found}

    def written(self) -> dict[str, bytes]:
        """What builds have written: packages, the lock and whatever else."""
        files = [
            path
            for path in self.root.rglob("*")
            if path.is_file() and path.suffix not in {".md", ".toml"}
        ]
        return {path.name: path.read_bytes() for path in sorted(files)}

    @property
    def lock(self) -> Path:
        return self.root / LOCK

    # -- what authors do --

    def answer(self, question: str, answer: str) -> None:
        self._page_of(question)[question] = answer

    def reword(self, old: str, new: str) -> None:
        cards = self._page_of(old)
        kept = {
            new if question == old else question: answer
            for question, answer in cards.items()
        }
        cards.clear()
        cards.update(kept)

    def remove(self, question: str) -> str:
        return self._page_of(question).pop(question)

    def move(self, question: str, path: str) -> None:
        answer = self.remove(question)
        self.pages.setdefault(path, {})[question] = answer

    def _page_of(self, question: str) -> dict[str, str]:
        return next(cards for cards in self.pages.values() if question in cards)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project of six cards that was never built."""
    made = Project(tmp_path / "project")
    made.configure()
    return made


@pytest.fixture
def released(project: Project) -> Project:
    """The same, built once."""
    project.build()
    return project


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    made = Learner(tmp_path / "anki")
    yield made
    made.close()


def retired(notes: Mapping[str, PackedNote]) -> set[str]:
    return {question for question, note in notes.items() if note.retired}


# --- what a learner sees
# --------------------------------------------------------------------------


def test_of_five_notes_a_new_release_adds_one_and_updates_the_three_that_changed(
    project: Project, learner: Learner
) -> None:
    project.pages = {
        BASICS: {
            question: ANSWERS[question]
            for question in (LIST, LOCKED, DEFAULTS, SLOTS)
        }
    }
    project.pages[CLOUD] = {
        "What is a cold strat of a function?": ANSWERS[COLD]
    }
    project.build()
    assert imported(project, learner) == Imported(5, 5, 0, 0, 0)
    project.build()
    assert imported(project, learner) == Imported(5, 0, 0, 5, 0)
    project.answer(LIST, ANSWERS[LIST] + " It is fast.")
    project.reword("What is a cold strat of a function?", COLD)
    project.remove(DEFAULTS)
    project.pages[CLOUD][ZONE] = ANSWERS[ZONE]
    project.build()
    assert imported(project, learner) == Imported(6, 1, 3, 2, 0)
    (found,) = learner.collection.find_notes(f"tag:{RETIRED}")
    assert DEFAULTS in learner.collection.get_note(found)["Question"]
    assert len(learner.collection.find_notes("")) == 6


def imported(project: Project, learner: Learner) -> Imported:
    """All packages imported: the sum of what Anki said of each. A duplicate is a note that it left as it was."""
    told = [
        learner.import_package(package)
        for package in sorted(project.root.glob("dist/*.apkg"))
    ]
    return Imported(*(sum(numbers) for numbers in zip(*told, strict=True)))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "history" in metafunc.fixturenames:
        metafunc.parametrize(
            "history",
            range(
                300
                if metafunc.config.getoption("--all-histories", False)
                else 12
            ),
        )


def test_a_learner_keeps_every_note_and_review_through_any_history(
    history: int, tmp_path: Path
) -> None:
    Simulation(tmp_path, history).run(steps=8)


# --- the lock
# -------------------------------------------------------------------------------------


def test_a_build_writes_packages_and_a_lock_with_a_line_for_each_card(
    released: Project,
) -> None:
    assert {*released.written()} == {"Python.apkg", "Cloud.apkg", LOCK}
    notes = released.notes()
    assert len(notes) == 6
    lines = released.lock.read_text("utf-8").splitlines()
    holders = [
        [line for line in lines if note.guid in line] for note in notes.values()
    ]
    assert [len(lines_of_note) for lines_of_note in holders] == [1] * 6
    assert len({line for (line,) in holders}) == 6


def test_the_first_build_dates_its_notes_by_source_date_epoch(
    released: Project,
) -> None:
    assert {note.mod for note in released.notes().values()} == {released.clock}


def test_a_later_build_of_the_same_sources_writes_the_same_bytes(
    released: Project,
) -> None:
    before = released.written()
    released.clock += 30 * DAY
    released.build()
    assert released.written() == before


def test_a_changed_card_changes_its_line_of_the_lock_and_no_other_cards(
    released: Project,
) -> None:
    before = released.lock.read_text("utf-8").splitlines()
    released.answer(LOCKED, "Something else altogether.")
    changed = released.build()[LOCKED]
    after = released.lock.read_text("utf-8").splitlines()
    others = [
        note.guid
        for note in released.notes().values()
        if note.guid != changed.guid
    ]
    assert [
        line for line in before if any(guid in line for guid in others)
    ] == [line for line in after if any(guid in line for guid in others)]
    assert before != after


@pytest.mark.parametrize("wait", [0, 40 * DAY])
def test_a_fresh_copy_of_the_folder_without_packages_builds_the_same_bytes(
    released: Project, wait: int
) -> None:
    released.reword(LIST, "What are list comprehensions good for?")
    released.remove(SLOTS)
    released.pages[OBJECTS]["Which method makes an object callable?"] = (
        "The one named call."
    )
    released.build()
    copy = Project(released.root.parent / "elsewhere")
    shutil.copytree(
        released.root, copy.root, ignore=shutil.ignore_patterns("dist", ".*")
    )
    copy.pages, copy.clock = released.pages, released.clock + wait - HOUR
    copy.build()
    assert copy.written() == released.written()


# --- a card is recognised
# -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("What is a list comprehenson good for?", LIST, id="typo"),
        pytest.param(
            LOCKED, "What did the global interpreter lock prevent?", id="tense"
        ),
        pytest.param(
            DEFAULTS,
            "Why are default arguments of a Python function evaluated only once?",
            id="added words",
        ),
        pytest.param(
            LOCKED,
            "What does the global interpreter lock hinder?",
            id="synonym",
        ),
        pytest.param(
            SLOTS,
            "What would slots save in a Python class?",
            id="several words",
        ),
        pytest.param(
            ZONE, "What is an availability zone made of?", id="freely"
        ),
    ],
)
def test_a_reworded_question_keeps_its_id(
    project: Project, old: str, new: str
) -> None:
    (asked,) = {old, new} & ANSWERS.keys()
    project.reword(asked, old)
    before = project.build()
    project.reword(old, new)
    after = project.build()
    assert after[new].guid == before[old].guid
    assert after[new].mod == project.clock
    assert len(after) == len(before)


def test_a_question_reworded_again_and_again_keeps_its_id(
    released: Project,
) -> None:
    first, asked = released.notes()[COLD], COLD
    for wording in (
        "What is a cold start of a Lambda function?",
        "What is meant by a cold start of a Lambda function?",
    ):
        released.reword(asked, wording)
        asked = wording
        assert released.build()[asked].guid == first.guid


def test_a_card_keeps_its_id_when_its_answer_changed(released: Project) -> None:
    before = released.notes()
    released.answer(ZONE, "Buildings with power of their own.")
    after = released.build()
    assert (after[ZONE].guid, after[ZONE].mod) == (
        before[ZONE].guid,
        released.clock,
    )
    assert after[ZONE].answer == "Buildings with power of their own."


def test_cards_keep_their_ids_when_their_file_is_renamed(
    released: Project,
) -> None:
    before = released.notes()
    released.pages["python/a-new-name.md"] = released.pages.pop(BASICS)
    assert ids(released.build()) == ids(before)


def test_cards_keep_their_ids_when_their_file_moves_to_another_deck(
    released: Project,
) -> None:
    before = released.notes()
    released.pages["cloud/objects.md"] = released.pages.pop(OBJECTS)
    after = released.build()
    assert ids(after) == ids(before)
    assert (before[SLOTS].deck, after[SLOTS].deck) == ("Python", "Cloud")


def test_a_card_keeps_its_id_when_it_moves_to_another_deck(
    released: Project,
) -> None:
    before = released.notes()
    released.move(LOCKED, CLOUD)
    after = released.build()
    assert ids(after) == ids(before)
    assert (after[LOCKED].deck, retired(after)) == ("Cloud", set())


def test_cards_keep_their_ids_and_times_when_their_order_changes(
    released: Project,
) -> None:
    before = released.notes()
    released.pages[BASICS] = dict(reversed(released.pages[BASICS].items()))
    after = released.build()
    assert after == before


def test_cards_keep_their_ids_and_times_when_a_neighbour_comes_or_goes(
    released: Project,
) -> None:
    before = released.notes()
    new = "How are exceptions chained together?"
    released.remove(LOCKED)
    released.pages[BASICS] = {
        new: "With raise from, which stores the cause.",
        **released.pages[BASICS],
    }
    after = released.build()
    assert after[new].guid not in ids(before).values()
    for question in before.keys() - {LOCKED}:
        assert after[question] == before[question]


def test_two_cards_that_swap_their_files_keep_their_ids(
    released: Project,
) -> None:
    before = released.notes()
    released.move(LIST, CLOUD)
    released.move(COLD, BASICS)
    assert ids(released.build()) == ids(before)


def test_a_card_is_recognised_when_several_things_happen_at_once(
    released: Project,
) -> None:
    before = released.notes()
    new = "What does the global interpreter lock of CPython prevent?"
    released.move(LOCKED, CLOUD)
    released.reword(LOCKED, new)
    released.answer(new, ANSWERS[LOCKED] + " Processes are not held up by it.")
    released.pages["cloud/moved.md"] = dict(
        reversed(released.pages.pop(CLOUD).items())
    )
    released.remove(LIST)
    after = released.build()
    assert after[new].guid == before[LOCKED].guid
    assert retired(after) == {LIST}
    assert {
        after[question].guid for question in (COLD, ZONE, SLOTS, DEFAULTS)
    } == {before[question].guid for question in (COLD, ZONE, SLOTS, DEFAULTS)}


def ids(notes: Mapping[str, PackedNote]) -> dict[str, str]:
    return {question: note.guid for question, note in notes.items()}


# --- another card is another card
# -----------------------------------------------------------------


def test_two_short_questions_that_differ_in_one_word_are_two_cards(
    released: Project,
) -> None:
    released.pages[OBJECTS]["What is a list?"] = "A sequence that can grow."
    before = released.build()["What is a list?"]
    released.remove("What is a list?")
    released.pages[OBJECTS]["What is a tuple?"] = (
        "Several values of fixed number, each with a meaning by its place."
    )
    after = released.build()
    assert after["What is a tuple?"].guid != before.guid
    assert after["What is a list?"].guid == before.guid
    assert retired(after) == {"What is a list?"}


def test_one_short_answer_to_quite_another_question_is_another_card(
    released: Project,
) -> None:
    old, new = (
        "Which service stores objects durably?",
        "Where do access logs of CloudFront end up?",
    )
    released.pages[CLOUD][old] = "S3"
    before = released.build()
    released.remove(old)
    released.pages[CLOUD][new] = "S3"
    after = released.build()
    assert after[new].guid != before[old].guid
    assert retired(after) == {old}


@pytest.mark.parametrize(
    "page", [OBJECTS, BASICS], ids=["another page", "the same page"]
)
def test_a_new_card_with_the_old_wording_of_a_reworded_one_gets_an_id_of_its_own(
    released: Project, page: str
) -> None:
    before = released.notes()[LIST]
    reworded = "What are list comprehensions good for?"
    released.reword(LIST, reworded)
    released.build()
    released.pages[page][LIST] = (
        "For readers who know set notation from school."
    )
    after = released.build()
    assert after[reworded].guid == before.guid
    assert after[LIST].guid != before.guid
    assert ids(released.build()) == ids(after)


# --- times
# ----------------------------------------------------------------------------------------


def test_a_note_is_dated_later_when_it_changed_and_only_then(
    released: Project,
) -> None:
    before = released.notes()
    released.answer(COLD, "A wait.")
    after = released.build()
    assert after[COLD].mod == released.clock > before[COLD].mod
    for question in before.keys() - {COLD}:
        assert after[question] == before[question]


def test_a_change_that_is_taken_back_is_a_change(released: Project) -> None:
    released.answer(COLD, "A wait.")
    changed = released.build()[COLD]
    released.answer(COLD, ANSWERS[COLD])
    assert released.build()[COLD].mod > changed.mod


def test_times_rise_even_when_the_clock_went_back(released: Project) -> None:
    before = released.notes()
    released.clock -= 2 * DAY
    released.answer(COLD, "A wait.")
    after = released.build()
    assert after[COLD].mod == before[COLD].mod + 1
    assert after[ZONE] == before[ZONE]
    released.answer(COLD, ANSWERS[COLD])
    assert released.build()[COLD].mod == before[COLD].mod + 2


def test_a_card_is_dated_later_when_it_is_retired_and_when_it_comes_back(
    released: Project,
) -> None:
    times = [released.notes()[SLOTS].mod]
    released.pages[OBJECTS]["Which method makes an object callable?"] = (
        "The one named call."
    )
    answer = released.remove(SLOTS)
    times.append(released.build()[SLOTS].mod)
    released.build()
    released.pages[OBJECTS][SLOTS] = answer
    times.append(released.build()[SLOTS].mod)
    assert times == sorted(set(times))


# --- cards that went
# ------------------------------------------------------------------------------


def test_a_removed_card_stays_with_a_tag_and_its_words(
    released: Project,
) -> None:
    before = released.notes()[LOCKED]
    released.remove(LOCKED)
    after = released.build()
    assert retired(after) == {LOCKED}
    assert after[LOCKED].guid == before.guid
    assert after[LOCKED].fields[:2] == before.fields[:2]
    assert released.build() == after, "and nothing more happens to it"


@pytest.mark.parametrize(
    ("settings", "releases"), [("", 10), ("retired_releases = 3\n", 3)]
)
def test_a_retired_card_stays_for_as_many_releases_as_the_settings_say(
    project: Project, settings: str, releases: int
) -> None:
    project.configure(settings)
    project.build()
    project.remove(LOCKED)
    assert releases_with(project, LOCKED, of=releases + 3) == releases


def releases_with(project: Project, question: str, *, of: int) -> int:
    """How many of the next releases, each of which edits a card, hold a retired note; once gone it stays away."""
    held = []
    for number in range(of):
        project.answer(COLD, f"Attempt {number} at an answer.")
        held.append(question in retired(project.build()))
    assert held == sorted(held, reverse=True)
    return sum(held)


def test_builds_that_change_nothing_are_no_releases(project: Project) -> None:
    project.configure("retired_releases = 2\n")
    project.build()
    project.remove(LOCKED)
    for _ in range(6):
        assert retired(project.build()) == {LOCKED}


@pytest.mark.parametrize("path", [BASICS, OBJECTS, CLOUD])
def test_a_restored_card_gets_its_old_id_and_loses_the_tag(
    released: Project, path: str
) -> None:
    before = released.notes()[LOCKED]
    answer = released.remove(LOCKED)
    released.build()
    released.pages[path][LOCKED] = answer
    after = released.build()
    assert (after[LOCKED].guid, after[LOCKED].tags) == (
        before.guid,
        before.tags,
    )
    assert retired(after) == set()


def test_a_card_that_was_reworded_and_removed_comes_back_as_itself(
    released: Project,
) -> None:
    before, reworded = (
        released.notes()[LIST],
        "What are list comprehensions good for?",
    )
    released.reword(LIST, reworded)
    released.build()
    answer = released.remove(reworded)
    released.build()
    released.pages[BASICS][reworded] = answer
    assert released.build()[reworded].guid == before.guid


def test_retired_cards_are_dropped_where_the_settings_say_so(
    project: Project,
) -> None:
    project.configure('retired = "drop"\n')
    before = project.build()
    project.remove(LOCKED)
    after = project.build()
    assert {*after} == {*before} - {LOCKED}
    assert retired(after) == set()


def test_retired_cards_are_tagged_where_the_settings_say_so(
    project: Project,
) -> None:
    project.configure('retired = "tag"\n')
    project.build()
    project.remove(LOCKED)
    assert retired(project.build()) == {LOCKED}


@pytest.mark.parametrize(
    "settings", ['retired = "hide"\n', 'retired_releases = "many"\n']
)
def test_other_settings_for_retired_cards_are_refused(
    project: Project, settings: str
) -> None:
    project.configure(settings)
    outcome = project.run("build")
    assert outcome.code == 2
    assert re.search(
        r"mkdecks\.toml:2:\d+: error MK\d{3} .*retired", outcome.said
    )
    assert project.written() == {}


# --- builds of a part
# -----------------------------------------------------------------------------


def test_a_build_of_named_paths_retires_nothing_and_leaves_the_lock(
    released: Project, tmp_path: Path
) -> None:
    before, lock, part = (
        released.notes(),
        released.lock.read_bytes(),
        tmp_path / "part.apkg",
    )
    released.remove(LOCKED)
    released.answer(LIST, "It is shorter than a loop.")
    released.clock += HOUR
    assert released.run("build", "python", "-o", str(part)).code == 0
    found = released.notes(part)
    assert {*found} == {LIST, DEFAULTS, SLOTS}
    assert all(
        note.guid == before[question].guid and not note.retired
        for question, note in found.items()
    )
    assert released.lock.read_bytes() == lock


def test_a_build_of_named_paths_recognises_cards_by_the_lock(
    released: Project, tmp_path: Path
) -> None:
    before, lock, part = (
        released.notes(),
        released.lock.read_bytes(),
        tmp_path / "part.apkg",
    )
    released.reword(LIST, "What are list comprehensions good for?")
    released.clock += HOUR
    assert released.run("build", BASICS, "-o", str(part)).code == 0
    found = released.notes(part)
    assert (
        found["What are list comprehensions good for?"].guid
        == before[LIST].guid
    )
    assert (
        found["What are list comprehensions good for?"].mod > before[LIST].mod
    )
    assert found[LOCKED].mod == before[LOCKED].mod
    assert released.lock.read_bytes() == lock


def test_a_build_of_named_paths_starts_no_lock(project: Project) -> None:
    assert project.run("build", "python").code == 0
    assert not project.lock.exists()


def test_a_build_with_another_dialect_enabled_leaves_the_lock(
    released: Project,
) -> None:
    lock = released.lock.read_bytes()
    released.answer(LIST, "It is shorter than a loop.")
    released.clock += HOUR
    assert released.run("build", "--enable", "every-heading").code == 0
    assert released.lock.read_bytes() == lock


def test_a_build_with_errors_writes_nothing(released: Project) -> None:
    before = released.written()
    released.answer(ZONE, ANSWERS[ZONE] + ENDLESS)
    released.remove(LOCKED)
    released.clock += HOUR
    assert released.run("build").code == 1
    assert released.written() == before


def test_a_build_that_keeps_going_past_errors_retires_nothing(
    released: Project,
) -> None:
    before = released.notes()
    released.answer(ZONE, ANSWERS[ZONE] + ENDLESS)
    removed = released.remove(LOCKED)
    released.clock += HOUR
    assert released.run("build", "--keep-going").code == 1
    assert retired(released.notes()) == set()
    released.answer(ZONE, ANSWERS[ZONE])
    released.pages[BASICS][LOCKED] = removed
    after = released.build()
    assert ids(after) == ids(before)
    assert retired(after) == set()


# --- --locked and --check
# -------------------------------------------------------------------------


@pytest.mark.parametrize("option", ["--locked", "--check"])
def test_nothing_is_amiss_where_nothing_changed(
    released: Project, option: str
) -> None:
    before = released.written()
    released.clock += DAY
    assert released.run("build", option).code == 0
    assert released.written() == before


@pytest.mark.parametrize("option", ["--locked", "--check"])
@pytest.mark.parametrize("edit", ["answer", "reword", "remove", "add"])
def test_a_change_ends_in_1_and_writes_nothing(
    released: Project, option: str, edit: str
) -> None:
    before = released.written()
    match edit:
        case "answer":
            released.answer(LIST, "It is shorter than a loop.")
        case "reword":
            released.reword(LIST, "What are list comprehensions good for?")
        case "remove":
            released.remove(LIST)
        case _:
            released.pages[BASICS]["How are exceptions chained?"] = (
                "With raise from."
            )
    released.clock += DAY
    outcome = released.run("build", option)
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err
    assert released.written() == before


def test_without_a_lock_both_end_in_1_and_write_nothing(
    project: Project,
) -> None:
    for option in ("--locked", "--check"):
        assert project.run("build", option).code == 1
        assert project.written() == {}


# --- what changed
# ---------------------------------------------------------------------------------

NEW = "How are exceptions chained together?"
REWORDED = "What are list comprehensions good for?"
KINDS = {
    "added": NEW,
    "changed": COLD,
    "reworded": REWORDED,
    "moved": DEFAULTS,
    "retired": LOCKED,
    "retagged": SLOTS,
}


@pytest.fixture
def edited(released: Project, tmp_path: Path) -> Project:
    """A released project, its package kept as old.apkg, and then one edit of each kind that nobody built."""
    assert released.run("build", "-o", str(tmp_path / "old.apkg")).code == 0
    released.answer(
        COLD, ANSWERS[COLD].replace("fresh sandbox", "pristine sandbox")
    )
    released.reword(LIST, REWORDED)
    released.move(DEFAULTS, CLOUD)
    released.remove(LOCKED)
    released.tags[OBJECTS] = "memory"
    released.pages[BASICS][NEW] = "With raise from, which stores the cause."
    released.clock += DAY
    return released


@pytest.fixture
def sides(
    edited: Project, tmp_path: Path, request: pytest.FixtureRequest
) -> tuple[str, ...]:
    """What is compared, as the arguments of ``diff``: lock and sources, a package and sources, or two packages."""
    old, new = tmp_path / "old.apkg", tmp_path / "new.apkg"
    if request.param == "packages":
        lock = edited.lock.read_bytes()
        assert edited.run("build", "-o", str(new)).code == 0
        edited.lock.write_bytes(lock)
    chosen = {
        "lock": (),
        "package": (str(old),),
        "packages": (str(old), str(new)),
    }
    return chosen[request.param]


all_sides = pytest.mark.parametrize(
    "sides", ["lock", "package", "packages"], indirect=True
)


@all_sides
def test_diff_tells_every_kind_of_change_in_words(
    edited: Project, sides: tuple[str, ...]
) -> None:
    before = edited.written()
    outcome = edited.run("diff", *sides)
    assert outcome.code == 0, outcome.said
    for kind, question in KINDS.items():
        assert re.search(rf"\b{kind}\b", outcome.out, re.IGNORECASE), kind
        assert shown(question, outcome.out), kind
    assert ZONE not in outcome.out, "what did not change is not told"
    assert edited.written() == before


def shown(question: str, text: str) -> bool:
    """Whether a question is told, be it as a difference of words."""
    return question in text or all(
        word in text for word in question.rstrip("?").split()
    )


@pytest.mark.parametrize("output_format", ["text", "markdown"])
@pytest.mark.parametrize("sides", ["package", "packages"], indirect=True)
def test_diff_shows_the_words_that_changed(
    edited: Project, sides: tuple[str, ...], output_format: str
) -> None:
    told = edited.run("diff", *sides, "--output-format", output_format).out
    assert "fresh" in told
    assert "pristine" in told


@all_sides
def test_diff_as_json_is_data(edited: Project, sides: tuple[str, ...]) -> None:
    outcome = edited.run("diff", *sides, "--output-format", "json")
    assert outcome.code == 0, outcome.said
    told = list(flat(json.loads(outcome.out)))
    for kind, question in KINDS.items():
        assert kind in told, kind
        assert question in told, kind
    assert ZONE not in told


def flat(value: object) -> Iterator[object]:
    """Every key and value inside JSON, however deep."""
    if isinstance(value, dict):
        yield from value
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from flat(inner)
    else:
        yield value


@all_sides
def test_diff_as_markdown_is_fit_for_release_notes(
    edited: Project, sides: tuple[str, ...]
) -> None:
    outcome = edited.run("diff", *sides, "--output-format", "markdown")
    assert outcome.code == 0, outcome.said
    assert re.search(r"^(#+|[-*]) ", outcome.out, re.MULTILINE)
    for kind, question in KINDS.items():
        assert re.search(rf"\b{kind}\b", outcome.out, re.IGNORECASE), kind
        assert shown(question, re.sub(r"[*~_`]|</?\w+>", "", outcome.out)), kind


@all_sides
def test_diff_exits_with_1_where_that_is_asked_for(
    edited: Project, sides: tuple[str, ...]
) -> None:
    assert edited.run("diff", *sides, "--exit-code").code == 1


def test_diff_of_what_did_not_change_tells_nothing(released: Project) -> None:
    packages = [str(path) for path in sorted(released.root.glob("dist/*.apkg"))]
    released.clock += DAY
    for sides in ((), (packages[0], packages[0])):
        outcome = released.run("diff", *sides, "--exit-code")
        assert outcome.code == 0, outcome.said
        assert not any(question in outcome.said for question in ANSWERS)


def test_diff_reports_a_package_that_is_none(released: Project) -> None:
    (released.root / "broken.apkg").write_bytes(b"no package")
    outcome = released.run("diff", "broken.apkg")
    assert outcome.code in {1, 2}
    assert "broken.apkg" in outcome.said


# --- outside a project
# ----------------------------------------------------------------------------


class Notes:
    """One page outside any project, built again and again into one package."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.cards = {
            question: ANSWERS[question] for question in (LIST, LOCKED, DEFAULTS)
        }
        self.clock = START

    def build(self) -> dict[str, PackedNote]:
        self.clock += HOUR
        (self.folder / "notes.md").write_text(page(self.cards), "utf-8")
        outcome = mkdecks(
            self.folder,
            "build",
            "notes.md",
            "-o",
            "notes.apkg",
            clock=self.clock,
        )
        assert outcome.code == 0, outcome.said
        assert {path.name for path in self.folder.iterdir()} == {
            "notes.md",
            "notes.apkg",
            "mkdecks.lock",
        }
        return {
            note.question: note
            for note in notes_in([self.folder / "notes.apkg"])
        }


@pytest.fixture
def notes(tmp_path: Path) -> Notes:
    (tmp_path / "loose").mkdir()
    return Notes(tmp_path / "loose")


def test_an_untouched_page_outside_a_project_builds_the_same_notes(
    notes: Notes,
) -> None:
    first = notes.build()
    package = (notes.folder / "notes.apkg").read_bytes()
    assert notes.build() == first
    assert (notes.folder / "notes.apkg").read_bytes() == package


def test_a_package_outside_a_project_remembers_ids_and_times(
    notes: Notes,
) -> None:
    before = notes.build()
    notes.cards = {
        REWORDED: notes.cards[LIST],
        LOCKED: "Threads at once.",
        DEFAULTS: notes.cards[DEFAULTS],
    }
    after = notes.build()
    assert after[REWORDED].guid == before[LIST].guid
    assert after[LOCKED].guid == before[LOCKED].guid
    assert after[REWORDED].mod == after[LOCKED].mod == notes.clock
    assert after[DEFAULTS] == before[DEFAULTS]


def test_a_package_outside_a_project_still_knows_a_question_reworded_twice(
    notes: Notes,
) -> None:
    first = notes.build()[LIST]
    for wording in (
        REWORDED,
        "What are list comprehensions in Python good for?",
    ):
        notes.cards = {wording: ANSWERS[LIST], LOCKED: ANSWERS[LOCKED]}
        assert notes.build()[wording].guid == first.guid


def test_a_build_outside_a_project_retires_what_its_page_has_lost(
    notes: Notes,
) -> None:
    notes.build()
    del notes.cards[LOCKED]
    assert retired(notes.build()) == {LOCKED}


# --- a broken lock
# --------------------------------------------------------------------------------


def truncated(text: str) -> tuple[str, int | None]:
    """Cut within the last line that holds a card."""
    lines = text.rstrip("\n").split("\n")
    number = max(
        number
        for number, line in enumerate(lines)
        if re.search(r"[0-9a-f]{20}", line)
    )
    kept = [*lines[:number], lines[number][: len(lines[number]) // 2]]
    return "\n".join(kept), None


def emptied(_text: str) -> tuple[str, int | None]:
    return "", None


def garbage(_text: str) -> tuple[str, int | None]:
    return "It was a dark and stormy night;\nthe rain fell in torrents.\n", 1


def noise(_text: str) -> tuple[str, int | None]:
    return "\x00\x01\x02\x7f" * 50, 1


def edited_by_hand(text: str) -> tuple[str, int | None]:
    """A time of the first build is now a word."""
    time = re.search(
        rf"{START + HOUR}|2027-01-15[T ]09:00:00(?:Z|\+00:00)?", text
    )
    assert time, "the lock holds the time of the first build"
    return text[: time.start()] + "soon" + text[time.end() :], text[
        : time.start()
    ].count("\n") + 1


def in_conflict(text: str) -> tuple[str, int | None]:
    """A merge that git left to be resolved, around the last line."""
    lines = text.rstrip("\n").split("\n")
    *kept, last = lines
    marked = [*kept, "<<<<<<< HEAD", last, "=======", last, ">>>>>>> topic", ""]
    return "\n".join(marked), len(lines)


def of_another_version(text: str) -> tuple[str, int | None]:
    """The first number that the lock holds, which is that of its format."""
    changed = re.sub(r"\d+", "99", text, count=1)
    assert changed != text
    return changed, None


@pytest.mark.parametrize(
    "damage",
    [
        truncated,
        emptied,
        garbage,
        noise,
        edited_by_hand,
        in_conflict,
        of_another_version,
    ],
)
@pytest.mark.parametrize(
    "words",
    [("build",), ("build", "--locked"), ("build", "--check"), ("diff",)],
    ids=" ".join,
)
def test_a_broken_lock_is_a_problem_of_its_line_and_nothing_is_written(
    released: Project,
    damage: Callable[[str], tuple[str, int | None]],
    words: tuple[str, ...],
) -> None:
    text, line = damage(released.lock.read_text("utf-8"))
    released.lock.write_text(text, "utf-8")
    released.answer(LIST, "It is shorter than a loop.")
    before = released.written()
    outcome = released.run(*words)
    assert outcome.code == 1, outcome.said
    told = PROBLEM_OF_THE_LOCK.search(outcome.said)
    assert told, outcome.said
    assert line is None or int(told[1]) == line
    assert released.written() == before


def test_a_lock_that_is_no_text_is_a_problem_too(released: Project) -> None:
    released.lock.write_bytes(b"\xff\xfe\xfa" * 40)
    before = released.written()
    outcome = released.run("build")
    assert (outcome.code, bool(PROBLEM_OF_THE_LOCK.search(outcome.said))) == (
        1,
        True,
    ), outcome.said
    assert released.written() == before


# --- a build that is killed
# -----------------------------------------------------------------------

# Ends the process, without any cleaning up, instead of the file operation of that
# number that replaces a file.
KILLED = """
import os, sys
left, replace = int(sys.argv.pop(1)), os.replace
def killing(*names, **options):
    global left
    left -= 1
    if left < 0:
        os._exit(9)
    return replace(*names, **options)
os.replace = os.rename = killing
from mkdecks.cli import main
sys.exit(main())
"""


def kill(project: Project, done: int) -> int:
    """A build that is killed when it has replaced so many files; its exit code."""
    project.write()
    return subprocess.run(
        [sys.executable, "-c", KILLED, str(done), "build"],
        cwd=project.root,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(project.clock)},
        capture_output=True,
        check=False,
    ).returncode


def edit_both_decks(project: Project) -> None:
    project.answer(LIST, "It is shorter than a loop.")
    project.answer(COLD, "A wait.")
    project.remove(LOCKED)
    project.clock += HOUR


@pytest.mark.parametrize(
    "replaced", [("Cloud.apkg",), ("Python.apkg",), ()], ids=str
)
def test_packages_that_lag_behind_the_lock_are_brought_up_to_it(
    released: Project, replaced: tuple[str, ...]
) -> None:
    old = released.written()
    edit_both_decks(released)
    released.build()
    new = released.written()
    for name in {*old} - {*replaced, LOCK}:
        (released.root / "dist" / name).write_bytes(old[name])
    released.build()
    assert released.written() == new


@pytest.mark.parametrize("done", range(4))
def test_after_a_killed_build_the_next_one_converges_to_the_same_bytes(
    released: Project, tmp_path: Path, done: int
) -> None:
    old = released.written()
    edit_both_decks(released)
    untroubled = Project(tmp_path / "untroubled")
    shutil.copytree(released.root, untroubled.root)
    untroubled.pages, untroubled.clock = released.pages, released.clock - HOUR
    untroubled.build()
    assert kill(released, done) in {0, 9}
    if released.lock.read_bytes() == old[LOCK]:
        assert {name: released.written()[name] for name in old} == old, (
            "the lock goes first"
        )
    else:
        released.clock += DAY
    assert released.run("build").code == 0
    assert released.written() == untroubled.written(), (
        "and no temporary file is left"
    )
