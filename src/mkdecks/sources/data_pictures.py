"""Pictures that a web page holds in its own markup, as ``data:`` addresses.

https://www.rfc-editor.org/rfc/rfc2397
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote_to_bytes

# How a picture is named that has no address of its own.
EMBEDDED = "embedded-picture:"
MAX_PICTURES = 1_000
_DATA_HEAD_RE = re.compile(
    r"""(?P<quote>\\?"|'|)\s*data:image\\?/[\w.+-]+(?P<options>(?:;[\w.+=-]+)*),""",
    re.I,
)
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
_COMMENT_END_RE = re.compile("-->")
_RAW_END_RE = {
    name: re.compile(f"</{name}", re.I)
    for name in ("script", "style", "textarea", "title")
}
# Attributes that a card's picture is read from, and others that hold pictures and no
# words.
_SHOWN = frozenset("src data-src data-original".split())
_UNSEEN = frozenset(
    "background content data-srcset href poster srcset style xlink:href".split()
)

# Where the value of an attribute starts and stops, and the attribute's name.
Value = tuple[int, int, str]
# Pictures by their names.
Pictures = dict[str, bytes]


def without_data_pictures(html: str) -> tuple[str, Pictures]:
    """HTML with a name for each picture that a tag holds, and the pictures by name.

    What a page says in its text or code is left as it is. One pass, so that the time
    grows as the page does.
    """
    pictures: Pictures = {}
    if "data:image" not in html:
        return html, pictures
    parts: list[str] = []
    position = 0
    for start, stop, name in _values(html, 0, len(html)):
        value = html[start:stop]
        if name in _SHOWN:
            value, picture = _without_picture(value, len(pictures) + 1)
            pictures |= picture
        elif name in _UNSEEN:
            value = _DATA_RE.sub(EMBEDDED, value)
        parts += [html[position:start], value]
        position = stop
    parts.append(html[position:])
    return "".join(parts), pictures


def _values(
    html: str, position: int, stop: int, *, in_script: bool = False
) -> Iterator[Value]:
    """The value of each attribute; a style sheet counts as one of ``style``."""
    while tag := _TAG_RE.search(html, position, stop):
        position = tag.end()
        if not tag[1]:
            position = _end(_COMMENT_END_RE, html, position, stop)
            continue
        while attribute := _ATTRIBUTE_RE.match(html, position, stop):
            position = attribute.end()
            if attribute[2]:
                yield *attribute.span(2), attribute[1].lower()
        name = tag[1].lower()
        if in_script or name not in _RAW_END_RE:
            continue
        end = _end(_RAW_END_RE[name], html, position, stop)
        if name == "style":
            yield position, end, name
        elif name == "script":
            # Its strings may hold tags: the answers of linked data do.
            yield from _values(html, position, end, in_script=True)
        position = end


def _end(pattern: re.Pattern[str], html: str, position: int, stop: int) -> int:
    """Where what runs up to a pattern ends; ``stop`` where the pattern is missing."""
    match = pattern.search(html, position, stop)
    return match.start() if match else stop


def _without_picture(value: str, number: int) -> tuple[str, Pictures]:
    """The value of an attribute with a name for its picture, and that picture.

    A picture that is broken, or one of too many, has a name that stands for none.
    """
    head = _DATA_HEAD_RE.match(value)
    if not head or not value.endswith(head["quote"]):
        return value, {}
    quote = head["quote"]
    written = value[head.end() : len(value) - len(quote)]
    content = _content(written, is_base64=";base64" in head["options"].lower())
    name = EMBEDDED
    picture: Pictures = {}
    if content is not None and number <= MAX_PICTURES:
        name += str(number)
        picture[name] = content
    return quote + name + "\n" * value.count("\n") + quote, picture


def _content(written: str, *, is_base64: bool) -> bytes | None:
    """The bytes of a picture, None where they can't be read."""
    try:
        content = unquote_to_bytes(unescape(written.replace("\\/", "/")))
        if not is_base64:
            return content
        content = b"".join(content.split())
        return base64.b64decode(content + b"=" * (-len(content) % 4))
    except ValueError:
        return None
