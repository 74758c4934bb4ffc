"""Which values of the dimensions go together, so that a careful reader sees one set of cards.

Left out are pages that nobody writes (bold in plain text) and those that two readers
would read in two ways (a numbered answer below questions that are numbered the same).
"""

from __future__ import annotations

from collections.abc import Mapping

from .answers import ANSWERS
from .keys import AT_END, BELOW
from .languages import LANGUAGES

Values = Mapping[str, str]

_ALL = frozenset(ANSWERS)
_PARAGRAPH = frozenset({"paragraph"})
_BEGUN_BY_PARAGRAPH = frozenset(
    {"paragraph", "paragraphs", "numbered", "table", "code-block", "mixed"}
)
_SIMPLE = frozenset({"paragraph", "paragraphs", "list"})
# The answers that a form of question can have; the others can have all.
_ANSWERS_OF = {
    "bold-run-in": frozenset(
        {"paragraph", "paragraphs", "code-block", "mixed"}
    ),
    "labelled-short": _BEGUN_BY_PARAGRAPH,
    "labelled-words": _BEGUN_BY_PARAGRAPH,
    "numbered-paragraph": _ALL - {"numbered"},
    "list-nested": _SIMPLE,
    "fold-below": _ALL - {"labelled-answer", "fold-answer"},
    "question-table": _PARAGRAPH,
    "term-table": _PARAGRAPH,
    "definition-html": _SIMPLE,
    "accordion": _ALL - {"labelled-answer", "fold-answer"},
    "details": _ALL - {"fold-answer"},
    "admonition": _ALL - {"fold-answer"},
    "callout": _ALL - {"fold-answer"},
    "bold-numbered": _ALL - {"numbered"},
    "counted": _ALL - {"numbered"},
    # A list below an item belongs to that item, a quotation to the one above.
    "held": _ALL - {"list", "quote"},
}
_PLAIN_QUESTIONS = {
    "labelled-short",
    "labelled-words",
    "numbered-paragraph",
    "plain-line",
}
_PLAIN_ANSWERS = {"paragraph", "paragraphs", "list", "labelled-answer", "mixed"}
# What needs a title that announces questions.
_NEEDS_TITLE = {
    "prompts-among",
    "plain-line",
    "bold",
    "bold-run-in",
    "list-nested",
    "numbered-paragraph",
    "bold-numbered",
    "heading-label",
    "set-off",
    "counted",
    "counted-line",
    "held",
}
# A table and a list of definitions cannot be cut by rules, nor can a list.
_WHOLE = {"question-table", "term-table", "definition-html", "list-nested"}
ODD_BELOW = {
    "odd-details": {"heading", "heading-numbered", "bold", "bold-numbered"},
    "odd-labelled": {"heading", "bold", "details"},
    "odd-heading": {"details", "labelled-words", "admonition"},
    "odd-prompt": {
        "labelled-short",
        "labelled-words",
        "heading-labelled",
        "question-table",
        "admonition",
        "heading-label",
    },
}
CHOICE_QUESTIONS = (
    "heading",
    "heading-numbered",
    "heading-labelled",
    "heading-label",
    "bold",
    "bold-numbered",
    "numbered-paragraph",
    "plain-line",
    "labelled-words",
    "counted",
    "counted-line",
)
_NUMBERED = {
    "heading-numbered",
    "heading-labelled",
    "heading-label",
    "bold-numbered",
    "numbered-paragraph",
    "counted",
    "counted-line",
}
_OWN_PARAGRAPH = {"bold", "plain-line", "numbered-paragraph", "labelled-words"}
LAYOUTS = ("open", "open", "close", "key-outside")
# What may stand right below a line of text.
_CLOSE_OPTIONS = {
    "lines",
    "bullets",
    "lower-bullets",
    "own-letters",
    "bare-bullets",
}
_PLAIN_OPTIONS = {"lines", "own-paragraph", "one-line", "own-letters"}
_PLAIN_KEYS = {
    "answer-below",
    "repeated-text",
    "marked-option",
    "page-end-list",
    "page-end-line",
}


def is_sensible(values: Values) -> bool:
    """Whether people write such a page of questions and answers, and read it in one way."""
    form, answer = values["question"], values["answer"]
    odd = values["odd"]
    return (
        answer in _ANSWERS_OF.get(form, _ALL)
        and (values["title"] != "topic" or form not in _NEEDS_TITLE)
        and (odd == "none" or form in ODD_BELOW[odd])
        and (odd != "odd-prompt" or values["title"] != "topic")
        and not (odd != "none" and values["format"] == "txt-plain")
        and not (form == "bold-run-in" and values["content"] == "markup")
        and (form != "term-table" or _is_glossary(values))
        and _suits_frame(values)
        and _suits_format(values)
    )


def _is_glossary(values: Values) -> bool:
    is_bare_topic = values["title"] == "topic" and values["frame"] != "sections"
    return is_bare_topic and values["content"] == "plain"


def _suits_frame(values: Values) -> bool:
    form, frame, format = values["question"], values["frame"], values["format"]
    if frame == "rules" and form in _WHOLE:
        return False
    if frame == "mkdocs":
        return format == "md"
    if frame in ("readme", "front-matter") and format == "txt-plain":
        return False
    return frame != "readme" or format in ("md", "no-ending", "txt-markdown")


def _suits_format(values: Values) -> bool:
    form, format = values["question"], values["format"]
    if format == "txt-plain":
        return (
            form in _PLAIN_QUESTIONS
            and values.get("answer", "paragraph") in _PLAIN_ANSWERS
            and values["content"] in ("plain", "long", "symbols")
        )
    if form == "accordion":
        return format == "html"
    if form == "held":
        return format != "html"
    if form in ("admonition", "callout"):
        return format in ("md", "no-ending")
    return True


def is_sensible_choice(values: Values) -> bool:
    """Whether people write such a page of multiple choice, and read it in one way."""
    form, options, key = values["question"], values["options"], values["key"]
    return (
        _suits_frame(values)
        and _suits_format(values)
        and values["content"] in ("plain", "maths")
        and (
            options != "own-letters"
            or bool(LANGUAGES[values["language"]].letters)
        )
        and (options != "own-paragraph" or form in _OWN_PARAGRAPH)
        and (key not in AT_END or form in _NUMBERED)
        and (key == "section-end-list") <= (values["frame"] == "sections")
        and _key_suits_options(options, key)
        and _layout_suits(values)
        and not (form == "numbered-paragraph" and options == "numbered-options")
        and not (
            form == "labelled-words"
            and key in ("marked-option", "bold-option", "ticked")
        )
        and (
            values["format"] != "txt-plain"
            or (options in _PLAIN_OPTIONS and key in _PLAIN_KEYS)
        )
    )


def _layout_suits(values: Values) -> bool:
    if values["layout"] == "close":
        is_line = values["key"] in ("answer-below", "repeated-text", *AT_END)
        return (
            is_line
            and values["options"] in _CLOSE_OPTIONS
            and values["format"] != "html"
        )
    if values["layout"] == "key-outside":
        return (
            values["question"] == "numbered-paragraph"
            and values["key"] in BELOW
            and values["format"] != "txt-plain"
        )
    return True


def _key_suits_options(options: str, key: str) -> bool:
    if options == "boxes":
        return key in ("ticked", "repeated-text", "fold-key")
    if key == "ticked":
        return False
    if options == "bare-bullets":
        return key in ("repeated-text", "answer-below", "bold-option")
    if options == "numbered-options":
        return key not in AT_END or key in (
            "page-end-table",
            "page-end-headings",
        )
    if options == "bold-letters":
        return key != "bold-option"
    return True
