"""Markdown, as mkdocs, Obsidian, GitHub and their like write it."""

from __future__ import annotations

import re

from ..tree import parse

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
# A line with one sign may be a comment of a program.
_SECTION_RE = re.compile(r"^#{2,6}[ \t]+\S", re.M)
_TITLE_RE = re.compile(r"^#[ \t]+\S", re.M)
# A title on the first line, with nothing right below it.
_FIRST_TITLE_RE = re.compile(r"\s*#[ \t]+\S[^\n]*\n[ \t]*\n")
# A mark within a line: a link, code, bold.
_INLINE_RE = re.compile(r"\[[^\]\n]+\]\([^)\n]+\)|`[^`\n]+`|\*\*[^*\n]+\*\*")
MIN_SECTIONS, MIN_MARKS = 2, 3

read = parse


def sniff(text: str) -> bool:
    """Whether a text has blocks that only markdown has, a title, or several sections."""
    if _BLOCK_RE.search(text) or _FIRST_TITLE_RE.match(text):
        return True
    sections = len(_SECTION_RE.findall(text))
    if sections >= MIN_SECTIONS:
        return True
    has_heading = bool(sections or _TITLE_RE.search(text))
    return has_heading and len(_INLINE_RE.findall(text)) >= MIN_MARKS
