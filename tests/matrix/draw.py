"""Draws pages by seed: a value of each dimension, and the page that follows from them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from . import choices as multiple
from . import contents, keys, rules
from .answers import ANSWERS
from .files import FORMATS, file_of
from .frames import FRAMES, Body, framed, level_in
from .languages import LANGUAGES
from .questions import QUESTIONS, Asked, joined
from .texts import Answer, Case, Item, Style, Wanted

_COMMON = {
    "language": tuple(LANGUAGES),
    "content": contents.CONTENTS,
    "frame": FRAMES,
    "format": FORMATS,
}
_PAIRS = {
    **_COMMON,
    "question": tuple(QUESTIONS),
    "answer": tuple(ANSWERS),
    "title": ("faq", "interview", "topic"),
    "odd": (*["none"] * 6, *rules.ODD_BELOW),
}
_CHOICES = {
    **_COMMON,
    "question": rules.CHOICE_QUESTIONS,
    "options": tuple(multiple.OPTIONS),
    "key": keys.KEYS,
    "layout": rules.LAYOUTS,
}
DIMENSIONS: dict[str, tuple[str, ...]] = {**_CHOICES, **_PAIRS}
CHOICE_SHARE = 0.4
_LEAD_FIRST = 0.75
_ODD_FORMS = {
    "odd-details": "details",
    "odd-labelled": "labelled-words",
    "odd-heading": "heading",
}
Only = dict[str, str]


def pages(seed: int, count: int, only: Only | None = None) -> Iterator[Case]:
    """So many pages; the same arguments give the same pages."""
    for number in range(count):
        yield page(random.Random(f"{seed}.{number}"), only or {})  # noqa: S311


def page(rng: random.Random, only: Only) -> Case:
    """One page, with the values that are given and any others that go with them."""
    kinds = [_CHOICES, _PAIRS]
    if rng.random() >= CHOICE_SHARE:
        kinds.reverse()
    for dimensions in kinds:
        if values := _values(rng, dimensions, only):
            is_choice = dimensions is _CHOICES
            return (_choice_page if is_choice else _pair_page)(rng, values)
    raise ValueError(f"no page has these values: {only}")


def _values(
    rng: random.Random, dimensions: dict[str, tuple[str, ...]], only: Only
) -> dict[str, str]:
    """A value of each dimension, drawn anew until they go together; none where they never do.

    One dimension is drawn first, mostly a form, so that forms that go with few others are
    not rare.
    """
    if any(only[name] not in dimensions.get(name, ()) for name in only):
        return {}
    is_choice = dimensions is _CHOICES
    is_sensible = rules.is_sensible_choice if is_choice else rules.is_sensible
    for turn in range(40_000):
        if turn % 2_000 == 0:
            names = list(dimensions)
            if rng.random() < _LEAD_FIRST:
                names = ["options", "key"] if is_choice else ["question"] * 2
                names.append("format")
            first = rng.choice(names)
            fixed = {first: rng.choice(dimensions[first]), **only}
        values = {
            name: fixed.get(name) or rng.choice(known)
            for name, known in dimensions.items()
        }
        if is_sensible(values):
            return values
    return {}


def _style(rng: random.Random, values: dict[str, str]) -> Style:
    return Style(
        LANGUAGES[values["language"]],
        rng.randrange(4),
        level_in(values["frame"]),
        values["format"],
    )


def _case(
    values: dict[str, str], body: Body, style: Style, wanted: list[Wanted]
) -> Case:
    markdown = framed(body, values["frame"], style)
    name, text = file_of(markdown, body.title, style)
    return Case(name, text, tuple(wanted), values)


def _parted(units: list[str], values: dict[str, str]) -> list[list[str]]:
    """The questions in sections, where the page has sections."""
    if values["frame"] != "sections":
        return [units]
    middle = (len(units) + 1) // 2
    return [units[:middle], units[middle:]]


def _pair_page(rng: random.Random, values: dict[str, str]) -> Case:
    style = _style(rng, values)
    language = style.language
    items = contents.items(rng, language, values["content"], rng.randint(4, 10))
    if values["question"] == "term-table":
        items = contents.terms(rng, language)
    prompts = 0
    if values["question"] == "prompts-among":
        prompts = min(2, len(items) // 3)
    if values["odd"] == "odd-prompt":
        prompts = 1
    for prompt in contents.prompts(rng, language, prompts):
        items[rng.randrange(2, len(items))] = prompt
    odd_form = _ODD_FORMS.get(values["odd"], "")
    form = values["question"]
    odd_place = len(items) - 1
    if form in ("heading", "bold") and odd_form:
        odd_place = rng.randrange(1, len(items))
    units, wanted = [], []
    for place, item in enumerate(items):
        is_odd = bool(odd_form) and place == odd_place
        name = odd_form if is_odd else form
        answer = _answer(rng, item, name, values, style, is_first=place == 0)
        asked = Asked(place + 1, item.question, answer)
        own = replace(style, variant=0) if is_odd else style
        units.append(QUESTIONS[name](asked, own))
        wanted.append(Wanted(item.question.shown, answer.shown))
    titles = {
        "faq": language.faq,
        "interview": language.interview,
        "topic": language.sections[-1],
    }
    body = Body(
        titles[values["title"]],
        [item.question.shown for item in items],
        _parted(units, values),
        ["", ""],
        "",
        lambda units: joined(form, units, style),
    )
    return _case(values, body, style, wanted)


def _answer(
    rng: random.Random,
    item: Item,
    form: str,
    values: dict[str, str],
    style: Style,
    *,
    is_first: bool,
) -> Answer:
    """The answer in the form of the page; now and then it is one paragraph."""
    kind = values["answer"]
    is_label = kind in ("labelled-answer", "fold-answer")
    if form != values["question"] or not (
        is_first or is_label or rng.random() < 0.7
    ):
        kind = "paragraph"
    return ANSWERS[kind](item, style)


def _choice_page(rng: random.Random, values: dict[str, str]) -> Case:
    style = _style(rng, values)
    options, key = values["options"], values["key"]
    drawn = multiple.choices(
        rng, style.language, values["content"], rng.randint(4, 5)
    )
    units, keyed, wanted = [], [], []
    for choice in drawn:
        letter = ""
        if options not in ("boxes", "bare-bullets"):
            letter = multiple.letters(options, style.language)[choice.right]
        one = keys.Keyed(choice, letter)
        written = multiple.written(choice, options, key, style)
        below = keys.below(one, key, style)
        units.append(_choice_unit(values, choice, (written, below), style))
        keyed.append(one)
        wanted.append(_wanted(one, key, style))
    sections = _parted(units, values)
    ends = ["", ""]
    tail = keys.at_end(keyed, key, style)
    if key == "section-end-list":
        first = len(sections[0])
        parts = (keyed[:first], keyed[first:])
        ends = [keys.at_end(part, key, style) for part in parts]
        tail = ""
    body = Body(
        style.language.quiz,
        [choice.question.shown for choice in drawn],
        sections,
        ends,
        tail,
        "\n\n".join,
    )
    return _case(values, body, style, wanted)


def _choice_unit(
    values: dict[str, str],
    choice: multiple.Choice,
    parts: tuple[str, str],
    style: Style,
) -> str:
    """A question with its options and what stands below them."""
    form, layout = values["question"], values["layout"]
    options, key = parts
    if layout == "key-outside":
        return f"{_asked_with(form, choice, options, style)}\n\n{key}"
    gap = "\n" if layout == "close" else "\n\n"
    unit = _asked_with(form, choice, gap.join(filter(None, parts)), style)
    if layout == "close" or values["options"] == "own-paragraph":
        question = choice.question.written
        head, found, rest = unit.partition(question)
        end, _, rest = rest.partition("\n\n")
        return f"{head}{found}{end}\n{rest.lstrip(chr(10))}"
    return unit


def _asked_with(
    form: str, choice: multiple.Choice, below: str, style: Style
) -> str:
    asked = Asked(choice.number, choice.question, Answer((below,), ""))
    if form != "labelled-words":
        return QUESTIONS[form](asked, style)
    words = style.language
    label = style.bold(f"{words.question}{words.colon}".rstrip())
    return f"{label} {choice.question.written}\n\n{below}"


def _wanted(keyed: keys.Keyed, key: str, style: Style) -> Wanted:
    choice = keyed.choice
    shown = tuple(option.shown for option in choice.options)
    why = choice.why if keys.explains(key, style) else ""
    return Wanted(
        choice.question.shown, why, shown, shown[choice.right], keyed.letter
    )
