"""Drafts: an article as markdown that somebody corrects, and what that does to a learner's notes."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdecks.cards.make import plain
from mkdecks.config.settings import Settings
from mkdecks.model.records import Source
from mkdecks.pages.inline import text_block
from mkdecks.pages.markdown_writer import MarkdownWriter
from mkdecks.pages.tree import parse
from mkdecks.pipeline import Build, build

from . import command
from .golden import page_of
from .learner import Learner, package_of
from .test_articles import ARTICLE, QUESTIONS, ROOT

pytestmark = pytest.mark.slow


LOST = """Networks Interview Questions

A router is a device that forwards packets between networks:

- by their destination
- by its table

Take the short cable first.

The layers of the model are:

- physical
- link
"""


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return command.run(*words, cwd=folder)


def cards(folder: Path, *paths: str) -> list[dict[str, object]]:
    return [
        json.loads(line)
        for line in run(
            folder, "cards", *paths, "--format", "jsonl"
        ).stdout.splitlines()
    ]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with an article that has lost its questions, and its draft."""
    (tmp_path / "mkdecks.toml").write_text(
        '[project]\nname = "Networks"\n', "utf-8"
    )
    (tmp_path / "article.txt").write_text(LOST, "utf-8")
    drafted = run(tmp_path, "draft", "article.txt", "-o", "draft.md")
    assert drafted.returncode == 0
    assert (
        drafted.stderr
        == "draft.md: 2 cards; 2 of them derived, to be reviewed; 1 heading to be written (TODO)\n"
    )
    return tmp_path


def built(folder: Path, now: int, *paths: str) -> Build:
    return build(
        Settings(
            folder,
            tuple(str(folder / path) for path in paths or (".",)),
            name="Networks",
        ),
        now,
    )


def test_a_draft_says_where_each_answer_stood_and_what_it_rests_on(
    project: Path,
) -> None:
    text = (project / "draft.md").read_text("utf-8")
    assert re.findall(
        r"^### (.*)\n<!-- mkdecks: id=note-[0-9a-f]{20} (.*) -->$", text, re.M
    ) == [
        (
            "What is a router?",
            "derived=definition conf=high src=article.txt:3-6",
        ),
        ("TODO: write a question", "src=article.txt:8-8"),
        (
            "What are the layers of the model?",
            "derived=members conf=high src=article.txt:10-13",
        ),
    ]
    assert re.search(r"^# .+\n\n### What is a router\?$", text, re.M)


def test_an_edited_question_updates_its_note_and_adds_none(
    project: Path, tmp_path: Path
) -> None:
    """From the article to the draft, the edited draft, and the draft edited again, in one real collection."""
    learner = Learner(tmp_path / "anki")
    package = tmp_path / "deck.apkg"
    draft = project / "draft.md"
    steps: list[tuple[str, Callable[[str], str], int, int]] = [
        ("article.txt", lambda text: text, 2, 0),
        ("draft.md", lambda text: text, 0, 0),
        (
            "draft.md",
            lambda text: text.replace(
                "What is a router?", "What does a router do?"
            ),
            0,
            1,
        ),
        (
            "draft.md",
            lambda text: text.replace(" derived=definition conf=high", ""),
            0,
            1,
        ),
        (
            "draft.md",
            lambda text: text.replace(
                "TODO: write a question", "Which cable comes first?"
            ),
            1,
            0,
        ),
        (
            "draft.md",
            lambda text: text.replace(
                "does a router do?", "is a router for, then?"
            ),
            0,
            1,
        ),
    ]
    texts = []
    for number, (source, edit, new, changed) in enumerate(steps, 1):
        draft.write_text(edit(draft.read_text("utf-8")), "utf-8")
        made = built(project, 1_000_000 + number, source)
        package_of(made.decks, tmp_path, package.name)
        told = learner.import_package(package)
        assert (told.new, told.conflicting) == (new, 0), number
        texts.append(
            {card.id: (card.question, card.derived) for card in made.cards}
        )
        differ = [
            one
            for one in texts[-1]
            if number > 1
            and texts[-2].get(one, texts[-1][one]) != texts[-1][one]
        ]
        assert len(differ) == changed, number
    assert len(learner.sides()) == 3
    fronts = " ".join(side.front for side in learner.sides())
    assert "What is a router for, then?" in fronts
    assert "What is a router?" not in fronts
    assert [derived for _, derived in texts[-1].values()] == [
        None,
        None,
        "members",
    ]


def test_deleting_the_mark_approves_a_card(project: Path) -> None:
    draft = project / "draft.md"
    assert cards(project, "draft.md")[0]["tags"] == [
        "mkdecks::derived",
        "mkdecks::needs-review",
    ]
    draft.write_text(
        draft.read_text("utf-8").replace("derived=definition ", ""), "utf-8"
    )
    first = cards(project, "draft.md")[0]
    assert (first["tags"], first["derived"]) == ([], None)


def test_a_heading_to_be_written_is_never_a_card(project: Path) -> None:
    (project / "draft.md").write_text(
        (project / "draft.md").read_text("utf-8")
        + "\n### What is a hub?\n\nOld.\n",
        "utf-8",
    )
    for dialect in ("heading", "every-heading"):
        run_of = run(project, "cards", "draft.md", "--enable", dialect)
        assert "TODO" not in run_of.stdout
        assert "MK312" in run_of.stderr


def test_an_edited_draft_is_never_overwritten(project: Path) -> None:
    draft = project / "draft.md"
    untouched = draft.read_text("utf-8")
    again = run(project, "draft", "article.txt", "-o", "draft.md")
    assert (again.returncode, draft.read_text("utf-8")) == (0, untouched)
    draft.write_text(untouched + "\nA remark.\n", "utf-8")
    refused = run(project, "draft", "article.txt", "-o", "draft.md")
    assert refused.returncode == 2
    assert (
        "MK502 draft.md was edited and stays as it is; the new draft is draft.md.new"
        in refused.stderr
    )
    assert draft.read_text("utf-8") == untouched + "\nA remark.\n"
    assert (project / "draft.md.new").read_text("utf-8") == untouched
    (project / "draft.md.new").write_text("Mine.", "utf-8")
    assert (
        run(project, "draft", "article.txt", "-o", "draft.md").returncode == 2
    )
    assert (project / "draft.md.new").read_text("utf-8") == "Mine."
    (project / "notes.md").write_text("My notes.\n", "utf-8")
    assert (
        run(project, "draft", "article.txt", "-o", "notes.md").returncode == 2
    )
    assert (project / "notes.md").read_text("utf-8") == "My notes.\n"


def test_where_both_are_sources_the_draft_is_built_and_the_report_says_so(
    project: Path,
) -> None:
    told = run(project, "build", ".", "-o", "deck.apkg")
    assert (
        "article.txt: the cards of its draft draft.md are used instead"
        in told.stderr
    )
    assert "2 cards in 1 deck from 1 source" in told.stderr
    assert [card["source"] for card in cards(project, ".")] == [
        "draft.md",
        "draft.md",
    ]


def test_pasted_questions_line_up_by_section_and_are_refused_where_they_do_not(
    project: Path,
) -> None:
    questions = project / "questions.txt"
    questions.write_text(
        "1. What does a router do?\nWhich cable first?\n\nWhich layers are there?\n",
        "utf-8",
    )
    text = run(
        project, "draft", "article.txt", "--questions", "questions.txt"
    ).stdout
    assert re.findall(r"^### (.*)$", text, re.M) == [
        "What does a router do?",
        "Which cable first?",
        "Which layers are there?",
    ]
    assert "derived=" not in text
    questions.write_text(
        "Networks Interview Questions\nWhat does a router do?\n", "utf-8"
    )
    refused = run(
        project,
        "draft",
        "article.txt",
        "--questions",
        "questions.txt",
        "-o",
        "other.md",
    )
    assert refused.returncode == 1
    assert "has 3 answers, and 1 question was given" in refused.stderr
    assert "article.txt:8: Take the short cable first." in refused.stderr
    assert "What does a router do?" in refused.stderr
    assert not (project / "other.md").exists()


def test_the_questions_of_the_sample_article_can_be_pasted(
    tmp_path: Path,
) -> None:
    (tmp_path / "questions.txt").write_text("\n".join(QUESTIONS), "utf-8")
    (tmp_path / "article.txt").write_text(ARTICLE.read_text("utf-8"), "utf-8")
    assert (
        run(
            tmp_path,
            "draft",
            "article.txt",
            "--questions",
            "questions.txt",
            "-o",
            "draft.md",
        ).returncode
        == 0
    )
    assert [card["question"] for card in cards(tmp_path, "draft.md")] == list(
        QUESTIONS
    )


@pytest.mark.parametrize(
    "name",
    [
        "aws/storage-faq.html",
        "aws/lambda/basics.md",
        "aws/lambda/operations.md",
        "aws/practice-exam.md",
        "devops/git.md",
        "devops/networking.md",
        "devops/docker.md",
        "devops/linux-quiz.md",
        "devops/terraform-article.txt",
        "devops/git-terms.md",
    ],
)
def test_a_draft_of_any_page_gives_its_cards_back(
    name: str, tmp_path: Path
) -> None:
    """The same notes with the same words, whatever the page was written in."""
    drafted = run(
        ROOT, "draft", f"decks/{name}", "-o", str(tmp_path / "draft.md")
    )
    assert drafted.returncode == 0, drafted.stderr
    kept = [
        _kept(card)
        for card in cards(ROOT, f"decks/{name}")
        if card["kind"] != "cloze"
    ]
    assert [_kept(card) for card in cards(tmp_path, "draft.md")] == kept


def _kept(card: dict[str, object]) -> tuple[object, ...]:
    return tuple(
        card[key]
        for key in (
            "id",
            "kind",
            "question",
            "answer",
            "options",
            "correct",
            "derived",
        )
    )


@given(
    st.text(
        alphabet="ab1 *_`[]()<>#-+.!|$=~^{}:?&;\\\"'\n", min_size=1, max_size=80
    )
)
def test_what_is_written_as_markdown_reads_as_it_was(text: str) -> None:
    source = Source("page.md", "page.md", Path("page.md").absolute(), "")
    shown = " ".join(text.split())
    written = MarkdownWriter().blocks([text_block(shown, source)])
    assert (
        plain(
            parse(
                Source(
                    "page.md", "page.md", Path("page.md").absolute(), written
                )
            ).blocks
        )
        == shown
    )


@pytest.mark.parametrize(
    ("formula", "read"),
    [
        ("|x| < M", "|x| < M"),
        ("a<b>c", "a< b>c"),
        ("a\n=\nb", "a = b"),
        (
            r"\text{<img src=x onerror=alert(1)>}",
            r"\text{< img src=x onerror=alert(1)>}",
        ),
        ("a\n<div>\nb", "a < div> b"),
        ("x </script> y <!-- z", "x < /script> y < !-- z"),
    ],
)
@pytest.mark.parametrize(("begin", "end"), [(r"\(", r"\)"), (r"\[", r"\]")])
def test_formulas_stay_formulas_and_become_no_tags(
    formula: str, read: str, begin: str, end: str
) -> None:
    page = f'<p>When <span class="arithmatex">{begin}{escape(formula)}{end}</span> holds.</p>'
    written = MarkdownWriter().blocks(
        page_of(page, name="page.html", format="html").blocks
    )
    (block,) = parse(
        Source("p.md", "p.md", Path("p.md").absolute(), written)
    ).blocks
    (inline,) = (token for token in block.tokens if token.type == "inline")
    kinds = {child.type: child.content for child in inline.children or ()}
    assert {
        name: content for name, content in kinds.items() if name != "text"
    } == {"math_inline" if begin == r"\(" else "math_inline_double": read}
    assert not re.search(r"<[a-z/!]", written)


@pytest.mark.parametrize(
    "element", ['<a href="{}">{}</a>', '<img src="{}" alt="{}">']
)
@given(
    st.text(
        alphabet="ab1 *_`[]()<>#-+.!|$=~^{}:?&;%\\\"'\n\u2028",
        min_size=1,
        max_size=60,
    ),
    st.text(alphabet="ab1*_`[]()<>!$&;\\", min_size=1, max_size=20),
)
def test_no_address_becomes_text(
    element: str, address: str, label: str
) -> None:
    """Neither its blanks nor its brackets, nor those of the words that are linked."""
    page = f"<p>It is {element.format(escape('x' + address + 'x'), escape('y' + label + 'y'))} here.</p>"
    first = page_of(page, name="page.html", format="html")
    (block,) = parse(
        Source(
            "p.md",
            "p.md",
            Path("p.md").absolute(),
            MarkdownWriter().blocks(first.blocks),
        )
    ).blocks
    (inline,) = (token for token in block.tokens if token.type == "inline")
    kinds = [
        child.type
        for child in inline.children or ()
        if not child.type.startswith("text")
    ]
    assert kinds == (
        ["link_open", "link_close"] if "href" in element else ["image"]
    )
    assert plain([block]) == plain(first.blocks)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,<b>",
        "file:///etc/passwd",
        "VBScript:x",
    ],
)
def test_a_link_that_nobody_may_follow_leaves_its_words(address: str) -> None:
    page = page_of(
        f'<p>It is <a href="{escape(address)}">linked</a> here.</p>',
        name="page.html",
        format="html",
    )
    written = MarkdownWriter().blocks(page.blocks)
    assert (
        plain(
            parse(
                Source("p.md", "p.md", Path("p.md").absolute(), written)
            ).blocks
        )
        == "It is linked here."
    )


def test_lists_tables_and_boxes_survive_being_written() -> None:
    page = """<ul><li>one<ol start="3"><li>three</li><li>four <code>x|y</code></li></ol></li>
    <li><p>two</p><p>more</p></li></ul>
    <table><tr><th>a</th><th>b|c</th></tr><tr><td>1</td><td><b>2</b></td></tr></table>
    <blockquote><p>said</p><pre><code>```
x</code></pre></blockquote><details><summary>More "of" it</summary><p>inside</p></details>"""
    first = page_of(page, name="page.html", format="html")
    second = parse(
        Source(
            "p.md",
            "p.md",
            Path("p.md").absolute(),
            MarkdownWriter().blocks(first.blocks),
        )
    )
    assert plain(second.blocks) == plain(first.blocks).replace('"of"', "”of”")
    assert [block.kind for block in second.blocks] == [
        "bullet_list",
        "table",
        "blockquote",
        "admonition",
    ]
