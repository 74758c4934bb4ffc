"""What a build wrote, and how it went, in a few lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ..history.changes import change_counts, changes
from ..pipeline import Build
from .problems import totals
from .text import clean, clean_line, count, joined

DRAFT_USED = "MK114"


def summary(built: Build, packages: Sequence[tuple[str, int]]) -> str:
    """A line a package, what to review, what changes for learners, and the totals.

    ``packages`` are the paths of the packages, each with the number of its cards.
    """
    return joined(_lines(built, packages))


def _lines(built: Build, packages: Sequence[tuple[str, int]]) -> Iterator[str]:
    for path, number in packages:
        yield f"{clean(path)}: {count(number, 'card')}"
    yield from _derived(built)
    for item in built.problems:
        if item.code == DRAFT_USED and item.span:
            yield f"{clean(item.span.path)}: {clean_line(item.message)}"
    if built.before.entries:
        news = change_counts(changes(built.before.entries, built.after.entries))
        if news:
            yield f"for learners: {news}"
    retired = _retired_count(built)
    if retired:
        cards = count(retired, "retired card")
        yield f"{cards} in the packages; in Anki, find them with tag:mkdecks::retired"
    yield _totals(built)


def _derived(built: Build) -> Iterator[str]:
    """How many questions of each source were derived, and wait for a review."""
    numbers = Counter(card.span.path for card in built.cards if card.derived)
    for path, number in sorted(numbers.items()):
        questions = count(number, "question")
        yield (
            f"{clean(path)}: {questions} derived from the answers;"
            " in Anki, review tag:mkdecks::needs-review"
        )


def _retired_count(built: Build) -> int:
    """How many cards of the packages have left the sources."""
    packaged = {card.id for deck in built.packaged for card in deck.cards}
    retired = {entry.id for entry in built.after.entries if entry.retired}
    return len(packaged & retired)


def _totals(built: Build) -> str:
    cards = count(len(built.cards), "card")
    decks = count(len(built.decks), "deck")
    sources = count(len(built.pages), "source")
    problems = totals(built.problems)
    ending = f"; {problems}" if problems else ""
    return f"{cards} in {decks} from {sources}{ending}"
