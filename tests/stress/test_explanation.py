import pytest
from tests.stress.small_cases import make_case, make_supply

from haechi.errors import UnknownName
from haechi.stress.explanation import Passed, passed_along, ways, why_none
from haechi.stress.interruption import effects
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
