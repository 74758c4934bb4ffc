"""Options of multiple choice questions: with boxes, with letters or with numbers."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from ...language.labels import OPTIONS, is_title_for
from ...language.question_text import is_question
from ...model.records import Block
from ...pages.inline import has_content
from .blocks import Blocks
from .key_below import key_below
from .key_in_options import apart_from_key, holds_key
from .option import Options
from .option_items import (
    lists_in_bold,
    option_in_bold,
    options_of_items,
    options_with_key,
)
from .option_lines import options_of_code, options_of_lines
from .option_lists import MIN_OPTIONS, options_of_lists
from .option_marks import with_marks
from .option_repeats import options_repeated
from .option_tables import options_of_table
from .task_parts import answers_parts

MAX_OPTIONS = 12
_READERS = {
    "paragraph": options_of_lines,
    "fence": options_of_code,
    "table": options_of_table,
}


def find_options(
    siblings: Sequence[Block],
    in_bold: Container[Block] | None = None,
    after: Blocks = (),
) -> Iterator[Options]:
    """Every group of options among siblings, in order.

    ``in_bold`` are the lists of the page whose right option is in bold; None looks for
    them among the siblings. ``after`` is what stands below the list whose last item
    holds the siblings.
    """
    if in_bold is None:
        in_bold = lists_in_bold(siblings)
    place = 0
    while place < len(siblings):
        group = (
            options_with_key(siblings[place], place)
            or _group_at(siblings, place)
            or _in_bold(siblings[place], place, in_bold)
            or _below_label(siblings, place)
            or _above_key(siblings, place, after)
            or options_repeated(siblings, place)
        )
        if group is None:
            place += 1
            continue
        place = group.stop
        if len(group.options) <= MAX_OPTIONS:
            yield group


def _in_bold(
    block: Block, place: int, in_bold: Container[Block]
) -> Options | None:
    return option_in_bold(block, place) if block in in_bold else None


def _below_label(siblings: Sequence[Block], place: int) -> Options | None:
    """The items of a list below "Options:"; None for other blocks."""
    above = siblings[place - 1] if place else None
    if above is None or siblings[place].kind != "bullet_list":
        return None
    is_label = above.kind == "paragraph" and is_title_for(above.text, OPTIONS)
    return options_of_items(siblings[place], place) if is_label else None


def _above_key(
    siblings: Sequence[Block], place: int, after: Blocks
) -> Options | None:
    """The items of a list right below which stands which of them is right."""
    if siblings[place].kind != "bullet_list":
        return None
    items = options_of_items(siblings[place], place)
    if items is None or len(items.options) < MIN_OPTIONS:
        return None
    asks = any(is_question(option.first_line) for option in items.options)
    if asks or any(map(holds_key, siblings[place].children[:-1])):
        return None
    group = apart_from_key(items)
    below = range(group.stop, len(siblings))
    shown = (i + 1 for i in below if has_content([siblings[i]]))
    stop = next(shown, group.stop)
    beyond = after if stop == group.stop else ()
    return group if key_below(group, siblings, stop, beyond) else None


def lacks_key(
    blocks: Sequence[Block], above: int = 1, answer: Sequence[Block] = ()
) -> bool:
    """Whether an answer is but the options of a question whose key is not known.

    So many blocks may stand ``above`` the options, as a part of the question. Letters
    whose parts an ``answer`` elsewhere answers one by one count no options.
    """
    shown = [block for block in blocks if has_content([block])]
    return any(
        group.start <= above
        and _lacks_key(group)
        and not answers_parts(answer, group)
        for group in find_options(shown)
    )


def _lacks_key(group: Options) -> bool:
    labels = [option.label for option in group.options]
    is_roman = labels[1:2] == ["ii"]  # which count the parts of an answer, too
    is_marked = bool(labels[0]) or group.kind == "boxes"
    return (
        is_marked
        and not is_roman
        and group.kind != "numbers"
        and not group.ticked
    )


def _group_at(siblings: Sequence[Block], place: int) -> Options | None:
    """The options that begin at a sibling.

    They may be too many for a question. The result is None where one of them is empty.
    """
    read = _READERS.get(siblings[place].kind, options_of_lists)
    group = read(siblings, place)
    if group is None or len(group.options) < MIN_OPTIONS:
        return None
    is_whole = all(option.blocks for option in group.options)
    is_too_long = len(group.options) > MAX_OPTIONS
    return with_marks(group) if is_whole or is_too_long else None
