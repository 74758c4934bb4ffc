"""Whether a text asks, what of it goes on a front, and which labels it carries.

Pure functions on visible text. Those that find a mark return how many characters it
takes, so that the same mark can be cut from the tokens that are rendered.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..model.characters import WRITTEN_ON_LETTERS, one_line
from .labels import ANSWERS, QUESTIONS, label_of
from .lexicon import (
    MAX_REMEMBERED,
    begins_with,
    consists_of,
    ends_with,
    says,
)
from .numbers import number_length, number_of

__all__ = ["number_length", "number_of"]

# Longest mark that is looked for at the end of a question.
MAX_END_MARK = 40
_SIGNS_RE = re.compile(rf"[^\w\s{WRITTEN_ON_LETTERS}]")
_OPENING_SIGNS_RE = re.compile(r"^[^\w]+")
_SENTENCES_RE = re.compile(
    r"(?<=[.!?:;])\s+|(?<=[\u3002\uff01\uff1f\u0964])\s*"
)
_LETTER_RE = re.compile(r"[^\W_]")
_DIFFICULTY_SIGN = (
    "[\u2b50\u2605\u2606\U0001f31f\U0001f476\U0001f680\U0001f525"
    "\U0001f7e0-\U0001f7eb\U0001f534\U0001f535\u26aa\u26ab"
    "\U0001f336\u2734\u2733\u200d\ufe0f\u200b]"
)
_ANCHOR_END_RE = re.compile(
    r"(?:\s*(?:\{(?:[:#]|-[ #.]?|\.\w)[^}]*\}|[\u00b6\U0001f517])|\s+#)\s*$"
)
_STARS_END_RE = re.compile(rf"(?:\s+\*{{1,5}}|\s*{_DIFFICULTY_SIGN}+)\s*$")
_STARS_START_RE = re.compile(rf"\s*{_DIFFICULTY_SIGN}+\s*")
_BRACKETS_START_RE = re.compile(
    r"\s*[(\[]\s*([^()\[\]]{1,30}?)\s*[)\]]\s*[:.-]?\s*"
)
# A remark in brackets, or behind a question mark and a dash.
_REMARK_RE = re.compile(
    r"\s*(?:[(\[\uff08\u3010]\s*(?P<inside>[^()\[\]\uff08\u3010]{1,30}?)\s*[)\]\uff09\u3011]"
    r"|(?<=[?\uff1f])[^\w?]*(?P<behind>[^\W\d_][^?]{0,29}?))\s*$"
)
_SOURCE_LINK_RE = re.compile(r"\s*\[\s*([^\[\]]{1,10}?)\s*\]\s*$")
_PIN_RE = re.compile(r"\{:?\s*#([\w:.-]+)[^}]*\}\s*$")
# Greek asks with the sign that is a semicolon elsewhere.
_QUESTION_MARK_RE = re.compile(
    r"(?:[?\uff1f\u061f\u037e]|(?<=[\u0370-\u03ff\u1f00-\u1fff]);)"
    r"[\"'\u201c\u201d\u2019)\]*_.!\s\u00bb\u300d]*$"
)
# A question mark of any script; Greek writes a semicolon for it as well.
MARK_RE = re.compile("[?\uff1f\u061f\u037e]")
_ANY_MARK_RE = re.compile("[?\uff1f\u061f\u037e;]")
_WORD_GAP_RE = re.compile(r"_{3,}|(?<=\s)(?:\.{4,}|\u2026{2,})(?=[\s.,]|$)")
# A gap to write in.
_GAP_RE = re.compile(r"[_.\u2026]{3,}[ \t]*(?:\n|$)")
_TASKS = frozenset({"task"})
_ENDS_A_QUESTION = frozenset("?.!:;\"'`")
_METHOD_RE = re.compile(r"[.:]*[a-z_][\w.:#]*(?:\?|\([^()]*\))")


def question_label_length(text: str) -> int:
    """How many characters ``Q:``, ``Question 3 -`` or the like takes at the start."""
    label = label_of(text)
    if label is None or not label.names(QUESTIONS) or not label.end:
        return 0
    is_open = label.is_letter and label.end == "-"
    is_ascii = text.lstrip()[:1].isascii()
    is_other = (
        label.is_letter and label.end == "." and is_ascii and not _is_q(text)
    )
    return 0 if is_open or is_other else label.length


def _is_q(text: str) -> bool:
    return text.lstrip()[:1] in ("q", "Q")


def has_gap(text: str) -> bool:
    """Whether a text leaves a gap for a word: "Water boils at ____ degrees"."""
    return _WORD_GAP_RE.search(text) is not None


def is_initial_label(text: str) -> bool:
    """Whether the label at the start is a letter that may stand for something else.

    It may as well be an initial, a quantity or a drive.
    """
    label = label_of(text)
    if label is None or not label.is_letter:
        return False
    return not _is_q(text) or (label.end == "." and label.number is None)


def answer_label_length(text: str, *, letters: bool = False) -> int:
    """How many characters ``A:``, ``Answer:`` or a lone ``Solution`` takes at a start.

    ``letters`` takes ``A.`` for a label too, which elsewhere is the first of several
    options, or an initial.
    """
    label = label_of(text)
    if label is None or not label.names(ANSWERS):
        return 0
    is_option = label.is_letter and text[: label.length].rstrip().endswith(")")
    if is_option or _GAP_RE.match(text, label.length):
        return 0
    if label.is_letter and label.end != ":":
        return label.length if letters and label.end == "." else 0
    if label.is_letter and not _is_set_off(text, label.length):
        return 0
    is_counted_title = not label.end and label.number is not None
    return 0 if is_counted_title else label.length


def _is_set_off(text: str, length: int) -> bool:
    """Whether white space follows a label that is a letter; "A:" and "R:" need none."""
    is_common = text.lstrip()[:1] in "aArR"
    return is_common or not text[length - 1 : length].strip()


@lru_cache(maxsize=MAX_REMEMBERED)
def front_bounds(text: str) -> tuple[int, int]:
    """Where the part of a question that goes on the front starts and stops.

    It has no number, label, difficulty marks and anchors.
    """
    start = _start_of_front(text)
    stop = _stop_of_front(text, start)
    front = text[start:stop]
    start += len(front) - len(front.lstrip())
    return start, start + len(front.strip())


def _start_of_front(text: str) -> int:
    """Where a question's numbers, labels and difficulty marks end.

    They are kept where nothing else is there.
    """
    start = 0
    while length := _mark_length(text, start):
        if start + length >= len(text):
            break
        start += length
    return start


def _mark_length(text: str, start: int) -> int:
    rest = text[start:]
    length = max(number_length(rest), question_label_length(rest))
    length = length or _task_label_length(rest)
    if length or (start and (length := _status_length(rest))):
        return length
    stars = _STARS_START_RE.match(rest)
    if stars:
        return stars.end()
    brackets = _BRACKETS_START_RE.match(rest)
    is_level = brackets is not None and says(brackets[1], "difficulty")
    return brackets.end() if brackets and is_level else 0


def _status_length(text: str) -> int:
    """How many characters a first line takes that only says how it went: "Correct"."""
    line, line_feed, _ = text.partition("\n")
    is_status = line_feed and consists_of(line, "correct", "wrong")
    return len(line) + 1 if is_status else 0


def _task_label_length(text: str) -> int:
    """How many characters "Exercise 3:" takes at the start; a title without a sign none."""
    label = label_of(text)
    if label is None or not label.names(_TASKS) or not label.end:
        return 0
    return label.length if label.number is not None else 0


def _stop_of_front(text: str, start: int) -> int:
    """Where a question's anchors, source links and difficulty marks begin.

    They stand in its last characters.
    """
    stop = len(text.rstrip())
    last = text[stop - 1 : stop]
    if last in _ENDS_A_QUESTION:
        return stop
    if last.isalnum() and not MARK_RE.search(text, stop - MAX_END_MARK, stop):
        return stop
    is_marked = stop > 0
    while is_marked:
        tail = max(start + 1, stop - MAX_END_MARK)
        end = _end_mark(text, tail, stop)
        is_marked = end < stop
        stop = end
    return stop


def _end_mark(text: str, start: int, stop: int) -> int:
    """Where the mark begins that a part of a text ends in; ``stop`` without one."""
    for pattern in (_ANCHOR_END_RE, _STARS_END_RE):
        mark = pattern.search(text, start, stop)
        if mark:
            return mark.start()
    remark = _REMARK_RE.search(text, start, stop)
    if remark and says(remark["inside"] or remark["behind"], "difficulty"):
        return remark.start()
    link = _SOURCE_LINK_RE.search(text, start, stop)
    is_link = link is not None and (
        says(link[1], "source") or link[1][0] in "\u2191\u2b06"
    )
    return link.start() if link and is_link else stop


def front_of(text: str) -> str:
    """A question's text as the front shows it."""
    start, stop = front_bounds(text)
    return text[start:stop]


def pin_of(text: str) -> str:
    """The id of an attribute list at the end of a question, ``{#name}``, with its sign.

    "" without one.
    """
    match = _PIN_RE.search(text)
    return "#" + match[1] if match else ""


def is_question(text: str) -> bool:
    """Whether a text ends as a question does; what marks it may stand behind that.

    A lone name in lower case that ends so, or in an argument, is that of a method.
    """
    if not _ANY_MARK_RE.search(text):
        return False
    front = front_of(text) or text
    asks = _QUESTION_MARK_RE.search(front[-MAX_END_MARK:])
    return bool(asks) and not _METHOD_RE.fullmatch(front)


@lru_cache(maxsize=MAX_REMEMBERED)
def is_prompt(text: str) -> bool:
    """Whether a text opens as a question or a task does: What..., How..., Explain...

    In some languages the word that says so closes the text.
    """
    return _opens_with(text, "interrogatives", "prompts")


@lru_cache(maxsize=MAX_REMEMBERED)
def holds_prompt(text: str) -> bool:
    """Whether a sentence of a text opens as a question or a task does.

    "A car drives 60 km in two hours. Find its speed."
    """
    return any(map(is_prompt, _SENTENCES_RE.split(text)))


def is_task(text: str) -> bool:
    """Whether a text opens as a task does: "Create ...", but not "What ..."."""
    return _opens_with(text, "prompts", "sure_prompts")


def is_sure_prompt(text: str) -> bool:
    """Whether a text puts a task to a learner: "Explain ...", but not "Create ..."."""
    return _opens_with(text, "sure_prompts")


def _opens_with(text: str, *roles: str) -> bool:
    front = _OPENING_SIGNS_RE.sub("", front_of(text))
    rest = front[begins_with(front, "before_prompts") :].lstrip(" ,")
    if begins_with(front, *roles) or begins_with(rest, *roles):
        return True
    last_line = front.rstrip(" .\u3002!:").rpartition("\n")[2]
    return ends_with(last_line[-MAX_END_MARK:], "closing")


def is_call_to_action(text: str) -> bool:
    """Whether a question is put to the reader of the page: "Ready for more?"."""
    plain = _OPENING_SIGNS_RE.sub("", front_of(text))
    return begins_with(plain, "calls") > 0


def bare_words(text: str) -> str:
    """The words of a text with one space between them."""
    return one_line(_SIGNS_RE.sub(" ", text))


def remembered_text(text: str) -> str:
    """A question as a page remembers it from its last build.

    That is its letters and digits, whatever its number or markup.
    """
    return "".join(_LETTER_RE.findall(front_of(text) or text)).casefold()
