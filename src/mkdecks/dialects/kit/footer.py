"""Where the last answer of a page ends: above what ends the page."""

from __future__ import annotations

from collections.abc import Sequence

from ...language.lexicon import begins_with, ends_with, says
from ...language.question_text import is_question
from ...model.characters import COLONS
from ...model.records import Block
from ...pages.inline import has_content, is_bold_line, text_of
from ...pages.links import is_linked_picture, leads_elsewhere, link_count
from .blocks import LISTS, Blocks

# A line of the site's at the end of a page, alone and behind a label.
MAX_TAIL, MAX_LABELLED_TAIL = 60, 200
MAX_FOOTER_BLOCKS, MAX_FOOTER_TEXT = 3, 300


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
    title = begins_with(line, "tail_title")
    if title and line[title:].lstrip()[:1] in COLONS and len(line) <= MAX_TAIL:
        return True
    length = begins_with(line, "tail")
    is_labelled = length > 0 and line[length : length + 1] in COLONS
    if line.startswith("\u00a9") or is_labelled:
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
