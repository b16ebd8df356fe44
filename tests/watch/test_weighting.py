"""Weights worked by hand, and that they keep the share of false discoveries."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from haechi.watch.decision import q_values
from haechi.watch.weighting import means, told, weights

LOG5 = math.log(5)


def singles(*numbers: float) -> np.ndarray:
    return np.array(numbers, dtype=np.float32)


@pytest.mark.parametrize(
    ("spread", "expected"),
    [
        (LOG5, 1.0),
        (LOG5 / 2.25, 1.5),
        (LOG5 / 3, math.sqrt(3)),
        (0.02, math.sqrt(3)),
        (100.0, math.sqrt(0.2)),
        (0.0, math.sqrt(3)),
    ],
)
def test_a_series_tells_by_the_root_of_the_spreads_in_a_fall_within_bounds(spread: float, expected: float) -> None:
    assert told(singles(spread))[0] == pytest.approx(expected, rel=1e-5)


def test_a_spread_that_is_not_known_makes_no_difference() -> None:
    assert told(singles(np.nan)).tolist() == [1.0]


def test_means_are_of_the_known_series_of_each_level() -> None:
    spread = singles(LOG5, LOG5 / 2.25, np.nan, LOG5)
    assert means(spread, np.array([0, 0, 0, 2]), 4).tolist() == pytest.approx([1.25, 1.0, 1.0, 1.0], rel=1e-5)


@given(arrays(np.float32, st.integers(1, 40), elements=st.floats(0.0625, 64, width=32)))
def test_weights_have_mean_one_within_each_level(spread: np.ndarray) -> None:
    level = np.arange(len(spread)) % 3
    found = weights(spread, level, means(spread, level, 3))
    for one in set(level.tolist()):
        assert found[level == one].mean() == pytest.approx(1, rel=1e-4)
        assert found[level == one].max() <= math.sqrt(3 / 0.2) * found[level == one].min() * (1 + 1e-5)


def test_weighed_p_values_keep_the_share_of_false_discoveries_and_find_more() -> None:
    """Falls by 80 % in one series of ten, of spreads from a quarter of the fall to twice it."""
    generator = np.random.default_rng(1)
    false_parts, found_weighed, found_plain = [], 0, 0
    for _ in range(300):
        spread = np.exp(generator.uniform(np.log(LOG5 / 4), np.log(LOG5 * 2), 400)).astype(np.float32)
        falls = generator.random(400) < 0.1
        scores = generator.standard_normal(400) + falls * LOG5 / spread
        p = np.array([0.5 * math.erfc(score / math.sqrt(2)) for score in scores])
        level = np.zeros(400, dtype=int)
        weighed = q_values(np.minimum(p / weights(spread, level, means(spread, level, 1)), 1)) <= 0.1
        plain = q_values(p) <= 0.1
        false_parts.append((weighed & ~falls).sum() / max(weighed.sum(), 1))
        found_weighed, found_plain = found_weighed + (weighed & falls).sum(), found_plain + (plain & falls).sum()
    assert np.mean(false_parts) <= 0.1
    assert found_weighed > found_plain
