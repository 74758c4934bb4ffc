"""Lines of styled text for a terminal, without what could steer it, and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from ..model.characters import UNPRINTABLE_RE, one_line

# A text, and its style in rich's words, "" for none. No piece holds a line feed.
Piece = tuple[str, str]
Line = Sequence[Piece]
Lines = Iterator[Line]


def clean(text: str) -> str:
    """Text of a source, or a file name; what could steer a terminal is made visible."""
    return UNPRINTABLE_RE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def clean_line(text: str) -> str:
    """Text on one line, with what could steer a terminal made visible."""
    return clean(one_line(text))


def count(number: int, noun: str) -> str:
    """``1 card``, ``1,166 cards``."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def styled(lines: Iterable[Line], *, colour: bool) -> str:
    """The lines as one string, with the codes of their styles where there is colour."""
    return joined(map(_coloured if colour else _plain, lines))


def joined(lines: Iterable[str]) -> str:
    """The lines as one string, with a line feed behind each."""
    return "".join(f"{line}\n" for line in lines)


def _plain(line: Line) -> str:
    return "".join(text for text, _ in line)


def _coloured(line: Line) -> str:
    from rich.style import Style

    return "".join(Style.parse(style).render(text) for text, style in line)


def json_text(records: Sequence[object]) -> str:
    """The records as JSON; half of a surrogate pair is escaped, as UTF-8 has none."""
    text = json.dumps(records, ensure_ascii=False, indent=2)
    return text.encode("utf-8", "backslashreplace").decode() + "\n"
