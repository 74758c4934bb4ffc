"""The elements of a web page: parsed, picked out, and asked what they hold.

Nothing is loaded from elsewhere: no entity, no style, no frame.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from typing import Any, cast

from lxml.etree import HTMLParser, _Element, fromstring, strip_elements

Element = _Element
Piece = str | Element
Line = Sequence[Piece]

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# Elements that hold nothing for a reader of the page's text.
NEVER_TEXT = frozenset(
    "applet area audio base canvas datalist dialog embed footer head iframe link map"
    " menu meta nav noscript object param progress script select source style svg"
    " template textarea title track video".split()
)
# A fold ends the paragraph before it, as browsers have it; libxml2 would end the fold
# with the paragraph.
_FOLD_START_RE = re.compile(r"(?=<details[\s>])", re.I)
_XML_RE = re.compile(r"\A\s*<\?xml[^>]*\?>", re.I)
_HIDDEN_STYLE_RE = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I
)
# Classes that hide an element, and those that show it again on wide screens.
_HIDDEN_NAME_RE = re.compile(r"(?:^|\s)(?:d-none|is-hidden)(?:$|\s)")
_SHOWN_WIDE_RE = re.compile(r"(?:^|\s)d-\w+-(?!none)\w+(?:$|\s)")
_NOTES = frozenset({"note", "tip", "warning", "important", "caution"})
_NOTE_RE = re.compile(r"admonition|callout|alert|starlight-aside|\bnote\b")


def parse_html(text: str) -> Element | None:
    """The root of a page; None for a text that holds no element."""
    parser = HTMLParser(
        encoding="utf-8",
        remove_pis=True,
        huge_tree=True,
        no_network=True,
        collect_ids=False,
    )
    marked = _FOLD_START_RE.sub("</p>", _XML_RE.sub("", text))
    data = marked.encode("utf-8", "replace")
    return fromstring(data, parser) if data.strip() else None


def parse_fragment(html: str) -> Element:
    """A body that holds a piece of HTML."""
    root = parse_html(f"<html><body>{html}</body></html>")
    return body_of(cast("Element", root))


def body_of(root: Element) -> Element:
    """The body of a page; the root itself where the page has none."""
    body = root.find("body")
    return root if body is None else body


def select(element: Element, path: str, **values: Any) -> list[Element]:
    """The elements that an XPath expression picks; ``values`` are its variables."""
    return cast("list[Element]", element.xpath(path, **values))


def pieces_behind(
    text: str | None, nodes: Iterable[Element]
) -> Iterator[Piece]:
    """A text, then each element of the nodes and the text behind each node."""
    yield text or ""
    for node in nodes:
        if isinstance(node.tag, str):
            yield node
        yield node.tail or ""


def pieces_of(element: Element) -> list[Piece]:
    """What an element holds, side by side: text and elements."""
    return list(pieces_behind(element.text, element))


def holds(element: Element, *tags: str) -> bool:
    """Whether an element is, or holds, one with such a tag."""
    return next(element.iter(*tags), None) is not None


def all_text(element: Element) -> str:
    """All text of an element, as it stands in the source."""
    return "".join(map(str, element.itertext()))


def shown_text(element: Element) -> str:
    """The text of an element without what no reader sees, such as scripts."""
    if not holds(element, *NEVER_TEXT):
        return all_text(element)
    shown = deepcopy(element)
    strip_elements(shown, *NEVER_TEXT, with_tail=False)
    return all_text(shown)


def text_length(element: Element) -> int:
    """How many characters of text an element holds, scripts and styles included."""
    return int(cast("float", element.xpath("string-length()")))


def classes(element: Element) -> frozenset[str]:
    """The classes of an element, in lower case."""
    return frozenset(element.get("class", "").lower().split())


def is_note(element: Element) -> bool:
    """Whether an element is a box inside the text, as documentation has them."""
    names = classes(element)
    if _NOTE_RE.search(" ".join(names)):
        return True
    return element.tag == "div" and len(names) == 1 and names <= _NOTES


def is_hidden(element: Element) -> bool:
    """Whether an element is hidden until a click, or from wide screens, by its own sign."""
    if "hidden" in element.attrib:
        return True
    if _HIDDEN_STYLE_RE.search(element.get("style", "")):
        return True
    names = element.get("class", "")
    if not _HIDDEN_NAME_RE.search(names):
        return False
    return not _SHOWN_WIDE_RE.search(names)
