"""What dialects read and leave alone, beside their golden cases."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from mkdecks.dialects import builtin
from mkdecks.dialects.kit.offers import offers
from mkdecks.dialects.kit.recognise import recognise
from mkdecks.sources.front_matter_block import split_front_matter

from . import command
from .docs_pages import pages
from .golden import page_of

pytestmark = pytest.mark.slow


ROOT = Path(__file__).parent.parent


def test_the_pages_that_are_made_of_the_code_say_what_it_says() -> None:
    for file, text in pages().items():
        assert file.read_text("utf-8") == text, f"run `make docs`: {file.name}"


def test_the_projects_own_pages_yield_no_card_and_no_remark() -> None:
    names = (
        "README.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "docs",
        "decks/README.md",
    )
    own = [ROOT / name for name in names]
    run = command.run("check", *map(str, own), cwd=ROOT)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    for page in (
        path
        for one in own
        for path in ([one] if one.is_file() else one.rglob("*.md"))
    ):
        parsed = page_of(page.read_text("utf-8"))
        assert recognise(parsed, builtin().chosen()).pairs == ()


@pytest.mark.parametrize("switches", [(), ("cloze", "inline")])
def test_a_plain_documentation_tree_yields_no_card_and_no_remark(
    switches: tuple[str, ...],
) -> None:
    words = [
        "--keep-going",
        *(f"--enable={name}" for name in switches),
        str(ROOT / "tests" / "prose"),
    ]
    said = [command.run(name, *words, cwd=ROOT) for name in ("check", "cards")]
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
from ..pages.walk import walk

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
    for name in ("__init__.py", "conftest.py", "golden.py", "test_golden.py"):
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
            str(tests / "test_golden.py"),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.returncode == 0, run.stdout
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


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("---\nquestion: What floats?\n---\nA cork.", {"page"}),
        ("---\nDomanda: Che cosa galleggia?\n---\nUn tappo.", {"page"}),
        ("---\nproblem: Chapter 3\n---\nA cork.", set()),
        ("---\ntags: [sea, flashcards/boats]\n---\nA::b", {"inline"}),
        ("---\ntags: '#flashcards'\n---\nA::b", {"inline"}),
        ("# Boats\n\n#flashcards/boats #sea\n\nA::b", {"inline"}),
        ("A::b <!--SR:!2026-01-01,3,250-->", {"inline"}),
        ("- A\n  ?\n  b\n  <!--SR:!2026-01-01,3,250-->", {"inline"}),
        ("Write `#flashcards` or `<!--SR:` on a line.", set()),
        ("```\n#flashcards\n\nA::b <!--SR:!2026-01-01,3,250-->\n```", set()),
        ("What floats? #flashcards\nA cork.", set()),
    ],
)
def test_a_page_asks_for_a_dialect_that_is_off_by_its_own_marks(
    text: str, names: set[str]
) -> None:
    values, rest, _ = split_front_matter(text, "page.md")
    page = page_of(rest)
    page = replace(page, source=replace(page.source, front_matter=values))
    asked = builtin().announced(page)
    assert asked == tuple(f"+{name}" for name in sorted(names))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "# Sails\n\n## Jib\n\nBefore.\n\n## Lug\n\nBehind.",
            ["every-heading"] * 2,
        ),
        ("# Segel\n\nFock::vorn\n\nBesan::hinten", ["inline"] * 2),
        ("# Sails\n\n## Jib\n\n- [A](a.md)", []),
        ("# FAQ\n\n## What is a jib?\n\nA sail.\n\n## Lug\n\nA sail.", []),
        ("Fock::vorn", []),
    ],
)
def test_a_page_without_cards_is_told_which_dialect_would_read_it(
    text: str, names: list[str]
) -> None:
    chosen = builtin().chosen()
    page, _, _ = recognise(page_of(text), chosen)
    offered = list(offers(page, builtin().left_off(chosen)))
    assert {item.code for item in offered} <= {"MK309"}
    assert [item.message.split()[4].rstrip(":") for item in offered] == names
