import numpy as np
import pytest

from haechi.model.scenario import Spread
from haechi.stress.unknowns import Assumption, Unknown, corners, draws

STOCK = Unknown(name="stock of hf", low=30, high=60, is_usual_stock=True)
DEPTH = Unknown(name="depth", low=0.4, high=1.0, is_worse_high=True)
ENTERED = Unknown(name="stock of neon", low=10, high=20)


def test_the_three_assumptions_are_the_ends_and_the_geometric_middle() -> None:
    assert [STOCK.under(assumption) for assumption in Assumption] == [30, pytest.approx(np.sqrt(1800)), 60]


def test_a_band_from_nothing_has_its_half_in_the_middle() -> None:
    assert Unknown(name="queue", low=0, high=3, is_usual_stock=True).under(Assumption.USUAL) == 1.5


def test_corners_hold_the_worst_and_the_best_of_all_others_under_each_assumption() -> None:
    found = corners([STOCK, DEPTH, ENTERED])
    assert found["stock of hf"] == pytest.approx([30, 30, np.sqrt(1800), np.sqrt(1800), 60, 60])
    assert list(found["depth"]) == [1.0, 0.4] * 3
    assert list(found["stock of neon"]) == [10, 20] * 3


def test_draws_lie_in_their_band_and_fill_it() -> None:
    found = draws([STOCK, DEPTH], number=4000, seed=3)
    for unknown in (STOCK, DEPTH):
        drawn = found[unknown.name]
        assert unknown.low <= drawn.min() <= drawn.max() <= unknown.high
        assert drawn.mean() == pytest.approx((unknown.low + unknown.high) / 2, rel=0.02)


def test_a_triangular_spread_keeps_to_the_middle() -> None:
    drawn = draws([Unknown(name="x", low=0, high=1, spread=Spread.TRIANGULAR)], number=4000, seed=3)["x"]
    assert drawn.std() == pytest.approx(np.sqrt(1 / 24), rel=0.03)  # a uniform one has the square root of 1/12


def test_the_same_seed_gives_the_same_bytes_whatever_else_is_drawn() -> None:
    alone = draws([DEPTH], number=100, seed=7)["depth"]
    beside = draws([STOCK, ENTERED, DEPTH], number=100, seed=7)["depth"]
    assert alone.tobytes() == beside.tobytes()
    assert alone.tobytes() != draws([DEPTH], number=100, seed=8)["depth"].tobytes()


def test_what_is_known_is_not_drawn() -> None:
    known = Unknown(name="share", low=0.44, high=0.44)
    assert not known.is_open
    assert set(draws([known], number=5, seed=0)["share"]) == {0.44}
