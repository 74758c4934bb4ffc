"""Where an answer begins and ends: what all dialects leave off it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ...language.question_text import (
    answer_label_length,
    is_answer_label,
    is_question,
)
from ...model.records import Block
from ...pages.inline import (
    cut,
    has_content,
    is_bold_line,
    is_linked_picture,
    leads_elsewhere,
    link_count,
    text_of,
    without_back_link,
)
from ...pages.tree import body_of, comment_of, title_of

MAX_LETTERED_LABEL = 2
MAX_FOOTER_BLOCKS, MAX_FOOTER_TEXT = 3, 300
FOLDS = frozenset({"admonition", "details"})
_MKDECKS_ID_RE = re.compile(r"mkdecks:\s*id=([\w.:-]+)\s*(?:\w+=\S*\s*)*")
_TAG_LINE_RE = re.compile(
    r"(?:\A|\n)[ \t]*(?:#(?:flash)?cards?(?:/[\w/-]+)?[ \t]*)+\Z", re.I
)
_PLACEHOLDER_RE = re.compile(
    r"(?:todo|tbd|wip|coming soon|to be (?:completed|added|done|written)|answer here|add answer|n/?a"
    r"|\.\.\.|\u2026)[.!\s]*",
    re.I,
)


def trim(
    blocks: Sequence[Block], *, letters: bool = False
) -> tuple[Block, ...]:
    """The answer without rules, links back to the top, comments and empty blocks at its edges, and without its label.

    ``letters``: ``A.`` is such a label too.
    """
    kept = [
        block
        for block in map(_without_marks, map(without_back_link, blocks))
        if block is not None
    ]
    while kept and _is_edge(kept[0]):
        kept.pop(0)
    while kept and _is_edge(kept[-1]):
        kept.pop()
    if not kept:
        return ()
    first = kept[0]
    if (
        first.kind == "blockquote"
        and first.children
        and answer_label_length(first.children[0].text)
    ):
        return trim([*first.children, *kept[1:]])
    if (
        first.kind.endswith("_list")
        and len(first.children) == 1
        and first.children[0].children
    ):
        item = first.children[0].children
        if answer_label_length(item[0].text, letters=letters):
            return trim([*item, *kept[1:]], letters=letters)
    if first.kind in ("paragraph", "heading") and (
        length := answer_label_length(first.text, letters=letters)
    ):
        if first.kind == "heading" and length < len(first.text):
            return tuple(kept)
        rest = cut(first, length)
        return trim([rest, *kept[1:]] if has_content([rest]) else kept[1:])
    return tuple(kept)


def _without_marks(block: Block | None) -> Block | None:
    """A paragraph without a last line that is only the tag of the card below."""
    if (
        block is None
        or block.kind != "paragraph"
        or not (match := _TAG_LINE_RE.search(block.text))
    ):
        return block
    return (
        cut(block, 0, match.start())
        if block.text[: match.start()].strip()
        else None
    )


def is_answered(blocks: Sequence[Block]) -> bool:
    """Whether blocks say anything: text that is more than a placeholder, code or a picture."""
    return has_content(blocks) and not _PLACEHOLDER_RE.fullmatch(
        text_of(blocks).strip()
    )


def is_reveal(block: Block) -> bool:
    """Whether a block is a fold whose title only says that an answer is inside."""
    title = title_of(block) if block.kind in FOLDS else None
    return title is not None and is_answer_label(title.text)


def reveal(
    blocks: Sequence[Block],
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Blocks under a question split into what belongs to the question and the answer that a labelled fold reveals.

    Without such a fold all of it is the answer.
    """
    for index, block in enumerate(blocks):
        if is_reveal(block):
            after = [b for b in blocks[index + 1 :] if b.kind != "hr"]
            return tuple(blocks[:index]), (*body_of(block), *after)
    return (), tuple(blocks)


def begins_answer(text: str) -> bool:
    """Whether a text begins with the word for an answer and a colon; a letter alone may stand for anything."""
    label = text[: answer_label_length(text)].strip()
    return label.endswith((":", "\uff1a")) and len(label) > MAX_LETTERED_LABEL


def pin_near(
    question: Block, siblings: Sequence[Block], answer: Sequence[Block]
) -> str:
    """The id that an ``<!-- mkdecks: id=... -->`` comment just above or just below a question gives it."""
    if not _may_pin(question.source.text):
        return ""
    place = next(
        (i for i, block in enumerate(siblings) if block is question), 0
    )
    written = next(
        (i for i, block in enumerate(answer) if has_content([block])),
        len(answer),
    )
    for block in (*siblings[max(place - 1, 0) : place], *answer[:written]):
        comment = comment_of(block)
        if (
            match := _MKDECKS_ID_RE.fullmatch(comment)
        ) and " src=" not in comment:  # that of a draft's heading alone
            return match[1]
    return ""


@lru_cache(maxsize=4)
def _may_pin(text: str) -> bool:
    """Whether a page has a comment to mkdecks at all; looked for once a page, as the place of a question is not."""
    return "mkdecks:" in text


def misread_comment(block: Block) -> bool:
    """Whether a block is a comment that is meant for us and says nothing we know."""
    comment = comment_of(block)
    return comment.startswith("mkdecks:") and not (
        _MKDECKS_ID_RE.fullmatch(comment) or comment == "mkdecks: answer"
    )


def _is_edge(block: Block) -> bool:
    return block.kind == "hr" or not has_content([block])


def _lists_questions(block: Block) -> bool:
    """A list of questions and nothing else, which nobody has answered yet."""
    items = (
        block.children if block.kind in ("bullet_list", "ordered_list") else ()
    )
    return len(items) > 1 and all(
        is_question(text_of([item])) for item in items
    )


def without_footer(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The last answer of a page without what ends the page: links, or a list of questions that nobody answers."""
    while len(blocks) > 1 and (
        _is_tail(blocks[-1], blocks[-2]) or not has_content(blocks[-1:])
    ):
        blocks = blocks[:-1]
        while len(blocks) > 1 and (
            blocks[-1].kind in ("heading", "hr") or is_bold_line(blocks[-1])
        ):
            blocks = blocks[:-1]
    rules = [place for place, block in enumerate(blocks) if block.kind == "hr"]
    if not rules or rules[-1] == 0:
        return tuple(blocks)
    tail = [block for block in blocks[rules[-1] + 1 :] if has_content([block])]
    is_short = len(tail) <= MAX_FOOTER_BLOCKS and all(
        len(text_of([block])) < MAX_FOOTER_TEXT for block in tail
    )
    if is_short and any(map(link_count, tail)):
        return tuple(blocks[: rules[-1]])
    return tuple(blocks)


def _is_tail(block: Block, before: Block) -> bool:
    if before.text.rstrip().endswith(":"):
        return False
    if _lists_questions(block) or is_linked_picture(block):
        return True
    return (
        block.kind == "paragraph"
        and link_count(block) > 1
        and leads_elsewhere([block])
        and "\n" not in block.text
    )
