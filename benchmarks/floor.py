"""The floor that a build is measured against: markdown-it-py, Pygments and genanki with no features at all.

Parses and renders every page whole, colours its code, and writes as many notes as it is told.
Usage: python benchmarks/floor.py FOLDER NOTES OUT.apkg
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
    found = lexer(language.split()[0]) if language.split() else None
    return highlight(code, found, FORMATTER) if found else ""


def main(folder: str, notes: int, out: str) -> None:
    parser = MarkdownIt("commonmark", {"highlight": coloured}).enable("table")
    pages = [parser.render(page.read_text("utf-8")) for page in sorted(Path(folder).rglob("*.md"))]
    text = "".join(pages)
    size = max(len(text) // max(notes, 1), 1)
    deck = genanki.Deck(1_700_000_001, "floor")
    for number in range(notes):
        start = number * size
        fields = [f"question {number}", text[start : start + size].replace("<", "&lt;")]
        deck.add_note(genanki.Note(genanki.BASIC_MODEL, fields, guid=str(number)))
    genanki.Package(deck).write_to_file(out)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
