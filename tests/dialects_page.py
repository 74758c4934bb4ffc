"""The page of dialects, docs/dialects.md: made of the dialects' docstrings and their golden cases.

``make docs`` writes it; a test holds the page to it, so that it cannot go stale.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from mkdecks.cards.make import front, plain
from mkdecks.dialects import builtin
from mkdecks.dialects.kit.dialect import Dialect
from mkdecks.dialects.kit.recognise import recognise
from mkdecks.model.records import Pair
from mkdecks.pages.cloze import shown_text

from .test_dialects import FORMATS, cases, parsed

PAGE = Path(__file__).parent.parent / "docs" / "dialects.md"
MAX_LEFT_ALONE = 6
_INTRODUCTION = """# Ways of writing questions

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


def text() -> str:
    """The whole page."""
    return "\n".join(
        [
            _INTRODUCTION,
            *("\n".join(_section(dialect)) for dialect in builtin().known),
        ]
    )


def _section(dialect: Dialect) -> Iterator[str]:
    module = import_module(f"mkdecks.dialects.{dialect.name.replace('-', '_')}")
    documentation = inspect.getdoc(module) or ""
    yield f"## `{dialect.name}`"
    yield ""
    yield "\n\n".join(
        _marked_up(paragraph) for paragraph in documentation.split("\n\n")
    )
    first = next(
        case for case in cases(dialect.name) if not case[1].startswith("not:")
    )
    page = (
        first[2].removeprefix("title: ").rstrip("\n")
        if first[2].startswith("title: ")
        else first[2].rstrip("\n")
    )
    fence = "~" * max(
        4, 1 + max(map(len, re.findall(r"^\s*(~+)", page, re.M)), default=3)
    )
    yield f"\n{fence}{FORMATS.get(dialect.name, 'markdown')}"
    yield page
    yield f"{fence}\n"
    yield "becomes\n"
    yield "~~~~text"
    pairs = recognise(
        parsed(dialect.name, first[2]), builtin().chosen([f"+{dialect.name}"])
    ).pairs
    yield "\n\n".join("\n".join(_card(pair)) for pair in pairs)
    yield "~~~~\n"
    yield "Left alone, among others:\n"
    titles = [
        title.removeprefix("not: ")
        for _, title, _, _ in cases(dialect.name)
        if title.startswith("not:")
    ]
    for title in titles[:MAX_LEFT_ALONE]:
        yield f"- {title}"
    yield ""


def _marked_up(paragraph: str) -> str:
    """A paragraph of a docstring as markdown."""
    return re.sub(r"``(.+?)``", r"`\1`", " ".join(paragraph.split()))


def _card(pair: Pair) -> Iterator[str]:
    if pair.kind == "cloze":
        yield f"text   {shown_text(pair.question, written=True)}"
    else:
        yield f"front  {plain(front(pair.question))}"
    for place, option in enumerate(pair.options):
        yield f"  [{'x' if place in pair.correct else ' '}]  {plain(option)}"
    if pair.answer:
        yield f"back   {plain(pair.answer)}"


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(text(), "utf-8")
    sys.stderr.write(f"{PAGE.name} written\n")
