"""What changed for a learner as text for a terminal, as JSON, or as markdown for a pull request or a job's summary."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from ..history.changes import Change, Kind, Sign, change_counts, differing, said
from ..model.characters import UNPRINTABLE_RE
from ..model.notes import Entry
from .problems import clean, styled

FORMATS = ("text", "json", "markdown")
MAX_KEPT = 60  # characters of unchanged text that are shown around a change
MAX_CHANGED = 1_000  # characters of text that changed
MAX_CHANGES = 200  # a job's summary takes 1 MB
# Changes of a card as a whole, of which there are no words to show.
_WHOLE: tuple[tuple[Kind, ...], ...] = (
    ("added",),
    ("removed",),
    ("retired",),
    ("restored",),
)
_STYLES = {
    "added": "green",
    "restored": "green",
    "retired": "red",
    "removed": "red",
}
_PLAIN_SIGNS = {"-": ("[-", "-]"), "+": ("{+", "+}")}
# What GitHub links by itself: mentions, numbers of issues, addresses without a scheme,
# names of commits.
_REFERENCE_RE = re.compile(
    r"(?<=[@#])(?=\w)|(?<=\bwww)(?=\.)|(?<=\bGH)(?=-\d)|(?<=\b[0-9a-f]{6})(?=[0-9a-f]+\b)",
    re.I,
)
_BREAK = "\ue001"
_MARKDOWN_SIGNS_OF_TEXT = frozenset("&<>\\`*_{}[]#|~@$:")
_MARKDOWN_SIGNS = {"-": ("<del>", "</del>"), "+": ("<ins>", "</ins>")}


def changes_text(
    found: Sequence[Change], output_format: str, *, colour: bool = False
) -> str:
    """The changes in one of FORMATS, ending in a line feed unless there are none."""
    if output_format == "json":
        text = json.dumps(
            [_record(change) for change in found], ensure_ascii=False, indent=2
        )
        return text.encode("utf-8", "backslashreplace").decode() + "\n"
    if output_format == "markdown":
        return "\n".join(_markdown(found)) + "\n"
    return styled(
        [piece for change in found for piece in _pieces(change, colour)], colour
    )


def _pieces(change: Change, colour: bool) -> Iterator[tuple[str, str]]:
    """One change as pieces of text with their styles."""
    entry = change.entry
    yield ", ".join(change.kinds), _STYLES.get(change.kinds[0], "yellow")
    yield f"  {clean(entry.source)}: {_one_line(entry.text.question)}\n", ""
    if change.kinds in _WHOLE:
        return
    for name, pieces in differing(change):
        yield f"    {name}: ", "cyan"
        for sign, text in _shortened(pieces):
            before, after = (
                ("", "") if sign == "=" or colour else _PLAIN_SIGNS[sign]
            )
            style = {"=": "", "-": "red strike", "+": "green"}[sign]
            yield before + _one_line(text, strip=False) + after, style
        yield "\n", ""


def _shortened(
    pieces: Sequence[tuple[Sign, str]],
) -> Iterator[tuple[Sign, str]]:
    """The pieces with long stretches of unchanged text cut to what stands beside a change."""
    for place, (sign, text) in enumerate(pieces):
        if sign != "=":
            yield (
                sign,
                text
                if len(text) <= MAX_CHANGED
                else text[:MAX_CHANGED] + "\u2026",
            )
        elif len(text) <= 2 * MAX_KEPT:
            yield sign, text
        elif place == 0:
            yield sign, "\u2026" + text[-MAX_KEPT:]
        elif place == len(pieces) - 1:
            yield sign, text[:MAX_KEPT] + "\u2026"
        else:
            yield sign, text[:MAX_KEPT] + " \u2026 " + text[-MAX_KEPT:]


def _one_line(text: str, *, strip: bool = True) -> str:
    folded = (
        " ".join(text.split())
        if strip
        else UNPRINTABLE_RE.sub("", text.replace("\n", " "))
    )
    return clean(folded)


def _record(change: Change) -> dict[str, object]:
    entry = change.entry
    return {
        "changes": list(change.kinds),
        "id": entry.id,
        "source": entry.source,
        "deck": entry.deck,
        "question": entry.text.question,
        "old": _side(change.old),
        "new": _side(change.new),
    }


def _side(entry: Entry | None) -> dict[str, object] | None:
    if entry is None:
        return None
    return {
        **dict(said(entry)),
        "tags": list(entry.tags),
        "modified": entry.modified,
        "retired": bool(entry.retired),
    }


def _markdown(found: Sequence[Change]) -> Iterator[str]:
    """A heading, and a list entry a card; what a source says is shown as it is, never as markdown or HTML."""
    yield f"### Cards: {change_counts(found) or 'no changes'}"
    yield ""
    for change in found[:MAX_CHANGES]:
        entry = change.entry
        yield f"- **{', '.join(change.kinds)}** {_safe(entry.text.question)} (`{_safe(entry.source, code=True)}`)"
        if change.kinds in _WHOLE:
            continue
        for name, pieces in differing(change):
            shown = "".join(
                _safe(text, strip=False).join(
                    _MARKDOWN_SIGNS.get(sign, ("", ""))
                )
                for sign, text in _shortened(pieces)
            )
            yield f"    - {name}: {shown}"
    if len(found) > MAX_CHANGES:
        yield f"- and {len(found) - MAX_CHANGES:,} more"


def _safe(text: str, *, strip: bool = True, code: bool = False) -> str:
    """Text that markdown takes for nothing but text."""
    line = _one_line(text, strip=strip)
    if code:
        return line.replace("`", "'")
    line = _REFERENCE_RE.sub(_BREAK, line)
    line = "".join(
        f"&#{ord(sign)};" if sign in _MARKDOWN_SIGNS_OF_TEXT else sign
        for sign in line
    )
    return line.replace(_BREAK, "<!-- -->")
