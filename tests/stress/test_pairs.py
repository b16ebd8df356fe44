import numpy as np
import pytest
from tests.stress.small_networks import small

from haechi.stress.esri import Options, esri
from haechi.stress.pairs import pairs
from haechi.stress.shocks import joint_failures
from haechi.stress.synthetic import Recipe, firm_network
from haechi.stress.tested import RANGES


def test_two_that_stand_in_for_each_other_lose_more_together_and_two_in_a_row_less() -> None:
    # Two refiners of equal size serve one fab each; a mine serves the first of them.
    ends = [("mine", "r1"), ("r1", "fab"), ("r2", "fab")]
    built = small(ends, sectors={"r1": "r", "r2": "r"}, importance=2, weight=np.array([0.4, 0.2, 0.2, 0.2]))
    found = pairs(built, built.places(["mine", "r1", "r2"]))
    names = [(str(built.names[i]), str(built.names[j])) for i, j in zip(found.first, found.second, strict=True)]
    assert names[-1] == ("mine", "r1")
    assert found.excess[-1] < 0
    joint = esri(built, joint_failures([built.places(["mine", "r1"]).tolist()])).esri[0]
    assert found.joint[-1] == joint


def test_the_excess_is_the_joint_index_less_both() -> None:
    built = small([("a", "x"), ("b", "x"), ("x", "y")], sectors={"a": "s", "b": "s"}, importance=2, weight=np.ones(4))
    found = pairs(built, built.places(["a", "b"]), options=Options(replaces=True))
    # Alone, each is half of the group, and the other's share among survivors is all: half of x and of y is lost below,
    # and a quarter is itself. Together everything is lost.
    alone = esri(built).esri[:2]
    assert alone == pytest.approx([0.5, 0.5])
    assert found.joint.tolist() == [1]
    assert found.excess == pytest.approx([0])
    assert len(pairs(built, built.places(["a"])).joint) == 0


def test_by_the_stop_rule_nothing_bounds_the_excess() -> None:
    built = firm_network(Recipe(firms=100), np.random.default_rng(2))
    found = pairs(built, np.arange(3, dtype=np.int32))
    assert np.isnan([found.error_bound, found.excess_low, found.excess_high]).all()


@pytest.mark.parametrize("count", [int(RANGES["paired firms"].low), int(RANGES["paired firms"].high)])
def test_at_the_fixed_point_the_excess_lies_within_its_bounds(count: int) -> None:
    """Against losses that are updated until none grows by more than 1e-13."""
    built = firm_network(Recipe(firms=200), np.random.default_rng(2))
    chosen = np.arange(count, dtype=np.int32)
    found = pairs(built, chosen, is_fixed=True)
    settled = pairs(built, chosen, options=Options(stop=1e-13))
    exact = {(i, j): excess for i, j, excess in zip(settled.first, settled.second, settled.excess, strict=True)}
    sought = np.array([exact[ends] for ends in zip(found.first, found.second, strict=True)])
    assert (found.error_bound >= 0).all()
    assert (found.excess_low - 1e-12 <= sought).all()
    assert (sought <= found.excess_high + 1e-12).all()


def test_a_pair_in_a_closed_part_has_no_fixed_point() -> None:
    built = small([("a", "b"), ("b", "a"), ("c", "a")])
    found = pairs(built, built.places(["a", "c"]), is_fixed=True)
    assert np.isnan([found.joint, found.excess, found.excess_low]).all()
