"""Plain text -> a Source whose questions, sections and lists carry signs that the text parser reads.

Line for line, so that every span stays right: a visible question becomes a heading of
level 6, the title line of a section one of level 2, a typographic bullet a hyphen.
Which lines are questions is decided over the whole text, since a line that ends in a
question mark may as well be rhetoric inside an answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...language.page_titles import announces_questions
from ...language.question_text import (
    answer_label_length,
    is_call_to_action,
    is_prompt,
    is_question,
    number_of,
    question_label_length,
)
from ...model.records import Page, Run, Source
from ..articles.chrome import (
    WRITTEN_LABEL_RE,
    is_chrome,
    is_conclusion,
    tail_start,
)
from ..articles.counted import RULE_RE, whole_questions
from ..articles.flattened import Table, as_pipes, tables
from ..tree import parse

QUESTION_LEVEL, SECTION_LEVEL, TITLE_LEVEL = 6, 2, 1
MAX_QUESTION = 400
TIGHT_SHARE = 0.25
MIN_MARKED = 3
MAX_WRAPPED, MAX_TITLE, MAX_SECTION_WORDS, MAX_UNEVEN = 4, 150, 12, 4
_ENDINGS = (
    ".",
    ":",
    ",",
    ";",
    "!",
    "?",
    "\u3002",
    "\uff1a",
    "\uff01",
    "\uff1f",
    "\uff0c",
)

_BULLET_RE = re.compile(
    r"^(\s*)[\u2022\u25cf\u25e6\u25aa\u2023\u2043\u00b7\u2013](?=\s)"
)
_LIST_RE = re.compile(r"^\s*(?:[-*+]\s|\d{1,3}[.)]\s)")
_OPTION_RE = re.compile(r"^\s*[(\[]?[A-Ha-h][.)\]]\s")
_HEADING_RE = re.compile(r" {0,3}#{1,6}\s+(\S.*?)\s*#*\s*")
_BOLD_RE = re.compile(r" {0,3}(\*\*|__)(\S[^*]*)\1\s*")
_UNDERLINE_RE = re.compile(r"\s*([-=~^])\1{2,}\s*")
_LONE_NUMBER_RE = re.compile(r"\s*#?(\d{1,3})[.)]?\s*")
_SPEAKER_RE = re.compile(r"\s*[A-Z][\w.-]*(?: [A-Z][\w.-]*)?:\s")


def mark_up(source: Source) -> Source:
    """The Source with its questions and sections marked; its lines stay where they were, but for those of tables."""
    lines = [
        line.replace("\u00a0", " ").replace("\u200b", "").rstrip()
        for line in source.text.split("\n")
    ]
    headed = _take_off_rules(lines) | _take_off_marks(lines)
    _join_lone_numbers(lines)
    _take_off_bullets(lines)
    whole = whole_questions(lines)
    for start, stop in {**_wrapped_questions(lines), **whole}.items():
        lines[start] = " ".join(" ".join(lines[start:stop]).split())
        lines[start + 1 : stop] = [""] * (stop - start - 1)
    tail = tail_start(lines)
    questions = question_lines(lines[:tail], frozenset(whole))
    rebuilt = list(tables(lines[:tail], questions))
    cells = {
        i
        for table in rebuilt
        for first, last in table.lines
        for i in range(first, last + 1)
    }
    title = next(
        (
            i
            for i, line in enumerate(lines)
            if line.strip() and not is_chrome(line)
        ),
        None,
    )
    marked = []
    for i, line in enumerate(lines):
        if i >= tail or (is_chrome(line) and i not in questions):
            marked.append("")
        elif i in questions:
            marked.append(
                "#" * QUESTION_LEVEL + " " + re.sub(r"\s#+$", "", line.strip())
            )
        elif i == title and _is_title(line):
            marked.append("#" * TITLE_LEVEL + " " + line.strip())
        elif i not in cells and (
            i in headed or _is_section(i, lines, questions)
        ):
            marked.append("#" * SECTION_LEVEL + " " + line.strip())
        else:
            marked.append(_BULLET_RE.sub(r"\1-", line))
    return _with_tables(source, marked, rebuilt)


def _with_tables(
    source: Source, lines: list[str], rebuilt: Sequence[Table]
) -> Source:
    """The lines with flattened tables as tables.

    Each row leads back to the line of its first cell, the last one to that of its last
    cell.
    """
    runs = list(source.runs or (Run(0, source.path, 1),))
    for table in rebuilt:
        start, stop = table.lines[0][0], table.lines[-1][1] + 1
        if stop - start <= len(
            table.rows
        ):  # rows that take a line each, and no line is left for the rule
            start -= 1 if start and not lines[start - 1].strip() else 0
        written = [as_pipes(row) for row in table.rows]
        written.insert(1, "|" + " --- |" * len(table.rows[0]))
        places = [source.place(first) for first, _ in table.lines]
        places[-1] = source.place(table.lines[-1][1])
        places.insert(1, places[0])
        runs += [
            Run(start + offset, path, line)
            for offset, (path, line) in enumerate(places)
        ]
        written += [""] * (stop - start - len(written))
        if len(written) == stop - start:
            lines[start:stop] = written
            runs.append(Run(stop, *source.place(stop)))
    return replace(source, text="\n".join(lines), runs=tuple(sorted(runs)))


def _take_off_rules(lines: list[str]) -> set[int]:
    """Make lines of signs rules of one kind, and take out those under or around titles; where these titles are."""
    headed: set[int] = set()
    for i, line in enumerate(lines):
        if not RULE_RE.fullmatch(line) and not (
            _UNDERLINE_RE.fullmatch(line) and i and lines[i - 1].strip()
        ):
            continue
        above = lines[i - 1].strip() if i else ""
        before = lines[i - 2].strip() if i > 1 else ""
        is_title = (
            0 < len(above) <= MAX_TITLE
            and (not before or before == "---")
            and not above.endswith((".", ",", ";"))
        )
        if is_title and (
            before == "---" or abs(len(line.strip()) - len(above)) <= MAX_UNEVEN
        ):
            headed.add(i - 1)
            lines[i] = ""
            if before == "---":
                lines[i - 2] = ""
        elif RULE_RE.fullmatch(line):
            lines[i] = "---"
    return headed


def _take_off_marks(lines: list[str]) -> set[int]:
    """Take off the signs of markdown around whole lines outside code; the lines that these made titles."""
    headed: set[int] = set()
    in_code = False
    for i, line in enumerate(lines):
        if line.lstrip().startswith("```"):
            in_code = not in_code
        alone = (i == 0 or not lines[i - 1].strip()) and not in_code
        if match := _HEADING_RE.fullmatch(line) if alone else None:
            lines[i] = match[1]
            headed.add(i)
        elif match := _BOLD_RE.fullmatch(line) if alone else None:
            lines[i] = match[2]
    return headed


def _join_lone_numbers(lines: list[str]) -> None:
    """Numbers on lines of their own, put before the questions below them."""
    found: dict[int, tuple[int, int]] = {}
    for i, line in enumerate(lines):
        match = _LONE_NUMBER_RE.fullmatch(line)
        below = next(
            (
                j
                for j in range(i + 1, min(i + 3, len(lines)))
                if lines[j].strip()
            ),
            None,
        )
        if (
            match
            and below is not None
            and (is_question(lines[below]) or is_prompt(lines[below]))
        ):
            found[i] = (below, int(match[1]))
    numbers = [number for _, number in found.values()]
    if len(numbers) > 1 and numbers == list(
        range(numbers[0], numbers[0] + len(numbers))
    ):
        for i, (below, number) in found.items():
            lines[i], lines[below] = "", f"{number}. {lines[below].strip()}"


def _take_off_bullets(lines: list[str]) -> None:
    """Bullets before a question and before the "Answer:" below it."""
    for i, line in enumerate(lines):
        text = _bare(line)
        below = next(
            (
                j
                for j in range(i + 1, min(i + 3, len(lines)))
                if lines[j].strip()
            ),
            None,
        )
        if (
            text == line
            or below is None
            or not is_question(text)
            or number_of(text) is not None
        ):
            continue
        answer = _bare(lines[below])
        if _answer_word(answer):
            lines[i], lines[below] = text, answer


def _bare(line: str) -> str:
    return re.sub(r"^\s*[-*+\u2022\u25cf\u25e6\u25aa\u2023]\s+", "", line)


def _answer_word(line: str) -> bool:
    """Whether a line begins with the label of an answer that ends in a colon."""
    length = answer_label_length(line)
    return length > 0 and line[:length].rstrip().endswith((":", "\uff1a"))


def _wrapped_questions(lines: list[str]) -> dict[int, int]:
    """Numbered or labelled questions that go on over the next lines: their first line and the line after their last."""
    wrapped = {}
    for i, line in enumerate(lines):
        if (
            is_question(line)
            or not (number_of(line) is not None or WRITTEN_LABEL_RE.match(line))
            or not is_prompt(line)
        ):
            continue
        following = lines[i + 1 : i + MAX_WRAPPED]
        stop = next(
            (
                j
                for j, text in enumerate(following, i + 1)
                if is_question(text) or not text.strip()
            ),
            None,
        )
        if (
            stop is not None
            and lines[stop].strip()
            and not any(_starts_anew(text) for text in lines[i + 1 : stop + 1])
        ):
            wrapped[i] = stop + 1
    return wrapped


def _starts_anew(line: str) -> bool:
    return bool(
        _LIST_RE.match(line)
        or _BULLET_RE.match(line)
        or line.startswith("    ")
        or line.strip()[:1].isupper()
    )


@dataclass(slots=True)
class _Numbers:
    """Follows the numbers of questions, and of a list inside an answer, which starts again at 1."""

    last: int = 0
    inner: int = 0

    def is_next(self, number: int) -> bool:
        """Whether a numbered line that does not ask by its mark goes on with the questions' numbers."""
        if number == self.inner + 1 and (
            self.inner or (number == 1 and self.last)
        ):
            self.inner = number
            return False
        return number == self.last + 1

    def take(self, number: int | None) -> None:
        """A question has this number."""
        self.last, self.inner = number or self.last, 0


def question_lines(
    lines: list[str], whole: frozenset[int] = frozenset()
) -> frozenset[int]:
    """The lines that put a question to the reader, counted from 0; ``whole`` are lines known to be questions."""
    blank = sum(not line.strip() for line in lines)
    tight = blank < TIGHT_SHARE * max(len(lines), 1)
    marked: set[int] = set()
    bare: set[int] = set()
    numbers = _Numbers()
    for i, line in enumerate(lines):
        text = line.strip()
        if i in whole and text:
            marked.add(i)
            numbers.take(number_of(text))
            continue
        if (
            not text
            or len(text) > MAX_QUESTION
            or line.startswith(("    ", ">"))
        ):
            continue
        starts = tight or i == 0 or not lines[i - 1].strip() or i - 1 in marked
        number = number_of(text)
        labelled = WRITTEN_LABEL_RE.match(text) or (
            question_label_length(text) and is_question(text)
        )
        if (
            labelled
            or (number is not None and is_question(text))
            or (starts and _is_answered_by_label(i, lines))
        ):
            marked.add(i)
            numbers.take(number)
        elif number is not None:
            if (
                numbers.is_next(number)
                and starts
                and is_prompt(text)
                and not _is_led_in(i, lines)
            ):
                marked.add(i)
                numbers.take(number)
        elif (
            starts
            and is_question(text)
            and not (
                _starts_as_list(line)
                or is_call_to_action(text)
                or _SPEAKER_RE.match(line)
            )
        ):
            bare.add(i)
    if len(marked) >= MIN_MARKED and len(marked) >= len(bare) / 4:
        return frozenset(marked)
    return frozenset(marked | bare)


def _is_led_in(i: int, lines: list[str]) -> bool:
    """Whether a line belongs to a list: it is indented, or the text above it ends in a colon."""
    above = next(
        (line for line in reversed(lines[max(i - 3, 0) : i]) if line.strip()),
        "",
    )
    return lines[i].startswith(" ") or above.rstrip().endswith((":", "\uff1a"))


def _starts_as_list(line: str) -> bool:
    return bool(_LIST_RE.match(line) or _BULLET_RE.match(line))


def _is_answered_by_label(i: int, lines: list[str]) -> bool:
    """Whether the next line begins with "Answer:", which makes a question of any line; "A:" only of one that asks."""
    if (
        answer_label_length(lines[i])
        or _starts_as_list(lines[i])
        or _OPTION_RE.match(lines[i])
    ):
        return False
    following = next(
        (line for line in lines[i + 1 : i + 3] if line.strip()), ""
    )
    if (
        answer_label_length(following)
        and number_of(lines[i]) is not None
        and is_prompt(lines[i])
    ):
        return True
    return _answer_word(following) and (
        len(following.split(":")[0].strip()) > 2 or is_question(lines[i])
    )


def _is_title(line: str) -> bool:
    text = line.strip()
    return (
        len(text) <= MAX_TITLE
        and not text.endswith((".", ":", ",", ";"))
        and not _LIST_RE.match(line)
    )


def _is_section(i: int, lines: list[str], questions: frozenset[int]) -> bool:
    """Whether a line that is no question is a title: short and alone, right above a question or below the last."""
    text = lines[i].strip()
    above = text and (i == 0 or not lines[i - 1].strip())
    if above and is_conclusion(text):
        return True
    alone = above and (i + 1 >= len(lines) or not lines[i + 1].strip())
    if (
        not alone
        or len(text.split()) > MAX_SECTION_WORDS
        or text.endswith(_ENDINGS)
        or _starts_as_list(lines[i])
    ):
        return False
    if announces_questions(text):
        return True
    before = next((j for j in range(i - 1, -1, -1) if lines[j].strip()), None)
    if before in questions:
        return False
    following = next(
        (j for j in range(i + 1, len(lines)) if lines[j].strip()), None
    )
    return following in questions and not lines[i].startswith("    ")


ENDINGS = (".txt",)


def sniff(_text: str) -> int:
    """Never more surely than another."""
    return 0


def read(source: Source, title: str) -> Page:
    """The page of a plain text."""
    return parse(mark_up(source), title)
