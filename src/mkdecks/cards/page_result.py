"""What became of each source, stage by stage."""

from __future__ import annotations

import contextlib
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ..model.notes import Card
from ..model.problems import problem
from ..model.records import Page, Pair, Problem, Problems, Span
from ..sources.source_file import SourceFile

T = TypeVar("T")


@dataclass(slots=True)
class PageResult:
    """What became of one source.

    ``drafted`` are the names of the sources that it is a draft of. ``page`` and
    ``pairs`` are kept where somebody asked for them; ``page`` is None too where the
    source could not be read.
    """

    file: SourceFile
    cards: tuple[Card, ...] = ()
    problems: Problems = ()
    drafted: tuple[str, ...] = ()
    page: Page | None = None
    pairs: tuple[Pair, ...] = ()

    def take(self, stage: tuple[T | None, Sequence[Problem]]) -> T:
        """The value of a stage, whose problems are kept. None ends the reading."""
        value, problems = stage
        self.problems = (*self.problems, *problems)
        if value is None:
            raise _UnreadableError
        return value

    @contextlib.contextmanager
    def catching(self) -> Iterator[None]:
        """Make a Problem of whatever goes wrong, so that one page costs no other."""
        try:
            yield
        except _UnreadableError:
            pass
        except RecursionError:
            self._add("MK108", "blocks nested too deep to read")
        except Exception as error:  # noqa: BLE001 - a defect of ours
            self._add("MK110", f"{type(error).__name__}: {error}")

    def _add(self, code: str, message: str) -> None:
        """Keep a Problem of the page as a whole."""
        whole = problem(code, message, Span(self.file.path, 1))
        self.problems = (*self.problems, whole)

    def pairs_with_cards(self) -> Iterator[tuple[Pair, Card | None]]:
        """Each pair with the card that it became, None where it became none."""
        cards = deque(self.cards)
        for pair in self.pairs:
            is_next = cards and _is_of(cards[0], pair)
            yield pair, cards.popleft() if is_next else None


def without_drafted(
    pages: Sequence[PageResult],
) -> tuple[list[PageResult], Problems]:
    """The pages without those that a draft in the same run stands for.

    There is a Problem for each of those.
    """
    paths = {page.file.name: page.file.path for page in pages}
    replaced: dict[str, Problem] = {}
    for page in pages:
        draft = page.file.path
        for name in page.drafted:
            path = paths.get(name, draft)
            if path == draft or name in replaced:
                continue
            message = f"the cards of its draft {draft} are used instead"
            replaced[name] = problem("MK114", message, Span(path))
    kept = [page for page in pages if page.file.name not in replaced]
    return kept, tuple(replaced.values())


def _is_of(card: Card, pair: Pair) -> bool:
    return (card.span, card.dialect) == (pair.span, pair.dialect)


class _UnreadableError(Exception):
    """A source that cannot be read any further; its problems say why."""
