"""Items of numbered lists whose text is indented as below ``1.``, also from ``10.`` on.

CommonMark wants it a column further there, and takes it for text below the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MIN_INDENT = 2
_ITEM_RE = re.compile(r"( {0,3})(\d{2,9}[.)] {1,4})\S")
_FENCE_RE = re.compile(r"[ \t]*(`{3,}|~{3,})")
# Whether a text has such an item at all, told in one search.
_ANY_ITEM_RE = re.compile(rf"^{_ITEM_RE.pattern}", re.M)


def with_item_indent(text: str) -> str:
    """A text whose items hold all that is indented below them; its lines stay."""
    if not _ANY_ITEM_RE.search(text):
        return text
    return "\n".join(_indented(text.split("\n")))


def _indented(lines: list[str]) -> Iterator[str]:
    """The lines, those of an item as far indented as its first line's text.

    ``base`` and ``column`` are where an item's number and its text stand, ``missing`` is
    what its other lines lack; None until the first of them says so.
    """
    base, column = 0, 0
    missing: int | None = 0
    fence = ""
    for line in lines:
        if not line.strip():
            yield line
            continue
        indent = len(line) - len(line.lstrip(" "))
        if mark := _FENCE_RE.match(line):
            fence = _after(fence, mark[1])
        item = None if fence else _ITEM_RE.match(line)
        if item:
            base, column = len(item[1]), len(item[1] + item[2])
            missing = None
        elif indent <= base:
            missing = 0
        elif missing is None:
            is_near = base + MIN_INDENT <= indent < column
            missing = column - indent if is_near else 0
        yield " " * (missing or 0) + line


def _after(fence: str, mark: str) -> str:
    """The fence that is open after one more mark, "" where that closes it."""
    if not fence:
        return mark
    return "" if mark.startswith(fence) else fence
