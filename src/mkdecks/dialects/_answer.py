"""Where an answer begins and ends: what all dialects leave off it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..blocks import body_of, comment_of, cut, has_content, text_of, title_of
from ..model import Block
from ..wording import answer_label_length, is_question, is_reveal_label

FOLDS = frozenset({"admonition", "details"})
_MKDECKS_ID_RE = re.compile(r"mkdecks:.*?\bid=([\w.:-]+)")
_PLACEHOLDER_RE = re.compile(
    r"(?:todo|tbd|wip|coming soon|to be (?:completed|added|done|written)|answer here|add answer|n/?a|\.\.\.|\u2026)[.!\s]*",
    re.I,
)


def trim(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The answer without rules, links back to the top, comments and empty blocks at its edges, and without its label."""
    kept = [block for block in blocks if not _is_back_link(block)]
    while kept and _is_edge(kept[0]):
        kept.pop(0)
    while kept and _is_edge(kept[-1]):
        kept.pop()
    if kept and kept[0].kind in ("paragraph", "heading") and (length := answer_label_length(kept[0].text)):
        if kept[0].kind == "heading" and length < len(kept[0].text):
            return tuple(kept)
        rest = cut(kept[0], length)
        return trim([rest, *kept[1:]] if has_content([rest]) else kept[1:])
    return tuple(kept)


def is_answered(blocks: Sequence[Block]) -> bool:
    """Whether blocks say anything: text that is more than a placeholder, code or a picture."""
    return has_content(blocks) and not _PLACEHOLDER_RE.fullmatch(text_of(blocks).strip())


def reveal(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Blocks under a question split into what belongs to the question and the answer that a labelled fold reveals.

    Without such a fold all of it is the answer.
    """
    for index, block in enumerate(blocks):
        if block.kind in FOLDS and (title := title_of(block)) and is_reveal_label(title.text):
            after = [b for b in blocks[index + 1 :] if b.kind != "hr"]
            return tuple(blocks[:index]), (*body_of(block), *after)
    return (), tuple(blocks)


def pin_near(question: Block, siblings: Sequence[Block], answer: Sequence[Block]) -> str:
    """The id that an ``<!-- mkdecks: id=... -->`` comment just above or just below a question gives it."""
    place = next((i for i, block in enumerate(siblings) if block is question), 0)
    neighbours = [*siblings[max(place - 1, 0) : place], *answer[:1]]
    for block in neighbours:
        if match := _MKDECKS_ID_RE.search(comment_of(block)):
            return match[1]
    return ""


def _is_edge(block: Block) -> bool:
    return block.kind == "hr" or not has_content([block])


def _is_back_link(block: Block) -> bool:
    """A paragraph that holds nothing but links to places of the same page."""
    if block.kind != "paragraph":
        return False
    inside, outside, anchors = 0, 0, 0
    depth = 0
    for child in next((t.children or [] for t in block.tokens if t.type == "inline"), []):
        if child.type == "link_open":
            depth, anchors = depth + 1, anchors + str(child.attrGet("href") or "").startswith("#")
            if not str(child.attrGet("href") or "").startswith("#"):
                return False
        elif child.type == "link_close":
            depth -= 1
        elif child.content.strip(" |\u2022-\u2191\u2b06\ufe0f[]()") and child.type != "html_inline":
            inside, outside = (inside + 1, outside) if depth else (inside, outside + 1)
    return anchors > 0 and inside > 0 and not outside


def _lists_questions(block: Block) -> bool:
    """A list of questions and nothing else, which nobody has answered yet."""
    items = block.children if block.kind in ("bullet_list", "ordered_list") else ()
    return len(items) > 1 and all(is_question(text_of([item])) for item in items)


def is_link_only(blocks: Sequence[Block]) -> bool:
    """Whether an answer is nothing but links: a call to go elsewhere."""
    inlines = [token for block in blocks for token in block.tokens if token.type == "inline"]
    if not inlines or any(block.kind in ("fence", "table", "code_block") for block in blocks):
        return False
    depth = 0
    linked = False
    for child in (child for token in inlines for child in token.children or []):
        depth += child.nesting if child.type in ("link_open", "link_close") else 0
        linked = linked or child.type == "link_open"
        if not depth and child.type in ("text", "code_inline") and re.search(r"\w", child.content):
            return False
    return linked


def without_footer(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The last answer of a page without what ends the page: links after a rule, or a list of further questions."""
    while len(blocks) > 1 and (_lists_questions(blocks[-1]) or not has_content(blocks[-1:])):
        blocks = blocks[:-1]
        if len(blocks) > 1 and blocks[-1].kind == "heading":
            blocks = blocks[:-1]
    rules = [place for place, block in enumerate(blocks) if block.kind == "hr"]
    if not rules or rules[-1] == 0:
        return tuple(blocks)
    tail = [block for block in blocks[rules[-1] + 1 :] if has_content([block])]
    is_short = len(tail) <= 3 and all(len(text_of([block])) < 300 for block in tail)
    if is_short and any(token.type == "link_open" for b in tail for t in b.tokens for token in t.children or []):
        return tuple(blocks[: rules[-1]])
    return tuple(blocks)
