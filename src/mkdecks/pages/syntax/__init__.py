"""The markdown of question pages: CommonMark, what sites add to it, and plain text.

Block rules for markdown-it that no plugin reads the way mkdocs does: admonitions and
tabs hold whatever is indented, also after two blank lines; ``<details>`` holds
markdown; callouts of Obsidian and GitHub are admonitions, and so are containers between
colons and the directives of MyST.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from . import list_items, math
from .admonition import admonition, content_tab
from .blocks import Reading, Rule, start_of
from .callout import callout
from .card_block import card_block
from .component import component
from .container import container
from .details import details
from .directive import directive
from .heading import html_heading, text_heading, wrapped_heading
from .html_element import html_element
from .html_line import component_line, div_line
from .html_marks import html_marks
from .liquid import liquid
from .marks import site_marks
from .option_tags import option_tags
from .placeholder import placeholders
from .quiz import quiz
from .shortcode import shortcode
from .unseen import attribute_line, mark_line, mdx_comment

_TAG_LINE_RE = re.compile(r"\s*<[A-Z][\w.]*[^<>/]*>\s*")
# Anything deeper vanishes without a word in markdown-it, so the limit is far above what
# people write.
MAX_NESTING = 100


@cache
def markdown_parser() -> MarkdownIt:
    """The parser of markdown pages.

    There is one for the whole run, as building it takes longer than parsing a page.
    """
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
    parser.inline.ruler.at("math_inline", math.math_inline)
    parser.inline.ruler.before("math_inline", "math_double", math.math_double)
    parser.inline.ruler.before("escape", "math_brackets", math.math_brackets)
    parser.inline.ruler.before("link", "site_marks", site_marks)
    parser.core.ruler.before("inline", "properties", list_items.properties)
    parser.core.ruler.after("inline", "task_boxes", list_items.task_boxes)
    parser.core.ruler.after("inline", "html_marks", html_marks)
    parser.core.ruler.after("inline", "placeholders", placeholders)
    interrupts = ["paragraph", "reference", "blockquote", "list"]
    parser.block.ruler.before(
        "code", "site_syntax", _site_syntax, {"alt": interrupts}
    )
    return parser


def _any_target(url: str) -> bool:
    return True


def _site_syntax(
    state: StateBlock, line: int, end_line: int, silent: bool
) -> bool:
    """All our block rules as one, which is called for every line of a page.

    The line's first character tells them apart. Code is no block of ours, but what is
    indented right below the tag of a component is no code.
    """
    start, end = start_of(state, line), state.eMarks[line]
    rules = _RULES.get(state.src[start : start + 1])
    if not rules:
        return False
    if state.is_code_block(line) and not _is_below_tag(state, line):
        return False
    for rule in rules:
        if end - start > rule.max_length:
            continue
        opener = rule.pattern.match(state.src, start, end)
        if opener:
            reading = rule.read(state, line, end_line, opener)
            if _is_block(state, reading, silent):
                return True
    return False


def _is_below_tag(state: StateBlock, line: int) -> bool:
    """Whether the line above a line is the opening tag of a component, and no more."""
    last = state.tokens[-1] if state.tokens else None
    if last is None or last.type != "html_block" or last.map is None:
        return False
    return (
        last.map[1] == line and _TAG_LINE_RE.fullmatch(last.content) is not None
    )


def _is_block(state: StateBlock, reading: Reading, silent: bool) -> bool:
    """Whether a rule says that a block begins; it is written unless ``silent``."""
    stop = next(reading, None)
    if stop is None:
        return False
    if not silent:
        # The lines are listed first: what the block holds moves ``state.line`` too.
        state.line = [stop, *reading][-1]
    return True


_RULES: Mapping[str, Sequence[Rule]] = {
    "!": [admonition],
    "?": [admonition],
    "=": [content_tab],
    ">": [callout],
    "<": [
        details,
        html_heading,
        html_element,
        quiz,
        option_tags,
        component,
        component_line,
        div_line,
        wrapped_heading,
    ],
    "{": [attribute_line, mdx_comment, shortcode, liquid, mark_line],
    ":": [container, mark_line],
    "`": [directive],
    "~": [directive],
    "(": [mark_line],
    "i": [mark_line],
    "S": [card_block],
}


@cache
def text_parser() -> MarkdownIt:
    """The parser of plain text: paragraphs, lists, headings, tables and code."""
    parser = MarkdownIt("zero", {"maxNesting": MAX_NESTING})
    parser.enable(
        ["list", "fence", "heading", "hr", "table", "backticks", "newline"]
    )
    alike = ["paragraph", "reference", "blockquote"]
    parser.block.ruler.at("heading", text_heading, {"alt": alike})
    return parser
