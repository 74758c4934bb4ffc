"""What a learner sees: HTML that is safe in Anki and shows what the author wrote, judged by Anki's own renderer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdecks.cards.safe_html import depth, neutralise, sanitise, unsafe_formula
from mkdecks.pages.markdown_writer import MarkdownWriter

from .golden import page_of
from .learner import Learner, Side, build_of, package_of


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    made = Learner(tmp_path / "anki")
    yield made
    made.close()


def answer(text: str, folder: Path, *, rest: str = "") -> str:
    """The answer's HTML of a page with one question; ``rest`` stands below it, unindented."""
    body = "".join(
        f"    {line}\n" if line else "\n" for line in text.split("\n")
    )
    build = build_of(
        {
            "page.md": f'# Questions\n\n??? question "What is it?"\n{body}\n{rest}'
        },
        folder,
    )
    (card,) = build.cards
    return card.fields["Answer"]


def shown(html: str) -> str:
    """The text that a reader sees in HTML."""
    spaced = re.sub(r"</?(?:p|div|li|td|th|dt|dd|pre)\b[^>]*>", " ", html)
    return " ".join(unescape(re.sub(r"<[^>]*>", "", spaced)).split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- [ ] open\n- [ ] late", "☐ open ☐ late"),
        ("1. Step\n    - [x] done", "Step ☑ done"),
        ("| a | b |\n| - | - |\n| 1 | 2 |", "a b 1 2"),
        ("1. one\n2. two\n    - inner", "one two inner"),
        ("para\n- item", "para item"),
        ("term\n:   what it means", "term what it means"),
        ("~~old~~ new", "old new"),
        ("!!! tip\n    inside", "Tip inside"),
        ('!!! tip "Look"\n    inside', "Look inside"),
        (
            '=== "Python"\n    first\n=== "Go"\n    second',
            "Python first Go second",
        ),
        (
            "Prose.\n\n<details><summary>More</summary>hidden</details>",
            "Prose. More hidden",
        ),
        ("> [!note] Title\n> body", "Title body"),
        ("42.", "42."),
        ("text {.x}", "text {.x}"),
        (":material-book: text", "text"),
        ("{{% note %}}\nkept\n{{% /note %}}", "kept"),
        (":::tip Look\nkept\n:::", "Look kept"),
        ("See [[Page#Part|the part]] and [[Page]]", "See the part and Page"),
        ("[[src]](https://example.org)", "[src]"),
        ("at 10:30, a:b:c and std::vector", "at 10:30, a:b:c and std::vector"),
        ("a {{ value }} b", "a {{ value }} b"),
    ],
)
def test_every_construct_of_an_answer_is_kept(
    text: str, expected: str, tmp_path: Path
) -> None:
    assert shown(answer(text, tmp_path)) == expected


def test_link_references_and_footnotes_of_the_page_work_inside_an_answer(
    tmp_path: Path,
) -> None:
    html = answer(
        "See [the guide][g].[^n]",
        tmp_path,
        rest="[g]: https://example.org/g\n\n[^n]: A *note*.\n",
    )
    assert '<a href="https://example.org/g">the guide</a>' in html
    assert "<sup>1</sup>" in html
    assert '<ol class="footnotes">' in html
    assert "A <em>note</em>." in html


def test_code_is_coloured_by_classes_and_never_by_inline_styles(
    tmp_path: Path,
) -> None:
    html = answer("```python\ndef f():\n    return 1\n```", tmp_path)
    assert '<pre class="highlight"><code><span class="k">def</span>' in html
    assert "style=" not in html


@pytest.mark.parametrize(
    "fence",
    [
        "```",
        "```nosuchlanguage",
        "```{.python .numberLines}",
        '```python title="x.py"',
    ],
)
def test_code_is_kept_to_the_letter_whatever_its_fence_says(
    fence: str, tmp_path: Path
) -> None:
    code = "if a < b && c:\n\n\n\tprint('<b>')"
    html = answer(f"{fence}\n{code}\n```", tmp_path)
    inner = re.search(r"<code>(.*)</code>", html, re.S)
    assert inner
    assert unescape(re.sub(r"<[^>]*>", "", inner[1])).replace(
        "\t", "    "
    ) == code.replace("\t", "    ")


ANKI_SYNTAX = [
    "[sound:x.mp3]",
    "[latex]x[/latex]",
    "[$]x[/$]",
    "[$$]x[/$$]",
    "[anki:tts lang=en]x[/anki:tts]",
    "[[type:Front]]",
    r"\\(x\\)",
    r"\\[x\\]",
    "{{Front}}",
    "{{c1::x}}",
    "&#91;sound:y.mp3]",
]


@pytest.mark.parametrize("text", ANKI_SYNTAX)
def test_what_anki_would_act_on_shows_literally_in_prose_and_in_code(
    text: str, tmp_path: Path, learner: Learner
) -> None:
    page = (
        f'# Questions\n\n??? question "What does {text} do?"\n    Prose: {text}\n\n'
        f"    - item {text}\n\n    ```\n    {text}\n    ```\n"
    )
    learner.import_package(
        package_of(build_of({"page.md": page}, tmp_path / "p").decks, tmp_path)
    )
    (side,) = learner.sides()
    written = unescape(text.replace("\\\\", "\\"))
    assert shown(side.front).count(written) == 1
    assert shown(side.back).count(written) >= 3
    assert_nothing_acts(side)


def assert_nothing_acts(side: Side) -> None:
    for html in side:
        outside_code = re.sub(
            r"<pre.*?</pre>|<code.*?</code>", "", html, flags=re.S
        )
        assert "[sound:" not in html
        assert "[anki:" not in html
        assert "[[type:" not in html
        assert not re.search(r"\\[(\[]", outside_code)


def test_a_formula_is_typeset_and_one_that_could_run_script_is_text(
    tmp_path: Path,
) -> None:
    html = answer(
        "Area $\\pi r^2$, bad $\\href{javascript:alert(1)}{x}$, and\n\n$$\nE = mc^2\n$$",
        tmp_path,
    )
    assert r"\(\pi r^2\)" in html
    assert r"\[E = mc^2\]" in html
    assert r"<code>\href{javascript:alert(1)}{x}</code>" in html


@pytest.mark.parametrize(
    "text",
    [
        "It costs $5 or $10.",
        "Set $HOME/bin:$PATH first.",
        "`$x` and `$y`",
        "<code>$@</code> and <code>$*</code>",
    ],
)
def test_prices_and_shell_variables_are_no_formulas(
    text: str, tmp_path: Path
) -> None:
    html = answer(text, tmp_path)
    assert r"\(" not in html
    assert html.count("$") == text.count("$")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src="x" onerror="alert(1)">',
        "[x](javascript:alert(1))",
        '<a href="javascript:alert(1)">x</a>',
        "<svg onload=alert(1)>",
        '<iframe src="https://example.org"></iframe>',
        "<style>@import url(https://example.org)</style>",
        '<div style="background:url(https://example.org)">x</div>',
        '<span class="formula-inline">\\\\(\\href{javascript:alert(1)}{x}\\\\)</span>',
        "\ue0000\ue001 \\\\(\\href{javascript:alert(1)}{x}\\\\)",
        "<form><input autofocus onfocus=alert(1)></form>",
    ],
)
def test_no_text_of_a_source_can_run_script_or_reach_the_network(
    text: str, tmp_path: Path
) -> None:
    html = answer(f"Before\n\n{text}\n\nAfter", tmp_path)
    assert not re.search(
        r"<(?:script|iframe|svg|style|form|input)|\son\w+=|style=|href=\"javascript",
        html,
        re.I,
    )
    assert not re.search(r"\\[(\[]", html)
    assert shown(html).startswith("Before")
    assert shown(html).endswith("After")


def test_a_control_character_by_entity_does_not_end_the_field(
    tmp_path: Path, learner: Learner
) -> None:
    page = '# Questions\n\n??? question "What is it?"\n    a&#31;b &#x1F; \\u001f\n'
    log = learner.import_package(
        package_of(build_of({"page.md": page}, tmp_path / "p").decks, tmp_path)
    )
    assert log.new == 1


def test_html_nested_too_deep_is_shown_as_text_with_a_problem(
    tmp_path: Path,
) -> None:
    build = build_of(
        {
            "page.md": '# Q\n\n??? question "What is it?"\n    '
            + "<div>" * 200
            + "x\n"
        },
        tmp_path,
    )
    assert "MK407" in {p.code for p in build.problems}
    assert "<div>" not in build.cards[0].fields["Answer"]


def test_a_picture_is_packed_and_one_that_is_missing_or_outside_is_named(
    tmp_path: Path,
) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "secret.png").write_bytes(b"secret")
    (tmp_path / "site" / "in.png").write_bytes(b"\x89PNG")
    text = '![a](in.png) ![gone](no.png) ![out](../secret.png) <img src="in.png" alt="b > c">'
    text += " ![web](https://example.org/x.png)"
    build = build_of(
        {"page.md": f'# Q\n\n??? question "What is it?"\n    {text}\n'},
        tmp_path / "site",
    )
    html = build.cards[0].fields["Answer"]
    assert re.fullmatch(
        r"in-[0-9a-f]{12}\.png", next(iter(build.cards[0].media))
    )
    assert html.count("<img") == 2
    assert "[gone]" in html
    assert "[out]" in html
    assert '<a href="https://example.org/x.png">[web]</a>' in html
    assert {"MK404", "MK405", "MK406"} <= {p.code for p in build.problems}


@given(st.text(alphabet="<>/ab \"'=&;()[]\\$:divspancodpre", max_size=200))
@settings(max_examples=300)
def test_making_safe_twice_changes_nothing_more(text: str) -> None:
    once = neutralise(sanitise(text))
    assert neutralise(sanitise(once)) == once


@given(st.integers(0, 200))
@settings(max_examples=30)
def test_depth_counts_what_is_open(levels: int) -> None:
    assert (
        depth("<div>" * levels + "x" + "</div>" * levels + "<br>" * 150)
        == levels
    )


@pytest.mark.parametrize(
    "command", ["href", "style", "class", "require", "def", "csname", "HREF"]
)
def test_commands_that_act_are_known_in_a_formula(command: str) -> None:
    assert unsafe_formula(rf"x \{command}{{y}}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Call it with <name> first.", "Call it with <name> first."),
        ("A List<int> has a length.", "A List<int> has a length."),
        ("A <custom>closed</custom> one.", "A closed one."),
        ("Some <kbd>key</kbd>.", "Some key."),
    ],
)
def test_a_tag_that_stands_for_something_is_shown(
    text: str, expected: str, tmp_path: Path
) -> None:
    assert shown(answer(text, tmp_path)) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            '10<sup><a href="https://example.org/">3</a></sup>',
            '10<sup><a href="https://example.org/">3</a></sup>',
        ),
        ('Tiny.<sup><a href="#fn1">1</a></sup>', "Tiny.<a>1</a>"),
    ],
)
def test_a_raised_link_stays_raised_unless_it_leads_to_a_footnote(
    html: str, expected: str, tmp_path: Path
) -> None:
    note = '<section class="footnotes"><ol><li id="fn1"><p>Or smaller.</p></li></ol></section>'
    page = f"<body><h1>FAQ</h1><h2>1. How large is it?</h2><p>{html}</p>{note}</body>"
    (card,) = build_of({"page.html": page}, tmp_path).cards
    assert expected in card.fields["Answer"]


@pytest.mark.parametrize(
    ("opening", "is_box"),
    [
        ('div class="tip"', True),
        ('div class="warning"', True),
        ('div class="tip wide"', False),
        ('p class="tip"', False),
    ],
)
def test_a_box_of_a_web_page_stays_a_box(
    opening: str, is_box: bool, tmp_path: Path
) -> None:
    box = f"<{opening}>Keep it dry.</{opening.split(maxsplit=1)[0]}>"
    page = (
        f"<body><h1>FAQ</h1><h2>1. What is rye?</h2><p>A grain.</p>{box}</body>"
    )
    (card,) = build_of({"page.html": page}, tmp_path).cards
    assert "Keep it dry." in card.fields["Answer"]
    assert ("admonition" in card.fields["Answer"]) is is_box


@pytest.mark.parametrize("mark", ["!!!", "???", "???+"])
def test_a_box_that_is_written_as_markdown_stays_as_open_as_it_was(
    mark: str,
) -> None:
    text = f'{mark} tip "Look"\n\n    inside'
    assert MarkdownWriter().blocks(page_of(text).blocks).strip() == text


def test_a_list_that_counts_by_letters_keeps_them_on_the_card(
    tmp_path: Path,
) -> None:
    text = '<ol type="a" start="3"><li>gates</li><li>walls</li></ol>'
    assert '<ol start="3" type="a">' in answer(text, tmp_path)


def test_a_list_that_counts_by_letters_is_written_as_bullets_with_them() -> (
    None
):
    page = page_of('<ol type="a" start="3"><li>gates</li><li>walls</li></ol>')
    written = MarkdownWriter().blocks(page.blocks)
    assert written == "- c) gates\n- d) walls"
