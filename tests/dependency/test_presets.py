from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.dependency.small_facts import PARAMETERS, make_market

from haechi.dependency.presets import all_of, evaluate, is_met, thresholds
from haechi.dependency.profile import Profile, profiles
from haechi.errors import FactError, InputError, UnknownName
from haechi.model.estimate import Estimate, Persistence, Verdict
from haechi.model.market import Market

EU = ("DEU", "NLD")


def profile(market: Market, members: Sequence[str] = EU) -> Profile:
    return profiles(market, members=members)[0]


def answer(preset: str, *markets: Market) -> Verdict:
    return evaluate([profile(market) for market in markets], PARAMETERS, preset)


def test_ec_2021_calls_the_check_case_dependent() -> None:
    market = make_market({"1": [70, 20, 10, 50]}, suppliers=("AAA", "BBB", "CCC", "DEU"), importer="NLD", exports=80)
    verdict = answer("EC-2021", market)
    assert verdict.met is True
    assert [part.threshold for part in verdict.parts] == [0.4, 0.5, 1]
    assert verdict.reason == "cdi1 0.54 > 0.4: yes; cdi2 0.667 > 0.5: yes; cdi3 1.25 > 1: yes"


def test_ec_2021_is_undecided_outside_the_union_and_says_why() -> None:
    verdict = answer("EC-2021", make_market({"1": [70, 20, 10]}, importer="KOR", exports=80))
    assert verdict.met is None
    assert "KOR was not in the EU in 2022" in verdict.reason


def test_ec_2021_is_undecided_for_the_union_without_inner_trade_unless_another_part_fails() -> None:
    market = make_market({"1": [70, 20, 10]}, importer="EU", exports=80, members=EU)
    assert answer("EC-2021", market).met is None
    assert "inside the union" in answer("EC-2021", market).reason
    assert answer("EC-2021", replace(market, exports=np.array([1000.0]))).met is False


def test_no_exports_count_as_above_any_ratio() -> None:
    market = make_market({"1": [70, 20, 10]}, importer="NLD", exports=0)
    assert answer("EC-2021", market).met is True
    assert "no exports: the ratio is unbounded" in answer("EC-2021", market).reason


def test_half_of_imports_is_not_more_than_half() -> None:
    assert answer("KR-50", make_market({"1": [50, 30, 20]})).met is False
    assert answer("KR-50", make_market({"1": [51, 30, 19]})).met is True


def test_unspecified_partners_that_could_tip_a_rule_leave_it_undecided() -> None:
    verdict = answer("KR-50", make_market({"1": [48, 30, 12]}, unspecified=10))
    assert verdict.met is None
    assert verdict.reason == "top_share 0.48..0.58 > 0.5: undecided"


def test_no_rule_answers_where_suppliers_are_not_covered() -> None:
    market = make_market({"1": [100, 0, 0]}, covered=False)
    for preset in ("KR-50", "CBS-2021", "KIET-2021", "GEODEP-2024"):
        assert answer(preset, market).met is None


def test_kiet_asks_for_a_deficit_and_a_share_and_grades_it() -> None:
    ordinary = answer("KIET-2021", make_market({"1": [50, 30, 20]}, exports=10))
    high = answer("KIET-2021", make_market({"1": [70, 20, 10]}, exports=10))
    surplus = answer("KIET-2021", make_market({"1": [70, 20, 10]}, exports=110))
    unknown = answer("KIET-2021", make_market({"1": [70, 20, 10]}))
    assert [(verdict.met, verdict.grade) for verdict in (ordinary, high, surplus, unknown)] == [
        (True, "ordinary"),
        (True, "high"),
        (False, None),
        (None, None),
    ]


@pytest.mark.parametrize(
    ("imports", "grade", "met"),
    [([14] * 7 + [2], "low", False), ([40, 20, 20, 20], "high", True), ([30, 20, 20, 15, 15], "moderate", False)],
)
def test_cbs_has_three_bands(imports: list[float], grade: str, met: bool) -> None:
    suppliers = [f"S{n:02}" for n in range(len(imports))]
    verdict = answer("CBS-2021", make_market({"1": imports}, suppliers=suppliers))
    assert (verdict.grade, verdict.met) == (grade, met)


def geodep_year(year: int, *, met: bool | None) -> Market:
    if met is None:
        return make_market({"1": [80, 10, 10]}, year=year, exports=50)
    return make_market({"1": [80, 10, 10]}, year=year, exports=50 if met else 500, world=[1000, 100, 100])


@pytest.mark.parametrize(
    ("years", "met"),
    [
        ([True, True, False], True),
        ([True, False, False], False),
        ([True, None, False], None),
        ([None, None, False], None),
        ([True, True], True),
        ([True], None),
        ([False, False], False),
    ],
)
def test_geodep_asks_for_two_of_three_years(years: list[bool | None], met: bool | None) -> None:
    first = 2022 - len(years) + 1
    verdict = answer("GEODEP-2024", *(geodep_year(first + n, met=year) for n, year in enumerate(years)))
    assert verdict.met is met


def test_geodep_takes_the_importers_own_exports_into_world_exports() -> None:
    found = profile(make_market({"1": [80, 10, 10]}, exports=100, world=[100, 100, 100]))
    assert found.world_export_hhi.value == pytest.approx(0.25)
    assert found.imports_over_exports.value == pytest.approx(1)


def test_crma_is_for_the_union_as_a_whole() -> None:
    assert answer("CRMA-2024", make_market({"1": [70, 20, 10]}, importer="NLD")).met is None
    assert answer("CRMA-2024", make_market({"1": [70, 20, 10]}, importer="EU", members=EU)).met is True


def test_persistence_counts_the_years_that_could_be_evaluated() -> None:
    shares = {2019: [60, 20, 20], 2020: [40, 30, 30], 2022: [70, 20, 10]}
    markets = [make_market({"1": values}, year=year) for year, values in shares.items()]
    markets.insert(2, make_market({"1": [60, 20, 20]}, year=2021, covered=False))
    assert answer("KR-50", *markets).persistence == Persistence(times=2, of=3)


def test_unknown_presets_and_disordered_years_are_named() -> None:
    found = profile(make_market({"1": [70, 20, 10]}))
    with pytest.raises(UnknownName, match="'KR-51' is not a preset"):
        evaluate([found], PARAMETERS, "KR-51")
    with pytest.raises(UnknownName, match="'KR-51'"):
        thresholds(PARAMETERS, "KR-51")
    with pytest.raises(InputError, match="do not ascend"):
        evaluate([found, found], PARAMETERS, "KR-50")
    with pytest.raises(FactError, match="'at least'"):
        is_met(Estimate(value=1.0), "at least", 0.5)


@given(st.lists(st.sampled_from([True, False, None]), max_size=5))
def test_three_valued_and_equals_its_plain_twin(answers: list[bool | None]) -> None:
    worlds = [[value if value is not None else guess for value in answers] for guess in (True, False)]
    possible = {all(world) for world in worlds}
    assert all_of(answers) == (possible.pop() if len(possible) == 1 else None)


@given(
    st.lists(st.integers(min_value=0, max_value=100), min_size=3, max_size=3).filter(any),
    st.integers(min_value=0, max_value=50),
)
def test_a_decided_rule_holds_wherever_the_unspecified_trade_came_from(values: list[int], unspecified: int) -> None:
    verdict = answer("KR-50", make_market({"1": values}, unspecified=unspecified))
    to_largest = (max(values) + unspecified) / (sum(values) + unspecified) > 0.5
    spread = max(values) / (sum(values) + unspecified) > 0.5
    assert verdict.met is (to_largest if to_largest == spread else None)
