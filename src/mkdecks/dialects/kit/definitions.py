"""The entries of a definition list: terms, and what is said of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...model.characters import one_line
from ...model.records import Block, Kind, Pair
from ...pages.inline import as_paragraph, has_content
from .answer import trim


@dataclass(slots=True)
class Entry:
    """Terms that stand together, and the blocks of their definitions.

    ``has_definition`` is set by a definition that holds nothing, too.
    """

    terms: list[Block] = field(default_factory=list)
    below: list[Block] = field(default_factory=list)
    has_definition: bool = False

    @property
    def text(self) -> str:
        """What the terms say, on one line."""
        return one_line(" ".join(term.text for term in self.terms))

    def pair(self, entries: Block, *, kind: Kind, reason: str) -> Pair:
        """The terms as the question, their definitions as the answer.

        ``entries`` is the list, which is claimed whole.
        """
        question = [as_paragraph(term) for term in self.terms]
        answer = trim(self.below)
        claims = (entries, *self.below)
        return Pair.of(question, answer, claims, kind=kind, reason=reason)


def entries_of(block: Block) -> list[Entry]:
    """The entries of a definition list whose terms say something, in order."""
    entries: list[Entry] = []
    for child in block.children:
        if child.kind != "dt":
            if entries:
                entries[-1].below += child.children
                entries[-1].has_definition = True
            continue
        if not entries or entries[-1].has_definition:
            entries.append(Entry())
        if has_content([child]):
            entries[-1].terms.append(child)
    return [entry for entry in entries if entry.terms]
