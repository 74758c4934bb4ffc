"""Pages that a browser saved in one file: what MHTML holds, and pictures that a page holds in its own markup.

https://www.rfc-editor.org/rfc/rfc2557 and https://www.rfc-editor.org/rfc/rfc2397
"""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes, urljoin

if TYPE_CHECKING:
    from email.message import Message

MAX_PICTURES = 1_000
_DATA_HEAD_RE = re.compile(r"\s*data:image\\?/[\w.+-]+((?:;[\w.+=-]+)*),", re.I)
_DATA_RE = re.compile(
    r"""data:image/[\w.+-]+(?:;[\w.+=-]+)*,[^"'\s)<>]*""", re.I
)
_TAG_RE = re.compile(r"<(?:!--|([a-zA-Z][^\s/>]*))")
# As browsers divide a tag:
# https://html.spec.whatwg.org/multipage/parsing.html#attribute-name-state Within the
# strings of a script a backslash stands before its quotes.
_ATTRIBUTE_RE = re.compile(
    r"""[\s/]*([^\s/>=]+)(?:\s*=\s*("[^"]*"|'[^']*'|\\"[^"\\]*(?:\\[^"][^"\\]*)*\\"|[^\s>]*))?"""
)
_RAW_END_RE = {
    name: re.compile(f"</{name}", re.I)
    for name in ("script", "style", "textarea", "title")
}
# Attributes that a card's picture is read from, and others that hold pictures and no
# words.
_SHOWN = frozenset({"src", "data-src", "data-original"})
_UNSEEN = frozenset(
    {
        "background",
        "content",
        "data-srcset",
        "href",
        "poster",
        "srcset",
        "style",
        "xlink:href",
    }
)
# How a picture is named that has no address of its own.
EMBEDDED = "embedded-picture:"


@dataclass(frozen=True, slots=True)
class SavedPage:
    """The HTML of a saved page, the character set that its part names, where its lines stood, and its pictures.

    ``lines`` gives the line of the file, counted from 1, for each line of the HTML.
    """

    html: bytes
    charset: str
    lines: tuple[int, ...]
    pictures: Mapping[str, bytes]


def open_mhtml(data: bytes) -> SavedPage | None:
    """The first HTML part of an MHTML file with the pictures of the others; None when it can't be taken apart."""
    from email import message_from_bytes

    try:
        return _opened(data, message_from_bytes(data))
    except Exception:  # noqa: BLE001 - the standard library raises whatever it likes on headers made to break it
        return None


def _opened(data: bytes, message: Message) -> SavedPage | None:
    parts = [part for part in message.walk() if not part.is_multipart()]
    page = next(
        (part for part in parts if part.get_content_type() == "text/html"), None
    )
    html = page.get_payload(decode=True) if page else None
    if page is None or not isinstance(html, bytes):
        return None
    address = str(page.get("Content-Location", ""))
    pictures: dict[str, bytes] = {}
    for part in parts[: MAX_PICTURES + 1]:
        if part.get_content_maintype() == "image" and isinstance(
            content := part.get_payload(decode=True), bytes
        ):
            named = str(part.get("Content-Location", ""))
            if named:
                pictures[_joined(address, named)] = content
                pictures[named] = content
            if part.get("Content-ID"):
                pictures["cid:" + str(part.get("Content-ID")).strip("<> ")] = (
                    content
                )
    return SavedPage(
        html,
        page.get_content_charset() or "",
        _places(data, page, html),
        pictures,
    )


def _joined(address: str, named: str) -> str:
    try:
        return urljoin(address, named)
    except ValueError:  # no address that anything could be loaded from
        return named


def _places(data: bytes, page: Message, html: bytes) -> tuple[int, ...]:
    """The line of the file that each line of the HTML stands on; its part's first line where that can't be told."""
    raw = page.get_payload()
    written = (
        raw.encode("ascii", "replace").replace(b"\r\n", b"\n")
        if isinstance(raw, str)
        else b""
    )
    whole = data.replace(b"\r\n", b"\n")
    first = whole.count(b"\n", 0, max(whole.find(written[:200]), 0)) + 1
    count = html.count(b"\n") + 1
    if (
        str(page.get("Content-Transfer-Encoding", "")).strip().lower()
        != "quoted-printable"
    ):
        is_plain = written.count(b"\n") + 1 >= count
        return tuple(first + (i if is_plain else 0) for i in range(count))
    places = [first]
    for number, line in enumerate(written.split(b"\n"), first):
        breaks = quopri.decodestring(line).count(b"\n") + (
            not line.rstrip(b" \t").endswith(b"=")
        )
        places += [number + 1] * breaks
    return tuple([*places, *[places[-1]] * count][:count])


def without_data_pictures(html: str) -> tuple[str, dict[str, bytes]]:
    """HTML with each picture that a tag holds as ``data:`` replaced by a name, and the pictures by these names.

    What a page says in its text or code is left as it is. One pass, so that the time
    grows as the page does.
    """
    pictures: dict[str, bytes] = {}
    parts: list[str] = []
    position = 0
    for start, end, name in _values(html, 0, len(html)):
        value = html[start:end]
        if name in _SHOWN:
            value = _named(value, pictures)
        elif name in _UNSEEN:
            value = _DATA_RE.sub(EMBEDDED, value)
        parts += [html[position:start], value]
        position = end
    return "".join([*parts, html[position:]]), pictures


def _values(
    html: str, position: int, stop: int, *, in_script: bool = False
) -> Iterator[tuple[int, int, str]]:
    """Where the value of each attribute stands, with its name; what a style sheet says counts as that of ``style``."""
    while tag := _TAG_RE.search(html, position, stop):
        position = tag.end()
        name = (tag[1] or "").lower()
        if not name:  # a comment
            end = html.find("-->", position, stop)
            position = end if end >= 0 else stop
        while name and (attribute := _ATTRIBUTE_RE.match(html, position, stop)):
            position = attribute.end()
            if attribute[2]:
                yield *attribute.span(2), attribute[1].lower()
        if name in _RAW_END_RE and not in_script:
            closing = _RAW_END_RE[name].search(html, position, stop)
            end = closing.start() if closing else stop
            if name == "style":
                yield position, end, name
            elif (
                name == "script"
            ):  # its strings may hold tags: the answers of linked data do
                yield from _values(html, position, end, in_script=True)
            position = end


def _named(value: str, pictures: dict[str, bytes]) -> str:
    """An attribute's value with the name of the picture that it holds, which is put among the others."""
    quote = next(
        (sign for sign in ('\\"', '"', "'") if value.startswith(sign)), ""
    )
    inside = value[len(quote) : len(value) - len(quote)]
    head = _DATA_HEAD_RE.match(inside)
    if not head or not value.endswith(quote):
        return value
    name = (
        EMBEDDED
        if len(pictures) >= MAX_PICTURES
        else f"{EMBEDDED}{len(pictures) + 1}"
    )
    written = unescape(inside[head.end() :].replace("\\/", "/"))
    try:
        content = unquote_to_bytes(written)
        if ";base64" in head[1].lower():
            content = b"".join(content.split())
            content = base64.b64decode(content + b"=" * (-len(content) % 4))
    except (binascii.Error, ValueError):
        name = EMBEDDED
    if name != EMBEDDED:
        pictures[name] = content
    return quote + name + "\n" * value.count("\n") + quote
