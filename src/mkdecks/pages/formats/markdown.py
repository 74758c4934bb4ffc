"""Markdown, as mkdocs, Obsidian, GitHub and their like write it."""

from __future__ import annotations

import re

from ...model.records import Page, Source
from ..tree import parse
from . import MAYBE, NO, SURELY

ENDINGS = (".md", ".markdown", ".mdx")
# What is written in markdown only: fences, containers, admonitions, callouts, folds.
_BLOCK_RE = re.compile(
    r"^`{3,}[^\n`]*$"
    r"|^(?:~{3,}|:{3,})[ \t]*[\w{]"
    r"|^(?:\?\?\?\+?|!!!)[ \t]+[\w-]+"
    r"|^>[ \t]*\[![\w-]+\]"
    r"|^<details\b",
    re.M,
)
_HEADING_RE = re.compile(r"^#{1,6}[ \t]+\S.*$", re.M)
_SECTION_RE = re.compile(r"^#{2,6}[ \t]+\S.*$", re.M)
# A mark within a line: a link, code, bold.
_INLINE_RE = re.compile(r"\[[^\]\n]+\]\([^)\n]+\)|`[^`\n]+`|\*\*[^*\n]+\*\*")
MIN_SECTIONS, MIN_INLINE = 2, 3


def sniff(text: str) -> int:
    """Surely for blocks that only markdown has, and for several headings."""
    if _BLOCK_RE.search(text):
        return SURELY
    sections = sum(1 for _ in _SECTION_RE.finditer(text))
    if sections >= MIN_SECTIONS:
        return SURELY
    has_headings = bool(_HEADING_RE.search(text))
    inline = sum(1 for _ in _INLINE_RE.finditer(text))
    if has_headings and inline >= MIN_INLINE:
        return SURELY
    return MAYBE if has_headings or inline else NO


def read(source: Source, title: str) -> Page:
    """The page of a markdown source."""
    return parse(source, title)
