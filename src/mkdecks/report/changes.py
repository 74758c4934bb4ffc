"""Changes for a learner as text, as JSON, or as markdown for GitHub."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ..history.changes import (
    Change,
    Kind,
    Piece,
    change_counts,
    differing,
    parts_of,
)
from ..model.characters import UNPRINTABLE_RE
from ..model.notes import Entry
from .text import Lines, clean, clean_line, joined, json_text, styled

MAX_KEPT = 60  # characters of unchanged text that are shown around a change
MAX_CHANGED = 1_000  # characters of text that changed
_LIMITS = {"=": 2 * MAX_KEPT, "-": MAX_CHANGED, "+": MAX_CHANGED}
MAX_CHANGES = 200  # a job's summary takes 1 MB
# Changes of a card as a whole, of which there are no words to show.
_WHOLE_STYLES: Mapping[Kind, str] = {
    "added": "green",
    "restored": "green",
    "retired": "red",
    "removed": "red",
}
_STYLES = {"=": "", "-": "red strike", "+": "green"}
# What stands before and after each piece.
_NO_SIGNS = dict.fromkeys(_STYLES, ("", ""))
_PLAIN_SIGNS = {"=": ("", ""), "-": ("[-", "-]"), "+": ("{+", "+}")}
_MARKDOWN_SIGNS = {
    "=": ("", ""),
    "-": ("<del>", "</del>"),
    "+": ("<ins>", "</ins>"),
}
# What GitHub links by itself: mentions, numbers of issues, addresses without a scheme,
# names of commits.
_REFERENCE_RE = re.compile(
    r"(?<=[@#])(?=\w)|(?<=\bwww)(?=\.)|(?<=\bGH)(?=-\d)|(?<=\b[0-9a-f]{6})(?=[0-9a-f]+\b)",
    re.I,
)
_BREAK = "\ue001"
_MARKDOWN_ESCAPES = {
    **{ord(sign): f"&#{ord(sign)};" for sign in "&<>\\`*_{}[]#|~@$:"},
    ord(_BREAK): "<!-- -->",
}


def changes_text(
    changed: Sequence[Change], output_format: str, *, colour: bool
) -> str:
    """The changes as ``text``, which is "" for none, as ``json`` or as ``markdown``."""
    if output_format == "json":
        return json_text([_record(change) for change in changed])
    if output_format == "markdown":
        return joined(_markdown(changed))
    lines = (line for change in changed for line in _lines(change, colour))
    return styled(lines, colour=colour)


def _lines(change: Change, colour: bool) -> Lines:
    """What happened to a card, and each part that differs."""
    entry = change.entry
    # Where there is no colour, signs say what was lost and gained.
    signs = _NO_SIGNS if colour else _PLAIN_SIGNS
    style = _WHOLE_STYLES.get(change.kinds[0], "yellow")
    title = f"  {clean(entry.source)}: {clean_line(entry.text.question)}"
    yield (", ".join(change.kinds), style), (title, "")
    for name, pieces in _words(change):
        texts = [
            (text.join(signs[sign]), _STYLES[sign]) for sign, text in pieces
        ]
        yield (f"    {name}: ", "cyan"), *texts


def _words(change: Change) -> Iterator[tuple[str, Sequence[Piece]]]:
    """The parts that differ, with printable pieces of them; none of a whole card."""
    if _WHOLE_STYLES.keys() >= set(change.kinds):
        return
    for name, pieces in differing(change):
        shortened = _shortened(pieces)
        yield name, [(sign, _printable(text)) for sign, text in shortened]


def _printable(text: str) -> str:
    """Text on one line, with its blanks, and without what could steer a terminal."""
    return UNPRINTABLE_RE.sub("", text.replace("\n", " "))


def _shortened(
    pieces: Sequence[Piece],
) -> Iterator[Piece]:
    """The pieces, long ones cut: unchanged ones to what stands beside a change."""
    last = len(pieces) - 1
    for index, (sign, text) in enumerate(pieces):
        start, end = text[:MAX_KEPT], text[-MAX_KEPT:]
        if len(text) <= _LIMITS[sign]:
            yield sign, text
        elif sign != "=":
            yield sign, text[:MAX_CHANGED] + "\u2026"
        elif index == 0:
            yield sign, "\u2026" + end
        elif index == last:
            yield sign, start + "\u2026"
        else:
            yield sign, f"{start} \u2026 {end}"


def _record(change: Change) -> dict[str, object]:
    entry = change.entry
    return {
        "changes": change.kinds,
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
        **parts_of(entry),
        "tags": entry.tags,
        "modified": entry.modified,
        "retired": bool(entry.retired),
    }


def _markdown(changed: Sequence[Change]) -> Iterator[str]:
    """A heading, and a list entry a card, with what a source says as text alone."""
    yield f"### Cards: {change_counts(changed) or 'no changes'}"
    yield ""
    for change in changed[:MAX_CHANGES]:
        entry = change.entry
        kinds = ", ".join(change.kinds)
        question = _escaped(clean_line(entry.text.question))
        source = clean_line(entry.source).replace("`", "'")
        yield f"- **{kinds}** {question} (`{source}`)"
        for name, pieces in _words(change):
            texts = (
                _escaped(text).join(_MARKDOWN_SIGNS[sign])
                for sign, text in pieces
            )
            yield f"    - {name}: {''.join(texts)}"
    if len(changed) > MAX_CHANGES:
        yield f"- and {len(changed) - MAX_CHANGES:,} more"


def _escaped(line: str) -> str:
    """Text that markdown takes for nothing but text."""
    return _REFERENCE_RE.sub(_BREAK, line).translate(_MARKDOWN_ESCAPES)
