import pytest

from haechi.errors import HaechiError
from haechi.model.estimate import Estimate


def test_an_interval_needs_both_ends() -> None:
    with pytest.raises(HaechiError, match="one end only"):
        Estimate(value=0.5, low=0.1)


def test_a_value_outside_its_interval_stops_the_run() -> None:
    with pytest.raises(HaechiError, match="lies outside its interval"):
        Estimate(value=0.5, low=0.6, high=0.7)


def test_an_interval_may_stand_without_a_value() -> None:
    assert Estimate(value=None, low=0.2, high=1.0, reason="share unknown").high == 1.0
