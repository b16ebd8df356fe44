import pytest

from haechi.stress.tested import RANGES, untested


@pytest.mark.parametrize("name", RANGES)
def test_both_ends_of_a_range_are_tested_and_what_lies_beyond_is_said(name: str) -> None:
    tested = RANGES[name]
    assert list(untested({name: tested.low})) == list(untested({name: tested.high})) == []
    for beyond in (tested.low * 0.9, tested.high * 1.1):
        (said,) = untested({name: beyond})
        assert said.startswith(f"{name} ")
        assert "lies outside the range that was tested" in said
