"""Questions that a page has lost, and what a build or a draft puts in their place.

A derived question is a proposal. The setting ``derived`` says what a build does with
it; a draft holds every one, and a heading to be filled in for each answer whose
question nothing tells.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from ..language.question_text import front_of
from ..model.characters import one_line
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

_ENDING_RE = re.compile(r"[.][^./]*$")
_LIST_MARK_RE = re.compile(r"^\s*(?:#{1,6}\s+|[-*+\u2022]\s+)")
_NO_WORD_RE = re.compile(r"\W+")

Answer = tuple[Block, ...]


def under_setting(
    derived: str,
    source: Source,
    pairs: Sequence[Pair],
    problems: Sequence[Problem],
) -> tuple[tuple[Pair, ...], tuple[Problem, ...]]:
    """The pairs and problems of a page under the setting ``derived``.

    "tag" keeps derived pairs. "skip" and "draft" leave them out, and one Problem stands
    for them and for the answers whose question nothing tells.
    """
    lost = [pair for pair in pairs if pair.dialect == "derive"]
    if derived == "tag" or not lost:
        return tuple(pairs), tuple(problems)
    others = [item for item in problems if item.code != "MK310"]
    count = len(lost) + len(problems) - len(others)
    answers = f"{_answers(count)} without a question"
    span = lost[0].span
    if derived == "skip":
        message = f"{answers}, left out as derived = 'skip' says"
        left_out = problem("MK313", message, span)
    else:
        target = _ENDING_RE.sub("", source.path)
        help = f"mkdecks draft {source.path} -o {target}.md"
        left_out = problem("MK311", f"{answers}, for a draft", span, help=help)
    return _written(pairs), (*others, left_out)


def _written(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """The pairs whose question stands on the page."""
    return tuple(pair for pair in pairs if pair.dialect != "derive")


def _answers(count: int) -> str:
    return f"{count} answer" if count == 1 else f"{count} answers"


def drafted_sources(
    front_matter: Mapping[str, FrontMatterValue], name: str = ""
) -> tuple[str, ...]:
    """The names of the sources that the page ``name`` was drafted from.

    The page names them from its own folder. The result is empty for a page that is no
    draft.
    """
    written = front_matter.get(SOURCES_KEY, ())
    targets = [written] if isinstance(written, str) else written
    folder = posixpath.dirname(name)
    return tuple(
        posixpath.normpath(posixpath.join(folder, target))
        for target in targets
        if isinstance(target, str)
    )


def with_todos(page: Page, pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """The pairs of a page, and one to be filled in for each answer without question."""
    todos = [
        _todo(page, blocks)
        for _, blocks in answers_without_questions(page)
        if blocks[0] not in page.claims
    ]
    return _in_order([*pairs, *todos])


def _todo(page: Page, blocks: Answer) -> Pair:
    """The pair of an answer that waits for its question; its id rests on the answer."""
    text = f"{page.source.name}\0{text_of(blocks)}"
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    return _asked(page, blocks, TODO, pin=f"note-{digest[:20]}")


class _Section(NamedTuple):
    """A section that has lost its questions, and those that were pasted for it."""

    title: str
    answers: Sequence[Answer]
    questions: Sequence[str]


def with_questions(
    page: Page, pairs: Sequence[Pair], pasted: str
) -> tuple[tuple[Pair, ...], tuple[Problem, ...]]:
    """The pairs of a page, with pasted questions for the answers that have lost theirs.

    They are put together in order, section by section: a line of ``pasted`` that is a
    section's title begins that section. Where the numbers differ nothing is put
    together, and a Problem shows both sides.
    """
    sections = _sections(page, pasted)
    uneven = tuple(
        _uneven(page, section)
        for section in sections
        if len(section.answers) != len(section.questions)
    )
    if uneven:
        return tuple(pairs), uneven
    asked = [
        _asked(page, blocks, text, reason="a question that was pasted")
        for _, answers, questions in sections
        for blocks, text in zip(answers, questions, strict=True)
    ]
    return _in_order([*_written(pairs), *asked]), ()


def _sections(page: Page, pasted: str) -> list[_Section]:
    """The answers of a page and the pasted questions by section.

    All answers are one section where no title was pasted.
    """
    answers: defaultdict[str, list[Answer]] = defaultdict(list)
    for section, blocks in answers_without_questions(page):
        answers[section[-1] if section else ""].append(blocks)
    questions = _by_section(pasted, answers)
    if list(questions) == [""] and "" not in answers:
        together = list(chain.from_iterable(answers.values()))
        return [_Section("", together, questions[""])]
    return [
        _Section(title, answers[title], questions[title])
        for title in dict.fromkeys([*answers, *questions])
    ]


def _by_section(
    pasted: str, titles: Iterable[str]
) -> defaultdict[str, list[str]]:
    """Pasted lines as questions by the title they stand under, "" above the first."""
    known = {_key(title): title for title in titles}
    questions: defaultdict[str, list[str]] = defaultdict(list)
    section = ""
    for line in pasted.splitlines():
        text = _LIST_MARK_RE.sub("", line).strip().strip("*_").strip()
        if _key(text) in known:
            section = known[_key(text)]
            questions.setdefault(section, [])
        elif text:
            questions[section].append(front_of(text) or text)
    return questions


def _key(text: str) -> str:
    return _NO_WORD_RE.sub("", text.casefold())


def _uneven(page: Page, section: _Section) -> Problem:
    """Both sides of a section whose questions and answers do not match in number."""
    title, answers, questions = section
    where = f"the section '{title}'" if title else "the page"
    count = len(questions)
    given = "1 question was" if count == 1 else f"{count} questions were"
    message = f"{where} has {_answers(len(answers))}, and {given} given"
    lines = ["give one question for each answer", "answers:"]
    for blocks in answers:
        span = blocks[0].span
        lines.append(f"{span.path}:{span.line}: {_opening(text_of(blocks))}")
    lines += ["questions:", *map(_opening, questions)]
    span = answers[0][0].span if answers else Span(page.source.path, 1, 1)
    return problem("MK314", message, span, help="\n".join(lines))


def _opening(text: str) -> str:
    plain = one_line(text)
    if len(plain) <= MAX_SHOWN:
        return plain
    return plain[:MAX_SHOWN].rstrip() + "\u2026"


def _asked(
    page: Page, blocks: Answer, text: str, *, pin: str = "", reason: str = ""
) -> Pair:
    """The pair of an answer and a question that stands nowhere on its page."""
    return Pair(
        question=(text_block(text, page.source),),
        answer=blocks,
        span=span_of(blocks),
        dialect="derive",
        claims=blocks,
        section=blocks[0].section,
        pin=pin,
        reason=reason,
    )


def _in_order(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    return tuple(
        sorted(pairs, key=lambda pair: (pair.claims or pair.question)[0].start)
    )


def superseded(
    names: Mapping[str, str], drafts: Sequence[tuple[str, Sequence[str]]]
) -> dict[str, Problem]:
    """Names of sources of a run of which it also reads a draft, each with a Problem.

    ``names`` are the paths of the sources by their names, ``drafts`` the path of each
    draft with the names of what it was made from.
    """
    replaced: dict[str, Problem] = {}
    for path, sources in drafts:
        message = f"the cards of its draft {path} are used instead"
        for name in sources:
            if names.get(name, path) != path:
                span = Span(names[name], 0, 0)
                replaced.setdefault(name, problem("MK114", message, span))
    return replaced
