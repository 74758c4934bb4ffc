"""Options that are the items of lists, with what stands between two of the lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ...language.option_letters import LETTER_MARK_RE
from ...language.question_text import is_question
from ...model.records import Block
from ...pages.inline import cut, has_content, text_of
from ...pages.tree import lines_of
from .blocks import LISTS
from .key_in_options import apart_from_key, holds_key
from .key_text import names_key
from .option import (
    NUMBER_MARK_RE,
    Option,
    Options,
    begins_alphabet,
    letter_of,
    without_start,
)
from .option_bullets import bare_lettered, by_bullets, typed_boxes
from .option_lines import WRAP, options_of_lines
from .option_marks import by_signs

MIN_OPTIONS = 2
# What an option never has: a gap to fill.
GAP = "___"
# An option that is marked as a whole, where its signs mean no bold.
_WRAPPED_RE = re.compile(
    rf"\s*(?P<sign>{WRAP})(?P<inside>\S.*?)(?P=sign)\s*", re.S
)
_BETWEEN = frozenset({"fence", "code_block", "blockquote"})


def options_of_lists(siblings: Sequence[Block], start: int) -> Options | None:
    """The options in the list at a place, and in those that go on below it."""
    if found := by_bullets(siblings, start):
        return found
    options = options_of_list(siblings[start])
    if not options:
        return None
    stop = start + 1
    if _is_boxed(siblings[start]):
        options, stop = _with_boxes_below(siblings, start, options)
    return apart_from_key(Options(tuple(options), start, stop))


def boxes_among(block: Block) -> Options | None:
    """The items of a list that have boxes, as options.

    Items without a box belong to what is asked. The result is None where too few of
    them are options.
    """
    boxed = [_boxed(item) for item in block.children if _has_box(item)]
    options = tuple(option for option in boxed if option.blocks)
    if len(options) < MIN_OPTIONS:
        return None
    others = [item for item in block.children if not _has_box(item)]
    before = tuple(child for item in others for child in item.children)
    return Options(options, 0, 1, before=before)


def _has_box(item: Block) -> bool:
    return bool(item.children) and "checked" in item.tokens[0].meta


def _is_boxed(block: Block) -> bool:
    """Whether a block is a list whose items all have boxes."""
    items = block.children
    return block.kind in LISTS and bool(items) and all(map(_has_box, items))


def options_of_list(block: Block) -> list[Option]:
    """The options that the items of a list are; empty for blocks that are no such list.

    All of its items have boxes, or all have the letters of an alphabet in order, or it
    is numbered.
    """
    items = block.children
    if block.kind not in LISTS or not all(item.children for item in items):
        return []
    is_boxed = _is_boxed(block)
    options = [
        _boxed(item) if is_boxed else option_of_item(item) for item in items
    ]
    lettered = [_lettered(option) for option in options]
    letters = [option.label for option in lettered]
    if len(items) >= MIN_OPTIONS and begins_alphabet(letters):
        return lettered
    if is_boxed:
        return options
    if boxed := typed_boxes(options):
        return boxed
    if block.kind == "bullet_list":
        return bare_lettered(options) or _marked(items, options)
    return _numbered(items, options)


def _numbered(
    items: Sequence[Block], options: Sequence[Option]
) -> list[Option]:
    """The items of a numbered list as options; empty where some are questions."""
    if any(map(_holds_more, items)) or any(map(holds_key, items[:-1])):
        return []
    return [
        replace(option, label=str(number))
        for number, option in enumerate(options, 1)
    ]


def _marked(items: Sequence[Block], options: Sequence[Option]) -> list[Option]:
    """The items of a list without letters, where some are marked as right."""
    if options[0].checked is not None:
        return list(options)
    is_mixed = any(map(_has_box, items))
    return [] if is_mixed else list(by_signs(options) or ())


def option_of_item(item: Block) -> Option:
    """An item of a list as an option; a number in it, "- 1. a tree", is its label."""
    inner = item.children[0]
    is_counted = len(item.children) == 1 and inner.kind == "ordered_list"
    if is_counted and len(inner.children) == 1:
        (counted,) = inner.children
        return Option(counted.children, counted.label)
    return Option(item.children, _letter(item), _is_right(item))


def _letter(item: Block) -> str:
    """The letter that a list counts an item by, "" where it counts by numbers."""
    return item.label.lower() if item.label.isalpha() else ""


def _is_right(item: Block) -> bool | None:
    """Whether a web page calls an item the right option; None where it says nothing."""
    right: bool | None = item.tokens[0].meta.get("right")
    return right


def _holds_more(item: Block) -> bool:
    """Whether an item of a numbered list holds options, or asks: it is no option."""
    has_list = any(child.kind in LISTS for child in item.children)
    text = item.children[0].text
    if has_list or is_question(text) or GAP in text:
        return True
    inner = options_of_lines(item.children, 0)
    return inner is not None and len(inner.options) >= MIN_OPTIONS


def _boxed(item: Block) -> Option:
    """The item of a list with a box; quotations in it are feedback."""
    is_ticked = bool(item.tokens[0].meta["checked"])
    option = _attach(Option((), checked=is_ticked), item.children)
    return replace(option, blocks=without_start(option.blocks, 1))


def _lettered(option: Option) -> Option:
    """An option whose letter is its label rather than part of its text."""
    if not option.blocks or option.blocks[0].kind != "paragraph":
        return option
    first, *rest = option.blocks
    if wrapped := _WRAPPED_RE.fullmatch(first.text):
        first = cut(first, *wrapped.span("inside"))
        option = replace(option, blocks=(first, *rest), checked=True)
    text = first.text
    mark = LETTER_MARK_RE.match(text) or NUMBER_MARK_RE.match(text)
    if mark is None:
        return option
    letter = letter_of(mark)
    blocks = without_start(option.blocks, mark.end())
    return replace(option, label=letter, blocks=blocks)


def _attach(option: Option, blocks: Sequence[Block]) -> Option:
    """An option with further blocks: quotations and lists among them are feedback."""
    quotes = [block for block in blocks if block.kind == "blockquote"]
    lists = [block for block in blocks[1:] if _is_note(block)]
    feedback = [
        *(child for quote in quotes for child in quote.children),
        *lists,
    ]
    shown = [block for block in blocks if block not in (*quotes, *lists)]
    return replace(
        option,
        blocks=(*option.blocks, *shown),
        feedback=(*option.feedback, *feedback),
    )


def _is_note(block: Block) -> bool:
    """Whether a block is a list of one item, which says something of what is above it."""
    return block.kind in LISTS and len(block.children) == 1


def _with_boxes_below(
    siblings: Sequence[Block], start: int, options: Sequence[Option]
) -> tuple[list[Option], int]:
    """Options with those of the lists that go on below, and where they stop.

    Code, pictures or feedback between two lists belong to the last option above them.
    """
    joined = list(options)
    attached = 0
    stop = start + 1
    for place in range(stop, len(siblings)):
        is_boxed = _is_boxed(siblings[place])
        further = options_of_list(siblings[place]) if is_boxed else []
        if further:
            if place > stop:
                joined[-1] = _attach(joined[-1], siblings[stop:place])
                attached += 1
            joined += further
            stop = place + 1
        elif not _may_stand_between(siblings[place]):
            break
    all_others_have_some = attached == len(joined) - 1
    touches = attached > 0 and _is_touched(siblings, stop)
    if (all_others_have_some or touches) and _may_attach(siblings, stop):
        joined[-1] = _attach(joined[-1], siblings[stop : stop + 1])
        stop += 1
    return joined, stop


def _is_touched(siblings: Sequence[Block], place: int) -> bool:
    """Whether no blank line stands above a quotation."""
    if place == len(siblings) or siblings[place].kind != "blockquote":
        return False
    quote = siblings[place]
    return bool(lines_of(quote.source.text)[quote.start - 1].strip())


def _may_attach(siblings: Sequence[Block], place: int) -> bool:
    """Whether code, or a quotation that names no key, stands at a place."""
    if place == len(siblings):
        return False
    block = siblings[place]
    is_feedback = block.kind == "blockquote" and not names_key(text_of([block]))
    return is_feedback or block.kind == "fence"


def _may_stand_between(block: Block) -> bool:
    if block.kind != "paragraph":
        return block.kind in _BETWEEN
    has_text = bool(block.text.strip())
    return not has_text and has_content([block])
