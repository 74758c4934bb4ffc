"""Right options that are marked in place: by a sign, by a word, or in bold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from ...language.lexicon import consists_of, holds
from ...model.records import Block
from ...pages.children import children_of, emphasis_of, with_children
from ...pages.inline import cut
from .option import Option, Options

_RIGHT_SIGNS = "\u2705\u2714\u2713\u2611\u25c9\u25cf\U0001f197"
_WRONG_SIGNS = "\u274c\u274e\u2716\u2717\u2718\u2610\u2612\u25cb\u25ef"
_START_RE = re.compile(
    rf"\s*(?:(?P<right>[{_RIGHT_SIGNS}]|\([xX*]\))"
    rf"|[{_WRONG_SIGNS}]|\([ \u00a0]\))\ufe0f?\s*"
)
_SIGN_END_RE = re.compile(
    rf"[\s(\[]*(?:(?P<right>[{_RIGHT_SIGNS}])|[{_WRONG_SIGNS}])\ufe0f?[\s)\].!]*$"
)
_STAR_END_RE = re.compile(
    r"(?:\s*\*+|\s+\([xX*]\)|\s+\+|\s*(?:<[-=]+|[\u2190\u2b05\u25c4]\ufe0f?))\s*$"
)
# A remark at the end, in brackets, behind an arrow or behind a dash.
_REMARK_RE = re.compile(
    r"\s*(?:(?:\u2190|<-+|[\u2013\u2014-]+\s)?\s*[(\[{\uff08](?P<inside>[^()\[\]{}]{1,40})"
    r"[)\]}\uff09][.!]*|(?:\u2190|<-+|\s[\u2013\u2014-]+\s)\s*(?P<behind>[^()]{1,40}))\s*$"
)
# A remark at the start, in brackets or before a colon: "Correct answer: a tree".
_LABEL_RE = re.compile(
    r"\s*(?:[(\[{\uff08](?P<inside>[^()\[\]{}\n]{1,40})[)\]}\uff09][:\uff1a]?"
    r"|(?P<before>[^:\uff1a\n]{1,40})[:\uff1a])\s*(?=\S)"
)
_REMARK_ROLES = ("correct", "wrong", "answer", "option", "solution", "article")


class _Mark(NamedTuple):
    """A mark at an edge of an option: how far its text goes, and whether it says right.

    ``place`` is where the text begins, or where it ends.
    """

    place: int
    is_right: bool


def with_marks(group: Options) -> Options:
    """Options ticked by the marks on some of them, which leave their text.

    They are as they were where none is marked, or all are. Where boxes are ticked, bold
    that says the same goes.
    """
    if group.ticked:
        ticked = tuple(
            replace(option, checked=bool(option.checked))
            for option in _without_same_bold(group)
        )
        return replace(group, options=ticked)
    options = by_signs(group.options)
    if options is None and group.options[0].label:
        options = by_bold(group.options)
    return replace(group, options=options) if options else group


def by_signs(options: Sequence[Option]) -> tuple[Option, ...] | None:
    """Options ticked by signs or words; None where these mark none, or all."""
    are_labelled = any(map(_has_own_label, options))
    marked = tuple(
        _by_sign(option, may_label=not are_labelled) for option in options
    )
    right = sum(option.checked is True for option in marked)
    return marked if 0 < right < len(marked) else None


def _has_own_label(option: Option) -> bool:
    """Whether an option begins with a label that does not judge it: "Result: ..."."""
    text = option.blocks[0].text if option.blocks else ""
    label = _LABEL_RE.match(text)
    return bool(label and label["before"] and not _roles(label["before"]))


def _by_sign(option: Option, *, may_label: bool) -> Option:
    """An option without the mark at one of its edges, ticked if that says right.

    ``may_label`` is whether a label at its start may be such a mark.
    """
    first = option.blocks[0] if option.blocks else None
    if first is None or first.kind != "paragraph":
        return replace(option, checked=False)
    start = _start_sign(first.text)
    if start is None and may_label:
        start = _start_label(first.text)
    start = start or _Mark(0, is_right=False)
    end = _end_mark(first.text, is_lettered=option.label.isalpha())
    end = end or _Mark(len(first.text), is_right=False)
    if start.place >= end.place:
        return replace(option, checked=False)
    shown = cut(first, start.place, end.place)
    blocks = (shown, *option.blocks[1:])
    is_right = start.is_right or end.is_right
    return replace(option, blocks=blocks, checked=is_right)


def _start_sign(text: str) -> _Mark | None:
    """The sign that an option begins with; None where it begins otherwise."""
    sign = _START_RE.match(text)
    return _Mark(sign.end(), bool(sign["right"])) if sign else None


def _start_label(text: str) -> _Mark | None:
    """The label that an option begins with and that judges it; None without one."""
    label = _LABEL_RE.match(text)
    remark = (label["inside"] or label["before"]) if label else ""
    if label is None or not _roles(remark):
        return None
    is_wrong = holds(remark, "wrong")
    judges = is_wrong or holds(remark, "correct")
    return _Mark(label.end(), is_right=not is_wrong) if judges else None


def _end_mark(text: str, *, is_lettered: bool) -> _Mark | None:
    """The mark that an option ends in; None where it ends in its own words.

    An asterisk, a plus or an arrow is one behind an option with a letter; elsewhere it
    may be a footnote. So is an x in brackets.
    """
    star = _STAR_END_RE.search(text) if is_lettered else None
    if star:
        return _Mark(star.start(), is_right=True)
    sign = _SIGN_END_RE.search(text)
    if sign:
        return _Mark(sign.start(), bool(sign["right"]))
    remark = _REMARK_RE.search(text)
    roles = _roles(remark["inside"] or remark["behind"]) if remark else ()
    if remark is None or not {"correct", "wrong", "answer"}.intersection(roles):
        return None
    return _Mark(remark.start(), "wrong" not in roles)


def _roles(remark: str) -> frozenset[str]:
    """What the words of a remark are used for; empty where one says something else."""
    return frozenset().union(*consists_of(remark, *_REMARK_ROLES))


def by_bold(options: Sequence[Option]) -> tuple[Option, ...] | None:
    """Options of which the one in bold is ticked; None where there is not just one."""
    are_bold = list(map(_shows_bold, options))
    if are_bold.count(True) != 1:
        return None
    return tuple(
        replace(_without_bold(option), checked=True)
        if is_bold
        else replace(option, checked=False)
        for option, is_bold in zip(options, are_bold, strict=True)
    )


def _without_same_bold(group: Options) -> tuple[Option, ...]:
    """Options of which those with a ticked box are not in bold, where just those are."""
    bold = tuple(
        i for i, option in enumerate(group.options) if _shows_bold(option)
    )
    if bold != group.ticked:
        return group.options
    return tuple(
        _without_bold(option) if option.checked else option
        for option in group.options
    )


def _shows_bold(option: Option) -> bool:
    return bool(option.blocks) and _is_bold(option.blocks[0])


def _is_bold(block: Block) -> bool:
    """Whether a paragraph is in bold as a whole, but for white space around it.

    So it may be underlined or highlighted.
    """
    children = children_of([block])
    marks = [
        emphasis_of(child)
        for child in children
        if child.content.strip() or child.nesting
    ]
    first, last = (marks[0], marks[-1]) if marks else ("", "")
    return bool(first) and last == f"/{first}" and marks.count(first) == 1


def _without_bold(option: Option) -> Option:
    first, *rest = option.blocks
    return replace(option, blocks=(_plain(first), *rest))


def _plain(block: Block) -> Block:
    """A paragraph without the marks of bold."""
    children = [
        child for child in children_of([block]) if not emphasis_of(child)
    ]
    return with_children(block, children, block.start)
