r"""The last step before a field: only the HTML that a card may have, and no more.

Anki sanitises nothing and runs what it finds in a field, so every field passes through
here. The facts behind each pattern: Anki takes ``[sound:..]``, ``[anki:..]``,
``[latex]``, ``[$]`` and ``[[type:..]]`` out of a field wherever they stand, also in
code; MathJax typesets ``\\(..\\)`` and ``\\[..\\]`` outside code, and its ``\\href``
runs script.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache
from html import escape, unescape
from typing import Any

from ..model.characters import CONTROL_RE, one_line
from .highlight import colour_classes

MAX_DEPTH = 100

_TAGS = set(
    """a abbr b blockquote br caption cite code col colgroup dd del dfn div dl dt em
    figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp small
    span strong sub sup table tbody td tfoot th thead tr u ul var""".split()
)
_ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height"},
    "ol": {"start", "type"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align"},
    "*": {"dir", "lang"},
}
_BOXES = set(
    """admonition details tab title footnotes highlight note abstract info tip success
    question warning failure danger bug example quote faq help hint important caution
    attention error check done summary tldr todo seealso""".split()
)
_DROPPED_WHOLE = set(
    "script style title textarea template iframe noscript object".split()
)
_NESTING_RE = re.compile(r"<(/?)([a-zA-Z][\w-]*)(?:[^<>/]|/(?!>))*(/?)>")
_VOID = frozenset(
    "area base br col embed hr img input link meta source track wbr".split()
)
_ANKI_RE = re.compile(
    r"\[(?=(?:sound|anki):|/?latex\]|/?\$\$?\]|\[type:)", re.I
)
# The edges of formulas, for MathJax; it sees none in what is "kept": code, and tags.
_DELIMITER_RE = re.compile(
    r'(?P<kept><(code|pre)\b.*?</\2>|<[^>"]*(?:"[^"]*"[^>"]*)*>)'
    r"|\\(?=[()\[\]]|begin\{)",
    re.I | re.S,
)
_IMG_OR_LINK_RE = re.compile(r'<(img|a)\b[^>"]*(?:"[^"]*"[^>"]*)*>')
_TARGET_RE = re.compile(r'\s(?:src|href)="([^"]*)"')
ADDRESS_RE = re.compile(r"(?:https?:|mailto:)", re.I)
_UNSAFE_COMMANDS = """href url mmlToken style class cssId data bbox require unicode
    csname def let newcommand renewcommand newenvironment renewenvironment
    DeclareMathOperator includegraphics html""".split()
_UNSAFE_RE = re.compile(rf"\\(?:{'|'.join(_UNSAFE_COMMANDS)}|\)|\])", re.I)


def depth(html: str) -> int:
    """How deep elements nest, 0 where they are too few to matter.

    It is counted in one pass; the sanitiser itself takes quadratic time on deep nests.
    """
    if html.count("<") <= MAX_DEPTH:
        return 0
    deepest = level = 0
    for match in _NESTING_RE.finditer(html):
        is_closing, tag, is_closed = match.groups()
        if is_closed or tag.lower() in _VOID:
            continue
        level = max(level - 1, 0) if is_closing else level + 1
        deepest = max(deepest, level)
    return deepest


def sanitise(html: str) -> str:
    """The HTML with only the tags, attributes and classes that a card may have."""
    if not any(sign in html for sign in "<>&"):
        return html
    cleaned: str = _cleaner().clean(html)
    return cleaned


@cache
def _cleaner() -> Any:
    import nh3

    return nh3.Cleaner(
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes={
            "span": colour_classes(),
            "pre": {"highlight"},
            "div": _BOXES,
            "p": {"title"},
            "ol": {"footnotes"},
        },
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        clean_content_tags=_DROPPED_WHOLE,
    )


def neutralise(html: str) -> str:
    """The HTML with what Anki or MathJax would act on broken up, so that it shows."""
    html = _without_anki(html)
    return _DELIMITER_RE.sub(_literal, html) if "\\" in html else html


def _literal(match: re.Match[str]) -> str:
    return match["kept"] or r"\<span></span>"


def _without_anki(text: str) -> str:
    """The text without what Anki would act on: ``[sound:`` and its like."""
    visible = CONTROL_RE.sub("", text)
    return _ANKI_RE.sub("&#91;", visible)


def with_formulas(html: str, formulas: Mapping[str, str]) -> str:
    """The HTML with each sign that stands for a formula replaced by the formula.

    The formulas are made as harmless as the rest.
    """
    for sign, formula in formulas.items():
        html = html.replace(sign, _without_anki(formula))
    return html


def only_own_targets(html: str, pictures: Collection[str]) -> str:
    """Sanitised HTML that shows only pictures of the package and links to addresses.

    Other pictures are left out; other links are only text.
    """

    def own(match: re.Match[str]) -> str:
        target = _TARGET_RE.search(match[0])
        if match[1] == "img":
            is_shown = target and unescape(target[1]) in pictures
            return match[0] if is_shown else ""
        is_kept = not target or ADDRESS_RE.match(target[1])
        return match[0] if is_kept else "<a>"

    return _IMG_OR_LINK_RE.sub(own, html)


def unsafe_formula(source: str) -> bool:
    """Whether a formula ends early, or names a command that can harm.

    That is one that can run script, load an address or define such a command.
    """
    return bool(_UNSAFE_RE.search(source))


def plain_field(text: str) -> str:
    """Plain text as a field: escaped, and safe from Anki's own syntax."""
    return neutralise(escape(one_line(text), quote=False))
