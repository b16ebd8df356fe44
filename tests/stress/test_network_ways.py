import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.stress.small_networks import eleven, small

from haechi.model.market import Floats
from haechi.stress.esri import Options, losses
from haechi.stress.explanation import Way
from haechi.stress.network import Network
from haechi.stress.network_ways import Passed, passed_down, passed_up, ways, why_no_farther
from haechi.stress.shocks import failures
from haechi.stress.synthetic import Recipe, firm_network

SETTLED = 1e-12
FAB = [("ore", "fab"), ("gas", "fab"), ("rail", "fab")]
SECTORS = {"ore": "1", "gas": "1", "fab": "3"}


def lost(chain: Network, **parts: float) -> Floats:
    """Losses by name, nothing of all others."""
    return np.array([parts.get(name, 0.0) for name in chain.names.tolist()])


def rows(chain: Network, passed: Passed) -> dict[tuple[str, str], tuple[float, float]]:
    """Loss and part of each link by the names of its ends."""
    names = chain.names.tolist()
    ends = zip(passed.giver, passed.taker, passed.loss, passed.part, strict=True)
    return {(names[giver], names[taker]): (float(loss), float(part)) for giver, taker, loss, part in ends}


def links(*named: tuple[int, int, float]) -> Passed:
    giver, taker, part = zip(*named, strict=True)
    places = (np.array(column, dtype=np.int32) for column in (giver, taker))
    return Passed(giver=next(places), taker=next(places), loss=np.array(part), part=np.array(part))


def found(passed: Passed, target: int, *sources: int, most: int = 3) -> tuple[Way, ...]:
    ends, targets = np.array(sources, dtype=np.int32), np.array([target], dtype=np.int32)
    return ways(np.array(list("abcdefg")), passed, sources=ends, targets=targets, most=most)[target]


def test_the_loss_of_a_firm_is_shared_out_over_its_suppliers() -> None:
    chain = small(FAB, sectors=SECTORS, value=[3, 1, 4])
    passed = rows(chain, passed_down(chain, lost(chain, ore=1, gas=1, rail=0.5, fab=0.75), replaces=False))
    assert {ends[0]: loss for ends, (loss, _) in passed.items()} == {"ore": 3 / 8, "gas": 1 / 8, "rail": 1 / 4}
    assert sum(part for _, part in passed.values()) == pytest.approx(1)


def test_the_critical_group_that_lacks_most_carries_the_loss() -> None:
    chain = small(FAB, sectors=SECTORS, value=[3, 1, 4], importance=[2, 2, 1])
    passed = rows(chain, passed_down(chain, lost(chain, ore=0.4, rail=1, fab=0.5), replaces=False))
    assert passed["ore", "fab"] == pytest.approx((0.3, 0.6))
    assert passed["rail", "fab"] == pytest.approx((0.5, 1))
    assert ("gas", "fab") not in passed


def test_what_survivors_make_up_for_is_not_passed_on() -> None:
    """Of a market of 4 the firm of 1 fails: survivors of 3 make up for two thirds of it."""
    chain = small(FAB[:2], sectors=SECTORS, value=[1, 3], importance=2)
    failed = lost(chain, ore=1, fab=1 / 12)
    assert rows(chain, passed_down(chain, failed, replaces=True))["ore", "fab"] == pytest.approx((1 / 12, 1))
    assert rows(chain, passed_down(chain, failed, replaces=False))["ore", "fab"] == pytest.approx((1 / 4, 1))


def test_what_is_not_critical_carries_nothing() -> None:
    chain = small([("rail", "fab")], importance=0)
    assert rows(chain, passed_down(chain, lost(chain, rail=1), replaces=True)) == {}


def test_a_customer_passes_its_loss_up_in_the_part_that_it_buys() -> None:
    chain = small([("ore", "fab"), ("ore", "shop")], value=[3, 1])
    assert rows(chain, passed_up(chain, lost(chain, fab=1))) == {("fab", "ore"): (0.75, 1.0)}


@pytest.mark.parametrize("replaces", [True, False])
def test_what_is_passed_down_is_what_the_cascade_takes_where_it_has_settled(replaces: bool) -> None:
    chain = firm_network(Recipe(firms=300), np.random.default_rng(4))
    struck = np.arange(20, dtype=np.int32)
    _, kept = losses(chain, failures(chain, struck), options=Options(stop=SETTLED, replaces=replaces))
    for place, taken in zip(struck.tolist(), kept.down, strict=True):
        passed = passed_down(chain, taken, replaces=replaces)
        greatest: Floats = np.zeros(chain.producers)
        np.maximum.at(greatest, passed.taker, np.minimum(passed.loss / passed.part, 1))
        greatest[place] = 1
        np.testing.assert_allclose(greatest, taken, atol=1e-9)


def test_ways_are_found_largest_part_first() -> None:
    passed = links((0, 1, 1), (0, 2, 0.5), (1, 3, 0.4), (2, 3, 1), (4, 3, 0.3))
    assert [way.names for way in found(passed, 3, 0, 4)] == [("a", "c", "d"), ("a", "b", "d"), ("e", "d")]
    assert [way.part for way in found(passed, 3, 0, 4)] == pytest.approx([0.5, 0.4, 0.3])


def test_a_ring_is_walked_once() -> None:
    passed = links((0, 1, 1), (1, 2, 1), (2, 1, 0.9), (2, 3, 1))
    assert [way.names for way in found(passed, 3, 0)] == [("a", "b", "c", "d")]


def test_of_ways_that_carry_the_same_the_shortest_comes_first() -> None:
    passed = links((0, 1, 1), (1, 2, 1), (0, 2, 1), (2, 1, 1))
    assert [way.names for way in found(passed, 2, 0)] == [("a", "c"), ("a", "b", "c")]
    assert [way.part for way in found(passed, 2, 0)] == pytest.approx([1, 1], abs=1e-12)


def test_what_no_shock_reaches_has_no_way() -> None:
    assert found(links((0, 1, 1), (2, 3, 1)), 3, 0) == ()


def test_no_more_ways_are_given_than_asked_for() -> None:
    passed = links(*((place, 6, 0.5) for place in range(6)))
    assert len(found(passed, 6, *range(6), most=4)) == 4


def plain(parts: dict[tuple[int, int], float], places: tuple[int, ...], sources: set[int]) -> list[Any]:
    """Every way to the first of the places, by trying all."""
    if places[0] in sources:
        return [places]
    givers = [giver for giver, taker in parts if taker == places[0] and giver not in places]
    return [way for giver in givers for way in plain(parts, (giver, *places), sources)]


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda ends: ends[0] != ends[1]),
        st.sampled_from([0.125, 0.25, 0.5, 1.0]),
        min_size=1,
    )
)
def test_the_best_ways_are_those_of_a_search_that_tries_all(parts: dict[tuple[int, int], float]) -> None:
    passed = links(*((giver, taker, part) for (giver, taker), part in parts.items()))
    carried = [float(np.prod([parts[ends] for ends in itertools.pairwise(way)])) for way in plain(parts, (6,), {0, 1})]
    assert [way.part for way in found(passed, 6, 0, 1)] == pytest.approx(sorted(carried, reverse=True)[:3])


def test_the_eleven_firms_explain_the_loss_of_the_eleventh() -> None:
    """The network of 11 firms that the literature tests with; firm 2 fails."""
    chain = eleven()
    struck = chain.places(["02"])
    _, kept = losses(chain, failures(chain, struck), options=Options(replaces=False))
    passed = passed_down(chain, kept.down[0], replaces=False)
    (asked,) = ways(chain.names, passed, sources=struck, targets=chain.places(["11"]), most=3).values()
    assert [way.names for way in asked] == [("02", "03", "07", "11")]
    assert asked[0].part == pytest.approx(1)


@pytest.mark.parametrize(
    ("struck", "importance", "said"),
    [
        ("ore", [1, 1], ["nothing is upstream"]),
        ("ore", [0, 1], ["nothing is lost downstream: no customer needs", "nothing is upstream"]),
        ("shop", [1, 1], ["nothing is downstream"]),
        ("fab", [1, 1], []),
    ],
)
def test_a_shock_that_reaches_nobody_explains_itself(struck: str, importance: list[int], said: list[str]) -> None:
    chain = small([("ore", "fab"), ("fab", "shop")], importance=importance)
    reasons = list(why_no_farther(chain, chain.places([struck])))
    assert [reason.startswith(start) for reason, start in zip(reasons, said, strict=True)] == [True] * len(said)
