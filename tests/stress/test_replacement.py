import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.stress.small_cases import better, worse

from haechi.errors import InputError
from haechi.stress.replacement import Alternate, replacements, turned

VALUES = {
    "order": np.array([20.0, 30.0]),
    "licence": np.array([0.0, 90.0]),
    "qualification": np.array([61.0, 91.0]),
    "spare": np.array([0.4, 0.1]),
}


def alternate(*times: str, is_shared: bool = False) -> Alternate:
    return Alternate(
        supplier="TWN",
        times=tuple(worse(name, 0, 1) for name in times),
        spare=better("spare", 0, 1),
        is_shared=is_shared,
    )


def test_order_licence_and_qualification_follow_each_other() -> None:
    (sent,) = replacements([alternate("order", "licence", "qualification")], VALUES, turning=None)
    assert sent.days.tolist() == [81, 211]
    assert sent.part.tolist() == [0.4, 0.1]


def test_one_that_is_qualified_already_needs_no_qualification() -> None:
    (sent,) = replacements([alternate("order", "licence")], VALUES, turning=None)
    assert sent.days.tolist() == [20, 120]


def test_what_is_shared_is_sent_in_the_part_that_turns_to_it() -> None:
    turning = np.array([0.25, 1.0])
    alone, shared = (
        replacements([alternate("order", is_shared=is_shared)], VALUES, turning=turning)[0].part.tolist()
        for is_shared in (False, True)
    )
    assert (alone, shared) == ([0.4, 0.1], [0.1, 0.1])


def test_importers_share_a_spare_capacity_in_proportion_to_what_they_lost() -> None:
    assert turned([30, 60, 10]).tolist() == [0.3, 0.6, 0.1]
    assert turned([0, 0]).tolist() == [0, 0]


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=8))
def test_nobody_gets_more_of_a_capacity_by_losing_less_and_all_together_no_more_than_it(lost: list[float]) -> None:
    parts = turned(lost)
    assert parts.sum() == pytest.approx(1 if sum(lost) > 0 else 0)
    order = np.argsort(lost)
    assert (np.diff(parts[order]) >= -1e-12).all()


@pytest.mark.parametrize("lost", [[1.0, -2.0], [float("nan")]])
def test_a_loss_that_is_no_number_from_nothing_up_is_named(lost: list[float]) -> None:
    with pytest.raises(InputError, match="is not a number from 0 up"):
        turned(lost)
