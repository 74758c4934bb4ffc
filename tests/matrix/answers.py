"""How an answer is written: each form makes blocks of one sentence and the words of its language."""

from __future__ import annotations

from collections.abc import Callable

from .texts import Answer, Item, Style, details, table

CODE = "for line in open(name):\n    print(line)"


def _paragraph(item: Item, _: Style) -> Answer:
    return Answer((item.answer.written,), item.answer.shown)


def _paragraphs(item: Item, _: Style) -> Answer:
    more = item.more[0]
    return Answer((item.answer.written, more), f"{item.answer.shown}\n{more}")


def _list(item: Item, style: Style) -> Answer:
    first, second, _ = item.more
    mark = style.one_of("-", "*")
    lines = (item.answer.written, first, second)
    shown = f"{item.answer.shown}\n{first}\n{second}"
    return Answer(("\n".join(f"{mark} {line}" for line in lines),), shown)


def _numbered(item: Item, style: Style) -> Answer:
    steps = style.language.items
    written = "\n".join(f"{n}. {step}" for n, step in enumerate(steps, 1))
    lead = style.language.sentences(item.answer.written, style.language.lead)
    shown = style.language.sentences(item.answer.shown, style.language.lead)
    return Answer((lead, written), "\n".join((shown, *steps)))


def _table(item: Item, style: Style) -> Answer:
    words = style.language
    rows = list(zip(words.items, item.more, strict=True))[:2]
    heads = (words.sections[0], words.sections[1])
    cells = [cell for row in (heads, *rows) for cell in row]
    shown = "\n".join((item.answer.shown, *cells))
    return Answer((item.answer.written, table(heads, *rows)), shown)


def _code(item: Item, _: Style) -> Answer:
    block = f"```python\n{CODE}\n```"
    return Answer((item.answer.written, block), f"{item.answer.shown}\n{CODE}")


def _quote(item: Item, _: Style) -> Answer:
    return Answer((f"> {item.answer.written}",), item.answer.shown)


def _mixed(item: Item, style: Style) -> Answer:
    words = style.language
    lead = words.sentences(item.answer.written, words.lead)
    points = "\n".join(f"- {point}" for point in words.items)
    last = item.more[0]
    shown = words.sentences(item.answer.shown, words.lead)
    return Answer((lead, points, last), "\n".join((shown, *words.items, last)))


def _labelled(item: Item, style: Style) -> Answer:
    words = style.language
    label = f"{words.answer}{words.colon}".rstrip()
    if not style.variant % 2:
        label = style.bold(label)
    written = f"{label} {item.answer.written}"
    return Answer((written,), item.answer.shown)


def _fold(item: Item, style: Style) -> Answer:
    title = style.one_of(style.language.answer, style.language.solution)
    return Answer((details(title, item.answer.written),), item.answer.shown)


ANSWERS: dict[str, Callable[[Item, Style], Answer]] = {
    "paragraph": _paragraph,
    "paragraphs": _paragraphs,
    "list": _list,
    "numbered": _numbered,
    "table": _table,
    "code-block": _code,
    "quote": _quote,
    "mixed": _mixed,
    "labelled-answer": _labelled,
    "fold-answer": _fold,
}
