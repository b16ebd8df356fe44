"""The backtest on the monthly exports of China: a report, a page and a JSON of the same figures."""

import datetime as dt
import json
from pathlib import Path

import pytest
from tests.app.at_desk import desk

from haechi.app.backtesting import Question, backtest
from haechi.app.report import Report
from haechi.errors import NotCovered
from haechi.reference import facts
from haechi.watch.injection import NOTHING, drop

SMALL = Question(scenarios=(NOTHING, drop(1.0, 1)), faults=(), copies=1)
CHINA = "trade/comtrade_china_exports_monthly_2017_2024.parquet"
ONE_MONTH = "trade/comtrade_30_reporters_2024_12.parquet"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("backtest")


@pytest.fixture(scope="module")
def report(shared_data: Path, folder: Path) -> Report:
    at = desk("2026-06-01", folder / "workspace")
    at.lake.load(shared_data / CHINA, economies=facts.load().partner_codes, today=dt.date(2026, 6, 1))
    return backtest(at, SMALL, folder / "out")


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
    assert set(data["tables"]) == {"null", "coverage", "faults", "discoveries", "quiet", "events", "losses"}


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
