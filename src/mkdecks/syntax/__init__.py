"""The markdown that question pages are written in: CommonMark, what mkdocs sites add to it, and plain text.

Block rules for markdown-it that no plugin reads the way mkdocs does: admonitions and tabs hold whatever is indented,
also after two blank lines; ``<details>`` holds markdown; callouts of Obsidian and GitHub are admonitions.
"""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt

from . import admonition, callout, details, html_heading, math

# Anything deeper vanishes without a word in markdown-it, so the limit is far above what people write.
MAX_NESTING = 100


@cache
def markdown_parser() -> MarkdownIt:
    """The parser of markdown pages; one for the whole run, as building it takes longer than parsing a page."""
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.tasklists import tasklists_plugin

    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING, "html": True})
    parser.enable(["table", "strikethrough"])
    parser.use(deflist_plugin)
    parser.use(footnote_plugin, inline=False)
    parser.use(tasklists_plugin)
    parser.use(dollarmath_plugin)
    for rule in (admonition, callout, details, html_heading, math):
        rule.install(parser)
    return parser


@cache
def text_parser() -> MarkdownIt:
    """The parser of plain text: paragraphs and lists, code in fences or backticks; no other sign means anything."""
    parser = MarkdownIt("zero", {"maxNesting": MAX_NESTING})
    parser.enable(["list", "fence", "heading", "hr", "backticks", "newline"])
    return parser
