"""Golden cases of each dialect: what it must read, and at least as much that it must leave alone.

A case in ``dialects/NAME.md`` is a title, the page, and what comes of it: a line ``3:
question => answer`` a card, ``3: question [x] right [ ] wrong => explanation`` multiple
choice, ``3: term := definition`` a term, deletions are written as Anki writes them; a
line ``! 3 MK301`` is a problem. A title that starts with "not:" names a page that
yields no card. ``pytest --update-golden`` writes what the code does; the review of that
diff is the test.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from markdown_it.utils import read_fixture_file

from mkdecks.cards.make import front, plain
from mkdecks.dialects import builtin
from mkdecks.dialects.kit.recognise import recognise
from mkdecks.model.records import Page, Pair, SourceFormat
from mkdecks.pages.cloze import shown_text

from .conftest import page_of

ROOT = Path(__file__).parent.parent
FOLDER = Path(__file__).parent / "dialects"
# What the cases of a dialect are written in, where it is not markdown.
FORMATS: dict[str, SourceFormat] = {
    "plain-text": "text",
    "derive": "text",
    "definition-questions": "html",
    "linked-data": "html",
}
NAMES = [dialect.name for dialect in builtin().known]


def cases(name: str) -> list[tuple[int, str, str, str]]:
    return [
        (line, title.strip(), text, expected)
        for line, title, text, expected in read_fixture_file(
            FOLDER / f"{name}.md"
        )
    ]


def parsed(name: str, text: str) -> Page:
    """The case's page; its title is that of its first heading, or ``title:`` in its front matter."""
    title = ""
    if text.startswith("title: "):
        first, _, rest = text.partition("\n")
        title, text = first.removeprefix("title: "), "\n" + rest
    return page_of(
        text, title=title or "", format=FORMATS.get(name, "markdown")
    )


def described(pair: Pair) -> str:
    """What a reader of the card sees of a pair."""
    question, answer = plain(front(pair.question)), plain(pair.answer)
    if pair.kind == "cloze":
        return shown_text(pair.question, written=True) + (
            f" => {answer}" if answer else ""
        )
    if pair.kind == "term":
        return f"{question} := {answer}"
    marks = (
        "[x]" if place in pair.correct else "[ ]"
        for place in range(len(pair.options))
    )
    options = "".join(
        f" {mark} {plain(option)}"
        for mark, option in zip(marks, pair.options, strict=True)
    )
    return f"{question}{options} => {answer}".rstrip()


def outcome(name: str, text: str) -> str:
    """What all dialects make of a page, in the notation of the golden files."""
    _, pairs, problems = recognise(
        parsed(name, text), builtin().chosen([f"+{name}"])
    )
    lines = []
    for pair in pairs:
        label = "" if pair.dialect == name else f" ({pair.dialect})"
        lines.append(f"{pair.span.line}: {described(pair)}{label}")
    lines += [f"! {p.span.line if p.span else 0} {p.code}" for p in problems]
    return "".join(line + "\n" for line in lines)


@pytest.mark.parametrize("name", NAMES)
def test_golden_cases_come_out_as_written(
    name: str, request: pytest.FixtureRequest
) -> None:
    found = [
        (title, text, expected, outcome(name, text))
        for _, title, text, expected in cases(name)
    ]
    if request.config.getoption("--update-golden"):
        written = "\n".join(
            f"{title}\n.\n{text}.\n{new}.\n" for title, text, _, new in found
        )
        (FOLDER / f"{name}.md").write_text(written, "utf-8")
    for title, _, expected, new in found:
        assert new == expected, f"{name}: {title}"


@pytest.mark.parametrize("name", NAMES)
def test_each_dialect_has_as_much_that_must_not_match(name: str) -> None:
    titles = [title for _, title, _, _ in cases(name)]
    negative = [title for title in titles if title.startswith("not:")]
    assert len(negative) >= len(titles) - len(negative) >= 5


@pytest.mark.parametrize("name", NAMES)
def test_a_page_that_must_not_match_yields_no_card(name: str) -> None:
    for _, title, text, _ in cases(name):
        made = [
            line
            for line in outcome(name, text).splitlines()
            if not line.startswith("!")
        ]
        assert title.startswith("not:") != bool(made), title


def test_the_page_of_dialects_shows_what_the_code_does() -> None:
    from .dialects_page import PAGE, text

    assert PAGE.read_text("utf-8") == text(), "run `make docs`"


def test_the_projects_own_pages_yield_no_card_and_no_remark() -> None:
    pages = [
        ROOT / name
        for name in ("README.md", "CHANGELOG.md", "docs", "decks/README.md")
    ]
    run = subprocess.run(
        [sys.executable, "-m", "mkdecks", "check", *map(str, pages)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    for page in (
        path
        for one in pages
        for path in ([one] if one.is_file() else one.rglob("*.md"))
    ):
        text = page.read_text("utf-8")
        assert (
            recognise(parsed("heading", text), builtin().chosen()).pairs == ()
        )


@pytest.mark.parametrize("switches", [(), ("cloze", "inline")])
def test_a_plain_documentation_tree_yields_no_card_and_no_remark(
    switches: tuple[str, ...],
) -> None:
    words = [
        "--keep-going",
        *(f"--enable={name}" for name in switches),
        str(ROOT / "tests" / "prose"),
    ]
    said = [
        subprocess.run(
            [sys.executable, "-m", "mkdecks", command, *words],
            capture_output=True,
            text=True,
            check=False,
        )
        for command in ("check", "cards")
    ]
    assert (said[0].returncode, said[0].stdout, said[0].stderr) == (0, "", "")
    assert (said[1].returncode, said[1].stdout) == (1, "")
    assert "MK403 no cards in 14 sources" in said[1].stderr


COPY_TEST = """
import sys
sys.path.insert(0, sys.argv[1])
import mkdecks
assert mkdecks.__file__.startswith(sys.argv[1])
import pytest
sys.exit(pytest.main(["-q", "-p", "no:cacheprovider", "-k", "shout", sys.argv[2]]))
"""
SHOUTED = '''"""Questions that are shouted: ``WHAT IS IT!``, the next paragraph answers."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.records import Page, Pair, Problem
from ..pages.tree import walk

ORDER = 59


def recognise(page: Page) -> Iterator[Pair | Problem]:
    """One Pair for each paragraph in capitals that ends in an exclamation mark."""
    for block, siblings in walk(page):
        below = siblings[siblings.index(block) + 1 :][:1]
        if block.kind == "paragraph" and block.text.isupper() and block.text.endswith("!") and below:
            yield Pair((block,), below, block.span, "shout", (block, *below), block.section)
'''


def test_a_new_dialect_is_one_file_and_one_golden_file(tmp_path: Path) -> None:
    shutil.copytree(
        ROOT / "src",
        tmp_path / "src",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    tests = tmp_path / "tests"
    (tests / "dialects").mkdir(parents=True)
    for name in ("__init__.py", "conftest.py", "test_dialects.py"):
        shutil.copy(ROOT / "tests" / name, tests / name)
    (tmp_path / "src" / "mkdecks" / "dialects" / "shout.py").write_text(
        SHOUTED, "utf-8"
    )
    wanted = [
        f"a shout {n}\n.\nWHAT IS {n}!\n\nIt is {n}.\n.\n1: WHAT IS {n}! => It is {n}.\n.\n"
        for n in "ABCDE"
    ]
    unwanted = [
        f"not: a whisper {n}\n.\nwhat is {n}\n\nIt is {n}.\n.\n.\n"
        for n in "abcde"
    ]
    (tests / "dialects" / "shout.md").write_text(
        "\n".join([*wanted, *unwanted]), "utf-8"
    )
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            COPY_TEST,
            str(tmp_path / "src"),
            str(tests / "test_dialects.py"),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "3 passed" in run.stdout
    code = f"import sys; sys.path.insert(0, {str(tmp_path / 'src')!r}); from mkdecks.cli import main; sys.exit(main())"
    (tmp_path / "loud.md").write_text(
        "# Loud\n\nWHAT IS RED!\n\nA colour.\n", "utf-8"
    )
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            code,
            "cards",
            str(tmp_path / "loud.md"),
            "--format",
            "jsonl",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert '"question": "WHAT IS RED!"' in run.stdout
    assert '"dialect": "shout"' in run.stdout
