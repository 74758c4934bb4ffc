"""Where an answer begins and ends: what all dialects leave off it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...language.labels import KEYS, label_of
from ...language.lexicon import begins_with, consists_of, ends_with, says
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
from ...pages.tree import body_of, title_of
from ...sources.template import PLACEHOLDER
from .blocks import FOLDS, LISTS, TEXTS, Blocks, contents

_CODE = frozenset({"fence", "code_block"})
MAX_LETTERED_LABEL = 2
# A line of the site's at the end of a page, alone and behind a label.
MAX_TAIL, MAX_LABELLED_TAIL = 60, 200
MAX_FOOTER_BLOCKS, MAX_FOOTER_TEXT = 3, 300
# The last line of a paragraph that is only the tag of the card below it: #flashcard.
_TAG_LINE_RE = re.compile(
    r"(?:\A|\n)[ \t]*(?:#(?:flash)?cards?(?:/[\w/-]+)?[ \t]*)+\Z", re.I
)
_PLACEHOLDER_RE = re.compile(rf"(?:\.\.\.|\u2026|{PLACEHOLDER})[.!\s]*", re.I)
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
    inner = contents(first)
    if inner and answer_label_length(inner[0].text, letters=letters):
        return trim([*inner, *rest], letters=letters)
    if first.kind not in TEXTS:
        return tuple(kept)
    length = answer_label_length(first.text, letters=letters)
    is_title = first.kind == "heading" and length < len(first.text)
    if not length or is_title or _labels_more(first, rest):
        return tuple(kept)
    return trim([cut(first, length), *rest])


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
    while kept and (_says_nothing(kept[-1]) or _heads_nothing(kept)):
        kept.pop()
    return kept


def _heads_nothing(blocks: Sequence[Block]) -> bool:
    """Whether the last of blocks is a title with nothing below it."""
    return len(blocks) > 1 and blocks[-1].kind == "heading"


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
    if not has_content(blocks):
        return False
    open_parts = [block for block in blocks if _is_placeholder(block.text)]
    if not open_parts:
        return not _is_placeholder(text_of(blocks))
    return not all(map(_waits, blocks))


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
    is_lead = text.endswith((":", "\uff1a")) and "\n" not in text
    return is_lead or _is_placeholder(text) or leads_elsewhere([block])


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
    return is_empty or block.kind in _CODE


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
    return label.endswith((":", "\uff1a")) and len(label) > MAX_LETTERED_LABEL


def without_footer(blocks: Sequence[Block]) -> Blocks:
    """The last answer of a page without what ends the page.

    A page ends with links, or with a list of questions that nobody answers.
    """
    kept = _without_tails(blocks)
    rules = [place for place, block in enumerate(kept) if block.kind == "hr"]
    last_rule = rules[-1] if rules else 0
    if last_rule and _is_footer(kept[last_rule + 1 :]):
        kept = kept[:last_rule]
    return tuple(kept)


def without_terms(blocks: Sequence[Block]) -> Blocks:
    """The last answer of a page without the tables of terms below it.

    They have cards of their own.
    """
    kept = blocks
    while len(kept) > 1 and _lists_terms(kept[-1]):
        kept = _without_heads(kept[:-1])
        if len(kept) > 1 and _introduces(kept[-1]):
            kept = kept[:-1]
    return tuple(kept)


def _lists_terms(block: Block) -> bool:
    """Whether the header of a table says that its rows are terms and definitions."""
    if block.kind != "table":
        return False
    header = block.children[0].children[0]
    names = [cell.text.strip(" :*_") for cell in header.children]
    has_terms = any(says(name, "term") for name in names)
    return has_terms and any(says(name, "definition") for name in names)


def opens_with_questions(blocks: Sequence[Block]) -> bool:
    """Whether blocks begin with a question in bold, and hold several of them."""
    asking = [b for b in blocks if is_bold_line(b) and is_question(b.text)]
    return len(asking) > 1 and blocks[0] is asking[0]


def _without_tails(blocks: Sequence[Block]) -> Sequence[Block]:
    """Blocks without what ends a page, and without the headings above it."""
    while len(blocks) > 1 and _is_tail(blocks[-1], blocks[-2]):
        blocks = _without_heads(blocks[:-1])
    return blocks


def _without_heads(blocks: Sequence[Block]) -> Sequence[Block]:
    """Blocks without those at their end that introduced what stood below."""
    while len(blocks) > 1 and _heads(blocks[-1]):
        blocks = blocks[:-1]
    return blocks


def _is_tail(block: Block, above: Block) -> bool:
    """Whether the last block of a page is no part of the answer above it."""
    if not has_content([block]):
        return True
    if _introduces(above):
        return False
    if _lists_questions(block) or is_linked_picture(block):
        return True
    if _is_of_site(above.text) and leads_elsewhere([block]):
        return True
    if block.kind != "paragraph" or "\n" in block.text:
        return False
    is_of_site = _is_of_site(block.text)
    is_link = leads_elsewhere([block])
    return is_of_site or (is_link and link_count(block) > 1)


def _is_of_site(text: str) -> bool:
    """Whether the last line of a page is its site's: "Tags: a, b", "Imprint"."""
    line = text.strip()
    length = begins_with(line, "tail")
    if line.startswith("\u00a9") or line[length : length + 1] in (
        ":",
        "\uff1a",
    ):
        return len(line) <= MAX_LABELLED_TAIL
    is_sentence = line.endswith((".", "?"))
    if is_sentence and not ends_with(line[:-1], "tail"):
        return False
    return length > 0 and len(line) <= MAX_TAIL


def _heads(block: Block) -> bool:
    """Whether a block only introduces what stands below it."""
    return block.kind in ("heading", "hr") or is_bold_line(block)


def _introduces(block: Block) -> bool:
    return block.text.rstrip().endswith(":")


def _lists_questions(block: Block) -> bool:
    """Whether a block is a list of questions and nothing else."""
    if block.kind not in LISTS or len(block.children) <= 1:
        return False
    return all(is_question(text_of([item])) for item in block.children)


def _is_footer(blocks: Sequence[Block]) -> bool:
    """Whether what stands below a page's last rule is short and has links."""
    shown = [block for block in blocks if has_content([block])]
    if len(shown) > MAX_FOOTER_BLOCKS:
        return False
    if any(len(text_of([block])) >= MAX_FOOTER_TEXT for block in shown):
        return False
    return any(map(link_count, shown))
