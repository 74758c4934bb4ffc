"""Lists whose items are options by what stands beside them: bold, a label, or their key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...model.records import Block
from .blocks import LISTS
from .key_text import answer_in, names_key, repeats_option
from .option import Options
from .option_lists import MIN_OPTIONS, option_of_item, options_of_list
from .option_marks import by_bold

# From so many lists with one item in bold on, that item is the right option.
MIN_BOLD_LISTS = 3


def options_with_key(block: Block, place: int) -> Options | None:
    """The options in a list whose last item says which of the others is right."""
    if block.kind not in LISTS or len(block.children) <= MIN_OPTIONS:
        return None
    *items, last = block.children
    if not all(item.children for item in block.children):
        return None
    if not names_key(last.children[0].text):
        return None
    options = options_of_list(replace(block, children=tuple(items)))
    is_lettered = bool(options)
    options = options or list(map(option_of_item, items))
    if options[0].checked is not None:
        return None
    group = Options(tuple(options), place, place + 1, after=last.children)
    if not is_lettered and not repeats_option(last.children[0].text, group):
        return None
    return group if answer_in(last.children, group) else None


def options_in_bold(siblings: Sequence[Block]) -> dict[Block, Options]:
    """The lists among siblings of which one item is in bold, as options.

    Empty where they are too few to tell that bold means right.
    """
    found = {}
    for place, block in enumerate(siblings):
        if block.kind != "bullet_list" or len(block.children) < MIN_OPTIONS:
            continue
        if all(len(item.children) == 1 for item in block.children):
            options = by_bold(list(map(option_of_item, block.children)))
            if options:
                found[block] = Options(options, place, place + 1)
    return found if len(found) >= MIN_BOLD_LISTS else {}


def options_of_items(block: Block, place: int) -> Options | None:
    """All items of a list at a place as options; None where one of them is empty."""
    if not all(item.children for item in block.children):
        return None
    options = tuple(map(option_of_item, block.children))
    return Options(options, place, place + 1)
