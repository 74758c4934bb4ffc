"""Lines of scraped text that belong to the site around an article.

They are navigation, dates, and what follows the article's end.
"""

from __future__ import annotations

import re

from ...language.lexicon import begins_with, consists_of, find, says
from ...language.question_text import (
    bare_words,
    is_prompt,
    is_question,
    number_of,
)
from .lines import (
    Lines,
    Places,
    ends_paragraph,
    filled_above,
    filled_below,
    has_label,
    is_led_in,
    opens_paragraph,
)

MAX_TAIL = 60
MAX_OPENED, MAX_FACT, MAX_CRUMBS, MAX_AROUND_TIME = 40, 42, 84, 60
_COUNTER_RE = re.compile(r"\d+ / \d+")
_VERDICT_RE = re.compile(r"[\u2713\u2717\u2714\u2718] ?(.+)")
_CRUMB_RE = re.compile(r"\s*[>/\u00bb\u203a|]")
# The links of a menu that has lost its spaces, the first of them apart.
_MENU_RE = re.compile(r"([A-Z][a-z]*)[A-Z][A-Za-z]*")
_FACT_RE = re.compile(r"\s*:\s*[\w ,/&-]+")
_NUMBER_END_RE = re.compile(r"\b\d+ $")
_COUNT_RE = re.compile(r"\d+\s+")
# A year or the sign of a copyright.
_RIGHTS_RE = re.compile(r"\u00a9|\(c\)|\b(?:19|20)\d\d\b", re.I)
_SENTENCE_ENDS = (".", "!", "\u3002")


def is_site_line(line: str) -> bool:
    """Whether a whole line says nothing but what a site says on every page."""
    text = line.strip()
    if says(text.strip("[]"), "site_line") or _COUNTER_RE.fullmatch(text):
        return True
    opening = begins_with(text, "site_opening")
    if opening and len(text) <= opening + MAX_OPENED:
        return True
    fact = begins_with(text, "question_facts")
    if fact and len(text) <= fact + MAX_FACT and _FACT_RE.fullmatch(text, fact):
        return True
    verdict = _VERDICT_RE.fullmatch(text)
    if verdict and says(verdict[1], "correct", "wrong"):
        return True
    return _is_menu(text) or _is_reading_time(text)


def _is_menu(text: str) -> bool:
    """Whether a line is a path through a site, or its menu."""
    home = begins_with(text, "site_home")
    if home and _CRUMB_RE.match(text, home):
        return len(text) <= home + MAX_CRUMBS
    menu = _MENU_RE.fullmatch(text)
    return menu is not None and says(menu[1], "site_home")


def _is_reading_time(text: str) -> bool:
    """Whether a short line says how long a page takes to read."""
    return any(
        start <= MAX_AROUND_TIME and _NUMBER_END_RE.search(text[:start])
        for start, _ in find(text, "reading_time")
    )


def is_conclusion(line: str) -> bool:
    """Whether a line heads what an article says after its questions."""
    return says(line.strip().rstrip(":").rstrip(), "conclusion")


def tail_start(lines: Lines, questions: Places) -> int:
    """The line where what follows a text begins: author, rights, related pages.

    It is the first sign of that below the last question. ``questions`` are lines that
    are known to be some.
    """
    start = _last_question(lines, questions) + 1
    for index in range(start, len(lines)):
        if _begins_tail(lines, index) and not _is_followed(lines, index):
            return index
    return len(lines)


def _begins_tail(lines: Lines, index: int) -> bool:
    """Whether a paragraph begins with a sign of what follows a text.

    What stands right below a question, or below a colon, is its answer.
    """
    line = lines[index]
    if not line.strip() or not opens_paragraph(lines, index):
        return False
    above = filled_above(lines, index)
    if is_question(above) or is_led_in(lines, index):
        return False
    title = _COUNT_RE.sub("", line.strip(), count=1)
    words = consists_of(title, "tail_title", "and")
    is_title = any("tail_title" in roles for roles in words)
    return is_title or _opens_tail(lines, index)


def _opens_tail(lines: Lines, index: int) -> bool:
    """Whether a line opens as such a text does, and is no prose."""
    text = lines[index].strip()
    if not begins_with(text, "tail"):
        return False
    if _RIGHTS_RE.search(text) or says(bare_words(text), "tail"):
        return True
    is_short = len(text) <= MAX_TAIL and ends_paragraph(lines, index)
    return is_short and not text.endswith(_SENTENCE_ENDS)


def _is_followed(lines: Lines, index: int) -> bool:
    """Whether questions go on below a line, and sentences answer them."""
    for place in range(index + 1, len(lines)):
        line = lines[place]
        if not is_question(line) or not is_prompt(line):
            continue
        below = filled_below(lines, place)
        if below is not None and lines[below].rstrip().endswith(_SENTENCE_ENDS):
            return opens_paragraph(lines, place)
    return False


def _last_question(lines: Lines, questions: Places) -> int:
    """The last line that is marked as a question.

    Where none is, it is the first that asks, as the tail may list titles that ask; else
    the conclusion, else the middle of the text.
    """
    marked = [
        index
        for index, line in enumerate(lines)
        if index in questions or _is_marked(line)
    ]
    if marked:
        return marked[-1]
    asking = [index for index, line in enumerate(lines) if is_question(line)]
    ends = [index for index, line in enumerate(lines) if is_conclusion(line)]
    return [*asking, *ends, len(lines) // 2][0]


def _is_marked(line: str) -> bool:
    return has_label(line) or (bool(number_of(line)) and is_question(line))
