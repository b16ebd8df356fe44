import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from haechi.kernels.medians import above_median

GROUPS = 3


@given(st.integers(0, 1000), st.integers(0, 30))
def test_a_number_is_above_the_lower_median_of_its_month_and_group(seed: int, series: int) -> None:
    generator = np.random.default_rng(seed)
    numbers = generator.integers(0, 6, (4, series)).astype(np.float32)
    numbers[generator.random(numbers.shape) < 0.3] = np.nan
    group = generator.integers(0, GROUPS, series).astype(np.int8)
    found = above_median(numbers, group, GROUPS)
    for month, row in enumerate(numbers):
        for place in range(series):
            peers = sorted(row[(group == group[place]) & ~np.isnan(row)])
            expected = bool(peers) and row[place] > peers[(len(peers) - 1) // 2]
            assert found[month, place] == expected
