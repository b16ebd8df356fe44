import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.stress.naive import Twin, Unsettled
from tests.stress.small_networks import eleven, networks, small, thirteen

from haechi.errors import InputError
from haechi.kernels import compiled
from haechi.model.network import Links, Producers
from haechi.stress import esri as module
from haechi.stress.esri import Options, Risk, Rule, esri, losses
from haechi.stress.network import Network, network
from haechi.stress.shocks import failures, joint_failures, shocks
from haechi.stress.synthetic import Recipe, firm_network
from haechi.stress.tested import RANGES

ALONE = Options(replaces=False)
STOPS = (RANGES["stop"].low, 1e-2, RANGES["stop"].high)
PUBLISHED = [1 / 10, 11 / 30, 4 / 15, 7 / 20, 1 / 10, 1 / 6, 7 / 10, 1 / 10, 11 / 30, 4 / 15, 9 / 20]
PUBLISHED_DOWN = [0, 11 / 30, 1 / 6, 0, 0, 1 / 6, 1 / 5, 1 / 10, 11 / 30, 1 / 6, 0]
PUBLISHED_UP = [0.1, 0.2, 0.2, 0.35, 0.1, 0.1, 0.7, 0.1, 0.2, 0.2, 0.45]


def stacked(found: Risk) -> np.ndarray:
    return np.stack([found.esri, found.esri_down, found.esri_up])


def test_the_eleven_firms_have_the_published_index_without_replacement() -> None:
    found = esri(eleven(), options=ALONE)
    assert found.esri == pytest.approx(PUBLISHED, abs=1e-15)
    assert found.esri_down == pytest.approx(PUBLISHED_DOWN, abs=1e-15)
    assert found.esri_up == pytest.approx(PUBLISHED_UP, abs=1e-15)
    assert found.iterations.tolist() == [2, 4, 3, 4, 2, 3, 3, 2, 4, 3, 4]


def test_with_replacement_three_of_the_eleven_firms_count_less() -> None:
    wanted = [*PUBLISHED]
    wanted[1], wanted[5], wanted[8] = 0.3, 7 / 60, 14 / 45
    assert esri(eleven()).esri == pytest.approx(wanted, abs=1e-15)


def test_a_finer_stop_changes_nothing_where_losses_have_ended() -> None:
    assert esri(eleven(), options=Options(replaces=False, stop=1e-10)).esri == pytest.approx(PUBLISHED, abs=1e-15)


def test_the_thirteen_firms_have_the_published_index() -> None:
    built = thirteen()
    found = dict(zip(built.names.tolist(), esri(built).esri.tolist(), strict=True))
    wanted = {"A": 0.416667, "H": 0.083333, "I": 0.305556, "J": 0.305556, "K": 0.388889, "L": 0.388889, "X": 1}
    assert {name: found[name] for name in wanted} == pytest.approx(wanted, abs=5e-7)
    assert [found[name] for name in "BCD"] == pytest.approx([0.136904761905] * 3, abs=1e-12)
    assert [found[name] for name in "EFG"] == pytest.approx([0.123204022989] * 3, abs=1e-12)


def test_a_chain_stops_below_the_firm_that_fails_and_loses_its_orders_above() -> None:
    built = small([("a", "b"), ("b", "c"), ("c", "d")], importance=2, weight=np.ones(4))
    found = esri(built)
    assert found.esri_down.tolist() == [1, 3 / 4, 1 / 2, 1 / 4]
    assert found.esri_up.tolist() == [1 / 4, 1 / 2, 3 / 4, 1]
    assert found.esri.tolist() == [1, 1, 1, 1]


def test_the_hub_of_a_star_takes_its_customers_with_it_and_a_customer_only_its_share() -> None:
    built = small([("hub", name) for name in "abcd"], value=[1, 2, 3, 4], importance=2, weight=np.ones(5))
    _, found = losses(built, failures(built))
    hub = built.places(["hub"])[0]
    assert found.down[hub].tolist() == [1, 1, 1, 1, 1]
    assert found.up[:4, hub] == pytest.approx([0.1, 0.2, 0.3, 0.4])


def test_all_of_a_ring_of_sole_suppliers_is_lost() -> None:
    ring = small([("a", "b"), ("b", "c"), ("c", "a")], importance=2)
    assert esri(ring).esri_down.tolist() == [1, 1, 1]


def test_the_scarcest_critical_group_decides_and_important_inputs_add_up() -> None:
    ends = [("a", "x"), ("b", "x"), ("c", "x"), ("d", "x"), ("x", "y")]
    sectors = {"a": "1", "b": "1", "c": "2", "d": "3", "x": "4", "y": "5"}
    built = small(ends, sectors=sectors, value=[3, 1, 4, 2, 1], importance=[2, 2, 1, 1, 0], weight=np.ones(6))
    _, found = losses(built, failures(built), options=ALONE)
    # a is three quarters of its group; c and d are 4 and 2 of 10 bought; y does not need x.
    assert found.down[[0, 1, 2, 3], 4] == pytest.approx([0.75, 0.25, 0.4, 0.2])
    _, joint = losses(built, joint_failures([[1, 2, 3]]), options=ALONE)
    assert joint.down[0] == pytest.approx([0, 1, 1, 1, 0.6, 0])


def test_what_is_bought_and_not_recorded_softens_the_loss_below_and_above() -> None:
    sold = small([("a", "b")], importance=2, revenue=np.array([4.0, 1.0]), cost=np.array([1.0, 2.0]))
    _, found = losses(sold, failures(sold))
    assert found.down[0, 1] == 0.5
    assert found.up[1, 0] == 0.25


def test_where_revenue_is_unknown_sales_by_links_count() -> None:
    sold = small([("a", "b"), ("b", "c")], revenue=np.array([np.nan, 2.0, 1.0]))
    _, found = losses(sold, failures(sold))
    assert found.up[2].tolist() == [0.5, 0.5, 1]


@settings(max_examples=40, deadline=None)
@given(networks())
def test_with_all_inputs_critical_and_alone_a_loss_reaches_all_that_can_be_reached(built: Network) -> None:
    forward = built.supplier < built.customer  # a network without cycles
    dag = network(
        Producers(names=built.names, sectors=built.names),
        Links(
            supplier=built.supplier[forward],
            customer=built.customer[forward],
            value=built.value[forward],
            importance=np.full(forward.sum(), 2),
        ),
    )
    reached = np.eye(dag.producers, dtype=bool)
    for i, j in zip(dag.supplier, dag.customer, strict=True):
        reached[:, j] |= reached[:, i]
    _, found = losses(dag, failures(dag), options=ALONE)
    assert (found.down > 0).tolist() == reached.tolist()
    assert (found.down[reached] > 0).all()


@settings(max_examples=80, deadline=None)
@given(networks(), st.booleans(), st.sampled_from(STOPS), st.integers(0, 2**32))
def test_any_shock_ends_as_in_the_slow_twin(built: Network, replaces: bool, stop: float, seed: int) -> None:
    generator = np.random.default_rng(seed)
    down = generator.random((3, built.producers)) * (generator.random((3, built.producers)) < 0.4)
    up = generator.random((3, built.producers)) * (generator.random((3, built.producers)) < 0.4)
    found, kept = losses(built, shocks(built, down, up), options=Options(replaces=replaces, stop=stop))
    twin = Twin(built, replaces=replaces)
    for scenario in range(3):
        wanted = twin.settled(down[scenario], up[scenario], stop=stop)
        assert found.iterations[scenario] == wanted.iterations
        assert kept.down[scenario] == pytest.approx(wanted.down, abs=1e-12)
        assert kept.up[scenario] == pytest.approx(wanted.up, abs=1e-12)
        assert stacked(found)[:, scenario] == pytest.approx(twin.index(wanted), abs=1e-12)


@settings(max_examples=50, deadline=None)
@given(networks(), st.booleans(), st.booleans())
def test_every_failure_ends_as_in_the_slow_twin(built: Network, replaces: bool, is_glcascade: bool) -> None:
    options = Options(replaces=replaces, is_glcascade=is_glcascade)
    twin = Twin(built, replaces=replaces, wiped_out=1.0 if is_glcascade else None)
    try:
        endings = [twin.ending(whole, whole) for whole in np.eye(built.producers)]
    except Unsettled:
        with pytest.raises(InputError, match="losses still swing after 10,000 updates"):
            esri(built, options=options)
        return
    found = esri(built, options=options)
    for place, wanted in enumerate(endings):
        assert found.iterations[place] == wanted.iterations
        assert stacked(found)[:, place] == pytest.approx(twin.index(wanted), abs=1e-12)


def test_a_market_that_is_wiped_out_and_is_not_can_swing_as_glcascade_counts() -> None:
    """A fails, and with it B: nothing is left of their market, which then counts 1, so that A is replaced in part."""
    sectors = ["1", "1", "1"]
    swinging = network(
        Producers(names=["a", "b", "c"], sectors=sectors, weight=np.ones(3)),
        Links(supplier=["a", "b"], customer=["b", "c"], value=np.array([0.86, 2.3]), importance=np.array([2, 2])),
    )
    with pytest.raises(InputError, match="losses still swing after 10,000 updates"):
        esri(swinging, options=Options(is_glcascade=True))
    with pytest.raises(Unsettled):
        Twin(swinging, wiped_out=1.0).ending(np.array([1.0, 0, 0]), np.array([1.0, 0, 0]))
    assert esri(swinging).esri_down[0] == 1


def test_losses_that_settle_too_slowly_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A passes nearly all of its loss on to itself: of 1e-4 that b does not deliver a tenth is left after 23,000."""
    slow = small([("a", "a"), ("b", "a")], value=[9999, 1], importance=1)
    monkeypatch.setattr(module, "MOST", 1000)
    with pytest.raises(InputError, match=r"losses still grow by more than 1e-08 after 1,000 updates; give a larger"):
        esri(slow, options=Options(stop=1e-8))
    assert esri(slow, options=Options(stop=1e-3)).iterations.max() < 1000


@settings(max_examples=30, deadline=None)
@given(networks())
def test_the_rule_of_the_growing_index_ends_as_in_the_slow_twin(built: Network) -> None:
    found = esri(built, options=Options(rule=Rule.INDEX_GROWTH, stop=0.05))
    twin = Twin(built)
    for place, whole in enumerate(np.eye(built.producers)):
        before, count = twin.index(twin.after(whole, 0))[0], 1
        while (now := twin.index(twin.after(whole, count))[0]) > before * 1.05:
            before, count = now, count + 1
        assert found.iterations[place] == count
        assert found.esri[place] == pytest.approx(now, abs=1e-12)


@given(networks())
@settings(max_examples=30, deadline=None)
def test_without_a_shock_nothing_is_lost(built: Network) -> None:
    found = esri(built, shocks(built, np.zeros(built.producers)))
    assert stacked(found).ravel().tolist() == [0, 0, 0]
    assert found.iterations.tolist() == [1]


@settings(max_examples=60, deadline=None)
@given(networks(), st.integers(0, 2**32), st.booleans())
def test_a_larger_shock_never_loses_less_at_the_fixed_point(built: Network, seed: int, replaces: bool) -> None:
    generator = np.random.default_rng(seed)
    less = generator.random(built.producers) * (generator.random(built.producers) < 0.5)
    more = less + (1 - less) * generator.random(built.producers)
    _, found = losses(built, shocks(built, np.stack([less, more])), options=Options(replaces=replaces, stop=1e-6))
    assert (found.down[1] >= found.down[0] - 1e-4).all()
    assert (found.up[1] >= found.up[0] - 1e-4).all()


@settings(max_examples=60, deadline=None)
@given(networks())
def test_the_index_lies_between_the_larger_side_and_the_sum_of_both(built: Network) -> None:
    found = esri(built)
    assert (found.esri >= np.maximum(found.esri_down, found.esri_up) - 1e-15).all()
    assert (found.esri <= found.esri_down + found.esri_up + 1e-15).all()
    assert (found.esri <= 1 + 1e-12).all()


@settings(max_examples=60, deadline=None)
@given(networks())
def test_replacement_never_raises_a_loss(built: Network) -> None:
    alone = esri(built, options=Options(replaces=False, stop=1e-9))
    assert (esri(built, options=Options(stop=1e-9)).esri <= alone.esri + 1e-6).all()


@settings(max_examples=40, deadline=None)
@given(networks(), st.integers(0, 2**32))
def test_the_order_of_the_firms_does_not_matter(built: Network, seed: int) -> None:
    order = np.random.default_rng(seed).permutation(built.producers)
    place = np.argsort(order)
    moved = network(
        Producers(
            names=built.names[order],
            sectors=np.array(built.sector_names)[built.sectors][order],
            weight=None if built.weight is None else built.weight[order],
            cost=None if built.cost is None else built.cost[order],
        ),
        Links(
            supplier=place[built.supplier],
            customer=place[built.customer],
            value=built.value,
            importance=built.importance,
        ),
    )
    options = Options(stop=1e-3)
    found, wanted = esri(moved, options=options), esri(built, options=options)
    same = found.iterations == wanted.iterations[order]  # a growth next to the stop may fall on either side
    assert found.esri[same] == pytest.approx(wanted.esri[order][same], abs=1e-12)
    assert same.sum() >= len(same) - 1


@pytest.mark.parametrize("unit", [1e-9, 1e-2, 1.0, 1e3, 1e12])
def test_the_unit_of_value_does_not_matter_even_where_a_whole_market_is_wiped_out(unit: float) -> None:
    chain = small([("a", "b"), ("b", "c"), ("c", "d")], value=[unit] * 3, importance=2)
    assert esri(chain).esri_down.tolist() == pytest.approx([1, 2 / 3, 1 / 3, 0])


@pytest.mark.parametrize(("unit", "wanted"), [(1.0, 1.0), (0.1, 0.40), (0.01, 0.34)])
def test_as_glcascade_counts_a_market_that_is_wiped_out_the_unit_does_matter(unit: float, wanted: float) -> None:
    chain = small([("a", "b"), ("b", "c"), ("c", "d")], value=[unit] * 3, importance=2)
    found = esri(chain, options=Options(is_glcascade=True))
    assert found.esri_down[0] == pytest.approx(wanted, abs=0.005)


def test_a_supplier_split_in_two_that_fail_together_changes_nothing_without_replacement() -> None:
    ends = [("mine", "split"), ("split", "fab"), ("other", "fab"), ("fab", "mine"), ("fab", "user")]
    sectors = {"mine": "1", "split": "2", "other": "2", "fab": "3", "user": "4"}
    value, kinds = [2, 6, 2, 1, 5], [2, 2, 2, 1, 1]
    whole = small(ends, sectors=sectors, value=value, importance=kinds)
    halves = small(
        [*ends, ("mine", "twin"), ("twin", "fab")],
        sectors=sectors | {"twin": "2"},
        value=[0.5, 1.5, 2, 1, 5, 1.5, 4.5],
        importance=[*kinds, 2, 2],
    )
    for options in (ALONE, Options(replaces=False, stop=1e-12)):
        wanted = esri(whole, failures(whole, whole.places(["split"])), options=options)
        found = esri(halves, joint_failures([halves.places(["split", "twin"]).tolist()]), options=options)
        assert stacked(found) == pytest.approx(stacked(wanted), abs=1e-12)


@pytest.fixture(scope="module")
def made() -> Network:
    return firm_network(Recipe(firms=3000, sectors=40), np.random.default_rng(7))


def test_the_bytes_do_not_depend_on_the_number_of_threads(made: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    every = esri(made)
    monkeypatch.setattr(compiled, "THREADS", 1)
    alone = esri(made)
    monkeypatch.setattr(compiled, "THREADS", 5)
    many = esri(made)
    np.testing.assert_array_equal(stacked(every), stacked(alone))
    np.testing.assert_array_equal(stacked(every), stacked(many))


def test_the_bytes_of_a_failure_do_not_depend_on_which_others_are_asked_for(made: Network) -> None:
    chosen = np.arange(0, 3000, 61, dtype=np.int32)
    np.testing.assert_array_equal(stacked(esri(made, failures(made, chosen))), stacked(esri(made))[:, chosen])


def test_a_failure_that_runs_alone_ends_as_beside_others(made: Network) -> None:
    worst = np.argsort(-esri(made).esri)[:3].astype(np.int32)
    alone = np.stack([stacked(esri(made, failures(made, worst[k : k + 1])))[:, 0] for k in range(3)], axis=1)
    assert alone == pytest.approx(stacked(esri(made, failures(made, worst))), rel=1e-12)


def test_single_precision_keeps_the_hundred_largest_in_order(made: Network) -> None:
    exact, quick = esri(made).esri, esri(made, options=Options(is_single=True)).esri
    order = np.argsort(-exact, kind="stable")[:100]
    gaps = -np.diff(exact[order]) > 1e-6 * exact[order][:-1]
    assert (np.diff(quick[order]) < 0)[gaps].all()
    assert set(np.argsort(-quick, kind="stable")[:100].tolist()) == set(order.tolist())


def test_few_firms_carry_most_of_the_risk_after_a_plateau_comes_a_tail(made: Network) -> None:
    ranked = np.sort(esri(made).esri)[::-1]
    assert ranked[:30].sum() > 0.25 * ranked.sum()
    assert ranked[0] < 5 * ranked[9]
    assert ranked[9] > 10 * np.median(ranked)


def test_scenarios_that_are_done_are_told(made: Network) -> None:
    told: list[int] = []
    esri(made, failures(made, np.arange(100, dtype=np.int32)), tick=told.append)
    assert told == sorted(told)
    assert told[-1] == 100


def test_what_is_cancelled_ends_at_once(made: Network) -> None:
    told: list[int] = []

    def cancel(done: int) -> None:
        told.append(done)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        esri(made, tick=cancel)
    assert max(told) < 1500


@pytest.mark.parametrize("stop", [0, -0.1, 1, float("nan")])
def test_a_stop_rule_out_of_range_is_named(stop: float) -> None:
    with pytest.raises(InputError, match="the stop rule is"):
        Options(stop=stop)


def test_an_unknown_weight_is_named() -> None:
    with pytest.raises(InputError, match="weight of 'b' is not known"):
        esri(small([("a", "b")], weight=np.array([1.0, np.nan])))


@pytest.mark.parametrize("share", [-0.1, 1.5, float("nan")])
def test_a_shock_that_is_no_share_is_named(share: float) -> None:
    with pytest.raises(InputError, match=r"shock up on 'b' in scenario 2 is"):
        shocks(small([("a", "b")]), np.zeros((2, 2)), np.array([[0, 1], [0, share]]))


def test_a_shock_needs_a_number_for_every_producer() -> None:
    with pytest.raises(InputError, match="2 producers"):
        shocks(small([("a", "b")]), np.zeros(3))
