"""Blocks -> markdown that says the same, and that our own parser reads alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..model.characters import one_line
from ..model.records import Block
from .children import inline_of
from .inline_markdown import (
    Footnote,
    Picture,
    as_it_is,
    escape_text,
    footnote_name,
    inline_markdown,
)
from .tree import body_of, title_of

# Where a backslash keeps a line from beginning another block: before the sign, or
# behind the number.
_LINE_START_RE = re.compile(
    r"""(?m)^(\s*(?:
    (?= [-+\#>:](?:[\s:]|$) | [?=]{3} | \#\# | -- )
    | \d{1,9}(?=[.)](?:\s|$))
    ))""",
    re.X,
)
_TICKS_RE = re.compile(r"(?m)^\s*(`{3,})")
_TICK_BOX_RE = re.compile(r"\A[\u2610\u2611] ?")
_LAST_SIGN_RE = re.compile(r"(?<=\s)#(?=#*$)")
_BAR_RE = re.compile(r"(?<!\\)\|")
_LINE_WITH_TEXT_RE = re.compile(r"(?m)^(?=.)")
_MARKS_OF_BOXES = ("!!!", "???", "???+")


@dataclass(frozen=True, slots=True)
class MarkdownWriter:
    """Writes blocks as markdown.

    ``picture`` and ``footnote`` are as in ``inline_markdown``; headings are moved below
    ``level``.
    """

    picture: Picture = as_it_is
    level: int = 0
    footnote: Footnote = footnote_name

    def blocks(self, blocks: Sequence[Block]) -> str:
        """The markdown of blocks, a blank line between them."""
        texts = (self._written(block).strip("\n") for block in blocks)
        return "\n\n".join(text for text in texts if text)

    def line(self, block: Block) -> str:
        """A leaf's text on one line, as a heading holds it."""
        text = _without_breaks(self._inline(block))
        return _LAST_SIGN_RE.sub(r"\\#", text)

    def _written(self, block: Block) -> str:
        method = f"_write_{block.kind}"
        write: Callable[[Block], str] = getattr(self, method, self._inside)
        return write(block)

    def _inside(self, block: Block) -> str:
        if block.children:
            return self.blocks(block.children)
        return self._inline(block)

    def _inline(self, leaf: Block) -> str:
        """A leaf's text, no line of which begins as another block would."""
        inline = inline_of(leaf)
        if inline is None:
            text = escape_text(leaf.text)
        else:
            children = inline.children or ()
            text = inline_markdown(children, self.picture, self.footnote)
        return _LINE_START_RE.sub(r"\1\\", text)

    # The paragraph of a footnote holds the anchor of its reference, which says nothing.
    _write_paragraph = _inline

    def _write_heading(self, block: Block) -> str:
        level = max(block.level, self.level + 1)
        return "#" * min(level, 6) + " " + self.line(block)

    def _write_fence(self, block: Block) -> str:
        content = block.content.rstrip("\n")
        longest = max(_TICKS_RE.findall(content), key=len, default="``")
        language = "".join(block.label.split()[:1])
        return f"{longest}`{language}\n{content}\n{longest}`"

    _write_code_block = _write_fence

    def _write_html_block(self, block: Block) -> str:
        return block.content.rstrip()

    def _write_hr(self, _: Block) -> str:
        return "---"

    def _write_math_block(self, block: Block) -> str:
        return f"$$\n{block.content.strip()}\n$$"

    def _write_blockquote(self, block: Block) -> str:
        lines = self.blocks(block.children).split("\n")
        return "\n".join(f"> {line}".rstrip() for line in lines)

    def _write_bullet_list(self, block: Block) -> str:
        texts = [_hanging("- ", self._item(item)) for item in block.children]
        return _separator(block).join(texts)

    def _write_ordered_list(self, block: Block) -> str:
        # Markdown has no letters before the items of a list: they stand behind bullets.
        texts = [
            _hanging(
                f"- {item.label}) " if item.label.isalpha() else f"{number}. ",
                self._item(item),
            )
            for number, item in enumerate(block.children, _first_number(block))
        ]
        return _separator(block).join(texts)

    def _item(self, item: Block) -> str:
        text = self._inside_item(item)
        checked = item.tokens[0].meta.get("checked")
        if checked is None:
            return text
        return _TICK_BOX_RE.sub("[x] " if checked else "[ ] ", text)

    def _inside_item(self, item: Block) -> str:
        # Only a list that begins at 1 may follow a line of text at once.
        labels = map(_first_label, item.children[1:])
        is_apart = any(label not in ("", "1") for label in labels)
        if is_apart or not _is_tight(item):
            return self.blocks(item.children)
        return "\n".join(map(self._written, item.children))

    def _write_table(self, block: Block) -> str:
        rows = [
            row.children for part in block.children for row in part.children
        ]
        width = max(map(len, rows), default=0)
        lines = []
        for row in rows:
            cells = [*map(self._cell, row), *[""] * (width - len(row))]
            lines.append(f"| {' | '.join(cells)} |")
            if len(lines) == 1:
                lines.append("|" + " --- |" * width)
        return "\n".join(lines)

    def _cell(self, block: Block) -> str:
        return _BAR_RE.sub(r"\\|", _without_breaks(self._inside(block)))

    def _write_dl(self, block: Block) -> str:
        return "\n".join(map(self._definition, block.children))

    def _definition(self, block: Block) -> str:
        if block.kind == "dt":
            return "\n" + self.line(block)
        return _hanging(":   ", self.blocks(block.children))

    def _write_admonition(self, block: Block) -> str:
        """An admonition, a fold or a tab, as mkdocs writes them."""
        title, body = title_of(block), body_of(block)
        text = ""
        if title and title.children:
            body = block.children
        elif title:
            text = self.line(title).replace('"', "\u201d")
        return f"{_opening(block, text)}\n\n{_indented(self.blocks(body), 4)}"

    _write_details = _write_tab = _write_component = _write_admonition


def _without_breaks(text: str) -> str:
    return one_line(text.replace("\\\n", " "))


def _indented(text: str, width: int) -> str:
    return _LINE_WITH_TEXT_RE.sub(" " * width, text)


def _hanging(mark: str, text: str) -> str:
    """A text with a mark before it, and with blanks as wide before its other lines."""
    width = len(mark)
    return mark + _indented(text, width).removeprefix(" " * width)


def _opening(box: Block, title: str) -> str:
    """The line that opens a box."""
    if box.kind == "tab":
        return f'=== "{title}"'
    is_known = box.kind == "admonition" and box.mark in _MARKS_OF_BOXES
    mark = box.mark if is_known else "???"
    opening = f"{mark} {box.label or 'note'}"
    return f'{opening} "{title}"' if title else opening


def _first_label(block: Block) -> str:
    """What a counted list states as its first number; "" for other blocks."""
    is_counted = block.kind == "ordered_list" and bool(block.children)
    return block.children[0].label if is_counted else ""


def _first_number(block: Block) -> int:
    """The number that an ordered list begins at, 1 where it counts by letters."""
    label = _first_label(block)
    return int(label) if label.isdigit() else 1


def _separator(block: Block) -> str:
    """What stands between the items of a list."""
    items = [item for item in block.children if len(item.children) > 1]
    return "\n" if all(map(_is_tight, items)) else "\n\n"


def _is_tight(item: Block) -> bool:
    """Whether nothing in an item stands apart from its first line but lists."""
    return all(
        child.kind.endswith("_list") or child.tokens[0].hidden
        for child in item.children
    )
