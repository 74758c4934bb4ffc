"""Pages that a browser saved in one file: what MHTML holds, and pictures that a page holds in its own markup.

https://www.rfc-editor.org/rfc/rfc2557 and https://www.rfc-editor.org/rfc/rfc2397
"""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes, urljoin

if TYPE_CHECKING:
    from email.message import Message

MAX_PICTURES = 1_000
_DATA_RE = re.compile(r"""data:(image/[\w.+-]+)((?:;[\w.+=-]+)*),([^"'\s)<>]*)""", re.I)
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
    page = next((part for part in parts if part.get_content_type() == "text/html"), None)
    html = page.get_payload(decode=True) if page else None
    if page is None or not isinstance(html, bytes):
        return None
    address = str(page.get("Content-Location", ""))
    pictures: dict[str, bytes] = {}
    for part in parts[: MAX_PICTURES + 1]:
        if part.get_content_maintype() == "image" and isinstance(content := part.get_payload(decode=True), bytes):
            named = str(part.get("Content-Location", ""))
            if named:
                pictures[_joined(address, named)] = content
                pictures[named] = content
            if part.get("Content-ID"):
                pictures["cid:" + str(part.get("Content-ID")).strip("<> ")] = content
    return SavedPage(html, page.get_content_charset() or "", _places(data, page, html), pictures)


def _joined(address: str, named: str) -> str:
    try:
        return urljoin(address, named)
    except ValueError:  # no address that anything could be loaded from
        return named


def _places(data: bytes, page: Message, html: bytes) -> tuple[int, ...]:
    """The line of the file that each line of the HTML stands on; its part's first line where that can't be told."""
    raw = page.get_payload()
    written = raw.encode("ascii", "replace").replace(b"\r\n", b"\n") if isinstance(raw, str) else b""
    whole = data.replace(b"\r\n", b"\n")
    first = whole.count(b"\n", 0, max(whole.find(written[:200]), 0)) + 1
    count = html.count(b"\n") + 1
    if str(page.get("Content-Transfer-Encoding", "")).strip().lower() != "quoted-printable":
        is_plain = written.count(b"\n") + 1 >= count
        return tuple(first + (i if is_plain else 0) for i in range(count))
    places = [first]
    for number, line in enumerate(written.split(b"\n"), first):
        breaks = quopri.decodestring(line).count(b"\n") + (not line.rstrip(b" \t").endswith(b"="))
        places += [number + 1] * breaks
    return tuple([*places, *[places[-1]] * count][:count])


def without_data_pictures(html: str) -> tuple[str, dict[str, bytes]]:
    """HTML with each picture that it holds as ``data:`` replaced by a name, and the pictures by these names."""
    pictures: dict[str, bytes] = {}

    def named(match: re.Match[str]) -> str:
        name = f"{EMBEDDED}{len(pictures) + 1}"
        try:
            content = unquote_to_bytes(match[3])
            if ";base64" in match[2].lower():
                content = base64.b64decode(content + b"=" * (-len(content) % 4))
        except (binascii.Error, ValueError):
            return EMBEDDED
        if len(pictures) >= MAX_PICTURES:
            return EMBEDDED
        pictures[name] = content
        return name

    return _DATA_RE.sub(named, html), pictures
