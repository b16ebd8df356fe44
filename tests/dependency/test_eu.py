from collections.abc import Sequence

import numpy as np
import pytest
from tests.dependency.small_facts import make_market

from haechi.dependency.eu import CoreIndicators, core_indicators, is_within
from haechi.dependency.intervals import denominator
from haechi.model.market import Market

MEMBERS = ("DEU", "NLD", "FRA")


def core(market: Market, members: Sequence[str] = MEMBERS) -> CoreIndicators:
    return core_indicators(market, denominator(market), members=members)[0]


def union(intra: float | None = 50, exports: float = 80, unspecified: float = 0) -> Market:
    return make_market(
        {"1": [70, 20, 10]},
        suppliers=("AAA", "BBB", "CCC"),
        importer="EU",
        exports=exports,
        members=MEMBERS,
        intra=intra,
        unspecified=unspecified,
    )


def test_the_check_values_are_met_for_the_union() -> None:
    found = core(union())
    assert found.cdi1.value == pytest.approx(0.54)
    assert found.cdi2.value == pytest.approx(2 / 3)
    assert found.cdi3.value == pytest.approx(1.25)


def test_a_member_whose_suppliers_hold_fellow_members_gives_the_same() -> None:
    market = make_market({"1": [70, 20, 10, 50]}, suppliers=("AAA", "BBB", "CCC", "DEU"), importer="NLD", exports=80)
    found = core(market)
    assert (found.cdi1.value, found.cdi2.value, found.cdi3.value) == pytest.approx((0.54, 2 / 3, 1.25))


def test_scarcity_is_not_available_without_trade_inside_the_union() -> None:
    found = core(union(intra=None))
    assert found.cdi2.value is None
    assert "inside the union are not in the data" in found.cdi2.reason
    assert found.cdi1.value == pytest.approx(0.54)


def test_zero_exports_are_unbounded_and_no_stand_in_number() -> None:
    found = core(union(exports=0)).cdi3
    assert found.is_unbounded
    assert found.value is None
    assert "no exports" in found.reason


def test_unknown_exports_are_not_zero_exports() -> None:
    found = core(union(exports=np.nan)).cdi3
    assert not found.is_unbounded
    assert found.reason == "exports are not in the data"


def test_unattributed_trade_bounds_each_indicator() -> None:
    found = core(union(unspecified=50))
    assert (found.cdi1.low, found.cdi1.high) == pytest.approx((0.24, (120**2 + 20**2 + 10**2) / 150**2))
    assert (found.cdi2.low, found.cdi2.high) == pytest.approx((0.5, 0.75))
    assert (found.cdi3.low, found.cdi3.high) == pytest.approx((1.25, 1.875))


def test_a_missing_third_country_leaves_bounds_of_concentration_only() -> None:
    market = make_market({"1": [70, np.nan, 10]}, suppliers=("AAA", "BBB", "DEU"), importer="NLD", exports=80)
    found = core(market)
    assert found.cdi1.value is None
    assert (found.cdi1.low, found.cdi1.high) == pytest.approx((0.5, 1))
    assert found.cdi2.value is None
    assert found.cdi3.value is None


def test_a_missing_member_leaves_concentration_whole() -> None:
    market = make_market({"1": [70, 30, np.nan]}, suppliers=("AAA", "BBB", "DEU"), importer="NLD", exports=80)
    found = core(market)
    assert found.cdi1.value == pytest.approx(0.58)
    assert found.cdi2.value is None


def test_no_indicator_is_computed_without_coverage() -> None:
    market = make_market({"1": [70, 20, 10]}, importer="NLD", covered=False)
    assert core(market).cdi1.reason == "not every supplier is in the data"


def test_the_rule_is_the_unions_own() -> None:
    assert is_within("EU", ())
    assert is_within("NLD", MEMBERS)
    assert not is_within("KOR", MEMBERS)
