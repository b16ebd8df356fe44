import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haechi.errors import InputError
from haechi.reference.facts import load
from haechi.watch.consequence import Consequence, consequence

LIMITS = load().preset("WATCH")
PARTS = st.none() | st.floats(0, 1)
STOPS = st.floats(0, 1e4) | st.just(math.inf)


def weighed(
    *, reach: float | None = 1.0, exposure: float | None = 1.0, stop: tuple[float, float] | None = None
) -> Consequence:
    return consequence(reach=reach, exposure=exposure, first_stop=stop, limits=LIMITS, horizon_days=180)


def test_the_value_is_the_product_of_its_parts() -> None:
    found = weighed(reach=0.5, exposure=0.8, stop=(60, 90))
    assert (found.reach, found.exposure, found.cover) == pytest.approx((0.5, 0.8, 1 / 3))
    assert found.value == pytest.approx(0.5 * 0.8 / 3)


def test_an_item_that_takes_no_device_whole_counts_a_tenth_and_a_code_of_no_item_half_of_that() -> None:
    assert weighed(reach=0.0).value == 0.1
    assert weighed(reach=None).value == 0.05


def test_a_share_that_is_not_known_counts_as_the_whole_and_is_marked() -> None:
    unknown = weighed(exposure=None)
    assert (unknown.exposure, unknown.is_bound, unknown.value) == (1.0, True, 1.0)
    assert not weighed(exposure=0.4).is_bound


def test_cover_follows_from_the_earliest_first_stop() -> None:
    assert weighed(stop=None).cover == 1
    assert weighed(stop=(0, math.inf)).cover == 1
    assert weighed(stop=(30, 45)).cover == 0.5


def test_no_stop_within_the_horizon_counts_as_one_on_its_last_day() -> None:
    found = weighed(stop=(math.inf, math.inf))
    assert found.cover == pytest.approx(30 / 210)
    assert found.first_stop_days == (None, None)


def test_the_first_stop_and_its_bound_stand_among_the_parts() -> None:
    parts = weighed(stop=(30, math.inf)).parts
    assert (parts["first_stop_days"], parts["bound_days"]) == ([30, None], 0)
    assert weighed(stop=None).parts["first_stop_days"] is None


@given(PARTS, PARTS, STOPS, STOPS)
def test_it_lies_between_zero_and_one_and_falls_the_later_the_stop(
    reach: float | None, exposure: float | None, one: float, other: float
) -> None:
    early, late = sorted((one, other))
    soon = weighed(reach=reach, exposure=exposure, stop=(early, late)).value
    assert 0 <= weighed(reach=reach, exposure=exposure, stop=(late, late)).value <= soon <= 1
    assert soon <= weighed(reach=reach, exposure=exposure).value


@pytest.mark.parametrize(("reach", "exposure"), [(1.2, 0.5), (0.5, -0.1)])
def test_a_part_outside_its_range_is_named(reach: float, exposure: float) -> None:
    with pytest.raises(InputError, match="give a number from 0"):
        weighed(reach=reach, exposure=exposure)


@pytest.mark.parametrize("stop", [(-1.0, 5.0), (9.0, 5.0)])
def test_a_first_stop_that_is_no_band_is_named(stop: tuple[float, float]) -> None:
    with pytest.raises(InputError, match="is no band"):
        weighed(stop=stop)
