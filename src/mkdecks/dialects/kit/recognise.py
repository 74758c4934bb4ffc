"""A page and the chosen dialects -> its pairs, completed, and what is to be reported."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from ...language.question_text import front_of, pin_of
from ...model.characters import one_line
from ...model.problems import problem
from ...model.records import Block, Page, Pair, Problem, Results, Span
from ...pages.inline import text_of
from ...pages.tree import with_claims
from ...sources.template import PLACEHOLDER
from .dialect import Dialect
from .hints import without_hints
from .keyless import without_keyless
from .pins import Pins
from .refusals import refusal
from .term_entries import MIN_REPEATED
from .unclaimed import leftovers, misread_comments, page_of_misses

# "TODO" is a heading still to be written; "TODO list" or "TODO app" is a subject.
# Nothing but placeholders is one of a template.
_TODO_RE = re.compile(
    r"\s*(?:TODO\b(?! (?:lists?|items?|apps?|comments?)\b)|(?i:todo)\s*:"
    rf"|{PLACEHOLDER}[\s?]*\Z)"
)
# Lines to write on: nothing but a label, and a gap behind it.
_GAPS_RE = re.compile(r"(?:[^\n:_.]{0,40}:?[ \t]*[_.\u2026]{3,}\s*)+")
MAX_SHOWN = 80
# Problems that a card on their line settles.
_SETTLED_BY_A_CARD = frozenset({"MK301", "MK302", "MK308", "MK309"})
# Problems of which one line reports only the first.
_ONCE_A_LINE = frozenset({"MK301", "MK302", "MK309"})
_UNANSWERED = frozenset({"MK301", "MK308"})

_QUESTIONS = frozenset({"qa", "mcq"})

Place = tuple[str, int]


class Recognised(NamedTuple):
    """What the dialects made of a page.

    ``page`` has their claims, ``pairs`` stand in the order of the page.
    """

    page: Page
    pairs: tuple[Pair, ...]
    problems: tuple[Problem, ...]


def recognise(page: Page, chosen: Sequence[Dialect]) -> Recognised:
    """The pairs that the chosen dialects find on a page, and what is to be reported.

    A block belongs to the first dialect that claims it.
    """
    page = without_hints(page)
    pins = Pins(page)
    pairs: list[Pair] = []
    problems: list[Problem] = []
    for dialect in chosen:
        taken = _Taken(dialect, page, pins)
        for item in _results(dialect, page):
            taken.add(item)
        pairs += taken.pairs
        problems += taken.problems
        page = with_claims(page, taken.claims, dialect.name)
        asked = sum(pair.kind in _QUESTIONS for pair in taken.pairs)
        page = replace(page, questions=page.questions + asked)
    pairs, repeated = _without_repeated_terms(pairs)
    pairs, keyless = without_keyless(page, pairs)
    problems += [*repeated, *keyless]
    problems += leftovers(page)
    problems += misread_comments(page)
    open_problems = tuple(_open_problems(problems, pairs, page))
    misses = page_of_misses(page, open_problems)
    in_order = tuple(sorted(pairs, key=_position))
    return Recognised(page, in_order, (*open_problems, *misses))


def _without_repeated_terms(
    pairs: Sequence[Pair],
) -> tuple[list[Pair], list[Problem]]:
    """The pairs without terms that a page explains again and again, and a Problem each.

    Such a term is a label within entries: "Synonyms:", "High:".
    """
    fronts = [_front(pair) for pair in pairs]
    counts = Counter(filter(None, fronts))
    kept, problems = [], []
    for pair, front in zip(pairs, fronts, strict=True):
        if not front or counts[front] < MIN_REPEATED:
            kept.append(pair)
            continue
        message = f"a term that comes again and again: {front}"
        problems.append(problem("MK302", message, pair.span))
    return kept, problems


def _front(pair: Pair) -> str:
    """The front of a term in small letters; "" for other pairs."""
    is_term = pair.kind == "term"
    return one_line(text_of(pair.question)).casefold() if is_term else ""


@dataclass(slots=True)
class _Taken:
    """What one dialect takes of a page: its pairs, completed, its problems and claims."""

    dialect: Dialect
    page: Page
    pins: Pins
    pairs: list[Pair] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    claims: list[Block] = field(default_factory=list)

    def add(self, item: Pair | Problem) -> None:
        """Take a pair or a problem; a pair whose question is a TODO is a problem."""
        if isinstance(item, Problem):
            self.problems.append(item)
            return
        self.claims += item.claims
        title = item.question[0].text
        refused = None if self.dialect.foreign else refusal(item)
        if _TODO_RE.match(title):
            message = f"still to be written: {title[:MAX_SHOWN]}"
            self.problems.append(problem("MK312", message, item.span))
        elif refused:
            self.problems.append(refused)
        else:
            self.pairs.append(self._completed(item))

    def _completed(self, pair: Pair) -> Pair:
        """A pair with what need not be said by each dialect."""
        beside = self.pins.beside(pair)
        answer = pair.answer
        if self.page.source.format == "html":
            answer = _unwrapped(answer)
        return replace(
            pair,
            question=_without_gaps(pair.question),
            answer=answer,
            dialect=self.dialect.name,
            pin=pair.pin or pin_of(pair.question[0].text) or beside,
            reason=pair.reason or self.dialect.summary,
        )


def _without_gaps(question: tuple[Block, ...]) -> tuple[Block, ...]:
    """A question without the lines below it that are for an answer: "Answer: ____"."""
    first, *below = question
    shown = [block for block in below if not _GAPS_RE.fullmatch(block.text)]
    return (first, *shown)


def _unwrapped(answer: tuple[Block, ...]) -> tuple[Block, ...]:
    """An answer that a web page has wholly in a quotation, which only indents it."""
    while (
        len(answer) == 1
        and answer[0].kind == "blockquote"
        and answer[0].children
    ):
        answer = answer[0].children
    return answer


def _results(dialect: Dialect, page: Page) -> Results:
    """What a dialect yields; a failure of somebody else's dialect is its problem MK113."""
    if not dialect.foreign:
        yield from dialect.recognise(page)
        return
    try:
        results: list[object] = list(dialect.recognise(page) or ())
    except Exception as error:  # noqa: BLE001 - other people's code raises whatever it likes
        yield _failed(dialect, page, f"{type(error).__name__}: {error}")
        return
    for item in results:
        if isinstance(item, (Pair, Problem)):
            yield item
        else:
            kind = type(item).__name__
            yield _failed(
                dialect, page, f"it yields a {kind}, not a Pair or a Problem"
            )
            return


def _failed(dialect: Dialect, page: Page, reason: str) -> Problem:
    message = f"the dialect '{dialect.name}' failed: {reason}"
    return problem("MK113", message, Span(page.source.path, 1, 1))


def _open_problems(
    problems: Sequence[Problem], pairs: Sequence[Pair], page: Page
) -> Iterator[Problem]:
    """Problems that no card has settled; of several about one line, the first and heavier.

    A line of a web page may hold all of it, so there a card settles only what is said
    of its own question.
    """
    is_crowded = page.source.format == "html"
    questions = _questions_by_place(pairs)
    unanswered = {_place(item) for item in problems if item.code in _UNANSWERED}
    reported: set[tuple[Place, str, str]] = set()
    for item in dict.fromkeys(problems):
        place = _place(item)
        if item.code in _SETTLED_BY_A_CARD and _is_settled(
            item, questions.get(place, ()), is_crowded=is_crowded
        ):
            continue
        if item.code in _ONCE_A_LINE:
            key = (place, item.code, item.message if is_crowded else "")
            is_lighter = item.code != "MK301" and place in unanswered
            if key in reported or (is_lighter and not is_crowded):
                continue
            reported.add(key)
        yield item


def _questions_by_place(pairs: Sequence[Pair]) -> dict[Place, list[str]]:
    questions: dict[Place, list[str]] = {}
    for pair in pairs:
        place = (pair.span.path, pair.span.line)
        texts = [front_of(one_line(block.text)) for block in pair.question]
        questions.setdefault(place, []).extend(texts)
    return questions


def _place(item: Problem) -> Place:
    return (item.span.path, item.span.line) if item.span else ("", 0)


def _is_settled(
    item: Problem, questions: Sequence[str], *, is_crowded: bool
) -> bool:
    """Whether one of the cards on a problem's line is what the problem speaks of."""
    if is_crowded:
        return any(text in item.message for text in questions)
    return bool(questions)


def _position(pair: Pair) -> tuple[int, int, int]:
    """Where a pair stands on its page.

    On a web page that is its place in the file, since folds and data are read from all
    over it.
    """
    first = (pair.question or pair.claims)[0]
    if first.source.format == "html":
        return pair.span.line, pair.span.column, first.start
    return first.start, first.stop, 0
