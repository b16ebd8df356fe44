import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.dependency.small_facts import make_market

from haechi.dependency.concentration import herfindahl
from haechi.dependency.intervals import (
    denominator,
    herfindahl_bounds,
    resampled,
    side_by_side,
    top_share_bounds,
    widened,
)
from haechi.model.estimate import Estimate

amounts = st.lists(st.floats(min_value=0.1, max_value=1e6), min_size=1, max_size=6)
NONE_MISSING = np.array([0])


def bounds(values: list[float], unattributed: float) -> tuple[float, float]:
    low, high = herfindahl_bounds(np.array([values]), np.array([unattributed]), NONE_MISSING)
    return low.item(), high.item()


def test_unspecified_partners_run_from_many_small_ones_to_all_at_the_largest() -> None:
    assert bounds([60, 30], 10) == pytest.approx((0.36 + 0.09, 0.49 + 0.09))


def test_a_missing_value_can_be_anything() -> None:
    values = np.array([[60.0, 40.0, np.nan]])
    low, high = herfindahl_bounds(values, np.array([0.0]), np.array([1]))
    tried = [(3600 + 1600 + m * m) / (100 + m) ** 2 for m in np.linspace(0, 10_000, 200_001)]
    assert low.item() == pytest.approx(min(tried), abs=1e-6)
    assert high.item() == 1


def test_where_nothing_is_imported_there_is_no_index() -> None:
    low, high = herfindahl_bounds(np.zeros((1, 2)), np.zeros(1), NONE_MISSING)
    assert np.isnan([low, high]).all()


@given(amounts, st.floats(min_value=0, max_value=1e6), st.integers(min_value=1, max_value=4))
def test_any_split_of_the_unspecified_lies_inside(values: list[float], unspecified: float, parts: int) -> None:
    low, high = bounds(values, unspecified)
    total = sum(values) + unspecified
    to_new = [*values, *[unspecified / parts] * parts]
    to_named = [value + unspecified / len(values) for value in values]
    for split in (to_new, to_named):
        index = sum((value / total) ** 2 for value in split)
        assert low - 1e-9 <= index <= high + 1e-9


@given(amounts, st.floats(min_value=0, max_value=0.98), st.floats(min_value=0.01, max_value=1))
def test_more_unspecified_trade_widens_the_interval(values: list[float], part: float, more: float) -> None:
    """Of the same total a larger part is not attributed: the named shares shrink in proportion."""
    shares = np.array(values) / sum(values)
    larger = part + more * (1 - part) * 0.99
    low, high = bounds(list(shares * (1 - part)), part)
    wider_low, wider_high = bounds(list(shares * (1 - larger)), larger)
    assert wider_low <= low + 1e-12
    assert wider_high >= high - 1e-12


@given(amounts, st.lists(st.floats(min_value=0, max_value=1e6), min_size=1, max_size=3), st.sampled_from([1, 3]))
def test_top_shares_lie_inside_whatever_the_missing_values_are(
    values: list[float], found: list[float], largest: int
) -> None:
    holes = np.array([[*values, *[np.nan] * len(found)]])
    low, high = top_share_bounds(holes, np.zeros(1), np.array([len(found)]), largest=largest)
    whole = sorted([*values, *found], reverse=True)
    share = sum(whole[:largest]) / sum(whole)
    assert low.item() - 1e-9 <= share <= high.item() + 1e-9


def test_a_published_total_bounds_what_is_missing() -> None:
    base = denominator(make_market({"1": [60, np.nan, 30]}, published=110, own=10))
    assert base.total.tolist() == [100]
    assert base.unattributed.tolist() == [10]
    assert base.missing.tolist() == [0]
    assert base.has_gap.tolist() == [True]
    assert base.names == ("published total",)


def test_without_a_total_missing_values_stay_missing() -> None:
    base = denominator(make_market({"1": [60, np.nan, 30]}, unspecified=5))
    assert (base.total.tolist(), base.missing.tolist(), base.names) == ([95], [1], ("sum of partners",))


def test_months_are_drawn_the_same_for_the_same_seed_and_hold_the_value() -> None:
    months = np.random.default_rng(1).uniform(10, 100, size=(12, 2, 3))
    year = months.sum(axis=0)
    value = herfindahl(year / year.sum(axis=1, keepdims=True))
    first, again = (
        resampled(months, np.zeros(2), generator=np.random.default_rng(7), statistic=herfindahl) for _ in range(2)
    )
    assert np.array_equal(first, again)
    assert (first[0] <= value).all()
    assert (value <= first[1]).all()


def test_equal_months_leave_no_spread_and_a_missing_month_no_interval() -> None:
    months = np.tile(np.array([[60.0, 40.0]]), (12, 2, 1))
    months[3, 1, 0] = np.nan
    low, high = resampled(months, np.zeros(2), generator=np.random.default_rng(7), statistic=herfindahl)
    assert (low[0], high[0]) == pytest.approx((0.52, 0.52))
    assert np.isnan([low[1], high[1]]).all()


def test_drawn_months_equal_a_plain_loop_over_all_draws() -> None:
    months = np.array([[[3.0, 1.0]], [[1.0, 3.0]]])
    low, high = resampled(months, np.zeros(1), generator=np.random.default_rng(0), statistic=herfindahl, replicates=400)
    drawn = [months[list(pick)].sum(axis=0)[0] for pick in itertools.product(range(2), repeat=2)]
    plain = [float(((year / year.sum()) ** 2).sum()) for year in drawn]
    assert (low.item(), high.item()) == pytest.approx((min(plain), max(plain)))


def test_two_sources_give_a_range_and_never_a_mean() -> None:
    estimate = side_by_side(0.6, 0.4, sources=("baci", "comtrade"))
    assert (estimate.value, estimate.low, estimate.high) == (0.6, 0.4, 0.6)
    assert side_by_side(0.6, None, sources=("baci", "comtrade")).low is None


def test_a_widened_interval_holds_the_old_one_and_says_both_grounds() -> None:
    estimate = widened(Estimate(value=0.5, low=0.45, high=0.55, reason="partners"), 0.5, 0.6, ground="months")
    assert (estimate.low, estimate.high, estimate.reason) == (0.45, 0.6, "partners; months")
