"""The headings of a bank of questions: those of its level, whether they ask or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import takewhile

from ..language.question_text import MARK_RE, is_prompt, number_of
from ..model.records import Block
from ..pages.inline import nested
from ..pages.links import leads_elsewhere, link_count, without_back_link
from .kit.answer import is_answered, trim
from .kit.blocks import LISTS
from .kit.headings import Heading
from .kit.question_lines import begins_question

MIN_ASKING, MIN_SHARE_ASKING = 2, 0.5
# The share of the headings of a level that are entries.
MIN_SHARE_OF_LEVEL = 0.6
# The share of the entries of an index that have links.
MIN_SHARE_LINKING = 0.8
# Lines of a paragraph that are but names of topics, and the words of one.
MIN_TOPICS, MAX_TOPIC_WORDS = 3, 5


def entries_of_bank(
    headings: Sequence[Heading], names: Callable[[str], bool]
) -> list[Heading]:
    """The headings below a title of some kind that have text, on their commonest level.

    Empty where fewer than most of that level have text, where questions stand in it, and
    where nearly all lead to other pages.
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
    entries = [heading for heading in filled if heading.level == level]
    linking = sum(map(_has_link, entries))
    is_index = linking >= MIN_SHARE_LINKING * len(entries)
    is_most = len(entries) >= MIN_SHARE_OF_LEVEL * size
    return entries if is_most and not is_index else []


def _has_link(heading: Heading) -> bool:
    """Whether a heading, or what stands below it, leads to another page."""
    own = filter(None, map(without_back_link, _own(heading)))
    return any(map(link_count, nested((heading.block, *own))))


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
    asking = [text for text in texts if MARK_RE.search(text) or is_prompt(text)]
    return len(asking) >= max(MIN_ASKING, MIN_SHARE_ASKING * len(texts))


def _lists_topics(text: str) -> bool:
    """Whether a paragraph has several lines of a few words each, and no sentence."""
    lines = [line.rstrip() for line in text.split("\n")]
    are_short = all(len(line.split()) <= MAX_TOPIC_WORDS for line in lines)
    has_sentence = any(line.endswith((".", "\u3002", "!")) for line in lines)
    return len(lines) >= MIN_TOPICS and are_short and not has_sentence
