"""What a card says, as markdown, and a Pair read back from it.

The lock keeps this text: a note's modified time rests on it, and a card whose source
is gone is made from it.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from ..model.notes import CardText
from ..model.records import Block, Blocks, Page, Pair, Source, Span
from .inline import text_block
from .markdown_writer import MarkdownWriter
from .tree import parse

# The names of pictures inside the package, by their addresses.
Pictures = Mapping[str, str]
# What gives a paragraph with its deletions; None where it has none.
Marking = Callable[[Block], Block | None]

_SRC_RE = re.compile(r"""(\bsrc\s*=\s*["']?)([^"'\s>]+)""", re.I)
_PART = (
    "\ue000part"  # no author's heading begins with a character for private use
)


def card_text(
    pair: Pair,
    question: Sequence[Block],
    page: Page,
    pictures: Pictures,
    *,
    is_reverse: bool,
) -> CardText:
    """What a pair says.

    ``pictures`` are those that the package holds.
    ``is_reverse`` is whether the card is asked both ways, by whatever asks for that.
    """
    # Footnotes are numbered in the order of the references to them.
    numbers = defaultdict[int, int](itertools.count(1).__next__)
    writer = MarkdownWriter(
        lambda target: pictures.get(target, target),
        footnote=numbers.__getitem__,
    )

    def text(blocks: Sequence[Block]) -> str:
        return _with_names(writer.blocks(blocks), pictures)

    question_text, answer = text(question), text(pair.answer)
    options = tuple(map(text, pair.options))
    feedback = tuple(map(text, pair.feedback))
    notes = [
        _with_names(note, pictures) for note in _notes(page, numbers, writer)
    ]
    return CardText(
        pair.kind,
        question_text,
        "\n\n".join([answer, *notes]).strip() if notes else answer,
        options,
        pair.correct,
        feedback if any(feedback) else (),
        pair.labels,
        is_reverse,
        pair.derived,
    )


def _with_names(text: str, pictures: Pictures) -> str:
    """Markdown whose HTML names its pictures as in the package, as the rest of it does."""
    if "<img" not in text.lower():
        return text
    return _SRC_RE.sub(
        lambda match: match[1] + pictures.get(match[2], match[2]), text
    )


def _notes(
    page: Page, numbers: Mapping[int, int], writer: MarkdownWriter
) -> Iterator[str]:
    """The definitions of footnotes, those that they refer to themselves included."""
    written = set[int]()
    while waiting := [note for note in numbers if note not in written]:
        for note in waiting:
            written.add(note)
            if block := page.footnotes.get(note):
                body = writer.blocks(block.children).replace("\n", "\n    ")
                yield f"[^{numbers[note]}]: {body}"


def read_back(
    text: CardText,
    source: Source,
    with_deletions: Marking,
) -> tuple[Page, Pair]:
    """A page that holds nothing but the text of a card, and its pair.

    ``source`` says where it stood. ``with_deletions`` marks the deletions of a
    paragraph.
    """
    parts = [text.question, text.answer, *text.options, *text.feedback]
    page, groups = _parted(parts, source)
    if len(groups) != len(parts):
        # Something that its author never closed has swallowed the parts behind it.
        groups = [_parted([part], source)[1][0] for part in parts]
    question, answer, *others = groups
    question = question or (text_block(text.question, page.source),)
    if text.kind == "cloze":
        question = tuple(_marked(block, with_deletions) for block in question)
    count = len(text.options)
    pair = Pair.of(
        question,
        answer,
        (),
        span=Span(source.path),
        section=(),
        kind=text.kind,
        options=others[:count],
        correct=text.correct,
        derived=text.derived,
        feedback=others[count:],
        labels=text.labels,
        reverse=text.reverse,
    )
    return page, pair


def _marked(block: Block, with_deletions: Marking) -> Block:
    if block.kind != "paragraph":
        return block
    return with_deletions(block) or block


def _parted(parts: Sequence[str], source: Source) -> tuple[Page, list[Blocks]]:
    """A page of parts, and the blocks of each; fewer where one swallows the next."""
    lines = [f"# {_PART} {place}\n\n{part}" for place, part in enumerate(parts)]
    page = parse(replace(source, text="\n\n".join(lines) + "\n"))
    groups: list[list[Block]] = []
    for block in page.blocks:
        if block.kind == "heading" and block.text.startswith(_PART):
            groups.append([])
        elif groups:
            groups[-1].append(block)
    return page, [tuple(group) for group in groups]
