"""Which card of the last build a card is: the rows of ``recognition.md``, the laws behind them, and a whole bank."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdecks.history.match import Recognised, Said
from mkdecks.history.match import recognise as recognise_by_place
from mkdecks.history.match.words import compare
from mkdecks.language.inflection import is_form

HERE = Path(__file__).parent
# A bank in which the words of the rows are as common as they are in banks.
OTHERS = [
    Said(f"{start} {thing}{end}?", f"{answer}", "bank.md", "qa")
    for start, end, answer in (
        ("How would you explain", " to a beginner", "Yes"),
        ("What is the time complexity of", "", "O(n log n)"),
        ("Which port is open for", "", "No"),
    )
    for thing in (
        "a queue",
        "a stack",
        "a trie",
        "a graph",
        "quick sort",
        "bubble sort",
        "a list of lists",
    )
]


def rows(title: str) -> list[tuple[str, ...]]:
    text = (
        (HERE / "recognition.md")
        .read_text("utf-8")
        .split(f"## {title}\n")[1]
        .split("\n## ")[0]
    )
    found = [
        tuple(cell.strip() for cell in line.strip("|").split(" | "))
        for line in text.splitlines()
        if "|" in line
    ]
    return found[2:]


def recognise(
    cards: list[Said], known: list[Said], certain: dict[int, int]
) -> Recognised:
    return recognise_by_place(
        dict(enumerate(cards)), dict(enumerate(known)), certain
    )


def recognised(old: Said, new: Said) -> bool:
    known, cards = [*OTHERS, old], [*OTHERS, new]
    told = {place: place for place in range(len(OTHERS))}
    return recognise(cards, known, told).same.get(len(OTHERS)) == len(OTHERS)


def said(question: str, answer: str, source: str = "page.md") -> Said:
    return Said(question, answer, source, "qa")


@pytest.mark.parametrize("row", rows("The same card"), ids=lambda row: row[2])
def test_a_reworded_card_is_the_same(row: tuple[str, str, str, str]) -> None:
    assert recognised(said(*row[:2]), said(*row[2:]))


@pytest.mark.parametrize("row", rows("Another card"), ids=lambda row: row[2])
def test_another_question_is_another_card(
    row: tuple[str, str, str, str],
) -> None:
    assert not recognised(said(*row[:2]), said(*row[2:]))
    assert not recognised(said(*row[2:]), said(*row[:2]))


@pytest.mark.parametrize("row", rows("The same card"), ids=lambda row: row[2])
def test_a_card_is_taken_by_one_only(row: tuple[str, str, str, str]) -> None:
    old, new = said(*row[:2]), said(*row[2:])
    found = recognise([new, new._replace(source="copy.md")], [old], {})
    assert len(found.same) <= 1


def test_of_two_that_fit_equally_well_none_is_taken() -> None:
    old = said("How do you sort the rows?", "With ORDER BY.")
    new = [
        said(f"How do you sort the {word} rows?", "With ORDER BY.")
        for word in ("first", "other")
    ]
    found = recognise(new, [old], {})
    assert not found.same
    assert found.doubtful


def test_the_same_question_in_a_renamed_file_is_the_same_whatever_it_answers() -> (
    None
):
    old = [
        said(
            f"What is thing {n}?",
            f"It is thing {n}, and nothing else.",
            "old.md",
        )
        for n in range(4)
    ]
    new = [one._replace(source="new.md") for one in old]
    new[3] = said(
        "What is thing 3?",
        "Something quite different, said in other words.",
        "new.md",
    )
    assert recognise(new, old, {}).same == {0: 0, 1: 1, 2: 2, 3: 3}


def test_a_card_of_another_kind_is_another_note() -> None:
    old = said(
        "What is a cold start?",
        "The wait until a fresh sandbox has been prepared for it.",
    )
    assert not recognise([old._replace(kind="term")], [old], {}).same


WORDS = st.lists(
    st.sampled_from(
        "alpha beta gamma delta epsilon what is the of not == 3 IPv4 IPv6".split()
    ),
    max_size=8,
)


@settings(max_examples=300)
@given(WORDS, WORDS)
def test_comparing_says_the_same_from_both_sides(
    one: list[str], other: list[str]
) -> None:
    there, back = (
        compare(" ".join(one), " ".join(other)),
        compare(" ".join(other), " ".join(one)),
    )
    assert len(there.kept) == len(back.kept)
    assert sorted(there.lost) == sorted(back.gained)
    assert there.closeness == back.closeness


CARDS = st.lists(
    st.tuples(st.text("abc ?", max_size=12), st.text("xyz ", max_size=12)),
    max_size=6,
)


@settings(max_examples=200)
@given(CARDS, CARDS)
def test_no_card_is_two_and_equal_cards_are_found(
    old: list[tuple[str, str]], new: list[tuple[str, str]]
) -> None:
    known, cards = [said(*one) for one in old], [said(*one) for one in new]
    found = recognise(cards, known, {})
    assert len(set(found.same.values())) == len(found.same)
    assert not set(found.same) & set(found.doubtful)
    equal = sum(min(cards.count(one), known.count(one)) for one in set(cards))
    assert len(found.same) >= equal


def test_a_bank_of_reworded_questions_keeps_its_notes_and_confuses_none() -> (
    None
):
    command = [sys.executable, str(HERE.parent / "benchmarks" / "rewording.py")]
    run = subprocess.run(
        [*command, "--cards", "300", "--reworded", "60", "--replaced", "12"],
        capture_output=True,
        text=True,
        check=True,
    )
    kept, all_of_them, wrong, changed, _ = map(
        int, re.findall(r"\d+", run.stdout.replace(",", ""))
    )
    assert kept >= 0.9 * all_of_them
    assert (wrong, changed) == (0, 0)


def test_what_is_compared_does_not_hang_on_the_hash_seed() -> None:
    """Of sixteen cards that are equally likely, by one word or by the other, ten are compared."""
    code = (
        "from mkdecks.history.match import Said, _candidates\n"
        "said = [Said(f'{word}{n} {word}', '', 'p.md', 'qa') for word in ('alpha', 'omega') for n in range(8)]\n"
        "print(list(_candidates({0: Said('alpha omega', '', 'p.md', 'qa')}, dict(enumerate(said)))))\n"
    )
    command = [sys.executable, "-c", code]
    compared = {
        subprocess.run(
            command,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in map(str, range(6))
    }
    assert len(compared) == 1
    assert compared.pop().count("(") == 10


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("found", "find", True),
        ("wrote", "written", True),
        ("built", "builds", True),
        ("children", "child", True),
        ("indices", "index", True),
        ("left", "lost", False),
        ("found", "founded", False),
    ],
)
def test_forms_of_a_word_that_follow_no_rule_are_known(
    one: str, other: str, expected: bool
) -> None:
    assert is_form(one, other) is expected
