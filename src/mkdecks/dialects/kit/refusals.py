"""Why a question became no card: the problems that dialects have in common."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...language.counts import only_counts
from ...language.lexicon import begins_with
from ...language.question_text import (
    front_of,
    is_prompt,
    is_question,
    is_sure_prompt,
)
from ...model.characters import COLONS, one_line
from ...model.problems import problem
from ...model.records import Block, Pair, Problem, Span
from ...pages.children import children_of
from ...pages.inline import nested, text_of
from ...pages.links import leads_away, leads_elsewhere
from .answer import leads_in

MAX_SHOWN = 200
# An answer that goes on for longer may put a question on its way.
MAX_ASKING = 400
# A longer sentence that opens as a task may as well state something.
MAX_PROMPT_WORDS = 6
# What a forum says of a question beside its link has fewer words.
MAX_COUNT_WORDS = 8
_COUNT_RE = re.compile(r"\d\s+[^\W\d_]{2,}")
_ADDRESS_RE = re.compile(r"https?://\S+")
_JUDGED = ("qa", "term")
_MORE = frozenset({"fence", "code_block", "table", "math_block", "html_block"})
_SHOWN = frozenset(
    {"footnote_ref", "image", "math_inline", "math_inline_double"}
)
# A letter that names an option which stands nowhere.
_LETTER_RE = re.compile(r"[(\[]?[A-E][)\].]?|[(\[]?[a-e][)\]]")
# What a template is to be filled in with: "{{title}}", "<answer>".
_TEMPLATE_RE = re.compile(r"\s*(?:\{\{[^{}:]{1,60}\}\}|<%[^%]{1,60}%>)\s*")
_SENTENCE_RE = re.compile(r"(?<=[.?!\u3002\uff1f\uff01\u061f])\s+|\n+")


def no_answer(question: Sequence[Block], span: Span | None = None) -> Problem:
    """Nothing stands below a question that could answer it."""
    return _refused("MK301", "no answer to", question, span)


def no_key(question: Sequence[Block], span: Span | None = None) -> Problem:
    """A question has options, and nothing says which of them is right."""
    message = "options, and nothing that says which is right"
    return _refused("MK308", message, question, span)


def only_a_link(question: Sequence[Block], span: Span | None = None) -> Problem:
    """The answer to a question stands on another page."""
    return _refused("MK302", "only a link follows", question, span)


def refusal(pair: Pair) -> Problem | None:
    """Why a pair is no card, told by its words alone; None where nothing speaks so.

    Whatever dialect has found it: a front must ask something, and a back must say
    something.
    """
    if pair.kind not in _JUDGED:
        return None
    is_word = pair.kind == "term" and text_of(pair.question).isalpha()
    if not is_word and says_nothing_in_front(pair.question):
        return _refused(
            "MK302", "only a number in front", pair.answer, pair.span
        )
    is_wordless = leads_elsewhere(pair.answer) and not _has_word(pair.answer)
    if is_wordless or _names_only_address(pair):
        return only_a_link(pair.question, pair.span)
    if _only_counts(pair):
        reason = "a link, and how often it was read, follow"
        return _refused("MK302", reason, pair.question, pair.span)
    if reason := _no_answer(pair):
        return _refused("MK301", reason, pair.question, pair.span)
    return None


def _names_only_address(pair: Pair) -> bool:
    """Whether a front does not ask, and the back is but an address of the web."""
    text = text_of(pair.answer).strip()
    asks = is_question(one_line(text_of(pair.question)))
    return not asks and _ADDRESS_RE.fullmatch(text) is not None


def _has_word(blocks: Sequence[Block]) -> bool:
    return any(map(str.isalnum, text_of(blocks)))


def _only_counts(pair: Pair) -> bool:
    """Whether a front leads to another page, and the back only counts: "3 replies"."""
    if not all(map(leads_away, pair.question)):
        return False
    text = text_of(pair.answer).strip()
    is_short = len(text.split()) <= MAX_COUNT_WORDS
    return is_short and _COUNT_RE.search(text) is not None


def is_letter_only(blocks: Sequence[Block]) -> bool:
    """Whether an answer is but the letter of an option."""
    return bool(_LETTER_RE.fullmatch(text_of(blocks).strip()))


def says_nothing_in_front(question: Sequence[Block]) -> bool:
    """Whether a front is but a number, a label or a placeholder."""
    text = one_line(text_of(question))
    if _has_more_than_text(question):
        return False
    is_placeholder = bool(_TEMPLATE_RE.fullmatch(text))
    is_number = only_counts(text) or only_counts(front_of(text))
    return is_placeholder or not text or is_number


def _no_answer(pair: Pair) -> str:
    """Why the words of an answer are none, "" where they may be one."""
    if _has_more_than_text(pair.answer):
        return ""
    text = text_of(pair.answer).strip()
    if pair.kind == "term":
        return "what it announces is not in it" if leads_in(text) else ""
    for is_none, reason in _NO_ANSWERS:
        if is_none(text):
            return reason
    return (
        "only the question itself answers" if _only_repeats(pair, text) else ""
    )


def _is_placeholder(text: str) -> bool:
    return bool(_TEMPLATE_RE.fullmatch(text))


def _only_repeats(pair: Pair, text: str) -> bool:
    question = front_of(one_line(text_of(pair.question)))
    return question.casefold() == one_line(text).casefold()


def _has_more_than_text(blocks: Sequence[Block]) -> bool:
    """Whether blocks show code, a table, a formula or a picture."""
    kinds = {block.kind for block in nested(blocks)}
    if not kinds.isdisjoint(_MORE):
        return True
    return any(child.type in _SHOWN for child in children_of(nested(blocks)))


def _only_asks(text: str) -> bool:
    """Whether each sentence of a short answer asks, or puts a task."""
    if len(text) > MAX_ASKING:
        return False
    sentences = [part for part in _SENTENCE_RE.split(text) if part.strip()]
    asks = any(map(is_question, sentences))
    return asks and all(map(_asks, sentences))


def _asks(sentence: str) -> bool:
    if is_question(sentence) or is_sure_prompt(sentence):
        return True
    return len(sentence.split()) <= MAX_PROMPT_WORDS and is_prompt(sentence)


def _only_faces(text: str) -> bool:
    """Whether a text is but signs to choose between, as readers say how they feel."""
    return len(text.split()) > 1 and not any(map(str.isalnum, text))


def _says_what_to_watch_for(text: str) -> bool:
    """Whether a text tells an interviewer how to judge an answer: "Listen for: calm"."""
    end = begins_with(text, "watch_for")
    return end > 0 and text[end:].lstrip()[:1] in COLONS


# What makes a text no answer, and how that is said.
_NO_ANSWERS = (
    (_is_placeholder, "only a placeholder answers"),
    (_only_faces, "only signs to choose between follow"),
    (_only_asks, "only another question answers"),
    (_says_what_to_watch_for, "only what to watch for follows"),
)


def _refused(
    code: str, reason: str, question: Sequence[Block], span: Span | None
) -> Problem:
    text = one_line(text_of(question))
    return problem(
        code, f"{reason}: {text[:MAX_SHOWN]}", span or question[0].span
    )
