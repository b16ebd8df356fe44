import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from tests.kernels import naive

from haechi.errors import HaechiError
from haechi.kernels import compiled
from haechi.kernels.smoothing import BLOCK, Settings, Singles, Smoothed, smooth

BANK = np.array([[a, g] for a in (0.05, 0.1, 0.2, 0.4) for g in (0.0, 0.1, 0.3)], dtype=np.float32)
ONE = np.array([[0.1, 0.0]], dtype=np.float32)
NAMES = ("expected", "scale", "score")
logs = st.one_of(st.just(math.nan), st.sampled_from([0.0, -2.0]), st.floats(-8, 8, width=32))


def smoothed(y: Singles, **given: Any) -> Smoothed:
    series = y.shape[1]
    usual: dict[str, Any] = {
        "first_month": 0,
        "bank": BANK,
        "prior_scale": np.full(series, 0.5, np.float32),
        "prior_season": np.zeros((12, series), np.float32),
    }
    return smooth(y, **(usual | given))


def column(*values: float) -> Singles:
    return np.array(values, dtype=np.float32)[:, None]


def noise(months: int, series: int, seed: int = 1) -> Singles:
    return np.random.default_rng(seed).normal(size=(months, series)).astype(np.float32)


def stacked(found: Smoothed) -> Singles:
    return np.stack([getattr(found, name) for name in NAMES])


def test_the_third_month_is_expected_at_the_mean_of_two_and_judged_by_the_scale_before_the_guard() -> None:
    # 1 sets the level; 2 lies 1 above it, is cut to 2 x 0.25 and moves it by a half of that, to 1.25. The scale learns
    # from the second month on: 0.25 + (1.2806 x 0.5 - 0.25) / 7 = 0.3058, which a guard of none sees a month later.
    few = Settings(minimum=1, guard=0)
    found = smoothed(column(1, 2, 1.25, 1.25), bank=ONE, prior_scale=np.array([0.25], np.float32), settings=few)
    assert found.expected.ravel() == pytest.approx([math.nan, 1, 1.25, 1.25], nan_ok=True)
    assert found.scale.ravel()[:3] == pytest.approx([math.nan, 0.25, 0.3058], abs=5e-5, nan_ok=True)
    assert found.score.ravel() == pytest.approx([math.nan, 4, 0, 0], nan_ok=True)


def test_a_guarded_scale_does_not_know_the_last_two_months() -> None:
    found = smoothed(column(0, 0, 0, 5, 0, 0, 0), bank=ONE, settings=Settings(minimum=1))
    quiet = smoothed(column(0, 0, 0, 0, 0, 0, 0), bank=ONE, settings=Settings(minimum=1))
    assert found.scale.ravel()[1:6] == pytest.approx(quiet.scale.ravel()[1:6])
    assert found.scale[6, 0] > quiet.scale[6, 0]


def test_the_scale_of_normal_errors_is_their_standard_deviation() -> None:
    found = smoothed(noise(240, 2000), bank=np.array([[0.0, 0.0]], np.float32))
    assert np.median(found.scale[120:]) == pytest.approx(1, abs=0.02)
    assert np.nanstd(found.score[120:]) == pytest.approx(1, abs=0.05)


def test_a_yearly_stop_is_learned_in_a_few_years() -> None:
    season = np.where(np.arange(96) % 12 == 7, -3.0, 0.0)[:, None].astype(np.float32)
    found = smoothed(season + 0.3 * noise(96, 200))
    in_august = np.median(found.score[7::12], axis=1)
    assert in_august[1] < -5
    assert (np.abs(in_august[5:]) < 2).all()


def test_an_outlier_of_one_year_does_not_return_in_the_season() -> None:
    y = 0.3 * noise(96, 200)
    y[43] -= 3
    found = smoothed(y)
    assert np.median(found.score[43]) < -5
    assert np.abs(np.median(found.score[55])) < 0.7


def test_a_prior_season_is_expected_from_the_first_score() -> None:
    season = np.zeros((12, 1), np.float32)
    season[6] = -3
    y = np.tile(season, (2, 1)) + np.float32(7)
    found = smoothed(y, prior_season=season)
    assert found.score[12:] == pytest.approx(np.zeros((12, 1)), abs=1e-5)


def test_one_outlier_moves_the_level_by_no_more_than_the_clip() -> None:
    y = np.zeros((30, 1), np.float32)
    y[20] = 100
    found = smoothed(y, bank=ONE)
    assert found.score[20, 0] > 100
    assert 0 < found.expected[21, 0] <= 0.1 * 2 * found.scale[20, 0] + 1e-6


def test_after_a_confirmed_shift_the_level_is_that_of_the_months_that_confirmed_it() -> None:
    y = 0.1 * noise(60, 1)
    y[40:] -= 4
    found = smoothed(y, bank=ONE)
    assert (found.score[40:44] < -2).all()
    assert found.expected[44, 0] == pytest.approx(y[40:44].mean(), abs=1e-5)
    assert (np.abs(found.score[44:]) < 3).all()


def test_a_series_that_never_moved_takes_its_scale_half_from_its_peers_once_it_moves() -> None:
    y = np.full((80, 1), -2.0, np.float32)
    y[60:] = 0.5 * noise(20, 1)
    found = smoothed(y, bank=ONE)
    assert found.scale[60, 0] < 0.1
    assert found.scale[64, 0] == pytest.approx((found.scale[63, 0] + 0.5) / 2)


def test_months_not_known_change_nothing_and_have_an_expectation_but_no_score() -> None:
    y = noise(40, 1)
    gap = y.copy()
    gap[20:32] = math.nan
    found = smoothed(gap, bank=ONE)
    assert np.isnan(found.score[20:32]).all()
    assert found.expected[20:33].ravel() == pytest.approx(np.full(13, found.expected[20, 0]))


def test_nothing_is_scored_before_the_minimum_of_known_months() -> None:
    y = noise(20, 1)
    y[3] = math.nan
    found = smoothed(y)
    assert np.isnan(found.score[:13]).all()
    assert not np.isnan(found.score[13:]).any()


def test_among_equals_the_first_configuration_speaks() -> None:
    # Both are off by 1 in the second month, and by different steps in the third.
    bank, few = np.array([[0.1, 0.0], [0.9, 0.0]], np.float32), Settings(minimum=1)
    y = column(0, 1, 0)
    assert smoothed(y, bank=bank, settings=few).expected[2, 0] == pytest.approx(0.5)
    assert smoothed(y, bank=bank[::-1], settings=few).expected[2, 0] == pytest.approx(0.9)


def test_series_without_a_known_month_and_panels_of_one_month_or_none_are_empty_of_scores() -> None:
    for y in (np.full((30, 2), math.nan, np.float32), column(1.0), np.empty((0, 3), np.float32)):
        assert np.isnan(smoothed(y).score).all()
    assert smoothed(np.empty((5, 0), np.float32)).score.shape == (5, 0)


@settings(max_examples=60, deadline=None)
@given(st.data(), st.integers(1, 45), st.integers(0, 11), st.integers(0, 3), st.integers(1, 5), st.integers(0, 14))
def test_the_kernel_equals_its_slow_twin_to_the_last_bit(
    data: st.DataObject, months: int, first: int, guard: int, confirm: int, minimum: int
) -> None:
    y = data.draw(arrays(np.float32, (months, 2), elements=logs))
    scale = data.draw(arrays(np.float32, 2, elements=st.floats(0.0078125, 2, width=32)))
    season = data.draw(arrays(np.float32, (12, 2), elements=st.floats(-1, 1, width=32)))
    numbers = Settings(guard=guard, confirm=confirm, minimum=minimum)
    found = smoothed(y, first_month=first, prior_scale=scale, prior_season=season, settings=numbers)
    np.testing.assert_array_equal(stacked(found), naive.smooth(y, first, BANK, scale, season, numbers))


@given(st.integers(-20, 20))
@settings(max_examples=10, deadline=None)
def test_a_change_of_unit_changes_no_score(doublings: int) -> None:
    y = noise(60, 8)
    moved = smoothed(y + np.float32(doublings * math.log(2)))
    # Sums of single precision: a level of 14 is known to 1e-6, and a score is a difference of two of them.
    np.testing.assert_allclose(moved.score, smoothed(y).score, atol=1e-3)


@given(st.integers(0, 59))
@settings(max_examples=20, deadline=None)
def test_no_month_knows_of_those_after_it(last: int) -> None:
    y, other = noise(60, 4), noise(60, 4, seed=2)
    other[: last + 1] = y[: last + 1]
    other[50:, 2] = math.nan
    y[50:, 2] = math.nan
    before, after = stacked(smoothed(y)), stacked(smoothed(other))
    np.testing.assert_array_equal(before[:, : last + 1], after[:, : last + 1])


def test_a_series_does_not_depend_on_its_neighbours_or_its_place_in_a_block() -> None:
    y = noise(40, 2 * BLOCK + 7)
    y[np.abs(y) > 2.5] = math.nan
    together = stacked(smoothed(y))
    for series in (0, 1, BLOCK - 1, BLOCK, 2 * BLOCK + 6):
        np.testing.assert_array_equal(together[..., [series]], stacked(smoothed(y[:, [series]])))


def test_the_bytes_are_the_same_on_one_thread_and_on_two(monkeypatch: pytest.MonkeyPatch) -> None:
    y = noise(30, 40 * BLOCK + 3)
    found = []
    for threads in (1, 2):
        monkeypatch.setattr(compiled, "THREADS", threads)
        found.append(stacked(smoothed(y)).tobytes())
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"prior_scale": np.ones(3, np.float32)}, "prior_scale has the shape (3,); give (2,)"),
        ({"prior_season": np.ones((2, 12), np.float32)}, "give (12, 2)"),
        ({"bank": np.ones(2, np.float32)}, "give (configuration, 2)"),
        ({"bank": np.ones((0, 2), np.float32)}, "give (configuration, 2)"),
        ({"first_month": 12}, "give 0 for January to 11"),
        ({"settings": Settings(guard=-1)}, "guard -1"),
    ],
)
def test_shapes_and_numbers_that_do_not_fit_are_named(given: dict[str, Any], words: str) -> None:
    with pytest.raises(HaechiError) as refused:
        smoothed(noise(5, 2), **given)
    assert words in str(refused.value)
