"""Keys that stand in brackets in the question itself: ``The capital is ( B )``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...language.option_letters import LETTER
from ...model.records import Block
from ...pages.children import children_of, cut_children, with_children
from ...pages.inline import cut
from .blocks import TEXTS, Blocks
from .key_below import Key
from .key_words import keys_at
from .option import Options
from .stem import shown_stem

_LETTERS = rf"(?:{LETTER}|\d)(?:[\s,\u3001]*(?:{LETTER}|\d))*"
# Brackets with letters or numbers alone: those of Chinese, with blanks inside, or at an
# edge of the question. Elsewhere "(B)" may be part of a sentence.
_KEYS = tuple(
    re.compile(pattern, re.I | re.M)
    for pattern in (
        rf"\uff08\s*({_LETTERS})\s*\uff09",
        rf"\(\s+({_LETTERS})\s+\)",
        rf"\(\s*({_LETTERS})\s*\)(?=\W*$)",
        rf"^\s*\(\s*({_LETTERS})\s*\)",
    )
)
REASON = "it stands in brackets in the question"


def key_in_stem(stem: Sequence[Block], group: Options) -> Key | None:
    """The key of options that the text above them has in brackets."""
    for block in stem:
        match = _match(block)
        keys = keys_at(match[1], 0) if match else None
        if keys:
            return _named(keys.names, group)
    return None


def _named(names: Sequence[str], group: Options) -> Key | None:
    labels = [option.label for option in group.options]
    places = [labels.index(n) for n in map(str.casefold, names) if n in labels]
    if not places or len(places) < len(names):
        return None
    return Key(tuple(sorted(places)), group.after, group.stop, REASON)


def _match(block: Block) -> re.Match[str] | None:
    """The first letters in such brackets that a text has."""
    text = block.text if block.kind in TEXTS else ""
    matches = (pattern.search(text) for pattern in _KEYS)
    return next(filter(None, matches), None)


def front(stem: Sequence[Block], key: Key) -> Blocks:
    """What is asked, without the key: brackets before it go, those in it are emptied."""
    shown = shown_stem(stem)
    return tuple(map(_emptied, shown)) if key.reason == REASON else shown


def _emptied(block: Block) -> Block:
    match = _match(block)
    if match is None:
        return block
    if not block.text[: match.start()].strip():
        return cut(block, match.end())
    start, stop = match.span(1)
    children = list(children_of([block]))
    before = cut_children(children, 0, start)
    behind = cut_children(children, stop, len(block.text))
    return with_children(block, [*before, *behind], block.start)
