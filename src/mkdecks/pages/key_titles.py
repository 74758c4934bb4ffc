"""Keys that stand right below the last option: ``c) Rome``, then ``Answers: 1b 2a``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..language.option_letters import LETTER
from ..language.page_titles import is_key_title
from ..model.records import Source

MIN_KEYS = 2
_ENTRY = rf"[(\[]?\d{{1,3}}\s?[.):=\u3001/\u2013\u2014-]*\s?[(\[]?(?i:{LETTER})[)\]]?(?!\w)"
_ENTRY_RE = re.compile(rf"\s*{_ENTRY}")
_ENTRIES_RE = re.compile(rf"(?:{_ENTRY}[\s,;|.]*){{{MIN_KEYS},}}\Z")
_TITLED_RE = re.compile(
    r"(?P<title>[^\W\d_][^\d\n]{2,40}?)\s*[:\uff1a]?\s*(?=[(\[]?\d)"
)
_TITLE_SIGN = "#####"


def with_headed_keys(source: Source) -> Source:
    """The source with the title of such a key as a heading, which ends what is above it.

    Keys on the line of their title go to the line below, which is blank.
    """
    lines = source.text.split("\n")
    changed = {
        place: text
        for place in range(1, len(lines))
        for place, text in _headed(lines, place)
    }
    if not changed:
        return source
    last = max(len(lines), *(place + 1 for place in changed))
    text = [*lines, *[""] * (last - len(lines))]
    return replace(
        source,
        text="\n".join(changed.get(i, line) for i, line in enumerate(text)),
    )


def _headed(lines: Sequence[str], place: int) -> Iterator[tuple[int, str]]:
    """What the line of a key's title becomes, and the line below; nothing for others."""
    line, above = lines[place].strip(), lines[place - 1]
    if not above.strip() or above.lstrip().startswith("#"):
        return
    below = [text for text in lines[place + 1 : place + 1 + MIN_KEYS] if text]
    are_keys = len(below) == MIN_KEYS and all(map(_ENTRY_RE.match, below))
    if are_keys and is_key_title(line):
        yield place, f"{_TITLE_SIGN} {line}"
        return
    titled = _TITLED_RE.match(line)
    if titled is None or any(below[:1]):
        return
    keys = line[titled.end() :]
    if is_key_title(titled["title"]) and _ENTRIES_RE.match(keys):
        yield place, f"{_TITLE_SIGN} {titled['title']}"
        yield place + 1, keys
