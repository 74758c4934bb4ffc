"""What a cloze hides: pieces of a block's text marked as deletions, and the text that a learner sees in their place.

A deletion is a pair of tokens around what is hidden, which ``render`` writes as Anki's
``{{c1::...}}``: the marks that the author wrote are cut out, emphasis and code inside
stay what they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it.token import Token

from ..model.records import Block
from .inline import visible, with_content

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
                parts.append(
                    "\0" * len(shown)
                    if child.type in _NO_TEXT[: 3 if links else 4]
                    else shown
                )
    text = "".join(parts)
    return text if len(text) == len(block.text) else "\0" * len(block.text)


def wiki_links(block: Block) -> Iterator[tuple[int, int]]:
    """Where the text of each ``[[...]]`` stands in the visible text of a block."""
    position = 0
    for child in (
        child
        for token in block.tokens
        if token.type == "inline"
        for child in token.children or ()
    ):
        if child.type == "wiki_link":
            yield position, position + len(child.content)
        position += len(visible(child))


def delete(block: Block, deletions: Sequence[Deletion]) -> Block:
    """The block with deletions, which are in the order of its text and do not overlap."""
    if not deletions:
        return block
    index = next(
        place
        for place, token in enumerate(block.tokens)
        if token.type == "inline"
    )
    children = _balanced(
        list(_marked(block.tokens[index].children or (), deletions))
    )
    inline = Token(
        "inline", "", 0, content=block.tokens[index].content, children=children
    )
    text = "".join(map(visible, children))
    return replace(
        block,
        tokens=(*block.tokens[:index], inline, *block.tokens[index + 1 :]),
        text=text,
    )


def _marked(
    children: Sequence[Token], deletions: Sequence[Deletion]
) -> Iterator[Token]:
    """The children in one pass, with tokens around what is hidden and without the marks that the author wrote."""
    changes: list[
        tuple[int, int, Token]
    ] = []  # where, up to where the text is left out, and what comes instead
    for item in deletions:
        opening = Token(
            "cloze_open", "", 1, meta={"number": item.number, "hint": item.hint}
        )
        changes += [
            (item.start, item.inner, opening),
            (item.end, item.stop, Token("cloze_close", "", -1)),
        ]
    position = skip = done = 0
    for child in children:
        text = visible(child)
        if not text and (child.nesting or position >= skip):
            yield child
        here, end = position, position + len(text)
        while here < end:
            if here < skip:
                here = min(skip, end)
            elif done < len(changes) and changes[done][0] <= here:
                yield changes[done][2]
                skip, done = changes[done][1], done + 1
            else:
                stop = (
                    min(end, changes[done][0]) if done < len(changes) else end
                )
                whole = (here, stop) == (position, end)
                yield (
                    child
                    if whole
                    else with_content(
                        child, text[here - position : stop - position]
                    )
                )
                here = stop
        position = end
    yield from (token for *_, token in changes[done:])


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
            if (
                opened
                and children[opened[-1]].type.removesuffix("_open") == wanted
            ):
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
                number, hint, hidden = (
                    child.meta["number"],
                    child.meta["hint"],
                    [],
                )
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
        tokens = (
            [token for token in block.tokens if token.type == "inline"]
            if not block.children
            else []
        )
        parts.append(
            _shown(tokens[0], written)
            if tokens
            else block.text
            if not block.children
            else ""
        )
        pending.extend(reversed(block.children))
    return " ".join(" ".join(parts).split())


def _shown(inline: Token, written: bool) -> str:
    parts: list[str] = []
    hidden, hint = False, ""
    for child in inline.children or ():
        if child.type == "cloze_open":
            hidden, hint = True, child.meta["hint"]
            parts.append(
                f"{{{{c{child.meta['number']}::" if written else HIDDEN
            )
        elif child.type == "cloze_close":
            hidden = False
            parts.append(
                (f"::{hint}" if hint else "") + "}}" if written else ""
            )
        elif not hidden or written:
            parts.append(visible(child))
    return "".join(parts)


def _inline_tokens(blocks: Sequence[Block]) -> Iterator[Token]:
    for block in blocks:
        yield from (token for token in block.tokens if token.type == "inline")
