"""Lists whose items are options by what stands beside them: bold, a label, or their key."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ...model.records import Block
from .blocks import LISTS
from .key_text import answer_in, names_key, repeats_option
from .option import Options
from .option_lists import MIN_OPTIONS, option_of_item, options_of_list
from .option_marks import by_bold

# From so many lists with one item in bold on, that item is the right option,
# and this share of those with bullets.
MIN_BOLD_LISTS, MIN_SHARE_IN_BOLD = 3, 0.5


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


def lists_in_bold(blocks: Iterable[Block]) -> frozenset[Block]:
    """The lists among blocks of which one item is in bold: the right option.

    Empty where they are too few to tell that bold means right.
    """
    lists = list(filter(_is_plain_list, blocks))
    found = [block for block in lists if option_in_bold(block, 0)]
    least = max(MIN_BOLD_LISTS, MIN_SHARE_IN_BOLD * len(lists))
    return frozenset(found if len(found) >= least else ())


def option_in_bold(block: Block, place: int) -> Options | None:
    """The items of a list at a place as options; None where not just one is in bold."""
    if not _is_plain_list(block) or any(
        names_key(item.children[0].text) for item in block.children
    ):
        return None
    options = by_bold(list(map(option_of_item, block.children)))
    return Options(options, place, place + 1) if options else None


def _is_plain_list(block: Block) -> bool:
    """Whether a block is a list with bullets whose items are a line of text each."""
    if block.kind != "bullet_list" or len(block.children) < MIN_OPTIONS:
        return False
    return all(len(item.children) == 1 for item in block.children)


def options_of_items(block: Block, place: int) -> Options | None:
    """All items of a list at a place as options; None where one of them is empty."""
    if not all(item.children for item in block.children):
        return None
    options = tuple(map(option_of_item, block.children))
    return Options(options, place, place + 1)
