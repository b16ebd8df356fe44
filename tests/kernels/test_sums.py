from collections.abc import Sequence
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from haechi.kernels.sums import PartialSums, Singles, grouped_sums

UNKNOWN = np.nan
MAY_LACK = 0.05
amounts = st.sampled_from([0.0, 1.0, 2.0, 40.0, 1000.0, UNKNOWN])
panels = arrays(np.float32, st.tuples(st.integers(1, 12), st.integers(1, 8)), elements=amounts)


def plain(values: Singles, rows: Sequence[int]) -> Singles:
    """The slow twin: one group, month by month."""
    out = np.full(len(values), UNKNOWN, dtype=np.float32)
    for month in range(len(values)):
        past = values[: month + 1, rows].astype(float)
        now = past[-1]
        times = (~np.isnan(past)).sum(axis=0)
        usual = np.nansum(past, axis=0) / np.maximum(times, 1)
        known = ~np.isnan(now)
        new = known & (2 * times < times.max())
        if (
            known.any()
            and usual[~known].sum() <= MAY_LACK * usual.sum()
            and now[new].sum() <= MAY_LACK * now[known].sum()
        ):
            out[month] = now[known].sum()
    return out


def test_a_small_part_may_lack_and_a_large_one_may_not() -> None:
    values = np.array([[97.0, 3.0], [97.0, UNKNOWN], [UNKNOWN, 3.0]], np.float32)
    found = grouped_sums(values, np.array([0, 1]), np.array([0, 2]), may_lack=MAY_LACK)
    np.testing.assert_array_equal(found.ravel(), [100, 97, UNKNOWN])


def test_a_large_part_that_is_new_makes_no_surge() -> None:
    values = np.array([[10.0, UNKNOWN]] * 3 + [[10.0, 90.0]], np.float32)
    found = grouped_sums(values, np.array([0, 1]), np.array([0, 2]), may_lack=MAY_LACK)
    np.testing.assert_array_equal(found.ravel(), [10, 10, 10, UNKNOWN])


@given(panels, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_sums_equal_their_plain_twin_whole_and_in_blocks(values: Singles, random: Random) -> None:
    count = values.shape[1]
    cut = random.randint(0, count)
    twin = plain(values, range(count))
    found = grouped_sums(values, np.arange(count), np.array([0, count]), may_lack=MAY_LACK)
    np.testing.assert_allclose(found.ravel(), twin, rtol=1e-6)
    partial = PartialSums(len(values))
    for part in (values[:, :cut], values[:, cut:]):
        partial.add(np.ascontiguousarray(part), np.arange(part.shape[1]))
    np.testing.assert_allclose(partial.sums(may_lack=MAY_LACK), twin, rtol=1e-6)


@given(panels, st.lists(st.lists(st.integers(0, 7), min_size=1, max_size=8, unique=True), max_size=5))
@settings(deadline=None)
def test_groups_that_share_series_equal_their_plain_twins(values: Singles, rows: list[list[int]]) -> None:
    rows = [[row for row in own if row < values.shape[1]] or [0] for own in rows]
    members, starts = np.array([row for own in rows for row in own], dtype=np.int64), np.cumsum([0, *map(len, rows)])
    found = grouped_sums(values, members, starts, may_lack=MAY_LACK)
    assert found.shape == (len(values), len(rows))
    for group, own in enumerate(rows):
        np.testing.assert_allclose(found[:, group], plain(values, own), rtol=1e-6)


def test_a_group_that_lacks_no_part_is_not_changed_by_one_that_does() -> None:
    values = np.array([[1.0, 2.0, 4.0]] * 3 + [[1.0, 2.0, UNKNOWN]] * 2, np.float32)
    found = grouped_sums(values, np.array([0, 1, 1, 2]), np.array([0, 2, 4]), may_lack=MAY_LACK)
    np.testing.assert_array_equal(found.T, [[3] * 5, [6] * 3 + [UNKNOWN] * 2])


def test_a_member_of_no_group_counts_in_none() -> None:
    values = np.array([[1.0, 2.0, 4.0]], np.float32)
    found = grouped_sums(values, np.array([2, 0]), np.array([0, 1, 2]), may_lack=MAY_LACK)
    assert found.ravel().tolist() == pytest.approx([4, 1])
