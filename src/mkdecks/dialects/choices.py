"""Multiple choice: options with boxes or letters, and a key below or in a fold.

Boxes are written ``- [x]``, letters ``A.``, keys ``Answer: B``. The question is the
heading, the list item, the title of a fold or the paragraph above the options, with all
between. Boxes need a question that asks, as most ticked lists are things to do; letters
and numbers need a key.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..language.fold_titles import is_reveal_label
from ..language.question_text import number_of
from ..model.characters import one_line
from ..model.problems import problem
from ..model.records import Block, Page, Pair, Problem, Results
from ..pages.inline import has_content, text_of
from ..pages.tree import is_title, title_of
from ..pages.walk import containers, is_taken, page_blocks
from .kit.answer import trim
from .kit.blocks import CODE
from .kit.choice_signs import (
    MIN_GROUPS,
    are_ticked_alike,
    has_question,
    heads_no_question,
    heads_work,
    is_other_card,
    is_surely_choice,
    judges_each,
    may_ask,
)
from .kit.key_below import Key, key_above, key_below
from .kit.key_in_stem import front, key_in_stem
from .kit.key_text import without_explanation_label
from .kit.option import Options
from .kit.option_groups import find_options
from .kit.option_items import lists_in_bold
from .kit.page_gate import is_announced
from .kit.page_keys import PageKeys, key_of_page, page_keys
from .kit.refusals import no_key
from .kit.stem import opened, shown_stem, stem_start

ORDER = 8
_DIVIDERS = ("hr", "heading")


@dataclass(frozen=True, slots=True)
class _Choice:
    """Options with their key, and where their stem starts among the siblings."""

    group: Options
    key: Key | None
    start: int


def recognise(page: Page) -> Results:
    """One Pair for each group of options with a question above it and a key."""
    keys = page_keys(page)
    in_bold = lists_in_bold(page_blocks(page))
    taken: set[Block] = set()
    vague: list[_Vague] = []
    for parent, siblings, after in containers(page, taken):
        holder = _Holder(page, keys, in_bold, parent, siblings, after)
        for item in holder.results():
            if isinstance(item, _Vague):
                vague.append(item)
                continue
            if isinstance(item, Pair):
                taken.update(item.claims)
            yield item
    are_alike = are_ticked_alike([item.group for item in vague])
    for item in vague:
        yield item.pair if are_alike else item.problem


class _Vague(NamedTuple):
    """Marked options below what is counted and does not ask: a choice if many are alike."""

    group: Options
    pair: Pair
    problem: Problem


@dataclass(frozen=True, slots=True)
class _Holder:
    """Blocks among which options stand, and what is around them.

    ``parent`` holds the ``siblings``, None for the page. ``after`` is what stands below
    the list whose last item ``parent`` is. ``keys`` are those of the page, ``in_bold``
    its lists whose right option is in bold.
    """

    page: Page
    keys: PageKeys
    in_bold: frozenset[Block]
    parent: Block | None
    siblings: tuple[Block, ...]
    after: tuple[Block, ...]

    def results(self) -> Iterator[Pair | Problem | _Vague]:
        """A Pair for each question with a key, a Problem for each that lacks one."""
        choices = list(self._choices())
        stems = [self._stem(choice) for choice in choices]
        asking = sum(self._asks(stem, is_sure=False) for stem in stems)
        is_bank = asking >= MIN_GROUPS and asking * 2 > len(choices)
        marked = [
            choice.group
            for choice in choices
            if self.siblings[choice.group.start] not in self.in_bold
        ]
        is_bank = is_bank or are_ticked_alike(marked)
        ends = self._ends([choice.start for choice in choices])
        for choice, stem, end in zip(choices, stems, ends, strict=False):
            result = self._result(choice, stem, end, is_bank=is_bank)
            if result:
                yield result

    def _ends(self, starts: Sequence[int]) -> list[int]:
        """The end for each start: the next start, the end of all for the last."""
        return [*starts[1:], len(self.siblings)]

    def _choices(self) -> Iterator[_Choice]:
        """The groups of options with a key, and those with boxes that have none."""
        found = find_options(self.siblings, self.in_bold, self.after)
        groups = list(filter(self._is_free, found))
        ends = self._ends([group.start for group in groups])
        low = 0
        for group, end in zip(groups, ends, strict=False):
            high = self.keys.before_rows(self.siblings, group.stop, end)
            after = self.after if high == len(self.siblings) else ()
            key = key_below(group, self.siblings, high, after)
            above = None if key else key_above(group, self.siblings, low)
            key = key or above
            first = group.start - 1 if above else group.start
            start = self._start(group, low, high, first)
            if key is None:
                key = self._key_elsewhere(start, group)
            if key or group.kind == "boxes":
                yield _Choice(group, key, start)
            low = key.stop if key else group.stop

    def _key_elsewhere(self, start: int, group: Options) -> Key | None:
        """The key that the page lists, or that stands in the question itself."""
        if self.keys and (key := self._listed_key(start, group)):
            return key
        stem = (*self.siblings[start : group.start], *group.before)
        return key_in_stem(stem, group)

    def _start(self, group: Options, low: int, high: int, first: int) -> int:
        """Where the question of options starts, between ``low`` and ``first``.

        All text between two rules is one question where no other options are there.
        """
        top = first
        while top > low and self.siblings[top - 1].kind not in _DIVIDERS:
            top -= 1
        is_below_rule = top > low and self.siblings[top - 1].kind == "hr"
        below = self.siblings[group.stop : high]
        if is_below_rule and any(block.kind == "hr" for block in below):
            return self._first_shown(top, first)
        return stem_start(
            self.siblings,
            low,
            first,
            text=group.before[0].text if group.before else "",
            many=self._is_followed(group, high),
        )

    def _first_shown(self, start: int, stop: int) -> int:
        shown = (
            i for i in range(start, stop) if has_content([self.siblings[i]])
        )
        return next(shown, stop)

    def _is_followed(self, group: Options, stop: int) -> bool:
        """Whether further options stand below the same heading."""
        below = self.siblings[group.stop : stop]
        has_heading = any(block.kind == "heading" for block in below)
        return stop < len(self.siblings) and not has_heading

    def _is_free(self, group: Options) -> bool:
        blocks = self.siblings[group.start : group.stop]
        is_key = not self.keys.holders.isdisjoint(blocks)
        return not (is_key or any(is_taken(self.page, b) for b in blocks))

    def _listed_key(self, start: int, group: Options) -> Key | None:
        """The key that the page lists for the question whose stem starts here."""
        question = self.siblings[start]
        return key_of_page(self.keys, self._number(start), question, group)

    def _number(self, start: int) -> int | None:
        """The number of a question: its first line's, or that of its item in a list."""
        block = self.siblings[start]
        number = number_of(block.text)
        if number is not None:
            return number
        if block.kind == "ordered_list" and block.children[0].label.isdigit():
            return int(block.children[0].label)
        parent = self.parent
        if parent and parent.kind == "list_item" and parent.label.isdigit():
            return int(parent.label)
        return None

    def _stem(self, choice: _Choice) -> tuple[Block, ...]:
        """The blocks that ask: from the stem's start, or a title, to the options."""
        start = choice.start
        title = title_of(self.parent) if self.parent else None
        is_headed = self.siblings[start].kind == "heading"
        if title and not is_headed and not is_reveal_label(title.text):
            start = 0
        group = choice.group
        above = self.siblings[start : group.start]
        claims = choice.key.claims if choice.key else ()
        return (*(b for b in above if b not in claims), *group.before)

    def _asks(self, stem: Sequence[Block], *, is_sure: bool) -> bool:
        """Whether a stem puts a question.

        ``is_sure`` is whether the page is one of questions, so that a number or an
        opening word is enough.
        """
        if not stem:
            return False
        parts = (part for block in stem for part in opened(block))
        blocks = (block for block in parts if block.kind not in CODE)
        texts = [one_line(block.text) for block in blocks]
        if any(map(has_question, texts)):
            return True
        if not is_sure and not is_announced(self.page, stem[0]):
            return False
        return stem[0].kind == "heading" or any(map(may_ask, texts))

    def _result(
        self, choice: _Choice, stem: Sequence[Block], end: int, *, is_bank: bool
    ) -> Pair | Problem | _Vague | None:
        group, key = choice.group, choice.key
        question = () if judges_each(stem, group) else shown_stem(stem)
        if not question:
            return None
        is_sure = is_bank and len(group.ticked) < len(group.options)
        asks = self._asks(stem, is_sure=is_sure)
        if key is None:
            return no_key(question[:1]) if asks and is_bank else None
        text = one_line(text_of(question[:1]))
        is_work = not is_bank and heads_work(stem[0], text)
        is_title = len(question) == 1 and heads_no_question(text)
        is_read = (asks or is_sure) and not any((is_work, is_title))
        pair = self._pair(choice, key, stem, end)
        if is_read or is_surely_choice(group, key):
            return pair
        message = f"a ticked list below what does not ask: {text}"
        refused = problem("MK309", message, question[0].span)
        if is_work or self._number(choice.start) is None:
            return refused
        return _Vague(group, pair, refused)

    def _pair(
        self, choice: _Choice, key: Key, stem: Sequence[Block], end: int
    ) -> Pair:
        """The pair of options with a key; a block whose title asks is claimed whole."""
        holder = self.parent if is_title(stem[0]) else None
        stop = self._stop(choice, key, end)
        claims = (*self.siblings[choice.start : stop], *key.claims)
        explanation = trim((*key.explanation, *self.siblings[key.stop : stop]))
        options = choice.group.options
        labels = [option.label.upper() for option in options]
        return Pair.of(
            front(stem, key),
            without_explanation_label(explanation),
            [holder] if holder else claims,
            span=holder.span if holder else None,
            kind="mcq",
            options=[option.blocks for option in options],
            correct=key.correct,
            feedback=[option.feedback for option in options],
            labels=list(filter(None, labels)),
            reason=f"options, and {key.reason}",
        )

    def _stop(self, choice: _Choice, key: Key, end: int) -> int:
        """Where the explanation ends.

        A rule ends it, the next question, and a heading not below that of the stem.
        """
        if key.is_closed:
            return key.stop
        level = self.siblings[choice.start].level
        for place in range(key.stop, end):
            block = self.siblings[place]
            is_below = 0 < level < block.level
            if block.kind == "heading" and not is_below:
                return place
            if block.kind == "hr" or is_other_card(block):
                return place
        return end
