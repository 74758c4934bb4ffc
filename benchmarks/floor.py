"""The floor that a build is measured against: markdown-it-py, Pygments and genanki with no features at all.

Parses and renders every page whole, colours its code, and writes as many notes as it is
told. ``plain`` is CommonMark with tables, which reads the questions of a site as
paragraphs; ``plugins`` reads the same syntax as mkdecks does, with the plugins that
there are for it, so that answers are parsed as markdown and their code is coloured.
Usage: python benchmarks/floor.py plain|plugins FOLDER NOTES OUT.apkg
"""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

import genanki
from markdown_it import MarkdownIt
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

FORMATTER = HtmlFormatter(nowrap=True)


@lru_cache
def lexer(language: str) -> Any:
    try:
        return get_lexer_by_name(language)
    except ClassNotFound:
        return None


def coloured(code: str, language: str, _: str) -> str:
    found = lexer(language.split(maxsplit=1)[0]) if language.split() else None
    return highlight(code, found, FORMATTER) if found else ""


def parser(kind: str) -> MarkdownIt:
    made = MarkdownIt("commonmark", {"highlight": coloured}).enable("table")
    if kind == "plugins":
        from mdit_py_plugins.admon import admon_plugin
        from mdit_py_plugins.deflist import deflist_plugin
        from mdit_py_plugins.dollarmath import dollarmath_plugin
        from mdit_py_plugins.footnote import footnote_plugin
        from mdit_py_plugins.front_matter import front_matter_plugin
        from mdit_py_plugins.tasklists import tasklists_plugin

        plugins = (
            admon_plugin,
            deflist_plugin,
            dollarmath_plugin,
            footnote_plugin,
            front_matter_plugin,
            tasklists_plugin,
        )
        for plugin in plugins:
            made.use(plugin)
    return made


def main(kind: str, folder: str, notes: int, out: str) -> None:
    markdown = parser(kind)
    text = "".join(
        markdown.render(page.read_text("utf-8"))
        for page in sorted(Path(folder).rglob("*.md"))
    )
    size = max(len(text) // max(notes, 1), 1)
    deck = genanki.Deck(1_700_000_001, "floor")
    for number in range(notes):
        start = number * size
        fields = [
            f"question {number}",
            text[start : start + size].replace("<", "&lt;"),
        ]
        deck.add_note(
            genanki.Note(genanki.BASIC_MODEL, fields, guid=str(number))
        )
    genanki.Package(deck).write_to_file(out)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4])
