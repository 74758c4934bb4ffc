"""Marks of site builders and note apps that a reader of the site never sees: icons, shortcodes, wiki links.

``:material-book:`` of mkdocs-material, ``{{< tabs >}}`` and ``{{% note %}}`` of Hugo,
stray fences of colons, ``(target)=`` of MyST, ``import`` lines of MDX, ``{.class}``
behind a link or a picture, ``[text]{#id}`` of pandoc, ``[[page|shown]]`` and
``![[picture.png]]`` of Obsidian.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

MAX_LINE = 1_000
_LINE_RE = re.compile(
    r"(?:\{\{[<%].*[%>]\}\}"
    r"|:{3,}[ \t]*(?:[\w-]+(?:[ \t]*(?:\{[^}]*\}|\[[^\]]*\]|[^\n]{1,80}))?)?"
    r"|\([\w-]+\)=|import\s[^\n]{1,200}\sfrom\s[\"'][^\"'\n]+[\"'];?)[ \t]*$"
)
_ICON_RE = re.compile(
    r":(?:material|fontawesome|octicons|simple)-[\w-]{1,80}:(?:\{[^}\n]*\})?[ \t]?"
)
_SHORTCODE_RE = re.compile(r"\{\{[<%][^\n]{0,300}?[%>]\}\}")
_SPAN_RE = re.compile(r"\[(?P<text>[^\[\]\n]{1,300})\]\{[ \t]*[#.:][^{}\n]*\}")
# Roles of MyST: those that show code, and those that lead somewhere and show their
# text, or what they lead to.
_ROLE_RE = re.compile(
    r"\{(?P<role>ref|doc|term|math|cite(?::\w+)?|eq|numref|code|kbd|file|guilabel|menuselection|abbr|sub|sup|download"
    r"|func|class|meth|mod|py:\w+|prf:ref|command|program|option|envvar)\}`(?P<text>[^`\n]+?)(?:\s*<[^<>`\n]+>)?`"
)
_LOGSEQ_CLOZE_RE = re.compile(r"\{\{cloze\s+(?P<text>[^{}\n]+)\}\}")
_CODE_ROLES = frozenset(
    "code kbd file func class meth mod command program option envvar".split()
)
_ATTRIBUTES_RE = re.compile(
    r"(?<=[)\]*_`])\{:?[ \t]*(?:[#.][\w:-]+|[\w-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s{}\"']+))"
    r"(?:[ \t]+(?:[#.][\w:-]+|[\w-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s{}\"']+)))*[ \t]*\}"
)
_WIKI_RE = re.compile(
    r"(?P<embed>!?)\[\[(?!type:)(?P<target>[^\[\]|\n#]{0,300})(?P<anchor>#[^\[\]|\n]{0,300})?(?:\|(?P<shown>[^\[\]\n]{0,300}))?\]\](?![(\[])"
)


_INLINE = {
    ":": (_ICON_RE,),
    "{": (_SHORTCODE_RE, _ATTRIBUTES_RE, _ROLE_RE, _LOGSEQ_CLOZE_RE),
    "[": (_WIKI_RE, _SPAN_RE),
    "!": (_WIKI_RE,),
}


def install(parser: MarkdownIt) -> None:
    """Add the inline rule to a parser, ahead of links and images."""
    parser.inline.ruler.before("link", "site_marks", _site_marks)


def mark_line(
    state: StateBlock, start_line: int, end_line: int, silent: bool
) -> bool:
    """The rule for a line that is a shortcode, a fence, a target or an import and nothing else."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    line = state.src[start : state.eMarks[start_line]]
    if (
        len(line) > MAX_LINE
        or state.is_code_block(start_line)
        or not _LINE_RE.match(line)
    ):
        return False
    if not silent:
        state.line = start_line + 1
    return True


def _site_marks(state: StateInline, silent: bool) -> bool:
    sign = state.src[state.pos]
    for pattern in _INLINE.get(sign, ()):
        if match := pattern.match(state.src, state.pos):
            break
    else:
        return False
    if not silent and pattern is _WIKI_RE:
        _push_wiki(state, match)
    elif not silent and pattern in (_SPAN_RE, _LOGSEQ_CLOZE_RE):
        state.push("text", "", 0).content = match["text"]
    elif not silent and pattern is _ROLE_RE:
        kind = (
            "math_inline"
            if match["role"] == "math"
            else "code_inline"
            if match["role"] in _CODE_ROLES
            else "text"
        )
        state.push(
            kind, "code" if kind == "code_inline" else "", 0
        ).content = match["text"]
    state.pos = match.end()
    return True


def _push_wiki(state: StateInline, match: re.Match[str]) -> None:
    shown = (
        match["shown"] or match["target"] or (match["anchor"] or "").lstrip("#")
    )
    if match["embed"]:
        image = state.push("image", "img", 0)
        image.attrs = {"src": match["target"].strip(), "alt": ""}
        image.content = (
            "" if (match["shown"] or "").isdigit() else match["shown"] or ""
        )
        image.children = (
            [Token("text", "", 0, content=image.content)]
            if image.content
            else []
        )
    else:
        state.push("wiki_link", "", 0).content = shown.strip()
