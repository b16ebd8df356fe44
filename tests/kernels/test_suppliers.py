import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from haechi.kernels.suppliers import new_suppliers, share_changes

MONTHS, SERIES = 30, 7
NAN = math.nan


@given(st.integers(0, 500))
def test_new_suppliers_equal_their_plain_twin(seed: int) -> None:
    generator = np.random.default_rng(seed)
    value = np.where(generator.random((MONTHS, SERIES)) < 0.15, generator.random((MONTHS, SERIES)), 0).astype(
        np.float32
    )
    value[generator.random(value.shape) < 0.02] = np.nan
    seller = generator.integers(0, 2, SERIES)
    found = new_suppliers(value, seller, quiet=12)
    for t in range(MONTHS):
        for j in range(SERIES):
            is_new = t >= 12 and (value[t - 12 : t, j] == 0).all() and value[t, j] > 0
            year = np.nansum(value[max(t - 11, 0) : t + 1, seller == seller[j]])
            assert found[t, j] == pytest.approx(float(value[t, j] / year) if is_new else NAN, rel=1e-5, nan_ok=True)


@given(st.integers(0, 500))
def test_changes_of_shares_equal_their_plain_twin(seed: int) -> None:
    generator = np.random.default_rng(seed)
    value = generator.random((MONTHS, SERIES)).astype(np.float32)
    value[generator.random(value.shape) < 0.02] = np.nan
    buyer, complete = generator.integers(0, 2, SERIES), generator.random((MONTHS, SERIES)) < 0.95

    def share(t: int, j: int) -> float:
        quarter = slice(t - 2, t + 1)
        if t < 2 or not complete[quarter, j].all():
            return NAN
        return float(value[quarter, j].sum() / value[quarter][:, buyer == buyer[j]].sum())

    found = share_changes(value, buyer, complete)
    for t in range(MONTHS):
        for j in range(SERIES):
            expected = abs(share(t, j) - share(t - 12, j)) if t >= 12 else NAN
            assert found[t, j] == pytest.approx(expected, rel=1e-3, abs=1e-5, nan_ok=True)
