import numpy as np
import pytest

from haechi.errors import InputError
from haechi.model.network import Importance
from haechi.stress.synthetic import Recipe, firm_network
from haechi.stress.upstream import closed_parts, leak


def test_the_same_seed_gives_the_same_network_and_another_one_another() -> None:
    first, again, other = (firm_network(Recipe(firms=500), np.random.default_rng(seed)) for seed in (4, 4, 5))
    np.testing.assert_array_equal(first.value, again.value)
    np.testing.assert_array_equal(first.customer, again.customer)
    assert first.value.sum() != other.value.sum()


def test_it_has_the_firms_links_and_sectors_asked_for() -> None:
    made = firm_network(Recipe(firms=4000, links_per_firm=3, sectors=50), np.random.default_rng(1))
    assert (made.producers, len(made.sector_names)) == (4000, 50)
    assert made.links == pytest.approx(12_000, rel=0.02)
    assert (made.supplier != made.customer).all()


def test_customers_and_sales_have_heavy_tails() -> None:
    made = firm_network(Recipe(firms=20_000), np.random.default_rng(1))
    customers = np.sort(np.diff(made.out_start))[::-1]
    assert customers[0] > 50 * customers.mean()
    assert np.sort(made.sales)[::-1][:200].sum() > 0.3 * made.sales.sum()


def test_a_share_of_sales_leaks_to_final_users_or_none_does() -> None:
    made = firm_network(Recipe(firms=2000, final_share=0.4), np.random.default_rng(1))
    assert leak(made)[made.sales > 0].mean() == pytest.approx(0.4, abs=0.1)
    assert (closed_parts(made) < 0).all()
    shut = firm_network(Recipe(firms=2000, final_share=0), np.random.default_rng(1))
    assert leak(shut)[shut.sales > 0].max() == 0


def test_all_classes_of_importance_occur_and_services_are_never_critical() -> None:
    made = firm_network(Recipe(firms=3000, sectors=20), np.random.default_rng(1))
    assert set(np.unique(made.importance).tolist()) == set(Importance)
    critical = made.importance == Importance.CRITICAL
    assert made.sectors[made.supplier[critical]].max() < 10


@pytest.mark.parametrize(
    "wrong",
    [{"firms": 1}, {"firms": 10, "sectors": 11}, {"firms": 100, "links_per_firm": 60}, {"firms": 100, "sectors": 0}],
)
def test_a_network_that_cannot_be_made_is_named(wrong: dict[str, int]) -> None:
    with pytest.raises(InputError, match="cannot be made"):
        Recipe(**wrong)


@pytest.mark.parametrize("share", [-0.1, 1.0])
def test_a_final_share_out_of_range_is_named(share: float) -> None:
    with pytest.raises(InputError, match="share sold to final users"):
        Recipe(firms=100, final_share=share)
