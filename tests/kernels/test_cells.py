import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from haechi.kernels.cells import lay

DAYS, MONTHS = 60, 2


@given(st.integers(0, 1000))
def test_rows_lie_where_a_plain_loop_puts_them(seed: int) -> None:
    generator = np.random.default_rng(seed)
    rows = generator.integers(0, 50)
    pair, day = generator.integers(0, 9, rows).astype(np.int32), generator.choice([0, 31], rows).astype(np.uint16)
    number = np.array([0, -1, 1, -1, 2, 3, -1, 4, 5], np.int32)
    month = (np.arange(DAYS) // 31).astype(np.int32)
    amounts = generator.random(rows, dtype=np.float32)
    found, expected = np.full((MONTHS, 6), np.nan, np.float32), np.full((MONTHS, 6), np.nan, np.float32)
    lay(found, amounts, pair=pair, day=day, number=number, month=month)
    for row in range(rows):
        if number[pair[row]] >= 0:
            expected[month[day[row]], number[pair[row]]] = amounts[row]
    np.testing.assert_array_equal(found, expected)
