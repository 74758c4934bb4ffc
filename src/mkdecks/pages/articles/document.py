"""A web page as a tree: parsed, its main region found, and told apart what is content and what is the site around it.

The only reader of the page's ids, classes and roles with ``widgets``. Nothing is
loaded: no entity, no style, no frame.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from ...language.page_titles import announces_questions
from ...model.records import Run, Source

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# A line that holds a page's whole markup is broken before each block, so that every
# block has a place of its own.
MAX_LINE = 400
_BLOCK_START_RE = re.compile(
    r"(?=<(?:p|div|section|article|main|h[1-6]|li|ul|ol|dl|dt|dd|table|tr|t[dh]|details|summary|button|blockquote|pre"
    r"|figure|aside|header|footer|nav|form|script|style)[\s>])",
    re.I,
)
# The main region holds at least this share of the page's text, or it is only one part
# of the page.
MIN_MAIN_SHARE = 0.3
# What is named as chrome and holds more than this share of the region's text is its
# frame.
MAX_CHROME_SHARE = 0.5
DROPPED = frozenset(
    "applet area audio base canvas datalist dialog embed footer head iframe link map menu meta nav noscript object"
    " param progress script select source style svg template textarea title track video".split()
)
_MAYBE_DROPPED = frozenset({"form", "aside", "header"})
_CHROME_ROLES = frozenset(
    "navigation banner contentinfo search complementary tablist dialog alertdialog".split()
)
# Names of what stands beside the content, however long it is.
_BESIDE = (
    "article-meta|author(?:-(?:box|bio|info|card|name))?|avatar|back-to-top|biography|bio|byline|comments?"
    "|comment-(?:list|form|area|section|thread)|cookies?(?:-\\w+)*|disqus(?:-thread)?|edit-(?:link|page|this-page)"
    "|editsection|footnote-back(?:ref)?|headerlink|hidden-print|md-source-file|mw-editsection|newsletters?(?:-\\w+)*|noprint"
    "|popup|post-meta|promo(?:tion)?|quiz-header-link|read(?:ing)?-time|recommend(?:ed|ations)?(?:-\\w+)*"
    "|related(?:-\\w+)*|screen-reader-text|share|sharing|signup|skip-?(?:link|to-content)|social(?:-\\w+)*|sponsors?"
    "|sr-only|subscribe|subscription|tag-list|visually-?hidden"
)
# Names of what frames the content as often as it stands beside it.
_AROUND = (
    "ads?|advert(?:isement|ising)?s?|banner|breadcrumbs?|cta|footer|nav|navbar|navfooter|navheader|navigation|navigator"
    "|page-?toc|pager|pagination|paginator|print-only|search(?:box|bar|form)?|side-?bar|sitemap|skip|sphinxsidebar"
    "|table-of-contents|teaser|toc|toolbar|topbar|widget-area"
)


def _named(words: str) -> re.Pattern[str]:
    """A pattern of class lists in which one is such a word, alone or as the element of a block: ``page__sidebar``."""
    return re.compile(
        rf"(?:^|\s|__)(?:[a-z]+[-_])?(?:{words})(?:$|\s|--)", re.I
    )


_BESIDE_RE, _AROUND_RE = _named(_BESIDE), _named(_AROUND)
_NOTES = frozenset({"note", "tip", "warning", "important", "caution"})
_HIDDEN_STYLE_RE = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I
)
_SITE_NAME_RE = re.compile(r"\s+(?:[|\u2013\u2014\u00b7\u00bb]|-)\s+")
# A fold ends the paragraph before it, as browsers have it; libxml2 would end the fold
# with the paragraph.
_FOLD_START_RE = re.compile(r"(?=<details[\s>])", re.I)
_XML_RE = re.compile(r"\A\s*<\?xml[^>]*\?>", re.I)


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed page: its root, the region that holds its content, and its title as the browser shows it."""

    root: Element
    region: Element
    title: str


def with_short_lines(source: Source) -> Source:
    """The Source with over-long lines broken before each block-level tag, and runs that say where each piece stood."""
    lines: list[str] = []
    runs: list[Run] = []
    for index, line in enumerate(source.text.split("\n")):
        path, number = source.place(index)
        column = 1
        for piece in (
            _BLOCK_START_RE.split(line) if len(line) > MAX_LINE else (line,)
        ):
            runs.append(Run(len(lines), path, number, column))
            lines.append(piece)
            column += len(piece)
    return replace(source, text="\n".join(lines), runs=tuple(runs))


def parse_html(text: str) -> Element | None:
    """The root of a page or fragment, None for one that holds no element."""
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8",
        remove_pis=True,
        huge_tree=True,
        no_network=True,
        collect_ids=False,
    )
    data = _FOLD_START_RE.sub("</p>", _XML_RE.sub("", text)).encode(
        "utf-8", "replace"
    )
    return etree.fromstring(data, parser) if data.strip() else None


def open_document(source: Source) -> Document | None:
    """The document of a Source whose lines are short; None when there is nothing in it."""
    root = parse_html(source.text)
    if root is None:
        return None
    body = root.find("body")
    region = _main_region(body if body is not None else root)
    return Document(root, region, _title(root))


def _title(root: Element) -> str:
    """The page's own part of its title: the piece that announces questions, else the first."""
    element = root.find(".//title")
    pieces = (
        _SITE_NAME_RE.split(" ".join((element.text or "").split()))
        if element is not None
        else [""]
    )
    return next(
        (piece for piece in pieces if announces_questions(piece)), pieces[0]
    )


def said(element: Element) -> str:
    """All text of an element, as it stands in the source."""
    return "".join(str(text) for text in element.itertext())


def found(element: Element, path: str, **values: str) -> list[Element]:
    """The elements that an XPath expression finds."""
    return [
        one
        for one in cast(
            "list[Element]",
            element.xpath(path, **cast("dict[str, Any]", values)),
        )
        if not isinstance(one, (str, tuple))
    ]


def text_length(element: Element) -> int:
    """How many characters of text an element holds, scripts and styles included."""
    return int(cast("float", element.xpath("string-length()")))


def _main_region(body: Element) -> Element:
    """The one element that says it holds the content, if it holds a fair part of the page; else the body."""
    around = sum(
        text_length(one)
        for one in body.iter("nav", "footer")
        if not _inside_nav(one)
    )
    total = (
        text_length(body)
        - around
        - sum(len(one.text or "") for one in body.iter("script", "style"))
    )
    marked = [*body.iter("main"), *body.iterfind(".//*[@role='main']")]
    articles = list(body.iter("article"))
    for candidates in (marked, articles if len(articles) == 1 else []):
        for element in candidates:
            if text_length(element) >= MIN_MAIN_SHARE * total:
                return element
    return body


def _inside_nav(element: Element) -> bool:
    return next(element.iterancestors("nav", "footer"), None) is not None


@dataclass(slots=True)
class Chrome:
    """Tells what of a region belongs to the site and not to the page."""

    region: Element
    _total: int = 0

    def holds(self, element: Element) -> bool:
        """Whether an element, which stands inside the region, is chrome or is hidden from readers."""
        tag, attributes = element.tag, element.attrib
        if tag in DROPPED or tag in _MAYBE_DROPPED:
            return tag in DROPPED or self._drops(element)
        if not attributes:
            return False
        if attributes.get("role", "") in _CHROME_ROLES:
            return self._is_small(element)
        if "hidden" in attributes or _HIDDEN_STYLE_RE.search(
            attributes.get("style", "")
        ):
            return attributes.get("role") != "tabpanel" and not _is_panel(
                attributes.get("class", "")
            )
        named = (
            _standing(_names(element))
            if "class" in attributes or "id" in attributes
            else ""
        )
        if not named or is_note(element):
            return False
        return (
            not _is_frame(element)
            if named == "beside"
            else self._is_small(element)
        )

    def _drops(self, element: Element) -> bool:
        """Whether an element goes that is content as often as not: a form, a box beside the text, a header."""
        if element.tag == "form":
            return self._is_small(element) or _is_filled_in(element)
        if element.tag == "aside":
            return not is_note(element)
        return (
            element.find(".//h1") is None
            and element.getparent() is self.region
            and self._is_small(element)
        ) or _standing(_names(element)) == "beside"

    def _is_small(self, element: Element) -> bool:
        """Whether an element is no frame around the content: no main heading in it, and less than half of the text."""
        if _is_frame(element) and element.tag != "form":
            return False
        self._total = self._total or text_length(self.region)
        return text_length(element) <= MAX_CHROME_SHARE * self._total


def _is_filled_in(form: Element) -> bool:
    """Whether a form asks its reader for text, and holds nothing to read."""
    if form.find(".//h1") is not None or form.find(".//h2") is not None:
        return False
    return (
        form.find(".//textarea") is not None
        or form.find(".//input[@type='text']") is not None
    )


def _is_frame(element: Element) -> bool:
    """Whether an element holds the page's main heading or region."""
    return (
        len(element) > 0
        and next(element.iter("h1", "main", "article"), None) is not None
    )


def _names(element: Element) -> str:
    """The classes and the id of an element; a heading's id is made of its text, which may say anything."""
    names = element.get("class", "")
    return names if _heads(element.tag) else f"{names} {element.get('id', '')}"


def _heads(tag: object) -> bool:
    """A heading's id is made of its text, which may say anything."""
    return isinstance(tag, str) and len(tag) == 2 and tag[0] == "h"


@lru_cache(maxsize=4096)
def _standing(names: str) -> str:
    """Where an element stands by its names: "beside" the content, maybe "around" it, or "" within it."""
    return (
        "beside"
        if _BESIDE_RE.search(names)
        else "around"
        if _AROUND_RE.search(names)
        else ""
    )


@lru_cache(maxsize=1024)
def _is_panel(names: str) -> bool:
    return bool(
        re.search(
            r"answer|panel|collaps|accordion|faq|expand|toggle", names, re.I
        )
    )


def classes(element: Element) -> frozenset[str]:
    """The classes of an element, in lower case."""
    return frozenset(element.get("class", "").lower().split())


def is_note(element: Element) -> bool:
    """Whether an element is a box inside the text, as documentation sites and DocBook have them."""
    names = classes(element)
    return bool(
        names & _NOTES and element.tag == "div" and len(names) == 1
    ) or any(
        re.search(r"admonition|callout|alert|starlight-aside|\bnote\b", name)
        for name in names
    )


def elements(element: Element) -> Iterator[Element]:
    """The children of an element that are elements: no comments, no instructions."""
    return (child for child in element if isinstance(child.tag, str))
