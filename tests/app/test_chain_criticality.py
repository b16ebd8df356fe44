"""The ranking of the bundled chain, by the world's shares and by customs data."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.app.at_desk import desk
from tests.store.small_lake import COMPLETE, COMPLETE_HEADER, table

from haechi.app import loading
from haechi.app.chain_criticality import BOUND, criticality
from haechi.app.desk import Desk
from haechi.errors import NotCovered, WorkspaceError


@pytest.fixture(scope="module")
def payload() -> dict[str, Any]:
    return criticality(desk("2026-11-22")).payload()


@pytest.fixture(scope="module")
def ranked(payload: dict[str, Any]) -> list[Any]:
    rows: list[Any] = payload["rows"]
    return rows


def loaded(folder: Path, rows: list[list[object]]) -> Desk:
    mapping = folder / "complete.toml"
    mapping.write_text(COMPLETE, encoding="utf-8")
    file = table(folder / "trade.csv", COMPLETE_HEADER, rows)
    loading.load(
        desk("2026-11-22", folder / "ws"), [file], loading.Terms(mapping=mapping), lambda _name, _done, _total: None
    )
    return desk("2026-11-22", folder / "ws")


def row_of(rows: list[Any], economy: str, item: str) -> Any:
    return next(row for row in rows if (row["economy"], row["item"]) == (economy, item))


def test_rows_descend_by_what_a_stop_takes(ranked: list[Any]) -> None:
    taken = [row["devices_lost"] for row in ranked]
    assert taken == sorted(taken, reverse=True)
    assert len(ranked) > 300


def test_every_value_lies_in_its_interval_and_every_row_names_its_sources(ranked: list[Any]) -> None:
    for row in ranked:
        low, high = row["devices_lost_interval"]
        assert -1e-9 <= low <= row["devices_lost"] + 1e-9
        assert row["devices_lost"] <= high + 1e-9
        assert high <= 1 + 1e-9
        assert row["sources"]


def test_the_stop_of_one_item_over_critical_links_takes_its_share_of_every_device(ranked: list[Any]) -> None:
    """Every device needs hydrogen fluoride, and Japan makes seven tenths of it."""
    row = row_of(ranked, "JPN", "hf")
    assert row["share"] == pytest.approx(0.7)
    assert row["devices_lost"] == pytest.approx(0.7)
    assert {lost["device"] for lost in row["by_device"]} >= {"ic_logic", "dram", "nand"}


def test_an_item_of_one_device_takes_that_device_alone(ranked: list[Any]) -> None:
    row = row_of(ranked, "KOR", "hbm")
    assert {lost["device"] for lost in row["by_device"] if lost["lost_interval"][1] > 0} == {"hbm"}


def test_the_bound_is_said_with_the_numbers_and_all_of_it_is_json(payload: dict[str, Any]) -> None:
    assert BOUND in payload["meta"]["notes"]
    assert json.dumps(payload, allow_nan=False)


def test_earlier_days_know_fewer_shares(ranked: list[Any]) -> None:
    assert len(criticality(desk("2024-06-01")).rows) < len(ranked)


def test_purchases_by_customs_replace_the_shares_of_the_world(tmp_path: Path, ranked: list[Any]) -> None:
    """Japan, which mines no fluorspar, gets nine tenths of it from China: more than the world does."""
    at = loaded(tmp_path, [["2024", "CHN", "JPN", "252922", 90, 1], ["2024", "MEX", "JPN", "252922", 10, 1]])
    report = criticality(at, by_flows=True)
    world = row_of(ranked, "CHN", "fluorspar_acid")["devices_lost"]
    share = row_of(ranked, "CHN", "fluorspar_acid")["share"]
    by_flows = row_of(list(report.rows), "CHN", "fluorspar_acid")["devices_lost"]
    assert world == pytest.approx(share)
    assert by_flows == pytest.approx(0.7 * 0.9 + 0.3 * share)
    assert "JPN 2024" in report.notes[-1]
    assert report.vintages


def test_customs_data_that_say_nothing_of_the_chain_are_refused(tmp_path: Path) -> None:
    at = loaded(tmp_path, [["2024", "CHN", "JPN", "010121", 90, 1]])
    with pytest.raises(NotCovered, match="no loaded customs data cover an economy of the chain"):
        criticality(at, by_flows=True)


def test_customs_data_need_a_workspace() -> None:
    with pytest.raises(WorkspaceError):
        criticality(desk("2026-11-22"), by_flows=True)
