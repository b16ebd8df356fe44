from collections.abc import Collection
from pathlib import Path

import duckdb
import numpy as np
import pytest
from tests.dependency.small_facts import PARAMETERS, make_market, one_edition

from haechi.dependency.reliance import Reliance, rank, reliance
from haechi.errors import InputError
from haechi.model.estimate import Persistence
from haechi.model.market import Market


def no_union(_: int) -> Collection[str]:
    return ()


def rows(*markets: Market, generator: np.random.Generator | None = None) -> tuple[Reliance, ...]:
    year = markets[-1].year
    return reliance(
        markets, year=year, parameters=PARAMETERS, members=no_union, lineage=one_edition, generator=generator
    )


def test_a_row_holds_the_check_values() -> None:
    (row,) = rows(make_market({"281111": [20, 70, 10]}))
    assert (row.importer, row.year, row.code, row.value_usd, row.partners) == ("KOR", 2022, "281111", 100, 3)
    assert row.top_partner == "USA"
    assert (row.top_share.value, row.cr1.value) == pytest.approx((0.7, 0.7))
    assert row.hhi.value == pytest.approx(0.54)
    assert row.normalised.value == pytest.approx(0.31)
    assert row.effective_suppliers.value == pytest.approx(1.852, abs=5e-4)
    assert row.theil.value == pytest.approx(0.29679, abs=5e-6)
    assert row.cr3.value == pytest.approx(1)
    assert (row.source, row.vintage, row.denominator) == ("baci", "2026-01-31", "sum of partners")
    assert not row.has_missing


def test_annual_values_of_one_source_have_no_interval_and_say_so() -> None:
    (row,) = rows(make_market({"1": [20, 70, 10]}))
    assert row.hhi.low is None
    assert "no ground for an interval" in row.hhi.reason


def test_unspecified_trade_stays_in_the_denominator_and_bounds_every_share() -> None:
    (row,) = rows(make_market({"1": [60, 30, 0]}, unspecified=10))
    assert (row.value_usd, row.unspecified_usd) == (100, 10)
    assert (row.top_share.value, row.top_share.low, row.top_share.high) == pytest.approx((0.6, 0.6, 0.7))
    assert (row.hhi.low, row.hhi.high) == pytest.approx((0.45, 0.58))
    assert (row.effective_suppliers.low, row.effective_suppliers.high) == pytest.approx((1 / 0.58, 1 / 0.45))
    assert (row.cr3.low, row.cr3.high) == pytest.approx((0.9, 1.0))
    assert row.normalised.reason == "among named partners"


def test_without_coverage_nothing_is_computed() -> None:
    (row,) = rows(make_market({"1": [100, 0, 0]}, covered=False))
    assert (row.value_usd, row.hhi.value, row.top_share.value, row.top_partner) == (None, None, None, None)
    assert "not every supplier is in the data" in row.hhi.reason


def test_a_missing_value_leaves_bounds_and_a_flag() -> None:
    (row,) = rows(make_market({"1": [60, np.nan, 40]}))
    assert row.has_missing
    assert (row.hhi.value, row.value_usd, row.partners, row.top_partner) == (None, None, None, None)
    assert (row.top_share.low, row.top_share.high) == pytest.approx((60 / 160, 1))


def test_a_missing_value_under_a_published_total_is_bounded_by_it() -> None:
    (row,) = rows(make_market({"1": [60, np.nan, 30]}, published=100))
    assert row.has_missing
    assert row.hhi.value == pytest.approx(0.45)
    assert row.denominator == "published total"


def test_no_imports_are_told_from_unknown_imports() -> None:
    (row,) = rows(make_market({"1": [0, 0, 0]}))
    assert row.value_usd == 0
    assert row.hhi.reason == "no imports in the year"


def test_a_single_supplier_has_an_index_of_one_and_no_normalised_one() -> None:
    (row,) = rows(make_market({"1": [0, 5, 0]}))
    assert row.hhi.value == pytest.approx(1)
    assert row.normalised.value is None
    assert "fewer than two" in row.normalised.reason


def test_months_give_an_interval_that_holds_the_value() -> None:
    months = np.random.default_rng(3).uniform(1, 50, size=(12, 1, 3))
    market = make_market({"1": list(months.sum(axis=0)[0])}, months=months)
    (row,) = rows(market, generator=np.random.default_rng(5))
    assert row.hhi.low is not None
    assert row.hhi.high is not None
    assert row.hhi.value is not None
    assert row.hhi.low < row.hhi.value < row.hhi.high
    assert row.hhi.reason == "resampled months"


def test_persistence_of_the_largest_partner_counts_years_of_the_same_edition() -> None:
    markets = [
        make_market({"1": [70, 20, 10]}, year=2018, edition="HS12"),
        make_market({"1": [20, 70, 10]}, year=2020),
        make_market({"1": [70, 20, 10]}, year=2021),
        make_market({"1": [70, 20, 10]}, year=2022),
    ]
    (row,) = rows(*markets)
    assert row.same_top_partner == Persistence(times=2, of=3)


def test_later_years_do_not_speak() -> None:
    markets = [make_market({"1": [70, 20, 10]}, year=year) for year in (2021, 2022)]
    (row,) = reliance(markets, year=2021, parameters=PARAMETERS, members=no_union, lineage=one_edition)
    assert (row.year, row.same_top_partner) == (2021, Persistence(times=1, of=1))


def test_two_definitions_stand_side_by_side_or_none() -> None:
    market = make_market({"1": [70, 20, 10]})
    assert len(rows(market)[0].presets) == 5
    with pytest.raises(InputError, match="two definitions"):
        reliance([market], year=2022, parameters=PARAMETERS, members=no_union, lineage=one_edition, presets=["KR-50"])


def test_mixed_markets_and_absent_years_are_named() -> None:
    market = make_market({"1": [70, 20, 10]})
    with pytest.raises(InputError, match="mixed"):
        rows(make_market({"1": [1, 1, 1]}, source="comtrade", year=2021), market)
    with pytest.raises(InputError, match="no market of 2019"):
        reliance([market], year=2019, parameters=PARAMETERS, members=no_union, lineage=one_edition)


def test_ranking_puts_what_more_rules_call_dependent_first_and_the_unknown_last() -> None:
    market = make_market({"a": [30, 40, 30], "b": [90, 10, 0], "c": [np.nan, np.nan, np.nan], "d": [95, 5, 0]})
    assert [row.code for row in rank(rows(market))] == ["d", "b", "a", "c"]


def test_the_order_of_suppliers_changes_nothing() -> None:
    one = rows(make_market({"1": [60, 30, 10]}, suppliers=("JPN", "USA", "DEU"), unspecified=7))[0]
    other = rows(make_market({"1": [10, 60, 30]}, suppliers=("DEU", "JPN", "USA"), unspecified=7))[0]
    assert (one.top_partner, one.top_share, one.partners) == (other.top_partner, other.top_share, other.partners)
    assert (one.hhi.value, one.theil.value) == pytest.approx((other.hhi.value, other.theil.value))


def test_dutch_imports_of_a_real_year_equal_a_plain_sum(shared_data: Path) -> None:
    path = shared_data / "trade" / "baci_30_codes_annual_2002_2024.parquet"
    connection = duckdb.connect()
    connection.execute("SET autoinstall_known_extensions = false")
    found = connection.execute(
        "SELECT code, exporter, value_usd FROM read_parquet(?) WHERE year = 2022 AND importer = 'NLD'", [str(path)]
    ).fetchall()
    suppliers = sorted({exporter for _, exporter, _ in found})
    imports: dict[str, list[float]] = {}
    for code, exporter, value in found:
        imports.setdefault(code, [0.0] * len(suppliers))[suppliers.index(exporter)] = float(value)
    market = make_market(imports, suppliers=suppliers, importer="NLD")
    for row in rows(market):
        values = imports[row.code]
        assert row.hhi.value == pytest.approx(sum((value / sum(values)) ** 2 for value in values))
        assert row.top_share.value == pytest.approx(max(values) / sum(values))
        assert row.top_partner == suppliers[values.index(max(values))]


def carried_over(code: str, _edition: str) -> tuple[str, str]:
    return (code, "HS22")


def crossing(*markets: Market) -> Reliance:
    year = markets[-1].year
    (row,) = reliance(markets, year=year, parameters=PARAMETERS, members=no_union, lineage=carried_over)
    return row


def test_a_code_that_lives_through_a_change_of_editions_keeps_its_years() -> None:
    years = [(2020, "HS17"), (2021, "HS17"), (2022, "HS22")]
    row = crossing(*(make_market({"281111": [80, 10, 10]}, year=year, edition=edition) for year, edition in years))
    kr_50 = next(verdict for verdict in row.presets if verdict.preset == "KR-50")
    assert kr_50.persistence == Persistence(times=3, of=3)
    assert row.same_top_partner == Persistence(times=3, of=3)


def test_a_code_that_ends_with_its_edition_begins_anew() -> None:
    years = [(2021, "HS17"), (2022, "HS22")]
    markets = [make_market({"281111": [80, 10, 10]}, year=year, edition=edition) for year, edition in years]
    (row,) = rows(*markets)
    assert row.same_top_partner == Persistence(times=1, of=1)


def test_a_year_in_which_two_codes_are_the_same_gives_none() -> None:
    before = make_market({"281119": [80, 10, 10], "281199": [10, 80, 10]}, year=2021, edition="HS17")
    now = make_market({"281119": [80, 10, 10]}, year=2022, edition="HS22")

    def joined(_code: str, _edition: str) -> tuple[str, str]:
        return ("281119", "HS22")

    (row,) = reliance([before, now], year=2022, parameters=PARAMETERS, members=no_union, lineage=joined)
    assert row.same_top_partner == Persistence(times=1, of=1)
