"""Where the key of options stands: in their boxes, below or above them, or in a fold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from ...language.fold_titles import is_answer_label, is_reveal_label
from ...language.lexicon import holds, says
from ...language.numbers import number_at_start
from ...model.records import Block
from ...pages.inline import has_content
from ...pages.tree import body_of, title_of
from .blocks import FOLDS, LISTS, TEXTS, Blocks, contents
from .key_text import Answer, answer_in, is_lone_key, is_lone_label
from .key_words import announcement_at, keys_at
from .option import Options, plain_letter

MAX_KEY_BLOCKS, MAX_BLOCKS_IN_FOLD = 6, 2


@dataclass(frozen=True, slots=True)
class Key:
    """The right options of a group, and what explains them.

    ``stop`` is the sibling below all that this has used up. ``is_closed`` is whether
    the explanation is whole, so that nothing below belongs to it. ``claims`` are blocks
    elsewhere that say the key.
    """

    correct: tuple[int, ...]
    explanation: Blocks
    stop: int
    reason: str
    is_closed: bool = False
    claims: Blocks = ()


def key_below(
    group: Options,
    siblings: Sequence[Block],
    high: int,
    after: Blocks,
) -> Key | None:
    """The key of options: the marks on them, or what stands below them.

    It is looked for up to the sibling ``high``. ``after`` is what stands below the list
    whose last item holds the options. What says the marks again explains nothing. Words
    are surer than several marks that are no boxes, such as asterisks.
    """
    if group.ticked:
        ticked = Key(group.ticked, group.after, group.stop, "it is marked")
        said = _key_said(group, siblings, high, after)
        are_several = len(group.ticked) > 1 and group.kind != "boxes"
        agrees = said is not None and said.correct == group.ticked
        return said if said and (agrees or are_several) else ticked
    return _key_said(group, siblings, high, after)


def key_above(
    group: Options, siblings: Sequence[Block], low: int
) -> Key | None:
    """The key right above options, from the sibling ``low`` on: a letter alone."""
    block = siblings[group.start - 1] if group.start > low else None
    if block is None or block.kind != "paragraph" or group.kind != "letters":
        return None
    names = keys_at(block.text, 0)
    if names is None or names.behind.strip():
        return None
    answer = answer_in([block], group, bare=True)
    if answer is None:
        return None
    reason = "the letter above them names it"
    return Key(*answer, group.stop, reason, claims=(block,))


def _key_said(
    group: Options, siblings: Sequence[Block], high: int, after: Blocks
) -> Key | None:
    """The key that stands in words below options, up to the sibling ``high``."""
    if group.after:
        answer = _answer_in_block(group.after[0], group)
        reason = "the line below names the right one"
        if answer is None:
            return None
        explanation = (*answer.explanation, *group.after[1:])
        return Key(answer.correct, explanation, group.stop, reason)
    below = range(group.stop, high)
    shown = [place for place in below if has_content([siblings[place]])]
    for count, place in enumerate(shown[:MAX_KEY_BLOCKS]):
        between = siblings[group.stop : place]
        if any(block.kind == "hr" for block in between):
            return None
        key = _key_at(group, siblings, shown[count:])
        if key:
            return key
        if siblings[place].kind in FOLDS or _ends_question(siblings[place]):
            return None
    return _key_after(group, after, high)


def _ends_question(block: Block) -> bool:
    """Whether a block is a heading that announces no reasons: "Explanation" does."""
    if block.kind != "heading":
        return False
    return not says(block.text.rstrip(" :\uff1a"), "explanation")


def _key_at(
    group: Options, siblings: Sequence[Block], shown: Sequence[int]
) -> Key | None:
    """The key in the first sibling shown, or in the next, which the first announces."""
    place = shown[0]
    block = siblings[place]
    answer = _answer_in_block(block, group)
    if answer is None and len(shown) > 1 and _announces_key(block):
        place = shown[1]
        following = siblings[place]
        if following.kind == "paragraph":
            answer = answer_in([following], group, bare=True)
        elif following.kind == "bullet_list":
            answer = _answer_in_list(following, group)
    if answer is None:
        return None
    reason = "the answer below names it"
    return Key(*answer, place + 1, reason, is_closed=block.kind in FOLDS)


def _answer_in_list(block: Block, group: Options) -> Answer | None:
    """The right options that the items of a list name, one each; None where one does not."""
    answers = [
        answer_in(item.children, group, bare=True)
        for item in block.children
        if item.children and number_at_start(item.children[0].text) is None
    ]
    named = [answer for answer in answers if answer]
    if not named or len(named) < len(block.children):
        return None
    correct = {place for answer in named for place in answer.correct}
    explanation = [part for answer in named for part in answer.explanation]
    return Answer(tuple(sorted(correct)), tuple(explanation))


def _announces_key(block: Block) -> bool:
    return block.kind in TEXTS and is_lone_label(block.text)


def _key_after(group: Options, after: Blocks, stop: int) -> Key | None:
    """The key below the list whose last item holds the options.

    It stands in a fold, or in words, and what explains it goes on to the next list.
    """
    shown = [block for block in after if has_content([block])]
    first = shown[0] if shown else None
    answer = _answer_in_block(first, group) if first else None
    if first is None or answer is None:
        return None
    if first.kind in FOLDS:
        reason = "the fold below names it"
        return Key(*answer, stop, reason, is_closed=True, claims=(first,))
    below = tuple(takewhile(_explains, shown[1:]))
    return Key(
        answer.correct,
        (*answer.explanation, *below),
        stop,
        "the answer below names it",
        is_closed=True,
        claims=(first, *below),
    )


def _explains(block: Block) -> bool:
    """Whether a block goes on with what explains a key, rather than ends it."""
    return block.kind not in ("heading", "hr", *LISTS)


def _answer_in_block(block: Block, group: Options) -> Answer | None:
    """The answer that a block begins with, if it is text, a fold or a list of one item."""
    if block.kind in FOLDS:
        return _answer_in_fold(block, group)
    if block.kind in LISTS and len(block.children) == 1:
        item = block.children[0].children
        return answer_in(item, group) if item else None
    is_text = block.kind in ("paragraph", "heading", "blockquote")
    if not is_text:
        return None
    blocks = contents(block) or (block,)
    text = blocks[0].text
    if is_lone_key(text):
        return _answer_by_letter(text, group)
    return answer_in(blocks, group)


def _answer_by_letter(text: str, group: Options) -> Answer | None:
    """The option whose letter is the last of a text; None where none has it."""
    letter = plain_letter("".join(filter(str.isalnum, text))[-1:])
    labels = [option.label for option in group.options]
    return Answer((labels.index(letter),), ()) if letter in labels else None


def _answer_in_fold(fold: Block, group: Options) -> Answer | None:
    """The answer in the title of a fold, or inside where its title announces one."""
    title = title_of(fold)
    if title is None:
        return _answer_in_body(body_of(fold), group)
    answer = answer_in([title], group)
    if answer:
        return Answer(answer.correct, body_of(fold))
    is_sure = _announces_answer(title.text)
    return _answer_in_body(body_of(fold), group, is_sure=is_sure)


def _announces_answer(title: str) -> bool:
    if is_answer_label(title) or is_reveal_label(title):
        return True
    return holds(title, "answer", "solution")


def _answer_in_body(
    body: Sequence[Block], group: Options, *, is_sure: bool = True
) -> Answer | None:
    """The answer that one of the first blocks of a fold begins with.

    All that stands below it explains it. ``is_sure`` is whether the fold says that it
    holds the answer; in others it must have a label.
    """
    shown = [block for block in body if has_content([block])]
    if len(shown) > 1 and is_lone_label(shown[0].text):
        shown = shown[1:]
    for place, block in enumerate(shown[:MAX_BLOCKS_IN_FOLD]):
        inner = contents(block) or (block,)
        if not (is_sure or announcement_at(inner[0].text)):
            continue
        answer = answer_in(inner, group, bare=is_sure and place == 0)
        if answer:
            below = shown[place + 1 :]
            return Answer(answer.correct, (*answer.explanation, *below))
    return None
