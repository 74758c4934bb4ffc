"""Cards of a draft: a heading with ``<!-- mkdecks: id=... src=... -->`` right below it.

As ``mkdecks draft`` writes them: the comment holds the note's id, where the answer
stood, and the rule by which the question was derived, until somebody deletes that.
Whatever the heading says is the question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ..model.problems import problem
from ..model.records import Block, Kind, Page, Pair, Problem
from ..pages.inline import as_paragraph
from ..pages.tree import comment_of
from .kit.answer import is_answered, trim
from .kit.answer_key import without_explanation_label
from .kit.options import find_options

ORDER = 2
ANSWER_COMMENT = "mkdecks: answer"
_KEYS_RE = re.compile(r"mkdecks:\s*((?:[a-z]+=\S+\s*)+)")
_KINDS: Mapping[str, Kind] = {"term": "term", "mcq": "mcq"}


def recognise(page: Page) -> Iterator[Pair | Problem]:
    """One Pair for each such heading with something below it."""
    if page.source.format != "markdown" or "mkdecks:" not in page.source.text:
        return
    blocks = page.blocks
    marked = [
        (i, keys)
        for i, block in enumerate(blocks)
        if block.kind == "heading" and (keys := _keys(blocks, i))
    ]
    places = {place for place, _ in marked}
    for place, keys in marked:
        level = blocks[place].level
        below = range(place + 2, len(blocks))
        stop = next(
            (
                i
                for i in below
                if i in places
                or (blocks[i].kind == "heading" and blocks[i].level <= level)
            ),
            len(blocks),
        )
        yield _read(blocks[place], blocks[place + 1 : stop], keys)


def _keys(blocks: Sequence[Block], place: int) -> dict[str, str]:
    """What the comment below a heading says; empty where it is none of a draft's."""
    match = (
        _KEYS_RE.fullmatch(comment_of(blocks[place + 1]))
        if place + 1 < len(blocks)
        else None
    )
    keys = (
        dict(pair.split("=", 1) for pair in match[1].split()) if match else {}
    )
    return keys if "id" in keys and "src" in keys else {}


def _read(
    heading: Block, below: Sequence[Block], keys: Mapping[str, str]
) -> Pair | Problem:
    own = below[1:]
    split = next(
        (
            i
            for i, block in enumerate(own)
            if comment_of(block) == ANSWER_COMMENT
        ),
        None,
    )
    question = (
        as_paragraph(heading),
        *(trim(own[:split]) if split is not None else ()),
    )
    answer = own[split + 1 :] if split is not None else own
    claims = (heading, *below)
    pin, derived, reason = (
        keys["id"],
        keys.get("derived"),
        "a heading of a draft",
    )
    kind = _KINDS.get(keys.get("kind", ""), "qa")
    group = next(find_options(answer), None) if kind == "mcq" else None
    if group:
        explanation = without_explanation_label(
            trim((*group.after, *answer[group.stop :]))
        )
        correct = tuple(
            place
            for place, option in enumerate(group.options)
            if option.checked
        )
        if not correct:
            return problem(
                "MK308",
                f"no option is marked as right: {heading.text}",
                heading.span,
            )
        stem = (*question, *answer[: group.start], *group.before)
        options = tuple(option.blocks for option in group.options)
        return Pair(
            stem,
            explanation,
            heading.span,
            "draft",
            claims,
            heading.section,
            "mcq",
            options,
            correct,
            derived,
            pin,
            reason,
        )
    trimmed = trim(answer)
    if not is_answered(trimmed):
        return problem("MK301", f"no answer to: {heading.text}", heading.span)
    return Pair(
        question,
        trimmed,
        heading.span,
        "draft",
        claims,
        heading.section,
        kind,
        derived=derived,
        pin=pin,
        reason=reason,
    )
