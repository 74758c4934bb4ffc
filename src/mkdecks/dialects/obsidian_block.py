"""Card blocks of Obsidian_to_Anki: ``START``, note type, fields, ``END``, and ``STARTI [Basic] ... ENDI``.

A field begins with its name and a colon, the first may do without; ``Tags:`` are the
card's tags. A note type called Cloze has deletions in its text: ``{{c1::x}}``, ``{x}``,
``{2:x}``. On a page that names its deck (``Deck: ...``, ``TARGET DECK``) a question and the
quotation right below it are a card too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from ..language.question_text import is_prompt, is_question, number_of
from ..model.problems import problem
from ..model.records import Block, Page, Pair, Problem, Results
from ..pages.cloze import text_outside_code
from ..pages.inline import as_paragraph, cut, has_content
from ..pages.tree import comment_of
from ..pages.walk import containers, outermost
from .kit.answer import is_answered, trim
from .kit.blocks import TEXTS, contents
from .kit.clozes import with_deletions
from .kit.refusals import no_answer

ORDER = 28
# Nobody writes a longer paragraph, and each card of it is cut out of the whole.
MAX_PARAGRAPH = 20_000
# A line that begins a field, or one that asks for the note to be deleted.
_FIELD_RE = re.compile(
    r"""^(?:
        (?P<name>Front|Back|Text|Extra|Back\ Extra|Question|Answer|Header
            |Add\ Reverse|Tags|ID)[ \t]*:[ \t]*
      | DELETE[^\S\n]*(?:\n|\Z)
    )""",
    re.M | re.X,
)
# The line that names the deck of a page's cards.
_DECK_RE = re.compile(r"^(?:TARGET[ _])?DECK(?:[ \t]*:[ \t]*\S|$)", re.I | re.M)
_INLINE_RE = re.compile(
    r"STARTI[ \t]*\[(?P<type>[^\]\n]+)\][ \t]*(?P<front>\S.{0,1000}?)"
    r"\s+Back:[ \t]*(?P<back>\S.{0,2000}?)\s+ENDI",
    re.S,
)


@dataclass(slots=True)
class _Note:
    """What a block says, field by field."""

    type: str = ""
    fields: list[tuple[str, list[Block]]] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)

    def read(self, block: Block) -> None:
        """Take the lines of a paragraph: the type of the note, then its fields."""
        text, name, start = block.text, "", 0
        if not self.type:
            first = text.partition("\n")[0]
            self.type, start = first.strip(), len(first) + 1
        for match in _FIELD_RE.finditer(text, start):
            self._take(name, block, start, match.start() - 1)
            name, start = match["name"] or "", match.end()
        self._take(name, block, start, len(text))

    def _take(self, name: str, block: Block, start: int, stop: int) -> None:
        """Take a part of a block as a field; without a name it goes on the last one."""
        if not name and not block.text[start : max(stop, 0)].strip():
            return
        value = cut(block, start, max(stop, 0))
        if name == "Tags":
            self.tags += value.text.replace(",", " ").split()
        elif name != "ID":
            self.add(name, value)

    def add(self, name: str, block: Block) -> None:
        """Begin a field, or go on with the last where there is no name."""
        if name:
            self.fields.append((name, []))
        if not has_content([block]):
            return
        if not self.fields:
            self.fields.append(("Front", []))
        self.fields[-1][1].append(block)

    def side(self, *names: str) -> list[Block]:
        """The blocks of the first field by one of these names."""
        return next(
            (blocks for name, blocks in self.fields if name in names), []
        )


def recognise(page: Page) -> Results:
    """One Pair for each block with a front and a back, or with deletions."""
    text = page.source.text
    if "START" in text:
        for block, _ in outermost(page, "card_block", "paragraph"):
            if block.kind == "card_block":
                yield _of_block(block)
            elif "STARTI" in block.text and len(block.text) <= MAX_PARAGRAPH:
                yield from _of_paragraph(block)
    if any(_names_deck(block) for block in page.blocks):
        yield from _quoted(page)


def _names_deck(block: Block) -> bool:
    return block.kind == "paragraph" and bool(_DECK_RE.search(block.text))


def _quoted(page: Page) -> Iterator[Pair]:
    """The questions that a quotation right below them answers."""
    for parent, siblings, _ in containers(page, ()):
        shown = [block for block in siblings if not comment_of(block)]
        for above, quote in pairwise(shown):
            is_taken = above in page.claims or quote in page.claims
            if quote.kind == "blockquote" and not is_taken:
                yield from _answered_by(quote, above, parent)


def _answered_by(
    quote: Block, above: Block, parent: Block | None
) -> Iterator[Pair]:
    """The pair of a quotation and what stands above it, where that is a question."""
    (first, *others) = contents(above) or (above,)
    is_item = first is not above or (parent is not None and parent.label)
    is_text = first.kind in TEXTS and not others
    answer = trim(quote.children)
    if is_text and (is_item or _asks(first.text)) and is_answered(answer):
        reason = "a question and a quotation on a page that names its deck"
        yield Pair.of(
            [as_paragraph(first)], answer, (above, quote), reason=reason
        )


def _asks(text: str) -> bool:
    return is_question(text) or is_prompt(text) or number_of(text) is not None


def _of_block(block: Block) -> Pair | Problem:
    note = _Note()
    for child in block.children:
        if comment_of(child):
            continue
        if child.kind == "paragraph":
            note.read(child)
        else:
            note.add("", child)
    if note.type.lower().startswith("cloze"):
        return _cloze(note, block)
    return _basic(note, block)


def _basic(note: _Note, block: Block) -> Pair | Problem:
    front = note.side("Front", "Question", "Header")
    back = trim(note.side("Back", "Answer"))
    if not front or not has_content(back):
        return no_answer(front or back, block.span)
    is_reversed = "revers" in note.type.lower() or note.side("Add Reverse")
    return Pair.of(
        front,
        back,
        [block],
        reason=f"a START block of type {note.type}",
        kind="term" if is_reversed else "qa",
        tags=note.tags,
        reverse=bool(is_reversed),
    )


def _cloze(note: _Note, block: Block) -> Pair | Problem:
    question = []
    has_deletion = False
    for part in note.side("Front", "Text"):
        is_text = part.kind == "paragraph"
        cloze = with_deletions(part, marks=True) if is_text else None
        has_deletion = has_deletion or cloze is not None
        question.append(cloze or part)
    if not has_deletion:
        message = "a START block of type Cloze without a deletion"
        return problem("MK302", message, block.span)
    return Pair.of(
        question,
        trim(note.side("Extra", "Back Extra")),
        [block],
        reason="a START block of type Cloze",
        kind="cloze",
        tags=note.tags,
    )


def _of_paragraph(block: Block) -> Iterator[Pair]:
    for match in _INLINE_RE.finditer(text_outside_code(block)):
        front = cut(block, *match.span("front"))
        back = cut(block, *match.span("back"))
        if front.text.startswith("Front:"):
            front = cut(front, len("Front:"))
        reason = "a card between STARTI and ENDI"
        yield Pair.of([front], [back], [block], reason=reason)
