from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.stress.naive import Twin
from tests.stress.small_networks import eleven, networks, small

from haechi.errors import InputError
from haechi.kernels import compiled
from haechi.kernels.cascade import sweep
from haechi.stress import fixed_point as module
from haechi.stress.batch import LANES
from haechi.stress.downstream import downstream_losses
from haechi.stress.esri import Options, esri
from haechi.stress.fixed_point import fixed_point
from haechi.stress.network import Network
from haechi.stress.shocks import failures, shocks
from haechi.stress.synthetic import Recipe, firm_network
from haechi.stress.upstream import closed_parts, leak, upstream_risk, upstream_risk_after

CONVERGED = 1e-14


def test_where_losses_end_both_readings_are_one_and_nothing_is_missing() -> None:
    found, wanted = fixed_point(eleven()), esri(eleven())
    assert found.esri == pytest.approx(wanted.esri, abs=1e-14)
    assert found.error_bound.tolist() == pytest.approx([0] * 11, abs=1e-12)


def test_two_firms_that_sell_half_to_each_other_meet_at_the_hand_worked_loss() -> None:
    pair = small([("a", "b"), ("b", "a"), ("b", "c")], final_demand=np.array([1.0, 0.0, 5.0]), weight=np.ones(3))
    found = fixed_point(pair, options=Options(replaces=False), precision=1e-12)
    # Where c fails, b loses x = 1/2 + y/2 of its orders and a y = x/2: x = 2/3, y = 1/3.
    assert found.esri_up[2] == pytest.approx((1 + 2 / 3 + 1 / 3) / 3, abs=1e-11)


@settings(max_examples=80, deadline=None)
@given(networks(has_leak=True), st.booleans(), st.sampled_from([1e-1, 1e-3, 1e-9]))
def test_the_converged_value_lies_within_the_bound(built: Network, replaces: bool, precision: float) -> None:
    found = fixed_point(built, options=Options(replaces=replaces), precision=precision)
    twin = Twin(built, replaces=replaces)
    for place, whole in enumerate(np.eye(built.producers)):
        wanted = twin.index(twin.settled(whole, whole, stop=CONVERGED))
        assert found.esri[place] <= wanted[0] + 1e-10
        assert found.esri_up[place] <= wanted[2] + 1e-10
        assert found.esri_down[place] <= wanted[1] + 1e-10
        if not np.isnan(found.error_bound[place]):
            assert wanted[0] <= found.esri[place] + found.error_bound[place] + 1e-10
            assert found.error_bound[place] <= precision * found.esri[place]
            assert wanted[1] <= found.esri_down[place] * (1 + precision) + 1e-10
            assert wanted[2] <= found.esri_up[place] * (1 + precision) + 1e-10


@settings(max_examples=60, deadline=None)
@given(networks(has_leak=True), st.sampled_from([1, 0.05]), st.integers(0, 2**32))
def test_the_converged_value_of_any_shock_lies_within_the_bound(built: Network, depth: float, seed: int) -> None:
    generator = np.random.default_rng(seed)
    down = depth * generator.random((4, built.producers)) * (generator.random((4, built.producers)) < 0.5)
    up = depth * generator.random((4, built.producers)) * (generator.random((4, built.producers)) < 0.5)
    found = fixed_point(built, shocks(built, down, up), precision=1e-2)
    twin = Twin(built)
    for scenario in range(4):
        wanted = twin.index(twin.settled(down[scenario], up[scenario], stop=CONVERGED))[0]
        assert found.esri[scenario] <= wanted + 1e-10
        if not np.isnan(found.error_bound[scenario]):
            assert wanted <= found.esri[scenario] + found.error_bound[scenario] + 1e-10


def test_no_bound_is_given_where_updates_run_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 6)
    slow = small([("a", "b"), ("b", "a"), ("a", "d")], value=[99, 1, 1], final_demand=np.array([1.0, 0.0, 1.0]))
    found = fixed_point(slow, failures(slow, slow.places(["d"])), precision=1e-9)
    assert found.iterations.tolist() == [6]
    assert np.isnan(found.error_bound).all()
    assert 0 < found.esri_up[0] < upstream_risk(slow)[2] - 0.1


@pytest.mark.parametrize(("own", "takes_one"), [(1e9, True), (1.0, False)])
def test_beside_one_that_is_almost_all_what_others_lose_needs_no_second_update(own: float, takes_one: bool) -> None:
    ends = [("a", "b"), ("b", "a"), ("b", "c")]
    built = small(ends, final_demand=np.array([1.0, 0.0, 5.0]), weight=np.array([1.0, 1.0, own]))
    found = fixed_point(built, failures(built, built.places(["c"])))
    assert (found.iterations.tolist() == [1]) == takes_one


@pytest.fixture(scope="module")
def made() -> Network:
    return firm_network(Recipe(firms=2000, sectors=30), np.random.default_rng(11))


def test_every_failure_in_a_network_with_a_leak_has_a_small_bound(made: Network) -> None:
    found = fixed_point(made)
    assert (found.error_bound <= 1e-3 * found.esri).all()
    assert (found.esri + found.error_bound >= esri(made).esri - 1e-12).all()


def test_where_nobody_who_counts_is_reached_nothing_is_lost_and_nothing_is_missing() -> None:
    ends = [("a", "b"), ("b", "a"), ("c", "d"), ("d", "c")]
    built = small(ends, final_demand=np.ones(4), weight=np.array([0.0, 0.0, 0.0, 1.0]))
    found = fixed_point(built)
    assert found.esri[:2].tolist() == [0, 0]
    assert found.error_bound[:2].tolist() == [0, 0]
    assert (found.esri[2:] > 0.2).all()


def test_scenarios_that_take_as_many_updates_run_together(made: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    sweeps = []

    def counted(*given: Any) -> None:
        sweeps.append(given)
        sweep(*given)

    monkeypatch.setattr(module, "sweep", counted)
    iterations = fixed_point(made).iterations
    batches = iterations.reshape(-1, LANES)
    assert len(sweeps) < len(batches) * (iterations.mean() + 2)
    assert batches.max(axis=1).mean() > iterations.mean() + 4  # side by side in the order of the network


def test_the_walk_gives_the_same_upstream_risk() -> None:
    made = firm_network(Recipe(firms=500, sectors=30), np.random.default_rng(11))
    found = fixed_point(made, failures(made, np.arange(0, 500, 7, dtype=np.int32)), precision=1e-10)
    assert found.esri_up == pytest.approx(upstream_risk(made)[::7], rel=1e-8, abs=1e-14)


@pytest.mark.parametrize("replaces", [True, False])
def test_the_bytes_do_not_depend_on_threads_or_on_other_scenarios(
    made: Network, replaces: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = Options(replaces=replaces)
    others = np.arange(0, 2000, 2, dtype=np.int32)
    whole = fixed_point(made, failures(made, others), options=options)
    monkeypatch.setattr(compiled, "THREADS", 1)
    chosen = np.arange(0, 1000, 51, dtype=np.int32)
    part = fixed_point(made, failures(made, others[chosen]), options=options)
    for name in ("esri", "esri_down", "esri_up", "iterations", "error_bound"):
        np.testing.assert_array_equal(getattr(part, name), getattr(whole, name)[chosen])


def test_a_closed_part_has_the_first_reading_only() -> None:
    ends = [("source", "a"), ("a", "b"), ("b", "a"), ("source", "shop")]
    built = small(ends, final_demand=np.array([0.0, 0.0, 0.0, 3.0]), importance=2)
    names = built.names.tolist()
    assert dict(zip(names, closed_parts(built).tolist(), strict=True)) == {
        "a": 0,
        "b": 0,
        "shop": -1,
        "source": -1,
    }
    found = fixed_point(built)
    is_closed = np.array([name in "ab" for name in names])
    assert np.isnan(found.esri[is_closed]).all()
    assert np.isnan(found.esri_up[is_closed]).all()
    assert np.isnan(found.error_bound[is_closed]).all()
    assert not np.isnan(found.esri_down).any()
    assert not np.isnan(found.esri[~is_closed]).any()
    assert np.isnan(upstream_risk(built)).tolist() == is_closed.tolist()


def test_a_firm_that_sells_only_to_itself_is_a_closed_part_and_one_that_sells_nothing_is_not() -> None:
    built = small([("a", "a"), ("b", "c")])
    assert closed_parts(built).tolist() == [0, -1, -1]
    assert leak(built).tolist() == [0, 0, 1]


def test_in_a_closed_part_every_firm_ends_at_a_loss_of_one() -> None:
    ring = small([("a", "b"), ("b", "c"), ("c", "a"), ("c", "b")], value=[1, 2, 3, 1], weight=np.ones(3))
    twin = Twin(ring)
    whole = np.eye(3)[0]
    assert twin.ending(whole, whole, stop=CONVERGED).up == pytest.approx([1, 1, 1], abs=1e-9)


def test_the_rule_of_glcascade_has_no_fixed_point() -> None:
    with pytest.raises(InputError, match="no fixed point"):
        fixed_point(eleven(), options=Options(is_glcascade=True))


@settings(max_examples=60, deadline=None)
@given(networks(has_leak=True))
def test_the_upstream_risk_of_the_walk_is_the_converged_one(built: Network) -> None:
    twin = Twin(built)
    wanted = [twin.index(twin.settled(whole, whole, stop=CONVERGED))[2] for whole in np.eye(built.producers)]
    assert upstream_risk(built) == pytest.approx(wanted, abs=1e-11)


@settings(max_examples=60, deadline=None)
@given(networks(), st.integers(0, 9))
def test_first_passages_give_the_upstream_risk_after_any_number_of_updates(built: Network, updates: int) -> None:
    twin = Twin(built)
    wanted = [twin.index(twin.after(whole, updates))[2] for whole in np.eye(built.producers)]
    assert upstream_risk_after(built, updates) == pytest.approx(wanted, abs=1e-11)


@settings(max_examples=100, deadline=None)
@given(networks(), st.integers(0, 2**32))
def test_policy_iteration_ends_at_the_losses_that_updates_converge_to(built: Network, seed: int) -> None:
    generator = np.random.default_rng(seed)
    shock = generator.random(built.producers) * (generator.random(built.producers) < 0.5)
    found, _ = downstream_losses(built, shock)
    twin, nothing = Twin(built, replaces=False), np.zeros(built.producers)
    again, _ = twin.update(1 - found, 1 - nothing, shock, nothing)
    assert 1 - again == pytest.approx(found, abs=1e-10)
    assert (found >= twin.after(shock, 100).down - 1e-10).all()
    assert found == pytest.approx(twin.settled(shock, nothing, stop=CONVERGED).down, abs=1e-10)


def test_policy_iteration_solves_few_systems(made: Network) -> None:
    whole = np.zeros(2000)
    whole[np.argmax(made.sales)] = 1
    losses, systems = downstream_losses(made, whole)
    assert 1 <= systems < 20
    assert losses.sum() > 1
