"""How questions are marked, and what names a card: numbers, labels, difficulty, ids, deck names, tags."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdecks.cards.ids import (
    each_id_once,
    normalise_question,
    note_id,
    pinned_id,
    salted,
)
from mkdecks.cards.names import clean_deck_name, clean_tag
from mkdecks.language.fold_titles import is_answer_label, is_reveal_label
from mkdecks.language.page_titles import announces_questions
from mkdecks.language.question_text import (
    answer_label_length,
    front_of,
    is_call_to_action,
    is_question,
)

from .golden import DECKS


@pytest.mark.parametrize(
    ("written", "front"),
    [
        ("1. What is X?", "What is X?"),
        ("12) What is X?", "What is X?"),
        ("(3) What is X?", "What is X?"),
        ("#4 What is X?", "What is X?"),
        ("31.What is X?", "What is X?"),
        ("Q5: What is X?", "What is X?"),
        ("Question 6 - What is X?", "What is X?"),
        ("Q. What is X?", "What is X?"),
        ("1️⃣ What is X?", "What is X?"),
        ("What is X? ⭐⭐", "What is X?"),
        ("What is X? (Easy)", "What is X?"),
        ("[Hard] What is X?", "What is X?"),
        ("What is X? {#x}", "What is X?"),
        ("What is X? ¶", "What is X?"),
        ("Explain F#", "Explain F#"),
        ("3 ways to do it", "3 ways to do it"),
        ("3.5 is what?", "3.5 is what?"),
        ("2FA: what is it?", "2FA: what is it?"),
        (".NET or Java?", ".NET or Java?"),
        ("1.", "1."),
        ("What (Easy) means", "What (Easy) means"),
    ],
)
def test_numbers_labels_and_difficulty_leave_the_front(
    written: str, front: str
) -> None:
    assert front_of(written) == front


@given(st.text(max_size=80))
def test_a_front_is_a_part_of_what_was_written(text: str) -> None:
    assert front_of(text) in text


@pytest.mark.parametrize(
    "text",
    ["What?", "¿Qué?", "什么？", "ما؟", 'Is it "x"?', "Why? (Hard)", "Why?**"],
)
def test_questions_of_many_languages_are_known(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize(
    "text", ["empty?", "nil?", "Array#any?", "See below.", "", "?x"]
)
def test_what_only_holds_a_question_mark_is_no_question(text: str) -> None:
    assert is_question(text) is (text == "Array#any?")


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("A: x", 3),
        ("Answer: x", 8),
        ("Ans. x", 5),
        ("Answer", 6),
        ("Answers vary", 0),
        ("A good one", 0),
        ("Answer 12", 0),
        ("A. x", 0),
    ],
)
def test_answer_labels(text: str, length: int) -> None:
    assert answer_label_length(text) == length


def test_a_fold_with_more_is_not_a_fold_with_the_answer() -> None:
    assert all(
        map(
            is_answer_label,
            (
                "Answer",
                "Show answer",
                "Solution",
                "Click to reveal the answer",
                "show",
            ),
        )
    )
    assert not any(
        map(
            is_answer_label,
            ("More", "Details", "Hint", "Click to expand", "What is it?"),
        )
    )
    assert all(
        map(
            is_reveal_label,
            ("More", "Details", "Hint", "Click to expand", "Answer"),
        )
    )


@pytest.mark.parametrize(
    "title",
    ["FAQ", "Docker Interview Questions", "Quiz", "Preguntas", "面试题", "Q&A"],
)
def test_titles_that_announce_questions(title: str) -> None:
    assert announces_questions(title)


@pytest.mark.parametrize(
    "title",
    [
        "Installation",
        "Our interview process",
        "Changelog",
        "Questionable advice",
    ],
)
def test_titles_that_do_not(title: str) -> None:
    assert not announces_questions(title)


@pytest.mark.parametrize(
    "text",
    [
        "Ready to test yourself?",
        "🧪 Want more?",
        "Have questions?",
        "What's next?",
    ],
)
def test_a_call_to_action_is_no_question(text: str) -> None:
    assert is_call_to_action(text)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("1. What is X?", "7) What is  x?", True),
        ("What is X?", "What\u200b is X?", True),
        ("What is café?", "What is cafe\u0301?", True),
        ("What is ==?", "What is ===?", False),
        ("What is C?", "What is C#?", False),
        ("What is -a?", "What is -A?", True),
    ],
)
def test_two_wordings_are_one_question_or_two(
    one: str, other: str, same: bool
) -> None:
    assert (normalise_question(one) == normalise_question(other)) is same


def test_an_id_rests_on_namespace_kind_and_question_and_never_changes() -> None:
    assert note_id("AWS", "qa", "1. What is X?") == note_id(
        "AWS", "qa", "what is x?"
    )
    ids = {
        note_id("AWS", "qa", "x"),
        note_id("GCP", "qa", "x"),
        note_id("AWS", "term", "x"),
        note_id("AWS", "qa", "y"),
    }
    assert len(ids) == 4
    assert note_id("mkdecks", "qa", "What is red?") == "973bff77e6abc7ab8f4e"


def test_a_pin_is_an_id_within_the_namespace_or_the_page() -> None:
    assert pinned_id("N", "a.md", "pin") == pinned_id("N", "b.md", "pin")
    assert pinned_id("N", "a.md", "#pin") != pinned_id("N", "b.md", "#pin")
    assert pinned_id("N", "a.md", "note-" + "0a" * 10) == "0a" * 10
    assert pinned_id("Test", "p.md", "keel") == "7ecd46beab2a97dcd6ce"
    assert pinned_id("Test", "p.md", "#keel") == "2d767c8c5cdc3604670d"


@pytest.mark.parametrize(
    ("other", "keys"),
    [
        (
            {"options": ("a",)},
            ["fb1479bf9c3dbbdaa983", "20ec425881e910048b5a"],
        ),
        (
            {"section": ("S",)},
            ["97a6385b10f005395e1d", "70742e3c826901e686c0"],
        ),
        (
            {"source": "b.md"},
            ["b68bbb33f3fa0073f26c", "426d85dd530406c2e52a"],
        ),
    ],
)
def test_what_tells_equal_questions_apart_never_changes(
    other: dict[str, Any], keys: list[str]
) -> None:
    card = DECKS[0].cards[0]
    cards, problems = each_id_once([card, replace(card, **other)])
    assert [card.key for card in cards] == keys
    assert problems == ()


def test_another_id_for_a_note_is_the_first_that_is_free() -> None:
    note = "0a" * 10
    first, second = "18a2148785f7a3c0beed", "697f374ccc96d04d56a2"
    assert salted(note, {note}) == first
    assert salted(note, {note, first}) == second


@given(st.lists(st.text(max_size=30), max_size=20))
def test_a_deck_name_has_no_part_that_anki_would_change(
    parts: list[str],
) -> None:
    name = clean_deck_name(parts)
    for part in name.split("::") if name else []:
        assert part == part.strip()
        assert part
        assert not part.startswith(":")
        assert not part.endswith(":")
    assert name.count("::") < 12


@given(st.text(max_size=40))
def test_a_tag_has_no_space_and_is_clean_already(text: str) -> None:
    tag = clean_tag(text)
    assert not any(character.isspace() for character in tag)
    assert clean_tag(tag) == tag
    assert all(part for part in tag.split("::")) or not tag


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Docker Image", "docker-image"),
        ("C++", "c++"),
        ("CI/CD", "ci/cd"),
        ("AWS::S3", "aws::s3"),
        ("a\u3000b", "a-b"),
        ("::", ""),
        ("What is *this*?", "what-is-this"),
    ],
)
def test_tags_are_lower_case_with_hyphens(text: str, tag: str) -> None:
    assert clean_tag(text) == tag


LONG = [
    "q" + " " * 50_000 + "x",
    "answer" + " " * 50_000 + "x",
    "1" + " " * 50_000,
    "\n" * 50_000,
    "(easy" + " " * 50_000,
    "#" * 50_000,
]


@pytest.mark.parametrize(
    "text", LONG, ids=[text[:6].strip() or "lines" for text in LONG]
)
def test_no_text_takes_more_than_a_moment(text: str) -> None:
    """A pattern that backtracks would take hours on these, and the run would never end."""
    assert front_of(text) in text
    assert answer_label_length(text) <= len(text)
    assert not is_reveal_label(text + "zebra")
    assert not is_question(text)
