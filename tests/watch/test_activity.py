import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from haechi.errors import InputError
from haechi.watch.activity import ADI_CUT, CV2_CUT, Activity, classes, earliest_silence

amounts = st.lists(st.one_of(st.just(0.0), st.just(np.nan), st.integers(1, 1000).map(float)), min_size=1, max_size=30)


def kinds(*values: float) -> list[Activity]:
    """Class of one series in each month."""
    return [Activity(kind) for kind in classes(np.array([values], dtype=np.float32).T)[:, 0]]


def test_a_month_is_classed_by_the_months_before_it() -> None:
    assert kinds(5, 5, 0) == [Activity.SILENT, Activity.REGULAR, Activity.REGULAR]


def test_trade_in_four_months_of_five_is_regular() -> None:
    assert kinds(5, 5, 5, 5, 0, 0)[-1] is Activity.REGULAR  # ADI 5 / 4 = 1.25 < 1.32


def test_trade_in_three_months_of_four_is_intermittent() -> None:
    assert kinds(5, 5, 5, 0, 0)[-1] is Activity.INTERMITTENT  # ADI 4 / 3 = 1.33 > 1.32


def test_rare_trade_of_very_unequal_sizes_is_lumpy() -> None:
    # Sizes 1, 1, 4: mean 2, variance 2, CV^2 0.5. Sizes 1, 1, 3: mean 5/3, variance 8/9, CV^2 0.32.
    assert kinds(1, 0, 1, 0, 4, 0)[-1] is Activity.LUMPY
    assert kinds(1, 0, 1, 0, 3, 0)[-1] is Activity.INTERMITTENT


def test_a_series_without_trade_is_silent() -> None:
    assert set(kinds(0, 0, 0)) == {Activity.SILENT}


def test_unknown_months_are_not_months_without_trade() -> None:
    assert kinds(5, np.nan, np.nan, 5, 5)[-1] is Activity.REGULAR


def test_a_panel_without_months_has_no_classes() -> None:
    assert classes(np.empty((0, 3), dtype=np.float32)).shape == (0, 3)


@given(amounts)
def test_classes_equal_their_plain_twin(values: list[float]) -> None:
    for month, kind in enumerate(kinds(*values)):
        known = [value for value in values[:month] if not math.isnan(value)]
        orders = [value for value in known if value > 0]
        if not orders:
            assert kind is Activity.SILENT
        elif len(known) / len(orders) < ADI_CUT:
            assert kind is Activity.REGULAR
        else:
            mean = sum(orders) / len(orders)
            cv2 = sum((order - mean) ** 2 for order in orders) / len(orders) / mean**2
            if abs(cv2 - CV2_CUT) > 1e-9:
                assert kind is (Activity.LUMPY if cv2 > CV2_CUT else Activity.INTERMITTENT)


@given(amounts, st.integers(0, 29), st.floats(min_value=0, max_value=1e6, width=32))
def test_classes_do_not_look_ahead(values: list[float], last: int, later: float) -> None:
    other = [*values[:last], *[later] * len(values[last:])]
    assert kinds(*values)[: last + 1] == kinds(*other)[: last + 1]


def test_orders_in_three_months_of_ten_need_thirteen_silent_months() -> None:
    assert earliest_silence(0.3, 0.01) == 13  # ln 0.01 / ln 0.7 = 12.9


def test_silence_that_just_reaches_the_significance_counts() -> None:
    assert earliest_silence(0.9, 0.01) == 2  # 0.1^2 = 0.01
    assert earliest_silence(0.5, 0.25) == 2


def test_a_series_that_never_trades_cannot_fall_silent() -> None:
    assert earliest_silence(0.0, 0.01) is None


def test_one_silent_month_of_a_series_that_always_trades_is_significant() -> None:
    assert earliest_silence(1.0, 0.01) == 1


@pytest.mark.parametrize("significance", [0.0, 1.0, -0.1, 5.0])
def test_a_significance_outside_its_range_is_named(significance: float) -> None:
    with pytest.raises(InputError, match=f"significance {significance} is not between 0 and 1"):
        earliest_silence(0.3, significance)


@given(st.floats(min_value=0.01, max_value=0.99), st.floats(min_value=0.001, max_value=0.5))
def test_the_earliest_month_is_the_first_that_is_significant(probability: float, significance: float) -> None:
    months = earliest_silence(probability, significance)
    assert months is not None
    assert (1 - probability) ** months <= significance * (1 + 1e-6)
    assert (1 - probability) ** (months - 1) > significance * (1 - 1e-6)
