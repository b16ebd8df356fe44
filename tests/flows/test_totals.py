from itertools import combinations_with_replacement

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haechi.flows.totals import Reading, reading


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([7.0], Reading.SINGLE),
        ([7.0, 7.0, 7.0, 7.0], Reading.SINGLE),
        ([100.0, 60.0, 40.0], Reading.TOTAL),  # one breakdown: the sum is twice the total
        ([100.0, 60.0, 40.0, 60.0, 40.0, 100.0], Reading.TOTAL),  # three breakdowns, one of them of a single part
        ([141064.0, 70532.0], Reading.MERGED),  # CHN to BEL, 811292, December 2024: two equal parts became one row
        ([100.0, 70.0], Reading.AMBIGUOUS),
        ([0.0, 0.0], Reading.SINGLE),
    ],
)
def test_rows_under_one_key_are_read_as_worked_by_hand(values: list[float], expected: Reading) -> None:
    assert reading(values) is expected


@given(st.lists(st.integers(1, 10_000), min_size=2, max_size=8), st.integers(1, 3))
def test_a_total_with_its_breakdowns_is_always_recognised(parts: list[int], breakdowns: int) -> None:
    values = [float(sum(parts))] + [float(part) for part in parts] * breakdowns
    assert reading(values) is Reading.TOTAL


def test_small_cases_agree_with_the_rule_written_out() -> None:
    for values in combinations_with_replacement((1.0, 2.0, 3.0, 4.0, 6.0), 3):
        assert reading(values) is _slow(list(values))


def _slow(values: list[float]) -> Reading:
    if len(set(values)) == 1:
        return Reading.SINGLE
    largest = max(values)
    if any(abs(sum(values) - multiple * largest) < 1e-9 for multiple in range(2, 10)):
        return Reading.TOTAL
    others = sorted(set(values) - {largest})
    if len(others) == 1 and any(abs(largest - multiple * others[0]) < 1e-9 for multiple in range(2, 10)):
        return Reading.MERGED
    return Reading.AMBIGUOUS
