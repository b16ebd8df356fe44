import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from haechi.kernels.logs import relative_logs
from haechi.model.panel import Singles
from haechi.watch.transform import FLOOR, logs, paired, rolling_sum, values_of

MONTHS = np.datetime64("2021-01", "M") + np.arange(26)
months_of_trade = st.one_of(st.just(0.0), st.just(np.nan), st.floats(min_value=1.0, max_value=1e9, width=32))
panels = npst.arrays(np.float32, st.tuples(st.integers(1, 30), st.integers(1, 3)), elements=months_of_trade)


def column(*numbers: float) -> Singles:
    return np.array([numbers], dtype=np.float32).T


def test_typical_is_the_median_of_the_first_months_with_trade() -> None:
    found = logs(column(0, 30, 10, 0, 20, 900, 900, 900), settling=3)
    assert found.first.typical == pytest.approx([20.0])
    assert found.first.settled.tolist() == [5]


def test_typical_of_an_even_number_of_months_lies_between_the_middle_two() -> None:
    assert logs(column(10, 40, 20, 90), settling=4).first.typical == pytest.approx([30.0])


def test_a_month_without_trade_is_the_log_of_the_floor() -> None:
    found = logs(column(10, 10, 10, 0), settling=3)
    assert found.y[3, 0] == pytest.approx(np.log(FLOOR))
    assert found.y[2, 0] == pytest.approx(np.log(1 + FLOOR))


def test_an_unknown_month_stays_unknown() -> None:
    found = logs(column(10, np.nan, 10, 10), settling=3)
    assert np.isnan(found.y[:, 0]).tolist() == [False, True, False, False]
    assert found.first.settled.tolist() == [4]


def test_too_few_months_with_trade_make_nothing_typical() -> None:
    found = logs(column(10, 0, 10, 0), settling=3)
    assert np.isnan(found.first.typical).all()
    assert np.isnan(found.y).all()
    assert found.first.settled.tolist() == [4]


@given(panels, st.integers(0, 29), st.sampled_from([0.0, 0.5, 7.0, 1e6]))
def test_a_month_that_is_judged_does_not_see_the_months_after_it(values: Singles, last: int, later: float) -> None:
    other = values.copy()
    other[last + 1 :] = later
    one, two = logs(values, settling=3), logs(other, settling=3)
    judged = np.arange(len(values))[: last + 1, None] >= one.first.settled[None, :]
    np.testing.assert_array_equal(one.y[: last + 1][judged], two.y[: last + 1][judged])
    np.testing.assert_array_equal(judged, np.arange(len(values))[: last + 1, None] >= two.first.settled[None, :])


@given(panels)
def test_the_unit_does_not_matter(values: Singles) -> None:
    one, two = logs(values, settling=3), logs(values / np.float32(1000), settling=3)
    np.testing.assert_allclose(one.y, two.y, atol=2e-5)


@given(st.floats(min_value=0, max_value=1e6), st.floats(min_value=1, max_value=1e6))
def test_a_log_stands_for_the_value_it_was_made_of(value: float, typical: float) -> None:
    y = relative_logs(np.array([[value]], np.float32), np.array([typical], np.float32), offset=FLOOR)
    assert values_of(float(y[0, 0]), typical) == pytest.approx(value, rel=1e-4, abs=1e-5 * typical)


def test_a_log_below_that_of_the_floor_stands_for_nothing() -> None:
    assert values_of(np.log(FLOOR) - 1, 200.0) == 0


def test_january_and_february_of_china_are_their_mean_in_february() -> None:
    values = np.stack([np.arange(26), np.arange(26)], axis=1).astype(np.float32)
    found = paired(values, MONTHS, np.array(["CHN", "JPN"]))
    assert np.flatnonzero(np.isnan(found[:, 0])).tolist() == [0, 12, 24]
    assert found[[1, 13, 25], 0].tolist() == [0.5, 12.5, 24.5]
    assert found[2, 0] == 2


def test_exporters_that_do_not_keep_the_lunar_new_year_are_left_as_they_are() -> None:
    values = np.arange(26, dtype=np.float32)[:, None]
    np.testing.assert_array_equal(paired(values, MONTHS, np.array(["JPN"])), values)


def test_a_february_whose_january_is_not_known_is_not_known() -> None:
    values = np.ones((26, 1), dtype=np.float32)
    values[12] = np.nan
    assert np.isnan(paired(values, MONTHS, np.array(["CHN"]))[13, 0])


def test_pairing_does_not_change_what_it_is_given() -> None:
    values = np.ones((26, 1), dtype=np.float32)
    paired(values, MONTHS, np.array(["CHN"]))
    assert not np.isnan(values).any()


def test_pairing_does_not_look_ahead() -> None:
    values = np.ones((26, 1), dtype=np.float32)
    other = values.copy()
    other[13:] = 7.0
    one, two = (paired(numbers, MONTHS, np.array(["CHN"])) for numbers in (values, other))
    np.testing.assert_array_equal(one[:13], two[:13])


def test_a_rolling_sum_begins_when_enough_months_are_there() -> None:
    found = rolling_sum(column(1, 2, 3, 4, np.nan, 6), 3)[:, 0]
    np.testing.assert_array_equal(found, [np.nan, np.nan, 6, 9, np.nan, np.nan])


def test_a_rolling_sum_over_more_months_than_there_are_is_not_known() -> None:
    assert np.isnan(rolling_sum(column(1, 2), 3)).all()


@given(panels, st.integers(1, 4))
def test_rolling_sums_equal_their_plain_twin(values: Singles, length: int) -> None:
    found = rolling_sum(values, length)
    for month in range(len(values)):
        window = values[month - length + 1 : month + 1].sum(axis=0) if month >= length - 1 else np.nan
        np.testing.assert_allclose(found[month], np.broadcast_to(window, found[month].shape), rtol=1e-5)
