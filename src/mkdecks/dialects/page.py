"""The whole page as one card, its title in front; off until asked for.

Its title or the question that it states is the front, all the rest the back. A page
states it in its front matter (``question: ...``), which asks for this dialect, or in a
section called "Question" or the like; one called "Answer" or "Analysis" begins the
answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..language.lexicon import consists_of, says
from ..language.question_text import is_prompt, is_question
from ..model.problems import problem
from ..model.records import Block, Page, Pair, Results, Run, Source
from ..pages.inline import as_paragraph, text_block, text_of
from ..pages.links import leads_elsewhere, link_count
from ..pages.tree import parse
from ..sources.front_matter import key_span
from .kit.answer import is_answered, trim
from .kit.footer import without_footer
from .kit.places import below_heading, divided, first_place

ORDER = 1
ON = False
# A key such as "exercise" may name a chapter; so many words are a question.
MIN_WORDS = 4
_QUESTIONS = ("question", "question_letters")
_ANSWERS = ("answer", "answer_letters", "solution", "explanation")
_AROUND = ("article", "kind_of_answer", "interview")


def is_asked_for(page: Page) -> bool:
    """Whether the front matter of a page states the question that it answers."""
    return bool(_question_key(page.source))


def recognise(page: Page) -> Results:
    """One Pair for the page."""
    title = _title(page.blocks)
    stated = _stated(page.blocks)
    key = _question_key(page.source)
    hidden = {title, *stated}
    rest = [block for block in page.blocks if block not in hidden]
    question = trim(stated[1:])
    if key:
        question = (*_value_of(page.source, key), *question)
    elif title and not stated:
        question = (as_paragraph(title),)
    if not question:
        question = (text_block(page.title, page.source),)
    span = (stated or question)[0].span
    _, below = divided(rest, _announces_answer)
    answer = trim(without_footer(below))
    if not is_answered(answer):
        answer = _value_of(page.source, _key_for(page.source, _ANSWERS))
    if not is_answered(answer) or _is_index(answer):
        yield problem("MK302", f"a page without an answer: {page.title}", span)
        return
    reason = "the page was asked to be one card"
    claims = page.blocks or question
    yield Pair.of(question, answer, claims, span=span, reason=reason)


def _question_key(source: Source) -> str:
    """The key of the front matter that states a question; "" where none does."""
    key = _key_for(source, _QUESTIONS)
    value = str(source.front_matter.get(key, ""))
    asks = is_question(value) or is_prompt(value)
    return key if asks or len(value.split()) >= MIN_WORDS else ""


def _key_for(source: Source, roles: Sequence[str]) -> str:
    """The first key that is called by a word of some roles and holds a text, else ""."""
    for key, value in source.front_matter.items():
        is_text = isinstance(value, str) and value.strip()
        if is_text and says(key, *roles):
            return key
    return ""


def _value_of(source: Source, key: str) -> tuple[Block, ...]:
    """What a key of the front matter says, as markdown; () where there is no such key."""
    value = source.front_matter.get(key, "")
    if not isinstance(value, str) or not value.strip():
        return ()
    line = key_span(source, key).line
    runs = (Run(0, source.path, line),)
    stated = replace(source, text=value, runs=runs, format="markdown")
    return parse(stated).blocks


def _title(blocks: Sequence[Block]) -> Block | None:
    """The first heading of a page, if it is of level 1."""
    place = first_place(blocks, lambda block: block.kind == "heading")
    first = blocks[place : place + 1]
    return first[0] if first and first[0].level == 1 else None


def _stated(blocks: Sequence[Block]) -> Sequence[Block]:
    """The heading that says that the question follows, and what stands below it."""
    place = first_place(blocks, _announces_question)
    if place == len(blocks):
        return ()
    return (blocks[place], *below_heading(blocks, place))


def _announces_question(block: Block) -> bool:
    return _is_heading_for(block, _QUESTIONS)


def _announces_answer(block: Block) -> bool:
    return _is_heading_for(block, _ANSWERS)


def _is_heading_for(block: Block, roles: Sequence[str]) -> bool:
    """Whether a block is a heading made of a word of some roles and what goes with it."""
    if block.kind != "heading":
        return False
    words = consists_of(block.text, *_QUESTIONS, *_ANSWERS, *_AROUND)
    return bool(words) and not words[-1].isdisjoint(roles)


def _is_index(answer: Sequence[Block]) -> bool:
    """Whether a page only leads to others."""
    shown = [block for block in answer if block.kind != "heading"]
    if all(leads_elsewhere([block]) for block in shown):
        return True
    if not text_of(answer).strip():
        return True
    has_links_only = all(map(_may_link, shown))
    return has_links_only and leads_elsewhere(shown)


def _may_link(block: Block) -> bool:
    return block.kind.endswith("_list") or link_count(block) > 0
