"""Right options that are marked in place: by a sign, by a word, or in bold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from ...language.lexicon import consists_of
from ...model.records import Block
from ...pages.children import children_of, with_children
from ...pages.inline import cut
from .option import Option, Options

_RIGHT_SIGNS = "\u2705\u2714\u2713\u2611\u25c9\u25cf\U0001f197"
_WRONG_SIGNS = "\u274c\u274e\u2716\u2717\u2718\u2610\u2612\u25cb\u25ef"
_BOLD = ("strong_open", "strong_close")


_START_RE = re.compile(
    rf"\s*(?:(?P<right>[{_RIGHT_SIGNS}]|\([xX*]\))"
    rf"|[{_WRONG_SIGNS}]|\([ \u00a0]\))\ufe0f?\s*"
)
_SIGN_END_RE = re.compile(
    rf"[\s(\[]*(?:(?P<right>[{_RIGHT_SIGNS}])|[{_WRONG_SIGNS}])\ufe0f?[\s)\].!]*$"
)
# A remark at the end, in brackets, behind an arrow or behind a dash.
_REMARK_RE = re.compile(
    r"\s*(?:(?:\u2190|<-+|[\u2013\u2014-]+\s)?\s*[(\[{\uff08](?P<inside>[^()\[\]{}]{1,40})"
    r"[)\]}\uff09][.!]*|(?:\u2190|<-+|\s[\u2013\u2014-]+\s)\s*(?P<behind>[^()]{1,40}))\s*$"
)
_REMARK_ROLES = ("correct", "wrong", "answer", "option", "solution", "article")


class _Mark(NamedTuple):
    """A mark at the end of an option: where it begins, and whether it says right."""

    start: int
    is_right: bool


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
    before = _START_RE.match(first.text)
    behind = _end_mark(first.text)
    start = before.end() if before else 0
    stop = behind.start if behind else len(first.text)
    if start >= stop:
        return replace(option, checked=False)
    is_right = bool(before and before["right"]) or bool(
        behind and behind.is_right
    )
    shown = cut(first, start, stop)
    blocks = (shown, *option.blocks[1:])
    return replace(option, blocks=blocks, checked=is_right)


def _end_mark(text: str) -> _Mark | None:
    """The mark that an option ends in; None where it ends in its own words."""
    sign = _SIGN_END_RE.search(text)
    if sign:
        return _Mark(sign.start(), bool(sign["right"]))
    remark = _REMARK_RE.search(text)
    if remark is None:
        return None
    said = consists_of(remark["inside"] or remark["behind"], *_REMARK_ROLES)
    roles = frozenset().union(*said)
    if roles.isdisjoint(("correct", "wrong", "answer")):
        return None
    return _Mark(remark.start(), "wrong" not in roles)


def _by_bold(options: Sequence[Option]) -> tuple[Option, ...] | None:
    """Options of which the one in bold is ticked; None where there is not just one."""
    are_bold = [
        bool(option.blocks) and _is_bold(option.blocks[0]) for option in options
    ]
    if are_bold.count(True) != 1:
        return None
    return tuple(
        replace(_without_bold(option), checked=True)
        if is_bold
        else replace(option, checked=False)
        for option, is_bold in zip(options, are_bold, strict=True)
    )


def _is_bold(block: Block) -> bool:
    """Whether a paragraph is in bold as a whole, but for white space around it."""
    kinds = [
        child.type
        for child in children_of([block])
        if child.content.strip() or child.nesting
    ]
    is_whole = kinds[:1] == ["strong_open"] and kinds[-1:] == ["strong_close"]
    return is_whole and kinds.count("strong_open") == 1


def _without_bold(option: Option) -> Option:
    first, *rest = option.blocks
    return replace(option, blocks=(_plain(first), *rest))


def _plain(block: Block) -> Block:
    """A paragraph without the marks of bold."""
    children = [
        child for child in children_of([block]) if child.type not in _BOLD
    ]
    return with_children(block, children, block.start)
