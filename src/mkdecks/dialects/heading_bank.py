"""The headings of a bank of questions: those of its level, whether they ask or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import takewhile

from ..language.question_text import is_prompt, number_of
from ..model.records import Block
from ..pages.links import leads_elsewhere
from .kit.answer import is_answered, trim
from .kit.blocks import LISTS
from .kit.headings import Heading
from .kit.question_lines import begins_question

MIN_ASKING, MIN_SHARE_ASKING = 2, 0.5
# The share of the headings of a level that are entries.
MIN_SHARE_OF_LEVEL = 0.6
# Lines of a paragraph that are but names of topics, and the words of one.
MIN_TOPICS, MAX_TOPIC_WORDS = 3, 5


def entries_of_bank(
    headings: Sequence[Heading], names: Callable[[str], bool]
) -> list[Heading]:
    """The headings below a title of some kind that have text, on their commonest level.

    Empty where fewer than most of that level have text, and where questions stand in it.
    """
    named = [heading for heading in headings if any(map(names, heading.titles))]
    if any(_may_ask(block) for heading in named for block in _own(heading)):
        return []
    filled = [heading for heading in named if _is_entry(heading)]
    levels = Counter(heading.level for heading in filled)
    if not levels:
        return []
    level = max(levels, key=lambda level: (levels[level], level))
    size = sum(heading.level == level for heading in named)
    if levels[level] < MIN_SHARE_OF_LEVEL * size:
        return []
    return [heading for heading in filled if heading.level == level]


def _is_entry(heading: Heading) -> bool:
    """Whether text stands right below a heading that answers it."""
    if not heading.may_be_question:
        return False
    own = _own(heading)
    return is_answered(trim(own)) and not leads_elsewhere(own)


def _own(heading: Heading) -> list[Block]:
    """What stands below a heading and above the next."""
    return list(takewhile(_is_no_heading, heading.below))


def _is_no_heading(block: Block) -> bool:
    return block.kind != "heading"


def _may_ask(block: Block) -> bool:
    """Whether a block begins or lists questions, or is one of counted paragraphs."""
    if block.kind == "paragraph":
        is_counted = number_of(block.text) is not None
        lists = _lists_topics(block.text)
        return is_counted or lists or begins_question(block)
    items = block.children if block.kind in LISTS else ()
    texts = [item.children[0].text for item in items if item.children]
    asking = [text for text in texts if "?" in text or is_prompt(text)]
    return len(asking) >= max(MIN_ASKING, MIN_SHARE_ASKING * len(texts))


def _lists_topics(text: str) -> bool:
    """Whether a paragraph has several lines of a few words each, and no sentence."""
    lines = [line.rstrip() for line in text.split("\n")]
    are_short = all(len(line.split()) <= MAX_TOPIC_WORDS for line in lines)
    has_sentence = any(line.endswith((".", "\u3002", "!")) for line in lines)
    return len(lines) >= MIN_TOPICS and are_short and not has_sentence
