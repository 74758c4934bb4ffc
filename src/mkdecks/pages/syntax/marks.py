"""Marks of site builders and note apps in running text: icons, shortcodes, wiki links.

``:material-book:`` of mkdocs-material, ``{{< tabs >}}`` and ``{{% note %}}`` of Hugo,
roles of MyST, ``{.class}`` behind a link or a picture, ``[text]{#id}`` of pandoc,
``[[page|shown]]`` and ``![[picture.png]]`` of Obsidian.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_ICON_RE = re.compile(
    r":(?:material|fontawesome|octicons|simple)-[\w-]{1,80}:(?:\{[^}\n]*\})?[ \t]?"
)
_SHORTCODE_RE = re.compile(r"\{\{[<%][^\n]{0,300}?[%>]\}\}")
_SPAN_RE = re.compile(r"\[(?P<text>[^\[\]\n]{1,300})\]\{[ \t]*[#.:][^{}\n]*\}")
# Roles of MyST: those that show code, and those that lead somewhere and show their
# text, or what they lead to.
_ROLE_RE = re.compile(
    r"\{(?P<role>ref|doc|term|math|cite(?::\w+)?|eq|numref|code|kbd|file|guilabel"
    r"|menuselection|abbr|sub|sup|download|func|class|meth|mod|py:\w+|prf:ref|command"
    r"|program|option|envvar)\}`(?P<text>[^`\n]+?)(?:\s*<[^<>`\n]+>)?`"
)
_LOGSEQ_CLOZE_RE = re.compile(r"\{\{cloze\s+(?P<text>[^{}\n]+)\}\}")
_CODE_ROLES = frozenset(
    "code kbd file func class meth mod command program option envvar".split()
)
_ATTRIBUTE = r"""(?:[#.][\w:-]+|[\w-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s{}"']+))"""
_ATTRIBUTES_RE = re.compile(
    rf"(?<=[)\]*_`])\{{:?[ \t]*{_ATTRIBUTE}(?:[ \t]+{_ATTRIBUTE})*[ \t]*\}}"
)
_WIKI_RE = re.compile(
    r"!?\[\[(?!type:)(?P<target>[^\[\]|\n#]{0,300})(?P<anchor>#[^\[\]|\n]{0,300})?"
    r"(?:\|(?P<shown>[^\[\]\n]{0,300}))?\]\](?![(\[])"
)

Match = re.Match[str]
Push = Callable[[StateInline, Match], None]


def site_marks(state: StateInline, silent: bool) -> bool:
    """The inline rule for marks, which stands ahead of links and images."""
    for pattern, push in _MARKS.get(state.src[state.pos], ()):
        match = pattern.match(state.src, state.pos)
        if match:
            if push and not silent:
                push(state, match)
            state.pos = match.end()
            return True
    return False


def _push_text(state: StateInline, match: Match) -> None:
    state.push("text", "", 0).content = match["text"]


def _push_role(state: StateInline, match: Match) -> None:
    kind = "text"
    if match["role"] == "math":
        kind = "math_inline"
    elif match["role"] in _CODE_ROLES:
        kind = "code_inline"
    state.push(kind, "", 0).content = match["text"]


def _push_wiki_link(state: StateInline, match: Match) -> None:
    anchor = (match["anchor"] or "").lstrip("#")
    shown = match["shown"] or match["target"] or anchor
    state.push("wiki_link", "", 0).content = shown.strip()


def _push_wiki_image(state: StateInline, match: Match) -> None:
    shown = match["shown"] or ""
    image = state.push("image", "", 0)
    image.attrs = {"src": match["target"].strip()}
    # A number is the picture's width.
    if shown and not shown.isdigit():
        image.content = shown
        image.children = [Token("text", "", 0, content=shown)]


# The marks that begin with a sign, and how what they show is written; None for those
# that show nothing.
_MARKS: Mapping[str, Sequence[tuple[re.Pattern[str], Push | None]]] = {
    ":": [(_ICON_RE, None)],
    "{": [
        (_SHORTCODE_RE, None),
        (_ATTRIBUTES_RE, None),
        (_ROLE_RE, _push_role),
        (_LOGSEQ_CLOZE_RE, _push_text),
    ],
    "[": [(_WIKI_RE, _push_wiki_link), (_SPAN_RE, _push_text)],
    "!": [(_WIKI_RE, _push_wiki_image)],
}
