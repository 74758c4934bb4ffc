"""The key that an item of a list holds beside its option, or instead of one."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from ...language.fold_titles import is_reveal_label
from ...model.records import Block
from ...pages.inline import cut
from ...pages.tree import lines_of, title_of
from .blocks import FOLDS, TEXTS, Blocks, contents
from .key_text import key_line, names_key
from .option import Options
from .places import first_place


def holds_key(item: Block) -> bool:
    """Whether an item holds an answer of its own: it is a question, and no option."""
    first, *below = item.children
    has_line = key_line(first.text, 0) < len(first.text)
    return has_line or any(map(_says_key, below))


def apart_from_key(group: Options) -> Options:
    """Options apart from what the item of the last holds beside it: the key.

    It is a line that markdown takes in, or a paragraph or a fold of its own. A line
    stands as far left as the bullet of an option with a box, or begins with the words
    that name a key.
    """
    *above, last = group.options
    first, *below = last.blocks or (None,)
    if first is None or first.kind != "paragraph":
        return group
    place = first_place(below, _says_key)
    text = first.text
    end = key_line(text, 0) if last.checked is None else _end_of_option(first)
    if end < len(text):
        rest = cut(first, end + 1 if text[end] == "\n" else end)
        kept: Blocks = (cut(first, 0, end),)
        after: Blocks = (rest, *below)
    elif place < len(below):
        kept, after = (first, *below[:place]), tuple(below[place:])
    else:
        return group
    options = (*above, replace(last, blocks=kept))
    return replace(group, options=options, after=after)


def _says_key(block: Block) -> bool:
    if block.kind in FOLDS:
        title = title_of(block)
        return title is not None and is_reveal_label(title.text)
    first = (contents(block) or (block,))[0]
    return first.kind in TEXTS and names_key(first.text)


def _end_of_option(paragraph: Block) -> int:
    """Where the lines end that are indented more than the bullet of their option."""
    source, text = paragraph.source, paragraph.text
    if source.format == "html":
        return len(text)  # its lines are those of the file, which nobody sees
    lines = lines_of(source.text)[paragraph.start : paragraph.stop]
    bullet, *indents = [len(line) - len(line.lstrip()) for line in lines]
    count = 1 + len(list(takewhile(lambda indent: indent > bullet, indents)))
    if count == len(lines):
        return len(text)
    return len("\n".join(text.split("\n")[:count]))
