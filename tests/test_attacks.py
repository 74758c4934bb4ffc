"""What an author, a file name or a folder could do to a learner or to whoever builds: nothing."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from . import command
from .learner import build_of

pytestmark = pytest.mark.slow


QUESTION = '# Questions\n\n??? question "What is it?"\n'


def fields(text: str, folder: Path, **settings: Any) -> dict[str, str]:
    """The fields of the one card of a page."""
    (card,) = build_of({"page.md": text}, folder, **settings).cards
    return dict(card.fields)


def assert_harmless(html: str) -> None:
    """No handler, no script, no address but of links, none of Anki's or MathJax's own signs."""
    assert not re.search(
        r"<(?:script|style|iframe|svg|object|embed|form|input|video|audio|link|meta)\b",
        html,
        re.I,
    )
    assert not re.search(r"<[^>]*\s(?:on\w+|style|srcset)\s*=", html)
    assert not re.search(r"<[^>]*(?:javascript|vbscript|data):", html, re.I)
    assert not re.search(
        r'<img[^>]*src="(?![\w-]+\.(?:png|jpg|jpeg|gif|webp|svg)")', html
    )
    assert not re.search(
        r"\[(?:sound:|anki:|/?latex\]|/?\$\$?\])|\[\[type:", html, re.I
    )


@pytest.mark.parametrize(
    "text",
    [
        '$x" onmouseover="alert(1)" y="$ and <p lang="\ue0000\ue001">x</p>',
        '![$x" onerror="alert(1)$](gone.png)',
        "$[sound:a.mp3]$ and $[latex]x[/latex]$ and $[[type:Question]]$",
        '<image src="https://example.org/a.png">',
        '<div><img src=https://example.org/a.png title=a"></div>',
        '<img data-src="https://example.org/b.png" src="https://example.org/a.png">',
        '<img src="data:image/svg+xml,<svg onload=alert(1)>">',
        "<a href='java\nscript:alert(1)'>x</a>",
        '<a href="other.md">x</a>',
        "![x](javascript:alert(1))",
        "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
        "&lt;img src=x onerror=alert(1)&gt;",
        "[x]: javascript:alert(1)\n\n    [x]",
        "`<script>alert(1)</script>`",
    ],
)
@pytest.mark.parametrize("place", ["answer", "question", "list", "table"])
def test_no_field_of_a_card_acts(text: str, place: str, tmp_path: Path) -> None:
    line = text.replace("\n", " ")
    page = {
        "answer": f"{QUESTION}    Before\n\n    {text}\n",
        "question": f"# Questions\n\n<details><summary>What is {line} here?</summary>\n\nx\n\n</details>\n",
        "list": f"{QUESTION}    Before\n\n    - {line}\n",
        "table": f"{QUESTION}    Before\n\n    | a | b |\n    | - | - |\n    | {line} | b |\n",
    }[place]
    for html in fields(page, tmp_path).values():
        assert_harmless(html)


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)//[sound:a.mp3]", 'https://x/" onclick="alert(1)'],
)
def test_the_address_of_the_site_acts_no_more_than_a_page_does(
    address: str, tmp_path: Path
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "page.md").write_text(f"{QUESTION}    x\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        f"site_name: S\nsite_url: '{address}'\n", "utf-8"
    )
    run = mkdecks("cards", ".", "--format", "jsonl", cwd=tmp_path)
    assert "site_url" in run.stderr
    assert "javascript" not in run.stdout


def test_titles_headings_and_names_are_as_harmless_as_text(
    tmp_path: Path,
) -> None:
    page = "# <img src=x onerror=alert(1)> [sound:x.mp3] Questions\n\n## [[type:Q]] FAQ\n\n### What is it?\n\nx\n"
    for html in fields(page, tmp_path, name="N").values():
        assert_harmless(html)


def mkdecks(
    *words: str, cwd: Path, **variables: str
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **variables}
    return command.run(*words, cwd=cwd, environment=environment)


def test_a_linked_folder_leads_nowhere_and_is_reported(tmp_path: Path) -> None:
    secret, project = tmp_path / "secret", tmp_path / "project"
    (project / "decks").mkdir(parents=True)
    secret.mkdir()
    (secret / "key.md").write_text(f"{QUESTION}    CANARY\n", "utf-8")
    (project / "decks" / "own.md").write_text(f"{QUESTION}    mine\n", "utf-8")
    (project / "decks" / "evil").symlink_to(secret)
    for pattern in (
        "decks/*/*.md",
        "decks/evil",
        "**/*.md",
        "decks/evil/key.md",
    ):
        config = f'[[deck]]\nname = "D"\nsources = ["{pattern}"]\n'
        (project / "mkdecks.toml").write_text(config, "utf-8")
        assert "CANARY" not in mkdecks("cards", cwd=project).stdout, pattern
    run = mkdecks("cards", "decks", cwd=project)
    assert "CANARY" not in run.stdout
    assert "MK111" in run.stderr


def test_a_file_name_cannot_forge_a_line_of_output(tmp_path: Path) -> None:
    (tmp_path / "m\n::add-mask::pwned.md").write_text(
        '??? question "Who?"\n', "utf-8"
    )
    for output_format in ("text", "concise", "github"):
        run = mkdecks(
            "check", ".", "--output-format", output_format, cwd=tmp_path
        )
        assert not [
            line
            for line in run.stdout.splitlines()
            if line.startswith("::add-mask")
        ]


def test_output_is_utf8_whatever_the_environment_says(tmp_path: Path) -> None:
    (tmp_path / "u.md").write_text('??? question "什么?"\n    是\n', "utf-8")
    run = mkdecks("cards", "u.md", cwd=tmp_path, PYTHONIOENCODING="latin-1")
    assert run.returncode == 0, run.stderr
    assert "什么" in run.stdout


@pytest.mark.parametrize(
    "config",
    ["tool = 1", "[tool]\nmkdecks = 1", "[tool.mkdecks]\ndeck = ['x']"],
)
def test_odd_tables_are_no_internal_error(config: str, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(config, "utf-8")
    (tmp_path / "p.md").write_text(f"{QUESTION}    x\n", "utf-8")
    assert "internal error" not in mkdecks("cards", "p.md", cwd=tmp_path).stderr


def test_bombs_end_in_bounded_time_and_size(tmp_path: Path) -> None:
    address = "https://example.org/" + "x" * 50_000
    questions = "".join(
        f'??? question "What is {n}?"\n    [a]\n\n' for n in range(400)
    )
    build = build_of(
        {"page.md": f"# Questions\n\n{questions}[a]: {address}\n"}, tmp_path
    )
    assert (
        sum(len(card.fields["Answer"]) for card in build.cards)
        < 20 * 100_000 + 1_100_000
    )
    assert "MK407" in {p.code for p in build.problems}


def test_front_matter_that_is_made_to_be_slow_is_read_at_once(
    tmp_path: Path,
) -> None:
    lines = "-a: b\n" * 200
    build = build_of(
        {
            "page.md": f"---\ntitle: x\n---\n---\na: b\n{lines}x\n\n{QUESTION}    x\n"
        },
        tmp_path,
    )
    assert len(build.cards) == 1
