"""How the options of a question are written, and how those of a whole page are."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import NamedTuple

from .contents import DERIVATIVES
from .languages import Language
from .texts import Style, Text, table


class Choice(NamedTuple):
    """A question of a page, its options as they are written, which is right, and why."""

    number: int
    question: Text
    options: tuple[Text, ...]
    right: int
    why: str


def choices(
    rng: random.Random, language: Language, content: str, count: int
) -> list[Choice]:
    """Some questions with options in any order, no two questions alike."""
    known = list(language.choices.items())
    chosen = [
        (question, rest[:-1], rest[-1])
        for question, rest in rng.sample(known, count)
    ]
    if content == "maths":
        for place, (term, answer) in enumerate(rng.sample(DERIVATIVES, 2)):
            options = [
                f"${text}$" for text in (answer, f"{term} + 7", "0", "x")
            ]
            question = language.maths[0].replace("{}", term)
            chosen[place] = (question, options, language.more[place])
    return [
        _shuffled(rng, number, *one)
        for number, one in enumerate(rng.sample(chosen, count), 1)
    ]


def _shuffled(
    rng: random.Random, number: int, question: str, options: list[str], why: str
) -> Choice:
    count = rng.choice((3, 4, 4))
    order = rng.sample(range(count), count)
    texts = tuple(Text(options[place]) for place in order)
    return Choice(number, Text(question), texts, order.index(0), why)


def letters(form: str, language: Language) -> tuple[str, ...]:
    """How a form counts its options."""
    if form == "numbered-options":
        return ("1", "2", "3", "4")
    if form == "lower-bullets":
        return ("a", "b", "c", "d")
    if form == "own-letters":
        return tuple(language.letters)
    return ("A", "B", "C", "D")


def _marked(choice: Choice, key: str, style: Style) -> list[str]:
    """The options, the right one marked where the key says so."""
    texts = [option.written for option in choice.options]
    right = texts[choice.right]
    if key == "bold-option":
        texts[choice.right] = f"**{right}**"
    if key == "marked-option":
        word = f"({style.language.correct})"
        texts[choice.right] = f"{right} {style.one_of('✅', '✓', word, '✔️')}"
    return texts


class Options(NamedTuple):
    """The options of one question: their letters, and their texts with their marks."""

    letters: tuple[str, ...]
    texts: list[str]
    ticked: int | None
    style: Style

    def counted(self, sign: str) -> list[str]:
        """Each option behind its letter."""
        return [
            f"{letter}{sign} {text}"
            for letter, text in zip(self.letters, self.texts, strict=False)
        ]


def _lines(options: Options) -> str:
    end = options.style.one_of("\n", "  \n", "<br>\n")
    if options.style.is_plain:
        end = "\n"
    return end.join(options.counted(options.style.one_of(".", ")")))


def _bullets(options: Options) -> str:
    lines = options.counted(options.style.one_of(")", "."))
    mark = options.style.one_of("-", "-", "*")
    return "\n".join(f"{mark} {line}" for line in lines)


def _bare_bullets(options: Options) -> str:
    return "\n".join(f"- {text}" for text in options.texts)


def _boxes(options: Options) -> str:
    return "\n".join(
        f"- [{'x' if place == options.ticked else ' '}] {text}"
        for place, text in enumerate(options.texts)
    )


def _numbered(options: Options) -> str:
    return "\n".join(options.counted("."))


def _html_list(options: Options) -> str:
    kind = options.style.one_of("A", "A", "upper-alpha")
    opener = f'<ol type="{kind}">'
    if kind == "upper-alpha":
        opener = '<ol style="list-style-type: upper-alpha">'
    lines = "\n".join(f"<li>{Text(text).html}</li>" for text in options.texts)
    return f"{opener}\n{lines}\n</ol>"


def _bold_letters(options: Options) -> str:
    pairs = zip(options.letters, options.texts, strict=False)
    lines = [f"**{letter})** {text}" for letter, text in pairs]
    return options.style.one_of("  \n", "\n\n", "\n").join(lines)


def _one_line(options: Options) -> str:
    gap = options.style.one_of("   ", " &nbsp; ", "  ")
    if options.style.is_plain:
        gap = "   "
    return gap.join(options.counted(")"))


def _columns(options: Options) -> str:
    count = len(options.texts)
    if options.style.variant % 2 and count == 4:
        lines = options.counted(")")
        return table((lines[0], lines[1]), (lines[2], lines[3]))
    return table(options.letters[:count], tuple(options.texts))


def _own_letters(options: Options) -> str:
    ways = (_lines, _bullets)
    if options.style.is_plain:
        return _lines(options)
    return ways[options.style.variant // 2](options)


OPTIONS: dict[str, Callable[[Options], str]] = {
    "lines": _lines,
    "bullets": _bullets,
    "boxes": _boxes,
    "numbered-options": _numbered,
    "html-list": _html_list,
    "bold-letters": _bold_letters,
    "own-paragraph": _lines,
    "one-line": _one_line,
    "columns": _columns,
    "lower-bullets": _bullets,
    "own-letters": _own_letters,
    "bare-bullets": _bare_bullets,
}


def written(choice: Choice, form: str, key: str, style: Style) -> str:
    """The options of a question in one form."""
    ticked = choice.right if key == "ticked" else None
    counted = letters(form, style.language)
    texts = _marked(choice, key, style)
    return OPTIONS[form](Options(counted, texts, ticked, style))
