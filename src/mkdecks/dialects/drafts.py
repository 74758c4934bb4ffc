"""Questions that a page has lost: which are built, which wait for a draft, and which somebody has pasted.

A derived question is a proposal. The setting ``derived`` says what a build does with
it; a draft holds every one, and a heading to be filled in for each answer whose
question nothing tells.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence

from ..language.question_text import front_of
from ..model.problems import problem
from ..model.records import (
    Block,
    FrontMatterValue,
    Page,
    Pair,
    Problem,
    Source,
    Span,
)
from ..pages.inline import text_block, text_of
from ..pages.tree import span_of
from .derive import answers_without_questions

TODO = "TODO: write a question"
SOURCES_KEY = "drafted-from"
MAX_SHOWN = 60


def as_set(
    mode: str,
    source: Source,
    pairs: Sequence[Pair],
    problems: Sequence[Problem],
) -> tuple[tuple[Pair, ...], tuple[Problem, ...]]:
    """Pairs and problems of a page as the setting ``derived`` has them; those of a draft are its author's affair."""
    lost = [pair for pair in pairs if pair.dialect == "derive"]
    if mode == "tag" or not lost:
        return tuple(pairs), tuple(problems)
    kept = tuple(pair for pair in pairs if pair.dialect != "derive")
    leftovers = [item for item in problems if item.code == "MK310"]
    others = tuple(item for item in problems if item.code != "MK310")
    count = len(lost) + len(leftovers)
    span = lost[0].span
    if mode == "skip":
        return kept, (
            *others,
            problem(
                "MK313",
                f"{_answers(count)}, left out as derived = 'skip' says",
                span,
            ),
        )
    help = f"mkdecks draft {source.path} -o {re.sub(r'[.][^./]*$', '', source.path)}.md"
    return kept, (
        *others,
        problem("MK311", f"{_answers(count)}, for a draft", span, help=help),
    )


def _answer_count(count: int) -> str:
    return f"{count} answer" + ("" if count == 1 else "s")


def _answers(count: int) -> str:
    return f"{_answer_count(count)} without a question"


def drafted_sources(
    front_matter: Mapping[str, FrontMatterValue], name: str = ""
) -> tuple[str, ...]:
    """The names of the sources that the page ``name`` was drafted from, which it names from its own folder.

    None for a page that is no draft.
    """
    written = front_matter.get(SOURCES_KEY, ())
    named = (
        [written]
        if isinstance(written, str)
        else [one for one in written if isinstance(one, str)]
    )
    return tuple(
        posixpath.normpath(posixpath.join(posixpath.dirname(name), one))
        for one in named
    )


def with_todos(page: Page, pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """The pairs of a page, and one to be filled in for each answer whose question could not be told, in its order."""
    found = [
        _todo(page, blocks)
        for _, blocks in answers_without_questions(page)
        if blocks[0] not in page.claims
    ]
    return _in_order([*pairs, *found])


def _todo(page: Page, blocks: tuple[Block, ...]) -> Pair:
    """The pair of an answer that waits for its question, with an id that rests on the answer alone."""
    text = f"{page.source.name}\0{text_of(blocks)}"
    pin = (
        "note-"
        + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:20]
    )
    return _asked(page, blocks, TODO, pin=pin)


def with_questions(
    page: Page, pairs: Sequence[Pair], pasted: str
) -> tuple[tuple[Pair, ...], tuple[Problem, ...]]:
    """The pairs of a page with pasted questions put to the answers that have lost theirs, section by section, in order.

    A line of ``pasted`` that is a section's title begins that section. Where the
    numbers differ nothing is put together, and the Problem shows both sides.
    """
    answers: dict[str, list[tuple[Block, ...]]] = {}
    for section, blocks in answers_without_questions(page):
        answers.setdefault(section[-1] if section else "", []).append(blocks)
    questions = _by_section(pasted, list(answers))
    whole = list(questions) == [""] and "" not in answers
    if whole:
        answers_flat = [
            blocks for found in answers.values() for blocks in found
        ]
        pieces = [("", answers_flat, questions[""])]
    else:
        titles = dict.fromkeys([*answers, *questions])
        pieces = [
            (title, answers.get(title, []), questions.get(title, []))
            for title in titles
        ]
    problems = tuple(
        _uneven(page, *piece)
        for piece in pieces
        if len(piece[1]) != len(piece[2])
    )
    if problems:
        return tuple(pairs), problems
    found = [
        _asked(page, blocks, text, reason="a question that was pasted")
        for _, group, texts in pieces
        for blocks, text in zip(group, texts, strict=True)
    ]
    return _in_order(
        [*(pair for pair in pairs if pair.dialect != "derive"), *found]
    ), ()


def _by_section(pasted: str, titles: Sequence[str]) -> dict[str, list[str]]:
    """Pasted lines as questions below the section they stand under, "" for those above the first title."""
    known = {_key(title): title for title in titles}
    found: dict[str, list[str]] = {}
    section = ""
    for line in pasted.splitlines():
        text = (
            re.sub(r"^\s*(?:#{1,6}\s+|[-*+\u2022]\s+)", "", line)
            .strip()
            .strip("*_")
            .strip()
        )
        if _key(text) in known:
            section = known[_key(text)]
            found.setdefault(section, [])
        elif text:
            found.setdefault(section, []).append(front_of(text) or text)
    return found


def _key(text: str) -> str:
    return "".join(re.findall(r"\w", text.casefold()))


def _uneven(
    page: Page,
    section: str,
    answers: Sequence[tuple[Block, ...]],
    questions: Sequence[str],
) -> Problem:
    """Both sides of a section whose questions and answers do not match in number."""
    where = f"the section '{section}'" if section else "the page"
    given = f"{len(questions)} question{' was' if len(questions) == 1 else 's were'} given"
    message = f"{where} has {_answer_count(len(answers))}, and {given}"
    shown = [
        f"{b[0].span.path}:{b[0].span.line}: {_opening(text_of(b))}"
        for b in answers
    ]
    lines = [
        "give one question for each answer",
        "answers:",
        *shown,
        "questions:",
        *map(_opening, questions),
    ]
    span = answers[0][0].span if answers else Span(page.source.path, 1, 1)
    return problem("MK314", message, span, help="\n".join(lines))


def _opening(text: str) -> str:
    plain = " ".join(text.split())
    return (
        plain
        if len(plain) <= MAX_SHOWN
        else plain[:MAX_SHOWN].rstrip() + "\u2026"
    )


def _asked(
    page: Page,
    blocks: tuple[Block, ...],
    text: str,
    *,
    pin: str = "",
    reason: str = "",
) -> Pair:
    """The pair of an answer and a question that stands nowhere on its page."""
    question = text_block(text, page.source)
    section = blocks[0].section
    return Pair(
        (question,),
        blocks,
        span_of(blocks),
        "derive",
        blocks,
        section,
        pin=pin,
        reason=reason,
    )


def _in_order(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    return tuple(
        sorted(pairs, key=lambda pair: (pair.claims or pair.question)[0].start)
    )


def superseded(
    names: Mapping[str, str], drafts: Sequence[tuple[str, Sequence[str]]]
) -> Iterator[tuple[str, Problem]]:
    """The sources of a run of which it also reads a draft: their names, and what to say of each.

    ``names`` are the paths of the sources by their names, ``drafts`` the path of each
    draft with what it was made from.
    """
    told: set[str] = set()
    for path, sources in drafts:
        for name in sources:
            if name in names and name not in told and names[name] != path:
                told.add(name)
                yield (
                    name,
                    problem(
                        "MK114",
                        f"the cards of its draft {path} are used instead",
                        Span(names[name], 0, 0),
                    ),
                )
