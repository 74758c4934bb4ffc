"""Where a page says which options are right: below each question, or for many at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .choices import Choice
from .texts import Style, details, table

AT_OPTION = ("ticked", "bold-option", "marked-option")
BELOW = ("answer-below", "fold-key", "repeated-text")
AT_END = (
    "section-end-list",
    "page-end-list",
    "page-end-line",
    "page-end-table",
    "page-end-headings",
)
KEYS = (*AT_OPTION, *BELOW, *AT_END)


class Keyed(NamedTuple):
    """A question of a page and the letter of its right option; none where options have no letters."""

    choice: Choice
    letter: str

    @property
    def right(self) -> str:
        """The right option as it is written."""
        return self.choice.options[self.choice.right].written


def explains(key: str, style: Style) -> bool:
    """Whether the key of the page says why."""
    if key in ("answer-below", "fold-key", "page-end-headings"):
        return style.variant > 1
    return False


def below(keyed: Keyed, key: str, style: Style) -> str:
    """What stands below the options of one question, "" where the key is elsewhere."""
    if key not in BELOW:
        return ""
    words = style.language
    says = keyed.letter or keyed.right
    if keyed.letter and style.variant == 3 and key != "answer-below":
        says = f"{keyed.letter}) {keyed.right}"
    if key == "repeated-text":
        says = keyed.right
    label = style.one_of(words.answer, words.right)
    if key == "fold-key":
        body = style.one_of(says, f"**{says}**")
        return details(
            words.show, "\n\n".join([body, *_why(keyed, key, style)])
        )
    line = f"{label}{words.colon}{says}"
    if not style.is_plain:
        colon = words.colon.rstrip()
        line = style.one_of(f"**{label}{colon}** {says}", line, f"**{line}**")
    return "\n\n".join([line, *_why(keyed, key, style)])


def _why(keyed: Keyed, key: str, style: Style) -> list[str]:
    """The paragraph that explains the key, where the page has such."""
    if not explains(key, style):
        return []
    words = style.language
    label = f"{words.explanation}{words.colon}".rstrip()
    return [f"{style.bold(label)} {keyed.choice.why}"]


def at_end(keys: Sequence[Keyed], key: str, style: Style) -> str:
    """The list of the right options, for a section or for the whole page."""
    if key not in AT_END:
        return ""
    words = style.language
    pairs = [(item.choice.number, item.letter) for item in keys]
    if key == "section-end-list":
        label = style.bold(f"{words.answers}{words.colon}".rstrip())
        in_line = f"{label} {_in_line(pairs, style)}"
        return style.one_of(f"{label}\n\n{_in_list(pairs)}", in_line)
    if key == "page-end-table":
        rows = [(str(number), letter) for number, letter in pairs]
        body = table((words.question, words.answer), *rows)
    elif key == "page-end-headings":
        body = "\n\n".join(_with_heading(item, style) for item in keys)
    elif key == "page-end-line":
        body = _in_line(pairs, style)
    else:
        body = _in_list(pairs)
    title = words.answers if style.is_plain else f"## {words.answers}"
    return f"{title}\n\n{body}"


def _in_list(pairs: Sequence[tuple[int, str]]) -> str:
    return "\n".join(f"{number}. {letter}" for number, letter in pairs)


def _in_line(pairs: Sequence[tuple[int, str]], style: Style) -> str:
    sign, gap = style.one_of("-", ". "), style.one_of(", ", "; ", "  ")
    return gap.join(f"{number}{sign}{letter}" for number, letter in pairs)


def _with_heading(keyed: Keyed, style: Style) -> str:
    words = style.language
    number = words.numbered.format(keyed.choice.number)
    lines = [
        style.one_of(
            f"### {number}\n\n**{keyed.letter}**",
            f"### {keyed.choice.number}. {keyed.letter}",
            f"### {number}{words.colon}{keyed.letter}",
            f"### {number}\n\n{keyed.letter}) {keyed.right}",
        )
    ]
    if explains("page-end-headings", style):
        lines.append(keyed.choice.why)
    return "\n\n".join(lines)
