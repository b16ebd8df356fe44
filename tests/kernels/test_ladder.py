import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from haechi.kernels.ladder import ladder, placed, placed_along

steps = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=40).map(lambda found: np.sort(np.array(found)))
singles = st.lists(st.floats(width=32), max_size=60).map(lambda found: np.array(found, dtype=np.float32))


@given(steps, singles)
def test_a_number_lies_above_as_many_steps_as_a_search_says(edges: np.ndarray, numbers: np.ndarray) -> None:
    found = placed(numbers, ladder(edges))
    known = ~np.isnan(numbers)
    assert (found[known] == np.searchsorted(edges, numbers[known].astype(np.float64), side="right")).all()
    assert (found[~known] == len(edges) + 1).all()


@given(steps)
def test_a_step_itself_is_climbed(edges: np.ndarray) -> None:
    exact = np.unique(edges.astype(np.float32)).astype(np.float64)
    assert placed(exact.astype(np.float32), ladder(exact)).tolist() == list(range(1, len(exact) + 1))


@pytest.mark.parametrize("shape", [(), (0,), (2, 0, 3), (2, 3)])
def test_numbers_of_any_shape_are_placed(shape: tuple[int, ...]) -> None:
    assert placed(np.zeros(shape, np.float32), ladder(np.array([0.0, 1.0]))).shape == shape


@given(steps, singles)
def test_numbers_along_a_row_are_placed_like_others(edges: np.ndarray, numbers: np.ndarray) -> None:
    rows = np.stack([numbers, np.sort(numbers)])
    assert (placed_along(rows, ladder(edges)) == placed(rows, ladder(edges))).all()


def test_bins_go_where_they_are_wanted() -> None:
    out = np.zeros((2, 3, 2), dtype=np.uint16)
    placed(np.array([[0.5, 2.0], [-1.0, np.nan]], np.float32), ladder(np.array([0.0, 1.0])), out=out[:, 1])
    assert out.tolist() == [[[0, 0], [1, 2], [0, 0]], [[0, 0], [0, 3], [0, 0]]]
