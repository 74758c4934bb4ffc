"""Options of multiple choice questions as people write them: with boxes, letters of several alphabets, or numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ...model.records import Block
from ...pages.inline import cut, has_content
from ...pages.tree import lines_of
from .answer_key import begins_key
from .option_label import ALPHABETS, LETTER, Option, plain_letter

MIN_OPTIONS, MAX_OPTIONS = 2, 12
_LETTERED_RE = re.compile(
    rf"[ \t]*[(\[]?(?P<letter>{LETTER})(?:[)\]\uff09][.:]?|[.:\uff1a\u3001\uff0e])[ \t]*(?=\S|$)"
)
_FIRST_LINE_RE = re.compile(
    r"^[ \t]*[(\[]?[AaأаАא][.:)\]\uff1a\uff09\u3001\uff0e]", re.M
)


@dataclass(frozen=True, slots=True)
class Options:
    """Options that stand together in siblings ``start`` to ``stop``.

    ``before`` is the part of their first paragraph that stands above them, ``after`` of
    their last one below them.
    """

    options: tuple[Option, ...]
    start: int
    stop: int
    before: tuple[Block, ...] = ()
    after: tuple[Block, ...] = ()

    @property
    def kind(self) -> str:
        """How they are marked: "boxes", "letters" or "numbers"."""
        if self.options[0].checked is not None:
            return "boxes"
        return "numbers" if self.options[0].label.isdigit() else "letters"


def boxes_among(block: Block) -> Options | None:
    """The items of a list that have boxes, though some have none: those belong to what is asked."""
    boxed = [
        item
        for item in block.children
        if item.children and "checked" in item.tokens[0].meta
    ]
    options = tuple(option for option in map(_boxed, boxed) if option.blocks)
    if len(options) < MIN_OPTIONS:
        return None
    with_box = set(boxed)
    others = tuple(
        child
        for item in block.children
        if item not in with_box
        for child in item.children
    )
    return Options(options, 0, 1, before=others)


def lacks_key(blocks: Sequence[Block]) -> bool:
    """Whether an answer is but the options of a question whose key nobody has found."""
    shown = [block for block in blocks if has_content([block])]
    groups = [
        group
        for group in find_options(shown)
        if group.kind != "numbers" and group.start <= 1
    ]
    return any(
        not any(option.checked for option in group.options) for group in groups
    )


def find_options(siblings: Sequence[Block]) -> Iterator[Options]:
    """Every group of options among siblings, in order."""
    place = 0
    while place < len(siblings):
        found = _group(siblings, place)
        if (
            found
            and MIN_OPTIONS <= len(found.options) <= MAX_OPTIONS
            and all(o.blocks for o in found.options)
        ):
            yield found
            place = found.stop
        else:
            place = (
                found.stop
                if found and len(found.options) > MAX_OPTIONS
                else place + 1
            )


def _group(siblings: Sequence[Block], place: int) -> Options | None:
    block = siblings[place]
    if block.kind in ("bullet_list", "ordered_list"):
        options = _of_list(block)
        return _with_more(siblings, place, options) if options else None
    return _of_lines(siblings, place) if block.kind == "paragraph" else None


def _of_list(block: Block) -> list[Option]:
    """The options that the items of a list are: all with boxes, or all with the letters of an alphabet in order."""
    items = block.children
    if any(not item.children for item in items):
        return []
    if all("checked" in item.tokens[0].meta for item in items):
        return _without_letters([_boxed(item) for item in items])
    firsts = [item.children[0] for item in items]
    letters = [_letter_of(first) for first in firsts]
    if _in_order(letters):
        return [
            Option(
                _without(item.children, _length_of_letter(item.children[0])),
                letter,
            )
            for item, letter in zip(items, letters, strict=True)
        ]
    if block.kind == "ordered_list":
        return [
            Option(item.children, str(number))
            for number, item in enumerate(items, 1)
        ]
    return []


def _without_letters(options: list[Option]) -> list[Option]:
    """Options with boxes that have letters too, without them."""
    if not _in_order([option.label for option in options]):
        return [replace(option, label="") for option in options]
    return [
        replace(o, blocks=_without(o.blocks, _length_of_letter(o.blocks[0])))
        for o in options
    ]


def _boxed(item: Block) -> Option:
    shown = [child for child in item.children if child.kind != "blockquote"]
    feedback = tuple(
        body
        for child in item.children
        if child.kind == "blockquote"
        for body in child.children
    )
    blocks = _without(shown, 1)
    letter = _letter_of(blocks[0]) if blocks else ""
    return Option(
        blocks, letter, bool(item.tokens[0].meta["checked"]), feedback
    )


def _without(blocks: Sequence[Block], length: int) -> tuple[Block, ...]:
    """Blocks whose first has lost its first characters, and is left out where nothing is left of it."""
    first = cut(blocks[0], length)
    return (first, *blocks[1:]) if has_content([first]) else tuple(blocks[1:])


def _letter_of(block: Block) -> str:
    match = (
        _LETTERED_RE.match(block.text) if block.kind == "paragraph" else None
    )
    return plain_letter(match["letter"]) if match else ""


def _length_of_letter(block: Block) -> int:
    match = _LETTERED_RE.match(block.text)
    return match.end() if match else 0


def _in_order(letters: Sequence[str]) -> bool:
    """Whether letters are the first of an alphabet, each once and in order."""
    return len(letters) >= MIN_OPTIONS and any(
        "".join(letters) == alphabet[: len(letters)] for alphabet in ALPHABETS
    )


def _with_more(
    siblings: Sequence[Block], place: int, options: list[Option]
) -> Options:
    """Options with those of the lists that go on below: code or feedback between two lists belongs to the upper."""
    stop, attached = place + 1, 0
    while options[0].checked is not None:
        between = stop
        while between < len(siblings) and (
            siblings[between].kind in ("fence", "code_block", "blockquote")
            or _is_picture(siblings[between])
        ):
            between += 1
        more = (
            _of_list(siblings[between])
            if between < len(siblings)
            and siblings[between].kind.endswith("_list")
            else []
        )
        if not more or more[0].checked is None:
            break
        if between > stop:
            options[-1] = _attach(options[-1], siblings[stop:between])
            attached += 1
        options += more
        stop = between + 1
    if (
        options[0].checked is not None
        and stop < len(siblings)
        and _belongs(siblings[stop - 1], siblings[stop], options, attached)
    ):
        options[-1] = _attach(options[-1], siblings[stop : stop + 1])
        stop += 1
    kept, after = _apart_from_explanation(options)
    return Options(kept, place, stop, after=after)


def _belongs(
    above: Block, block: Block, options: Sequence[Option], attached: int
) -> bool:
    """Whether what follows the last option is part of it: code where all others have some, a quote right below it."""
    if block.kind == "blockquote":
        return block.start <= above.stop
    return block.kind == "fence" and attached == len(options) - 1


def _is_picture(block: Block) -> bool:
    return (
        block.kind == "paragraph"
        and not block.text.strip()
        and has_content([block])
    )


def _attach(option: Option, blocks: Sequence[Block]) -> Option:
    quotes = [
        child
        for block in blocks
        if block.kind == "blockquote"
        for child in block.children
    ]
    shown = [block for block in blocks if block.kind != "blockquote"]
    return replace(
        option,
        blocks=(*option.blocks, *shown),
        feedback=(*option.feedback, *quotes),
    )


def _apart_from_explanation(
    options: Sequence[Option],
) -> tuple[tuple[Option, ...], tuple[Block, ...]]:
    """Options, and the lines below the last that markdown takes in, though they say the key or explain it.

    Those stand as far left as the bullet of a ticked option, or begin with the words
    that name a key.
    """
    last = options[-1]
    first = last.blocks[0] if last.blocks else None
    if first is None or first.kind != "paragraph" or "\n" not in first.text:
        return tuple(options), ()
    end = (
        _end_of_option(first)
        if last.checked is not None
        else _end_of_options(first.text, 0)
    )
    if end is None or end >= len(first.text):
        return tuple(options), ()
    shorter = replace(last, blocks=(cut(first, 0, end),))
    return (*options[:-1], shorter), (
        cut(first, end + 1 if first.text[end] == "\n" else end),
        *last.blocks[1:],
    )


def _end_of_option(first: Block) -> int | None:
    """Where the lines of an option end that are indented more than its bullet."""
    if first.source.format == "html":
        return None  # its lines are those of the file, which nobody sees
    lines = lines_of(first.source.text)[first.start : first.stop]
    bullet = len(lines[0]) - len(lines[0].lstrip())
    place = next(
        (
            i
            for i, line in enumerate(lines)
            if i and len(line) - len(line.lstrip()) <= bullet
        ),
        None,
    )
    end = -1
    for _ in range(place or 0):
        end = first.text.find("\n", end + 1)
    return end if place is not None else None


def _of_lines(siblings: Sequence[Block], place: int) -> Options | None:
    """Options on lines of their own, of one paragraph or of several that follow each other."""
    if not _FIRST_LINE_RE.search(siblings[place].text):
        return None
    letters: list[str] = []
    options: list[Option] = []
    before: tuple[Block, ...] = ()
    stop = place
    while stop < len(siblings) and siblings[stop].kind == "paragraph":
        block = siblings[stop]
        starts = _line_starts(block.text, letters)
        if not starts or (stop > place and starts[0][0] > 0):
            break
        if stop == place and starts[0][0] > 0:
            before = (cut(block, 0, starts[0][0]),)
        end = _end_of_options(block.text, starts[-1][1])
        for (_, inner, letter), following in zip(
            starts, [*(s for s, *_ in starts[1:]), end], strict=True
        ):
            options.append(
                Option(
                    (cut(block, inner, following),)
                    if block.text[inner:following].strip()
                    else (),
                    letter,
                )
            )
            letters.append(letter)
        stop += 1
        if end < len(block.text):
            return (
                Options(tuple(options), place, stop, before, (cut(block, end),))
                if _in_order(letters)
                else None
            )
    return (
        Options(tuple(options), place, stop, before)
        if _in_order(letters)
        else None
    )


def _line_starts(
    text: str, letters: Sequence[str]
) -> list[tuple[int, int, str]]:
    """Where lines begin with the letters that follow those already met: start, start of the content, letter."""
    starts: list[tuple[int, int, str]] = []
    position = 0
    for line in text.split("\n"):
        match = _LETTERED_RE.match(line)
        letter = plain_letter(match["letter"]) if match else ""
        met = "".join([*letters, *(found for *_, found in starts), letter])
        if match and any(met == alphabet[: len(met)] for alphabet in ALPHABETS):
            starts.append((position, position + match.end(), letter))
        position += len(line) + 1
    return starts


def _end_of_options(text: str, start: int) -> int:
    """Where the line that gives the key begins in the paragraph of the last option, else the paragraph's end."""
    position = text.find("\n", start) + 1
    while position:
        if begins_key(text, position):
            return position
        position = text.find("\n", position) + 1
    return len(text)
