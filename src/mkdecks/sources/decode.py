"""The bytes of a file -> its text.

Its lines end with a line feed, as an editor counts them. What the label of an encoding
means is asked of webencodings.
"""

from __future__ import annotations

import codecs
import re

from ..model.characters import CONTROL_RE
from ..model.problems import problem
from ..model.records import Problems, Span

_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF_32_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_MARKS = (codecs.BOM_UTF8, *_UTF_16_MARKS, *_UTF_32_MARKS)
# A text holds a stray NUL at most; one in so many bytes is no text.
_BYTES_FOR_A_NUL = 20
_CHARSET_RE = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I
)
_HEAD_BYTES = 4_000
# A page that can be searched for its label is not UTF-16, and browsers decode nothing
# of what they call "replacement".
# https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream-to-determine-its-encoding
_NEVER_DECLARED = frozenset(
    {"utf-16be", "utf-16le", "x-user-defined", "replacement"}
)


# The text of a file, None where it is no text, and what is to be reported.
Decoded = tuple[str | None, Problems]


def decode(data: bytes, path: str) -> Decoded:
    """The text of a file's bytes: UTF-8, UTF-16 with its mark, else Windows-1252.

    ``path`` is how messages call the file.
    """
    if data.startswith(_UTF_32_MARKS):
        return refused("the file is UTF-32", path)
    is_utf_16 = data.startswith(_UTF_16_MARKS)
    nuls = 0 if is_utf_16 else data.count(b"\0")
    if nuls and nuls * _BYTES_FOR_A_NUL >= len(data):
        return refused("the file is not text (it holds NUL bytes)", path)
    try:
        text = data.decode("utf-16" if is_utf_16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        return _decoded_otherwise(error, path)
    return _with_line_feeds(text), ()


def _decoded_otherwise(error: UnicodeDecodeError, path: str) -> Decoded:
    """The text of bytes that are not what they were taken for."""
    data, offset = error.object, error.start
    line = data.count(b"\n", 0, offset) + 1
    where = f"byte 0x{data[offset]:02x} at offset {offset}"
    may_be_windows = error.encoding == "utf-8"
    text = _decoded_as("cp1252" if may_be_windows else "", data)
    if text is None:
        return refused(f"not UTF-8 text ({where})", path, line)
    if CONTROL_RE.search(text):
        return refused(f"not text ({where})", path, line)
    message = f"not UTF-8 ({where}), read as Windows-1252"
    return text, (problem("MK102", message, Span(path, line)),)


def decode_page(data: bytes, path: str, charset: str) -> Decoded:
    """The text of a web page, in the encoding that ``charset`` or its head names.

    Bytes with a byte order mark, and sound UTF-8, are what they are, whatever the page
    says of itself. A page that is not what it says is read as any other file.
    """
    if not data.startswith(_MARKS) and _decoded_as("utf-8", data) is None:
        text = _decoded_as(_declared(data, charset), data)
        if text is not None:
            return text, ()
    return decode(data, path)


def _declared(data: bytes, charset: str) -> str:
    """The codec of a page's label, "" where it has none that browsers know."""
    import webencodings

    in_head = _CHARSET_RE.search(data, 0, _HEAD_BYTES)
    if in_head and not charset:
        charset = in_head[1].decode("ascii", "replace")
    encoding = webencodings.lookup(charset)
    if encoding is None or encoding.name in _NEVER_DECLARED:
        return ""
    return encoding.codec_info.name


def _decoded_as(codec: str, data: bytes) -> str | None:
    """The text of bytes in one encoding; None where they are not of it, or it is ""."""
    if not codec:
        return None
    try:
        return _with_line_feeds(data.decode(codec))
    except UnicodeDecodeError:
        return None


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def refused(message: str, path: str, line: int = 1) -> tuple[None, Problems]:
    """No text of a file, and the Problem that says why."""
    return None, (problem("MK101", message, Span(path, line)),)
