import numpy as np
import pytest
from tests.stress.small_cases import make_case, make_supply

from haechi.errors import UnknownName
from haechi.model.network import Links, Producers
from haechi.stress.explanation import Passed, passed_along, passed_down, passed_up, ways, why_none
from haechi.stress.interruption import effects
from haechi.stress.network import network
from haechi.stress.unknowns import corners


def passed(supplier: str, customer: str, part: float) -> Passed:
    return Passed(supplier=supplier, customer=customer, loss=10 * part, part=part)


def test_ways_are_found_largest_part_first() -> None:
    rows = [passed("a", "b", 1), passed("a", "c", 0.5), passed("b", "d", 0.4), passed("c", "d", 1)]
    rows.append(passed("x", "d", 0.3))
    found = ways(rows, "d", ["a", "x"])
    assert [(way.names, way.part) for way in found] == [
        (("a", "c", "d"), 0.5),
        (("a", "b", "d"), 0.4),
        (("x", "d"), 0.3),
    ]


def test_a_ring_is_walked_once() -> None:
    rows = [passed("a", "b", 1), passed("b", "c", 1), passed("c", "b", 0.9), passed("c", "d", 1)]
    assert [way.names for way in ways(rows, "d", ["a"])] == [("a", "b", "c", "d")]


def test_no_more_ways_are_given_than_asked_for() -> None:
    rows = [passed(name, "d", 1) for name in "abcefg"]
    assert len(ways(rows, "d", "abcefg", most=4)) == 4


def test_a_target_without_a_loss_is_named() -> None:
    with pytest.raises(UnknownName, match="nothing was passed on to 'e'"):
        ways([passed("a", "b", 1)], "e", ["a"])


def test_the_scarcest_input_carries_the_whole_loss_and_the_other_what_it_would_have_taken() -> None:
    case = make_case(make_supply("gas", share=1.0), make_supply("metal", share=1.0))
    values = {name: drawn[:1] for name, drawn in corners(case.unknowns).items()}
    found = {(row.supplier, row.customer): row for row in passed_along(case, values)}
    assert found["gas", "etch"].loss == pytest.approx(30)
    assert found["etch", "fab"].loss == pytest.approx(28)
    assert found["etch", "fab"].part == 1
    assert found["metal", "fab"].loss == pytest.approx(25)
    assert found["metal", "fab"].part == pytest.approx(25 / 28)
    assert ("gas", "lamp") not in found


def test_the_ways_of_a_case_lead_from_its_shocks() -> None:
    case = make_case(make_supply("gas", share=1.0), make_supply("metal", share=1.0))
    values = {name: drawn[:1] for name, drawn in corners(case.unknowns).items()}
    found = ways(passed_along(case, values), "chip", case.lost)
    assert [way.names for way in found] == [("gas", "etch", "fab", "chip"), ("metal", "fab", "chip")]


@pytest.mark.parametrize(
    ("supply", "item", "said"),
    [
        (make_supply("gas", duration=(20, 20)), "etch", "stocks on the way cover 30 days, and a line is short of 20"),
        (make_supply("metal"), "fab", "only important inputs or families lead here"),
        (make_supply("gas", share=0.0), "etch", "takes nothing from this economy"),
        (make_supply("gas"), "etch", ""),
    ],
)
def test_no_stop_explains_itself(supply: object, item: str, said: str) -> None:
    case = make_case(supply)  # type: ignore[arg-type]
    found = why_none(effects(case, corners(case.unknowns))[item], 0, horizon_days=180)
    assert said in found
    assert bool(said) == bool(found)


def test_the_loss_of_a_firm_is_shared_out_over_its_suppliers() -> None:
    firms = Producers(names=["ore", "gas", "rail", "fab"], sectors=["1", "1", "2", "3"])
    sales = Links(supplier=["ore", "gas", "rail"], customer=["fab"] * 3, value=np.array([3.0, 1.0, 4.0]))
    found = {row.supplier: row for row in passed_down(network(firms, sales), np.array([1.0, 1.0, 0.5, 0.75]))}
    assert {name: row.loss for name, row in found.items()} == {"ore": 3 / 8, "gas": 1 / 8, "rail": 1 / 4}
    assert sum(row.part for row in found.values()) == pytest.approx(1)


def test_the_critical_group_that_lacks_most_carries_the_loss() -> None:
    firms = Producers(names=["ore", "gas", "rail", "fab"], sectors=["1", "1", "2", "3"])
    value, importance = np.array([3.0, 1.0, 4.0]), np.array([2, 2, 1])
    sales = Links(supplier=["ore", "gas", "rail"], customer=["fab"] * 3, value=value, importance=importance)
    found = {row.supplier: row for row in passed_down(network(firms, sales), np.array([0.4, 0.0, 1.0, 0.5]))}
    assert found["ore"].loss == pytest.approx(0.3)
    assert found["ore"].part == pytest.approx(0.6)
    assert found["rail"].loss == pytest.approx(0.5)
    assert found["rail"].part == 1
    assert "gas" not in found


def test_what_is_not_critical_carries_nothing() -> None:
    firms = Producers(names=["rail", "fab"], sectors=["1", "2"])
    sales = Links(supplier=["rail"], customer=["fab"], value=np.array([4.0]), importance=np.array([0]))
    assert passed_down(network(firms, sales), np.array([1.0, 0.0])) == ()


def test_a_customer_passes_its_loss_up_in_the_part_that_it_buys() -> None:
    firms = Producers(names=["ore", "fab", "shop"], sectors=["1", "2", "3"])
    sales = Links(supplier=["ore", "ore"], customer=["fab", "shop"], value=np.array([3.0, 1.0]))
    found = passed_up(network(firms, sales), np.array([0.0, 1.0, 0.0]))
    assert [(row.supplier, row.customer, row.loss, row.part) for row in found] == [("fab", "ore", 0.75, 1.0)]


def test_the_eleven_firms_explain_the_loss_of_the_seventh_firm() -> None:
    """Links of the network of 11 firms that the literature tests with, all important."""
    firms = Producers(names=[str(name) for name in range(1, 12)], sectors=list("12134241235"))
    ends = ((2, 1), (2, 3), (3, 7), (6, 7), (7, 4), (7, 11), (8, 11), (9, 5), (9, 10), (10, 7))
    sales = Links(
        supplier=[str(one) for one, _ in ends], customer=[str(other) for _, other in ends], value=np.ones(len(ends))
    )
    lost = np.zeros(11)
    lost[[1, 0, 2]] = 1.0  # firm 2 stops, and 1 and 3 with it
    lost[[6, 3]] = 1 / 3  # of the three suppliers of 7 one
    lost[10] = 1 / 6
    found = ways(passed_down(network(firms, sales), lost), "11", ["2"])
    assert [(way.names, way.part) for way in found] == [(("2", "3", "7", "11"), 1.0)]
