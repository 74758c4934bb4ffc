"""The stem of a question: what stands above its options or the fold of its answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...language.counts import counts_task, only_counts
from ...language.labels import OPTIONS, is_title_for
from ...language.lexicon import begins_with
from ...language.page_titles import announces_questions
from ...language.question_text import (
    front_of,
    holds_prompt,
    is_prompt,
    is_question,
    number_of,
    question_label_length,
)
from ...model.records import Block
from ...pages.inline import (
    as_paragraph,
    bold_line_starts,
    cut,
    has_content,
    is_bold_line,
)
from .blocks import FOLDS, LISTS, Blocks, contents

# What ends the text above a question.
_ENDS = frozenset({"hr", "heading"}) | FOLDS
# A name, a colon and a few words without a sign of a sentence.
_METADATA_RE = re.compile(
    r"(?:[^\W\d_]+[ ]){0,2}[^\W\d_]+[:\uff1a]\s*"
    r"(?:[\w(),/&+#.\u3001\uff0c\u00b7-]+[ ]*){1,6}(?<![.?!])"
)
# A longer title of a task is a part of it.
MAX_NAME_WORDS = 5
# How much a block looks like the beginning of a question, from less to more.
_OTHER, _PLAIN, _ASKING, _MARKED = range(4)


def stem_start(
    siblings: Sequence[Block],
    low: int,
    first: int,
    *,
    text: str = "",
    many: bool = False,
) -> int:
    """Where the question begins that stands above the sibling ``first``.

    That is no sibling before ``low``. It is the heading of the question, else the last
    paragraph that is marked as a question, else the last one that asks, else the last
    one. ``text`` is what ``first`` itself begins with. A heading names a section unless
    it asks where ``many`` says that further questions stand below it, or where it
    announces questions itself.
    """
    top = _top(siblings, low, first)
    has_heading = top > low and siblings[top - 1].kind == "heading"
    is_alone = not has_heading and top == first
    asks_itself = bool(text) and (is_alone or puts_question(text))
    ranks = [_rank(block) for block in siblings[top:first]]
    best = max(ranks, default=_OTHER)
    is_put = asks_itself or best == _MARKED
    if (
        has_heading
        and not _is_title(siblings, top, first)
        and _is_stem(
            siblings[top - 1],
            is_put=is_put,
            many=many and bool(ranks),
            is_alone=not ranks,
        )
    ):
        return top - 1
    if asks_itself:
        return first
    if best > _OTHER:
        return first - 1 - ranks[::-1].index(best)
    return top - 1 if has_heading else max(first - 1, top)


def _is_title(siblings: Sequence[Block], top: int, first: int) -> bool:
    """Whether the heading above a place is but the title of a question labelled below."""
    text = siblings[top - 1].text
    if is_question(text) or question_label_length(text) or only_counts(text):
        return False
    return any(question_label_length(b.text) for b in siblings[top:first])


def _is_stem(
    heading: Block, *, is_put: bool, many: bool, is_alone: bool
) -> bool:
    """Whether a heading is part of the question below it, rather than its section's.

    ``is_put`` is whether what stands below puts a question by itself, ``is_alone``
    whether nothing does.
    """
    if puts_question(heading.text, is_title=heading.level == 1):
        return True
    is_section = many or (announces_questions(heading.text) and not is_alone)
    return not (is_put or is_section)


def _top(siblings: Sequence[Block], low: int, first: int) -> int:
    """The place right below a rule, a heading or a fold, which ends what is above."""
    top = first
    while top > low and siblings[top - 1].kind not in _ENDS:
        top -= 1
    return top


def _rank(block: Block) -> int:
    """How much a block looks like the beginning of a question."""
    inner = contents(block)
    if block.kind == "ordered_list" and inner:
        return _MARKED
    if len(inner) == 1 and is_question(inner[0].text):
        return _ASKING
    if block.kind != "paragraph":
        return _OTHER
    asks = is_question(block.text)
    if _is_marked(block.text) or (asks and is_bold_line(block)):
        return _MARKED
    return _ASKING if asks else _PLAIN


def puts_question(text: str, *, is_title: bool = False) -> bool:
    """Whether a heading asks, or has the number or the label of a question.

    ``is_title`` is whether it is the title of a page, whose number counts no question.
    """
    is_marked = question_label_length(text) if is_title else _is_marked(text)
    return is_question(text) or bool(is_marked)


def _is_marked(text: str) -> bool:
    is_counted = number_of(text) is not None or counts_task(text)
    return is_counted or bool(question_label_length(text))


def shown_stem(stem: Sequence[Block]) -> Blocks:
    """A question as the front shows it, its heading or title as a paragraph.

    Labels, rules and empty blocks are left out.
    """
    parts = [part for block in stem for part in opened(block)]
    shown = [
        block for block in parts if block.kind != "hr" and has_content([block])
    ]
    while len(shown) > 1 and _is_name(shown[0], shown[1:]):
        shown.pop(0)
    if not shown:
        return ()
    first, *below = shown
    rest = [
        _without_label(block)
        for block in below
        if not (is_title_for(block.text, OPTIONS) or _says_nothing(block))
    ]
    return (as_paragraph(first), *rest)


def _is_name(first: Block, below: Sequence[Block]) -> bool:
    """Whether the first block of a question is but its number, or the name of a task.

    "Exercise 3: Loops" is one above what asks.
    """
    text = first.text
    if only_counts(text) or is_metadata(first):
        return True
    if first.kind == "heading" and front_of(text) in first.section:
        return number_of(text) is not None
    words = front_of(text).split()
    asks = is_question(text) or (len(words) > 1 and is_prompt(text))
    if asks or len(words) > MAX_NAME_WORDS or not counts_task(text):
        return False
    return any(
        is_question(block.text) or holds_prompt(block.text) for block in below
    )


def _says_nothing(block: Block) -> bool:
    """Whether a block says of what kind a question is, or only to choose: "Choose one:"."""
    is_short = len(block.text.split()) <= MAX_NAME_WORDS
    is_call = is_short and begins_with(block.text, "choose") > 0
    return is_metadata(block) or is_call


def is_metadata(block: Block) -> bool:
    """Whether a text only says of what kind a question is: "**Topic:** Boats"."""
    if block.kind == "heading":
        return _METADATA_RE.fullmatch(block.text.strip()) is not None
    lines = block.text.split("\n") if block.kind == "paragraph" else []
    if not lines or len(bold_line_starts(block)) != len(lines):
        return False
    return all(map(_METADATA_RE.fullmatch, lines))


def opened(block: Block) -> Blocks:
    """What the only item of a list holds; else the block itself."""
    is_item = block.kind in LISTS and len(block.children) == 1
    return block.children[0].children if is_item else (block,)


def _without_label(block: Block) -> Block:
    if block.kind != "paragraph":
        return block
    return cut(block, question_label_length(block.text))
