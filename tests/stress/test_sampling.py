from functools import partial

import numpy as np
import pytest

from haechi.errors import InputError
from haechi.stress.sampling import Driver, day, drivers, quantiles, ranked, sentence

GENERATOR = np.random.default_rng(5)
SMALL, LARGE, IDLE = (GENERATOR.uniform(0, 1, 3000) for _ in range(3))
NEVER = np.inf


def test_quantiles_are_draws_and_count_what_never_stops_as_the_last() -> None:
    found = quantiles(np.array([*range(1, 21)], dtype=float))
    assert (found.low, found.median, found.high, found.never) == (1, 10, 19, 0)
    mostly = quantiles(np.array([5.0, NEVER, NEVER, NEVER]))
    assert (mostly.low, mostly.median, mostly.high, mostly.never) == (5, None, None, 0.75)


def test_quantiles_of_no_draw_are_refused() -> None:
    with pytest.raises(InputError, match="no draw was made"):
        quantiles(np.zeros(0))


def test_the_unknown_that_moves_the_median_farthest_comes_first_and_what_moves_nothing_is_left_out() -> None:
    found = drivers(ranked({"small": SMALL, "idle": IDLE, "large": LARGE}), 10 * SMALL - 100 * LARGE, most=1e9)
    assert [row.name for row in found] == ["large", "small"]
    assert found[0].move == pytest.approx(-100 * 2 / 3, rel=0.03)
    assert found[0].rank_correlation == pytest.approx(-1, abs=0.02)
    assert found[1].rank_correlation > 0


def test_a_rank_correlation_is_that_of_the_ranks() -> None:
    drawn = np.array([1.0, 2.0, 3.0, 4.0, 5.0] * 20)
    result = np.array([2.0, 1.0, 4.0, 3.0, 5.0] * 20)
    (found,) = drivers(ranked({"x": drawn}), result, most=1e9)
    assert found.rank_correlation == pytest.approx(0.8)  # 1 - 6 * 4 / (5 * 24)


def test_a_result_that_never_comes_counts_as_the_horizon() -> None:
    result = np.where(LARGE > 0.5, NEVER, 30.0)
    (found,) = drivers(ranked({"large": LARGE}), result, most=180)
    assert (found.at_low, found.at_high) == (30, 180)


def test_what_does_not_vary_is_no_driver() -> None:
    assert drivers(ranked({"fixed": np.ones(50)}), np.arange(50.0), most=1e9) == ()


def test_the_sentence_names_the_first_driver_and_its_ends() -> None:
    row = Driver(name="stock of hf", at_low=41.3, at_high=180, rank_correlation=0.7)
    said = sentence([row], what="the first stop", write=partial(day, most=180))
    assert said == (
        "What matters most for the first stop is the stock of hf: in its low third day 41, in its high third none "
        "within the horizon."
    )
    assert sentence([], what="the first stop", write=str) == "No unknown moves the first stop beyond chance."
