"""A part of the test matrix, held by floors that are raised as the reading gets better; ``python -m tests.matrix`` shows where it is bad."""

from __future__ import annotations

import pytest

from .matrix.draw import DIMENSIONS, pages
from .matrix.judge import figures, judged
from .matrix.negatives import negatives

# The ratchet.
MIN_F1, MIN_BOUNDS, MIN_KEYS = 0.79, 0.89, 0.52
MAX_NEGATIVES_WITH_A_CARD = 0


@pytest.mark.slow
def test_drawn_pages_give_the_cards_that_a_reader_sees() -> None:
    score = figures(judged(case) for case in pages(1, 150))
    assert score.f1 >= MIN_F1
    assert score.bounds >= MIN_BOUNDS
    assert score.keys >= MIN_KEYS
    wrong = [case.values for case in negatives(1, 40) if judged(case).cards]
    assert len(wrong) <= MAX_NEGATIVES_WITH_A_CARD, wrong


@pytest.mark.slow
def test_the_generator_draws_every_value_and_the_same_pages_by_the_same_seed() -> (
    None
):
    drawn = list(pages(1, 2000))
    assert drawn[:100] == list(pages(1, 100))
    assert list(negatives(1, 100)) == list(negatives(1, 100))
    values = {value for case in drawn for value in case.values.items()}
    known = {(name, v) for name in DIMENSIONS for v in DIMENSIONS[name]}
    assert values == known
    for case in drawn:
        asked = [want.question for want in case.wanted]
        assert 4 <= len(set(asked)) == len(asked) <= 10
