"""The backtest on the monthly exports of China: a report, a page and a JSON of the same figures."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest
from tests.app.at_desk import desk, replay

from haechi.app.backtesting import Question, backtest
from haechi.app.loading import Terms, load
from haechi.app.report import Report
from haechi.errors import NotCovered
from haechi.reference import facts
from haechi.watch.fall_names import Name
from haechi.watch.injection import NOTHING, drop

SMALL = Question(scenarios=(NOTHING, drop(1.0, 1)), faults=(), copies=1, falls=(drop(1.0, 3),), named=1, items=1)
PANELS = ("comtrade:exporter", "made-up market")
CHINA = "trade/comtrade_china_exports_monthly_2017_2024.parquet"
BUYERS = ("KOR", "JPN", "USA", "DEU", "GBR", "CAN", "NLD", "TWN")  # those of most rows: a dozen panels are judged
ONE_MONTH = "trade/comtrade_30_reporters_2024_12.parquet"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("backtest")


@pytest.fixture(scope="module")
def china(shared_data: Path, folder: Path) -> Path:
    """A workspace with what China sold to a few buyers."""
    file = folder / "sold.parquet"
    duckdb.read_parquet(str(shared_data / CHINA)).filter(f"partner IN {BUYERS}").write_parquet(str(file))
    at = desk("2026-11-22", folder / "ws")
    load(at, [file], Terms(release_lag=30), lambda _name, _done, _total: None)
    return at.place.folder


@pytest.fixture(scope="module")
def report(china: Path, folder: Path) -> Report:
    return backtest(replay("2026-06-01", china), SMALL, folder / "out")


def test_each_row_is_a_detector_on_a_group_and_a_scenario_at_a_rate(report: Report) -> None:
    keys = [
        tuple(row[name] for name in ("detector", "level", "since", "starts", "scenario", "false_alarm_rate"))
        for row in report.rows
    ]
    assert len(keys) == len(set(keys))
    assert {"pair, regular", "pair, other", "exporter x item"} <= {row["level"] for row in report.rows}


def test_the_json_holds_the_rows_and_every_table(report: Report, folder: Path) -> None:
    data = json.loads((folder / "out" / "watch-backtest.json").read_text(encoding="utf-8"))
    assert data["rows"] == report.payload()["rows"]
    tables = {"null", "coverage", "faults", "discoveries", "quiet", "events", "losses", "scopes", "names"}
    assert set(data["tables"]) == tables


@pytest.fixture(scope="module")
def tables(report: Report, folder: Path) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    assert report.rows
    data = json.loads((folder / "out" / "watch-backtest.json").read_text(encoding="utf-8"))
    found: Mapping[str, Sequence[Mapping[str, Any]]] = data["tables"]
    return found


def test_what_china_lacks_is_measured_on_a_market_that_is_called_made_up(
    report: Report, tables: Mapping[str, Sequence[Mapping[str, Any]]]
) -> None:
    where = {row["level"]: row["panel"] for row in tables["scopes"]}
    assert where["pair, regular"] == "comtrade:exporter"
    assert where["importer x item, regular"] == where["item"] == "made-up market"
    assert any("made-up market (made up" in note for note in report.notes)


def test_sums_are_compared_at_the_rate_of_false_alarms_of_sums_with_intervals_around_each_part(
    tables: Mapping[str, Sequence[Mapping[str, Any]]],
) -> None:
    assert {row["false_alarm_rate"] for row in tables["scopes"] if "pair" not in row["level"]} == {0.33}
    for row in tables["scopes"]:
        assert row["own_low"] - 1e-9 <= row["recall_own"] <= row["own_high"] + 1e-9
        assert row["low_3"] - 1e-9 <= row["recall_3"] <= row["high_3"] + 1e-9
        assert row["series"] <= row["n"]


def test_each_scope_that_a_panel_has_is_named_and_every_fall_counted_once(
    tables: Mapping[str, Sequence[Mapping[str, Any]]],
) -> None:
    scopes = {panel: {row["scope"] for row in tables["names"] if row["panel"] == panel} for panel in PANELS}
    assert scopes["comtrade:exporter"] == {"pair", "exporter x item"}
    assert scopes["made-up market"] == {"pair", "exporter x item", "importer x item", "item"}
    for row in tables["names"]:
        assert sum(row[name.name.lower()] for name in Name) == row["falls"] > 0


def test_the_page_names_what_does_better(report: Report, folder: Path) -> None:
    page = (folder / "out" / "watch-backtest.html").read_text(encoding="utf-8")
    assert "Where a simpler rule does better" in page
    assert "year on year" in page
    assert str(report.parameters["series"]) in page


def test_gallium_cannot_be_seen_and_graphite_can(folder: Path, report: Report) -> None:
    assert report.rows
    events = json.loads((folder / "out" / "watch-backtest.json").read_text(encoding="utf-8"))["tables"]["events"]
    graphite = [row for row in events if row["event"] == "CHN-GRAPHITE-2023" and row["code"] == "250410"]
    assert {row["why_not"] for row in graphite} == {None}
    gallium = [row for row in events if row["event"] == "CHN-GA-2023" and row["code"] == "811292"]
    assert "six digits" in gallium[0]["why_not"]


def test_a_source_of_one_month_is_refused_in_one_sentence(shared_data: Path, tmp_path: Path) -> None:
    at = desk("2026-06-01", tmp_path)
    at.lake.load(shared_data / ONE_MONTH, economies=facts.load().partner_codes, today=dt.date(2026, 6, 1))
    with pytest.raises(NotCovered, match="a backtest needs 60"):
        backtest(at, SMALL)
