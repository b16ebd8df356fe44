"""False alarms, thresholds and recall on alarms laid out by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from haechi.watch.recall import (
    WINDOW,
    Ground,
    alarm_months,
    by_release,
    false_alarms,
    of_clusters,
    outcome,
    rate,
    released_alone,
    threshold,
    waiting,
    waits,
    wilson,
)


def ground(months: int, nodes: int = 1, *, deferred: tuple[int, ...] = ()) -> Ground:
    is_deferred = np.zeros((months, nodes), dtype=bool)
    is_deferred[list(deferred)] = True
    return Ground(is_judged=~is_deferred, is_deferred=is_deferred)


def scores(*numbers: float) -> np.ndarray:
    return np.array(numbers, dtype=np.float32)[:, None]


def test_an_alarm_counts_anew_after_three_quiet_months() -> None:
    alarms = np.array([1, 0, 0, 1, 0, 0, 0, 1], dtype=bool)[:, None]
    assert false_alarms(alarms).ravel().tolist() == [True, *[False] * 6, True]


def test_a_year_of_calendar_counts_what_is_judged_with_the_next_month() -> None:
    assert ground(24, deferred=(0, 12)).years == 2.0


def test_a_rate_is_per_year_of_a_series() -> None:
    assert rate(scores(*[0.0] * 11, 5.0, *[0.0] * 12), ground(24), 5.0) == 0.5


def test_months_in_alarm_are_counted_however_close() -> None:
    told = scores(*[0.0] * 10, 5.0, 5.0, *[0.0] * 12)
    assert alarm_months(told, ground(24), 5.0) == 1.0
    assert rate(told, ground(24), 5.0) == 0.5


def test_the_threshold_is_the_lowest_that_keeps_the_rate() -> None:
    falls = scores(*[0.0] * 4, 3.0, *[0.0] * 6, 2.0, *[0.0] * 6, 1.0, *[0.0] * 5)
    assert threshold(falls, ground(24), 1.0) == 2.0
    assert threshold(falls, ground(24), 0.4) == np.inf


@given(st.lists(st.floats(0, 10, width=32), min_size=24, max_size=60), st.sampled_from([0.2, 0.5, 1.0]))
def test_no_threshold_gives_more_than_is_wanted(found: list[float], wanted: float) -> None:
    here = ground(len(found))
    level = threshold(scores(*found), here, wanted)
    assert rate(scores(*found), here, level) <= wanted


def test_what_is_said_of_a_deferred_month_comes_out_with_the_next() -> None:
    told = by_release(scores(1.0, 5.0, 2.0), np.array([[False], [True], [False]]))
    assert told[0, 0] == 1
    assert np.isnan(told[1, 0])
    assert told[2, 0] == 5


def cut_of(*delays: int | None) -> np.ndarray:
    """Windows with one alarm each, so many months after the start."""
    out = np.zeros((len(delays), WINDOW, 1), dtype=np.float32)
    for start, delay in enumerate(delays):
        if delay is not None:
            out[start, delay] = 1
    return out


def test_own_release_three_releases_and_delay() -> None:
    here = ground(40)
    found = outcome(np.zeros((40, 1)), cut_of(0, 0, 2, None), here, waits(here, range(24, 28)), 1.0)
    assert (found.own, found.within_three, found.count) == (0.5, 0.75, 4)
    assert (found.median, found.p90) == (0, None)


def test_a_deferred_month_is_no_release_of_its_own() -> None:
    here = ground(40, deferred=(24,))
    found = outcome(np.zeros((40, 1)), cut_of(1), here, waits(here, range(24, 25)), 1.0)
    assert found.own == 1.0


@pytest.mark.parametrize(
    ("touched", "asked"),
    [
        (range(1), [True, True, False, False, True, True]),
        (range(3), [False, False, False, False, True, True]),
        (range(-1, 1), [True, True, False, False, False, True]),
    ],
)
def test_released_alone_are_starts_that_touch_neither_of_two_months_judged_as_one(
    touched: range, asked: list[bool]
) -> None:
    here = ground(40, deferred=(26,))
    every = waits(here, range(24, 30))
    alone = released_alone(every, here, touched)
    assert every.is_asked.all()
    assert alone.is_asked[:, 0].tolist() == asked


def test_series_in_alarm_before_are_left_out() -> None:
    null = np.zeros((40, 1))
    null[23] = 1
    here = ground(40)
    found = outcome(null, cut_of(0, 0, 0, 0, 0), here, waits(here, range(24, 29)), 1.0)
    assert found.count == 2


def test_starts_with_fewer_than_three_releases_left_are_left_out() -> None:
    here = ground(28)
    found = outcome(np.zeros((28, 1)), cut_of(0, 0, 0, 0), here, waits(here, range(24, 28)), 1.0)
    assert found.count == 2


def test_a_panel_that_ends_early_can_ask_for_the_own_release_alone() -> None:
    here = ground(26)
    found = outcome(np.zeros((26, 1)), cut_of(0, 0), here, waits(here, range(24, 26), least=1), 1.0)
    assert (found.own, found.count) == (1.0, 2)


# Brown, Cai and DasGupta (2001), "Interval estimation for a binomial proportion", Statistical Science 16: 101-133,
# the centre of the interval of Wilson is (X + 1.92) / (n + 3.84).
def test_starts_of_one_series_count_as_one_where_they_go_together() -> None:
    hits, series = np.repeat([True, False], 10), np.repeat([0, 1], 10)
    assert of_clusters(hits, series) == pytest.approx(wilson(0.5, 1))
    assert of_clusters(np.ones(20, dtype=bool), series) == pytest.approx(wilson(1.0, 2))
    assert of_clusters(np.zeros(5, dtype=bool), np.zeros(5, dtype=np.int64)) == pytest.approx(wilson(0.0, 1))


def test_starts_that_do_not_go_together_count_each() -> None:
    hits, series = np.tile([True, False], 10), np.repeat(np.arange(10), 2)
    assert of_clusters(hits, series) == pytest.approx(wilson(0.5, 10))  # those of the series, which do not differ
    hits, series = np.tile([True, False, False, True], 10), np.arange(40)
    assert of_clusters(hits, series) == pytest.approx(wilson(0.5, 39))


def test_the_variance_between_series_is_that_of_a_ratio_by_hand() -> None:
    """Hits 3 of 4, 1 of 4, 2 of 2: p = 0.6; residues 0.6, -1.4, 0.8; variance 3/2 (0.36 + 1.96 + 0.64) / 100."""
    hits = np.array([1, 1, 1, 0, 1, 0, 0, 0, 1, 1], dtype=bool)
    series = np.array([0, 0, 0, 0, 1, 1, 1, 1, 2, 2])
    assert of_clusters(hits, series) == pytest.approx(wilson(0.6, 0.24 / 0.0444))


def test_the_interval_of_a_part_holds_it_and_is_centred_as_wilson_has_it() -> None:
    low, high = wilson(0.2, 50)
    assert (low + high) / 2 == pytest.approx((10 + 1.9207) / (50 + 3.8415), rel=1e-4)
    assert low < 0.2 < high
    assert wilson(0.0, 10) == pytest.approx((0.0, 3.8415 / 13.8415), rel=1e-4)
    assert wilson(1.0, 10)[1] == pytest.approx(1.0)
    assert np.isnan(wilson(float("nan"), 0)).all()


def test_nothing_counted_is_no_recall() -> None:
    here = ground(26)
    found = outcome(np.zeros((26, 1)), cut_of(0, 0), here, waits(here, range(24, 26)), 1.0)
    assert np.isnan(found.own)
    assert found.count == 0


def test_who_is_lost_from_sight_does_not_lengthen_the_wait() -> None:
    delay, waited = np.array([0, 2, -1, -1]), np.array([6, 6, 2, 6])
    assert waiting(delay, waited) == pytest.approx([0.75, 0.75, 0.375, 0.375, 0.375, 0.375])
