"""What a cloze hides: pieces of a block's text marked as deletions, and the text that a learner sees in their place.

A deletion is a pair of tokens around what is hidden, which ``render`` writes as Anki's ``{{c1::...}}``: the marks that
the author wrote are cut out, emphasis and code inside stay what they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it.token import Token

from .inlines import cut, visible
from .model import Block

HIDDEN = "[...]"
# Anki makes no card of a higher number, and its importer fails on much higher ones.
MAX_NUMBER = 500
_NO_TEXT = ("code_inline", "math_inline", "math_inline_double", "wiki_link")


@dataclass(frozen=True, slots=True)
class Deletion:
    """A deletion in the visible text of a block: ``start`` to ``stop`` with its marks, ``inner`` to ``end`` without.

    Its number counts from 1.
    """

    start: int
    inner: int
    end: int
    stop: int
    number: int
    hint: str = ""


def text_outside_code(block: Block, *, links: bool = False) -> str:
    """The visible text of a block with a NUL for each character of code, formulas and wiki links: positions stay.

    ``links`` keeps the text of wiki links.
    """
    parts = []
    for token in block.tokens:
        if token.type == "inline":
            for child in token.children or ():
                shown = visible(child)
                parts.append("\0" * len(shown) if child.type in _NO_TEXT[: 3 if links else 4] else shown)
    text = "".join(parts)
    return text if len(text) == len(block.text) else "\0" * len(block.text)


def wiki_links(block: Block) -> Iterator[tuple[int, int]]:
    """Where the text of each ``[[...]]`` stands in the visible text of a block."""
    position = 0
    for child in (child for token in block.tokens if token.type == "inline" for child in token.children or ()):
        if child.type == "wiki_link":
            yield position, position + len(child.content)
        position += len(visible(child))


def delete(block: Block, deletions: Sequence[Deletion]) -> Block:
    """The block with deletions, which are in the order of its text and do not overlap."""
    if not deletions:
        return block
    index = next(place for place, token in enumerate(block.tokens) if token.type == "inline")
    children: list[Token] = []
    position = 0
    for item in deletions:
        children += _children(block, position, item.start, index)
        opening = Token("cloze_open", "", 1, meta={"number": item.number, "hint": item.hint})
        children += [opening, *_children(block, item.inner, item.end, index), Token("cloze_close", "", -1)]
        position = item.stop
    children += _children(block, position, len(block.text), index)
    inline = Token("inline", "", 0, content=block.tokens[index].content, children=_balanced(children))
    text = "".join(visible(child) for child in inline.children or ())
    return replace(block, tokens=(*block.tokens[:index], inline, *block.tokens[index + 1 :]), text=text)


def _children(block: Block, start: int, stop: int, index: int) -> list[Token]:
    if start >= stop or not block.text[start:stop]:
        return []
    text = block.text[start:stop]
    if not text.strip():
        return [Token("text", "", 0, content=text.replace("\n", " "))]
    piece = cut(block, start, stop)
    children = list(piece.tokens[index].children or ())
    # cutting drops white space that is alone at a piece's edge only where a break stood there
    return (
        ([Token("softbreak", "", 0)] if text[0] == "\n" else [])
        + children
        + ([Token("softbreak", "", 0)] if text[-1] == "\n" else [])
    )


def _balanced(children: Sequence[Token]) -> list[Token]:
    """Emphasis and links that a deletion cuts in two are dropped, since tags must nest."""
    kept: list[Token] = []
    opened: list[int] = []
    dropped: set[int] = set()
    for place, child in enumerate(children):
        kept.append(child)
        if child.nesting == 1:
            opened.append(place)
        elif child.nesting == -1:
            wanted = child.type.removesuffix("_close")
            if opened and children[opened[-1]].type.removesuffix("_open") == wanted:
                opened.pop()
            elif wanted == "cloze":
                while opened and children[opened[-1]].type != "cloze_open":
                    dropped.add(opened.pop())
                if opened:
                    opened.pop()
            else:
                dropped.add(place)
    dropped.update(opened)
    return [child for place, child in enumerate(kept) if place not in dropped]


def deletions_in(blocks: Sequence[Block]) -> Iterator[tuple[int, str, str]]:
    """The deletions of blocks in the order of the text: number, hidden text and hint."""
    for token in _inline_tokens(blocks):
        hidden: list[str] = []
        number, hint = 0, ""
        for child in token.children or ():
            if child.type == "cloze_open":
                number, hint, hidden = child.meta["number"], child.meta["hint"], []
            elif child.type == "cloze_close":
                yield number, " ".join("".join(hidden).split()), hint
                number = 0
            elif number:
                hidden.append(visible(child))


def shown_text(blocks: Sequence[Block], *, written: bool = False) -> str:
    """The text of blocks on one line with ``[...]`` for each deletion, or with ``written`` as Anki writes them."""
    pending = list(reversed(blocks))
    parts: list[str] = []
    while pending:
        block = pending.pop()
        tokens = [token for token in block.tokens if token.type == "inline"] if not block.children else []
        parts.append(_shown(tokens[0], written) if tokens else block.text if not block.children else "")
        pending.extend(reversed(block.children))
    return " ".join(" ".join(parts).split())


def _shown(inline: Token, written: bool) -> str:
    parts: list[str] = []
    hidden, hint = False, ""
    for child in inline.children or ():
        if child.type == "cloze_open":
            hidden, hint = True, child.meta["hint"]
            parts.append(f"{{{{c{child.meta['number']}::" if written else HIDDEN)
        elif child.type == "cloze_close":
            hidden = False
            parts.append((f"::{hint}" if hint else "") + "}}" if written else "")
        elif not hidden or written:
            parts.append(visible(child))
    return "".join(parts)


def _inline_tokens(blocks: Sequence[Block]) -> Iterator[Token]:
    for block in blocks:
        yield from (token for token in block.tokens if token.type == "inline")
