"""A file -> Source: decoding, mojibake repair, newlines, control characters, front matter.

Lines end with a line feed and are counted as an editor counts them. Front matter is
blanked, not cut out, so that a line of the text is the line of the file.
"""

from __future__ import annotations

import codecs
import contextlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ..config.strict_yaml import YamlError, load_yaml
from ..model.characters import CONTROL_RE
from ..model.problems import problem
from ..model.records import (
    FrontMatterValue,
    Problem,
    Run,
    Source,
    SourceFormat,
    Span,
)

MAX_BYTES = 2_000_000
# A page that a browser saved brings its pictures along.
MAX_SAVED_BYTES = 20_000_000
SAVED_ENDINGS = frozenset({".mhtml", ".mht"})
_CHARSET_RE = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I
)
# The encodings that browsers know; what calls itself Latin-1 they read as Windows-1252.
# https://encoding.spec.whatwg.org/#names-and-labels
_LATIN = frozenset({"iso8859-1", "ascii"})
_ENCODINGS = frozenset(
    {
        *(f"cp{number}" for number in (866, 874, 932, 949, *range(1250, 1259))),
        *(f"iso8859-{number}" for number in range(2, 17)),
        *"utf-8 koi8-r koi8-u mac-roman mac-cyrillic gb2312 gbk gb18030 big5 big5hkscs euc_jp iso2022_jp".split(),
        *"shift_jis euc_kr tis-620".split(),
    }
)
_BOMS = (
    (b"\xff\xfe\0\0", ""),
    (b"\0\0\xfe\xff", ""),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# UTF-8 read as Windows-1252: a lead byte's letter followed by what a continuation byte
# turns into.
_MOJIBAKE_RE = re.compile(
    "[\u00c2-\u00f4][\x80-\xbf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
_FENCE_RE = re.compile(r"^[ \t>]*(`{3,}|~{3,})")
_FRONT_MATTER_RE = re.compile(
    r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M
)
# Cards between rules, which look like front matter with the keys Q and A.
_PAIR_RE = re.compile(r"\s*(?:q|question)\s*\d*\s*:", re.I)
_SECOND_BLOCK_RE = re.compile(
    r"\s*^---[ \t]*\n((?:\w[\w-]*:.*\n(?:[ \t-].*\n)*)+)---[ \t]*(?:\n|\Z)",
    re.M,
)


def read(
    file: Path, path: str, name: str, format: SourceFormat
) -> tuple[Source | None, tuple[Problem, ...]]:
    """The document in ``file``, called ``path`` in messages; None and a Problem when it cannot be read."""
    problems: list[Problem] = []
    limit = MAX_BYTES if format != "html" else MAX_SAVED_BYTES
    try:
        if not file.is_file():
            return None, (
                problem("MK101", "not a regular file", Span(path, 1, 1)),
            )
        data = file.read_bytes() if file.stat().st_size <= limit else b""
        if len(data) == 0 and file.stat().st_size:
            return None, (_too_large(file.stat().st_size, path),)
    except OSError as error:
        return None, (
            problem("MK101", error.strerror or str(error), Span(path, 1, 1)),
        )
    if format == "html":
        return _read_page(data, file, path, name)
    text = decode(data, path, problems)
    if text is None:
        return None, tuple(problems)
    text = clean(text, path, problems)
    lines = {path: text.split("\n")}
    problems += _merge_marks(lines[path], path)
    front_matter, text = (
        split_front_matter(text, path, problems)
        if format == "markdown"
        else ({}, text)
    )
    return Source(
        path, name, file, text, front_matter, format, excerpts=lines
    ), tuple(problems)


def _merge_marks(lines: Sequence[str], path: str) -> Iterator[Problem]:
    """The marks of a merge that nobody has finished; in a fence they are an example."""
    fence, opened = "", False
    for number, line in enumerate(lines, 1):
        if match := _FENCE_RE.match(line):
            fence = (
                ""
                if fence and match[1].startswith(fence)
                else fence or match[1][:3]
            )
        elif line.startswith("<<<<<<< ") and not fence:
            opened = True
            yield problem(
                "MK115", "a merge left its marks", Span(path, number, number)
            )
        elif opened and line.startswith(">>>>>>> "):
            yield problem(
                "MK115", "a merge left its marks", Span(path, number, number)
            )


def _too_large(size: int, path: str) -> Problem:
    return problem(
        "MK107", f"{size:,} bytes", Span(path, 1, 1), help="split the file"
    )


def _read_page(
    data: bytes, file: Path, path: str, name: str
) -> tuple[Source | None, tuple[Problem, ...]]:
    """A web page, or one that a browser saved in one file with its pictures."""
    problems: list[Problem] = []
    runs: tuple[Run, ...] = ()
    embedded: dict[str, bytes] = {}
    charset = ""
    if file.suffix.lower() in SAVED_ENDINGS:
        from .mhtml import open_mhtml

        saved = open_mhtml(data)
        if saved is None:
            return None, (
                problem(
                    "MK101",
                    "a saved page without an HTML part",
                    Span(path, 1, 1),
                ),
            )
        data, charset = saved.html, saved.charset
        runs = tuple(Run(i, path, line) for i, line in enumerate(saved.lines))
        embedded |= saved.pictures
    text = decode_page(data, path, problems, charset)
    if text is None:
        return None, tuple(problems)
    if "data:image" in text:
        from .mhtml import without_data_pictures

        text, pictures = without_data_pictures(text)
        embedded |= pictures
    if len(text) > MAX_BYTES:
        return None, (*problems, _too_large(len(text), path))
    text = clean(text, path, problems)
    source = Source(path, name, file, text, {}, "html", runs, embedded=embedded)
    shown: dict[int, str] = {}
    for index, line in enumerate(text.split("\n")):
        shown.setdefault(source.place(index)[1], line)
    lines = [shown.get(number, "") for number in range(1, max(shown) + 1)]
    return replace(source, excerpts={path: lines}), tuple(problems)


def decode_page(
    data: bytes, path: str, problems: list[Problem], charset: str = ""
) -> str | None:
    """The text of a web page's bytes. Bytes that are sound UTF-8 are UTF-8, whatever the page says of itself."""
    if not data.startswith(tuple(bom for bom, _ in _BOMS)):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            declared = _CHARSET_RE.search(data[:4_000])
            named = charset or (
                declared[1].decode("ascii", "replace") if declared else ""
            )
            with contextlib.suppress(
                LookupError, ValueError
            ):  # it is not what it says: read it as any other file
                codec = codecs.lookup(named).name
                if codec in _ENCODINGS or codec in _LATIN:
                    text = data.decode("cp1252" if codec in _LATIN else codec)
                    return text.replace("\r\n", "\n").replace("\r", "\n")
    return decode(data, path, problems)


def decode(data: bytes, path: str, problems: list[Problem]) -> str | None:
    """The text of a file's bytes, its newlines made line feeds; None and a Problem when they are no text."""
    encoding = next(
        (encoding for bom, encoding in _BOMS if data.startswith(bom)), "utf-8"
    )
    if not encoding:
        problems.append(
            problem(
                "MK101",
                "the file is UTF-32",
                Span(path, 1, 1),
                help="save it as UTF-8",
            )
        )
        return None
    if (
        b"\0" in data
        and encoding.startswith("utf-8")
        and len(data) > 20 * data.count(b"\0")
    ):
        encoding = (
            "utf-8"  # a stray NUL in text; removed, with a warning, further on
        )
    elif b"\0" in data and encoding != "utf-16":
        problems.append(
            problem(
                "MK101",
                "the file is not text (it holds NUL bytes)",
                Span(path, 1, 1),
                help="save it as UTF-8",
            )
        )
        return None
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        where = f"byte 0x{data[error.start]:02x} at offset {error.start}"
        try:
            if encoding == "utf-16":
                raise
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            problems.append(
                problem(
                    "MK101",
                    f"not UTF-8 text ({where})",
                    Span(path, line, line),
                    help="save it as UTF-8",
                )
            )
            return None
        if CONTROL_RE.search(text):
            problems.append(
                problem(
                    "MK101",
                    f"not text ({where})",
                    Span(path, line, line),
                    help="save it as UTF-8",
                )
            )
            return None
        message = f"not UTF-8 ({where}), read as Windows-1252"
        problems.append(
            problem(
                "MK102",
                message,
                Span(path, line, line),
                help="save the file as UTF-8",
            )
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def clean(text: str, path: str, problems: list[Problem]) -> str:
    """Decoded text without control characters and with its mojibake repaired."""
    if match := CONTROL_RE.search(text):
        line = text.count("\n", 0, match.start()) + 1
        message = f"U+{ord(match[0]):04X} and its like removed"
        problems.append(
            problem(
                "MK104",
                message,
                Span(path, line, line),
                help="delete them in the source",
            )
        )
        text = CONTROL_RE.sub("", text)
    return (
        _repair_mojibake(text, path, problems)
        if _MOJIBAKE_RE.search(text)
        else text
    )


def _repair_mojibake(text: str, path: str, problems: list[Problem]) -> str:
    """Undo UTF-8 that was read as another encoding, line by line, leaving code as it is."""
    lines, repaired, fence = text.split("\n"), [], ""
    for index, line in enumerate(lines):
        if match := _FENCE_RE.match(line):
            if not fence:
                fence = match[1]
            elif match[1].startswith(fence) and not line.strip(" \t>`~"):
                fence = ""
        elif not fence and _MOJIBAKE_RE.search(line):
            lines[index] = _repair_line(line)
            if lines[index] != line:
                repaired.append(index + 1)
    if repaired:
        count = (
            "this line"
            if len(repaired) == 1
            else f"{len(repaired)} lines, the last of them {repaired[-1]}"
        )
        message = (
            f"letters that had been decoded wrongly were repaired on {count}"
        )
        problems.append(
            problem("MK103", message, Span(path, repaired[0], repaired[-1]))
        )
    return "\n".join(lines)


def _repair_line(line: str) -> str:
    import ftfy

    config = ftfy.TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        remove_control_chars=False,
        normalization=None,
    )
    parts = re.split(r"(`+[^`]*`+)", line)
    return "".join(
        part if part.startswith("`") else ftfy.fix_encoding(part, config)
        for part in parts
    )


def split_front_matter(
    text: str, path: str, problems: list[Problem]
) -> tuple[Mapping[str, FrontMatterValue], str]:
    """The values of the front matter and the text with it blanked; a text that has none comes back as it is."""
    match = _FRONT_MATTER_RE.match(text)
    if not match or _PAIR_RE.match(match[1]):
        return {}, text
    values: FrontMatterValue = ""
    try:
        values = load_yaml(match[1])
    except YamlError as error:
        help = (
            'put the value in double quotes: title: "..."'
            if "mapping values" in error.message
            else ""
        )
        problems.append(
            problem(
                "MK105",
                error.message,
                Span(path, error.line + 1, error.line + 1),
                help=help,
            )
        )
    if not isinstance(values, Mapping):
        if values:
            problems.append(
                problem(
                    "MK105",
                    "front matter is a map: 'key: value' lines",
                    Span(path, 2, 2),
                )
            )
        values = {}
    end = match.end()
    second = _SECOND_BLOCK_RE.match(text, end)
    if second and not _PAIR_RE.match(second[1]):
        line = text.count("\n", 0, second.start(1))
        problems.append(
            problem(
                "MK106",
                "a second block of front matter, not used",
                Span(path, line, line),
            )
        )
        end = second.end()
    return values, "\n" * text.count("\n", 0, end) + text[end:]
