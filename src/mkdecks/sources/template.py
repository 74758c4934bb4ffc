"""Pages that a program fills before anybody reads them: they are no sources.

Layouts of site makers, pages that they begin a new page from, and templates of note
apps. A page that only mentions such code, in a block of code or in its text, is none.
"""

from __future__ import annotations

import re

from .clean import with_fences
from .front_matter_block import front_matter_of

# What a text is put in place of: {{ .Date }} or <% tp.date.now() %>; no deletion of Anki.
PLACEHOLDER = r"(?:\{\{(?!c\d+::)[^{}\n]{1,200}\}\}|<%[^%\n]{1,200}%>)"
# A value that is nothing else, or that begins with one where YAML has a map.
_VALUE_RE = re.compile(
    r"^(?:[ \t]*-|[\w-]+:|[\w-]+[ \t]*=)[ \t]+"
    rf"(?:\{{\{{|<%|[\"'][ \t]*(?:{PLACEHOLDER}[ \t]*)+[\"'][ \t]*$)",
    re.M,
)
# A name alone is for whoever begins a page; with a dot it is the page's own
# (page.title), which its site fills.
_NAME_RE = re.compile(
    r"\{\{[ \t]*(?!c\d+::|cloze )[^\W\d][\w -]*(?::[^{}\n]*)?\}\}|<%[^%\n]+%>"
)
_TITLE_RE = re.compile(r"#[ \t]+(?P<title>.*)")
MIN_NAMES = MIN_CONTROLS = 2
# What never shows on a web page, or shows as it is written.
_CODE_RE = re.compile(
    r"<!--.*?-->|<(pre|code|script|style|textarea)\b.*?</\1\s*>", re.S | re.I
)
# What decides which parts of a layout are shown, and how often.
_CONTROL_RE = re.compile(
    r"\{%-?\s*[a-z]\w*[^{}\n]*%\}|<\?php\b|<%[-=]?\s"
    r"|\{\{-?\s*(?:[#>/]|(?:range|with|if|end|define|block|partial|template)\b)"
)
_HTML_TITLE_RE = re.compile(rf"<title\b[^>]*>\s*{PLACEHOLDER}", re.I)


def is_template(text: str) -> bool:
    """Whether a page of markdown is the start of other pages."""
    if "{{" not in text and "<%" not in text:
        return False
    if _VALUE_RE.search(front_matter_of(text)):
        return True
    lines = [
        line
        for _, line, is_code in with_fences(text.split("\n"))
        if not is_code
    ]
    titles = filter(None, map(_TITLE_RE.match, lines))
    title = next(titles, None)
    if title is None or not _NAME_RE.search(title["title"]):
        return False
    return len(_NAME_RE.findall("\n".join(lines))) >= MIN_NAMES


def is_layout(html: str) -> bool:
    """Whether a web page holds code that a site maker runs to make pages of it."""
    if _HTML_TITLE_RE.search(html):
        return True
    if not _CONTROL_RE.search(html):
        return False
    controls = _CONTROL_RE.findall(_CODE_RE.sub("", html))
    return len(controls) >= MIN_CONTROLS
