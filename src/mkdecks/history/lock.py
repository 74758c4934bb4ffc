"""mkdecks.lock: what earlier builds made, a sorted line a card.

The file is made to be committed, compared and merged line by line. Each line has a
checksum, so that a line edited by hand is told from one that was merged. The last line
says that the file is whole.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path

import msgspec

from ..cards.media import PACKAGE_NAME_RE
from ..cards.render import RENDERING
from ..model.characters import one_line
from ..model.notes import MAX_RELEASE, Entry, Lock
from ..model.problems import has_errors, problem
from ..model.records import Problem, Problems, Span

VERSION = 2
MAX_BYTES = 200_000_000
MAX_SHOWN = 80
_END = '{"end":"mkdecks.lock"}'
_NOTE = "mkdecks build writes this file; commit it with your sources"
_MERGE_MARK_RE = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")
_CHECKSUM_RE = re.compile(r',"sum":"([0-9a-f]{8})"\}$')
# What ends a line in some editor, or moves the cursor of a terminal.
_ESCAPED_RE = re.compile("[\x7f-\x9f\u2028\u2029]")
# The order of the lines of a lock.
entry_order = attrgetter("source", "id")
_age = attrgetter("modified", "retired")
_EDITED = "this line was edited by hand, or cut off"
_NO_CARD = "this line is no record of a card"
_NO_LOCK = "the first line is not that of a lock of mkdecks"


class _Head(
    msgspec.Struct,
    rename={"version": "mkdecks.lock"},
    forbid_unknown_fields=True,
):
    """The first line of a lock."""

    version: int
    release: int
    rendering: int
    note: str = _NOTE


def lock_text(lock: Lock) -> str:
    """The text of a lock. The same lock gives the same text."""
    head = _Head(VERSION, lock.release, RENDERING)
    lines = [_line(head), *map(_line, lock.entries), _END]
    return "\n".join(lines) + "\n"


def _line(record: _Head | Entry) -> str:
    """A record on one line, whatever it holds, with its checksum."""
    text = msgspec.json.encode(record).decode()
    text = _ESCAPED_RE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    return f'{text[:-1]},"sum":"{_checksum(text)}"}}'


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def is_current(file: Path, text: str) -> bool:
    """Whether a file holds just this lock; git may have given its lines other ends."""
    try:
        return file.read_bytes().replace(b"\r\n", b"\n") == text.encode()
    except OSError:
        return False


def read_lock(file: Path, path: str) -> tuple[Lock, Problems]:
    """The lock in a file, an empty one where there is no file.

    ``path`` is the file's name as the user knows it. Anything wrong is an error: a
    build that forgot the ids would cost every learner's history.
    """
    try:
        if not file.exists() and not file.is_symlink():
            return Lock(), ()
        text = _text_of(file)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return Lock(), (_damage(Span(path, line), "the file is not UTF-8"),)
    except OSError as error:
        message = f"cannot read: {error.strerror or error}"
        return Lock(), (_damage(Span(path, 1), message),)
    return parse_lock(text, path)


def _text_of(file: Path) -> str:
    """The text of a lock. Raises OSError and UnicodeDecodeError."""
    if not file.is_file():
        raise OSError("this is no regular file")
    if file.stat().st_size > MAX_BYTES:
        raise OSError(f"the file is over {MAX_BYTES // 1_000_000} MB")
    return file.read_bytes().decode("utf-8-sig")


def parse_lock(text: str, path: str) -> tuple[Lock, Problems]:
    """The lock that a text holds, or the errors in it."""
    lines = text.replace("\r\n", "\n").split("\n")
    for number, line in enumerate(lines, 1):
        if _MERGE_MARK_RE.match(line):
            span = Span(path, number)
            wrong = problem(
                "MK602", "a merge left its marks", span, excerpt=line
            )
            return Lock(), (wrong,)
    reader = _Reader()
    last = ""
    for number, line in enumerate(lines, 1):
        if line.strip():
            reader.take(Span(path, number), line.strip(), is_first=not last)
            last = line.strip()
        if has_errors(reader.problems):
            return Lock(), tuple(reader.problems)
    if last != _END:
        return Lock(), (
            _damage(Span(path, len(lines)), "the end of the file is missing"),
        )
    return reader.lock(), tuple(reader.problems)


@dataclass(slots=True)
class _Reader:
    """Takes a lock's lines one by one."""

    release: int = 0
    rendering: int = 0
    entries: dict[str, Entry] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def lock(self) -> Lock:
        """The lock of the lines taken so far."""
        entries = sorted(self.entries.values(), key=entry_order)
        return Lock(tuple(entries), self.release, self.rendering)

    def take(self, span: Span, line: str, *, is_first: bool) -> None:
        """Read one line."""
        damage = self._take(span, line, is_first=is_first)
        if damage:
            self.problems.append(_damage(span, damage, line))

    def _take(self, span: Span, line: str, *, is_first: bool) -> str:
        """Read one line; what is wrong with it, "" for a sound one."""
        if line == _END:
            return ""
        signed = _CHECKSUM_RE.search(line)
        if signed is None:
            return _NO_CARD
        text = line[: signed.start()] + "}"
        is_intact = _checksum(text) == signed[1]
        if text.startswith('{"mkdecks.lock":'):
            return self._take_head(span, text, is_intact=is_intact)
        if is_first:
            return _NO_LOCK
        return self._take_card(span, text) if is_intact else _EDITED

    def _take_head(self, span: Span, text: str, *, is_intact: bool) -> str:
        """The head; of two heads, which a merge can leave, the later release counts."""
        try:
            head = msgspec.json.decode(text, type=_Head)
        except msgspec.MsgspecError:
            return _EDITED
        message = ""
        if head.version != VERSION:
            message = (
                f"this lock is of version {head.version},"
                f" and this mkdecks knows version {VERSION}"
            )
        elif head.rendering > RENDERING:
            message = "this lock was written by a newer mkdecks"
        if message:
            self.problems.append(problem("MK603", message, span))
            return ""
        if not is_intact or not 0 <= head.release <= MAX_RELEASE:
            return _EDITED
        self.release = max(self.release, head.release)
        self.rendering = max(self.rendering, head.rendering)
        return ""

    def _take_card(self, span: Span, text: str) -> str:
        """A card; of two lines of one card, which a merge can leave, the later counts."""
        try:
            entry = msgspec.json.decode(text, type=Entry)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return _NO_CARD
        has_sound_media = all(map(PACKAGE_NAME_RE.fullmatch, entry.media))
        if not has_sound_media or not entry.text.is_sound():
            return _NO_CARD
        known = self.entries.get(entry.id)
        if known:
            question = one_line(entry.text.question)[:MAX_SHOWN]
            message = (
                f"a second line of the card '{question}';"
                " the one that changed last counts"
            )
            self.problems.append(problem("MK606", message, span))
        if not known or _age(known) < _age(entry):
            self.entries[entry.id] = entry
        return ""


def _damage(span: Span, message: str, line: str = "") -> Problem:
    return problem("MK601", message, span, excerpt=line)
