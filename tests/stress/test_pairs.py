import numpy as np
import pytest
from tests.stress.small_networks import small

from haechi.stress.esri import Options, esri
from haechi.stress.pairs import pairs
from haechi.stress.shocks import joint_failures


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
