from pathlib import Path

import numpy as np

from haechi.store.scratch import Scratch


def test_months_come_back_over_all_blocks_in_the_order_they_came(tmp_path: Path) -> None:
    generator = np.random.default_rng(1)
    blocks = [
        (generator.integers(0, 4097, (5, 3, size)).astype(np.uint16), generator.random((5, size), dtype=np.float32))
        for size in (4, 0, 7)
    ]
    with Scratch(tmp_path) as scratch:
        for block in blocks:
            scratch.add(block)
        for month in (4, 0, 2):
            bins, numbers = scratch.row(month)
            np.testing.assert_array_equal(bins, np.concatenate([block[0][month] for block in blocks], axis=1))
            np.testing.assert_array_equal(numbers, np.concatenate([block[1][month] for block in blocks]))


def test_a_month_stays_until_the_second_after_it_is_read(tmp_path: Path) -> None:
    numbers = np.arange(6, dtype=np.float32).reshape(3, 2)
    with Scratch(tmp_path) as scratch:
        scratch.add([numbers])
        first, second = scratch.row(0), scratch.row(1)
        assert (first[0].tolist(), second[0].tolist()) == (numbers[0].tolist(), numbers[1].tolist())
        assert scratch.row(2)[0] is first[0]


def test_nothing_is_left_when_it_ends(tmp_path: Path) -> None:
    with Scratch(tmp_path) as scratch:
        scratch.add([np.zeros((2, 3), np.uint8)])
    assert list(tmp_path.iterdir()) == []
