import numpy as np
import pytest
from tests.watch.small_panels import STOP as T
from tests.watch.small_panels import changed, market, place_of, watch

from haechi.model.signal import Movement
from haechi.watch.corroboration import corroboration, weighted_stouffer
from haechi.watch.members import Members
from haechi.watch.pooling import CLIP
from haechi.watch.surveillance import Watched

NAN = float("nan")
JAPAN = "exporter-item/250410/HS22/JPN/-"


def of_one(count: int) -> Members:
    """All members of one node."""
    return Members.laid([np.arange(count)])


@pytest.fixture(scope="module")
def supplier() -> Watched:
    return watch(changed(market(seed=2), slice(T, T + 1), 0.2, code="250410", exporter="JPN"))


def test_the_part_that_moved_is_of_typical_trade(supplier: Watched) -> None:
    place = place_of(supplier.nodes, JAPAN)
    typical = supplier.evidence.value.typical[supplier.nodes.children.of(place)]
    moved = supplier.evidence.joint_down[T, supplier.nodes.children.of(place)] >= 1
    assert moved.any()
    found = corroboration(supplier, T, [place], [Movement.DROP])
    assert found.part == pytest.approx([float(typical[moved].sum() / typical.sum())])
    assert (found.moved.tolist(), found.known.tolist()) == ([moved.sum()], [4])


def test_pairs_and_movements_without_scores_have_nothing_that_moved(supplier: Watched) -> None:
    found = corroboration(supplier, T, [0, place_of(supplier.nodes, JAPAN)], [Movement.DROP, Movement.SHARE])
    assert found.part.tolist() == [0, 0]
    assert found.known.tolist() == [0, 0]
    assert np.isnan(found.joint).all()
    assert np.isnan(found.median).all()


def test_every_node_is_told_as_it_is_by_itself(supplier: Watched) -> None:
    """To the last bit: single precision is rounded at each step."""
    nodes, movements = supplier.nodes, (Movement.DROP, Movement.SURGE, Movement.PRICE)
    asked = [movements[index % 3] for index in range(nodes.size)]
    found = corroboration(supplier, T, range(nodes.size), asked)
    tables = dict(
        zip(
            movements,
            (supplier.evidence.joint_down, supplier.evidence.joint_up, supplier.evidence.statistics["unit value"]),
            strict=True,
        )
    )
    for index in range(nodes.size):
        scores = tables[asked[index]][T, nodes.children.of(index)]
        if not len(scores) or np.isnan(scores).all():
            continue
        usual = supplier.evidence.value.typical[nodes.children.of(index)]
        weights = np.where(np.isnan(scores), np.float32(0), np.sqrt(usual))
        total = (np.clip(np.nan_to_num(scores), -CLIP, CLIP) * weights).sum()
        assert found.part[index] == usual[scores >= 1].sum() / usual.sum()
        assert found.joint[index] == total / np.sqrt((weights**2).sum())
        assert found.median[index] == np.nanmedian(np.clip(scores, -CLIP, CLIP))


def test_scores_of_children_join_as_stouffer_joins_them() -> None:
    """(3 x 1 + 4 x 2) / sqrt(3^2 + 4^2) = 2.2, by hand."""
    assert weighted_stouffer(of_one(2), np.array([1.0, 2.0]), np.array([3.0, 4.0])) == pytest.approx([2.2])


def test_one_wild_child_cannot_carry_the_joint_score_alone() -> None:
    joint = weighted_stouffer(of_one(4), np.array([1000.0, 0.0, 0.0, 0.0]), np.ones(4))
    assert joint == pytest.approx([1.5])  # clipped at 3, over sqrt 4


def test_children_without_scores_have_no_joint_score() -> None:
    assert np.isnan(weighted_stouffer(of_one(2), np.array([NAN, NAN]), np.ones(2))).all()
