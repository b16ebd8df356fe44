import math
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from haechi.kernels.settling import Singles, hide_before, settle

COUNT, OFFSET = 3, 0.05
amounts = st.sampled_from([0.0, 0.5, 1.0, 3.0, 250.0, math.nan])
panels = arrays(np.float32, st.tuples(st.integers(1, 15), st.integers(1, 5)), elements=amounts)


def column(*values: float) -> Singles:
    return np.array([values], dtype=np.float32).T


def test_scatter_is_the_deviation_from_the_median_log_up_to_the_last_month_that_settles() -> None:
    """Logs of 1.05, 1.05, 2.05 and 3.05 about their median ln sqrt(1.05 x 2.05)."""
    found = settle(column(0, 10, 10, 20, 30, 999), count=4, offset=0.05)
    typical = 15.0
    logs = np.log(np.array([10, 10, 20, 30]) / typical + 0.05)
    by_hand = 1.4826 * np.median(np.abs(logs - np.median(logs)))
    assert (float(found.typical[0]), int(found.begin[0]), int(found.settled[0])) == (typical, 1, 5)
    assert found.scatter[0] == pytest.approx(by_hand, rel=1e-6)


def test_too_few_months_with_trade_settle_nothing() -> None:
    found = settle(column(0, 5, math.nan, 5), count=3, offset=0.05)
    assert math.isnan(found.typical[0])
    assert math.isnan(found.scatter[0])
    assert (int(found.begin[0]), int(found.settled[0])) == (1, 4)


@given(panels)
@settings(deadline=None)
def test_what_is_settled_equals_its_plain_twin(values: Singles) -> None:
    found = settle(values, count=COUNT, offset=OFFSET)
    for place, series in enumerate(values.T):
        traded = np.flatnonzero(np.nan_to_num(series) > 0)
        if len(traded) < COUNT:
            assert math.isnan(found.typical[place])
            continue
        early = series[traded[0] : traded[COUNT - 1] + 1].astype(float)
        typical = np.median(series[traded[:COUNT]].astype(float))
        logs = np.log(early[~np.isnan(early)] / typical + OFFSET)
        assert found.typical[place] == pytest.approx(typical)
        assert found.scatter[place] == pytest.approx(1.4826 * np.median(np.abs(logs - np.median(logs))), abs=1e-6)


@given(panels, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_months_before_a_series_is_settled_are_hidden(values: Singles, random: Random) -> None:
    first = np.array([random.randint(0, len(values) + 1) for _ in range(values.shape[1])])
    found = values.copy()
    hide_before(found, first)
    for place, start in enumerate(first):
        assert np.isnan(found[:start, place]).all()
        np.testing.assert_array_equal(found[start:, place], values[start:, place])
