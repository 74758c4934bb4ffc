"""Golden files: pages, and what comes of them, written down; the review of their diff is the test.

``languages/NAME.md`` holds the cases of a language, in all its conventions.
``dialects/NAME.md`` holds the cases of a dialect, ``dialects/NAME.FORMAT.md`` those of one
whose pages are not markdown, ``formats/NAME.md`` those of a format that is read, and
``outputs/NAME.ENDING`` what a format that is written makes of a few cards.

A case is a title, a page, and what comes of it: a line ``3: question => answer`` a card,
``3: question [x] right [ ] wrong => explanation`` multiple choice, ``3: term :=
definition`` a term; deletions are written as Anki writes them; a line ``! 3 MK301`` is a
problem. A title that starts with "not:" names a page that yields no card.

``pytest --update-golden`` writes what the code does.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from markdown_it.utils import read_fixture_file

from mkdecks.cards.make import front, plain
from mkdecks.cards.notetypes import NOTE_TYPES
from mkdecks.dialects import builtin
from mkdecks.dialects.kit.recognise import recognise
from mkdecks.model.characters import one_line
from mkdecks.model.notes import Card, CardText, Deck
from mkdecks.model.records import Block, Kind, Page, Pair, Problem, Source, Span
from mkdecks.output import formats as output_formats
from mkdecks.pages import formats
from mkdecks.pages.children import inline_of, visible
from mkdecks.pages.inline import nested
from mkdecks.sources.front_matter_block import split_front_matter

TESTS = Path(__file__).parent
# Problems that a golden page of a format does not list: remarks on what was refused.
_REMARKS = ("MK302", "MK307", "MK309")


class Case(NamedTuple):
    """A page of a golden file, and what is to come of it.

    ``folder`` is the file's, ``name`` what comes before the first dot of its name.
    """

    folder: str
    name: str
    format: str
    line: int
    title: str
    text: str
    expected: str

    @property
    def is_negative(self) -> bool:
        """Whether the page is one that yields no card."""
        return self.title.startswith("not:")


def page_of(
    text: str,
    *,
    name: str = "page.md",
    title: str = "",
    format: str = "markdown",
) -> Page:
    """A page parsed from text, without a file."""
    front_matter = {"title": title} if title else {}
    source = Source(
        name, name, Path(name).absolute(), text, front_matter, format
    )
    return formats.parse(source)


def dialect_files() -> dict[str, Path]:
    """The golden file of each dialect, by the name of the dialect."""
    files = sorted((TESTS / "dialects").glob("*.md"))
    return {file.name.split(".", 1)[0]: file for file in files}


def format_files() -> dict[str, Path]:
    """The golden file of each format that is read, by its name."""
    return {
        file.stem: file for file in sorted((TESTS / "formats").glob("*.md"))
    }


def language_files() -> dict[str, Path]:
    """The golden file of each language but English, by its name."""
    return {
        file.stem: file for file in sorted((TESTS / "languages").glob("*.md"))
    }


def file_of_dialect(name: str) -> Path:
    """The golden file of a dialect, which every dialect has."""
    file = dialect_files().get(name)
    assert file, f"write tests/dialects/{name}.md, see CONTRIBUTING.md"
    return file


def file_of_format(name: str) -> Path:
    """The golden file of a format that is read, which every such format has."""
    file = format_files().get(name)
    assert file, f"write tests/formats/{name}.md, see CONTRIBUTING.md"
    return file


def cases_in(file: Path) -> list[Case]:
    """The cases of a golden file."""
    folder = file.parent.name
    name, *page_format, _ = file.name.split(".")
    chosen = page_format[0] if page_format else "markdown"
    if folder == "formats":
        chosen = name
    return [
        Case(folder, name, chosen, line, title.strip(), text, expected)
        for line, title, text, expected in read_fixture_file(file)
    ]


def parsed(case: Case) -> Page:
    """The case's page; its title is that of its first heading, or a first line ``title:``.

    It may begin with front matter.
    """
    text, title = case.text, ""
    if text.startswith("title: "):
        first, _, rest = text.partition("\n")
        title, text = first.removeprefix("title: "), "\n" + rest
    name = "page" + formats.by_name(case.format).endings[0]
    page = page_of(text, name=name, title=title, format=case.format)
    if case.format != "markdown" or not text.startswith("---\n"):
        return page
    values, rest, _ = split_front_matter(text, name)
    excerpts = {name: text.split("\n")}
    source = replace(
        page.source, text=rest, front_matter=values, excerpts=excerpts
    )
    return formats.parse(source)


def described(pair: Pair) -> str:
    """What a reader of the card sees of a pair."""
    question, answer = plain(front(pair.question)), plain(pair.answer)
    if pair.kind == "cloze":
        text = with_deletions(pair.question)
        return f"{text} => {answer}" if answer else text
    if pair.kind == "term":
        return f"{question} := {answer}"
    options = ""
    for place, option in enumerate(pair.options):
        mark = "[x]" if place in pair.correct else "[ ]"
        options += f" {mark} {plain(option)}"
    return f"{question}{options} => {answer}".rstrip()


def with_deletions(blocks: Sequence[Block]) -> str:
    """The text of blocks on one line, each deletion as Anki writes it."""
    leaves = [block for block in nested(blocks) if not block.children]
    return one_line(" ".join(map(_written, leaves)))


def _written(leaf: Block) -> str:
    inline = inline_of(leaf)
    if inline is None:
        return leaf.text
    return "".join(
        child.markup if child.type.startswith("cloze") else visible(child)
        for child in inline.children or ()
    )


def outcome(case: Case) -> str:
    """What comes of a case, in the notation of the golden files."""
    is_of_dialect = case.folder == "dialects"
    adjustments = [f"+{case.name}"] if is_of_dialect else []
    _, pairs, problems = recognise(parsed(case), builtin().chosen(adjustments))
    lines = [*_cards(pairs, case.name if is_of_dialect else "")]
    hidden = () if is_of_dialect else _REMARKS
    lines += [_problem(item) for item in problems if item.code not in hidden]
    return "".join(f"{line}\n" for line in lines)


def _cards(pairs: tuple[Pair, ...], dialect: str) -> Iterator[str]:
    for pair in pairs:
        label = (
            f" ({pair.dialect})" if dialect and pair.dialect != dialect else ""
        )
        yield f"{pair.span.line}: {described(pair)}{label}"


def _problem(item: Problem) -> str:
    return f"! {item.span.line if item.span else 0} {item.code}"


def output_file(name: str) -> Path:
    """The golden file of a format that is written."""
    return TESTS / "outputs" / f"{name}{output_formats.load(name).ENDING}"


def written(name: str) -> bytes:
    """What a format makes of the golden decks."""
    stream = io.BytesIO()
    output_formats.load(name).write(DECKS, stream)
    return stream.getvalue()


def _card(
    number: int, question: str, answer: str, *tags: str, kind: Kind = "qa"
) -> Card:
    note_type = NOTE_TYPES[kind]
    fields = dict.fromkeys(note_type.field_names, "")
    fields[note_type.front_field] = f"<p>{question}</p>"
    fields[note_type.back_field] = f"<p>{answer}</p>"
    return Card(
        key=f"{number:020x}",
        kind=kind,
        fields=fields,
        question=question,
        answer=answer,
        deck="Colours::Warm",
        tags=tags,
        section=("Colours",),
        span=Span("colours.md", number),
        dialect="heading",
        source="colours.md",
        text=CardText(kind, question, answer),
        id=f"{number:020x}",
        position=number,
        modified=1,
    )


DECKS = (
    Deck(
        "Colours::Warm",
        (
            _card(1, "What is red?", "A colour.", "colours", "a::b"),
            _card(2, 'Is "tab\there" kept?', "Yes, and é, 漢\nand lines."),
            replace(
                _card(3, "Which is warm?", "It is the sun's.", kind="mcq"),
                options=("blue", "yellow"),
                correct=(1,),
            ),
            _card(4, "ochre", "a colour of earth", kind="term"),
            replace(
                _card(5, "Snow is [...].", "white", kind="cloze"),
                fields={"Text": "<p>Snow is {{c1::white}}.</p>", "Extra": ""},
            ),
        ),
    ),
)


def update_all() -> None:
    """Write what the code does into every golden file."""
    files = (
        *dialect_files().values(),
        *format_files().values(),
        *language_files().values(),
    )
    for file in files:
        parts = [
            f"{case.title}\n.\n{case.text}.\n{outcome(case)}.\n"
            for case in cases_in(file)
        ]
        file.write_text("\n".join(parts), "utf-8")
    for name in output_formats.text_names():
        output_file(name).write_bytes(written(name))
