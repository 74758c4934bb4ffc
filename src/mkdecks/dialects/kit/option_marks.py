"""Right options that are marked in place: by a sign, by a word, or in bold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from ...language.lexicon import any_of
from ...model.records import Block
from ...pages.children import children_of, with_children
from ...pages.inline import cut, is_bold_line
from .option import Option, Options

_RIGHT_SIGNS = "\u2705\u2714\u2713\u2611\u25c9\u25cf\U0001f197"
_WRONG_SIGNS = "\u274c\u274e\u2716\u2717\u2718\u2610\u2612\u25cb\u25ef"
_BOLD = ("strong_open", "strong_close")


@cache
def _mark_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A mark at the start of an option, and one at its end.

    The group ``right`` is that of a mark which says that the option is right.
    """
    right = any_of("correct")
    wrong = any_of("wrong")
    nouns = any_of("answer", "option", "solution")
    word = rf"(?:{any_of('article')}\s*)?(?:{nouns}\s*)?%s(?:\s*{nouns})?"
    opening = r"(?:\u2190|<-+|[(\[{\uff08]|[\u2013\u2014-]+\s)\s*"
    closing = r"\s*[)\]}\uff09!.]*"
    sign = (
        rf"(?P<right>[{_RIGHT_SIGNS}]|\([xX*]\))|[{_WRONG_SIGNS}]|\([ \u00a0]\)"
    )
    at_start = rf"\s*(?:{sign})\ufe0f?\s*"
    at_end = (
        rf"\s*(?:(?P<right>[{_RIGHT_SIGNS}]|{opening}(?:[{_RIGHT_SIGNS}]\ufe0f?\s*)?"
        rf"(?:{word % right}|[{_RIGHT_SIGNS}]){closing})"
        rf"|[{_WRONG_SIGNS}]|{opening}{word % wrong}{closing})\ufe0f?\s*$"
    )
    return re.compile(at_start, re.I), re.compile(at_end, re.I)


def with_marks(group: Options) -> Options:
    """Options ticked by the marks on some of them, which leave their text.

    They are as they were where a box is ticked, and where none is marked, or all are.
    """
    if group.ticked:
        return group
    options = by_signs(group.options)
    if options is None and group.options[0].label:
        options = _by_bold(group.options)
    return replace(group, options=options) if options else group


def by_signs(options: Sequence[Option]) -> tuple[Option, ...] | None:
    """Options ticked by signs or words; None where these mark none, or all."""
    marked = tuple(map(_by_sign, options))
    right = sum(option.checked is True for option in marked)
    return marked if 0 < right < len(marked) else None


def _by_sign(option: Option) -> Option:
    """An option without the mark at one of its edges, ticked if that says right."""
    first = option.blocks[0] if option.blocks else None
    if first is None or first.kind != "paragraph":
        return replace(option, checked=False)
    at_start, at_end = _mark_patterns()
    before = at_start.match(first.text)
    behind = at_end.search(first.text)
    start = before.end() if before else 0
    stop = behind.start() if behind else len(first.text)
    if start >= stop:
        return replace(option, checked=False)
    is_right = any(match and match["right"] for match in (before, behind))
    shown = cut(first, start, stop)
    return replace(
        option, blocks=(shown, *option.blocks[1:]), checked=bool(is_right)
    )


def _by_bold(options: Sequence[Option]) -> tuple[Option, ...] | None:
    """Options of which the one in bold is ticked; None where there is not just one."""
    are_bold = [
        bool(option.blocks) and is_bold_line(option.blocks[0])
        for option in options
    ]
    if are_bold.count(True) != 1:
        return None
    return tuple(
        replace(_without_bold(option), checked=True)
        if is_bold
        else replace(option, checked=False)
        for option, is_bold in zip(options, are_bold, strict=True)
    )


def _without_bold(option: Option) -> Option:
    first, *rest = option.blocks
    return replace(option, blocks=(_plain(first), *rest))


def _plain(block: Block) -> Block:
    """A paragraph without the marks of bold."""
    children = [
        child for child in children_of([block]) if child.type not in _BOLD
    ]
    return with_children(block, children, block.start)
