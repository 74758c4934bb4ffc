"""What the questions of a page are about: plain words, code, links, formulas, much text, or signs."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

from .languages import Language
from .texts import Item, Text

COMMANDS = (
    "ls -la",
    "git status",
    "df -h",
    "pwd",
    "docker ps",
    "uname -r",
    "ip addr",
)
DERIVATIVES = (
    ("x^2", "2x"),
    (r"\sin x", r"\cos x"),
    ("x^3", "3x^2"),
    (r"\ln x", r"\frac{1}{x}"),
    ("5x", "5"),
    ("e^{2x}", "2e^{2x}"),
)
SIGNS = ("C++", "R&D", "50 %", "24/7", "H₂O", "№ 5", "a → b", "+1 ¢")


def items(
    rng: random.Random, language: Language, content: str, count: int
) -> list[Item]:
    """Some questions with a mark, no two of them alike."""
    known = list(language.questions.items())
    chosen = [Item(Text(q), Text(a)) for q, a in rng.sample(known, count)]
    if content in _FILLED:
        special = _FILLED[content](rng, language)
        places = rng.sample(range(count), min(max(count // 2, 1), len(special)))
        for place, item in zip(places, special, strict=False):
            chosen[place] = item
    chosen = [_with_more(rng, item, language) for item in chosen]
    if content in _CHANGED:
        change = _CHANGED[content]
        chosen = [change(item, language) for item in chosen]
    return chosen


def prompts(rng: random.Random, language: Language, count: int) -> list[Item]:
    """Some questions without a mark."""
    known = rng.sample(list(language.prompts.items()), count)
    chosen = [Item(Text(q), Text(a)) for q, a in known]
    return [_with_more(rng, item, language) for item in chosen]


def terms(rng: random.Random, language: Language) -> list[Item]:
    """Some names, each with what is said of it."""
    known = [
        Item(Text(right), Text(why))
        for right, *_, why in language.choices.values()
    ]
    return rng.sample(known, rng.randint(4, 5))


def _with_more(rng: random.Random, item: Item, language: Language) -> Item:
    reasons = [rest[-1] for rest in language.choices.values()]
    known = [*language.more, *reasons, *language.prompts.values()]
    return item._replace(more=tuple(rng.sample(known, 3)))


def _code(rng: random.Random, language: Language) -> list[Item]:
    return [
        _filled(language.code, command, command)
        for command in rng.sample(COMMANDS, len(COMMANDS))
    ]


def _maths(rng: random.Random, language: Language) -> list[Item]:
    pairs = rng.sample(DERIVATIVES, len(DERIVATIVES))
    return [_filled(language.maths, *pair) for pair in pairs]


def _symbols(rng: random.Random, language: Language) -> list[Item]:
    return [
        _filled(language.sign, sign, sign)
        for sign in rng.sample(SIGNS, len(SIGNS))
    ]


def _filled(templates: list[str], asked: str, answered: str) -> Item:
    question, answer = templates
    return Item(
        Text(question.replace("{}", asked)),
        Text(answer.replace("{}", answered)),
    )


def _with_markup(item: Item, language: Language) -> Item:
    question = item.question.written
    if language.has_spaces:
        words = [word for word in question.split() if _is_word(word)]
        longest = max(words, key=len, default="")
        question = question.replace(f" {longest} ", f" _{longest}_ ", 1)
    answer = item.answer.written
    first = answer.split()[0] if language.has_spaces else answer[:2]
    if _is_word(first):
        answer = answer.replace(first, f"**{first}**", 1)
    return item._replace(
        question=Text(question),
        answer=Text(language.sentences(answer, language.link)),
    )


def _is_word(text: str) -> bool:
    return all(unicodedata.category(letter)[0] in "LM" for letter in text)


def _long(item: Item, language: Language) -> Item:
    answer = language.sentences(item.answer.written, *item.more)
    return item._replace(answer=Text(answer))


_FILLED: dict[str, Callable[[random.Random, Language], list[Item]]] = {
    "code": _code,
    "maths": _maths,
    "symbols": _symbols,
}
_CHANGED: dict[str, Callable[[Item, Language], Item]] = {
    "markup": _with_markup,
    "long": _long,
}
CONTENTS = ("plain", *_FILLED, *_CHANGED)
