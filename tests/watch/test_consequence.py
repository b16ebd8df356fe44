import pytest
from hypothesis import given
from hypothesis import strategies as st

from haechi.errors import InputError
from haechi.reference.facts import load
from haechi.watch.consequence import consequence

LIMITS = load().preset("WATCH")
PARTS = st.none() | st.floats(0, 1)


def test_the_value_is_the_product_of_its_parts() -> None:
    found = consequence(reach=0.5, exposure=0.8, stock_days=60, limits=LIMITS)
    assert (found.reach, found.exposure, found.cover) == pytest.approx((0.5, 0.8, 1 / 3))
    assert found.value == pytest.approx(0.5 * 0.8 / 3)


def test_an_item_that_takes_no_device_whole_counts_a_tenth_and_a_code_of_no_item_half_of_that() -> None:
    assert consequence(reach=0.0, exposure=1.0, stock_days=0, limits=LIMITS).value == 0.1
    assert consequence(reach=None, exposure=1.0, stock_days=0, limits=LIMITS).value == 0.05


def test_a_share_that_is_not_known_counts_as_the_whole_and_is_marked() -> None:
    unknown = consequence(reach=1.0, exposure=None, stock_days=None, limits=LIMITS)
    assert (unknown.exposure, unknown.is_bound, unknown.value) == (1.0, True, 1.0)
    assert not consequence(reach=1.0, exposure=0.4, stock_days=None, limits=LIMITS).is_bound


def test_a_stock_that_is_not_known_covers_nothing() -> None:
    assert consequence(reach=1.0, exposure=1.0, stock_days=None, limits=LIMITS).cover == 1
    assert consequence(reach=1.0, exposure=1.0, stock_days=30, limits=LIMITS).cover == 0.5


@given(PARTS, PARTS, st.none() | st.floats(0, 1e4))
def test_it_lies_between_zero_and_one_and_falls_with_the_stock(
    reach: float | None, exposure: float | None, stock: float | None
) -> None:
    found = consequence(reach=reach, exposure=exposure, stock_days=stock, limits=LIMITS)
    assert 0 <= found.value <= 1
    assert found.value <= consequence(reach=reach, exposure=exposure, stock_days=None, limits=LIMITS).value


@pytest.mark.parametrize(("reach", "exposure", "stock"), [(1.2, 0.5, 1.0), (0.5, -0.1, 1.0), (0.5, 0.5, -1.0)])
def test_a_part_outside_its_range_is_named(reach: float, exposure: float, stock: float) -> None:
    with pytest.raises(InputError, match="give a number from 0"):
        consequence(reach=reach, exposure=exposure, stock_days=stock, limits=LIMITS)
