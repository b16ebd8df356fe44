import numpy as np
import pytest
from tests.watch.small_panels import market, place_of, watch

from haechi.watch.members import Members
from haechi.watch.surveillance import Watched

SIZES = (0, 1, 2, 7, 8, 9, 0, 127, 128, 129, 1000, 20_000, 0)


@pytest.fixture(scope="module")
def watched() -> Watched:
    return watch(market())


@pytest.fixture(scope="module")
def many() -> Members:
    return Members.laid(np.split(np.arange(sum(SIZES)), np.cumsum(SIZES)[:-1]))


def rough(count: int) -> np.ndarray:
    """Numbers of single precision over many powers of ten."""
    rng = np.random.default_rng(1)
    return (rng.normal(size=count) * np.exp(rng.normal(0, 5, count))).astype(np.float32)


def parts(members: Members, numbers: np.ndarray) -> list[np.ndarray]:
    return [numbers[members.node == node] for node in range(members.size)]


def test_a_pair_has_no_members_or_itself(watched: Watched) -> None:
    item = place_of(watched.nodes, "item/250410/HS22/-/-")
    children = watched.nodes.children
    added = children.of(item).tolist()
    assert len(added) > 1
    assert children.take([3, item]).by_node() == [[], added]
    assert children.take_or_own([3, item]).by_node() == [[3], added]


def test_nodes_are_taken_in_the_order_asked_for() -> None:
    three = Members.laid([np.array([4, 1]), np.array([], dtype=int), np.array([2])])
    assert three.take([2, 1, 0, 2]).by_node() == [[2], [], [4, 1], [2]]
    assert three.take_or_own([1, 2, 1]).by_node() == [[1], [2], [1]]
    assert three.of(0).tolist() == [4, 1]
    assert three.node.tolist() == [0, 0, 2]


def test_members_of_several_parts_are_joined_and_numbered_anew() -> None:
    one, two = Members.laid([np.array([1, 0])]), Members.laid([np.array([], dtype=int), np.array([0])])
    joined = Members.joined([Members.none(1), one.moved(10), two])
    assert joined.by_node() == [[], [11, 10], [], [0]]


@pytest.mark.parametrize("none", [Members.none(0), Members.laid([]), Members.none(3).take([])])
def test_no_nodes_have_no_members(none: Members) -> None:
    assert none.by_node() == []
    assert none.sums(np.empty(0, dtype=np.float32)).tolist() == []
    assert none.medians(np.empty(0, dtype=np.float32)).tolist() == []


def test_sums_are_rounded_as_those_of_each_node_by_itself(many: Members) -> None:
    numbers = rough(len(many.pairs))
    assert many.sums(numbers).tolist() == [part.sum() for part in parts(many, numbers)]


def test_medians_are_those_of_each_node_by_itself(many: Members) -> None:
    numbers = rough(len(many.pairs))
    numbers[1::5] = np.nan
    for part, median in zip(parts(many, numbers), many.medians(numbers), strict=True):
        np.testing.assert_array_equal(median, np.nan if np.isnan(part).all() else np.nanmedian(part))


def test_chosen_members_stay_with_their_nodes(many: Members) -> None:
    chosen = many.pairs % 3 == 0
    kept = many.among(chosen)
    assert kept.size == many.size
    assert kept.by_node() == [part.tolist() for part in parts(kept, kept.pairs)]
    assert kept.counts().tolist() == [part.sum() for part in parts(many, chosen)]
