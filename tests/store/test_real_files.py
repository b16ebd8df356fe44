"""Every real file of ../shared/data loads without an option, as its README describes."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest
from tests.store.small_lake import TODAY

from haechi.model.trade import PartnerKind
from haechi.store.lake import Lake
from haechi.store.manifest import Manifest
from haechi.store.report import LoadReport

TABLES = Path(__file__).parents[2] / "src" / "haechi" / "reference" / "tables"


@pytest.fixture(scope="module")
def economies() -> Mapping[str, Mapping[str, tuple[str, PartnerKind]]]:
    found: dict[str, dict[str, tuple[str, PartnerKind]]] = {"iso3": {}, "iso2": {}}
    kinds = {}
    with (TABLES / "economies.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            kinds[row["iso3"]] = PartnerKind(row["kind"])
            found["iso3"][row["iso3"]] = (row["iso3"], kinds[row["iso3"]])
    with (TABLES / "economy_codes.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["system"], {})[row["code"]] = (row["economy"], kinds[row["economy"]])
    return found


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    folder = tmp_path_factory.mktemp("real")
    return Lake(folder=folder / "lake", quarantine=folder / "quarantine")


@pytest.fixture(scope="module")
def reports(
    held: Lake, shared_data: Path, economies: Mapping[str, Mapping[str, tuple[str, PartnerKind]]]
) -> dict[str, LoadReport]:
    paths = [path for folder in ("trade", "api") for path in sorted((shared_data / folder).iterdir())]
    return {path.name: held.load(path, economies=economies, today=TODAY) for path in paths}


def _manifest(reports: dict[str, LoadReport], name: str) -> Manifest:
    (found,) = [report.manifest for file, report in reports.items() if file.startswith(name)]
    assert found is not None
    return found


def _sql(held: Lake, manifest: Manifest, query: str, where: str = "true") -> list[Any]:
    paths = [str(held.folder / file.path) for file in manifest.files]
    table = f"read_parquet({paths}, hive_partitioning = false)"
    return duckdb.execute(f"{query} FROM {table} WHERE {where} GROUP BY ALL").fetchall()


def test_nothing_is_put_to_quarantine(reports: dict[str, LoadReport]) -> None:
    assert {name: report.warnings for name, report in reports.items() if report.quarantine} == {}


def test_exports_of_china_have_146_missing_weights(reports: dict[str, LoadReport]) -> None:
    manifest = _manifest(reports, "comtrade_china")
    assert manifest.rows == 6442
    assert manifest.states["weight"]["missing"] == 146
    (part,) = manifest.coverage
    assert (part.reporters, part.codes) == (("CHN",), ("250410", "380110", "811292"))
    assert part.partners is not None
    assert (len(part.partners), len(part.periods)) == (39, 96)


def test_the_graphite_rule_of_december_2023_is_seen(reports: dict[str, LoadReport], held: Lake) -> None:
    manifest = _manifest(reports, "comtrade_china")
    where = "code = '250410' AND period IN ('2023-11-01', '2023-12-01')"
    tonnes = _sql(held, manifest, "SELECT month(period), CAST(round(sum(weight_kg) / 1000) AS INTEGER)", where)
    assert sorted(tonnes) == [(11, 40518), (12, 2726)]


def test_fourteen_doubled_keys_of_december_2024_are_settled_and_one_is_deduced(reports: dict[str, LoadReport]) -> None:
    manifest = _manifest(reports, "comtrade_30")
    assert manifest.rows == 5287 - 13
    assert manifest.states["weight"]["missing"] == 124
    assert any("CHN export BEL 811292 2024-12" in warning for warning in manifest.warnings)
    assert {len(part.reporters or ()) for part in manifest.coverage} == {30}


def test_imports_of_the_united_states_have_56320_true_zeros_and_twenty_groups(
    reports: dict[str, LoadReport], held: Lake
) -> None:
    manifest = _manifest(reports, "us_census")
    assert manifest.states["value"]["zero"] == 56_320
    assert sum(manifest.states["value"].values()) == 285_711
    kinds = dict(_sql(held, manifest, "SELECT partner_kind, count(DISTINCT partner)"))
    assert (kinds["group"], kinds["world"]) == (19, 1)


def test_partners_of_the_united_states_sum_to_the_published_total(held: Lake, reports: dict[str, LoadReport]) -> None:
    assert reports
    market = held.market("USA", 2023, source="us-census")
    assert market.covered.all()
    assert np.nansum(market.imports) + market.unspecified.sum() == pytest.approx(market.published.sum())


def test_selected_codes_of_baci_are_complete_and_of_january_2026(reports: dict[str, LoadReport]) -> None:
    manifest = _manifest(reports, "baci_30")
    assert manifest.rows == 326_231
    assert [str(vintage) for vintage in manifest.vintages] == ["2026-01-01"]
    assert [(part.edition.value, part.periods[0], part.periods[-1]) for part in manifest.coverage] == [
        ("HS02", "2002", "2016"),
        ("HS17", "2017", "2024"),
    ]
    assert all(part.reporters is None and part.partners is None for part in manifest.coverage)


def test_the_reconciled_year_is_read_from_the_name(reports: dict[str, LoadReport]) -> None:
    manifest = _manifest(reports, "baci_reconciled")
    assert (manifest.rows, manifest.periods) == (23_167, ("2022",))


def test_18769_repeated_keys_of_the_raw_reports_have_one_total_each(reports: dict[str, LoadReport], held: Lake) -> None:
    manifest = _manifest(reports, "comtrade_raw")
    totals = _sql(held, manifest, "SELECT count(*) FILTER (role = 'total'), count(*) FILTER (role = 'part')")
    merged = 42_302
    # Nine sums of areas that are one economy here (areas not specified) stand for twenty published keys.
    assert manifest.rows - 9 == 166_616 - merged
    assert totals == [(37_722 - 20 + 9, manifest.rows - 37_722 + 20 - 9)]


def test_the_shifted_header_is_repaired_and_its_616_repeated_keys_are_held_once(
    reports: dict[str, LoadReport], held: Lake
) -> None:
    manifest = _manifest(reports, "comtrade_shifted")
    assert "1 column to the left of its name" in manifest.warnings[0]
    assert manifest.rows == 8639 - 1620
    assert _sql(held, manifest, "SELECT count(DISTINCT edition), count(DISTINCT partner), sum(value) > 0") == [
        (4, 1, True)
    ]


def test_the_old_layout_keeps_its_four_flows(reports: dict[str, LoadReport], held: Lake) -> None:
    manifest = _manifest(reports, "comtrade_old")
    assert manifest.rows == 2863
    assert _sql(held, manifest, "SELECT count(DISTINCT direction), count(DISTINCT reporter)") == [(4, 161)]
    assert manifest.states["weight"]["missing"] == 479


def test_two_exporters_in_the_layout_of_baci_cover_no_importer(reports: dict[str, LoadReport], held: Lake) -> None:
    manifest = _manifest(reports, "baci_layout")
    assert (manifest.rows, manifest.states["weight"]["missing"]) == (71_192, 2306)
    assert _sql(held, manifest, "SELECT count(DISTINCT code), min(length(code)), min(edition)") == [(4422, 6, "HS92")]
    assert [part.reporters for part in manifest.coverage] == [("AFG", "ZAF")]


def test_production_is_a_table_of_its_own(reports: dict[str, LoadReport], held: Lake) -> None:
    assert _manifest(reports, "usgs").states["value"]["suppressed"] == 224
    assert len(held.production()) == 8886


def test_tables_and_lists_without_flows_are_answered(reports: dict[str, LoadReport]) -> None:
    assert "no flows inside" in reports["baci_country_codes_V202601.csv"].summary
    assert "no flows inside" in reports["comtradr_HS-4f1d0f.json"].summary


def test_a_part_of_a_reply_claims_no_completeness(reports: dict[str, LoadReport]) -> None:
    manifest = _manifest(reports, "recorded_preview")
    assert manifest.coverage == ()
    assert any("205 records and holds 2" in warning for warning in manifest.warnings)


def test_baci_answers_for_2022_and_the_own_report_is_another_source(held: Lake, reports: dict[str, LoadReport]) -> None:
    assert reports
    market = held.market("KOR", 2022)
    assert (market.source, len(market.codes), bool(market.covered.all())) == ("baci", 30, True)
    assert held.market("KOR", 2022, source="importer").source == "comtrade"
    assert not held.market("KOR", 2023, source="comtrade:exporter").covered.any()


def test_loading_everything_again_changes_nothing(
    held: Lake,
    reports: dict[str, LoadReport],
    shared_data: Path,
    economies: Mapping[str, Mapping[str, tuple[str, PartnerKind]]],
) -> None:
    assert reports
    report = held.load(shared_data / "trade" / "comtrade_raw_2022.csv.gz", economies=economies, today=TODAY)
    assert report.already
