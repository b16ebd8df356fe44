import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from haechi.errors import InputError
from haechi.model.network import Links, Producers
from haechi.stress.aggregation import aggregate, compare, even_shocks, sector_shock
from haechi.stress.esri import Options
from haechi.stress.network import Network, network
from haechi.stress.synthetic import Recipe, firm_network


def firms(**columns: object) -> Network:
    """Mines a1 and a2, smelters b1 and b2, each smelter with a mine of its own; b1 sells a little to a1."""
    given_ = {"names": ["a1", "a2", "b1", "b2"], "sectors": ["A", "A", "B", "B"]} | columns
    links = Links(
        supplier=["a1", "a2", "b1"],
        customer=["b1", "b2", "a1"],
        value=np.array([3.0, 1.0, 2.0]),
        importance=np.array([2, 1, 0]),
    )
    return network(Producers(**given_), links)  # type: ignore[arg-type]


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Up to six firms in three sectors, with any links."""
    count = draw(st.integers(1, 6))
    value = draw(hnp.arrays(np.float64, (count, count), elements=st.just(0.0) | st.floats(1e-6, 1e6)))
    sectors = draw(st.lists(st.sampled_from("ABC"), min_size=count, max_size=count))
    supplier, customer = np.nonzero(value)
    return network(
        Producers(names=[f"f{place}" for place in range(count)], sectors=sectors),
        Links(supplier=supplier, customer=customer, value=value[supplier, customer]),
    )


def test_sectors_trade_what_their_firms_trade() -> None:
    added = aggregate(firms())
    assert added.names.tolist() == ["A", "B"]
    links = zip(added.supplier.tolist(), added.customer.tolist(), added.value.tolist(), strict=True)
    assert list(links) == [(0, 1, 4.0), (1, 0, 2.0)]


def test_an_input_is_as_important_as_most_of_its_value() -> None:
    assert aggregate(firms()).importance.tolist() == [2, 0]


def test_weights_revenue_and_the_rest_add_up_and_stay_absent_where_nobody_gave_them() -> None:
    added = aggregate(firms(revenue=np.array([5.0, 2.0, 4.0, np.nan])))
    assert added.weight is not None
    assert added.weight.tolist() == [4.0, 2.0]
    assert added.revenue is not None
    np.testing.assert_array_equal(added.revenue, [7.0, np.nan])
    assert added.cost is None


def test_trade_inside_a_sector_is_a_link_of_the_sector_with_itself() -> None:
    one = network(
        Producers(names=["a", "b"], sectors=["A", "A"]), Links(supplier=["a"], customer=["b"], value=np.ones(1))
    )
    added = aggregate(one)
    assert (added.supplier.tolist(), added.customer.tolist()) == ([0], [0])


@given(networks())
def test_no_value_is_lost(firm_network: Network) -> None:
    added = aggregate(firm_network)
    assert added.value.sum() == pytest.approx(firm_network.value.sum())
    by_sector = np.bincount(firm_network.sectors, firm_network.purchases, minlength=added.producers)
    np.testing.assert_allclose(added.purchases, by_sector)


@given(networks())
def test_sectors_of_sectors_are_the_sectors(firm_network: Network) -> None:
    once = aggregate(firm_network)
    twice = aggregate(once)
    np.testing.assert_array_equal(once.value, twice.value)
    np.testing.assert_array_equal(once.supplier, twice.supplier)


def test_a_sector_loses_the_part_of_its_sales_that_its_firms_lose() -> None:
    one = firms()
    lost = np.array([1.0, 0.0, 0.0, 0.0])
    assert sector_shock(one, lost, by=one.sales).tolist() == [0.75, 0.0]
    assert sector_shock(one, lost, by=one.purchases).tolist() == [1.0, 0.0]


@given(networks(), st.floats(0.01, 1.0), st.integers(0, 9))
def test_every_draw_takes_the_same_part_of_every_sector_that_sells(
    firm_network: Network, depth: float, seed: int
) -> None:
    lost = even_shocks(firm_network, depth, 3, np.random.default_rng(seed))
    assert ((lost >= 0) & (lost <= 1)).all()
    sells = np.bincount(firm_network.sectors, firm_network.sales, minlength=len(firm_network.sector_names)) > 0
    for row in lost:
        taken = sector_shock(firm_network, row, by=firm_network.sales)
        np.testing.assert_allclose(taken, np.where(sells, depth, 0.0), rtol=1e-9)


@given(networks(), st.floats(0.01, 1.0))
def test_at_most_one_firm_of_a_sector_stops_in_part(firm_network: Network, depth: float) -> None:
    (lost,) = even_shocks(firm_network, depth, 1, np.random.default_rng(1))
    partly = (lost > 1e-9) & (lost < 1 - 1e-9)
    assert np.bincount(firm_network.sectors, partly).max() <= 1


def test_the_same_seed_draws_the_same_shocks() -> None:
    first, second = (even_shocks(firms(), 0.5, 4, np.random.default_rng(7)) for _ in range(2))
    np.testing.assert_array_equal(first, second)
    assert np.unique(first, axis=0).shape[0] > 1


@pytest.mark.parametrize(("depth", "draws"), [(0.0, 1), (1.1, 1), (0.5, 0)])
def test_a_depth_outside_its_range_and_no_draw_are_refused(depth: float, draws: int) -> None:
    with pytest.raises(InputError, match="give one draw or more, and a depth above 0 up to 1"):
        even_shocks(firms(), depth, draws, np.random.default_rng(1))


def two_lines() -> Network:
    """A mine, a smelter and a maker in each of two lines; the second is four times as large."""
    return network(
        Producers(names=["a1", "a2", "b1", "b2", "c1", "c2"], sectors=["A", "A", "B", "B", "C", "C"]),
        Links(
            supplier=["a1", "a2", "b1", "b2"], customer=["b1", "b2", "c1", "c2"], value=np.array([1.0, 4.0, 1.0, 4.0])
        ),
    )


def test_sectors_understate_where_the_firms_hit_stand_in_lines_of_their_own() -> None:
    """The first mine and the second smelter stop.

    The firms lose all: the first smelter has nothing to smelt, the second mine nobody to sell to. The sectors lose four
    fifths of the smelters, which is the larger shock, and with them four fifths of the mines' orders.
    """
    found = compare(two_lines(), np.array([[1.0, 0.0, 0.0, 1.0, 0.0, 0.0]]), options=Options(replaces=False))
    assert found.by_firms.tolist() == pytest.approx([1.0])
    assert found.by_sectors.tolist() == pytest.approx([0.8])
    assert found.understated.tolist() == pytest.approx([0.2])


def test_one_firm_in_each_sector_is_its_sector() -> None:
    one = network(
        Producers(names=["a", "b"], sectors=["A", "B"]), Links(supplier=["a"], customer=["b"], value=np.ones(1))
    )
    found = compare(one, np.array([[0.5, 0.0], [1.0, 0.2]]))
    np.testing.assert_allclose(found.understated, 0.0, atol=1e-12)


def test_no_loss_is_not_understated() -> None:
    assert np.isnan(compare(two_lines(), np.zeros((1, 6))).understated).all()


def test_on_a_made_up_network_sectors_understate_nineteen_shocks_in_twenty() -> None:
    made = firm_network(Recipe(firms=400, sectors=20), np.random.default_rng(1))
    lost = even_shocks(made, 0.1, 60, np.random.default_rng(2))
    found = compare(made, lost, options=Options(replaces=False))
    assert np.quantile(found.understated, 0.05) > 0


def test_the_same_shocks_are_understated_the_same_in_every_currency() -> None:
    made = firm_network(Recipe(firms=60, sectors=6), np.random.default_rng(1))
    lost = even_shocks(made, 0.2, 5, np.random.default_rng(2))
    dear = network(
        Producers(
            names=made.names,
            sectors=[made.sector_names[place] for place in made.sectors],
            final_demand=None if made.final_demand is None else made.final_demand * 1450,
        ),
        Links(supplier=made.supplier, customer=made.customer, value=made.value * 1450, importance=made.importance),
    )
    np.testing.assert_allclose(compare(dear, lost).understated, compare(made, lost).understated, atol=1e-9)
