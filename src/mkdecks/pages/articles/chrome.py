"""Lines of scraped text that belong to the site around an article: navigation, dates, what follows its end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...language.question_text import is_question, number_of

WRITTEN_LABEL_RE = re.compile(
    r"^\s*(?:q(?:ues(?:tion)?)?\s*[.#]?\s*\d{0,4}\s*(?:[.):：]|-(?=\s))|ques(?:tion)?\s*\.?\s*\d{1,4}\b)",
    re.I,
)
_LINE_RE = re.compile(
    r"\s*(?:skip to (?:main )?content|table of contents|click (?:here )?to (?:reveal|show|see|view|expand).{0,20}"
    r"|(?:show|hide|reveal|view) (?:the )?answers?|\d+ / \d+"
    r"|(?:difficulty|level|category|topics?)\s*:\s*[\w ,/&-]{1,40}|[✓✗✔✘] ?(?:in)?correct"
    r"|.{0,60}\b\d+ min(?:ute)?s? read\b.{0,20}|advertisements?|share(?: this)?(?: on \w+)?|tweet|subscribe.{0,40}"
    r"|sign (?:up|in).{0,30}|log ?in|copy(?: code)?|menu|search"
    r"|home(?:\s*[>/\u00bb\u203a|].{0,80}|(?-i:(?:[A-Z][A-Za-z]*)+))?"
    r"|next page|previous page|read more|see more|load more|\[?(?:back to )?top\]?)\s*",
    re.I,
)
_TAIL_RE = re.compile(
    r"\s*(?:share|tweet|pin it|about (?:the|this) authors?|(?:about )?authors?|written by\b.{0,40}"
    r"|related(?: (?!databases?|fields?|tables?)\w+){0,3}|topics|comments?"
    r"|\d+ comments?|leave a (?:reply|comment)|you (?:may|might) also (?:like|enjoy).{0,40}|share this.{0,30}"
    r"|more from.{0,40}|recommended(?: (?:reading|articles?|posts?|courses?|resources|for you|links)){0,2}"
    r"|most (?:read|popular)|popular posts|read (?:next|also)|further articles|keep reading"
    r"|tags|newsletter|previous(?: post| article)?|next(?: post| article)?)\s*:?\s*",
    re.I,
)
_CONCLUSION_RE = re.compile(
    r"\s*(?:conclusions?|summary|final thoughts|final words|wrapping up|wrap[- ]up|in summary|closing thoughts"
    r"|bottom line|the takeaway|key takeaways)\s*:?\s*",
    re.I,
)


def is_chrome(line: str) -> bool:
    """Whether a whole line says nothing but what a site says on every page."""
    return bool(_LINE_RE.fullmatch(line))


def is_conclusion(line: str) -> bool:
    """Whether a line heads what an article says after its questions."""
    return bool(_CONCLUSION_RE.fullmatch(line))


def tail_start(lines: Sequence[str]) -> int:
    """The line where the page's own tail begins (author, related, comments), after which no marked question comes.

    Where the tail itself lists titles that ask, the first sign of it below the
    article's conclusion counts.
    """
    marks = [
        i
        for i, line in enumerate(lines)
        if WRITTEN_LABEL_RE.match(line)
        or (number_of(line) and is_question(line))
    ]
    asked = [i for i, line in enumerate(lines) if is_question(line)]
    end = next((i for i, line in enumerate(lines) if is_conclusion(line)), None)
    first = (
        marks[-1]
        if marks
        else asked[0]
        if asked
        else end
        if end is not None
        else len(lines) // 2
    )
    return next(
        (
            i
            for i in range(first + 1, len(lines))
            if lines[i].strip() and _TAIL_RE.fullmatch(lines[i])
        ),
        len(lines),
    )
