"""The lock as text, cards made from it alone, packages read back, and what a diff says of two states."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from mkdecks.cards.render import RENDERING
from mkdecks.config.settings import Settings
from mkdecks.history.changes import changes, word_diff
from mkdecks.history.coverage import Coverage
from mkdecks.history.lock import lock_text, parse_lock
from mkdecks.history.packages import Note, note_of_card, read_package
from mkdecks.history.retired import retired_cards
from mkdecks.model.notes import Card, CardText, Deck, Entry, Lock
from mkdecks.model.records import Kind
from mkdecks.pipeline import build

from .learner import build_of, maker_of, package_of, sample_project

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
SAID = TEXT.filter(lambda text: bool(text.strip()))
IDS = st.text("0123456789abcdef", min_size=20, max_size=20)
NAMES = st.integers(0, 2**40).map(lambda number: f"picture-{number:012x}.png")
KINDS: list[Kind] = ["qa", "term", "cloze"]
NONE: st.SearchStrategy[tuple[()]] = st.just(())
PLAIN = st.builds(
    CardText,
    st.sampled_from(KINDS),
    TEXT,
    TEXT,
    NONE,
    NONE,
    NONE,
    NONE,
    st.booleans(),
    st.none() | SAID,
)
CHOICES = TEXTS.filter(bool).flatmap(
    lambda options: st.builds(
        CardText,
        st.just("mcq"),
        TEXT,
        TEXT,
        st.just(options),
        st.lists(st.integers(0, len(options) - 1), max_size=2).map(tuple),
        st.sampled_from([(), options]),
        TEXTS,
        st.just(False),
        st.none(),
    )
)
ENTRIES = st.builds(
    Entry,
    source=TEXT,
    id=IDS,
    text=PLAIN | CHOICES,
    deck=SAID,
    tags=st.lists(st.text("ab:-", min_size=1), max_size=2).map(tuple),
    titles=TEXTS,
    media=st.dictionaries(NAMES, TEXT, max_size=2),
    modified=st.integers(1, 2**33),
    own_key=st.none() | IDS,
    dialect=TEXT,
    pin=TEXT,
    retired=st.integers(0, 99),
)
LEDGERS = st.lists(ENTRIES, max_size=5, unique_by=lambda entry: entry.id).map(
    lambda entries: Lock(
        tuple(sorted(entries, key=lambda e: (e.source, e.id))), 3, RENDERING
    )
)


@settings(max_examples=100)
@given(LEDGERS)
def test_a_lock_says_what_was_written_into_it(ledger: Lock) -> None:
    text = lock_text(ledger)
    assert parse_lock(text, "mkdecks.lock") == (ledger, ())
    assert text.count("\n") == len(ledger.entries) + 2 == len(text.splitlines())
    assert parse_lock(text.replace("\n", "\r\n"), "mkdecks.lock")[0] == ledger


@settings(max_examples=100)
@given(LEDGERS.filter(lambda ledger: bool(ledger.entries)), st.data())
def test_no_damage_is_taken_for_another_ledger(
    ledger: Lock, data: st.DataObject
) -> None:
    text = lock_text(ledger)
    place = data.draw(st.integers(0, len(text) - 2))
    cut = text[:place]
    read, problems = parse_lock(cut, "mkdecks.lock")
    assert read == Lock()
    assert [item.code for item in problems if item.severity == "error"]
    first = text.index("\n") + 1
    place = data.draw(
        st.integers(first, len(text) - 3 - len('{"end":"mkdecks.lock"}'))
    )
    changed = (
        text[:place] + ("x" if text[place] != "x" else "y") + text[place + 1 :]
    )
    read, problems = parse_lock(changed, "mkdecks.lock")
    assert read in (Lock(), ledger)
    assert read == ledger or problems


def test_of_two_lines_of_one_card_the_later_counts() -> None:
    old = Entry(
        source="p.md",
        id="a" * 20,
        text=CardText("qa", "Q?", "old"),
        deck="D",
        modified=5,
    )
    text = CardText("qa", "Q?", "new")
    new = structs.replace(old, text=text, modified=9)
    one, other = (
        lock_text(Lock((entry,), 1, RENDERING)) for entry in (old, new)
    )
    for first, second in ((one, other), (other, one)):
        merged = first.splitlines()[:-1] + second.splitlines()
        ledger, problems = parse_lock("\n".join(merged) + "\n", "mkdecks.lock")
        assert ledger.entries == (new,)
        assert [item.code for item in problems] == ["MK606"]


EVERYTHING = """# Questions

??? question "What is `x`?"
    A *list* of **things** with $x^2$ and a [link](https://a.b/):

    - one
    - two[^1]

    !!! note "Mind"
        A box.

    | a | b |
    | - | - |
    | 1 | 2 |

    ```
    code
    ```

[^1]: A note.

??? question "Which?"
    - [x] this
    - [ ] that
"""


def seen(card: Card) -> dict[str, str]:
    """The fields of a card as a reader sees them: the space around blocks and the <p> of a tight list left out."""
    said = {
        name: html
        for name, html in card.fields.items()
        if name not in ("Source", "Section")
    }
    return {name: re.sub(r"</?p>|\s", "", html) for name, html in said.items()}


def made_again(entries: Sequence[Entry], rule: Settings) -> list[Card]:
    """Cards made from entries alone, retired or not."""
    lock = Lock(tuple(entries), 1, RENDERING)
    return list(retired_cards(lock, (), maker_of(rule), Coverage()))


def test_a_card_made_from_the_lock_alone_shows_what_it_showed(
    tmp_path: Path,
) -> None:
    root = sample_project(tmp_path / "project")
    rule = Settings(
        root, config_file=root / "mkdecks.toml", name="S", vocabularies=()
    )
    made = build(replace(rule, decks=()), 1_800_000_000)
    assert len(made.cards) > 200
    entries = parse_lock(lock_text(made.after), "mkdecks.lock")[0].entries
    again = {card.id: card for card in made_again(entries, rule)}
    for card in made.cards:
        assert seen(again[card.id]) == seen(card), (
            f"{card.span.path}:{card.span.line}"
        )
        assert (again[card.id].deck, again[card.id].tags) == (
            card.deck,
            card.tags,
        )
        assert set(again[card.id].media) == set(card.media)


def test_a_retired_card_keeps_a_picture_that_is_gone(tmp_path: Path) -> None:
    picture = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    page = '??? question "What is shown?"\n    ![a map](map.svg)\n\n    <p><img src="map.svg" width="50"></p>\n'
    made = build_of(
        {"page.md": page, "map.svg": picture},
        tmp_path,
        config_file=tmp_path / "mkdecks.toml",
    )
    name = next(iter(made.cards[0].media))
    (tmp_path / "map.svg").unlink()
    (card,) = made_again(
        made.after.entries, Settings(tmp_path, config_file=tmp_path)
    )
    assert card.fields["Answer"].count(f'<img src="{name}"') == 2
    assert not card.media


def said(note: Note) -> Note:
    """A note without its fields that say nothing, and with the id that a package adds."""
    fields = {name: html for name, html in note.fields.items() if html}
    return note._replace(fields={**fields, "Id": note.id})


def test_a_package_read_back_says_what_its_cards_say(tmp_path: Path) -> None:
    root = sample_project(tmp_path / "project")
    made = build(
        Settings(root, (str(root / "decks"),), name="S"), 1_800_000_000
    )
    package = package_of(made.decks, tmp_path)
    notes, problems = read_package(package, "all.apkg")
    assert not problems
    read = {note.id: said(note) for note in notes}
    assert read == {card.id: said(note_of_card(card)) for card in made.cards}


def test_the_rendering_rises_when_we_render_differently(tmp_path: Path) -> None:
    """A change of ours that learners shall see needs a new RENDERING; write the new digest beside it then."""
    made = build_of({"page.md": EVERYTHING}, tmp_path)
    shown = json.dumps(
        [dict(card.fields) for card in made.cards], sort_keys=True
    )
    assert (RENDERING, hashlib.sha256(shown.encode()).hexdigest()[:16]) == (
        1,
        "8ac64825d9b745b2",
    )


@settings(max_examples=200)
@given(st.text("ab .\n", max_size=40), st.text("ab .\n", max_size=40))
def test_a_word_diff_holds_both_texts(before: str, after: str) -> None:
    pieces = word_diff(before, after)
    assert "".join(text for sign, text in pieces if sign != "+") == before
    assert "".join(text for sign, text in pieces if sign != "-") == after


@given(LEDGERS, LEDGERS)
@settings(max_examples=100)
def test_a_diff_of_equal_states_is_empty_and_of_others_names_each_card_once(
    one: Lock, other: Lock
) -> None:
    assert changes(one.entries, one.entries) == ()
    found = changes(one.entries, other.entries)
    assert len({change.entry.id for change in found}) == len(found)
    assert all(change.kinds for change in found)


@pytest.mark.parametrize("mode", ["deck", "top", "single"])
def test_a_retired_card_stays_in_the_package_of_its_deck(
    tmp_path: Path, mode: Literal["deck", "top", "single"]
) -> None:
    pages = {
        "a.md": '??? question "What is a?"\n    A.\n',
        "b.md": '??? question "What is b?"\n    B.\n',
    }
    config = tmp_path / "mkdecks.toml"
    written = {f"decks/{name}": text for name, text in pages.items()}
    before = build_of(
        written, tmp_path, config_file=config, paths=(), package=mode
    )
    (tmp_path / "mkdecks.lock").write_text(lock_text(before.after), "utf-8")
    (tmp_path / "decks" / "b.md").unlink()
    after = build(
        Settings(tmp_path, name="Test", config_file=config, package=mode),
        1_800_000_999,
    )
    gone = next(
        card
        for deck in after.packaged
        for card in deck.cards
        if "mkdecks::retired" in card.tags
    )
    assert gone.id in {card.id for card in before.cards}
    assert [deck.name for deck in after.packaged] == [
        deck.name for deck in before.packaged
    ]
    assert isinstance(after.packaged[0], Deck)


def test_a_page_with_the_marks_of_a_merge_is_an_error_and_nothing_is_retired(
    tmp_path: Path,
) -> None:
    marks = "<<<<<<< HEAD\n{0}one\n=======\n{0}other\n>>>>>>> branch\n"
    page = '??? question "What is a?"\n    A.\n\n'
    assert [
        item.code
        for item in build_of(
            {"p.md": page + marks.format("")}, tmp_path
        ).problems
    ] == ["MK115"] * 2
    fenced = page + "    ```\n" + marks.format("") + "    ```\n"
    assert not [
        item
        for item in build_of({"p.md": fenced}, tmp_path).problems
        if item.code == "MK115"
    ]


def test_a_missing_include_retires_nothing_on_its_page(tmp_path: Path) -> None:
    config = tmp_path / "mkdecks.toml"
    pages = {
        "decks/p.md": '# Page\n\n??? question "What is a?"\n    A.\n\n--8<-- "part.txt"\n',
        "part.txt": '??? question "What is b?"\n    B.\n',
    }
    before = build_of(pages, tmp_path, config_file=config, paths=())
    assert len(before.cards) == 2
    (tmp_path / "mkdecks.lock").write_text(lock_text(before.after), "utf-8")
    (tmp_path / "part.txt").unlink()
    after = build(
        Settings(tmp_path, name="Test", config_file=config), 1_800_000_999
    )
    assert len(after.cards) == 1
    assert sum(len(deck.cards) for deck in after.packaged) == 2
    assert not [entry for entry in after.after.entries if entry.retired]


LINE = {
    "source": "p.md",
    "id": "a" * 20,
    "text": {"kind": "qa", "question": "Q?", "answer": "A."},
    "deck": "D",
    "modified": 5,
    "dialect": "heading",
    "retired": 1,
}
NAME = "x-0123456789ab.png"


def lock_of(**changed: object) -> str:
    """A lock of one card, with a right checksum whatever it says."""
    text = changed.pop("text", {})
    assert isinstance(LINE["text"], dict)
    assert isinstance(text, dict)
    record = {**LINE, **changed, "text": {**LINE["text"], **text}}
    plain = json.dumps(record)
    digest = hashlib.sha256(plain.encode()).hexdigest()[:8]
    first, last = lock_text(Lock((), 1, RENDERING)).splitlines()
    return f'{first}\n{plain[:-1]},"sum":"{digest}"}}\n{last}\n'


def test_a_sound_record_is_read() -> None:
    assert len(parse_lock(lock_of(), "mkdecks.lock")[0].entries) == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"id": "<img src=x onerror=alert(1)>"},
        {"id": ""},
        {"own_key": "a\x1fb"},
        {"text": {"kind": "mcq"}},
        {"text": {"kind": "mcq", "options": ["a", "b"], "correct": [-5]}},
        {"text": {"kind": "mcq", "options": ["a", "b"], "correct": [9]}},
        {"text": {"kind": "mcq", "options": ["a", "b"], "feedback": ["x"]}},
        {"text": {"options": ["a"]}},
        {"retired": 1e999},
        {"retired": -1},
        {"modified": 10**30},
        {"modified": 0},
        {"modified": True},
        {"tags": ["a b"]},
        {"tags": ["\ud800"]},
        {"text": {"question": "\ud800"}},
        {"deck": " "},
        {"text": {"derived": {}}},
        {"another": 1},
        {"media": "x"},
        {"media": {"https://evil.example/t.png": ""}},
        {"media": {"../../x-0123456789ab.png": "x.png"}},
        {"media": {"x-0123456789ab.js": "secret.env"}},
    ],
    ids=str,
)
def test_a_record_that_no_build_writes_is_damage(
    changed: dict[str, object],
) -> None:
    ledger, problems = parse_lock(lock_of(**changed), "mkdecks.lock")
    assert ledger == Lock()
    assert [
        (item.code, item.span.line if item.span else 0) for item in problems
    ] == [("MK601", 2)]


def test_a_lock_puts_no_file_into_a_package_that_is_not_its_picture(
    tmp_path: Path,
) -> None:
    (tmp_path / "secret.env").write_text("TOKEN=1", "utf-8")
    digest = hashlib.sha256(b"TOKEN=1").hexdigest()[:12]
    text = lock_of(
        text={"answer": f"![y](x-{digest}.png)"},
        media={f"x-{digest}.png": "secret.env"},
    )
    entries = parse_lock(text, "mkdecks.lock")[0].entries
    (card,) = made_again(entries, Settings(tmp_path))
    assert not card.media


def pages_built(
    folder: Path, pages: dict[str, str], now: int
) -> dict[tuple[str, str], str]:
    """The id of each card of a project, by its answer's first word and its source, after a build that is remembered."""
    config = folder / "mkdecks.toml"
    for old in (folder / "decks").glob("*.md"):
        old.unlink()
    made = build_of(
        {f"decks/{name}": text for name, text in pages.items()},
        folder,
        now=now,
        config_file=config,
        paths=(),
    )
    (folder / "mkdecks.lock").write_text(lock_text(made.after), "utf-8")
    return {
        (card.answer.split()[0], card.question): card.id for card in made.cards
    }


def chapter(subject: str) -> str:
    asked = (
        "What is it used for?",
        "How does it scale?",
        "What are its limits?",
    )
    parts = (
        f"## {question}\n\n{subject} answers number {n} in words of its own.\n"
        for n, question in enumerate(asked)
    )
    return "# Interview questions\n\n" + "\n".join(parts)


def test_a_chapter_that_is_put_between_others_moves_no_history(
    tmp_path: Path,
) -> None:
    old = pages_built(
        tmp_path,
        {"ch1.md": chapter("Kafka"), "ch2.md": chapter("Redis")},
        1_800_000_000,
    )
    pages = {
        "ch1.md": chapter("Nginx"),
        "ch2.md": chapter("Kafka"),
        "ch3.md": chapter("Redis"),
    }
    new = pages_built(tmp_path, pages, 1_800_000_100)
    assert {key: note for key, note in new.items() if key in old} == old


def test_of_multiple_choice_questions_with_one_stem_each_keeps_its_note(
    tmp_path: Path,
) -> None:
    def asked(*options: str) -> str:
        listed = "\n".join(
            f"    - [{'x' if not n else ' '}] {option}"
            for n, option in enumerate(options)
        )
        return f'??? question "Which statement is true?"\n{listed}\n\n'

    one = asked(
        "Lambda runs for fifteen minutes at most",
        "Lambda runs for ever",
        "Lambda needs a server",
    )
    other = asked(
        "S3 stores objects and is no file sistem",
        "S3 is a database",
        "S3 runs functions",
    )
    config = tmp_path / "mkdecks.toml"
    head = "# Quiz questions\n\n"
    before = build_of(
        {"decks/q.md": head + one + other},
        tmp_path,
        config_file=config,
        paths=(),
    )
    (tmp_path / "mkdecks.lock").write_text(lock_text(before.after), "utf-8")
    after = build_of(
        {"decks/q.md": head + other.replace("sistem", "system")},
        tmp_path,
        config_file=config,
        paths=(),
    )
    assert [card.id for card in after.cards] == [before.cards[1].id]


def test_a_build_of_a_part_takes_no_note_of_what_it_does_not_read(
    tmp_path: Path,
) -> None:
    config = tmp_path / "mkdecks.toml"
    before = build_of(
        {"decks/a.md": chapter("Kafka")}, tmp_path, config_file=config, paths=()
    )
    (tmp_path / "mkdecks.lock").write_text(lock_text(before.after), "utf-8")
    part = build_of(
        {"decks/b.md": chapter("Kafka")},
        tmp_path,
        config_file=config,
        paths=(str(tmp_path / "decks" / "b.md"),),
    )
    assert not {card.id for card in part.cards} & {
        card.id for card in before.cards
    }


def test_asking_both_ways_is_a_change_and_is_kept_when_the_page_goes(
    tmp_path: Path,
) -> None:
    page = "---\nreverse: {0}\n---\n# Glossary\n\n## Pod\n\nThe smallest unit.\n\n## Node\n\nA machine.\n"
    config = tmp_path / "mkdecks.toml"
    rest = {"decks/z.md": '??? question "What is z?"\n    Z.\n'}
    before = build_of(
        {**rest, "decks/g.md": page.format("no")},
        tmp_path,
        config_file=config,
        paths=(),
    )
    (tmp_path / "mkdecks.lock").write_text(lock_text(before.after), "utf-8")
    after = build_of(
        {"decks/g.md": page.format("yes")},
        tmp_path,
        now=1_800_000_100,
        config_file=config,
        paths=(),
    )
    assert {card.modified for card in after.cards if card.kind == "term"} == {
        1_800_000_100
    }
    terms = [entry for entry in after.after.entries if entry.kind == "term"]
    assert {
        card.fields["Reverse"] for card in made_again(terms, Settings(tmp_path))
    } == {"1"}


def test_a_pin_holds_through_a_new_place_and_new_words(tmp_path: Path) -> None:
    old = pages_built(
        tmp_path,
        {"a.md": '??? question "What is a queue? {#q}"\n    First in.\n'},
        1_800_000_000,
    )
    new = pages_built(
        tmp_path,
        {
            "b.md": '??? question "Describe lines of waiting jobs {#q}"\n    Otherwise.\n'
        },
        1_800_000_100,
    )
    assert list(new.values()) == list(old.values())


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x05\x06" + bytes(18)])
def test_a_file_that_is_no_package_is_a_warning(
    tmp_path: Path, data: bytes
) -> None:
    (tmp_path / "x.apkg").write_bytes(data)
    notes, problems = read_package(tmp_path / "x.apkg", "x.apkg")
    assert notes == ()
    assert [item.code for item in problems] == ["MK605"]


def test_no_damage_of_a_package_is_an_internal_error(tmp_path: Path) -> None:
    decks = build_of({"p.md": EVERYTHING}, tmp_path).decks
    data = package_of(decks, tmp_path).read_bytes()
    for place in range(0, len(data), 97):
        (tmp_path / "y.apkg").write_bytes(
            data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :]
        )
        read_package(tmp_path / "y.apkg", "y.apkg")


def test_a_pin_of_a_page_takes_no_note_of_another_page(tmp_path: Path) -> None:
    one = '??? question "What is a dog? {#q1}"\n    An animal that barks.\n'
    rest = {"z.md": '??? question "What is z?"\n    Z.\n'}
    old = pages_built(tmp_path, {"a.md": one, **rest}, 1_800_000_000)
    pages_built(tmp_path, rest, 1_800_000_100)
    other = '??? question "How does a handshake work? {#q1}"\n    In three steps, with numbers.\n'
    new = pages_built(tmp_path, {"b.md": other, **rest}, 1_800_000_200)
    assert new["In", "How does a handshake work?"] not in old.values()


def test_a_draft_has_no_ids_of_pages_that_it_is_not_made_of(
    tmp_path: Path,
) -> None:
    pages_built(tmp_path, {"a.md": chapter("Kafka")}, 1_800_000_000)
    (tmp_path / "art.md").write_text(chapter("Kafka"), "utf-8")
    ledger, _ = parse_lock(
        (tmp_path / "mkdecks.lock").read_text("utf-8"), "mkdecks.lock"
    )
    known = {entry.id for entry in ledger.entries}
    rule = Settings(
        tmp_path,
        (str(tmp_path / "art.md"),),
        name="Test",
        config_file=tmp_path / "mkdecks.toml",
    )
    cards = build(rule, 1_800_000_100).cards
    assert len(cards) == 3
    assert not known & {card.id for card in cards}


def test_the_order_of_tags_is_no_change(tmp_path: Path) -> None:
    page = '---\ntags: [{0}]\n---\n??? question "What is z?"\n    Z.\n'
    config = tmp_path / "mkdecks.toml"
    before = build_of(
        {"decks/p.md": page.format("b, a")},
        tmp_path,
        config_file=config,
        paths=(),
    )
    (tmp_path / "mkdecks.lock").write_text(lock_text(before.after), "utf-8")
    after = build_of(
        {"decks/p.md": page.format("a, b")},
        tmp_path,
        now=1_800_000_100,
        config_file=config,
        paths=(),
    )
    assert [card.modified for card in after.cards] == [
        card.modified for card in before.cards
    ]


def test_a_page_that_lost_a_question_and_then_its_name_keeps_its_cards(
    tmp_path: Path,
) -> None:
    asked = [
        f"## What is thing number {n}?\n\nThing {n} is the one of that number.\n\n"
        for n in range(3)
    ]
    pages_built(
        tmp_path, {"a.md": "# Notes\n\n" + "".join(asked)}, 1_800_000_000
    )
    two = pages_built(
        tmp_path, {"a.md": "# Notes\n\n" + "".join(asked[:2])}, 1_800_000_100
    )
    assert len(two) == 2
    assert (
        pages_built(
            tmp_path,
            {"b.md": "# Notes\n\n" + "".join(asked[:2])},
            1_800_000_200,
        )
        == two
    )


def test_a_title_that_is_no_text_is_read_back(tmp_path: Path) -> None:
    page = '---\ntitle: "na\\udcefve"\n---\n??? question "What is z?"\n    Z.\n'
    made = build_of(
        {"decks/p.md": page},
        tmp_path,
        config_file=tmp_path / "mkdecks.toml",
        paths=(),
    )
    assert parse_lock(lock_text(made.after), "mkdecks.lock")[0] == made.after
