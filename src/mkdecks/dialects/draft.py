"""Cards of a draft: a heading with ``<!-- mkdecks: id=... src=... -->`` right below it.

As ``mkdecks draft`` writes them: the comment holds the note's id, where the answer
stood, and the rule by which the question was derived, until somebody deletes that.
Whatever the heading says is the question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from ..model.records import Block, Kind, Page, Pair, Problem, Results
from ..pages.inline import as_paragraph
from ..pages.tree import comment_of
from .kit.answer import trim
from .kit.answered import answered
from .kit.key_text import without_explanation_label
from .kit.option import Options
from .kit.option_groups import find_options
from .kit.places import below_heading, divided
from .kit.refusals import no_key

ORDER = 2
ANSWER_COMMENT = "mkdecks: answer"
_KEYS_RE = re.compile(r"mkdecks:\s*((?:[a-z]+=\S+\s*)+)")
_KINDS: Mapping[str, Kind] = {"term": "term", "mcq": "mcq"}


def recognise(page: Page) -> Results:
    """One Pair for each such heading with something below it."""
    if page.source.format != "markdown" or "mkdecks:" not in page.source.text:
        return
    blocks = page.blocks
    marked = dict(_marked(blocks))
    for place, following in pairwise([*marked, len(blocks)]):
        below = below_heading(blocks[:following], place)
        yield _card(blocks[place], below, marked[place])


def _marked(blocks: Sequence[Block]) -> Iterator[tuple[int, dict[str, str]]]:
    """The places of the headings of a draft, with what their comments say."""
    for place, (heading, below) in enumerate(pairwise(blocks)):
        keys = _keys(below)
        if heading.kind == "heading" and "id" in keys and "src" in keys:
            yield place, keys


def _keys(block: Block) -> dict[str, str]:
    match = _KEYS_RE.fullmatch(comment_of(block))
    if not match:
        return {}
    return dict(pair.split("=", 1) for pair in match[1].split())


def _card(
    heading: Block, below: Sequence[Block], keys: Mapping[str, str]
) -> Pair | Problem:
    rest_of_question, answer = divided(below[1:], _announces_answer)
    kind = _KINDS.get(keys.get("kind", ""), "qa")
    pair = Pair.of(
        (as_paragraph(heading), *trim(rest_of_question)),
        trim(answer),
        (heading, *below),
        kind=kind,
        derived=keys.get("derived"),
        pin=keys["id"],
        reason="a heading of a draft",
    )
    options = next(find_options(answer), None) if kind == "mcq" else None
    return _choice(pair, answer, options) if options else answered(pair)


def _announces_answer(block: Block) -> bool:
    return comment_of(block) == ANSWER_COMMENT


def _choice(
    pair: Pair, blocks: Sequence[Block], group: Options
) -> Pair | Problem:
    """A pair with the options among the blocks below its question."""
    if not group.ticked:
        return no_key(pair.question)
    stem = (*pair.question, *blocks[: group.start], *group.before)
    explanation = trim((*group.after, *blocks[group.stop :]))
    return replace(
        pair,
        question=stem,
        answer=without_explanation_label(explanation),
        options=tuple(option.blocks for option in group.options),
        correct=group.ticked,
    )
