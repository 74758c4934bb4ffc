"""mkdecks.lock: a ledger as text, a sorted line a card, made to be committed, compared and merged line by line.

Each line has a checksum, so that a line edited by hand is told from one that was
merged. The last line says that the file is whole.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..cards.render import RENDERING
from ..model.problems import problem
from ..model.records import Entry, Ledger, Problem, Span
from .lock_records import entry_of_record, record_of_entry

VERSION = 1
MAX_BYTES = 200_000_000
_END = '{"end":"mkdecks.lock"}'
_NOTE = "mkdecks build writes this file; commit it with your sources"
_MARK_RE = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")
_ESCAPED_RE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def lock_text(ledger: Ledger) -> str:
    """The text of a ledger. The same ledger gives the same text."""
    head = {
        "mkdecks.lock": VERSION,
        "release": ledger.release,
        "rendering": RENDERING,
        "note": _NOTE,
    }
    lines = [
        _json({**head, "sum": _checksum(head)}),
        *(_line(entry) for entry in ledger.entries),
        _END,
    ]
    return "\n".join(lines) + "\n"


def _json(record: Mapping[str, object]) -> str:
    """A record on one line, whatever it holds: what ends a line somewhere, or is no UTF-8, is escaped."""
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return _ESCAPED_RE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _line(entry: Entry) -> str:
    record = record_of_entry(entry)
    return _json({**record, "sum": _checksum(record)})


def _checksum(record: Mapping[str, object]) -> str:
    return hashlib.sha256(_json(record).encode()).hexdigest()[:8]


def is_current(file: Path, text: str) -> bool:
    """Whether a file holds just this lock; git may have given its lines other ends."""
    try:
        return file.read_bytes().replace(b"\r\n", b"\n") == text.encode()
    except OSError:
        return False


def read_lock(file: Path, path: str) -> tuple[Ledger, tuple[Problem, ...]]:
    """The ledger of a file, an empty one where there is no file; ``path`` is its name as the user knows it.

    Anything wrong is an error: a build that forgot the ids would cost every learner's
    history.
    """
    try:
        if not file.exists() and not file.is_symlink():
            return Ledger(), ()
        if not file.is_file():
            return Ledger(), (_damage(path, 1, "this is no regular file"),)
        if file.stat().st_size > MAX_BYTES:
            return Ledger(), (
                _damage(
                    path, 1, f"the file is over {MAX_BYTES // 1_000_000} MB"
                ),
            )
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return Ledger(), (
            _damage(path, 1, f"cannot read: {error.strerror or error}"),
        )
    except UnicodeDecodeError as error:
        return Ledger(), (
            _damage(
                path,
                error.object.count(b"\n", 0, error.start) + 1,
                "the file is not UTF-8",
            ),
        )
    return parse_lock(text, path)


def parse_lock(text: str, path: str) -> tuple[Ledger, tuple[Problem, ...]]:
    """The ledger that a text holds, or the errors in it."""
    lines = text.replace("\r\n", "\n").split("\n")
    for number, line in enumerate(lines, 1):
        if _MARK_RE.match(line):
            return Ledger(), (
                problem(
                    "MK602",
                    "a merge left its marks",
                    Span(path, number, number),
                    excerpt=line,
                ),
            )
    reader = _Reader(path)
    for number, line in enumerate(lines, 1):
        if line.strip():
            reader.take(number, line.strip())
    if not reader.problems and reader.last != _END:
        reader.problems.append(
            _damage(path, len(lines), "the end of the file is missing")
        )
    if any(item.severity == "error" for item in reader.problems):
        return Ledger(), tuple(reader.problems)
    entries = tuple(
        sorted(
            reader.entries.values(), key=lambda entry: (entry.source, entry.id)
        )
    )
    return Ledger(entries, reader.release, reader.rendering), tuple(
        reader.problems
    )


@dataclass(slots=True)
class _Reader:
    """Takes a lock's lines one by one."""

    path: str
    release: int = 0
    rendering: int = 0
    last: str = ""
    entries: dict[str, Entry] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def take(self, number: int, line: str) -> None:
        """Read one line; of two lines of one card, which a merge can leave, the later counts."""
        if self.problems and self.problems[-1].severity == "error":
            return
        first, self.last = not self.last, line
        if line == _END:
            return
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            record = None
        if not isinstance(record, dict):
            self._damaged(number, "this line is no record of a card", line)
        elif "mkdecks.lock" in record:
            self._head(number, record, line)
        elif first:
            self._damaged(
                number, "the first line is not that of a lock of mkdecks", line
            )
        else:
            self._card(number, record, line)

    def _head(self, number: int, record: dict[str, Any], line: str) -> None:
        version, checksum = record.get("mkdecks.lock"), record.pop("sum", None)
        release, rendering = record.get("release"), record.get("rendering")
        if version != VERSION:
            message = f"this lock is of version {version}, and this mkdecks knows version {VERSION}"
            self.problems.append(
                problem("MK603", message, Span(self.path, number, number))
            )
        elif (
            checksum != _checksum(record)
            or not isinstance(release, int)
            or not isinstance(rendering, int)
        ):
            self._damaged(
                number, "this line was edited by hand, or cut off", line
            )
        else:
            self.release, self.rendering = (
                max(self.release, release),
                max(self.rendering, rendering),
            )

    def _card(self, number: int, record: dict[str, Any], line: str) -> None:
        checksum = record.pop("sum", None)
        if checksum != _checksum(record):
            self._damaged(
                number, "this line was edited by hand, or cut off", line
            )
            return
        try:
            entry = entry_of_record(record)
        except (KeyError, TypeError, ValueError, AttributeError):
            self._damaged(number, "this line is no record of a card", line)
            return
        known = self.entries.get(entry.id)
        if known:
            asked = " ".join(entry.written.question.split())[:80]
            message = f"a second line of the card '{asked}'; the one that changed last counts"
            self.problems.append(
                problem("MK606", message, Span(self.path, number, number))
            )
        if not known or (known.modified, known.retired) < (
            entry.modified,
            entry.retired,
        ):
            self.entries[entry.id] = entry

    def _damaged(self, number: int, message: str, line: str) -> None:
        self.problems.append(_damage(self.path, number, message, line))


def _damage(path: str, number: int, message: str, line: str = "") -> Problem:
    return problem("MK601", message, Span(path, number, number), excerpt=line)
