"""Plain text -> a Source whose questions, sections and lists carry signs that the text parser reads.

Line for line, so that every span stays right: a visible question becomes a heading of level 6, the title line of a
section one of level 2, a typographic bullet a hyphen. Which lines are questions is decided over the whole text, since
a line that ends in a question mark may as well be rhetoric inside an answer.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ..model import Source
from ..wording import announces_questions, is_call_to_action, is_prompt, is_question, number_of, question_label_length

QUESTION_LEVEL, SECTION_LEVEL, TITLE_LEVEL = 6, 2, 1
MAX_QUESTION = 400
TIGHT_SHARE = 0.25

_BULLET_RE = re.compile(r"^(\s*)[\u2022\u25cf\u25e6\u25aa\u2023\u2043\u00b7\u2013](?=\s)")
_LIST_RE = re.compile(r"^\s*(?:[-*+]\s|\d{1,3}[.)]\s)")
_WRITTEN_LABEL_RE = re.compile(
    r"^\s*(?:q(?:ues(?:tion)?)?\s*[.#]?\s*\d{0,4}\s*[.):：-]|q(?:ues(?:tion)?)?\s*\.?\s*\d{1,4}\b)", re.I
)
_CHROME_RE = re.compile(
    r"\s*(?:skip to (?:main )?content|table of contents|click to (?:reveal|show|see).{0,20}|\d+ / \d+|[✓✗✔✘] ?\w+|.{0,40}\b\d+ min(?:ute)? read\b.{0,20}"
    r"|advertisement|share(?: this)?(?: on \w+)?|subscribe.{0,40}|sign up.{0,30}|copy(?: code)?|\[?(?:back to )?top\]?)\s*",
    re.I,
)
_TAIL_RE = re.compile(
    r"\s*(?:about the authors?|authors?|related(?: \w+){0,3}|topics|comments?|\d+ comments?|leave a (?:reply|comment)|you (?:may|might) also like.*|share this.*|more from.*|recommended.*"
    r"|tags|newsletter|previous(?: post| article)?|next(?: post| article)?)\s*:?\s*",
    re.I,
)
_CONCLUSION_RE = re.compile(
    r"\s*(?:conclusions?|summary|final thoughts|wrapping up|wrap[- ]up|in summary|closing thoughts)\s*:?\s*", re.I
)


def mark_up(source: Source) -> Source:
    """The Source with its questions and sections marked; its lines stay where they were."""
    lines = [line.replace("\u00a0", " ").replace("\u200b", "").rstrip() for line in source.text.split("\n")]
    questions = question_lines(lines)
    tail = _tail_start(lines, questions)
    title = next((i for i, line in enumerate(lines) if line.strip() and not _CHROME_RE.fullmatch(line)), None)
    marked = []
    for i, line in enumerate(lines):
        if i >= tail or (_CHROME_RE.fullmatch(line) and i not in questions):
            marked.append("")
        elif i in questions:
            marked.append("#" * QUESTION_LEVEL + " " + line.strip().replace("#", "\uff03"))
        elif i == title and _is_title(line):
            marked.append("#" * TITLE_LEVEL + " " + line.strip())
        elif _is_section(i, lines, questions):
            marked.append("#" * SECTION_LEVEL + " " + line.strip())
        else:
            marked.append(_BULLET_RE.sub(r"\1-", line))
    return replace(source, text="\n".join(marked))


def question_lines(lines: list[str]) -> frozenset[int]:
    """The lines that put a question to the reader, counted from 0."""
    written = [line for line in lines if line.strip()]
    blank = len(lines) - len(written)
    tight = blank < TIGHT_SHARE * max(len(lines), 1)
    marked: set[int] = set()
    bare: set[int] = set()
    last_number = 0
    for i, line in enumerate(lines):
        text = line.strip()
        if not text or len(text) > MAX_QUESTION or line.startswith("    "):
            continue
        starts = tight or i == 0 or not lines[i - 1].strip()
        number = number_of(text)
        follows = number == last_number + 1 or (number is not None and number > last_number and is_question(text))
        if _WRITTEN_LABEL_RE.match(text) or (question_label_length(text) and is_question(text)):
            marked.add(i)
            last_number = number or last_number
        elif number is not None and (is_question(text) or (starts and follows and is_prompt(text))):
            marked.add(i)
            last_number = number
        elif (
            starts
            and is_question(text)
            and not _LIST_RE.match(line)
            and not _BULLET_RE.match(line)
            and not is_call_to_action(text)
        ):
            bare.add(i)
    if len(marked) >= 3 and len(marked) >= len(bare) / 4:
        return frozenset(marked)
    return frozenset(marked | bare)


def _is_title(line: str) -> bool:
    text = line.strip()
    return len(text) <= 150 and not text.endswith((".", ":", ",", ";")) and not _LIST_RE.match(line)


def _is_section(i: int, lines: list[str], questions: frozenset[int]) -> bool:
    """A short line of its own, without a full stop, that stands right above a question or ends the questions."""
    text = lines[i].strip()
    alone = text and (i == 0 or not lines[i - 1].strip()) and (i + 1 >= len(lines) or not lines[i + 1].strip())
    if not alone or len(text.split()) > 12 or text.endswith((".", ":", ",", ";", "!")) or _LIST_RE.match(lines[i]):
        return False
    if _CONCLUSION_RE.fullmatch(text) or (announces_questions(text) and len(text.split()) <= 8 and i not in questions):
        return True
    following = next((j for j in range(i + 1, len(lines)) if lines[j].strip()), None)
    return following in questions and not lines[i].startswith("    ")


def _tail_start(lines: list[str], questions: frozenset[int]) -> int:
    """The line where the page's own tail begins (author, related, comments): after the last question only."""
    last = max(questions, default=len(lines))
    return next(
        (i for i in range(last + 1, len(lines)) if _TAIL_RE.fullmatch(lines[i]) and lines[i].strip()), len(lines)
    )
