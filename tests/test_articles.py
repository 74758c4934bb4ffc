"""Web pages and scraped articles: what is read of them, where it stood, and that nothing else is.

The golden cases in ``articles/html.md`` are written as those of the dialects are; a
title that starts with "not:" names a page that yields no card.
"""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdecks.cards.make import plain
from mkdecks.config.settings import Settings
from mkdecks.dialects import builtin
from mkdecks.dialects.kit.recognise import recognise
from mkdecks.model.notes import Card
from mkdecks.model.records import Source
from mkdecks.pages.text.flattened_tables import tables
from mkdecks.pipeline import build
from mkdecks.sources.data_pictures import without_data_pictures
from mkdecks.sources.mhtml import open_mhtml
from mkdecks.sources.read import read

from .golden import described, page_of

ROOT = Path(__file__).parent.parent
ARTICLE = ROOT / "decks" / "devops" / "terraform-article.txt"
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
# The questions that the sample article has lost, in the order of its answers.
QUESTIONS = (
    "What does Terraform do?",
    "Which commands does everyday work need?",
    "What is the job of a provider?",
    "In which ways can an input variable get its value?",
    "How is an existing resource taken over?",
    "What does the state file hold?",
    "Which precautions does shared state need?",
    "Is there a way to find manual changes?",
    "How do count and for_each differ?",
)
OPENINGS = (
    "Terraform is a tool",
    "The main commands",
    "A provider is",
    "There are several ways",
    "To import a resource",
    "The state file is",
    "When sharing state",
    "Yes, Terraform can",
    "The difference between",
)
STYLES = (
    "{q}",
    "{n}. {q}",
    "Q{n}: {q}",
    "**{q}**",
    "### {q}",
    "Question {n}. {q}",
)


def built(
    folder: Path, *paths: str, **settings: object
) -> tuple[tuple[Card, ...], list[str]]:
    """The cards of files in a folder, and the codes of what is wrong with them."""
    made = build(
        Settings(
            folder,
            tuple(str(folder / path) for path in paths),
            out=str(folder / "dist"),
            **settings,  # type: ignore[arg-type]
        ),
        1,
    )
    return made.cards, [p.code for p in made.problems]


def html_outcome(text: str) -> list[str]:
    """What the default dialects make of a page, without what they merely remark."""
    _, pairs, problems = recognise(
        page_of(text, name="page.html", format="html"), builtin().chosen()
    )
    errors = [
        f"! {p.span.line} {p.code}"
        for p in problems
        if p.span and p.code not in ("MK302", "MK307", "MK309")
    ]
    return [
        *(f"{pair.span.line}: {described(pair)}" for pair in pairs),
        *errors,
    ]


def test_the_sample_article_gives_its_answers_with_exact_edges_and_both_ends_of_its_table() -> (
    None
):
    cards, codes = built(ARTICLE.parent, ARTICLE.name)
    assert codes == []
    assert [
        card.answer.startswith(opening)
        for card, opening in zip(cards, OPENINGS, strict=True)
    ] == [True] * 9
    assert all(
        card.derived and "mkdecks::needs-review" in card.tags for card in cards
    )
    assert all(
        "derived from this answer" in card.fields["Answer"] for card in cards
    )
    table = cards[3].fields["Answer"]
    assert table.count("<th>") == 3
    assert table.count("<tr>") == 4
    assert "<th>When it fits</th>" in table
    assert (cards[3].span.line, cards[3].span.end) == (24, 48)
    shown = " ".join(card.question + card.answer for card in cards)
    assert not any(
        word in shown
        for word in (
            "Skip to",
            "min read",
            "About the author",
            "Ansible",
            "single time",
            "Home >",
        )
    )


@pytest.mark.parametrize("style", STYLES)
def test_the_article_with_its_questions_put_back_is_read_as_it_was_written(
    style: str, tmp_path: Path
) -> None:
    text = ARTICLE.read_text("utf-8")
    for number, (question, opening) in enumerate(
        zip(QUESTIONS, OPENINGS, strict=True), 1
    ):
        text = text.replace(
            f"\n{opening}",
            f"\n{style.format(n=number, q=question)}\n\n{opening}",
            1,
        )
    (tmp_path / "article.txt").write_text(text, "utf-8")
    cards, codes = built(tmp_path, "article.txt")
    assert codes == []
    assert [(card.question, card.derived) for card in cards] == [
        (question, None) for question in QUESTIONS
    ]
    assert [
        card.answer.startswith(opening)
        for card, opening in zip(cards, OPENINGS, strict=True)
    ] == [True] * 9


def test_an_answer_that_is_left_over_is_reported_with_its_lines_and_fails_a_strict_build(
    tmp_path: Path,
) -> None:
    parts = [
        "Go Interview Questions",
        "The parts of a slice are:",
        "- a pointer\n- a length",
        "Keep it short.",
        "Read.",
    ]
    text = "\n\n".join(parts)
    (tmp_path / "go.txt").write_text(text, "utf-8")
    command = [
        sys.executable,
        "-m",
        "mkdecks",
        "cards",
        "go.txt",
        "--format",
        "jsonl",
    ]
    for strict, code in (([], 0), (["--strict"], 1)):
        run = subprocess.run(
            [*command, *strict],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == code
        assert "go.txt:8:1: warning MK310" in run.stderr
        assert "lines 8-10" in run.stderr
        assert "save the page as HTML" in run.stderr


@pytest.mark.parametrize(
    ("mode", "cards", "codes"),
    [("tag", 9, []), ("skip", 0, ["MK313"]), ("draft", 0, ["MK311"])],
)
def test_the_setting_says_what_becomes_of_derived_questions(
    mode: str, cards: int, codes: list[str]
) -> None:
    made, found = built(ARTICLE.parent, ARTICLE.name, derived=mode)
    assert (len(made), found) == (cards, codes)


def test_pages_that_mkdocs_material_makes_of_the_samples_give_the_same_cards(
    tmp_path: Path,
) -> None:
    """All samples but those in the syntax of other programs, which mkdocs leaves as it stands."""
    foreign = (
        "notes/cloudwatch",
        "docker-exercises",
        "git-exercises",
        "kubernetes-scheduling",
        "observability",
    )
    shutil.copytree(ROOT / "decks", tmp_path / "docs")
    extensions = (
        "admonition attr_list def_list footnotes md_in_html tables pymdownx.details pymdownx.superfences"
        " pymdownx.highlight pymdownx.inlinehilite pymdownx.tasklist pymdownx.mark pymdownx.tilde"
    ).split()
    config = {
        "site_name": "Samples",
        "use_directory_urls": False,
        "theme": {"name": "material", "font": False},
        "plugins": ["include-markdown", "mkdocs_quiz", "callouts"],
        "markdown_extensions": [
            *extensions,
            {"pymdownx.tabbed": {"alternate_style": True}},
            {"pymdownx.arithmatex": {"generic": True}},
        ],
    }
    (tmp_path / "mkdocs.yml").write_text(json.dumps(config), "utf-8")
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    compared = 0
    for page in sorted((tmp_path / "docs").rglob("*.md")):
        name = page.relative_to(tmp_path / "docs").with_suffix("").as_posix()
        if (
            name.startswith("_partials")
            or name == "README"
            or name.endswith(foreign)
        ):
            continue
        written, _ = built(tmp_path, f"docs/{name}.md")
        shown, _ = built(tmp_path, f"site/{name}.html")
        assert [_seen(card) for card in shown] == [
            _seen(card) for card in written
        ], name
        compared += len(written)
    assert compared > 120


def _seen(card: Card) -> tuple[object, ...]:
    return card.kind, card.question, card.answer, card.options, card.correct


def test_a_page_on_one_line_has_a_place_for_every_question(
    tmp_path: Path,
) -> None:
    pairs = "".join(
        f"<dt>What is number {n}?</dt><dd>The number {n}.</dd>"
        for n in range(40)
    )
    (tmp_path / "page.html").write_text(
        f"<html><body><h1>FAQ</h1><dl>{pairs}<dt>What is lost?</dt></dl>",
        "utf-8",
    )
    made = build(Settings(tmp_path, (str(tmp_path / "page.html"),)), 1)
    columns = [card.span.column for card in made.cards]
    assert [card.span.line for card in made.cards] == [1] * 40
    assert columns == sorted(set(columns))
    assert [
        (p.code, p.span.column > columns[-1]) for p in made.problems if p.span
    ] == [("MK301", True)]


def test_what_a_page_hides_or_runs_is_on_no_card(tmp_path: Path) -> None:
    page = """<h1>FAQ</h1><h2>What is safe?</h2>
    <p onclick="alert(1)">This <a href="javascript:alert(2)">link</a><script>alert(3)</script>
    <img src="x" onerror="alert(4)">
    <span style="display:none">hidden</span> and <b>bold</b>. [sound:x.mp3] \\(\\href{javascript:alert(5)}{x}\\)</p>
    <iframe src="http://evil.example"></iframe><svg onload="alert(6)"></svg><p hidden>also hidden</p>"""
    (tmp_path / "page.html").write_text(page, "utf-8")
    ((card,), _) = built(tmp_path, "page.html")
    field = card.fields["Answer"]
    assert not any(
        word in field
        for word in (
            "alert(1)",
            "alert(2)",
            "alert(3)",
            "alert(4)",
            "alert(6)",
            "hidden",
            "iframe",
        )
    )
    assert "[sound" not in field
    assert "\\(" not in field
    assert "<strong>bold</strong>" in field


def test_pictures_of_saved_pages_come_along_and_others_do_not(
    tmp_path: Path,
) -> None:
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files" / "dot.png").write_bytes(PIXEL)
    (tmp_path / "page_files" / "frame.html").write_text(
        "<h1>FAQ</h1><h2>What is this?</h2><p>A frame.</p>", "utf-8"
    )
    inline = base64.b64encode(PIXEL).decode()
    page = f"""<h1>FAQ</h1><h2>Which picture is beside the page?</h2><p><img src="page_files/dot.png"></p>
    <h2>Which is in it?</h2><p><img src="data:image/png;base64,{inline}" alt="dot"></p>
    <h2>Which is on the network?</h2><p>See <img src="https://example.org/x.png" alt="there"></p>
    <h2>Which is outside?</h2><p>See <img src="../../etc/passwd" alt="nothing"></p>"""
    (tmp_path / "page.html").write_text(page, "utf-8")
    made = build(Settings(tmp_path, (str(tmp_path),)), 1)
    assert len(made.cards) == 4  # the frame is no page
    assert [len(card.media) for card in made.cards] == [1, 1, 0, 0]
    assert [p.code for p in made.problems] == ["MK406", "MK404"]


def test_only_what_a_tag_shows_is_a_picture_of_the_page(tmp_path: Path) -> None:
    """An address that a page talks about stays in its text; one that its linked data shows is a picture too."""
    inline = "data:image/png;base64," + base64.b64encode(PIXEL).decode()
    linked = {
        "@type": "Question",
        "name": "What does the feed show?",
        "acceptedAnswer": {
            "@type": "Answer",
            "text": f'<p>A dot: <img src="{inline}"/>, or {inline} in words.</p>',
        },
    }
    page = f"""<style>b {{ background: url({inline}) }}</style><!-- <img src="{inline}"> --><h1>FAQ</h1>
    <h2>What does a data address look like?</h2><p>Like {inline} or <code>&lt;img src="{inline}"&gt;</code>.</p>
    <pre><code>i {{ background: url("{inline}") }}</code></pre>
    <h2>Which pictures are shown?</h2>
    <p><img class=dot alt="5 > 4" src='{inline}'/><img src={inline}><img src="{inline}" data-src="late.png"></p>
    <script type="application/ld+json">{json.dumps(linked)}</script>"""
    (tmp_path / "page.html").write_text(page, "utf-8")
    (tmp_path / "late.png").write_bytes(PIXEL + b" ")
    (talks, shows, feed), codes = built(tmp_path, "page.html")
    assert codes == []
    assert f"Like {inline} or" in talks.answer
    assert talks.answer.count(inline) == 3
    assert not talks.media
    assert len(set(shows.media.values())) == 2
    assert f"or {inline} in words" in feed.answer
    assert list(feed.media.values()) == [PIXEL]


@pytest.mark.parametrize(
    "piece",
    [
        "<img ",
        '<img src="',
        "<img src='data:image/png,",
        "<img =",
        "<!--",
        "<script>",
        '<script a=\\"',
        "< ",
        "<i \\",
    ],
)
def test_pictures_are_looked_for_in_time_that_grows_as_the_page_does(
    piece: str,
) -> None:
    times = []
    for count in (20_000, 80_000):
        started = time.process_time()
        without_data_pictures(piece * count)
        times.append(time.process_time() - started)
    assert times[1] < 10 * max(times[0], 0.02)


def test_a_page_in_one_file_has_its_lines_and_its_pictures(
    tmp_path: Path,
) -> None:
    encoded = base64.b64encode(PIXEL).decode()
    text = f"""From: <Saved by a browser>
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----b"

------b
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable
Content-Location: https://example.org/faq/page.html

<html><body><h1>FAQ</h1>
<h2>What is a caf=C3=A9?</h2>
<p>A place for coffee, =
with <img src=3D"dot.png">.</p>
<h2>What is tea?</h2>
<p>Leaves in water.</p>
------b
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://example.org/faq/dot.png

{encoded}
------b--
"""
    text = text.replace(
        'src=3D"dot.png"', 'src=3D"https://example.org/faq/dot.png"'
    )
    (tmp_path / "page.mhtml").write_bytes(text.replace("\n", "\r\n").encode())
    cards, codes = built(tmp_path, "page.mhtml")
    assert codes == []
    assert [(card.question, card.span.line) for card in cards] == [
        ("What is a café?", 11),
        ("What is tea?", 14),
    ]
    assert list(cards[0].media.values()) == [PIXEL]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (
            b"<meta charset=iso-8859-1><h1>FAQ</h1><h2>Caf\xe9?</h2><p>Yes.</p>",
            "Café?",
        ),
        (
            "<meta charset=iso-8859-1><h1>FAQ</h1><h2>Café?</h2><p>Yes.</p>".encode(),
            "Café?",
        ),
        ("<h1>FAQ</h1><h2>Café?</h2><p>Yes.</p>".encode("utf-16"), "Café?"),
        (
            '<meta charset="koi8-r"><h1>FAQ</h1><h2>Что?</h2><p>Это.</p>'.encode(
                "koi8-r"
            ),
            "Что?",
        ),
        (
            b"<meta charset=no-such-thing><h1>FAQ</h1><h2>Caf\xe9?</h2><p>Yes.</p>",
            "Café?",
        ),
    ],
)
def test_a_page_is_decoded_by_what_it_is_and_not_only_by_what_it_says(
    data: bytes, word: str, tmp_path: Path
) -> None:
    (tmp_path / "page.html").write_bytes(data)
    assert [card.question for card in built(tmp_path, "page.html")[0]] == [word]


def test_an_answer_that_is_only_indented_is_no_quotation(
    tmp_path: Path,
) -> None:
    (tmp_path / "page.html").write_text(
        """<h1>FAQ</h1><h2>How long do eggs boil?</h2>
        <blockquote><p>Six minutes.</p><ul><li>Nine, for hard ones.</li></ul>
        </blockquote><h2>Who said it?</h2><p>A cook:</p><blockquote>Taste before you salt.</blockquote>""",
        "utf-8",
    )
    (tmp_path / "page.md").write_text(
        "# FAQ\n\n## What does the sign say?\n\n> Please knock.\n", "utf-8"
    )
    cards, codes = built(tmp_path, "page.html", "page.md")
    assert codes == []
    boils, said, sign = (card.fields["Answer"] for card in cards)
    assert boils.startswith("<p>Six minutes.</p>")
    assert "blockquote" not in boils
    assert "<blockquote>" in said
    assert "<blockquote>" in sign


def test_deep_and_broken_pages_are_read_as_far_as_they_go(
    tmp_path: Path,
) -> None:
    deep = "<div>" * 3_000 + "<h1>FAQ</h1><h2>What is deep?</h2><p>This.</p>"
    (tmp_path / "deep.html").write_text(deep, "utf-8")
    (tmp_path / "lists.html").write_text(
        "<h1>FAQ</h1><h2>What nests?</h2>" + "<ul><li>x" * 400, "utf-8"
    )
    (tmp_path / "empty.html").write_text("", "utf-8")
    (tmp_path / "comment.html").write_text("<!-- nothing -->", "utf-8")
    _, codes = built(
        tmp_path, "deep.html", "lists.html", "empty.html", "comment.html"
    )
    assert set(codes) <= {"MK407"}


@given(st.text(alphabet="<>/abdhilptu123 =\"'&;?!-\n", max_size=300))
def test_no_page_fails(text: str) -> None:
    recognise(
        page_of(text, name="page.html", format="html"), builtin().chosen()
    )


@given(
    st.lists(
        st.sampled_from(
            [
                "What is it?",
                "",
                "1. Why?",
                "A: no",
                "- x",
                "Answer: y",
                "Table:",
                "One",
                "----",
            ]
        )
    )
)
def test_no_text_fails(lines: list[str]) -> None:
    recognise(
        page_of("\n".join(lines), name="page.txt", format="text"),
        builtin().chosen(),
    )


def test_cells_are_folded_only_where_a_first_column_names_what_the_others_say() -> (
    None
):
    cells = [
        "Name",
        "What it does",
        "first",
        "does one thing well",
        "second",
        "does quite another thing",
    ]
    flat = "\n\n".join(["Ways:", *cells, "The end."]).split("\n")
    (found,) = tables(flat, frozenset())
    assert found.rows == [
        ["Name", "What it does"],
        ["first", "does one thing well"],
        ["second", "does quite another thing"],
    ]
    assert list(found.firsts) == [2, 6, 10]
    assert found.stop == 13
    steps = "Steps:\n\nOpen the door\n\nWalk in\n\nClose the door\n\nSit down\n\nBe quiet\n\nListen".split(
        "\n"
    )
    assert list(tables(steps, frozenset())) == []


def test_what_is_no_saved_page_is_an_error_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "page.mhtml").write_text("not a message", "utf-8")
    assert built(tmp_path, "page.mhtml")[1] == ["MK101", "MK403"][:1]
    assert open_mhtml(b"Content-Type: text/plain\n\nhello") is None
    assert (
        without_data_pictures('<img src="data:image/png;base64,@@@">')[0]
        == '<img src="embedded-picture:1">'
    )


def test_lines_of_a_page_are_those_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        "<h1>FAQ</h1>\n\n<h2>What\nis it?</h2>\n<p>Short.\n</p><h2>Why?</h2><p>So.</p>",
        "utf-8",
    )
    cards, _ = built(tmp_path, "page.html")
    assert [card.span.line for card in cards] == [3, 6]


def test_markdown_and_text_never_import_a_reader_of_web_pages() -> None:
    code = "import sys; from mkdecks.cli import main; main(); print(*sys.modules, file=sys.stderr)"
    command = [
        sys.executable,
        "-c",
        code,
        "cards",
        "decks/devops/git.md",
        "decks/devops/shell.txt",
    ]
    run = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(run.stderr.split())
    assert run.stdout.count("?") > 10
    assert "mkdecks.pipeline" in loaded
    assert not loaded & {
        "lxml",
        "lxml.etree",
        "mkdecks.pages.web.page",
        "mkdecks.sources.mhtml",
        "email",
    }


def test_a_source_keeps_the_line_of_each_piece(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>one</p>\n<p>two</p>", "utf-8")
    source, problems = read(
        tmp_path / "page.html", "page.html", "page.html", "html"
    )
    assert problems == ()
    assert isinstance(source, Source)
    assert source.place(1) == ("page.html", 2)
    assert plain(page_of(source.text, format="html").blocks) == "one two"


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Ropes</title>", "<h1>Knots</h1>", "Knots"),
        ("<title>Ropes</title>", "", "Ropes"),
        ("", "", "some page"),
        ("<title> </title>", "", "some page"),
    ],
)
def test_a_web_page_is_called_by_its_heading_its_title_or_its_file(
    head: str, body: str, title: str
) -> None:
    text = f"<html><head>{head}</head><body>{body}<p>A rope.</p></body></html>"
    page = page_of(text, name="some-page.html", format="html")
    assert page.title == title
