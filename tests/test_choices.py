"""Cards of every kind as the real Anki shows them: choices, terms, deletions; what is shuffled and what is not."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdecks.cards.choices import order, speaks_of_places
from mkdecks.model.notes import Card, Deck
from mkdecks.output.formats import jsonl

from .learner import Learner, Side, build_of, package_of
from .test_render import shown

CAPITAL = """<quiz>
What is the capital of Norway?
- [x] Oslo
- [ ] Bergen
- [ ] Tromsø
- [ ] Stavanger

It lies at the end of a **fjord**.
</quiz>
"""


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    made = Learner(tmp_path / "anki")
    yield made
    made.close()


def sides(text: str, learner: Learner, folder: Path) -> list[Side]:
    """The cards of a page as Anki renders them, without the footer, as a reader sees them."""
    decks = build_of({"page.md": text}, folder / "pages").decks
    imported = learner.import_package(package_of(decks, folder))
    assert imported.new == imported.found > 0
    return [
        Side(shown(front), shown(back.split("<footer>")[0]))
        for front, back in learner.sides()
    ]


def test_a_choice_shows_its_options_and_then_the_right_ones_and_why(
    learner: Learner, tmp_path: Path
) -> None:
    ((front, back),) = sides(CAPITAL, learner, tmp_path)
    options = re.findall(r"[A-D]\. (\w+)", front)
    assert front.startswith("What is the capital of Norway? A. ")
    assert sorted(options) == ["Bergen", "Oslo", "Stavanger", "Tromsø"]
    letter = "ABCD"[options.index("Oslo")]
    marked = front.replace(f"{letter}. Oslo", f"{letter}. ✓ Oslo")
    assert back == f"{marked} It lies at the end of a fjord."
    assert "✓" not in front


def test_several_right_options_and_feedback_are_on_the_back(
    learner: Learner, tmp_path: Path
) -> None:
    text = "<quiz>\nWhich are prime?\n- [x] 2\n> The only even one.\n- [ ] 4\n> Two times two.\n- [x] 5\n</quiz>\n"
    ((front, back),) = sides(text, learner, tmp_path)
    assert back.count("✓") == 2
    assert "The only even one." in back
    assert "Two times two." in back
    assert "even" not in front


def test_options_of_code_keep_their_code(
    learner: Learner, tmp_path: Path
) -> None:
    text = "### Which one adds?\n\n- [x] A\n\n```py\na + b\n```\n\n- [ ] B\n\n```py\na - b\n```\n"
    ((front, _),) = sides(text, learner, tmp_path)
    assert "a + b" in front
    assert "a - b" in front


def test_a_term_is_asked_one_way_or_both(
    learner: Learner, tmp_path: Path
) -> None:
    page = "# Glossary\n\n## Keel\n\nThe lowest timber of a ship.\n"
    one = sides(page, learner, tmp_path)
    assert one == [Side("Keel", "Keel The lowest timber of a ship.")]
    both = Learner(tmp_path / "both")
    asked = sides(f"---\nreverse: true\n---\n{page}", both, tmp_path / "again")
    both.close()
    assert asked == [
        Side("Keel", "Keel The lowest timber of a ship."),
        Side(
            "The lowest timber of a ship.", "The lowest timber of a ship. Keel"
        ),
    ]


def test_the_config_can_ask_terms_both_ways(tmp_path: Path) -> None:
    from mkdecks.config.rules import DeckRule

    (tmp_path / "p.md").write_text(
        "# Glossary\n\n## Keel\n\nThe lowest timber.\n", "utf-8"
    )
    build = build_of(
        {},
        tmp_path,
        paths=(),
        decks=(DeckRule(sources=("p.md",), reverse=True),),
    )
    assert [card.fields["Reverse"] for card in build.cards] == ["1"]


@pytest.mark.parametrize(
    ("text", "front", "back"),
    [
        ("The {{c1::heart}} pumps.", "The [...] pumps.", "The heart pumps."),
        (
            "The {{c1::heart::organ}} pumps.",
            "The [organ] pumps.",
            "The heart pumps.",
        ),
        (
            "The **{{c1::heart}}** pumps.",
            "The [...] pumps.",
            "The heart pumps.",
        ),
        (
            "Call {{c1::`std::vector<T>`}} here.",
            "Call [...] here.",
            "Call std::vector<T> here.",
        ),
        (
            "Use {{c1::`{a: {b: 1}}`}} here.",
            "Use [...] here.",
            "Use {a: {b: 1}} here.",
        ),
        (
            "Ends with {{c1::`x:`::sign}} here.",
            "Ends with [sign] here.",
            "Ends with x: here.",
        ),
        (
            "A {{c1::**bold** word}} and `{{c2::code}}`.",
            "A [...] and {{c2::code}}.",
            "A bold word and {{c2::code}}.",
        ),
        (
            "Not {{c0::zero}}, but {{c3::three}}.",
            "Not {{c0::zero}}, but [...].",
            "Not {{c0::zero}}, but three.",
        ),
        (
            "Not {{c501::much}}, but {{c500::less}}.",
            "Not {{c501::much}}, but [...].",
            "Not {{c501::much}}, but less.",
        ),
        (
            "- An item with {{c1::a hole}}",
            "An item with [...]",
            "An item with a hole",
        ),
        ("<quiz>\nFire is [[hot]].\n</quiz>", "Fire is [...].", "Fire is hot."),
    ],
)
def test_a_deletion_hides_what_its_author_meant(
    text: str, front: str, back: str, learner: Learner, tmp_path: Path
) -> None:
    assert sides(f"# Notes\n\n{text}\n", learner, tmp_path) == [
        Side(front, back)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[sound:x.mp3]",
        "[latex]x[/latex]",
        "<b onclick=x>y</b>",
        "[anki:tts lang=en_US]x[/anki:tts]",
    ],
)
def test_a_hint_acts_on_nothing(
    text: str, learner: Learner, tmp_path: Path
) -> None:
    (card,) = build_of(
        {"page.md": f"# N\n\nThe {{{{c1::heart::{text}}}}} pumps.\n"}, tmp_path
    ).cards
    assert not re.search(r"\[(?:sound|anki):|\[latex\]|<b", card.fields["Text"])
    ((front, _),) = sides(
        f"# N\n\nThe {{{{c1::heart::{text}}}}} pumps.\n", learner, tmp_path
    )
    assert front in (f"The [{text}] pumps.", "The [y] pumps.")


def test_each_number_is_a_card(learner: Learner, tmp_path: Path) -> None:
    made = sides(
        "# N\n\n{{c1::One}}, {{c2::two}}, {{c1::three}}.\n", learner, tmp_path
    )
    assert [side.front for side in made] == [
        "[...], two, [...].",
        "One, [...], three.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "{{c1::a {{c2::b}} c}}",
        "{{c1::}}",
        "{{c1::x",
        "{{ c1::x }}",
        "`{{c1::x}}`",
        "{{c99999999999999999999::x}}",
    ],
)
def test_what_is_no_deletion_makes_no_note(text: str, tmp_path: Path) -> None:
    assert (
        build_of({"p.md": f"# N\n\nThis is {text} here.\n"}, tmp_path).cards
        == ()
    )


def jsonl_of(cards: Sequence[Card]) -> str:
    stream = io.BytesIO()
    jsonl.write([Deck("D", tuple(cards))], stream)
    return stream.getvalue().decode()


def test_the_json_keeps_the_order_of_the_source(tmp_path: Path) -> None:
    (card,) = build_of({"p.md": CAPITAL}, tmp_path).cards
    record = json.loads(jsonl_of([card]))
    assert record["options"] == ["Oslo", "Bergen", "Tromsø", "Stavanger"]
    assert record["correct"] == [0]
    assert record["answer"] == "It lies at the end of a fjord."


@given(
    st.text(min_size=1),
    st.lists(st.text(alphabet="xyz", min_size=1), min_size=2, max_size=8),
)
def test_an_order_has_every_option_once_and_is_always_the_same(
    identity: str, options: list[str]
) -> None:
    places = order(identity, options, [])
    assert sorted(places) == list(range(len(options)))
    assert order(identity, options, []) == places


def test_the_right_option_stands_anywhere() -> None:
    first = Counter(
        order(f"note {n}", ["red", "green", "blue", "white"], []).index(0)
        for n in range(400)
    )
    assert set(first) == {0, 1, 2, 3}
    assert min(first.values()) > 60


@pytest.mark.parametrize(
    "last",
    [
        "All of the above",
        "None of these.",
        "Both of the above",
        "Alle genannten",
        "以上都是",
    ],
)
def test_what_speaks_of_the_options_above_stays_last(last: str) -> None:
    orders = {
        order(f"note {n}", ["red", "green", "blue", last], [])
        for n in range(40)
    }
    assert {places[-1] for places in orders} == {3}
    assert len(orders) > 1


def test_such_an_option_in_the_midst_keeps_the_written_order() -> None:
    options = ["red", "All of the above", "blue", "white"]
    assert {order(f"note {n}", options, []) for n in range(20)} == {
        (0, 1, 2, 3)
    }


@pytest.mark.parametrize(
    "text",
    [
        "Option B is the converse.",
        "Options A and C mix up cause and effect.",
        "The correct answer is C.",
        "Paragraph proofs (A) use essays.",
        "A and D are wrong.",
        "Both A and B",
        "Only 2 and 3 are lists.",
        "The first option is too slow.",
        "The last two answers are the same.",
        "B is wrong because it never ends.",
    ],
)
def test_a_text_that_speaks_of_letters_keeps_the_written_order(
    text: str,
) -> None:
    assert speaks_of_places(text)
    assert order("note", ["red", "green", "blue", "white"], [text]) == (
        0,
        1,
        2,
        3,
    )


@pytest.mark.parametrize(
    "text",
    [
        "It lies at the end of a fjord.",
        "A function without a name.",
        "Vitamin C and vitamin D are sold in shops.",
        "Use a or an before a noun.",
        "C is a language without classes.",
        "Plan B",
        "It takes 2 or 3 seconds.",
    ],
)
def test_ordinary_letters_and_numbers_do_not(text: str) -> None:
    assert not speaks_of_places(text)


def test_letters_of_the_source_are_kept_with_its_order(tmp_path: Path) -> None:
    text = "### Which is a fish?\n\n1. whale\n2. cod\n\n<details><summary>Answer</summary>\n\nOption 2 is correct.\n\n"
    (card,) = build_of(
        {"p.md": f"{text}Option 1 is a mammal.\n\n</details>\n"}, tmp_path
    ).cards
    assert shown(card.fields["Options"]) == "1. whale 2. cod"
    assert shown(card.fields["Answer"]) == "1. whale 2. ✓ cod"


def test_two_choices_with_one_stem_are_two_notes(tmp_path: Path) -> None:
    text = "<quiz>\nWhich is true?\n- [x] {}\n- [ ] {}\n</quiz>\n\n"
    build = build_of(
        {
            "p.md": text.format("ice floats", "ice sinks")
            + text.format("oil floats", "oil sinks")
        },
        tmp_path,
    )
    assert len({card.id for card in build.cards}) == 2
    again = build_of(
        {"p.md": text.format("ice floats", "ice sinks") * 2}, tmp_path
    )
    assert [p.code for p in again.problems] == ["MK401"]


def test_an_option_of_one_paragraph_stands_on_the_line_of_its_letter(
    tmp_path: Path,
) -> None:
    text = "### Which one floats?\n\n- [x] cork\n\n- [ ] a stone\n\n    that is heavy\n"
    (card,) = build_of({"page.md": text}, tmp_path).cards
    cork, stone = re.findall(
        r'class="text">(.*?)</div>', card.fields["Options"], re.S
    )
    assert (cork.strip(), stone.count("<p>")) == ("cork", 2)
