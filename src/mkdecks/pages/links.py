"""Links in blocks: how many, where they lead, and blocks that are nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from markdown_it.token import Token

from ..language.lexicon import holds
from ..model.records import Block
from .children import children_of, is_break, is_tag, visible_text
from .inline import cut, html_text, source_text

_CODE_AND_TABLES = frozenset({"fence", "code_block", "table"})


# An arrow, or nothing but signs, which a link back to the top may be.
_ARROW_RE = re.compile(
    r"[\u2190-\u21ff\u2b05-\u2b07\u23eb\U0001f519\U0001f51d]|^\W*$"
)


_HREF_RE = re.compile(r"""\bhref\s*=\s*["']?([^"'\s>]*)""", re.I)


_INNER_LINK_RE = re.compile(r"""<a\b[^>]*\bhref\s*=\s*["']?#""", re.I)


_LINK_ELEMENT_RE = re.compile(r"<a\b.*?</a\s*>", re.I | re.S)


_WORD_RE = re.compile(r"\w")


# What counts the links of a list: "2.1:", "(3)".
_COUNT_RE = re.compile(r"\s*\(?\d{1,3}(?:\.\d{1,3})*[.):]\s*")


def leads_elsewhere(blocks: Sequence[Block]) -> bool:
    """Whether blocks are nothing but links: a call to go to another page."""
    if any(block.kind in _CODE_AND_TABLES for block in blocks):
        return False
    return _are_links(children_of(blocks))


def leads_away(block: Block) -> bool:
    """Whether a text is a link to another page, and nothing else."""
    if block.tokens[0].meta.get("leads_away"):
        return True
    children = list(children_of([block]))
    if any("#" in str(child.attrGet("href")) for child in children):
        return False
    return _are_links(children)


def is_linked_picture(block: Block) -> bool:
    """Whether a block is a picture that leads somewhere and nothing else: a banner."""
    if block.text.strip() or block.children:
        return False
    html = source_text([block]).lower()
    has_tags = "<a" in html and "<img" in html
    return has_tags or link_count(block) > 0


def link_count(block: Block) -> int:
    """How many links a block holds."""
    kinds = [child.type for child in children_of([block])]
    return kinds.count("link_open")


def without_back_link(block: Block) -> Block | None:
    """A paragraph without a last line that leads back to the top of its page.

    None where it has no other line. So it is for HTML that is but such a link.
    """
    if block.kind == "html_block":
        return None if _is_html_back_link(block) else block
    if block.kind != "paragraph":
        return block
    children = list(children_of([block]))
    from_end = takewhile(lambda child: not is_break(child), reversed(children))
    last_line = list(from_end)[::-1]
    text = visible_text(last_line)
    if not _leads_back(text) or not _are_links(last_line, "#"):
        return block
    if len(last_line) == len(children):
        return None
    return cut(block, 0, block.text.rfind("\n"))


def _leads_back(text: str) -> bool:
    return bool(_ARROW_RE.search(text)) or holds(text, "back_to_top")


def _is_html_back_link(block: Block) -> bool:
    """Whether all that HTML shows are links within the page that lead back."""
    html = block.content
    if not block.text or not _INNER_LINK_RE.search(html):
        return False
    outside = html_text(_LINK_ELEMENT_RE.sub("", html))
    return not _WORD_RE.search(outside) and _leads_back(block.text)


def _are_links(children: Iterable[Token], target: str = "") -> bool:
    """Whether children are links, and no word stands outside of them.

    Every link must lead to something that begins with ``target``.
    """
    depth = 0
    has_link = False
    for child in children:
        step = _link_step(child)
        if step > 0:
            has_link = True
            if not _target_of(child).startswith(target):
                return False
        if step:
            depth += step
        elif depth == 0 and _has_word(child):
            return False
    return has_link


def _has_word(child: Token) -> bool:
    """Whether a token shows a word; a number that counts what follows is none."""
    if child.type == "html_inline" or _COUNT_RE.fullmatch(child.content):
        return False
    return bool(_WORD_RE.search(child.content))


def _link_step(child: Token) -> int:
    """1 where a link opens, in markdown or in HTML, -1 where it closes, else 0."""
    if child.type in ("link_open", "link_close"):
        return child.nesting
    if is_tag(child, "<a "):
        return 1
    return -1 if is_tag(child, "</a") else 0


def _target_of(link: Token) -> str:
    """Where a link leads, "" where it does not say."""
    if link.type == "link_open":
        return str(link.attrGet("href") or "")
    target = _HREF_RE.search(link.content)
    return target[1] if target else ""
