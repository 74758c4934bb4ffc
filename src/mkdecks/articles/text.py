"""Plain text -> a Source whose questions, sections and lists carry signs that the text parser reads.

Line for line, so that every span stays right: a visible question becomes a heading of level 6, the title line of a
section one of level 2, a typographic bullet a hyphen. Which lines are questions is decided over the whole text, since
a line that ends in a question mark may as well be rhetoric inside an answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ..model import Source
from ..wording import (
    announces_questions,
    answer_label_length,
    is_call_to_action,
    is_prompt,
    is_question,
    number_of,
    question_label_length,
)

QUESTION_LEVEL, SECTION_LEVEL, TITLE_LEVEL = 6, 2, 1
MAX_QUESTION = 400
TIGHT_SHARE = 0.25
MIN_MARKED = 3
MAX_WRAPPED, MAX_TITLE, MAX_SECTION_WORDS = 4, 150, 12
_ENDINGS = (".", ":", ",", ";", "!", "?", "\u3002", "\uff1a", "\uff01", "\uff1f", "\uff0c")

_BULLET_RE = re.compile(r"^(\s*)[\u2022\u25cf\u25e6\u25aa\u2023\u2043\u00b7\u2013](?=\s)")
_LIST_RE = re.compile(r"^\s*(?:[-*+]\s|\d{1,3}[.)]\s)")
_WRITTEN_LABEL_RE = re.compile(
    r"^\s*(?:q(?:ues(?:tion)?)?\s*[.#]?\s*\d{0,4}\s*(?:[.):：]|-(?=\s))|ques(?:tion)?\s*\.?\s*\d{1,4}\b)", re.I
)
_CHROME_RE = re.compile(
    r"\s*(?:skip to (?:main )?content|table of contents|click to (?:reveal|show|see).{0,20}|\d+ / \d+"
    r"|(?:difficulty|level)\s*:\s*[\w -]{1,20}|[✓✗✔✘] ?\w+|.{0,40}\b\d+ min(?:ute)? read\b.{0,20}"
    r"|advertisement|share(?: this)?(?: on \w+)?|subscribe.{0,40}|sign up.{0,30}|copy(?: code)?"
    r"|\[?(?:back to )?top\]?)\s*",
    re.I,
)
_TAIL_RE = re.compile(
    r"\s*(?:share|tweet|pin it|about the authors?|authors?|related(?: \w+){0,3}|topics|comments?"
    r"|\d+ comments?|leave a (?:reply|comment)|you (?:may|might) also like.*|share this.*|more from.*"
    r"|recommended.*"
    r"|tags|newsletter|previous(?: post| article)?|next(?: post| article)?)\s*:?\s*",
    re.I,
)
_SPEAKER_RE = re.compile(r"\s*[A-Z][\w.-]*(?: [A-Z][\w.-]*)?:\s")
_CONCLUSION_RE = re.compile(
    r"\s*(?:conclusions?|summary|final thoughts|wrapping up|wrap[- ]up|in summary|closing thoughts)\s*:?\s*", re.I
)


def mark_up(source: Source) -> Source:
    """The Source with its questions and sections marked; its lines stay where they were."""
    lines = [line.replace("\u00a0", " ").replace("\u200b", "").rstrip() for line in source.text.split("\n")]
    wrapped = _wrapped_questions(lines)
    for start, stop in wrapped.items():
        lines[start] = " ".join(line.strip() for line in lines[start:stop])
        lines[start + 1 : stop] = [""] * (stop - start - 1)
    tail = _tail_start(lines)
    questions = question_lines(lines[:tail])
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


def _wrapped_questions(lines: list[str]) -> dict[int, int]:
    """Numbered or labelled questions that go on over the next lines: their first line and the line after their last."""
    wrapped = {}
    for i, line in enumerate(lines):
        if (
            is_question(line)
            or not (number_of(line) is not None or _WRITTEN_LABEL_RE.match(line))
            or not is_prompt(line)
        ):
            continue
        following = lines[i + 1 : i + MAX_WRAPPED]
        stop = next((j for j, text in enumerate(following, i + 1) if is_question(text) or not text.strip()), None)
        if stop is not None and lines[stop].strip() and not any(_starts_anew(text) for text in lines[i + 1 : stop + 1]):
            wrapped[i] = stop + 1
    return wrapped


def _starts_anew(line: str) -> bool:
    return bool(_LIST_RE.match(line) or _BULLET_RE.match(line) or line.startswith("    ") or line.strip()[:1].isupper())


@dataclass(slots=True)
class _Numbers:
    """Follows the numbers of questions, and of a list inside an answer, which starts again at 1."""

    last: int = 0
    inner: int = 0

    def is_next(self, number: int) -> bool:
        """Whether a numbered line that does not ask by its mark goes on with the questions' numbers."""
        if number == self.inner + 1 and (self.inner or (number == 1 and self.last)):
            self.inner = number
            return False
        return number == self.last + 1

    def take(self, number: int | None) -> None:
        """A question has this number."""
        self.last, self.inner = number or self.last, 0


def question_lines(lines: list[str]) -> frozenset[int]:
    """The lines that put a question to the reader, counted from 0."""
    blank = sum(not line.strip() for line in lines)
    tight = blank < TIGHT_SHARE * max(len(lines), 1)
    marked: set[int] = set()
    bare: set[int] = set()
    numbers = _Numbers()
    for i, line in enumerate(lines):
        text = line.strip()
        if not text or len(text) > MAX_QUESTION or line.startswith(("    ", ">")):
            continue
        starts = tight or i == 0 or not lines[i - 1].strip()
        number = number_of(text)
        labelled = _WRITTEN_LABEL_RE.match(text) or (question_label_length(text) and is_question(text))
        if labelled or (number is not None and is_question(text)) or (starts and _is_answered_by_label(i, lines)):
            marked.add(i)
            numbers.take(number)
        elif number is not None:
            if numbers.is_next(number) and starts and is_prompt(text):
                marked.add(i)
                numbers.take(number)
        elif (
            starts
            and is_question(text)
            and not (_starts_as_list(line) or is_call_to_action(text) or _SPEAKER_RE.match(line))
        ):
            bare.add(i)
    if len(marked) >= MIN_MARKED and len(marked) >= len(bare) / 4:
        return frozenset(marked)
    return frozenset(marked | bare)


def _starts_as_list(line: str) -> bool:
    return bool(_LIST_RE.match(line) or _BULLET_RE.match(line))


def _is_answered_by_label(i: int, lines: list[str]) -> bool:
    """Whether the next line begins with "Answer:", which makes a question of any line."""
    if answer_label_length(lines[i]) or _starts_as_list(lines[i]):
        return False
    following = next((line for line in lines[i + 1 : i + 3] if line.strip()), "")
    length = answer_label_length(following)
    return length > 0 and following[:length].rstrip().endswith((":", "\uff1a"))


def _is_title(line: str) -> bool:
    text = line.strip()
    return len(text) <= MAX_TITLE and not text.endswith((".", ":", ",", ";")) and not _LIST_RE.match(line)


def _is_section(i: int, lines: list[str], questions: frozenset[int]) -> bool:
    """A short line of its own, without a full stop, that stands right above a question or ends the questions."""
    text = lines[i].strip()
    alone = text and (i == 0 or not lines[i - 1].strip()) and (i + 1 >= len(lines) or not lines[i + 1].strip())
    if not alone or len(text.split()) > MAX_SECTION_WORDS or text.endswith(_ENDINGS) or _starts_as_list(lines[i]):
        return False
    before = next((j for j in range(i - 1, -1, -1) if lines[j].strip()), None)
    if i in questions:
        return False
    if _CONCLUSION_RE.fullmatch(text) or (announces_questions(text) and len(text.split()) <= MAX_SECTION_WORDS):
        return True
    if before in questions:
        return False
    following = next((j for j in range(i + 1, len(lines)) if lines[j].strip()), None)
    return following in questions and not lines[i].startswith("    ")


def _tail_start(lines: list[str]) -> int:
    """The line where the page's own tail begins (author, related, comments), after which no marked question comes."""
    marks = [
        i for i, line in enumerate(lines) if _WRITTEN_LABEL_RE.match(line) or (number_of(line) and is_question(line))
    ]
    asked = [i for i, line in enumerate(lines) if is_question(line)]
    first = marks[-1] if marks else asked[0] if asked else len(lines)
    return next(
        (i for i in range(first + 1, len(lines)) if lines[i].strip() and _TAIL_RE.fullmatch(lines[i])), len(lines)
    )
