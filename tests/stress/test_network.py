import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from haechi.errors import InputError
from haechi.model.network import Links, Producers
from haechi.stress.network import Network, network

FIRMS = ["mine", "smelter", "refiner", "fab"]
SECTORS = ["ore", "metal", "metal", "chips"]
LINKS: dict[str, Any] = {
    "supplier": ["refiner", "mine", "mine", "smelter"],
    "customer": ["fab", "smelter", "refiner", "fab"],
    "value": np.array([3.0, 1.0, 2.0, 4.0]),
}


def chain(*, firms: dict[str, Any] | None = None, links: dict[str, Any] | None = None) -> Network:
    return network(Producers(**{"names": FIRMS, "sectors": SECTORS} | (firms or {})), Links(**LINKS | (links or {})))


def test_links_stand_sorted_and_are_found_from_both_ends() -> None:
    built = chain()
    assert built.supplier.tolist() == [0, 0, 1, 2]
    assert built.customer.tolist() == [1, 2, 3, 3]
    assert built.value.tolist() == [1, 2, 4, 3]
    assert built.out_start.tolist() == [0, 2, 3, 4, 4]
    to_fab = built.in_link[built.in_start[3] : built.in_start[4]]
    assert built.supplier[to_fab].tolist() == [1, 2]


def test_sales_and_purchases_are_the_sums_of_links() -> None:
    built = chain()
    assert built.sales.tolist() == [3, 4, 3, 0]
    assert built.purchases.tolist() == [0, 1, 2, 7]


def test_markets_are_the_sectors_and_groups_those_of_the_suppliers_where_nothing_else_is_given() -> None:
    built = chain()
    assert built.sector_names == ("chips", "metal", "ore")
    assert built.markets.tolist() == built.sectors.tolist() == [2, 1, 1, 0]
    assert built.group.tolist() == [2, 2, 1, 1]
    assert built.importance.tolist() == [1, 1, 1, 1]


def test_given_groups_and_classes_stay_with_their_links() -> None:
    built = chain(links={"group": np.array([7, 8, 9, 6]), "importance": np.array([2, 1, 0, 1])})
    assert built.group.tolist() == [8, 9, 6, 7]
    assert built.importance.tolist() == [1, 0, 1, 2]


def test_places_serve_as_well_as_names() -> None:
    by_place = chain(links={"supplier": np.array([2, 0, 0, 1]), "customer": np.array([3, 1, 2, 3])})
    assert by_place.customer.tolist() == chain().customer.tolist()


def test_producers_without_links_and_networks_without_any_are_normal() -> None:
    lonely = chain(firms={"names": [*FIRMS, "idle"], "sectors": [*SECTORS, "chips"]})
    assert (lonely.sales[4], lonely.purchases[4]) == (0, 0)
    bare = network(Producers(names=["idle"], sectors=["chips"]), Links(supplier=[], customer=[], value=np.zeros(0)))
    assert bare.links == 0
    assert bare.in_start.tolist() == [0, 0]


def test_a_link_with_itself_is_kept() -> None:
    built = chain(links={"customer": ["fab", "smelter", "refiner", "smelter"]})
    assert (built.supplier[2], built.customer[2]) == (1, 1)


def test_no_array_can_be_changed() -> None:
    with pytest.raises(ValueError, match="read-only"):
        chain().value[0] = 1


def test_the_columns_given_are_not_frozen_with_the_network() -> None:
    weight = np.ones(4)
    built = chain(firms={"weight": weight})
    weight[0] = 2
    assert built.weight is not None
    assert built.weight[0] == 1


def test_what_nobody_gave_is_none_and_what_is_unknown_nan() -> None:
    built = chain(firms={"revenue": np.array([3.0, math.nan, 4.0, 9.0])})
    assert built.weight is None
    assert built.revenue is not None
    assert np.isnan(built.revenue[1])


def test_places_are_found_by_name_and_an_unknown_name_is_quoted() -> None:
    assert chain().places(["fab", "mine"]).tolist() == [3, 0]
    with pytest.raises(InputError, match="no producer 'Fab'"):
        chain().places(["Fab"])


@pytest.mark.parametrize(
    ("links", "culprit"),
    [
        (
            {"supplier": ["refiner", "mine", "mines", "smelter"]},
            "supplier 'mines' of link 3 is none of the 4 producers",
        ),
        ({"customer": np.array([3, 1, 2, 4])}, "customer 4 of link 4"),
        ({"customer": np.array([3, 1, -1, 3])}, "customer -1 of link 3"),
        ({"value": np.array([3.0, -1.0, 2.0, 4.0])}, "value of link 2 is -1"),
        ({"value": np.array([3.0, 1.0, math.nan, 4.0])}, "value of link 3 is nan"),
        ({"value": np.array([math.inf, 1.0, 2.0, 4.0])}, "value of link 1 is inf"),
        ({"value": np.array([3.0, 1.0, 2.0])}, "column of value of link has 3 rows where the others have 4"),
        ({"customer": ["fab", "smelter", "smelter", "fab"]}, "links 2 and 3 both lead from 'mine' to 'smelter'"),
        ({"importance": np.array([2, 3, 0, 1])}, "importance of link 2 is 3"),
        ({"importance": np.array([2, 1, 1, 1])}, "inputs of group 1 have two classes of importance at 'fab'"),
    ],
)
def test_a_wrong_link_is_named(links: dict[str, Any], culprit: str) -> None:
    with pytest.raises(InputError, match=culprit):
        chain(links=links)


@pytest.mark.parametrize(
    ("firms", "culprit"),
    [
        ({"names": ["mine", "smelter", "mine", "fab"]}, "producers 1 and 3 are both named 'mine'"),
        ({"sectors": ["ore"]}, "column of sectors has 1 rows where the others have 4"),
        ({"weight": np.array([1.0, -2.0, 1.0, 1.0])}, "weight of 'smelter' is -2"),
        (
            {"revenue": np.array([3.0, 3.9, 4.0, 9.0])},
            "sales of 'smelter' .* 4 and its revenue is 3.9, a share above one",
        ),
        ({"cost": np.array([0.0, 1.0, 2.0, 6.0])}, "purchases of 'fab' .* 7 and its cost is 6, a share above one"),
    ],
)
def test_a_wrong_producer_is_named(firms: dict[str, Any], culprit: str) -> None:
    with pytest.raises(InputError, match=culprit):
        chain(firms=firms)


@given(st.permutations(range(4)))
def test_the_order_of_the_rows_does_not_matter(order: list[int]) -> None:
    shuffled = {name: [column[row] for row in order] for name, column in LINKS.items()}
    assert chain(links=shuffled).value.tolist() == chain().value.tolist()
