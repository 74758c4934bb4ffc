"""Where the key of multiple choice questions stands: in boxes, below the options, in a fold, or at the page's end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...language.question_text import is_answer_label, is_reveal_label
from ...model.records import Block, Page
from ...pages.inline import as_paragraph, cut, has_content
from ...pages.tree import body_of, title_of
from .answer import FOLDS
from .answer_key import is_lone_label, key_of
from .options import Options

MAX_KEY_BLOCKS = 3
MIN_PAGE_KEYS = 2
_KEYS_TITLE_RE = re.compile(
    r"(?:the )?(?:correct )?(?:answers?(?: keys?)?|keys?|solutions?|lösungen|respuestas|réponses|ответы|答案|解答)",
    re.I,
)
_ENTRY_RE = re.compile(
    r"^[ \t]*(?:q(?:uestion)?[ \t]*)?(?P<number>\d{1,3})[ \t]*(?:[.):\uff1a\u2013\u2014-]+|\u3001)[ \t]*",
    re.I | re.M,
)

# The key at the end of a page: a question's number -> what is said of it, and the block
# that says it.
PageKeys = Mapping[int, tuple[tuple[Block, ...], Block]]


@dataclass(frozen=True, slots=True)
class Key:
    """The right options of a group, the explanation so far, and the siblings that this has used up.

    ``closed`` is whether the explanation is whole; ``claims`` are blocks elsewhere that
    say the key.
    """

    correct: tuple[int, ...]
    explanation: tuple[Block, ...]
    stop: int
    closed: bool
    reason: str
    claims: tuple[Block, ...] = ()


def key_below(  # noqa: PLR0911 - one return for each place of a key
    group: Options,
    siblings: Sequence[Block],
    high: int,
    after: tuple[Block, ...],
) -> Key | None:
    """The key of options: their ticked boxes, or what stands below them up to the sibling ``high``."""
    options = group.options
    if group.kind == "boxes" and any(option.checked for option in options):
        correct = tuple(
            place for place, option in enumerate(options) if option.checked
        )
        return Key(correct, group.after, group.stop, False, "a box is ticked")
    if group.after:
        found = key_of(group.after[0].text, options)
        if not found:
            return None
        explanation = _past_key(group.after, found[1])
        return Key(
            found[0],
            explanation,
            group.stop,
            False,
            "the line below names the right one",
        )
    below = [
        place
        for place in range(group.stop, high)
        if has_content([siblings[place]])
    ]
    for count, place in enumerate(below[: MAX_KEY_BLOCKS + 1]):
        block = siblings[place]
        if any(siblings[i].kind == "hr" for i in range(group.stop, place)):
            return None
        if found_key := _key_in(block, group):
            correct, explanation, closed = found_key
            return Key(
                correct,
                explanation,
                place + 1,
                closed,
                "the answer below names it",
            )
        if (
            block.kind in ("paragraph", "heading")
            and is_lone_label(block.text)
            and count + 1 < len(below)
        ):
            following = siblings[below[count + 1]]
            if following.kind == "paragraph" and (
                found := key_of(following.text, options, bare=True)
            ):
                explanation = _past_key((following,), found[1])
                return Key(
                    found[0],
                    explanation,
                    below[count + 1] + 1,
                    False,
                    "the answer below names it",
                )
        if block.kind == "heading" or block.kind in FOLDS:
            return None
    return _key_after(group, after, high)


def _key_after(
    group: Options, after: tuple[Block, ...], stop: int
) -> Key | None:
    """The key in a fold that stands below the list whose last item holds the options."""
    for block in after[:2]:
        if block.kind in FOLDS and (found := _key_in(block, group)):
            return Key(
                found[0],
                found[1],
                stop,
                True,
                "the fold below names it",
                (block,),
            )
        if has_content([block]):
            return None
    return None


def _key_in(
    block: Block, group: Options
) -> tuple[tuple[int, ...], tuple[Block, ...], bool] | None:
    """The key that a block begins with: right options, what of the block explains them, whether that is all of it."""
    if block.kind in FOLDS:
        title = title_of(block)
        said = title.text if title else ""
        if found := key_of(said, group.options):
            return found[0], body_of(block), True
        if (
            title is None
            or is_answer_label(said)
            or is_reveal_label(said)
            or "answer" in said.casefold()
        ):
            return _key_in_body(body_of(block), group)
        return None
    if block.kind not in ("paragraph", "heading", "blockquote"):
        return None
    blocks = block.children if block.kind == "blockquote" else (block,)
    if (
        blocks
        and group.kind != "numbers"
        and (found := key_of(blocks[0].text, group.options))
    ):
        return found[0], _past_key(blocks, found[1]), False
    return None


def _key_in_body(
    body: Sequence[Block], group: Options
) -> tuple[tuple[int, ...], tuple[Block, ...], bool] | None:
    blocks = [block for block in body if has_content([block])]
    if len(blocks) > 1 and is_lone_label(blocks[0].text):
        blocks = blocks[1:]
    for place, block in enumerate(blocks[:2]):
        inner = block.children if block.kind == "blockquote" else (block,)
        if block.kind.endswith("_list") and len(block.children) == 1:
            inner = block.children[0].children
        if inner and (
            found := key_of(inner[0].text, group.options, bare=place == 0)
        ):
            return (
                found[0],
                (*_past_key(inner, found[1]), *blocks[place + 1 :]),
                True,
            )
    return None


def _past_key(blocks: Sequence[Block], length: int) -> tuple[Block, ...]:
    first = blocks[0]
    if not first.text[length:].strip():
        return tuple(blocks[1:])
    return (as_paragraph(cut(first, length)), *blocks[1:])


def page_keys(page: Page) -> PageKeys:
    """The keys that a section or a fold called "Answers" lists by the numbers of the questions."""
    keys: dict[int, tuple[tuple[Block, ...], Block]] = {}
    blocks = page.blocks
    for place, block in enumerate(blocks):
        title = (
            block
            if block.kind == "heading"
            else title_of(block)
            if block.kind in FOLDS
            else None
        )
        if title is None or not _KEYS_TITLE_RE.fullmatch(
            " ".join(title.text.split()).strip(" :\uff1a")
        ):
            continue
        if block.kind == "heading":
            stop = next(
                (
                    i
                    for i in range(place + 1, len(blocks))
                    if blocks[i].kind == "heading"
                ),
                len(blocks),
            )
            body: Sequence[Block] = blocks[place + 1 : stop]
        else:
            body = body_of(block)
        keys.update(
            (number, (said, block if block.kind != "heading" else one))
            for number, said, one in _entries(body)
        )
    return keys if len(keys) >= MIN_PAGE_KEYS else {}


def _entries(
    body: Sequence[Block],
) -> Iterator[tuple[int, tuple[Block, ...], Block]]:
    """The numbered entries of a list, or of lines: number, what is said, and the block that holds it."""
    for block in body:
        if block.kind == "ordered_list":
            for item in block.children:
                if item.children and item.label.isdigit():
                    yield int(item.label), item.children, block
        elif block.kind == "paragraph":
            starts = list(_ENTRY_RE.finditer(block.text))
            for place, match in enumerate(starts):
                stop = (
                    starts[place + 1].start()
                    if place + 1 < len(starts)
                    else len(block.text)
                )
                if block.text[match.end() : stop].strip():
                    yield (
                        int(match["number"]),
                        (cut(block, match.end(), stop),),
                        block,
                    )


def key_of_page(
    keys: PageKeys, number: int | None, group: Options
) -> Key | None:
    """The key of the question with a number."""
    said, block = keys.get(number or 0, ((), None))
    if (
        not said
        or block is None
        or not (found := key_of(said[0].text, group.options, bare=True))
    ):
        return None
    explanation = _past_key(said, found[1])
    return Key(
        found[0],
        explanation,
        group.stop,
        True,
        "the answers of the page name it",
        (block,),
    )
