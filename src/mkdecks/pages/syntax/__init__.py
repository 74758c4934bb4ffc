"""The markdown that question pages are written in: CommonMark, what mkdocs sites add to it, and plain text.

Block rules for markdown-it that no plugin reads the way mkdocs does: admonitions and
tabs hold whatever is indented, also after two blank lines; ``<details>`` holds
markdown; callouts of Obsidian and GitHub are admonitions, and so are containers between
colons and the directives of MyST.
"""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from . import marks, math, placeholder, properties, tasks
from .admonition import admonition, content_tab
from .callout import callout
from .card_block import card_block
from .component import component, mdx_comment
from .details import details
from .directive import container, directive
from .div import div
from .html_heading import attribute_line, html_heading
from .quiz import quiz

# Anything deeper vanishes without a word in markdown-it, so the limit is far above what
# people write.
MAX_NESTING = 100


@cache
def markdown_parser() -> MarkdownIt:
    """The parser of markdown pages; one for the whole run, as building it takes longer than parsing a page."""
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING, "html": True})
    # Where a link leads is for the sanitiser to judge; one that markdown-it refuses
    # would show as its source.
    parser.validateLink = _any_target  # type: ignore[method-assign]
    parser.enable(["table", "strikethrough"])
    parser.use(deflist_plugin)
    parser.use(footnote_plugin, inline=False)
    parser.use(dollarmath_plugin)
    math.install(parser)
    marks.install(parser)
    tasks.install(parser)
    properties.install(parser)
    placeholder.install(parser)
    interrupts = ["paragraph", "reference", "blockquote", "list"]
    parser.block.ruler.before(
        "fence", "site_syntax", _site_syntax, {"alt": interrupts}
    )
    return parser


def _any_target(url: str) -> bool:
    return True


def _site_syntax(
    state: StateBlock, start_line: int, end_line: int, silent: bool
) -> bool:
    """All our block rules as one, told apart by the line's first character: it is called for every line of a page."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    rules = _RULES.get(state.src[start : start + 1])
    return rules is not None and any(
        rule(state, start_line, end_line, silent) for rule in rules
    )


_RULES = {
    "!": (admonition,),
    "?": (admonition,),
    "=": (content_tab,),
    ">": (callout,),
    "<": (details, html_heading, quiz, component, div),
    "{": (attribute_line, mdx_comment, marks.mark_line),
    ":": (container, marks.mark_line),
    "`": (directive,),
    "~": (directive,),
    "(": (marks.mark_line,),
    "i": (marks.mark_line,),
    "S": (card_block,),
}


@cache
def text_parser() -> MarkdownIt:
    """The parser of plain text: paragraphs, lists, tables, code in fences or backticks, and no other sign."""
    parser = MarkdownIt("zero", {"maxNesting": MAX_NESTING})
    parser.enable(
        ["list", "fence", "heading", "hr", "table", "backticks", "newline"]
    )
    return parser
