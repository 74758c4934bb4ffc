"""How a question and its answer stand on a page: a form a function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from textwrap import indent
from typing import NamedTuple

from .texts import Answer, Style, Text, details, html_of


class Asked(NamedTuple):
    """A question of a page, the number it has there, and what stands below it."""

    number: int
    question: Text
    answer: Answer

    @property
    def below(self) -> str:
        """The answer in markdown."""
        return self.answer.written


def _heading(asked: Asked, style: Style) -> str:
    mark = "❓ " if style.variant == 3 else ""
    return f"{style.heading} {mark}{asked.question.written}\n\n{asked.below}"


def _heading_numbered(asked: Asked, style: Style) -> str:
    number = style.one_of("{}.", "{})", "{}\\.").format(asked.number)
    title = f"{number} {asked.question.written}"
    return f"{style.heading} {title}\n\n{asked.below}"


def _label(asked: Asked, style: Style) -> str:
    words = style.language
    short = _short_label(words.short[0], asked.number)
    return style.one_of(words.numbered.format(asked.number), short)


def _short_label(short: str, number: int) -> str:
    """``Q1``; a label of more letters stands apart from its number."""
    return f"{short}{number}" if len(short) == 1 else f"{short} {number}"


def _heading_labelled(asked: Asked, style: Style) -> str:
    title = f"{_label(asked, style)}{style.language.colon}"
    return f"{style.heading} {title}{asked.question.written}\n\n{asked.below}"


def _heading_label(asked: Asked, style: Style) -> str:
    label = style.language.numbered.format(asked.number)
    question = asked.question.written
    if style.variant == 1:
        question = f"**{question}**"
    return f"{style.heading} {label}\n\n{question}\n\n{asked.below}"


def _bold(asked: Asked, style: Style) -> str:
    return f"{style.bold(asked.question.written)}\n\n{asked.below}"


def _bold_numbered(asked: Asked, style: Style) -> str:
    number, question = asked.number, asked.question.written
    title = style.one_of(
        f"**{number}. {question}**", f"{number}. **{question}**"
    )
    if style.variant % 2:
        return f"{title}\n\n{indent(asked.below, '   ')}"
    return f"{title}\n\n{asked.below}"


def _bold_run_in(asked: Asked, style: Style) -> str:
    gap = style.one_of("\n", "  \n", "<br>\n", " ")
    return f"{style.bold(asked.question.written)}{gap}{asked.below}"


def _labelled_short(asked: Asked, style: Style) -> str:
    first, second = style.language.short
    if style.variant == 2:
        first, second = (
            _short_label(label, asked.number) for label in (first, second)
        )
    return _two_labels(asked, style, first, second)


def _labelled_words(asked: Asked, style: Style) -> str:
    words = style.language
    return _two_labels(asked, style, words.question, words.answer)


def _two_labels(asked: Asked, style: Style, first: str, second: str) -> str:
    colon, question = style.language.colon, asked.question.written
    if style.variant == 1:
        asks, says = style.bold(f"{first}{colon}{question}"), f"{second}{colon}"
    elif style.variant == 3:
        bold_colon = colon.rstrip()
        asks = f"{style.bold(first + bold_colon)} {question}"
        says = f"{style.bold(second + bold_colon)} "
    else:
        asks, says = f"{first}{colon}{question}", f"{second}{colon}"
    gap = "\n" if style.variant == 0 else "\n\n"
    return f"{asks}{gap}{says}{asked.below}"


def _numbered_paragraph(asked: Asked, style: Style) -> str:
    mark = style.one_of("{}.", "{})").format(asked.number)
    is_inside = style.variant > 1 and not style.is_plain
    below = indent(asked.below, "   ") if is_inside else asked.below
    return f"{mark} {asked.question.written}\n\n{below}"


def _list_nested(asked: Asked, style: Style) -> str:
    if style.variant % 2:
        below = indent(asked.below, "    ")
        return f"{asked.number}. {asked.question.written}\n\n{below}"
    question = asked.question.written
    first, *others = asked.answer.blocks
    is_list = first.startswith(("- ", "* "))
    below = first if is_list else "- " + "\n\n  ".join((first, *others))
    return f"- {question}\n{indent(below, '  ')}"


def _details(asked: Asked, style: Style) -> str:
    question = asked.question.html
    number = asked.number
    summary = style.one_of(
        question,
        f"<b>{question}</b>",
        f"{number}. {question}",
        f"<strong>{number}. {question}</strong>",
    )
    return details(summary, asked.below)


def _admonition(asked: Asked, style: Style) -> str:
    kind = style.one_of("??? question", "???+ question", "??? faq")
    below = indent(asked.below, "    ")
    return f'{kind} "{asked.question.written}"\n\n{below}'


def _callout(asked: Asked, style: Style) -> str:
    kind = style.one_of("[!question]-", "[!faq]-", "[!question]", "[!FAQ]+")
    lines = f"{kind} {asked.question.written}\n{asked.below}".split("\n")
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _fold_below(asked: Asked, style: Style) -> str:
    question = asked.question.written
    above = style.one_of(
        f"{style.heading} {question}",
        f"**{question}**",
        f"{style.heading} {asked.number}. {question}",
        question,
    )
    return f"{above}\n\n{details(style.language.show, asked.below)}"


def _definition(asked: Asked, _: Style) -> str:
    says = "\n".join(f"<dd>{html_of(b)}</dd>" for b in asked.answer.blocks)
    return f"<dt>{asked.question.html}</dt>\n{says}"


def _accordion(asked: Asked, style: Style) -> str:
    below, question = html_of(asked.below), asked.question.html
    if style.variant % 2:
        return (
            '<div class="faq-item">\n<div class="faq-question">'
            f'{question}</div>\n<div class="faq-answer">{below}</div>\n</div>'
        )
    part = f"faq-{asked.number}"
    return (
        f'<div class="accordion-item">\n<h3><button aria-expanded="false" '
        f'aria-controls="{part}">{question}</button></h3>\n'
        f'<div id="{part}" class="panel">{below}</div>\n</div>'
    )


def _plain_line(asked: Asked, _: Style) -> str:
    return f"{asked.question.written}\n\n{asked.below}"


def _set_off(asked: Asked, style: Style) -> str:
    question = asked.question.written
    line = style.one_of(
        f"*{question}*",
        f"***{question}***",
        f"<u>{question}</u>",
        f"❓ {question}",
    )
    return f"{line}\n\n{asked.below}"


def _counted_line(asked: Asked, style: Style) -> str:
    label = style.bold(style.language.numbered.format(asked.number))
    return f"{label}\n\n{asked.question.written}\n\n{asked.below}"


def _counted(asked: Asked, style: Style) -> str:
    short = _short_label(style.language.short[0], asked.number)
    mark = style.one_of(
        f"({asked.number})",
        f"{asked.number}\\.",
        f"**{asked.number}.**",
        f"{short} -",
    )
    return f"{mark} {asked.question.written}\n\n{asked.below}"


def _held(asked: Asked, style: Style) -> str:
    mark = style.one_of("-", ">", "*", ">")
    return f"{mark} {asked.question.written}\n\n{asked.below}"


def _row(asked: Asked, style: Style) -> str:
    cells = [asked.question.written, asked.below]
    if style.variant % 2:
        cells.insert(0, str(asked.number))
    return f"| {' | '.join(cells)} |"


def _prompts_among(asked: Asked, style: Style) -> str:
    forms = (_heading_numbered, _heading, _heading_labelled, _bold_numbered)
    return forms[style.variant](asked, replace(style, variant=0))


Form = Callable[[Asked, Style], str]
QUESTIONS: dict[str, Form] = {
    "heading": _heading,
    "heading-numbered": _heading_numbered,
    "heading-labelled": _heading_labelled,
    "heading-label": _heading_label,
    "bold": _bold,
    "bold-numbered": _bold_numbered,
    "bold-run-in": _bold_run_in,
    "labelled-short": _labelled_short,
    "labelled-words": _labelled_words,
    "numbered-paragraph": _numbered_paragraph,
    "list-nested": _list_nested,
    "details": _details,
    "admonition": _admonition,
    "callout": _callout,
    "fold-below": _fold_below,
    "prompts-among": _prompts_among,
    "question-table": _row,
    "term-table": _row,
    "definition-html": _definition,
    "accordion": _accordion,
    "plain-line": _plain_line,
    "set-off": _set_off,
    "counted": _counted,
    "counted-line": _counted_line,
    "held": _held,
}


def joined(form: str, units: list[str], style: Style) -> str:
    """The questions of one section as they stand below each other."""
    if form in ("question-table", "term-table"):
        is_glossary = form == "term-table"
        words = style.language
        heads = list(words.terms if is_glossary else words.heads)
        if style.variant % 2:
            heads = ["#", *heads]
        rule = "|" + " --- |" * len(heads)
        return "\n".join((f"| {' | '.join(heads)} |", rule, *units))
    if form == "definition-html":
        return "\n".join(("<dl>", *units, "</dl>"))
    if form == "list-nested" and not style.variant % 2:
        return "\n".join(units)
    return "\n\n".join(units)
