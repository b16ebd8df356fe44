import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from haechi.kernels.logs import Singles, relative_logs

amounts = st.one_of(st.just(math.nan), st.just(0.0), st.floats(0.125, 1e9, width=32))


def test_a_typical_month_lies_near_zero_and_one_without_trade_at_the_offset() -> None:
    logs = relative_logs(np.array([[50], [0], [math.nan]], np.float32), np.array([50], np.float32), offset=0.1)
    assert logs.ravel() == pytest.approx([math.log(1.1), math.log(0.1), math.nan], nan_ok=True)


def test_a_series_of_which_nothing_is_typical_has_no_logarithm() -> None:
    logs = relative_logs(np.array([[5, 5]], np.float32), np.array([0, math.nan], np.float32), offset=0.1)
    assert np.isnan(logs).all()


@settings(max_examples=50, deadline=None)
@given(arrays(np.float32, (6, 4), elements=amounts), st.floats(0.03125, 1, width=32))
def test_the_blocks_equal_the_formula(given: Singles, offset: float) -> None:
    typical = np.array([1, 10, 1e3, 1e6], np.float32)
    np.testing.assert_allclose(
        relative_logs(given, typical, offset=offset),
        np.log(given.astype(float) / typical + offset),
        rtol=1e-5,
        atol=1e-6,
    )


def test_a_change_of_unit_changes_nothing() -> None:
    given = np.random.default_rng(1).lognormal(size=(30, 5)).astype(np.float32)
    typical = np.median(given, axis=0)
    before = relative_logs(given, typical, offset=0.1)
    np.testing.assert_array_equal(relative_logs(given * 1024, typical * 1024, offset=0.1), before)
