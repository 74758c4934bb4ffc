"""Where the answers begin whose questions are lost, and what they answer.

They stand in sections that announce questions. An answer begins at the lead-in of a
list or table, below one, or with the definition of a new subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import filterfalse, pairwise

from ..language.derivation import Derived, derive
from ..language.lexicon import begins_with, find, holds
from ..language.page_titles import heads_question_bank
from ..language.phrases import sentences
from ..language.question_text import is_question
from ..language.word_files import words
from ..model.characters import COLONS
from ..model.records import Block, Page
from ..pages.inline import text_of
from ..pages.text.questions import QUESTION_LEVEL
from .kit.footer import without_footer

STRUCTURES = frozenset(
    {
        "bullet_list",
        "ordered_list",
        "table",
        "fence",
        "code_block",
        "blockquote",
    }
)
_LIST_SIGN_RE = re.compile(r"[:,\uff1a]\s*\Z|\b\d+\b")
# A word between "this" and what a page calls itself: "this short guide".
_ONE_WORD_RE = re.compile(r"\s+(?:\w+\s+)?")
# A line of code that nothing marks: no words before its first bracket or sign.
_CODE_RE = re.compile(r"[\w.$@-]*\s?[\w.]*[(={\[;]")
_WORD_RE = re.compile(r"[a-z][a-z0-9+#-]{2,}")


def lone_answers(page: Page) -> Iterator[Sequence[Block]]:
    """The blocks of each answer without a question, section by section."""
    banks = _question_banks(page)
    for heading, blocks in banks:
        is_last = heading is banks[-1][0]
        if is_last or not _introduces(heading, blocks):
            yield from _answers(_without_introduction(blocks))


def _question_banks(page: Page) -> list[tuple[Block, list[Block]]]:
    """The headings that announce questions, each with what lies open below it.

    What stands below a card belongs to no heading, unless it begins another answer than
    that of a line of plain text.
    """
    banks: list[tuple[Block, list[Block]]] = []
    below: list[Block] = []
    is_below_line = False
    for place, block in enumerate(page.blocks):
        is_open = page.claims.get(block, "derive") == "derive"
        if block.kind == "heading" or not is_open:
            below = []
            is_below_line = _asks_in_text(page, block)
            if is_open and heads_question_bank(block.text):
                banks.append((block, below))
            continue
        above, blocks = page.blocks[:place], page.blocks[place : place + 2]
        if is_below_line and banks and _begins(blocks, above[-1:]):
            below = []
            banks.append((banks[-1][0], below))
            is_below_line = False
        below.append(block)
    return banks


def _asks_in_text(page: Page, block: Block) -> bool:
    """Whether a block is a line of plain text that asks, or of its answer."""
    is_line = page.source.format == "text" and block.level == QUESTION_LEVEL
    return is_line or page.claims.get(block) == "plain-text"


def first_answer(blocks: Sequence[Block]) -> Sequence[Block]:
    """The first of the answers that stand below each other; empty without blocks."""
    return next(_answers(blocks), ())


def _introduces(heading: Block, blocks: Sequence[Block]) -> bool:
    """Whether blocks below the title of a page introduce the page."""
    if heading.level != 1:
        return False
    return any(_phrases_about_page(block.text) for block in blocks)


def _phrases_about_page(text: str) -> list[str]:
    """What a text says of the page that it stands on: "this guide", "questions"."""
    places = list(find(text, "about_the_page"))
    for start, end in find(text, "this"):
        word = _ONE_WORD_RE.match(text, end)
        rest = text[word.end() :] if word else ""
        length = begins_with(rest, "page")
        if length:
            places.append((start, end + length))
    return [text[start:end] for start, end in places]


def _without_introduction(blocks: Sequence[Block]) -> list[Block]:
    """Blocks without those at the beginning that speak of the page itself.

    The lists that these lead in are left out too. "Let's look at the kinds:" may open
    an answer.
    """
    kept = [block for block in blocks if block.kind not in ("hr", "html_block")]
    while kept and kept[0].kind == "paragraph":
        leads = leads_in(kept[:2])
        phrases = _phrases_about_page(kept[0].text)
        if leads:
            phrases = list(filterfalse(_may_open_answer, phrases))
        if not phrases:
            break
        del kept[: 1 + leads]
    return kept


def _may_open_answer(phrase: str) -> bool:
    return begins_with(phrase, "about_the_page_or_not") > 0


def _answers(blocks: Sequence[Block]) -> Iterator[Sequence[Block]]:
    """The answers that stand below each other, divided where one begins."""
    start = 0
    for place in range(1, len(blocks)):
        if _begins(blocks[place : place + 2], blocks[start:place]):
            yield blocks[start:place]
            start = place
    if blocks:
        yield without_footer(blocks[start:])


def _begins(blocks: Sequence[Block], above: Sequence[Block]) -> bool:
    """Whether another answer begins with blocks, below those of an answer."""
    first = blocks[0]
    if first.kind != "paragraph" or continues(first):
        return False
    if re.match(r"(?:Yes|No)\b[,.]", first.text):
        return True
    if above[-1].kind in STRUCTURES or leads_in(blocks):
        return True
    question = question_of(blocks)
    if question is None or not question.defines:
        return False
    subject = content_words(question.defines)
    is_same = bool(subject) and subject <= content_words(text_of(above[:1]))
    return not is_same


def leads_in(blocks: Sequence[Block]) -> bool:
    """Whether the first of blocks announces the second: a list, a table or code."""
    if len(blocks) < 2 or blocks[1].kind not in STRUCTURES:
        return False
    return blocks[0].text.rstrip().endswith(COLONS)


def continues(block: Block) -> bool:
    """Whether a block opens with words that go on with what stands above it."""
    return begins_with(block.text.lstrip("\"'(\u201c"), "continues") > 0


def question_of(blocks: Sequence[Block]) -> Derived | None:
    """The question of an answer: that of its list's lead-in, else of its opening."""
    text = blocks[0].text
    parts = sentences(text) if blocks[0].kind == "paragraph" else []
    if not parts:
        return None
    first, last = parts[0], parts[-1]
    announces = leads_in(blocks) or last.rstrip().endswith(":")
    question = None
    if announces and not begins_with(last, "continues"):
        question = derive(last, text)
    return question or derive(first, text)


def content_words(text: str) -> set[str]:
    """The words of a text that say what it is about, without the s of a plural."""
    found = {word.rstrip("s") for word in _WORD_RE.findall(text.lower())}
    return found.difference(words("common"))


def is_one_answer(
    blocks: Sequence[Block], topic: set[str], *, defines: bool
) -> bool:
    """Whether blocks belong together: each goes on with its answer, or is on its topic.

    ``topic`` are the words that say what the answer is about. ``defines``: it begins
    with a definition, so that another definition begins another answer.
    """
    return all(
        _goes_on(before, block, topic, defines=defines)
        for before, block in pairwise(blocks)
    )


def _goes_on(
    before: Block, block: Block, topic: set[str], *, defines: bool
) -> bool:
    """Whether a block belongs to the answer that the block before it belongs to."""
    is_on_topic = not topic.isdisjoint(content_words(text_of([block])))
    is_structure = block.kind in STRUCTURES or leads_in([before, block])
    if is_structure or continues(block):
        return is_on_topic or not _stands_alone(block, before)
    if is_question(block.text):
        return False
    other = question_of([block])
    if defines and other and other.rule == "definition":
        return False
    return is_on_topic or _is_code_like(block.text)


def _stands_alone(block: Block, before: Block) -> bool:
    """Whether a block is a list that the paragraph before it does not announce."""
    if not block.kind.endswith("_list") or before.kind != "paragraph":
        return False
    last = sentences(before.text)[-1:]
    return not any(map(_announces_list, last))


def _announces_list(sentence: str) -> bool:
    """Whether a sentence says that a list follows: by a sign, a number or a word."""
    if _LIST_SIGN_RE.search(sentence):
        return True
    return holds(sentence, "announces_list")


def _is_code_like(text: str) -> bool:
    is_sentence = text.rstrip().endswith(".")
    return not is_sentence and bool(_CODE_RE.match(text))
