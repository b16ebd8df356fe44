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
    node = np.repeat(np.arange(len(SIZES)), SIZES)
    return Members(pairs=np.arange(len(node)), node=node, size=len(SIZES))


def rough(count: int) -> np.ndarray:
    """Numbers of single precision over many powers of ten."""
    rng = np.random.default_rng(1)
    return (rng.normal(size=count) * np.exp(rng.normal(0, 5, count))).astype(np.float32)


def parts(members: Members, numbers: np.ndarray) -> list[np.ndarray]:
    return [numbers[members.node == node] for node in range(members.size)]


def test_a_pair_has_no_members_or_itself(watched: Watched) -> None:
    item = place_of(watched.nodes, "item/250410/HS22/-/-")
    children = watched.nodes.children[item].tolist()
    assert Members.of(watched.nodes, [3, item]).by_node() == [[], children]
    assert Members.with_pairs(watched.nodes, [3, item]).by_node() == [[3], children]


def test_no_nodes_have_no_members(watched: Watched) -> None:
    none = Members.of(watched.nodes, [])
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
