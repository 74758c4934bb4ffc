"""What of a web page belongs to the site: told by tags, roles and names."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from ...language.question_text import answer_label_length
from .elements import (
    HEADINGS,
    NEVER_TEXT,
    Element,
    holds,
    is_hidden,
    is_note,
    shown_text,
    text_length,
)

# What is named as a part of the site and holds more than this share of the region's
# text is the frame of the content.
MAX_SITE_SHARE = 0.5
_MAYBE_CONTENT = frozenset({"form", "aside", "header"})
_SITE_ROLES = frozenset(
    "navigation banner contentinfo search complementary tablist dialog"
    " alertdialog".split()
)
_PANEL_RE = re.compile(
    r"answer|panel|collaps|accordion|faq|expand|toggle", re.I
)


def _named(words: str) -> Callable[[str], re.Match[str] | None]:
    """A search of names for words, whole or at the end of one (``page__sidebar``)."""
    pattern = rf"(?:^|\s|__)(?:[a-z]+[-_])?(?:{words})(?:$|\s|--)"
    return lru_cache(maxsize=4096)(re.compile(pattern, re.I).search)


# Names of what stands beside the content, however long it is.
_is_beside = _named(
    "article-meta|author(?:-(?:box|bio|info|card|name))?|avatar|back-to-top|biography|bio"
    "|byline|comments?|comment-(?:list|form|area|section|thread)|cookies?(?:-\\w+)*"
    "|disqus(?:-thread)?|edit-(?:link|page|this-page)|editsection|footnote-back(?:ref)?"
    "|headerlink|hidden-print|md-source-file|mw-editsection|newsletters?(?:-\\w+)*|noprint"
    "|popup|post-meta|promo(?:tion)?|quiz-header-link|read(?:ing)?-time"
    "|recommend(?:ed|ations)?(?:-\\w+)*|related(?:-\\w+)*|screen-reader-text|share|sharing"
    "|signup|skip-?(?:link|to-content)|social(?:-\\w+)*|sponsors?|sr-only|subscribe"
    "|subscription|tag-list|visually-?hidden"
)
# Names of what frames the content as often as it stands beside it.
_may_be_around = _named(
    "ads?|advert(?:isement|ising)?s?|banner|breadcrumbs?|cta|footer|nav|navbar|navfooter"
    "|navheader|navigation|navigator|page-?toc|pager|pagination|paginator|print-only"
    "|search(?:box|bar|form)?|side-?bar|sitemap|skip|sphinxsidebar|table-of-contents"
    "|teaser|toc|toolbar|topbar|widget-area"
)


class SiteParts:
    """Tells what of a region belongs to the site and not to the page."""

    def __init__(self, region: Element) -> None:
        """The text of ``region`` is what the length of its parts is compared with."""
        self._region = region
        self._max_length = MAX_SITE_SHARE * text_length(region)

    def holds(self, element: Element) -> bool:
        """Whether an element of the region is the site's, or is hidden from readers."""
        if element.tag in NEVER_TEXT:
            return True
        if element.tag in _MAYBE_CONTENT:
            return self._is_beside_content(element)
        if not element.attrib:
            return False
        if element.get("role", "") in _SITE_ROLES:
            return self._is_small(element)
        if is_hidden(element):
            return not (_is_panel(element) or _says_answer(element))
        return self._is_named_so(element)

    def _is_beside_content(self, element: Element) -> bool:
        """Whether a form, a box or a header, which may be content, is the site's."""
        if element.tag == "form":
            # Forms without a field or a button only hold together what is read.
            sends = holds(element, "input", "select", "textarea", "button")
            is_sent = sends and self._is_small(element)
            return is_sent or _is_filled_in(element)
        if element.tag == "aside":
            return not is_note(element)
        if _is_beside(_names(element)):
            return True
        is_outermost = element.getparent() is self._region
        is_untitled = element.find(".//h1") is None
        return is_outermost and is_untitled and self._is_small(element)

    def _is_named_so(self, element: Element) -> bool:
        """Whether an element has the name of a part of the site, and is no frame."""
        names = _names(element)
        if _is_beside(names):
            return not is_note(element) and not _is_frame(element)
        if _may_be_around(names):
            return not is_note(element) and self._is_small(element)
        return False

    def _is_small(self, element: Element) -> bool:
        """Whether an element is no frame, and holds half of the text at the most."""
        if _is_frame(element) and element.tag != "form":
            return False
        return text_length(element) <= self._max_length


def _is_filled_in(form: Element) -> bool:
    """Whether a form asks its reader for text, and holds nothing to read."""
    if holds(form, "h1", "h2"):
        return False
    fields = (".//textarea", ".//input[@type='text']")
    return any(form.find(field) is not None for field in fields)


def _is_frame(element: Element) -> bool:
    """Whether an element holds elements, and the page's main heading or region."""
    return len(element) > 0 and holds(element, "h1", "main", "article")


def _is_panel(element: Element) -> bool:
    """Whether an element is of those that are hidden until their reader opens them."""
    is_tab = element.get("role") == "tabpanel"
    return is_tab or bool(_PANEL_RE.search(element.get("class", "")))


def _says_answer(element: Element) -> bool:
    """Whether an element begins with the label of an answer, which a click may show."""
    return answer_label_length(shown_text(element).strip()) > 0


def _names(element: Element) -> str:
    """The classes and the id of an element."""
    names = element.get("class", "")
    # A heading's id is made of its text, which may say anything.
    has_own_id = element.tag in HEADINGS or element.tag == "hr"
    return names if has_own_id else f"{names} {element.get('id', '')}"
