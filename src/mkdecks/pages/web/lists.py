"""Lists of a web page as markdown's: items, and terms with their definitions."""

from __future__ import annotations

import re
from string import ascii_lowercase

from .choice_inputs import is_marked_right
from .elements import Element, holds, pieces_of, select
from .page_writer import PageWriter

LETTERS = len(ascii_lowercase)
# No item has a longer number.
_NUMBER_RE = re.compile(r"[0-9]{1,5}")
_CHECKBOX = (
    "./input[@type='checkbox'] | ./label/input[@type='checkbox']"
    " | ./p[1]/input[@type='checkbox']"
)
_BUTTONS = ".//input[@type='radio']"
_SECTIONS = ("h1", "h2", "h3", "h4")
_PARTS = "./dt | ./dd | ./div/dt | ./div/dd"


def item_list(writer: PageWriter, element: Element) -> None:
    """A list; one that only lays out sections or cards is what its items hold."""
    items = _items(writer, element)
    if not items:
        writer.contents(element)
        return
    if all(len(select(item, _BUTTONS)) == 1 for item in items):
        writer.choices(list(map(pieces_of, items)))
        return
    is_numbered = element.tag == "ol"
    kind, tag = ("ordered_list", "ol") if is_numbered else ("bullet_list", "ul")
    number = _number(element.get("start", ""), 1)
    marked = list(filter(is_marked_right, items))
    is_choice = 0 < len(marked) < len(items)
    with writer.container(kind, tag) as opening:
        if is_numbered and number != 1:
            opening.attrs["start"] = number
        if is_numbered and _is_lettered(element):
            opening.attrs["type"] = element.get("type", "")
        for item in items:
            # Old editors write a list right inside a list.
            if item.tag in ("ul", "ol"):
                writer.block(item)
                continue
            number = _number(item.get("value", ""), number)
            label = _label(element, number) if is_numbered else ""
            is_right = item in marked if is_choice else None
            _item(writer, item, label, is_right=is_right)
            number += 1


def _items(writer: PageWriter, element: Element) -> list[Element]:
    """The items of a list; none where it only lays out sections or cards."""
    children = element.iterchildren("*")
    items = [item for item in children if not writer.site_parts.holds(item)]
    is_layout = any(
        item in writer.folds.by_title or holds(item, *_SECTIONS)
        for item in items
    )
    return [] if is_layout else items


def _item(
    writer: PageWriter,
    item: Element,
    number: str,
    *,
    is_right: bool | None,
) -> None:
    """An item of a list; ``is_right`` is whether its class calls it the right option.

    It is None in a list that is no choice.
    """
    writer.stand_at(item)
    mark = "." if number else ""
    with writer.container("list_item", "li", number, mark) as opening:
        boxes = select(item, _CHECKBOX)
        if boxes:
            opening.meta = {"checked": "checked" in boxes[0].attrib}
        if is_right is not None:
            opening.meta = {"right": is_right}
        writer.contents(item, is_tight=True)


def _label(element: Element, number: int) -> str:
    """What counts an item of a numbered list: a number, or a letter by its type."""
    is_letter = _is_lettered(element) and number <= LETTERS
    return ascii_lowercase[number - 1] if is_letter else str(number)


def _is_lettered(element: Element) -> bool:
    return element.get("type") in ("A", "a")


def _number(written: str, default: int) -> int:
    """A number as an attribute has it; the default where it has none that can be."""
    return int(written) if _NUMBER_RE.fullmatch(written) else default


def definition_list(writer: PageWriter, element: Element) -> None:
    """``<dl>``: terms and what stands below them, each in a ``<div>`` or not."""
    parts = select(element, _PARTS)
    if not any(part.tag == "dt" for part in parts):
        writer.contents(element)
        return
    with writer.container("dl", "dl"):
        for part in parts:
            writer.stand_at(part)
            if part.tag == "dt":
                writer.title("dt", "dt", pieces_of(part))
                continue
            with writer.container("dd", "dd"):
                writer.contents(part)
