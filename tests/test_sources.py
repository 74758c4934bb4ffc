"""From a file on disk to a Source: decoding, front matter, YAML, includes, and the way back to file and line."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdecks.config.strict_yaml import YamlError, load_yaml
from mkdecks.model.records import Problem, Source
from mkdecks.pages import formats
from mkdecks.sources.include import expand
from mkdecks.sources.library import Library
from mkdecks.sources.read import read


def read_bytes(data: bytes, folder: Path) -> tuple[Source | None, list[str]]:
    file = folder / "page.md"
    file.write_bytes(data)
    source, problems = read(file, "page.md", "page.md", "markdown")
    return source, [p.code for p in problems]


@pytest.mark.parametrize(
    ("data", "text", "codes"),
    [
        (b"caf\xc3\xa9\n", "café\n", []),
        (b"\xef\xbb\xbfcaf\xc3\xa9\n", "café\n", []),
        ("café\n".encode("utf-16"), "café\n", []),
        (b"\xfe\xff" + "café\n".encode("utf-16-be"), "café\n", []),
        (b"caf\xe9 \x93q\x94\n", "café “q”\n", ["MK102"]),
        (b"a\r\nb\rc\n", "a\nb\nc\n", []),
        (b"a\x1fb\x07\n", "ab\n", ["MK104"]),
        ("It’s\n".encode().decode("cp1252").encode(), "It’s\n", ["MK103"]),
        (b"line\xe2\x80\xa8separator\n", "line\u2028separator\n", []),
        (b"", "", []),
    ],
)  # fmt: skip
def test_text_is_decoded_whatever_it_was_saved_as(
    data: bytes, text: str, codes: list[str], tmp_path: Path
) -> None:
    source, found = read_bytes(data, tmp_path)
    assert source
    assert (source.text, found) == (text, codes)


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        "a\n".encode("utf-32"),
        "abc\n".encode("utf-16-le"),
        b"\x81\x8d",
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(
    data: bytes, tmp_path: Path
) -> None:
    assert read_bytes(data, tmp_path) == (None, ["MK101"])


def test_mojibake_is_repaired_outside_code_only(tmp_path: Path) -> None:
    wrong = "It’s".encode().decode("cp1252")
    source, _ = read_bytes(
        f"{wrong} and `{wrong}`\n\n```\n{wrong}\n```\n".encode(), tmp_path
    )
    assert source
    assert source.text == f"It’s and `{wrong}`\n\n```\n{wrong}\n```\n"


@given(st.text(alphabet="aé’“”€ñ ü\n", max_size=60))
def test_sound_text_is_never_taken_for_mojibake(text: str) -> None:
    from mkdecks.sources.clean import _MOJIBAKE_RE

    assert (
        not _MOJIBAKE_RE.search(
            text.replace("é€", "").replace("ü’", "").replace("ñ", "n")
        )
        or "é" in text
        or "ü" in text
    )


def test_front_matter_is_read_and_its_lines_still_count(tmp_path: Path) -> None:
    source, codes = read_bytes(
        b"---\ntitle: 'T'\ntags: [a, b]\n---\nbody\n", tmp_path
    )
    assert source
    assert source.front_matter == {"title": "T", "tags": ["a", "b"]}
    assert source.text == "\n\n\n\nbody\n"
    assert codes == []


def test_front_matter_may_be_toml(tmp_path: Path) -> None:
    text = '+++\ntitle = "T"\ndraft = true\ntags = ["a", 1]\n[x]\ny = 1979-05-27\n+++\nbody\n'
    source, codes = read_bytes(text.encode(), tmp_path)
    assert source
    assert source.front_matter == {
        "title": "T",
        "draft": "true",
        "tags": ["a", "1"],
        "x": {"y": "1979-05-27"},
    }
    assert (source.text, codes) == ("\n" * 7 + "body\n", [])


def test_front_matter_that_is_no_toml_is_an_error(tmp_path: Path) -> None:
    _, codes = read_bytes(b"+++\ntitle = [1\n+++\nbody\n", tmp_path)
    assert codes == ["MK105"]


@pytest.mark.parametrize(
    ("front", "line"),
    [
        ("a: 1\na: 2", 3),
        ("a: &x 1\nb: *x", 3),
        ("a: !!python/object:os.system x", 2),
        ("title: Lambda: the basics", 2),
        ("a: [1", 3),
        ("- a\n- b", 2),
        ("a:\n\tb", 3),
    ],
)
def test_front_matter_that_is_not_plain_is_an_error_with_its_line(
    front: str, line: int, tmp_path: Path
) -> None:
    file = tmp_path / "page.md"
    file.write_text(f"---\n{front}\n---\nbody\n", "utf-8")
    _, problems = read(file, "page.md", "page.md", "markdown")
    assert [(p.code, p.span.line if p.span else 0) for p in problems] == [
        ("MK105", line)
    ]


def test_a_second_front_matter_block_is_reported_and_left_off(
    tmp_path: Path,
) -> None:
    source, codes = read_bytes(
        b"---\na: b\n---\n\n---\nc: d\n---\nbody\n", tmp_path
    )
    assert source
    assert (source.text.strip(), codes) == ("body", ["MK106"])


def test_a_rule_is_no_front_matter(tmp_path: Path) -> None:
    source, codes = read_bytes(b"---\n\nIt is: a rule\n", tmp_path)
    assert source
    assert (source.front_matter, codes) == ({}, [])


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nMy notes: old: ones\n\n# Tee\n\n### Was ist Tee?\n\n---\n",
        "---\nWelcome to the page of teas.\n\n## What is tea?\n\nA drink.\n---\n",
        "---\n# Tea\n\nTea is: a drink: hot\n\nIt is good.\n\n---\n",
        "---\n\n## Was ist Tee?\n\n---\n\nEin Trank.\n",
        "---\n> A motto: be kind\n---\n",
    ],
)
def test_a_rule_above_text_is_no_front_matter(
    text: str, tmp_path: Path
) -> None:
    source, codes = read_bytes(text.encode(), tmp_path)
    assert source
    assert (source.text, source.front_matter, codes) == (text, {}, [])


@pytest.mark.parametrize(
    "text",
    [
        '---\ntitle: "{{ humanize .Name }}"\ndraft: true\n---\n',
        "---\ndate: {{ .Date }}\n---\n# Title\n",
        "---\ncreated: <% tp.date.now() %>\n---\n",
        "+++\ntitle = '{{ .Name }}'\ndate = {{ .Date }}\n+++\n",
        "---\ntags:\n  - {{tag}}\n---\n",
        "# {{title}}\n\n### Was lernte ich am {{date:DD.MM.}}?\n",
        "# <% tp.file.title %>\n\n## What is <% tp.file.cursor(1) %>?\n",
    ],
)
def test_a_template_of_pages_is_no_source(text: str, tmp_path: Path) -> None:
    assert read_bytes(text.encode(), tmp_path) == (None, ["MK116"])


@pytest.mark.parametrize(
    "text",
    [
        "# {{ page.title }}\n\n{{ site.name }} has {{ site.count }} pages.\n",
        "# Braces\n\n## What does {{ name }} show?\n\nThe value of {{ name }}.\n",
        "```\n# {{title}}\n\n{{date}}\n```\n",
        "# {{c1::Rome}} is the capital\n\nOf {{c2::Italy}}.\n",
        '---\ntitle: "What {{ x }} shows"\n---\n',
    ],
)
def test_a_page_that_shows_placeholders_is_no_template(
    text: str, tmp_path: Path
) -> None:
    source, codes = read_bytes(text.encode(), tmp_path)
    assert source
    assert codes == []


@pytest.mark.parametrize(
    ("body", "is_layout"),
    [
        ("{% for q in site.faq %}<h2>{{ q.ask }}</h2>{% endfor %}", True),
        ('{{ define "main" }}<h2>{{ .Title }}</h2>{{ end }}', True),
        ("<% faq.each do |q| %><h2><%= q %></h2><% end %>", True),
        ("<pre>{% for q in faq %}{% endfor %}</pre>", False),
        ("<p>Write {% raw %} around it.</p>", False),
    ],
)
def test_a_layout_of_a_site_is_no_source(
    body: str, is_layout: bool, tmp_path: Path
) -> None:
    page = f"<!doctype html><html><body><h1>FAQ</h1>{body}</body></html>"
    source, codes = read_bytes(page.encode(), tmp_path)
    assert (source is None) is is_layout
    assert codes == (["MK116"] if is_layout else [])


@given(
    st.recursive(
        st.text(alphabet="ab1:-\n", max_size=5),
        lambda kids: st.lists(kids, max_size=3),
        max_leaves=8,
    )
)
def test_yaml_values_stay_what_was_typed(value: object) -> None:
    import json

    assert load_yaml(json.dumps(value)) == value


@pytest.mark.parametrize(
    "text", ["[" * 3000, "a: 2024-13-45\nb: no\n", "? [a]\n: b", "\ud800"]
)
def test_yaml_never_fails_in_any_other_way(text: str) -> None:
    with contextlib.suppress(YamlError):
        load_yaml(text)


class Site:
    """A folder with pages that include each other."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "site"
        (self.root / "docs" / "deep").mkdir(parents=True)
        (folder / "secret.txt").write_text("SECRET", "utf-8")

    def expand(
        self, page: str, **files: str
    ) -> tuple[list[tuple[str, str, int]], list[Problem]]:
        """Each line of the page with the file's name and line it was written on."""
        for name, text in files.items():
            (self.root / "docs" / name.replace("__", "/")).with_suffix(
                ".md"
            ).write_text(text, "utf-8")
        file = self.root / "docs" / "deep" / "page.md"
        file.write_text(page, "utf-8")
        source, _ = read(file, "page.md", "docs/deep/page.md", "markdown")
        assert source
        source, problems = expand(
            source, Library(self.root, self.root / "docs")
        )
        lines = source.text.split("\n")
        places = (source.place(i) for i in range(len(lines)))
        return [
            (line, Path(path).name, number)
            for line, (path, number) in zip(lines, places, strict=True)
        ], list(problems)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_an_include_stands_where_its_line_was_and_every_line_knows_its_file(
    site: Site,
) -> None:
    lines, problems = site.expand(
        'one\n{% include-markdown "../part.md" %}\nfour\n', part="two\nthree\n"
    )
    assert lines == [
        ("one", "page.md", 1),
        ("two", "part.md", 1),
        ("three", "part.md", 2),
        ("four", "page.md", 3),
        ("", "page.md", 4),
    ]
    assert problems == []


@pytest.mark.parametrize(
    "directive",
    [
        '{% include "part.md" %}',
        "{%\n  include-markdown 'part.md'\n%}",
        '--8<-- "part.md"',
        "--8<--\npart.md\n--8<--",
    ],
)
def test_a_name_counts_from_the_page_and_else_from_docs_dir(
    directive: str, site: Site
) -> None:
    lines, problems = site.expand(f"a\n{directive}\nb", part="x")
    assert [line for line, *_ in lines] == ["a", "x", "b"]
    assert lines[-1][1:] == ("page.md", 3 + directive.count("\n"))
    assert problems == []


def test_indentation_goes_on_to_every_line(site: Site) -> None:
    lines, _ = site.expand(
        '??? question "Q"\n    {% include-markdown "part.md" %}', part="a\n\nb"
    )
    assert [line for line, *_ in lines] == [
        '??? question "Q"',
        "    a",
        "",
        "    b",
    ]


def test_start_end_and_heading_offset(site: Site) -> None:
    page = '{% include-markdown "part.md" start="<!--s-->" end="<!--e-->" heading-offset=1 %}'
    lines, _ = site.expand(page, part="out\n<!--s-->\n# In\n<!--e-->\nout")
    assert [line for line, *_ in lines if line] == ["## In"]
    assert lines[1][1:] == ("part.md", 3)


def test_parts_of_a_snippet_by_line_and_by_name(site: Site) -> None:
    part = "1\n2\n3\n# --8<-- [start:x]\n4\n# --8<-- [end:x]\n"
    lines, _ = site.expand(
        '--8<-- "part.md:2:3"\n--8<-- "part.md:x"', part=part
    )
    assert [(line, number) for line, _, number in lines] == [
        ("2", 2),
        ("3", 3),
        ("4", 5),
    ]


def test_a_missing_file_is_a_warning_and_never_text_on_a_card(
    site: Site,
) -> None:
    lines, problems = site.expand('a\n{% include-markdown "no.md" %}\nb')
    assert [line for line, *_ in lines] == ["a", "", "b"]
    assert [(p.code, p.span.line if p.span else 0) for p in problems] == [
        ("MK201", 2)
    ]


@pytest.mark.parametrize(
    "name",
    [
        "../../../secret.txt",
        "../../../../../../etc/hostname",
        "/etc/hostname",
        "https://example.org/x",
        "//example.org/x",
        "file:///etc/hostname",
        "\\\\\\\\host\\\\x",
    ],
)
def test_nothing_outside_the_root_and_nothing_of_the_network_is_included(
    name: str, site: Site
) -> None:
    lines, problems = site.expand(f'{{% include "{name}" %}}')
    assert [line for line, *_ in lines] == [""]
    assert [p.code for p in problems] == ["MK202"]


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ('{{% include "/parts/oven.md" %}}', []),
        ('{{< include file="../oven.md" >}}', []),
        ("{{%include 'parts/oven.md'%}}", []),
        ('{% include "/parts/of/the/theme.html" %}', ["MK201"]),
    ],
)
def test_what_a_theme_includes_stops_nothing(
    written: str, codes: list[str], site: Site
) -> None:
    _, problems = site.expand(f"Above.\n\n{written}\n\nBelow.")
    assert [p.code for p in problems] == codes


def test_a_link_that_leads_outside_is_not_followed(site: Site) -> None:
    (site.root / "docs" / "link.md").symlink_to(site.root.parent / "secret.txt")
    lines, problems = site.expand('{% include "link.md" %}')
    assert "SECRET" not in str(lines)
    assert [p.code for p in problems] == ["MK202"]


def test_links_in_a_circle_are_a_missing_file(site: Site) -> None:
    (site.root / "docs" / "loop.md").symlink_to("loop.md")
    _, problems = site.expand('{% include "loop.md" %}')
    assert [p.code for p in problems] == ["MK201"]


def test_a_circle_is_shown_as_a_chain(site: Site) -> None:
    _, problems = site.expand(
        '{% include "a.md" %}',
        a='{% include "b.md" %}',
        b='{% include "a.md" %}',
    )
    (problem,) = problems
    assert problem.code == "MK203"
    assert [
        Path(step).name for step in problem.message.split(": ")[1].split(" -> ")
    ] == [
        "page.md",
        "a.md",
        "b.md",
        "a.md",
    ]


def test_a_sample_of_the_syntax_in_code_stays_what_it_is(site: Site) -> None:
    page = '`{% include "no.md" %}`\n\n```jinja\n{% include "header.html" %}\n{% include "https://example.org/x" %}\n```'
    lines, problems = site.expand(page)
    assert "\n".join(line for line, *_ in lines) == page
    assert problems == []


def test_an_include_in_code_that_is_there_is_followed(site: Site) -> None:
    lines, _ = site.expand('```\n{% include "part.md" %}\n```', part="code")
    assert [line for line, *_ in lines] == ["```", "code", "```"]


def test_front_matter_of_an_included_file_is_left_out(site: Site) -> None:
    lines, _ = site.expand(
        '{% include-markdown "part.md" %}', part="---\ntitle: x\n---\nbody"
    )
    assert [line for line, *_ in lines if line] == ["body"]


def test_a_bomb_of_includes_ends(site: Site) -> None:
    parts = {f"p{n}": f'{{% include "p{n + 1}.md" %}}\n' * 10 for n in range(8)}
    _, problems = site.expand('{% include "p0.md" %}', **parts, p8="x")
    assert {p.code for p in problems} == {"MK203"}


def test_what_is_no_file_is_refused_with_the_reason(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.md"):
        source, (problem,) = read(path, "page.md", "page.md", "markdown")
        assert source is None
        assert "not a regular file" in problem.message


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ("<div>\n<h1>FAQ</h1>\n</div>\n", "html"),
        ("{% assign x = 1 %}\n\n<section>\n<p>Yes.</p>\n</section>\n", "html"),
        ("<div>\n\n# FAQ\n\n</div>\n", "markdown"),
        ("# FAQ\n\n<p>Yes.</p>\n", "markdown"),
        ("", "markdown"),
    ],
)
def test_below_front_matter_only_elements_make_a_web_page(
    text: str, format: str, tmp_path: Path
) -> None:
    source, _ = read_bytes(f"---\ntitle: x\n---\n{text}".encode(), tmp_path)
    assert source
    assert formats.with_format(source).format == format


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ("Is it red?\nYes.\nIs it blue?\nNo.\nIs it wet?\nNo.\n", "text"),
        ("Is it red?\nYes.\n\nIs it blue?\nNo.\nIs it wet?\nNo.", "markdown"),
        ("Is it red?\nIs it blue?\nIs it wet?\nIs it cold?\n", "markdown"),
        ("- Is it red?\nYes.\nIs it blue?\nNo.\nIs it wet?\nNo.", "markdown"),
        ("Is it red?\nYes.\nIs it blue?\nNo.\nIt is wet.\n", "markdown"),
    ],
)
def test_lines_that_ask_and_are_answered_on_the_next_are_text(
    text: str, format: str, tmp_path: Path
) -> None:
    source, _ = read_bytes(text.encode(), tmp_path)
    assert source
    assert formats.with_format(source).format == format


def test_an_ending_that_one_format_alone_has_decides(tmp_path: Path) -> None:
    source = Source(
        "a.cards",
        "a",
        tmp_path / "a.cards",
        "# A\n\n## B\n",
        {"title": "A"},
        "cards",
    )
    assert formats.with_format(source) is source


def test_a_web_page_may_have_front_matter(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text("---\ntitle: Nets\n---\n\n<h2>LAN</h2>\n", "utf-8")
    source, problems = read(file, "page.html", "page.html", "html")
    assert source
    assert not problems
    assert source.front_matter == {"title": "Nets"}
    page = formats.parse(formats.with_format(source))
    assert [block.text for block in page.blocks] == ["LAN"]
