"""What became of the blocks of a page: the pairs, cards and problems of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from ..cards.page_result import PageResult
from ..model.notes import Card
from ..model.records import Block, Page, Pair, Problem, Span
from ..pages.tree import is_title
from ..pages.walk import page_blocks

Place = tuple[str, int]


class Claim(NamedTuple):
    """A pair, and the card that it became, None where it became none."""

    pair: Pair
    card: Card | None


class Outline:
    """The blocks of a page, or those that one ``line``, counted from 1, belongs to.

    ``cards`` is how many the page has. ``problems`` are those of each block that is
    shown: a problem goes to the innermost block that has its line, and to the first of
    several. ``others`` lie in no block.
    """

    def __init__(
        self, result: PageResult, page: Page, line: int | None = None
    ) -> None:
        """Divide the pairs and the problems of a page among its blocks."""
        self.page = page
        self.line = line
        self.cards = len(result.cards)
        self._claims = _claims_by_block(result)
        left = defaultdict[Place, list[Problem]](list)
        for item in result.problems:
            if span := item.span:
                left[span.path, span.line].append(item)
        self._reported = frozenset(left)
        self.problems: dict[Block, Sequence[Problem]] = {}
        for block in self._from_inside(page.blocks):
            lists = [left.pop(place, []) for place in self._places(block)]
            self.problems[block] = tuple(chain(*lists))
        rest = chain(*left.values())
        self.others = [item for item in rest if self._is_on_line(item.span)]

    def is_claimed(self) -> bool:
        """Whether the line belongs to a pair."""
        return any(
            block in self._claims and self._is_on_line(block.span)
            for block in page_blocks(self.page)
        )

    def claims(self, block: Block) -> Sequence[Claim]:
        """The pairs that a block belongs to."""
        return self._claims.get(block, ())

    def begun(self, block: Block) -> Sequence[Claim]:
        """The pairs that begin with a block; of several, only that of the line.

        That is the one that begins on the line or last above it, else the first below.
        """
        line = self.line
        claims = self.claims(block)
        if line is not None and claims:
            claims = [min(claims, key=lambda claim: _distance(claim, line))]
        return [claim for claim in claims if claim.pair.claims[0] is block]

    def visible(self, blocks: Sequence[Block]) -> Iterator[Block]:
        """The blocks that the line is in, and those of a pair that it is in."""
        for block in blocks:
            claims = [claim.pair.claims for claim in self.claims(block)]
            related = chain([block], *claims)
            if any(self._is_on_line(other.span) for other in related):
                yield block

    def inner(self, block: Block) -> Sequence[Block]:
        """What is in a block that belongs to no pair, but holds blocks that do."""
        if block in self._claims or not self._holds_claimed(block):
            return ()
        return [child for child in block.children if not is_title(child)]

    def is_passed_over(self, block: Block) -> bool:
        """Whether a block on the line has neither a pair nor a problem in it."""
        is_used = block in self._claims or self.inner(block)
        is_reported = not self._reported.isdisjoint(self._places(block))
        return self.line is not None and not is_used and not is_reported

    def _holds_claimed(self, block: Block) -> bool:
        return any(
            child in self._claims or self._holds_claimed(child)
            for child in block.children
        )

    def _from_inside(self, blocks: Sequence[Block]) -> Iterator[Block]:
        """The blocks that are shown, inner ones before the one that they are in."""
        for block in self.visible(blocks):
            yield from self._from_inside(self.inner(block))
            yield block

    def _places(self, block: Block) -> Sequence[Place]:
        """The lines of a block, of one with inner blocks only the first."""
        span = block.span
        end = span.line if self.inner(block) else span.end
        return [(span.path, line) for line in range(span.line, end + 1)]

    def _is_on_line(self, span: Span | None) -> bool:
        if self.line is None or span is None:
            return True
        is_own = span.path == self.page.source.path
        return is_own and span.line <= self.line <= span.end


def _distance(claim: Claim, line: int) -> tuple[bool, int]:
    start = claim.pair.span.line
    return start > line, abs(start - line)


def _claims_by_block(result: PageResult) -> Mapping[Block, Sequence[Claim]]:
    claims = defaultdict(list)
    for pair, card in result.pairs_with_cards():
        for block in pair.claims:
            claims[block].append(Claim(pair, card))
    return claims
