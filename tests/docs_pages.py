"""The pages of docs/ that are made of the code: dialects, formats, and the keys of the config.

``make docs`` writes them, and the table of dialects in the README; a test holds each to
what it would write, so that none can go stale.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from mkdecks.cards.make import front, plain
from mkdecks.config.keys import Key, expected, keys_of, toml_value
from mkdecks.config.rules import DeckRule, DialectRule
from mkdecks.config.settings import Settings
from mkdecks.dialects import builtin
from mkdecks.dialects.kit.dialect import Dialect
from mkdecks.dialects.kit.recognise import recognise
from mkdecks.model.records import Pair
from mkdecks.output import formats as output_formats
from mkdecks.pages import formats

from .golden import cases_in, file_of_dialect, parsed, with_deletions

ROOT = Path(__file__).parent.parent
MAX_LEFT_ALONE = 6
_DIALECTS = """# Ways of writing questions

mkdecks reads questions the way people already write them. This page shows each way with an example, the cards that
come of it, and what looks similar and is left alone. It is made from the tests (`make docs`), so it shows what the code
does.

**The order** below is the order in which they are tried. A block of a page belongs to one dialect: the more explicit
come first, and what one has taken the later ones leave alone. So ways can be mixed on one page.

**Choosing.** `dialects = ["-heading", "+cloze"]` in a `[[deck]]` of the config switches some off and others on, and
names without a sign replace the whole set; a page's front matter (`dialects: -heading`) does so for the page.
`--enable NAME` asks for one on the command line. To name `glossary` or `definition-list` also opens their gate: they
then read pages that do not call themselves a glossary.

**When a card is missing**, `mkdecks show PAGE` says how each block was read.
"""

_FORMATS = """# Formats

This page is made from the code (`make docs`).

## Read

What a file holds decides in which format it is read, and its ending where that says nothing: a `.txt` with front
matter, headings and folds is markdown, a `.md` that is a whole web page is HTML. A file without an ending is read when
it is named.

| format | endings | what it is |
| --- | --- | --- |
"""
_OUTPUTS = """
## Written

`mkdecks build` writes `apkg`; `mkdecks cards --format NAME` prints the others, and `text`, a line a card.

| format | ending | what it is |
| --- | --- | --- |
"""
_CONFIG = """# The keys of mkdecks.toml

This page is made from the code (`make docs`). Every table and key is optional, unless it says otherwise. `mkdecks config`
prints what comes of a config, and where each value came from.
"""
_TABLES = {
    "[project]": (Settings, "project"),
    "[[deck]]": (DeckRule, "deck"),
    "[[dialect]]": (DialectRule, "dialect"),
    "[tags]": (Settings, "tags"),
}
_README_TABLE_RE = re.compile(
    r"(<!-- dialects: (on|off) -->\n).*?(<!-- end -->)", re.S
)


def pages() -> dict[Path, str]:
    """The text of each page, by its file; the README with its tables made anew."""
    return {
        ROOT / "docs" / "dialects.md": _dialects(),
        ROOT / "docs" / "formats.md": _formats(),
        ROOT / "docs" / "config.md": _config(),
        ROOT / "README.md": _readme(),
    }


def _formats() -> str:
    lines = [_FORMATS.rstrip()]
    for entry in formats.known():
        module = import_module(f"{formats.__name__}.{entry.name}")
        summary = (module.__doc__ or "").split("\n")[0]
        endings = " ".join(f"`{ending}`" for ending in entry.endings)
        lines.append(f"| `{entry.name}` | {endings} | {summary} |")
    lines.append(_OUTPUTS.rstrip())
    for name in (output_formats.PACKAGE, *output_formats.text_names()):
        output = output_formats.load(name)
        summary = (output.__doc__ or "").split("\n")[0]
        lines.append(f"| `{name}` | `{output.ENDING}` | {summary} |")
    return "\n".join(lines) + "\n"


def _default(key: Key) -> str:
    """The default of a key as TOML, in code marks; "" for a key that is not set."""
    if key.is_needed:
        return "needed"
    is_set = key.default not in (None, "", ())
    return f"`{toml_value(key.default)}`" if is_set else ""


def _config() -> str:
    lines = [_CONFIG.rstrip()]
    for title, (record, table) in _TABLES.items():
        lines += [
            "",
            f"## {title}",
            "",
            "| key | takes | default | what it says |",
        ]
        lines.append("| --- | --- | --- | --- |")
        for key in keys_of(record, table):
            default = _default(key)
            what = key.purpose.replace("|", "\\|")
            lines.append(
                f"| `{key.name}` | {expected(key.type)} | {default} | {what} |"
            )
    return "\n".join(lines) + "\n"


def _readme() -> str:
    """The README with its tables of dialects: those that are on, and those that are off."""
    text = (ROOT / "README.md").read_text("utf-8")

    def table(match: re.Match[str]) -> str:
        is_on = match[2] == "on"
        chosen = [dialect for dialect in builtin().known if dialect.on is is_on]
        rows = ["| name | what it reads |", "| --- | --- |"]
        rows += [
            f"| `{dialect.name}` | {_summary(dialect)} |" for dialect in chosen
        ]
        return match[1] + "\n" + "\n".join(rows) + "\n\n" + match[3]

    return _README_TABLE_RE.sub(table, text)


def _summary(dialect: Dialect) -> str:
    """The first line of a dialect's docstring as a cell of a table."""
    documentation = inspect.getdoc(_module(dialect)) or ""
    first = documentation.split("\n", 1)[0]
    return _marked_up(first).replace("|", "\\|").removesuffix(".")


def _module(dialect: Dialect) -> object:
    return import_module(f"mkdecks.dialects.{dialect.name.replace('-', '_')}")


def _dialects() -> str:
    sections = ("\n".join(_section(dialect)) for dialect in builtin().known)
    return "\n".join([_DIALECTS, *sections])


def _section(dialect: Dialect) -> Iterator[str]:
    documentation = inspect.getdoc(_module(dialect)) or ""
    cases = cases_in(file_of_dialect(dialect.name))
    first = next(case for case in cases if not case.is_negative)
    page = first.text.removeprefix("title: ").rstrip("\n")
    tildes = re.findall(r"^\s*(~+)", page, re.M)
    fence = "~" * max(4, 1 + max(map(len, tildes), default=3))
    yield f"## `{dialect.name}`"
    yield ""
    yield "\n\n".join(map(_marked_up, documentation.split("\n\n")))
    yield f"\n{fence}{first.format}"
    yield page
    yield f"{fence}\n"
    yield "becomes\n"
    yield "~~~~text"
    pairs = recognise(
        parsed(first), builtin().chosen([f"+{dialect.name}"])
    ).pairs
    yield "\n\n".join("\n".join(_card(pair)) for pair in pairs)
    yield "~~~~\n"
    yield "Left alone, among others:\n"
    negative = [
        case.title.removeprefix("not: ") for case in cases if case.is_negative
    ]
    for title in negative[:MAX_LEFT_ALONE]:
        yield f"- {title}"
    yield ""


def _marked_up(paragraph: str) -> str:
    """A paragraph of a docstring as markdown."""
    return re.sub(r"``(.+?)``", r"`\1`", " ".join(paragraph.split()))


def _card(pair: Pair) -> Iterator[str]:
    if pair.kind == "cloze":
        yield f"text   {with_deletions(pair.question)}"
    else:
        yield f"front  {plain(front(pair.question))}"
    for place, option in enumerate(pair.options):
        yield f"  [{'x' if place in pair.correct else ' '}]  {plain(option)}"
    if pair.answer:
        yield f"back   {plain(pair.answer)}"


if __name__ == "__main__":
    for file, text in pages().items():
        file.write_text(text, "utf-8")
