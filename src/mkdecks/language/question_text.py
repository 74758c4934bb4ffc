"""How people mark questions and answers: numbers, labels, difficulty, question words.

Pure functions on visible text. Those that find a mark return how many characters it
takes, so that the same mark can be cut from the tokens that are rendered.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..model.characters import one_line
from .answer_words import ANSWERS_ELSEWHERE

# Longest mark that is looked for at the end of a question.
MAX_END_MARK = 40
_SEPARATOR = r"(?:[.):：、\]]|[-\u2013\u2014](?=\s+[^\W\d]))"
_ASKING = (
    "what|why|how|when|where|which|who|can|could|do|does|did|is|are|should"
    "|will|explain|describe"
)
# "12." "12)" "(12)" "#12" "Q12." "Question 12:" "Ques. 12" "P3." ; a bare number needs
# its separator, "1.5" is none; so are "FAQ 3:" and "(FAQ 3a)", "G4." and "2.1. ", and
# before a word that asks, "2.1".
_NUMBER_RE = re.compile(
    rf"""\s*(?:
        (?:ques(?:tion)?|pregunta|frage|вопрос)\s{{0,4}}[.\#№]?\s{{0,4}}(?P<labelled>\d{{1,4}})\s{{0,4}}{_SEPARATOR}*
      | [qp]\s{{0,4}}[.\#№]?\s{{0,4}}(?P<lettered>\d{{1,4}})\s{{0,4}}{_SEPARATOR}+
      | [(\[]\s{{0,4}}(?P<bracketed>\d{{1,3}})\s{{0,4}}[)\]]\s{{0,4}}[.:]?
      | [(\[]?faq\s{{0,4}}(?P<faq>\d{{1,4}})(?:\.\d{{1,3}})?[a-z]?
        \s{{0,4}}[)\].:]{{1,2}}
      | (?-i:[A-Z])(?P<sectioned>\d{{1,2}})[.)]\s+(?=[A-Z"'\u201c])
      | \d{{1,2}}\.(?:\d{{1,2}}\.)?(?P<nested>\d{{1,3}})
        (?:[.):]{{1,2}}(?=\s)|(?=\s+(?-i:[A-Z]))(?=\s+(?:{_ASKING})\b))
      | \#\s{{0,4}}(?P<hashed>\d{{1,3}})\s{{0,4}}{_SEPARATOR}?
      | (?P<bare>\d{{1,3}})\s{{0,4}}{_SEPARATOR}+(?!\d)
      | (?P<keycap>[0-9]+)\ufe0f?\u20e3
    )\s*""",
    re.I | re.X,
)
_LABEL_END = r"(?:[:：]|[.)](?=\s)|[-\u2013\u2014](?=\s))"
_QUESTION_LABEL_RE = re.compile(
    r"\s*(?:(?:ques|question|pregunta|pergunta|frage|domanda|вопрос|問題?|问题?|質問)"
    rf"\s{{0,4}}\.?\s{{0,4}}\d{{0,4}}\s{{0,4}}{_LABEL_END}"
    r"|q\s{0,4}\.?\s{0,4}\d{0,4}\s{0,4}(?:[:：]|[.)](?=\s))"
    r"|[pf]\s{0,4}\d{0,4}\s{0,4}[:：])\s*",
    re.I,
)
_ANSWER_LABEL_RE = re.compile(
    rf"\s*(?:(?:(?:the\s+|correct\s+|sample\s+|model\s+)?(?:answer|ans|solution"
    rf"|respuesta|resposta|réponse"
    rf"|antwort|risposta|ответ)|答案?|回答|答변?)"
    rf"\s{{0,4}}\.?\s{{0,4}}(?:\d{{0,4}}\s{{0,4}}{_LABEL_END}|(?=\n|$))"
    rf"|ans\.(?=(?-i:[A-Z]))"
    rf"|[ar]\s{{0,4}}\d{{0,4}}\s{{0,4}}[:：])\s*",
    re.I,
)
_INITIAL_RE = re.compile(r"\s*(?:q\s{0,4}[.)]|[pf]\s*[:：])", re.I)
_LONE_LABEL_RE = re.compile(
    r"\s*(?:question|pregunta|pergunta|frage|вопрос|q(?=\s{0,4}\d"
    r"|\s{0,4}:))\s{0,4}[.#]?\s{0,4}\d{0,4}\s{0,4}[.:)]?\s*",
    re.I,
)
_ANSWER_LETTER_RE = re.compile(r"\s*a\s{0,4}\d{0,4}\s*[.)](?:\s+|$)", re.I)
_SIGNS_RE = re.compile(r"[^\w\s]")
_OPENING_SIGNS_RE = re.compile(r"^[^\w]+")
_LETTER_RE = re.compile(r"[^\W_]")
_REVEAL_RE = re.compile(
    r"(?:(?:click|tap)\s+(?:here\s+)?(?:to|for)\s+)?(?:show|see|reveal|view|display"
    r"|expand|toggle|hide"
    r"|open|click)?\s*(?:me\s+)?(?:the\s+)?"
    r"(?:answers?|solutions?|explanations?|hints?|spoilers?|details?|more|all"
    r"|everything|show|reveal"
    rf"|{ANSWERS_ELSEWHERE})?\s*\d*",
    re.I,
)
_ANSWER_FOLD_RE = re.compile(
    r"(?:(?:click|tap)\s+(?:here\s+)?(?:to|for)\s+)?(?:show|see|reveal|view|display"
    r"|expand|toggle|open"
    r"|check)?\s*(?:me\s+)?(?:(?:the|my|your|a|sample|suggested|possible|model"
    r"|example|correct|full)\s+){0,2}"
    rf"(?:answers?|solutions?|show|reveal|{ANSWERS_ELSEWHERE})\s*\d*",
    re.I,
)
_LEVELS = (
    r"(?:very\s+)?(?:easy|medium|hard|basics?|beginner|intermediate|advanced|expert"
    r"|junior|middle|mid(?:-level)?"
    r"|senior|fundamentals?|difficult)"
)
_DIFFICULTY_SIGN = (
    "[\u2b50\u2605\u2606\U0001f31f\U0001f476\U0001f680\U0001f525\U0001f7e0-\U0001f7eb\U0001f534\U0001f535\u26aa\u26ab"
    "\U0001f336\u2734\u2733\u200d\ufe0f\u200b]"
)
_DIFFICULTY_END_RE = re.compile(
    rf"\s*(?:{_DIFFICULTY_SIGN}+|[(\[]\s*{_LEVELS}\s*[)\]]"
    rf"|(?<=[?\uff1f])\s*[-\u2013\u2014|]\s*{_LEVELS})\s*$",
    re.I,
)
_DIFFICULTY_START_RE = re.compile(
    rf"\s*(?:{_DIFFICULTY_SIGN}+|[(\[]\s*{_LEVELS}\s*[)\]]\s*[:.-]?)\s*", re.I
)
_SOURCE_LINK_END_RE = re.compile(
    r"\s*\[\s*(?:src|source|link|ref|\u2191|\u2b06\ufe0f?)\s*\]\s*$", re.I
)
_ANCHOR_END_RE = re.compile(
    r"(?:\s*(?:\{[:#][^}]*\}|[\u00b6\U0001f517])|\s+#)\s*$"
)
_PIN_RE = re.compile(r"\{:?\s*#([\w:.-]+)[^}]*\}\s*$")
_END_MARKS = (_ANCHOR_END_RE, _SOURCE_LINK_END_RE, _DIFFICULTY_END_RE)
_QUESTION_MARK_RE = re.compile(
    r"[?\uff1f\u061f\u037e][\"'\u201c\u201d\u2019)\]*_.!\s]*$"
)
_ENDS_A_QUESTION = frozenset("?.!:\"'`")
_METHOD_RE = re.compile(r"[.:]*[a-z_][\w.:#]*\?")
_PROMPT_RE = re.compile(
    r"(?:(?:please|briefly|in your own words)[ ,]+)?(?:what|why|how|when|where|which"
    r"|who|whose|whom|can"
    r"|could|do|does|did|is|are|was|were|will|would|should|has|have"
    r"|explain|describe|define|name|list|compare|contrast|differentiate|distinguish"
    r"|discuss|write|give"
    r"|state|tell|outline|identify|mention|show|design|implement|create"
    r"|true or false)\b",
    re.I,
)
_CALL_TO_ACTION_RE = re.compile(
    r"(?:ready|want|need|looking|interested|curious|enjoyed|like[d]? (?:this|what)"
    r"|got|have (?:a |any "
    r"|more |other )?(?:questions?|feedback|suggestions?)|still (?:have|stuck|confused)"
    r"|more questions|found (?:a|an|this)|what(?:'s|\u2019s| is)? next"
    r"|where (?:to go )?next|new here"
    r"|stuck|did (?:you|this)|was this|any questions|how did (?:you|it) (?:do|go)"
    r"|what do you think)\b",
    re.I,
)


def number_length(text: str) -> int:
    """How many characters the number before a question takes: ``12. ``, ``(4) ``.

    0 when there is none, or nothing but a number.
    """
    length = _length(_NUMBER_RE.match(text))
    return length if length < len(text) else 0


def _length(mark: re.Match[str] | None) -> int:
    """How many characters a mark at the start of a text takes, 0 without one."""
    return mark.end() if mark else 0


def number_of(text: str) -> int | None:
    """The number before a question, if it has one."""
    match = _NUMBER_RE.match(text)
    if not match:
        return None
    return int(next(filter(None, match.groups())))


def question_label_length(text: str) -> int:
    """How many characters ``Q:``, ``Question 3 -`` or the like takes at the start."""
    return _length(_QUESTION_LABEL_RE.match(text))


def is_initial_label(text: str) -> bool:
    """Whether the label at the start is a letter that may stand for something else.

    It may as well be an initial, a quantity or a drive.
    """
    return bool(_INITIAL_RE.match(text))


def is_lone_question_label(text: str) -> bool:
    """Whether a line is a label and nothing else: "Question 3", "Q3", "Question:"."""
    return bool(_LONE_LABEL_RE.fullmatch(text))


def answer_label_length(text: str, *, letters: bool = False) -> int:
    """How many characters ``A:``, ``Answer:`` or a lone ``Solution`` takes at a start.

    ``letters`` takes ``A.`` for a label too, which elsewhere is the first of several
    options, or an initial.
    """
    length = _length(_ANSWER_LABEL_RE.match(text))
    if length or not letters:
        return length
    return _length(_ANSWER_LETTER_RE.match(text))


@lru_cache(maxsize=1024)
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
    length = number_length(rest) or question_label_length(rest)
    return length or _length(_DIFFICULTY_START_RE.match(rest))


def _stop_of_front(text: str, start: int) -> int:
    """Where a question's anchors, source links and difficulty marks begin.

    They stand in its last characters.
    """
    stop = len(text.rstrip())
    last = text[stop - 1 : stop]
    if last.isalnum() or last in _ENDS_A_QUESTION:
        return stop
    is_marked = stop > 0
    while is_marked:
        is_marked = False
        tail = max(start + 1, stop - MAX_END_MARK)
        for pattern in _END_MARKS:
            mark = pattern.search(text, tail, stop)
            if mark and mark.start() < stop:
                stop = mark.start()
                is_marked = True
    return stop


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

    A lone name in lower case that ends so is the name of a method.
    """
    front = front_of(text) or text
    asks = _QUESTION_MARK_RE.search(front[-MAX_END_MARK:])
    return bool(asks) and not _METHOD_RE.fullmatch(front)


def is_prompt(text: str) -> bool:
    """Whether a text opens as a question or a task does: What..., How..., Explain..."""
    return bool(_PROMPT_RE.match(front_of(text)))


def is_call_to_action(text: str) -> bool:
    """Whether a question is put to the reader of the page: "Ready for more?"."""
    plain = _OPENING_SIGNS_RE.sub("", front_of(text))
    return bool(_CALL_TO_ACTION_RE.match(plain))


def bare_words(text: str) -> str:
    """The words of a text with one space between them."""
    return one_line(_SIGNS_RE.sub(" ", text))


def is_reveal_label(text: str) -> bool:
    """Whether the title of a fold only says that something is inside: "Show answer"."""
    return bool(_REVEAL_RE.fullmatch(bare_words(text)))


def is_answer_label(text: str) -> bool:
    """Whether the title of a fold says that the answer is inside: "Show solution"."""
    return bool(_ANSWER_FOLD_RE.fullmatch(bare_words(text)))


def remembered_text(text: str) -> str:
    """A question as a page remembers it from its last build.

    That is its letters and digits, whatever its number or markup.
    """
    return "".join(_LETTER_RE.findall(front_of(text) or text)).casefold()
