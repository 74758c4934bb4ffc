"""``<variable>`` and ``List<int>`` in running text: no HTML, but meant to be seen.

A lone tag in the midst of a line that no HTML element is called by, and that nothing
closes. A browser would hide it.
https://html.spec.whatwg.org/multipage/indices.html#elements-3
"""

from __future__ import annotations

import re

from markdown_it.rules_core import StateCore

_ELEMENTS = frozenset(
    "a abbr acronym address applet area article aside audio b base bdi bdo big"
    " blockquote body br button canvas caption center cite code col colgroup"
    " data datalist dd del details dfn dialog dir div dl dt em embed fieldset"
    " figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head"
    " header hgroup hr html i iframe img input ins kbd label legend li link main"
    " map mark marquee math menu meta meter nav nobr noframes noscript object ol"
    " optgroup option output p param picture pre progress q rp rt ruby s samp"
    " script search section select slot small source span strike strong style"
    " sub summary sup svg table tbody td template textarea tfoot th thead time"
    " title tr track tt u ul var video wbr".split()
)
# An option that is nothing but tags is meant to show them, whatever they are.
_OPTION_RE = re.compile(r"\[\s?[xX]?\s?\]\s*(?:</?[A-Za-z][^<>\n]*>\s*)+")
_TAG_RE = re.compile(r"<(?P<name>[A-Za-z][\w.-]*)(?:\s[\w ]*)?>")


def placeholders(state: StateCore) -> None:
    """Turn tags that are placeholders into text; inline text has been parsed."""
    for token in state.tokens:
        is_option = _OPTION_RE.fullmatch(token.content) is not None
        for child in token.children or ():
            if child.type == "html_inline" and (
                is_option or _is_placeholder(child.content, token.content)
            ):
                child.type = "text"


def _is_placeholder(written: str, content: str) -> bool:
    tag = _TAG_RE.fullmatch(written)
    if not tag or tag["name"].lower() in _ELEMENTS:
        return False
    return f"</{tag['name']}" not in content
