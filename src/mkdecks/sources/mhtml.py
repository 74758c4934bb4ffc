"""Pages that a browser saved in one file with their pictures: MHTML.

https://www.rfc-editor.org/rfc/rfc2557
"""

from __future__ import annotations

import contextlib
import quopri
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

if TYPE_CHECKING:
    from email.message import Message

MAX_PICTURES = 1_000


class SavedPage(NamedTuple):
    """The HTML of a page with what the file that held it says of it.

    ``charset`` is the character set that its part names. ``lines`` gives the line of
    the file, counted from 1, for each line of the HTML; it is empty where they are the
    same. ``pictures`` are those of the other parts, by the addresses that the page may
    name them by.
    """

    html: bytes
    charset: str = ""
    lines: Sequence[int] = ()
    pictures: Mapping[str, bytes] = MappingProxyType({})


def open_mhtml(data: bytes) -> SavedPage | None:
    """The first HTML part of an MHTML file with the pictures of the others.

    None when it can't be taken apart.
    """
    from email import message_from_bytes

    try:
        return _opened(data, message_from_bytes(data))
    except Exception:  # noqa: BLE001 - the standard library raises whatever it likes on headers made to break it
        return None


def _opened(data: bytes, message: Message) -> SavedPage | None:
    parts = [part for part in message.walk() if not part.is_multipart()]
    pages = (part for part in parts if part.get_content_type() == "text/html")
    page = next(pages, None)
    html = page.get_payload(decode=True) if page else None
    if page is None or not isinstance(html, bytes):
        return None
    address = str(page.get("Content-Location", ""))
    pictures: dict[str, bytes] = {}
    for part in parts[: MAX_PICTURES + 1]:
        if part.get_content_maintype() != "image":
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            names = _addresses(part, address)
            pictures.update(dict.fromkeys(names, content))
    charset = page.get_content_charset() or ""
    return SavedPage(html, charset, _lines_in_file(data, page, html), pictures)


def _addresses(part: Message, page_address: str) -> Iterator[str]:
    """By what a page may name another part of its file."""
    content_id = str(part.get("Content-ID", ""))
    if content_id:
        yield "cid:" + content_id.strip("<> ")
    location = str(part.get("Content-Location", ""))
    if location:
        yield location
        # Nothing could be loaded from an address that can't be taken apart.
        with contextlib.suppress(ValueError):
            yield urljoin(page_address, location)


def _lines_in_file(data: bytes, page: Message, html: bytes) -> Sequence[int]:
    """The line of the file that each line of the HTML stands on.

    Where that can't be told it is the first line of its part.
    """
    payload = page.get_payload()
    written = b""
    if isinstance(payload, str):
        written = payload.encode("ascii", "replace").replace(b"\r\n", b"\n")
    whole = data.replace(b"\r\n", b"\n")
    offset = max(whole.find(written[:200]), 0)
    first = whole.count(b"\n", 0, offset) + 1
    count = html.count(b"\n") + 1
    encoding = str(page.get("Content-Transfer-Encoding", "")).strip().lower()
    if encoding == "quoted-printable":
        lines = _lines_of_quoted(written, first)
        lines += lines[-1:] * count
        return lines[:count]
    if written.count(b"\n") + 1 >= count:
        return range(first, first + count)
    return (first,) * count


def _lines_of_quoted(written: bytes, first: int) -> list[int]:
    """The line of the file for each line of quoted text, whose first is ``first``."""
    lines = [first]
    for following, line in enumerate(written.split(b"\n"), first + 1):
        breaks = quopri.decodestring(line).count(b"\n")
        is_continued = line.rstrip(b" \t").endswith(b"=")
        lines += [following] * (breaks + (not is_continued))
    return lines
