"""From pairs to cards: ids that last, pictures that stay, decks and tags, addresses, and what is reported instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdecks.cards.links import page_address
from mkdecks.config.settings import Settings, load_settings
from mkdecks.dialects import builtin
from mkdecks.pipeline import build
from mkdecks.sources.patterns import spec

from .learner import build_of


def ids(folder: Path, *paths: str) -> set[str]:
    settings, _ = load_settings([str(folder / path) for path in paths])
    return {card.id for card in build(settings, 1).cards}


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")


def test_an_id_is_the_same_from_whatever_folder_a_path_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "notes/a.md", '??? question "What is it?"\n    x\n')
    found = set()
    for folder, paths in {
        tmp_path: ("notes", "notes/a.md", str(tmp_path / "notes")),
        tmp_path / "notes": (".", "a.md", "../notes"),
        Path("/"): (str(tmp_path / "notes/a.md"),),
    }.items():
        monkeypatch.chdir(folder)
        for path in paths:
            settings, _ = load_settings([path])
            found |= {card.id for card in build(settings, 1).cards}
    assert len(found) == 1


def test_in_a_repository_an_id_is_the_same_from_every_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "docs/a.md", '??? question "What is it?"\n    x\n')
    (tmp_path / ".git").mkdir()
    found = set()
    for folder in (tmp_path, tmp_path / "docs", Path("/")):
        monkeypatch.chdir(folder)
        found |= ids(tmp_path, "docs/a.md")
    assert len(found) == 1


@pytest.mark.parametrize(
    "page",
    [
        '<!-- mkdecks: id=x -->\n??? question "{q}"\n    a\n',
        '??? question "{q}"\n    <!-- mkdecks: id=x -->\n    a\n',
        '??? question "{q} {{#x}}"\n    a\n',
        "# FAQ\n\n## {q} {{#x}}\n\na\n",
        "<details><summary>{q} {{#x}}</summary>\n\na\n\n</details>\n",
        "<!-- mkdecks: id=x -->\n\n**Q:** {q}\n\n**A:** a\n",
        "**Q:** {q}\n\n**A:**\n\n<!-- mkdecks: id=x -->\n\na\n",
    ],
)
def test_a_pin_keeps_the_id_when_the_question_is_reworded(
    page: str, tmp_path: Path
) -> None:
    one, other = (
        build_of({"p.md": page.format(q=q)}, tmp_path).cards
        for q in ("What is it?", "What may it be?")
    )
    assert [card.id for card in one] == [card.id for card in other]
    assert len(one) == 1
    assert "{#" not in one[0].question


def test_a_pin_in_a_comment_holds_in_the_whole_project_whatever_the_title(
    tmp_path: Path,
) -> None:
    page = '# {t}\n\n<!-- mkdecks: id=x -->\n??? question "What?"\n    a\n'
    one, other = (
        build_of({"p.md": page.format(t=t)}, tmp_path, name="").cards
        for t in ("One", "Other")
    )
    assert one[0].id == other[0].id
    doubled = build_of(
        {"p.md": page.format(t="One"), "q.md": page.format(t="Two")},
        tmp_path,
        name="",
    )
    assert "MK402" in {p.code for p in doubled.problems}


PNG = b"\x89PNG"


@pytest.mark.parametrize(
    ("page", "sides"),
    [
        (
            "# FAQ\n\n## 1. What is shown? ![](a.png)\n\nx\n\n## 2. What is shown? ![](b.png)\n\ny\n",
            [1, 0, 1, 0],
        ),
        ("Q: What is this? ![x](a.png)\nA: See ![y](b.png)\n", [1, 1]),
        ("Q: What is this?\nA: ![y](b.png)\n", [0, 1]),
        ('??? question "![x](a.png) What is it?"\n    x\n', [1, 0]),
    ],
)
def test_pictures_at_the_edges_of_what_is_cut_stay(
    page: str, sides: list[int], tmp_path: Path
) -> None:
    for name in ("a.png", "b.png"):
        (tmp_path / name).write_bytes(PNG + name.encode())
    cards = build_of({"p.md": page}, tmp_path).cards
    assert [
        card.fields[side].count("<img")
        for card in cards
        for side in ("Question", "Answer")
    ] == sides


def test_a_card_with_a_blank_side_is_reported_and_not_made(
    tmp_path: Path,
) -> None:
    page = 'Q: ![](missing.png)\nA: x\n\n??? question "What?"\n    ![](data:image/png;base64,AAAA)\n'
    build = build_of({"p.md": page}, tmp_path)
    assert build.cards == ()
    assert {"MK302", "MK301", "MK404"} <= {p.code for p in build.problems}


def test_numbers_that_belong_to_the_question_stay(tmp_path: Path) -> None:
    page = "# FAQ\n\n## P95 latency: what is it?\n\na\n\n## P99 latency: what is it?\n\nb\n\n## 5 - 3 = ?\n\n2\n"
    fronts = [
        card.question for card in build_of({"p.md": page}, tmp_path).cards
    ]
    assert fronts == [
        "P95 latency: what is it?",
        "P99 latency: what is it?",
        "5 - 3 = ?",
    ]


def test_problems_of_two_files_on_one_line_are_two_problems(
    tmp_path: Path,
) -> None:
    write(tmp_path, "_part.txt", '\n\n??? question "Who answers?"\n')
    page = '\n\n??? question "What?"\n    a\n\n{% include "_part.txt" %}\n'
    build = build_of(
        {"page.md": page}, tmp_path, paths=(str(tmp_path / "page.md"),)
    )
    assert len(build.cards) == 1
    assert [
        Path(p.span.path).name
        for p in build.problems
        if p.code == "MK301" and p.span
    ] == ["_part.txt"]


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("index.md", "https://x.org/"),
        ("aws/index.md", "https://x.org/aws/"),
        ("aws/b c.md", "https://x.org/aws/b%20c/"),
    ],
)
def test_addresses_are_those_that_mkdocs_builds(
    page: str, address: str, tmp_path: Path
) -> None:
    assert (
        page_address(page, Settings(tmp_path, site_url="https://x.org"))
        == address
    )


def test_links_between_pages_lead_to_the_site(tmp_path: Path) -> None:
    text = "[a](c.md) [b](../index.md#top) [c](#here) [d](https://y.org) [e](../../out.md)"
    write(tmp_path, "docs/aws/b.md", f'??? question "What?"\n    {text}\n')
    write(tmp_path, "mkdocs.yml", "site_name: S\nsite_url: https://x.org/\n")
    settings, _ = load_settings([str(tmp_path)])
    (card,) = build(settings, 1).cards
    for link in ("https://x.org/aws/c/", "https://x.org/#top", "https://y.org"):
        assert f'href="{link}"' in card.fields["Answer"]
    assert card.fields["Answer"].count("href=") == 3
    assert (
        card.fields["Source"]
        == '<a href="https://x.org/aws/b/">docs/aws/b.md</a>'
    )


@pytest.mark.parametrize(
    ("pattern", "name", "matches"),
    [
        ("decks/*.md", "decks/a.md", True),
        ("decks/*.md", "decks/n/a.md", False),
        ("decks/**/*.md", "decks/a.md", True),
        ("decks/**/*.md", "decks/n/m/a.md", True),
        ("**/drafts/**", "a/drafts/b/c.md", True),
        ("**/drafts/**", "drafts/c.md", True),
        ("**/drafts/**", "a/draft.md", False),
        ("*.m?", "a.md", True),
        ("a+b.md", "a+b.md", True),
    ],
)
def test_globs_mean_what_everybody_means_by_them(
    pattern: str, name: str, matches: bool
) -> None:
    assert bool(spec(pattern).match_file(name)) is matches


def test_vendored_hidden_and_output_folders_are_never_sources(
    tmp_path: Path,
) -> None:
    for folder in (".venv", "node_modules", "dist", "decks"):
        write(tmp_path, f"{folder}/a.md", '??? question "What?"\n    x\n')
    write(
        tmp_path,
        "mkdecks.toml",
        '[[deck]]\nname = "D"\nsources = ["**/*.md"]\n',
    )
    settings, _ = load_settings([], str(tmp_path / "mkdecks.toml"))
    assert len(build(settings, 1).pages) == 1


@pytest.mark.parametrize(
    "comment", ["mkdecks: idd=x", "mkdecks: id=cold start", "mkdecks:"]
)
def test_a_comment_that_has_no_effect_is_reported(
    comment: str, tmp_path: Path
) -> None:
    build = build_of(
        {"p.md": f'<!-- {comment} -->\n??? question "What?"\n    a\n'}, tmp_path
    )
    assert [p.code for p in build.problems] == ["MK306"]


def test_a_page_of_misses_is_a_warning(tmp_path: Path) -> None:
    page = "# Notes\n\n" + "".join(
        f"What is {n}?\n\nIt is {n}.\n\n" for n in range(3)
    )
    build = build_of({"p.md": page}, tmp_path)
    assert {p.code: str(p.severity) for p in build.problems} == {
        "MK302": "info",
        "MK307": "warning",
    }


def test_a_file_is_no_picture_for_its_name_alone(tmp_path: Path) -> None:
    (tmp_path / "x.png").write_text("text", "utf-8")
    build = build_of(
        {"p.md": '??? question "What?"\n    See ![it](x.png)\n'}, tmp_path
    )
    assert [p.code for p in build.problems] == ["MK404"]


@pytest.mark.parametrize(
    ("ending", "data"),
    [
        (".png", b"\x89PNG"),
        (".jpg", b"\xff\xd8\xff"),
        (".jpeg", b"\xff\xd8\xff"),
        (".gif", b"GIF89a"),
        (".webp", b"RIFF0000WEBP"),
        (".svg", b"<svg></svg>"),
        (".PNG", b"\x89PNG"),
    ],
)
def test_a_picture_of_each_kind_is_on_the_card(
    ending: str, data: bytes, tmp_path: Path
) -> None:
    (tmp_path / f"x{ending}").write_bytes(data)
    page = f'??? question "What?"\n    See ![it](x{ending})\n'
    build = build_of({"p.md": page}, tmp_path)
    assert build.problems == ()
    assert f"{ending.lower()}" in build.cards[0].fields["Answer"]


KEEL = '??? question "What is a keel?"\n    The lowest timber.\n'


def test_equal_cards_of_two_pages_are_two_with_ids_of_their_own(
    tmp_path: Path,
) -> None:
    build = build_of({"a.md": KEEL, "b.md": KEEL}, tmp_path)
    assert build.problems == ()
    assert [card.source[-4:] for card in build.cards] == ["a.md", "b.md"]
    assert len({card.id for card in build.cards}) == 2


def test_equal_cards_of_one_page_are_one_and_the_other_is_reported(
    tmp_path: Path,
) -> None:
    build = build_of({"a.md": f"{KEEL}\n{KEEL}", "b.md": KEEL}, tmp_path)
    assert [(card.source[-4:], card.span.line) for card in build.cards] == [
        ("a.md", 1),
        ("b.md", 1),
    ]
    (problem,) = build.problems
    assert (problem.code, problem.span and problem.span.line) == ("MK401", 4)
    assert "the same question as on line 1: What is a keel?" in problem.message


def test_one_id_on_equal_cards_of_two_pages_names_the_first_of_them(
    tmp_path: Path,
) -> None:
    pinned = f"<!-- mkdecks: id=keel -->\n\n{KEEL}"
    build = build_of({"a.md": pinned, "b.md": f"Text.\n\n{pinned}"}, tmp_path)
    assert len(build.cards) == 1
    (problem,) = build.problems
    assert problem.code == "MK402"
    assert "'keel' is that of the card on line 3 of " in problem.message
    assert problem.message.endswith("a.md")


@pytest.mark.parametrize(
    ("written", "help"),
    [
        ("+heding", "did you mean 'heading'?"),
        ("-flashcards-tag", "did you mean 'flashcard-tag'?"),
        ("zzzzz", "there are: page, draft, "),
    ],
)
def test_an_unknown_dialect_gets_the_nearest_name_or_all(
    written: str, help: str
) -> None:
    (problem,) = builtin().unknown([written, "heading"], "MK901")
    assert problem.message == f"there is no dialect '{written.lstrip('+-')}'"
    assert problem.help.startswith(help)


@pytest.mark.parametrize(
    ("paths", "is_whole"),
    [
        ((), True),
        (("notes",), True),
        (("notes/a.md", "notes/b.md"), True),
        (("notes/a.md",), False),
    ],
)
def test_paths_are_the_whole_project_where_they_cover_what_its_decks_name(
    paths: tuple[str, ...],
    is_whole: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write(tmp_path, "mkdecks.toml", '[[deck]]\nsources = ["notes/*.md"]\n')
    for name in ("notes/a.md", "notes/b.md", "decks/c.md"):
        write(tmp_path, name, KEEL)
    monkeypatch.chdir(tmp_path)
    settings, _ = load_settings(paths)
    assert build(settings, 1).is_remembered is is_whole
