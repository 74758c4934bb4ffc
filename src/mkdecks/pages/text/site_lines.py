"""Lines of scraped text that belong to the site around an article.

They are navigation, dates, and what follows the article's end.
"""

from __future__ import annotations

import re

from ...language.question_text import is_question, number_of
from .lines import Lines, has_label

_SITE_RE = re.compile(
    r"\s*(?:skip to (?:main )?content|table of contents"
    r"|click (?:here )?to (?:reveal|show|see|view|expand).{0,20}"
    r"|(?:show|hide|reveal|view) (?:the )?answers?|\d+ / \d+"
    r"|(?:difficulty|level|category|topics?)\s*:\s*[\w ,/&-]{1,40}"
    r"|[✓✗✔✘] ?(?:in)?correct|.{0,60}\b\d+ min(?:ute)?s? read\b.{0,20}|advertisements?"
    r"|share(?: this)?(?: on \w+)?|tweet|subscribe.{0,40}|sign (?:up|in).{0,30}|log ?in"
    r"|copy(?: code)?|menu|search|home(?:\s*[>/\u00bb\u203a|].{0,80}"
    r"|(?-i:(?:[A-Z][A-Za-z]*)+))?|next page|previous page|read more|see more|load more"
    r"|\[?(?:back to )?top\]?)\s*",
    re.I,
)
_TAIL_RE = re.compile(
    r"\s*(?:share|tweet|pin it|about (?:the|this) authors?|(?:about )?authors?"
    r"|written by\b.{0,40}|related(?: (?!databases?|fields?|tables?)\w+){0,3}|topics"
    r"|comments?|\d+ comments?|leave a (?:reply|comment)"
    r"|you (?:may|might) also (?:like|enjoy).{0,40}|share this.{0,30}|more from.{0,40}"
    r"|recommended"
    r"(?: (?:reading|articles?|posts?|courses?|resources|for you|links)){0,2}"
    r"|most (?:read|popular)|popular posts|read (?:next|also)|further articles"
    r"|keep reading|tags|newsletter|previous(?: post| article)?"
    r"|next(?: post| article)?)\s*:?\s*",
    re.I,
)
_CONCLUSION_RE = re.compile(
    r"\s*(?:conclusions?|summary|final thoughts|final words|wrapping up|wrap[- ]up"
    r"|in summary|closing thoughts|bottom line|the takeaway|key takeaways)\s*:?\s*",
    re.I,
)


def is_site_line(line: str) -> bool:
    """Whether a whole line says nothing but what a site says on every page."""
    return bool(_SITE_RE.fullmatch(line))


def is_conclusion(line: str) -> bool:
    """Whether a line heads what an article says after its questions."""
    return bool(_CONCLUSION_RE.fullmatch(line))


def tail_start(lines: Lines) -> int:
    """The line where what follows an article begins: author, related pages, comments.

    It is the first sign of that below the last question.
    """
    for index in range(_last_question(lines) + 1, len(lines)):
        if _TAIL_RE.fullmatch(lines[index]):
            return index
    return len(lines)


def _last_question(lines: Lines) -> int:
    """The last line that is marked as a question.

    Where none is, it is the first that asks, as the tail may list titles that ask; else
    the conclusion, else the middle of the text.
    """
    marked = [index for index, line in enumerate(lines) if _is_marked(line)]
    asking = [index for index, line in enumerate(lines) if is_question(line)]
    ends = [index for index, line in enumerate(lines) if is_conclusion(line)]
    return [*marked[-1:], *asking[:1], *ends[:1], len(lines) // 2][0]


def _is_marked(line: str) -> bool:
    return has_label(line) or (bool(number_of(line)) and is_question(line))
