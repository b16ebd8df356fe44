from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.stress.naive import Twin
from tests.stress.small_networks import networks, small

from haechi.kernels.cascade import advance, sweep
from haechi.model.market import Floats
from haechi.stress.batch import Batch
from haechi.stress.esri import Options, esri
from haechi.stress.network import Network
from haechi.stress.propagation import Propagation, propagation
from haechi.stress.remainder import Remainder, remainder
from haechi.stress.shocks import Shocks, failures, shocks
from haechi.stress.synthetic import Recipe, firm_network

CONVERGED = 1e-14


def both(spreading: Propagation) -> tuple[Remainder, Remainder]:
    all_hear = np.ones(len(spreading.weight), dtype=bool)
    down, up = (remainder(side, spreading.weight, all_hear) for side in (spreading.down, spreading.up))
    return down, up


def updated(spreading: Propagation, struck: Shocks, updates: int) -> Iterator[tuple[list[Floats], list[Floats]]]:
    """Losses by weight and what they lack, down and up, (scenario,), after each update."""
    batch = Batch(spreading, struck.scenarios, is_swept=True)
    batch.begin(struck, np.arange(struck.scenarios))
    runs = np.ones(struck.scenarios, np.uint8)
    for _ in range(updates):
        lost, lacking = [], []
        for side, losses, growth in zip(both(spreading), (batch.down, batch.up), batch.growth, strict=True):
            (sweep if side.replacing is None else advance)(side.side, losses, runs, growth)
            lost.append(spreading.weight @ losses.level)
            lacking.append(side.lacking(losses, growth))
        yield lost, lacking


def test_a_loss_in_a_ring_that_sells_half_to_users_brings_twice_its_weight() -> None:
    ring = small([("a", "b"), ("b", "a")], final_demand=np.ones(2))
    _, up = both(propagation(ring))
    assert up.worth is not None
    assert up.worth == pytest.approx([1, 1], rel=0.02)
    assert (up.worth >= 1).all()
    # Within a sweep b hears of a, which comes first; of b's own loss a hears in the next one, and loses half.
    assert up.side.onward == pytest.approx([0, 0.5], rel=0.02)
    assert [each[0] for each in up.foretold(2)] == pytest.approx([0.25, 0.125], rel=0.02)


def test_a_seller_of_a_twentieth_is_worth_what_survivors_leave_and_their_help_that_it_weakens() -> None:
    ends = [("a", "shop"), ("b", "shop"), ("mine", "smelter")]  # whose sales are so large that those of a do not count
    sectors = {"a": "1", "b": "1", "shop": "2", "mine": "3", "smelter": "4"}
    weight = np.array([0.0, 0.0, 0.0, 1.0, 0.0])  # of the shop
    built = small(ends, value=[1, 19, 1e9], sectors=sectors, weight=weight)
    spreading = propagation(built)
    down, _ = both(spreading)
    assert down.worth is not None
    a, b, shop = spreading.place[built.places(["a", "b", "shop"])]
    # Of what a loses, with nine tenths of the market left, 1/18 is heard; the shop loses 1/20 of that. Of what b loses
    # all is heard. A unit that their market lacks lets b, of which the shop buys most, be heard to lose more.
    weakens = 0.1 / 0.9**2 * (19 / 20)
    assert down.worth[a] == pytest.approx(1 / 18 / 20 + weakens / 20, rel=0.02)
    assert down.worth[b] == pytest.approx(19 / 20 + weakens * 19 / 20, rel=0.02)
    assert down.worth[shop] == pytest.approx(1, rel=0.02)


def test_where_a_market_is_short_of_more_than_a_tenth_nothing_is_said() -> None:
    ends = [("a", "shop"), ("b", "shop"), ("shop", "a")]
    built = small(ends, sectors={"a": "1", "b": "1", "shop": "2"})
    strikes = shocks(built, np.array([[0.1, 0, 0], [0.5, 0, 0]]))
    _, lacking = next(updated(propagation(built), strikes, 1))
    assert np.isfinite(lacking[0]).tolist() == [True, False]


def test_in_a_ring_that_passes_all_losses_on_nothing_is_said_until_they_rest() -> None:
    ring = small([("a", "b"), ("b", "a"), ("c", "a"), ("c", "d"), ("d", "c")], importance=2)
    spreading = propagation(ring, replaces=False)
    down, _ = both(spreading)
    assert down.worth is None
    a, b = spreading.place[ring.places(["a", "b"])]
    # What a loses b loses next, and a after that: foretold is what the second update adds, the third, and so on.
    assert [each[a] for each in down.foretold(2)] == pytest.approx(spreading.weight[[a, b]])
    lacks = [lacking[0][0] for _, lacking in updated(spreading, failures(ring, ring.places(["a"])), 3)]
    assert lacks == [np.inf, 0, 0]


@settings(max_examples=60, deadline=None)
@given(networks(has_leak=True))
def test_the_worth_of_orders_lost_is_never_below_that_of_dense_algebra_and_hardly_above(built: Network) -> None:
    spreading, twin = propagation(built), Twin(built)
    _, up = both(spreading)
    assert up.worth is not None
    exact = np.linalg.solve(np.eye(built.producers) - twin.up.T, spreading.weight[spreading.place])
    found = up.worth[spreading.place]
    assert (found >= exact - 1e-12).all()
    assert found == pytest.approx(exact, rel=0.03)


@settings(max_examples=60, deadline=None)
@given(networks(has_leak=True), st.booleans(), st.sampled_from([1, 0.3, 0.03]), st.integers(0, 2**32))
def test_what_later_updates_add_is_never_more_than_said(
    built: Network, replaces: bool, depth: float, seed: int
) -> None:
    generator = np.random.default_rng(seed)
    down, up = depth * generator.random((2, 3, built.producers)) * (generator.random((2, 3, built.producers)) < 0.5)
    twin = Twin(built, replaces=replaces)
    ends = [twin.index(twin.settled(*struck, stop=CONVERGED))[1:] for struck in zip(down, up, strict=True)]
    for lost, lacking in updated(propagation(built, replaces=replaces), shocks(built, down, up), 6):
        for side in range(2):
            assert (np.array(ends)[:, side] <= lost[side] + lacking[side] + 1e-10).all()


@pytest.mark.parametrize("replaces", [True, False])
def test_among_many_firms_what_later_updates_add_is_said_for_almost_all_and_never_too_little(replaces: bool) -> None:
    made = firm_network(Recipe(firms=500, sectors=12), np.random.default_rng(5))
    struck = failures(made, np.arange(0, 500, 4, dtype=np.int32))
    ends = esri(made, struck, options=Options(replaces=replaces, stop=1e-12))
    for lost, lacking in updated(propagation(made, replaces=replaces), struck, 3):
        assert (ends.esri_up <= lost[1] + lacking[1] + 1e-10).all()
        assert (ends.esri_down <= lost[0] + lacking[0] + 1e-10).all()
        assert np.isfinite(lacking[1]).all()
        assert np.isfinite(lacking[0]).mean() > 0.9
    assert np.median(lacking[1]) < 0.1 * np.median(ends.esri_up)
