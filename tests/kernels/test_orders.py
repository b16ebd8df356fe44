import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from tests.kernels import naive

from haechi.errors import HaechiError
from haechi.kernels import compiled
from haechi.kernels.orders import SPAN, Orders, Singles, orders

UNKNOWN = math.nan
amounts = st.sampled_from([0.0, 0.0, 1.0, 250.0, UNKNOWN])


def column(*values: float) -> Singles:
    return np.array(values, dtype=np.float32)[:, None]


def some(months: int, series: int, seed: int = 1) -> Singles:
    generator = np.random.default_rng(seed)
    drawn = generator.lognormal(size=(months, series)) * (generator.random((months, series)) < 0.3)
    drawn[generator.random((months, series)) < 0.1] = UNKNOWN
    return drawn.astype(np.float32)


def stacked(found: Orders) -> Singles:
    return np.stack([found.probability, found.usual, found.silence, found.size])


def test_the_first_months_count_equally_and_later_ones_by_their_gain() -> None:
    found = orders(column(0, 4, 8, 0), probability_gain=0.4, size_gain=0.6)
    # Shares of 0, 1/2 and then 0.5 + 0.4 x 0.5; sizes of 4 and then 4 + 0.6 x 4.
    assert found.probability.ravel() == pytest.approx([UNKNOWN, 0, 0.5, 0.7], nan_ok=True)
    assert found.size.ravel() == pytest.approx([UNKNOWN, UNKNOWN, 4, 6.4], nan_ok=True)


def test_a_silence_wears_the_probability_down_but_not_the_usual_one_nor_the_size() -> None:
    found = orders(column(0, 9, 0, 9, *[0] * 40))
    assert found.probability[-1, 0] < 0.02
    assert found.usual[3:].ravel() == pytest.approx(np.full(41, 1 / 3))
    assert found.size[-1, 0] == 9
    assert found.silence[-1, 0] == 40


def test_the_usual_probability_of_random_orders_is_their_true_one() -> None:
    generator = np.random.default_rng(3)
    found = orders((generator.random((200, 4000)) < 0.3).astype(np.float32))
    assert np.nanmean(found.usual[100:]) == pytest.approx(0.3, abs=0.01)


def test_months_not_known_are_passed_over() -> None:
    held = stacked(orders(column(0, 5, 0, 0)))
    gap = stacked(orders(column(0, 5, UNKNOWN, 0, UNKNOWN, UNKNOWN, 0)))
    np.testing.assert_array_equal(gap[:, [0, 1, 3, 6]], held)


def test_a_series_without_orders_or_without_known_months_has_no_size_and_no_usual_probability() -> None:
    for quiet in (0.0, UNKNOWN):
        found = orders(np.full((12, 2), quiet, np.float32))
        assert np.isnan(found.size).all()
        assert np.isnan(found.usual).all()


@settings(max_examples=80, deadline=None)
@given(arrays(np.float32, (30, 3), elements=amounts), st.floats(0, 1, width=32), st.floats(0, 1, width=32))
def test_the_kernel_equals_its_slow_twin_to_the_last_bit(given: Singles, beta: float, alpha: float) -> None:
    found = orders(given, probability_gain=beta, size_gain=alpha)
    np.testing.assert_array_equal(stacked(found), naive.orders(given, beta, alpha))


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 39))
def test_no_month_knows_of_those_after_it(last: int) -> None:
    one, other = some(40, 5), some(40, 5, seed=2)
    other[: last + 1] = one[: last + 1]
    np.testing.assert_array_equal(stacked(orders(one))[:, : last + 1], stacked(orders(other))[:, : last + 1])


def test_the_bytes_are_the_same_on_one_thread_and_on_two(monkeypatch: pytest.MonkeyPatch) -> None:
    given = some(20, 9 * SPAN + 5)
    found = []
    for threads in (1, 2):
        monkeypatch.setattr(compiled, "THREADS", threads)
        found.append(stacked(orders(given)).tobytes())
    assert found[0] == found[1]


def test_a_gain_outside_its_range_is_named() -> None:
    with pytest.raises(HaechiError, match="1.5"):
        orders(column(1), probability_gain=1.5)
