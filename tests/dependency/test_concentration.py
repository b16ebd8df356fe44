import math
from collections.abc import Sequence
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from haechi.dependency.concentration import (
    concentration_ratio,
    effective_suppliers,
    entropy_number,
    herfindahl,
    market_power,
    normalised_herfindahl,
    suppliers,
    theil,
)

SHARES = np.array([0.7, 0.2, 0.1])
amounts = st.lists(st.integers(min_value=0, max_value=10**6), min_size=1, max_size=12).filter(any)


def shares_of(values: Sequence[int]) -> list[float]:
    return [value / sum(values) for value in values]


def test_published_check_values_are_met() -> None:
    assert herfindahl(SHARES) == pytest.approx(0.54)
    assert normalised_herfindahl(SHARES) == pytest.approx(0.31)
    assert effective_suppliers(SHARES) == pytest.approx(1.852, abs=5e-4)
    assert theil(SHARES) == pytest.approx(0.29679, abs=5e-6)
    # The brief gives 2.2297; exp(.801819) is 2.22959.
    assert entropy_number(SHARES) == pytest.approx(2.22959, abs=5e-6)


def test_export_market_power_weights_world_shares_by_the_importers_shares() -> None:
    assert market_power(np.array([0.7, 0.3]), np.array([0.9, 0.1])) == pytest.approx(0.66)


def test_concentration_ratio_counts_the_largest_wherever_they_stand() -> None:
    shares = np.array([[0.1, 0.6, 0.1, 0.2], [1.0, 0.0, 0.0, 0.0]])
    assert concentration_ratio(shares, largest=1) == pytest.approx([0.6, 1.0])
    assert concentration_ratio(shares, largest=3) == pytest.approx([0.9, 1.0])


def test_one_supplier_has_no_normalised_index() -> None:
    assert np.isnan(normalised_herfindahl(np.array([1.0, 0.0])))
    assert herfindahl(np.array([1.0, 0.0])) == 1


def test_an_unknown_share_is_not_taken_for_zero() -> None:
    shares = np.array([0.7, np.nan, 0.3])
    assert np.isnan([herfindahl(shares), theil(shares), entropy_number(shares), effective_suppliers(shares)]).all()


@given(amounts)
def test_indicators_equal_their_plain_twins(values: list[int]) -> None:
    plain = [share for share in shares_of(values) if share > 0]
    shares = np.array(shares_of(values))
    count, index = len(plain), sum(share**2 for share in plain)
    entropy = -sum(share * math.log(share) for share in plain)
    assert suppliers(shares) == count
    assert herfindahl(shares) == pytest.approx(index)
    assert effective_suppliers(shares) == pytest.approx(1 / index)
    assert theil(shares) == pytest.approx(sum(s * math.log(count * s) for s in plain), abs=1e-9)
    assert entropy_number(shares) == pytest.approx(math.exp(entropy))
    assert concentration_ratio(shares, largest=3) == pytest.approx(sum(sorted(plain)[-3:]))
    if count > 1:
        assert normalised_herfindahl(shares) == pytest.approx((index - 1 / count) / (1 - 1 / count), abs=1e-9)


@given(amounts, st.randoms())
def test_bounds_hold_and_order_does_not_matter(values: list[int], random: Random) -> None:
    shares = np.array(shares_of(values))
    count = int(suppliers(shares))
    assert 1 / count - 1e-12 <= herfindahl(shares) <= 1 + 1e-12
    assert -1e-9 <= theil(shares) <= math.log(count) + 1e-9
    shuffled = shares[random.sample(range(len(shares)), len(shares))]
    for indicator in (herfindahl, theil, entropy_number, effective_suppliers):
        assert indicator(shuffled) == pytest.approx(indicator(shares), abs=1e-9)
