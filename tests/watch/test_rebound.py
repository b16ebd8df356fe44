"""Dependence that creeps back after a measure, by hand-worked shares."""

import numpy as np
import pytest

from haechi.watch.rebound import Rebound, rebound

MONTHS = np.arange("2020-01", "2024-01", dtype="datetime64[M]")
BOUGHT = 250.0


def found(shares: list[float], announced: str = "2022-01") -> Rebound | None:
    """What is found of a supplier whose share is the same in all months of each of four years."""
    share = np.repeat(shares, 12)
    return rebound(MONTHS, share * BOUGHT, np.full(48, BOUGHT), np.datetime64(announced))


def test_a_share_that_fell_and_came_back_is_back() -> None:
    back = found([0.8, 0.8, 0.4, 0.8])
    assert back is not None
    assert (back.before, back.lowest, back.now) == pytest.approx((0.8, 0.4, 0.8))
    assert back.lowest_month == "2022-12"
    assert back.is_back
    assert back.is_rising


@pytest.mark.parametrize(
    ("now", "is_back", "is_rising"),
    [(0.4, False, False), (0.59, False, False), (0.61, False, True), (0.74, False, True), (0.76, True, True)],
)
def test_half_of_what_was_lost_is_rising_and_within_a_twentieth_of_the_old_share_is_back(
    now: float, is_back: bool, is_rising: bool
) -> None:
    back = found([0.8, 0.8, 0.4, now])
    assert back is not None
    assert (back.is_back, back.is_rising) == (is_back, is_rising)


def test_a_share_that_never_fell_is_not_back() -> None:
    steady = found([0.8, 0.8, 0.78, 0.8])
    assert steady is not None
    assert (steady.is_back, steady.is_rising) == (False, False)


def test_a_share_above_the_old_one_is_back() -> None:
    above = found([0.5, 0.5, 0.2, 0.9])
    assert above is not None
    assert above.is_back


def test_the_year_before_ends_with_the_month_before_the_announcement() -> None:
    """Of the twelve months to May 2022 seven are of 2021 at 0.8 and five of 2022 at 0.4."""
    mid = found([0.8, 0.8, 0.4, 0.8], "2022-06")
    assert mid is not None
    assert mid.before == pytest.approx((7 * 0.8 + 5 * 0.4) / 12)


def test_shares_are_of_sums_over_twelve_months_not_means_of_monthly_shares() -> None:
    total = np.tile([300.0, 100.0], 24)
    bought = np.tile([300.0, 0.0], 24)
    even = rebound(MONTHS, bought, total, MONTHS[24])
    assert even is not None
    assert even.before == pytest.approx(0.75)


def test_a_supplier_that_stopped_wholly_had_a_share_of_zero() -> None:
    stopped = found([0.8, 0.8, 0.0, 0.8])
    assert stopped is not None
    assert (stopped.lowest, stopped.lowest_month) == (0.0, "2022-12")


def test_a_share_that_stays_gone_does_not_creep() -> None:
    gone = found([0.8, 0.8, 0.4, 0.0])
    assert gone is not None
    assert (gone.lowest, gone.lowest_month, gone.now) == (0.0, "2023-12", 0.0)
    assert (gone.is_back, gone.is_rising) == (False, False)


def test_a_year_in_which_nothing_was_bought_of_anyone_has_no_shares() -> None:
    total = np.repeat([BOUGHT, BOUGHT, 0.0, BOUGHT], 12)
    nothing = rebound(MONTHS, total * 0.8, total, np.datetime64("2022-01"))
    assert nothing is not None
    assert nothing.lowest == pytest.approx(0.8)


@pytest.mark.parametrize("announced", ["2019-01", "2020-06", "2024-01", "2025-06"])
def test_without_a_whole_year_before_or_a_month_since_nothing_can_be_told(announced: str) -> None:
    assert found([0.8, 0.8, 0.4, 0.8], announced) is None


def test_a_history_of_less_than_a_year_tells_nothing() -> None:
    few = np.ones(11)
    assert rebound(MONTHS[:11], few, few, MONTHS[5]) is None


def test_an_unknown_month_leaves_its_years_out_and_no_other() -> None:
    total = np.full(48, BOUGHT)
    bought = np.repeat([0.8, 0.8, 0.4, 0.8], 12) * BOUGHT
    bought[30] = np.nan
    gap = rebound(MONTHS, bought, total, np.datetime64("2022-01"))
    assert gap is not None
    assert (gap.before, gap.now) == pytest.approx((0.8, 0.8))
    assert gap.lowest_month == "2022-06"  # the last year that the unknown month is not in
    assert gap.lowest == pytest.approx(0.6)


@pytest.mark.parametrize("month", [20, 40])
def test_an_unknown_month_before_the_measure_or_in_the_last_year_leaves_it_open(month: int) -> None:
    total = np.full(48, BOUGHT)
    total[month] = np.nan
    assert rebound(MONTHS, np.repeat([0.8, 0.8, 0.4, 0.8], 12) * BOUGHT, total, np.datetime64("2022-01")) is None
