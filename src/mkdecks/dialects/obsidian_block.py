"""Card blocks of Obsidian_to_Anki: ``START``, note type, fields, ``END``, and ``STARTI [Basic] ... ENDI``.

A field begins with its name and a colon, the first may do without; ``Tags:`` are the
card's tags. A note type called Cloze has deletions in its text: ``{{c1::x}}``, ``{x}``,
``{2:x}``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..model.problems import problem
from ..model.records import Block, Page, Pair, Problem
from ..pages.cloze import text_outside_code
from ..pages.inline import cut, has_content, text_of
from ..pages.tree import comment_of, outermost
from .kit.answer import pin_near, trim
from .kit.clozes import with_deletions

ORDER = 28
MAX_PARAGRAPH = 20_000  # nobody writes a longer one, and each card of it is cut out of the whole
_FIELD_RE = re.compile(
    r"(?P<name>Front|Back|Text|Extra|Back Extra|Question|Answer|Header|Add Reverse|Tags|ID)[ \t]*:[ \t]*"
)
_INLINE_RE = re.compile(
    r"STARTI[ \t]*\[(?P<type>[^\]\n]+)\][ \t]*(?P<front>\S.{0,1000}?)\s+Back:[ \t]*(?P<back>\S.{0,2000}?)\s+ENDI",
    re.S,
)
_ID_RE = re.compile(r"(?:ID:\s*\d+|DELETE)\s*")


@dataclass(slots=True)
class _Note:
    """What a block says, field by field."""

    type: str = ""
    fields: list[tuple[str, list[Block]]] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)

    def add(self, name: str, block: Block | None) -> None:
        """Begin a field, or go on with the last."""
        if name:
            self.fields.append((name, []))
        if block is not None and has_content([block]):
            if not self.fields:
                self.fields.append(("Front", []))
            self.fields[-1][1].append(block)

    def side(self, *names: str) -> tuple[Block, ...]:
        """The blocks of the first field by one of these names."""
        return tuple(
            next((blocks for name, blocks in self.fields if name in names), ())
        )


def recognise(page: Page) -> Iterator[Pair | Problem]:
    """One Pair for each block with a front and a back, or with deletions."""
    if "START" not in page.source.text:
        return
    for block, siblings in outermost(page, "card_block", "paragraph"):
        if block.kind == "card_block":
            yield from _of_block(block, siblings)
        elif "STARTI" in block.text and len(block.text) <= MAX_PARAGRAPH:
            yield from _of_paragraph(block)


def _of_block(
    block: Block, siblings: Sequence[Block]
) -> Iterator[Pair | Problem]:
    note = _Note()
    for child in block.children:
        if comment_of(child):
            continue
        if child.kind == "paragraph":
            _read(note, child)
        else:
            note.add("", child)
    pin = pin_near(block, siblings, ())
    if note.type.lower().startswith("cloze"):
        yield from _cloze(note, block, pin)
    else:
        yield from _basic(note, block, pin)


def _read(note: _Note, block: Block) -> None:
    """The lines of a paragraph: the type of the note first, then its fields."""
    position = start = 0
    name = ""
    for line in [*block.text.split("\n"), None]:
        match = _FIELD_RE.match(line) if line is not None else None
        is_type = line is not None and not note.type
        if line is None or match or is_type or _ID_RE.fullmatch(line):
            if block.text[start : max(position - 1, 0)].strip() or name:
                _take(
                    note,
                    name,
                    cut(block, start, max(position - 1, 0))
                    if position > start
                    else None,
                )
            name, start = "", position
            if line is None:
                return
            if is_type:
                note.type, start = line.strip(), position + len(line) + 1
            elif match:
                name, start = match["name"], position + match.end()
            else:
                start = position + len(line) + 1
        position += len(line) + 1


def _take(note: _Note, name: str, block: Block | None) -> None:
    if name == "Tags":
        note.tags += block.text.replace(",", " ").split() if block else []
    elif name != "ID":
        note.add(name, block)


def _basic(note: _Note, block: Block, pin: str) -> Iterator[Pair | Problem]:
    front, back = (
        note.side("Front", "Question", "Header"),
        trim(note.side("Back", "Answer")),
    )
    if not front or not has_content(back):
        what = "back" if front else "front"
        yield problem(
            "MK301",
            f"a START block without a {what}: {' '.join(text_of(front).split())[:60]}",
            block.span,
        )
        return
    reverse = "revers" in note.type.lower() or bool(note.side("Add Reverse"))
    yield Pair(
        front,
        back,
        front[0].span,
        "obsidian-block",
        (block,),
        block.section,
        "term" if reverse else "qa",
        pin=pin,
        reason=f"a START block of type {note.type}",
        tags=tuple(note.tags),
        reverse=reverse,
    )


def _cloze(note: _Note, block: Block, pin: str) -> Iterator[Pair | Problem]:
    text = note.side("Front", "Text")
    shown = [
        with_deletions(one, marks=True) if one.kind == "paragraph" else None
        for one in text
    ]
    if not any(shown):
        yield problem(
            "MK302",
            "a START block of type Cloze without a deletion",
            block.span,
        )
        return
    question = tuple(new or old for new, old in zip(shown, text, strict=True))
    extra = trim(note.side("Extra", "Back Extra"))
    yield Pair(
        question,
        extra,
        question[0].span,
        "obsidian-block",
        (block,),
        block.section,
        "cloze",
        pin=pin,
        reason="a START block of type Cloze",
        tags=tuple(note.tags),
    )


def _of_paragraph(block: Block) -> Iterator[Pair | Problem]:
    for match in _INLINE_RE.finditer(text_outside_code(block)):
        front, back = (
            cut(block, *match.span("front")),
            cut(block, *match.span("back")),
        )
        if front.text.startswith("Front:"):
            front = cut(front, len("Front:"))
        reason = "a card between STARTI and ENDI"
        yield Pair(
            (front,),
            (back,),
            front.span,
            "obsidian-block",
            (block,),
            block.section,
            reason=reason,
        )
