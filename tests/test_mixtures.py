"""Pages that mix ways of writing: on purpose, and at random from the lines of all golden files."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from mkdecks.cards.page_result import PageResult
from mkdecks.config.settings import Settings
from mkdecks.pipeline import build
from mkdecks.report.listing import Listing
from mkdecks.report.outline import Outline

from .learner import build_of

GOLDEN = sorted((Path(__file__).parent / "dialects").glob("*.md"))
LINES = [
    line for file in GOLDEN for line in file.read_text("utf-8").split("\n")
]
OPENERS = (
    "{{c1::a}} ==x== {y} [[z]] <quiz> </quiz> :::challenge ::: ```{exercise} ``` START END #card </FAQ> <details>"
    " <summary>Answer</summary> </details> $$ \\(a_1\\) {ref}`x` ![a](b.png) ![[c.png]] A. B) **x** ??? !!! | |-|"
).split()
PAGE = """# Sailing questions

??? question "What is a jib?"
    The sail in front of the mast.

<quiz>
Which one is a rope?
- [x] sheet
- [ ] keel
</quiz>

<details><summary>What is a keel?</summary>

The lowest timber.

</details>

Q: What is a boom?
A: The spar at the foot of a sail.

### Which side is port?

- A. left
- B. right

**Answer:** A

### Tie a bowline

<details><summary>Answer</summary>

Make a loop first.

</details>

The {{c1::bow}} is at the front.

## What is a mast?

The pole that holds the sails.

## Glossary

| Term | Meaning |
| - | - |
| stern | the back of a ship |
"""


def test_each_block_of_a_mixed_page_belongs_to_one_dialect(
    tmp_path: Path,
) -> None:
    build = build_of({"page.md": PAGE}, tmp_path)
    assert [(card.dialect, card.question) for card in build.cards] == [
        ("collapsible", "What is a jib?"),
        ("quiz", "Which one is a rope?"),
        ("details", "What is a keel?"),
        ("labelled", "What is a boom?"),
        ("choices", "Which side is port?"),
        ("reveal", "Tie a bowline"),
        ("anki-cloze", "The [...] is at the front."),
        ("heading", "What is a mast?"),
        ("table", "stern"),
    ]
    assert build.problems == ()


def test_a_page_and_a_config_can_choose_and_forbid(tmp_path: Path) -> None:
    only = build_of(
        {"page.md": f"---\ndialects: quiz, table\n---\n{PAGE}"}, tmp_path / "a"
    )
    assert {card.dialect for card in only.cards} == {"quiz", "table"}
    without = build_of(
        {"page.md": f"---\ndialects: [-quiz, -anki-cloze]\n---\n{PAGE}"},
        tmp_path / "b",
    )
    assert not {card.dialect for card in without.cards} & {"quiz", "anki-cloze"}


def mixture(chance: random.Random) -> str:
    """Some lines of the golden files in a row, with others and with signs that open something strewn in."""
    length = chance.randint(3, 40)
    start = chance.randrange(len(LINES) - length)
    lines = LINES[start : start + length]
    for _ in range(chance.randint(0, 12)):
        indent = chance.choice(("", " ", "    ", "> ", "- ", "1. "))
        lines.insert(
            chance.randrange(len(lines) + 1),
            indent
            + chance.choice((chance.choice(LINES), chance.choice(OPENERS))),
        )
    return "\n".join(lines)


def read(text: str, folder: Path, *switches: str) -> PageResult:
    (folder / "page.md").write_text(text, "utf-8")
    page = str(folder / "page.md")
    settings = Settings(folder, (page,), name="T", enable=switches)
    return build(settings, 1, keeps_pages=True).pages[0]


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(
    "switches", [(), ("cloze", "inline"), ("every-heading",), ("page",)]
)
def test_no_mixture_is_too_strange(
    seed: int, switches: tuple[str, ...], tmp_path: Path
) -> None:
    chance = random.Random(seed)  # noqa: S311
    for _ in range(12):
        text = mixture(chance)
        made = read(text, tmp_path, *switches)
        assert not [p for p in made.problems if p.code in ("MK108", "MK110")], (
            text
        )
        for card in made.cards:
            assert card.question.strip(), text
            assert card.kind != "cloze" or "{{c" in card.fields["Text"], text
            assert card.kind != "mcq" or (
                card.correct and max(card.correct) < len(card.options)
            ), text
        assert made.page
        outline = Outline(made, made.page)
        assert list(Listing(outline, 80).lines()), text
