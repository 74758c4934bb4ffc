"""Inline tokens -> markdown that says the same.

What stands in text is escaped, so that reading it again gives the same text. A deletion
is written as Anki does, whatever marks its author chose.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from markdown_it.token import Token

from .children import is_break
from .syntax.escapes import address, code, formula, label

# What gives the address of a picture, and the number that a footnote is called by.
Picture = Callable[[str], str]
Footnote = Callable[[int], int]

_SIGN_RE = re.compile(
    r"""([\\`*<>$|~]
    | (?<![^\W_])_ | _(?=_*(?![^\W_])) | (?<=_)_
    | \{(?=[{#:]) | =(?==) | &(?=[#\w]+;) | \^(?=\S) | :(?=:) | !(?=!))""",
    re.X,
)
# What a bracket would begin: a link, a note, a box. Not with a backslash, which begins
# a formula.
_BRACKET_RE = re.compile(
    r"\[(?=[^\[\]]*\](?:[(\[:]))|\[(?=[\^\[])|^\[(?=[ xX]?\])"
)
_MARKS = frozenset(
    "strong_open strong_close em_open em_close s_open s_close".split()
)


def as_it_is(target: str) -> str:
    """The address of a picture as the page has it."""
    return target


def footnote_name(note: int) -> int:
    """The number by which a footnote is called in markdown."""
    return note + 1


def inline_markdown(
    children: Sequence[Token],
    picture: Picture = as_it_is,
    footnote: Footnote = footnote_name,
) -> str:
    """The markdown of an inline token's children.

    ``picture`` gives the address of each picture, ``footnote`` the number by which a
    footnote is called.
    """
    parts: list[str] = []
    targets: list[str] = []
    tags = _awkward_marks(children)
    for index, child in enumerate(children):
        if index in tags:
            parts.append(f"<{'/' if child.nesting < 0 else ''}{child.tag}>")
        elif child.type == "link_open":
            targets.append(_target(child, "href"))
            parts.append("[")
        elif child.type == "link_close":
            parts.append(f"]({address(targets.pop())})")
        elif child.type == "image":
            parts.append(_image(child, picture))
        elif child.type == "footnote_ref":
            parts.append(f"[^{footnote(child.meta['id'])}]")
        elif child.type.startswith("text"):
            text = escape_text(child.content)
            parts.append(label(text) if targets else text)
        else:
            parts.append(_WRITERS.get(child.type, _as_read)(child))
    return "".join(parts)


def escape_text(text: str) -> str:
    """Plain text with a backslash before each sign that means something in markdown."""
    escaped = _SIGN_RE.sub(r"\\\1", text)
    return _BRACKET_RE.sub("&#91;", escaped)


def _awkward_marks(children: Sequence[Token]) -> set[int]:
    """The indexes of marks of emphasis whose signs would not be read as such.

    What stands beside a mark decides that:
    https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run
    """
    awkward = set[int]()
    opened: list[int] = []
    for index, child in enumerate(children):
        if child.type not in _MARKS:
            continue
        before = _beside(children, range(index - 1, -1, -1), -1)
        after = _beside(children, range(index + 1, len(children)), 0)
        if child.nesting > 0:
            opened.append(index)
            if before.isalnum() and not after.isalnum():
                awkward.add(index)
        elif opened:
            start = opened.pop()
            is_awkward = after.isalnum() and not before.isalnum()
            if is_awkward or start in awkward:
                awkward.update((start, index))
    return awkward


def _beside(
    children: Sequence[Token], indexes: Iterable[int], edge: int
) -> str:
    """The sign that stands beside a mark.

    ``indexes`` are those of the children on that side of it, nearest first, ``edge`` is
    the index of the character of a text that is next to it. The sign is " " at the end
    of a line, and that of code for all that is no text.
    """
    for index in indexes:
        child = children[index]
        if child.type in _MARKS or child.type.startswith("link"):
            continue
        if child.type == "text" and child.content:
            return child.content[edge]
        return " " if is_break(child) else "`"
    return " "


def _target(child: Token, name: str) -> str:
    return str(child.attrGet(name) or "")


def _image(image: Token, picture: Picture) -> str:
    alt = "".join(child.content for child in image.children or ())
    description = label(escape_text(alt or image.content))
    return f"![{description}]({address(picture(_target(image, 'src')))})"


def _as_read(child: Token) -> str:
    return child.content or child.markup


_WRITERS: dict[str, Callable[[Token], str]] = {
    "code_inline": lambda child: code(child.content),
    "math_inline": formula,
    "math_inline_double": formula,
    "softbreak": lambda _: "\n",
    "hardbreak": lambda _: "\\\n",
    "wiki_link": lambda child: escape_text(child.content),
}
