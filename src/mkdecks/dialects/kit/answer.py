"""Where an answer begins and ends: what all dialects leave off it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...language.counts import only_counts
from ...language.fold_titles import is_answer_label
from ...language.labels import KEYS, QUESTIONS, is_answer_word, label_of
from ...language.lexicon import consists_of, says
from ...language.question_text import (
    MARK_RE,
    answer_label_length,
    is_call_to_action,
)
from ...model.characters import COLONS
from ...model.records import Block
from ...pages.inline import bold_length, cut, has_content, nested, text_of
from ...pages.links import (
    leads_elsewhere,
    without_back_link,
)
from ...pages.tree import body_of, title_of
from ...sources.template import PLACEHOLDER
from .blocks import CODE, FOLDS, LISTS, TEXTS, Blocks, contents

MAX_LETTERED_LABEL = 2
# A longer paragraph goes on with something to read.
MAX_CALL = 60
# The last line of a paragraph that is only the tag of the card below it: #flashcard.
_TAG_LINE_RE = re.compile(
    r"(?:\A|\n)[ \t]*(?:#(?:flash)?cards?(?:/[\w/-]+)?[ \t]*)+\Z", re.I
)
_PLACEHOLDER_RE = re.compile(
    rf"(?:\.\.\.|\u2026|_{{3,}}|{PLACEHOLDER})[.!\s]*", re.I
)
_BADGE_SIGNS_RE = re.compile(r"\A\W+|\W+\Z")
_SENTENCE_END_RE = re.compile(r"[.!:\u2026\u3002\s]+$")


def trim(blocks: Sequence[Block], *, letters: bool = False) -> Blocks:
    """An answer without its label, and without what says nothing at its edges.

    Rules, links back to the top, comments and empty blocks say nothing. ``letters``:
    ``A.`` is a label too.
    """
    kept = _without_edges(blocks)
    if not kept:
        return ()
    first, *rest = kept
    if is_reveal(first):
        return trim([*body_of(first), *rest], letters=letters)
    inner = contents(first) or _items(first)
    if inner and answer_label_length(inner[0].text, letters=letters):
        return trim([*inner, *rest], letters=letters)
    if first.kind not in TEXTS:
        return tuple(kept)
    length = answer_label_length(first.text, letters=letters)
    length = length or _bold_label_length(first)
    is_title = first.kind == "heading" and length < len(first.text)
    if not length or is_title or _labels_more(first, rest):
        return tuple(kept)
    return trim([cut(first, length), *rest])


def _bold_label_length(block: Block) -> int:
    """How many characters the word for an answer takes that begins a text in bold."""
    length = bold_length(block)
    return length if is_answer_word(block.text[:length].strip()) else 0


def _items(block: Block) -> Blocks:
    """What the items of a list hold, one behind the other; () for other blocks."""
    if block.kind not in LISTS:
        return ()
    return tuple(part for item in block.children for part in item.children)


def _labels_more(first: Block, rest: Sequence[Block]) -> bool:
    """Whether an answer goes on with another label: "Solution 2:", "Long answer:"."""
    lines = first.text.split("\n")[1:]
    lines += [block.text for block in rest if block.kind in TEXTS]
    return any(map(_is_worded_label, lines))


def _is_worded_label(text: str) -> bool:
    """Whether a text begins with a word for an answer, and not with its letter."""
    label = label_of(text)
    return label is not None and label.names(KEYS) and label.end in (":", "")


def _without_edges(blocks: Sequence[Block]) -> list[Block]:
    linkless = filter(None, map(without_back_link, blocks))
    kept = [
        block for block in map(_without_tag_line, linkless) if block is not None
    ]
    while kept and _says_nothing(kept[0]):
        kept.pop(0)
    while len(kept) > 1 and _is_badge(kept[0]):
        kept.pop(0)
    while len(kept) > 1 and _is_call(kept[-1]):
        kept.pop()
    while kept and (_says_nothing(kept[-1]) or _heads_nothing(kept)):
        kept.pop()
    return kept


def _is_call(block: Block) -> bool:
    """Whether a block only asks what the reader thinks: "Was this helpful? Yes No"."""
    if block.kind != "paragraph" or len(block.text) > MAX_CALL:
        return False
    return bool(MARK_RE.search(block.text)) and is_call_to_action(block.text)


def _is_badge(block: Block) -> bool:
    """Whether a block only says how hard a question is, as behind its mark: "Easy"."""
    text = _BADGE_SIGNS_RE.sub("", block.text)
    return block.kind == "paragraph" and says(text, "difficulty")


def _heads_nothing(blocks: Sequence[Block]) -> bool:
    """Whether the last of blocks is a title with nothing below it: "Question 2"."""
    last = blocks[-1]
    if last.kind == "heading":
        return len(blocks) > 1
    label = label_of(last.text) if last.kind == "paragraph" else None
    if label is None or label.is_letter or not label.number:
        return False
    return label.names(QUESTIONS) and only_counts(last.text)


def _without_tag_line(block: Block) -> Block | None:
    """A paragraph without its tag line; None where it has no other line."""
    if block.kind != "paragraph":
        return block
    match = _TAG_LINE_RE.search(block.text)
    if match is None:
        return block
    if not block.text[: match.start()].strip():
        return None
    return cut(block, 0, match.start())


def _says_nothing(block: Block) -> bool:
    return block.kind == "hr" or not has_content([block])


def is_answered(blocks: Sequence[Block]) -> bool:
    """Whether blocks say anything: words that are no placeholder, code or a picture.

    Links below a placeholder are for whoever will write the answer.
    """
    if not has_content(blocks) or _ends_in_label(blocks[-1]):
        return False
    open_parts = [block for block in blocks if _is_placeholder(block.text)]
    if not open_parts:
        return not _is_placeholder(text_of(blocks))
    return not all(map(_waits, blocks))


def _ends_in_label(block: Block) -> bool:
    """Whether a block ends in the label of an answer that is still to be written."""
    *_, last = nested([block])
    return is_answer_word(last.text.rstrip().split("\n")[-1])


def _is_placeholder(text: str) -> bool:
    """Whether a text only says that something is still to be written."""
    plain = text.strip()
    if _PLACEHOLDER_RE.fullmatch(plain):
        return True
    words = _SENTENCE_END_RE.sub("", plain).strip("()[]*_ ")
    return says(words, "placeholder")


def _waits(block: Block) -> bool:
    """Whether a block is a placeholder, links, or a line that leads in to links."""
    text = block.text.rstrip()
    is_open = leads_in(text) or _is_placeholder(text)
    return is_open or leads_elsewhere([block])


def leads_in(text: str) -> bool:
    """Whether a line ends in a colon, so that what it says stands below or elsewhere."""
    return text.endswith(COLONS) and "\n" not in text


def is_reveal(block: Block) -> bool:
    """Whether a block is a fold whose title only says that an answer is inside."""
    title = title_of(block) if block.kind in FOLDS else None
    return title is not None and is_answer_label(title.text)


def is_bare_fold(block: Block) -> bool:
    """Whether a block is a fold that only says to open it: "Click to expand"."""
    if block.kind not in FOLDS:
        return False
    title = title_of(block)
    if title is None:
        return block.kind == "details"
    return bool(consists_of(title.text, "show", "inside"))


def may_ask_on(block: Block) -> bool:
    """Whether a block between a question and a fold belongs to the question.

    Code and pictures do; text may as well be the answer.
    """
    is_empty = not block.text.strip() and not block.children
    return is_empty or block.kind in CODE


def reveal(
    blocks: Sequence[Block],
) -> tuple[Blocks, Blocks]:
    """The rest of a question, and its answer, which a fold below it reveals.

    A fold that does not say what it holds does so where nothing above it can be the
    answer. Without any fold all of the blocks are the answer.
    """
    for index, block in enumerate(blocks):
        is_only = is_bare_fold(block) and all(map(may_ask_on, blocks[:index]))
        if is_reveal(block) or is_only:
            below = [b for b in blocks[index + 1 :] if b.kind != "hr"]
            return tuple(blocks[:index]), (*body_of(block), *below)
    return (), tuple(blocks)


def begins_answer(text: str) -> bool:
    """Whether a text begins with the word for an answer and a colon.

    A letter alone is no such word: it may stand for anything.
    """
    label = text[: answer_label_length(text)].strip()
    return label.endswith(COLONS) and len(label) > MAX_LETTERED_LABEL
