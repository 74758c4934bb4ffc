r"""The last step before a field: an allow-list of HTML, and nothing left that Anki or MathJax would act on.

Anki sanitises nothing and runs what it finds in a field, so every field passes through
here. The facts behind each pattern: Anki takes ``[sound:..]``, ``[anki:..]``,
``[latex]``, ``[$]`` and ``[[type:..]]`` out of a field wherever they stand, also in
code; MathJax typesets ``\\(..\\)`` and ``\\[..\\]`` outside code, and its ``\\href``
runs script.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from html import escape, unescape
from typing import Any

from ..model.characters import CONTROL_RE

MAX_DEPTH = 100

_TAGS = frozenset(
    (
        "a abbr b blockquote br caption cite code col colgroup dd del dfn div dl dt em figcaption figure h1 "
        "h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp small span strong sub sup table tbody td "
        "tfoot th thead tr u ul var"
    ).split()
)
_ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align"},
    "*": {"dir", "lang"},
}
_BOXES = frozenset(
    "admonition details tab title footnotes highlight note abstract info tip success question warning failure danger"
    " bug example quote faq help hint important caution attention error check done summary tldr todo seealso".split()
)
_TAG_RE = re.compile(r'<[^>"]*(?:"[^"]*"[^>"]*)*>')
_NESTING_RE = re.compile(r"<(/?)([a-zA-Z][\w-]*)(?:[^<>/]|/(?!>))*(/?)>")
_VOID = frozenset(
    "area base br col embed hr img input link meta source track wbr".split()
)
_ANKI_RE = re.compile(
    r"\[(?=(?:sound|anki):|/?latex\]|/?\$\$?\]|\[type:)", re.I
)
_DELIMITER_RE = re.compile(r"\\(?=[()\[\]])|\\(?=begin\{)")
_IMG_OR_LINK_RE = re.compile(r'<(img|a)\b[^>"]*(?:"[^"]*"[^>"]*)*>')
_TARGET_RE = re.compile(r'\s(?:src|href)="([^"]*)"')
ADDRESS_RE = re.compile(r"(?:https?:|mailto:)", re.I)
_UNSAFE_COMMANDS = (
    "href url mmlToken style class cssId data bbox require unicode csname def let newcommand renewcommand"
    " newenvironment renewenvironment DeclareMathOperator includegraphics html"
)
_UNSAFE_RE = re.compile(
    r"\\(?:" + "|".join(_UNSAFE_COMMANDS.split()) + r")", re.I
)


def depth(html: str) -> int:
    """How deep elements nest, counted in one pass; the sanitiser itself takes quadratic time on deep nests."""
    deepest = level = 0
    if html.count("<") <= MAX_DEPTH:
        return 0
    for match in _NESTING_RE.finditer(html):
        if match[2].lower() in _VOID or match[3]:
            continue
        level = level + 1 if not match[1] else max(level - 1, 0)
        deepest = max(deepest, level)
    return deepest


def sanitise(html: str) -> str:
    """The HTML with only the tags, attributes and classes that a card may have."""
    if not any(sign in html for sign in "<>&"):
        return html
    cleaned: str = _cleaner().clean(html)
    return cleaned


@lru_cache(maxsize=1)
def _cleaner() -> Any:
    import nh3
    from pygments.token import STANDARD_TYPES

    colours = {name for name in STANDARD_TYPES.values() if name}
    return nh3.Cleaner(
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        allowed_classes={
            "span": colours,
            "pre": {"highlight"},
            "div": set(_BOXES),
            "p": {"title"},
            "ol": {"footnotes"},
        },
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        clean_content_tags={
            "script",
            "style",
            "title",
            "textarea",
            "template",
            "iframe",
            "noscript",
            "object",
        },
    )


def neutralise(html: str) -> str:
    """Break up what Anki or MathJax would act on, so that it shows literally."""
    html = _ANKI_RE.sub("&#91;", CONTROL_RE.sub("", html))
    return "".join(_outside_code(html)) if "\\" in html else html


def _outside_code(html: str) -> Iterator[str]:
    """The pieces of the HTML, with MathJax's delimiters broken in text that is not code."""
    position, code = 0, 0
    for match in _TAG_RE.finditer(html):
        text, tag = html[position : match.start()], match[0].lower()
        yield text if code else _DELIMITER_RE.sub(r"\\<span></span>", text)
        yield match[0]
        code += tag.startswith(("<code", "<pre")) - tag.startswith(
            ("</code", "</pre")
        )
        position = match.end()
    yield (
        html[position:]
        if code
        else _DELIMITER_RE.sub(r"\\<span></span>", html[position:])
    )


def with_formulas(html: str, formulas: Mapping[str, str]) -> str:
    """The HTML with each sign that stands for a formula replaced by the formula, made as harmless as the rest.

    The signs are drawn by lot, so that no author can write one.
    """
    for sign, formula in formulas.items():
        html = html.replace(
            sign, _ANKI_RE.sub("&#91;", CONTROL_RE.sub("", formula))
        )
    return html


def only_own_targets(html: str, pictures: Collection[str]) -> str:
    """Sanitised HTML whose pictures are of the package and whose links are addresses; others lose tag or target."""

    def kept(match: re.Match[str]) -> str:
        target = _TARGET_RE.search(match[0])
        if match[1] == "img":
            return (
                match[0] if target and unescape(target[1]) in pictures else ""
            )
        return match[0] if not target or ADDRESS_RE.match(target[1]) else "<a>"

    return (
        _IMG_OR_LINK_RE.sub(kept, html)
        if "<img" in html or "<a" in html
        else html
    )


def unsafe_formula(source: str) -> bool:
    """Whether a formula names a command that can run script, load an address or define such a command."""
    return bool(_UNSAFE_RE.search(source)) or "\\)" in source or "\\]" in source


def plain_field(text: str) -> str:
    """Plain text as a field: escaped, and safe from Anki's own syntax."""
    return neutralise(escape(" ".join(text.split()), quote=False))
